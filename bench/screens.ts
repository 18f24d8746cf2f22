import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { BrowserContext, Page } from 'playwright'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { becomeOwner, openBrowser, openPage } from '../test/e2e/shop.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'

/**
 * What people wait for, in a real browser with both screens open: from the key press to the painted code, and from the
 * customer's payment to the painted LUNAS. The stopwatch is the cashier page's own; no clock of the core is asked.
 */
export async function benchScreens({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  buildIfStale()
  const rounds = Math.max(5, Math.round(20 * scale))
  const polled = await sellInBrowser(join(folder, 'screens'), rounds, false)
  const told = await sellInBrowser(join(folder, 'screens-told'), rounds, true)
  return [...figuresOf(polled), ...toldFigures(told)]
}

async function sellInBrowser(folder: string, rounds: number, isTold: boolean): Promise<SaleTimes[]> {
  const browser = await openBrowser(await findChromium())
  const shop = await openShop(folder, isTold ? ['webhooks'] : [])
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
    await context.addInitScript(STOPWATCH)
    const screens = await openScreens(context, shop)
    for (let round = 0; round < 5; round += 1) await sellOnce(screens, shop)
    const sales: SaleTimes[] = []
    for (let round = 0; round < rounds; round += 1) sales.push(await sellOnce(screens, shop))
    return sales
  } finally {
    await browser.close()
    await shop.stop()
  }
}

/** The same with the provider telling by itself; the reading goes on, and whichever comes first counts. */
function toldFigures(sales: readonly SaleTimes[]): readonly Figure[] {
  const budget = { atMost: 150, of: 'p95' } as const
  const note = 'the provider posts to the till, which then reads'
  const figure = (screen: string, pick: (sale: SaleTimes) => number): Figure =>
    figureOf({ name: `paid to LUNAS on ${screen}, by webhook`, unit: 'ms', budget, note }, sales.map(pick))
  return [
    figure('cashier', (sale) => sale.paidOnCashier),
    figure('customer screen', (sale) => sale.paidOnDisplay),
  ]
}

export interface Screens {
  readonly cashier: Page
  readonly display: Page
}

interface SaleTimes {
  /** What the simulator took to answer the calls behind the code, by its own log. */
  readonly provider: number
  /** The code stands in the page; the browser has not drawn it yet. */
  readonly codePlaced: number
  readonly codeOnCashier: number
  readonly codeOnDisplay: number
  readonly paidOnCashier: number
  readonly paidOnDisplay: number
}

function figuresOf(sales: readonly SaleTimes[]): readonly Figure[] {
  const code = { atMost: 60, of: 'p95' } as const
  const paid = { atMost: 1200, of: 'p95' } as const
  const figure = (
    name: string,
    budget: Figure['budget'],
    note: string,
    pick: (sale: SaleTimes) => number,
  ): Figure => figureOf({ name, unit: 'ms', ...(budget === null ? {} : { budget }), note }, sales.map(pick))
  const ours = 'without the time the simulator took'
  const polling = 'read once a second; the press in the practice panel starts the watch'
  return [
    figure('QRIS pressed to code on cashier', code, ours, (sale) => sale.codeOnCashier - sale.provider),
    figure(
      'QRIS pressed to code on customer screen',
      code,
      ours,
      (sale) => sale.codeOnDisplay - sale.provider,
    ),
    figure(
      '... until it stood in the cashier page',
      null,
      'the rest is the browser drawing it',
      (sale) => sale.codePlaced - sale.provider,
    ),
    figure(
      '... of the simulator',
      null,
      'create, charge and the picture of the code',
      (sale) => sale.provider,
    ),
    figure('paid to LUNAS on cashier', paid, polling, (sale) => sale.paidOnCashier),
    figure('paid to LUNAS on customer screen', paid, polling, (sale) => sale.paidOnDisplay),
  ]
}

export interface BenchShop {
  readonly url: string
  readonly displayUrl: string
  readonly simulatorUrl: string
  stop(): Promise<void>
}

