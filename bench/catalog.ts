import { join } from 'node:path'
import type { Page } from 'playwright'
import { buildIfStale } from '../src/cli/build-if-stale.ts'
import type { Core } from '../src/main/core.ts'
import { findProducts, productByCode } from '../src/main/usecases/catalog.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import { becomeOwner, openBrowser, openPage } from '../test/e2e/shop.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { openShop } from './screens.ts'
import { ids, openCore } from './till.ts'

/** What the budgets are about; the most that one import takes. */
const PRODUCTS = 100_000
const WARM_UP = 10
const PIECE = 512 * 1024

/**
 * A shop with 100 000 products: how long taking them in lasts, what the core needs for one code and one search, and what a
 * cashier waits for in a real browser, from the key press to the painted line or hit.
 */
export async function benchCatalog({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const shopFolder = join(folder, 'catalog')
  const products = Math.min(PRODUCTS, Math.max(2_000, Math.round(PRODUCTS * scale)))
  const core = await openCore(shopFolder)
  const imported = await importAll(core, products)
  const asked = askedOfCore(core, products, Math.round(2_000 * Math.min(1, scale)))
  await core.stop()
  const seen = await seenByCashier(shopFolder, products, Math.max(20, Math.round(60 * scale)))
  return [...imported, ...asked, ...seen]
}

const WORDS = ['Kopi', 'Teh', 'Sabun', 'Beras', 'Gula', 'Susu', 'Mie', 'Rokok', 'Minyak', 'Biskuit'] as const
/** Six digits, so that the whole number finds one product and part of it some. */
const markOf = (place: number): string => `k${String(place).padStart(6, '0')}`
const nameOf = (place: number): string =>
  `${WORDS[place % 10] ?? ''} ${WORDS[Math.floor(place / 10) % 10] ?? ''} ${markOf(place)}`
/** Thirteen digits with their check digit, as a scanner types them. */
function barcodeOf(place: number): string {
  const digits = `8997${String(place).padStart(8, '0')}`
  const sum = Array.from(digits, Number).reduce(
    (total, digit, at) => total + digit * (at % 2 === 0 ? 1 : 3),
    0,
  )
  return `${digits}${(10 - (sum % 10)) % 10}`
}

function listOf(products: number): Uint8Array {
  const rows = Array.from({ length: products }, (_, place) =>
    [
      nameOf(place),
      1_000 + (place % 90) * 500,
      markOf(place),
      barcodeOf(place),
      `Kelompok ${place % 20}`,
    ].join(';'),
  )
  return new TextEncoder().encode(['nama;harga;sku;barcode;kategori', ...rows].join('\n'))
}

async function importAll(core: Core, products: number): Promise<readonly Figure[]> {
  const list = listOf(products)
  const id = ids.next()
  for (let index = 0; index * PIECE < list.length; index += 1)
    expectOk(core.imports.part(id, index, list.subarray(index * PIECE, (index + 1) * PIECE)))
  const begun = performance.now()
  const preview = expectOk(await core.imports.preview(id))
  if (preview.added !== products) throw new Error(`the preview would add ${preview.added} of ${products}`)
  const read = performance.now()
  expectOk(await core.imports.apply(id))
  const done = performance.now()
  const figure = (name: string, ms: number): Figure =>
    figureOf({ name, unit: 's', note: `${Math.round((products / ms) * 1_000)} rows a second` }, [ms / 1_000])
  return [
    figure(`import: ${products} rows read and checked`, read - begun),
    figure(`import: ${products} rows taken`, done - read),
  ]
}

function askedOfCore(core: Core, products: number, rounds: number): readonly Figure[] {
  const { till } = core
  const find = (text: string): number =>
    findProducts(till, { text, category: null, favouritesOnly: false, cursor: null, limit: 100 }).rows.length
  const timed = (ask: (place: number) => boolean): number[] => {
    const samples: number[] = []
    for (let round = 0; round < WARM_UP + rounds; round += 1) {
      const place = (round * 7_919) % products
      const before = performance.now()
      const found = ask(place)
      const took = performance.now() - before
      if (!found) throw new Error(`product ${place} is not found`)
      if (round >= WARM_UP) samples.push(took)
    }
    return samples
  }
  const figure = (name: string, samples: number[]): Figure =>
    figureOf(
      { name: `catalog: ${name}, ${products} products`, unit: 'ms', note: 'asked of the core' },
      samples,
    )
  return [
    figure(
      'one barcode',
      timed((place) => productByCode(till, barcodeOf(place)).ok),
    ),
    figure(
      'a whole mark typed',
      timed((place) => find(markOf(place)) === 1),
    ),
    figure(
      'two letters typed',
      timed((place) => find(nameOf(place).slice(0, 2)) > 0),
    ),
    figure(
      'two words typed',
      timed((place) => find(nameOf(place).split(' ').slice(0, 2).join(' ')) > 0),
    ),
  ]
}

async function seenByCashier(folder: string, products: number, rounds: number): Promise<readonly Figure[]> {
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
      const scan = await scanOnce(page, place)
      const search = await typeOnce(page, place)
      if (round < WARM_UP) continue
      scans.push(scan)
      searches.push(search)
    }
    if (troubles.length > 0) throw new Error(troubles.join('; '))
    const note = `${products} products; from the last key press to the painted frame, in the browser`
    const budget = { atMost: 20, of: 'p95' } as const
    return [
      figureOf({ name: 'barcode scanned to cart line', unit: 'ms', budget, note }, scans.map(paintedAt)),
      figureOf({ name: '... until it stood in the page', unit: 'ms', note: DRAWING }, scans.map(placedAt)),
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

async function scanOnce(page: Page, place: number): Promise<Seen> {
  await page.evaluate(start(null, 'cart-line', markOf(place)))
  await page.evaluate(`stopwatch.scan(${JSON.stringify(barcodeOf(place))})`)
  const took: Seen = await page.evaluate('stopwatch.time()')
  await page.getByTestId('clear-cart').click()
  return took
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
      scan: (code) => {
        for (const key of [...code, 'Enter']) {
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

function expectOk<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}
