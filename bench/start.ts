import { join } from 'node:path'
import type { Browser, Page } from 'playwright'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { findElectron } from '../src/cli/electron-binary.ts'
import { launch } from '../test/electron/launched.ts'
import { becomeOwner, openBrowser, openPage, openShop } from '../test/e2e/shop.ts'
import { figureOf, notMeasured, type BenchOptions, type Figure } from './figure.ts'
import { seededShop } from './seeded.ts'

interface Start {
  readonly ready: number
  readonly usable: number
}

/**
 * From starting the process to the line that says ready, and on to what the cashier types into first, in a browser that
 * was open already: the newcomer's name, or the PIN. The practice provider starts with it, as it does for a newcomer. The
 * first start of an installed version is left out: it also compiles the sources, once.
 */
export async function benchStart({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  buildIfStale()
  const browser = await openBrowser(await findChromium())
  try {
    const rounds = Math.max(2, Math.round(5 * Math.min(4, scale)))
    const first: Start[] = []
    const again: Start[] = []
    await startOnce(browser, join(folder, 'start-warm-up'))
    for (let round = 0; round < rounds; round += 1) {
      const shop = join(folder, `start-${round}`)
      first.push(await startOnce(browser, shop))
      again.push(await startOnce(browser, shop))
    }
    const old = await seededStarts(browser, folder, scale)
    const budget = { atMost: 1500, of: 'median' } as const
    return [
      ...old,
      figureOf(
        { name: 'start: ready, new folder', unit: 'ms', note: 'process start to the ready line' },
        first.map(({ ready }) => ready),
      ),
      figureOf(
        { name: 'start: ready, folder in use', unit: 'ms' },
        again.map(({ ready }) => ready),
      ),
      figureOf(
        {
          name: 'start: cashier usable, new folder',
          unit: 'ms',
          budget,
          note: 'process start to the field of the first name',
        },
        first.map(({ usable }) => usable),
      ),
      figureOf(
        {
          name: 'start: cashier usable, folder in use',
          unit: 'ms',
          budget,
          note: 'process start to the PIN',
        },
        again.map(({ usable }) => usable),
      ),
    ]
  } finally {
    await browser.close()
  }
}

/** A shop with years of sales in its books. */
async function seededStarts(browser: Browser, folder: string, scale: number): Promise<readonly Figure[]> {
  const { dataFolder, sales } = await seededShop(folder, scale)
  const rounds = Math.max(2, Math.round(5 * Math.min(2, scale)))
  await startOnce(browser, dataFolder)
  const starts: Start[] = []
  for (let round = 0; round < rounds; round += 1) starts.push(await startOnce(browser, dataFolder))
  return [
    figureOf(
      {
        ...{ name: `start: cashier usable, ${sales} sales`, unit: 'ms' },
        budget: { atMost: 2000, of: 'median' },
        note: 'process start to the PIN',
      },
      starts.map(({ usable }) => usable),
    ),
    ...(await electronStarts(folder, rounds)),
  ]
}

/** The same in Electron: from its process to the first window that can be used. */
async function electronStarts(folder: string, rounds: number): Promise<readonly Figure[]> {
  const what = 'start in Electron'
  const isHeadless =
    process.platform === 'linux' && !(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  const packageFolder = join(import.meta.dirname, '..', 'node_modules', 'electron')
  if (findElectron(packageFolder, process.env) === null) {
    notMeasured(what, "Electron's program is not here")
    return []
  }
  if (isHeadless) {
    notMeasured(what, 'there is no desktop here')
    return []
  }
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = performance.now()
    const { app, cashier } = await launch(join(folder, 'start-electron'), () => {})
    await cashier.getByTestId('owner-name').waitFor()
    // the first one fills the system's caches, as the other starts here do
    if (round > 0) times.push(performance.now() - before)
    await app.close()
  }
  return [
    figureOf(
      {
        ...{ name: 'start: cashier usable, Electron', unit: 'ms' },
        note: 'process start to the field of the first name',
      },
      times,
    ),
  ]
}

async function startOnce(browser: Browser, folder: string): Promise<Start> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  const before = performance.now()
  const shop = await openShop({ folder, args: ['--practice'] })
  const ready = performance.now() - before
  try {
    const cashier = await openPage(context, shop.url, [])
    const field = await firstField(cashier)
    const usable = performance.now() - before
    // the folder is in use from now on
    if (field === 'owner-name') await becomeOwner(cashier)
    return { ready, usable }
  } finally {
    await context.close()
    await shop.stop()
  }
}

/** Looks at every frame. A locator that found nothing looks again after up to half a second, and that would be measured. */
async function firstField(page: Page): Promise<unknown> {
  return await page.evaluate(`new Promise((found) => {
    const look = () => {
      const field = document.querySelector('[data-testid="owner-name"], [data-testid="pin"]')
      if (field?.checkVisibility()) found(field.dataset.testid)
      else requestAnimationFrame(look)
    }
    look()
  })`)
}
