import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { openBrowser } from '../test/e2e/shop.ts'
import { figureOf, round, type BenchOptions, type Figure } from './figure.ts'
import { growthPer1000 } from './growth.ts'
import { openScreens, openShop } from './screens.ts'

/** At scale 1; `--scale 40` is the ten thousand of a long year's busiest week. */
const SALES = 250
const LOOKS = 10
/** So many take longer than a page keeps what it was told. */
const LONG = 5_000

interface Look {
  readonly sold: number
  readonly heapMB: number
  readonly nodes: number
  readonly listeners: number
}

/**
 * What both pages hold while a cashier sells by cash in them, press by press, in a real browser: live JavaScript after
 * collecting, elements and listeners. A leak would make them grow with the sales.
 */
export async function benchPages({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  buildIfStale()
  const sales = Math.max(50, Math.min(10_000, Math.round(SALES * scale)))
  const browser = await openBrowser(await findChromium())
  const shop = await openShop(join(folder, 'pages'))
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
    const { cashier, display } = await openScreens(context, shop)
    const tools = {
      cashier: await context.newCDPSession(cashier),
      display: await context.newCDPSession(display),
    }
    // what is loaded on first use is no growth
    for (let warmUp = 0; warmUp < 20; warmUp += 1) await sellByCash(cashier)
    const looks = { cashier: [await look(tools.cashier, 0)], display: [await look(tools.display, 0)] }
    const every = Math.ceil(sales / LOOKS)
    for (let sold = 1; sold <= sales; sold += 1) {
      await sellByCash(cashier)
      if (sold % every !== 0 && sold !== sales) continue
      looks.cashier.push(await look(tools.cashier, sold))
      looks.display.push(await look(tools.display, sold))
    }
    return [...figuresOf('cashier page', looks.cashier), ...figuresOf('customer page', looks.display)]
  } finally {
    await browser.close()
    await shop.stop()
  }
}

async function sellByCash(cashier: Page): Promise<void> {
  await cashier.getByTestId('product').first().click()
  await cashier.getByTestId('product').nth(2).click()
  await cashier.keyboard.press('F2')
  await cashier.getByTestId('cash-input').fill('500000')
  await cashier.getByTestId('cash-input').press('Enter')
  await cashier.getByTestId('paid-word').waitFor()
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('total').waitFor()
}

async function look(tools: CDPSession, sold: number): Promise<Look> {
  // twice: what the first collection lets go may have held something itself
  for (let turn = 0; turn < 2; turn += 1) await tools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await tools.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await tools.send('Memory.getDOMCounters')
  return { sold, heapMB: usedSize / 2 ** 20, nodes, listeners: jsEventListeners }
}

function figuresOf(page: string, looks: readonly Look[]): readonly Figure[] {
  const first = looks[0]
  const last = looks.at(-1)
  if (first === undefined || last === undefined) throw new Error(`${page}: nobody looked`)
  const points = looks.map(({ sold, heapMB }) => [sold, heapMB] as const)
  const elements = `${first.nodes} elements and ${first.listeners} listeners before, ${last.nodes} and ${last.listeners} after`
  return [
    figureOf(
      {
        name: `memory: ${page} after ${last.sold} sales`,
        ...{ unit: 'MB', note: `live JavaScript; ${round(first.heapMB, 1)} MB before; ${elements}`, points },
      },
      [last.heapMB],
    ),
    figureOf(
      {
        name: `memory: ${page}, growth per 1000 sales`,
        ...{ unit: 'kB', note: 'by the line through the second half of its points' },
        // a page keeps answers it may need again for five minutes: only a longer run tells a leak from that
        ...(last.sold >= LONG ? { budget: { atMost: 500, of: 'median' } } : {}),
      },
      [growthPer1000(points.slice(Math.floor(points.length / 2))) * 1_024],
    ),
  ]
}