export async function openShop(folder: string, wishes: readonly 'webhooks'[] = []): Promise<BenchShop> {
  const script = join(import.meta.dirname, 'shop-child.ts')
  const child = spawn(process.execPath, [script, folder, ...wishes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the shop ended with code ${code}`)))
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const urls = JSON.parse(line) as Pick<BenchShop, 'url' | 'displayUrl' | 'simulatorUrl'>
  return {
    ...urls,
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

interface SimulatorLog {
  readonly last: number
  readonly requests: readonly { readonly method: string; readonly target: string; readonly ms: number }[]
}

async function simulatorLog({ simulatorUrl }: BenchShop, since: number): Promise<SimulatorLog> {
  return (await (await fetch(`${simulatorUrl}/_sim/requests?since=${since}`)).json()) as SimulatorLog
}

/** A reading of the session by the watcher is not waited for by anybody; writes and the picture are. */
const isWaitedFor = ({ method, target }: SimulatorLog['requests'][number]): boolean =>
  method === 'POST' || target.endsWith('.png')

export async function openScreens(
  context: BrowserContext,
  shop: { url: string; displayUrl: string },
): Promise<Screens> {
  const troubles: string[] = []
  const cashier = await openPage(context, shop.url, troubles)
  const display = await openPage(context, shop.displayUrl, troubles)
  await becomeOwner(cashier)
  await cashier.getByTestId('pay-qris').waitFor()
  await display.getByTestId('display-idle').waitFor()
  if (troubles.length > 0) throw new Error(troubles.join('; '))
  return { cashier, display }
}

async function sellOnce({ cashier, display }: Screens, shop: BenchShop): Promise<SaleTimes> {
  await display.getByTestId('display-idle').waitFor()
  await cashier.getByTestId('product').first().click()
  await cashier.getByTestId('product').nth(2).click()
  // the cart is at the core before the key is pressed, as when a cashier looks up at the customer first
  await display.getByTestId('display-cart').waitFor()
  await display.getByTestId('display-lines').getByText('Nasi').waitFor()
  const { last } = await simulatorLog(shop, Number.MAX_SAFE_INTEGER)
  await cashier.evaluate(start({ on: 'keydown', here: 'qr', there: 'display-qr' }))
  await watchDisplay(display, 'display-qr')
  await cashier.keyboard.press('F1')
  const code = await readStopwatch(cashier)
  // a link is the way out when there is no payment code: another road, another time
  if ((await cashier.getByText(PRACTICE_NMID).count()) === 0) throw new Error('no payment code was shown')
  const { requests } = await simulatorLog(shop, last)
  const provider = requests.filter(isWaitedFor).reduce((sum, { ms }) => sum + ms, 0)

  // anywhere between two readings of the provider, or the beat of the polling would show instead of its length
  await cashier.waitForTimeout(200 + Math.random() * 1_000)
  await cashier.evaluate(start({ on: 'click', here: 'paid-word', there: 'display-paid' }))
  await watchDisplay(display, 'display-paid')
  await cashier.getByTestId('practice-pay').click()
  const paid = await readStopwatch(cashier)

  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('total').waitFor()
  return {
    provider,
    codePlaced: code.placed,
    codeOnCashier: code.here,
    codeOnDisplay: code.there,
    paidOnCashier: paid.here,
    paidOnDisplay: paid.there,
  }
}

/** The invented shop's merchant id stands below a payment code, never below a link. */
const PRACTICE_NMID = 'ID9990000000011'

const start = (what: { on: 'keydown' | 'click'; here: string; there: string }): string =>
  `stopwatch.start(${JSON.stringify(what)})`

const watchDisplay = (display: Page, testId: string): Promise<unknown> =>
  display.evaluate(`stopwatch.tellWhenPainted(${JSON.stringify(testId)})`)

async function readStopwatch(cashier: Page): Promise<{ placed: number; here: number; there: number }> {
  return await cashier.evaluate('stopwatch.times()')
}

/**
 * Runs inside both pages. A thing is painted when it is in the page and the frame that shows it was begun and followed
 * by another task. The customer's page tells the cashier's over a channel of the browser, which adds a message's time
 * to its figure: rather too long than two clocks.
 */
const STOPWATCH = `
  window.stopwatch = (() => {
    const channel = new BroadcastChannel('gerai-bench')
    const find = (id) => document.querySelector('[data-testid="' + id + '"]')
    const painted = (id) => new Promise((resolve) => {
      const look = () => {
        if (find(id) === null) return false
        const placed = performance.now()
        requestAnimationFrame(() => {
          const after = new MessageChannel()
          after.port1.onmessage = () => resolve({ placed, painted: performance.now() })
          after.port2.postMessage(null)
        })
        return true
      }
      if (look()) return
      const observer = new MutationObserver(() => { if (look()) observer.disconnect() })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
    })
    let run
    return {
      start: ({ on, here, there }) => {
        if (find(here) !== null) throw new Error(here + ' is on the screen already')
        const pressed = new Promise((resolve) => {
          addEventListener(on, (event) => resolve(event.timeStamp), { capture: true, once: true })
        })
        const told = new Promise((resolve) => {
          channel.onmessage = ({ data }) => { if (data === there) resolve(performance.now()) }
        })
        run = Promise.all([pressed, painted(here), told])
      },
      times: async () => {
        const [pressed, { placed, painted }, there] = await run
        return { placed: placed - pressed, here: painted - pressed, there: there - pressed }
      },
      tellWhenPainted: (id) => {
        if (find(id) !== null) throw new Error(id + ' is on the screen already')
        void painted(id).then(() => channel.postMessage(id))
      },
    }
  })()
`
