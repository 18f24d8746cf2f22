import type { Page } from 'playwright'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { becomeOwner, openBrowser, openPage } from '../test/e2e/shop.ts'
import { barcodeOf, markOf } from './catalog-list.ts'
import { figureOf, type Figure } from './figure.ts'
import { openShop } from './screens.ts'

export const WARM_UP = 10
/** Lines of a long order, and codes that come at once. Fewer than the most there may be, so that one more fits. */
const LONG_CART = 290
const BURST = 50

/** What a cashier waits for, in a real browser, from the key press to the painted line or hit. */
export async function seenByCashier(
  folder: string,
  products: number,
  rounds: number,
): Promise<readonly Figure[]> {
  buildIfStale()
  const browser = await openBrowser(await findChromium())
  const shop = await openShop(folder)
  try {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'id-ID' })
    await context.addInitScript(STOPWATCH)
    const troubles: string[] = []
    const page = await openPage(context, shop.url, troubles)
    await becomeOwner(page)
    await page.getByTestId('product').first().waitFor()
    const scans: Seen[] = []
    const searches: Seen[] = []
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const place = (round * 7_919 + 5) % products
      await page.waitForTimeout(restOf(round))
      const scan = await scanOnce(page, place)
      await page.getByTestId('clear-cart').click()
      await page.waitForTimeout(restOf(round + 1))
      const search = await typeOnce(page, place)
      if (round < WARM_UP) continue
      scans.push(scan)
      searches.push(search)
    }
    const burst: Seen[] = []
    for (let round = 0; round < Math.max(3, rounds / 10); round += 1) {
      await page.waitForTimeout(restOf(round))
      burst.push(await scanMany(page, round * BURST, BURST))
      await page.getByTestId('clear-cart').click()
    }
    const long = await scansIntoLongCart(page, rounds)
    if (troubles.length > 0) throw new Error(troubles.join('; '))
    const note = `${products} products; from the last key press to the painted frame, in the browser`
    const budget = { atMost: 20, of: 'p95' } as const
    return [
      figureOf({ name: 'barcode scanned to cart line', unit: 'ms', budget, note }, scans.map(paintedAt)),
      figureOf({ name: '... until it stood in the page', unit: 'ms', note: DRAWING }, scans.map(placedAt)),
      figureOf(
        { name: `barcode scanned to cart line, the order has ${LONG_CART} lines`, unit: 'ms', budget, note },
        long.map(paintedAt),
      ),
      figureOf(
        {
          name: `burst of ${BURST} codes`,
          unit: 'ms',
          note: 'from the last key press of the first code to the last line, painted',
        },
        burst.map(paintedAt),
      ),
      figureOf({ name: 'last letter typed to hit', unit: 'ms', note }, searches.map(paintedAt)),
      figureOf({ name: '... until it stood in the page', unit: 'ms', note: DRAWING }, searches.map(placedAt)),
    ]
  } finally {
    await browser.close()
    await shop.stop()
  }
}

/** Milliseconds from the press. */
interface Seen {
  readonly placed: number
  readonly painted: number
}
const placedAt = ({ placed }: Seen): number => placed
const paintedAt = ({ painted }: Seen): number => painted
const DRAWING = 'the rest is the browser drawing it'

/** A hand takes a moment for the next article; never the same one, so that what the till does meanwhile falls in at times. */
const restOf = (round: number): number => 120 + ((round * 37) % 180)

const scanOnce = async (page: Page, place: number): Promise<Seen> => await scanMany(page, place, 1)

/** As many codes as a scanner has in its memory, one right after the other; the time is until the last one's line. */
async function scanMany(page: Page, from: number, count: number): Promise<Seen> {
  const places = Array.from({ length: count }, (_, at) => from + at)
  await page.evaluate(start(null, 'cart-line', markOf(places.at(-1) ?? from)))
  await page.evaluate(`stopwatch.scan(${JSON.stringify(places.map(barcodeOf))})`)
  return await page.evaluate('stopwatch.time()')
}

async function scansIntoLongCart(page: Page, rounds: number): Promise<readonly Seen[]> {
  for (let at = 0; at < LONG_CART; at += BURST) {
    await scanMany(page, at, Math.min(BURST, LONG_CART - at))
    await page.waitForTimeout(200)
  }
  const seen: Seen[] = []
  for (let round = 0; round < rounds; round += 1) {
    await page.waitForTimeout(restOf(round))
    seen.push(await scanOnce(page, LONG_CART + round))
    await page.waitForTimeout(restOf(round + 1))
    await page.keyboard.press('Delete')
  }
  return seen
}

/** By hand: slower than a scanner, and what is measured is the last letter. */
async function typeOnce(page: Page, place: number): Promise<Seen> {
  const mark = markOf(place)
  await page.getByTestId('search').focus()
  await page.keyboard.type(mark.slice(0, -1), { delay: 60 })
  await page.waitForTimeout(60)
  await page.evaluate(start(mark.slice(-1), 'product', mark, true))
  await page.keyboard.press(mark.slice(-1))
  const took: Seen = await page.evaluate('stopwatch.time()')
  await page.keyboard.press('Escape')
  return took
}

/** Without a key the press is the scan's own. */
const start = (key: string | null, testId: string, text: string, alone = false): string =>
  `stopwatch.start(${JSON.stringify({ key, testId, text, alone })})`

/** Runs inside the page: from the event's own time stamp to the frame that shows what was asked for, and the task after it. */
const STOPWATCH = `
  window.stopwatch = (() => {
    let run
    let scanned
    const shown = ({ testId, text, alone }) => {
      const all = document.querySelectorAll('[data-testid="' + testId + '"]')
      return (!alone || all.length === 1) && Array.from(all).some((each) => each.textContent.includes(text))
    }
    const painted = (what) => new Promise((resolve) => {
      const look = () => {
        if (!shown(what)) return false
        const placed = performance.now()
        requestAnimationFrame(() => {
          const after = new MessageChannel()
          after.port1.onmessage = () => resolve({ placed, painted: performance.now() })
          after.port2.postMessage(null)
        })
        return true
      }
      if (look()) throw new Error(what.text + ' is on the screen already')
      const observer = new MutationObserver(() => { if (look()) observer.disconnect() })
      observer.observe(document, { subtree: true, childList: true, characterData: true })
    })
    return {
      start: (what) => {
        const pressed = new Promise((resolve) => {
          scanned = resolve
          const hear = (event) => {
            if (event.key !== what.key) return
            removeEventListener('keydown', hear, true)
            resolve(event.timeStamp)
          }
          addEventListener('keydown', hear, true)
        })
        run = Promise.all([pressed, painted(what)])
      },
      // in one burst: a busy machine would type so slowly that it is a person
      scan: (codes) => {
        for (const code of codes) for (const key of [...code, 'Enter']) {
          const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
          if (key === 'Enter') scanned(event.timeStamp)
          document.body.dispatchEvent(event)
        }
      },
      time: async () => {
        const late = new Promise((_, reject) => setTimeout(() => reject(new Error('never seen')), 10_000))
        const [pressed, seen] = await Promise.race([run, late])
        return { placed: seen.placed - pressed, painted: seen.painted - pressed }
      },
    }
  })()
`
