import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { onStillPage, openLook, SHOTS, takeLooks, withGallery } from './looks-camera.ts'
import { openBrowser } from './shop.ts'

const GOLDEN = join(import.meta.dirname, '..', 'golden', 'looks')
/** Of 255, in any channel: what another machine's rounding of an edge may be. */
const MOST_OF_A_CHANNEL = 24
/** Of all pixels. A button of another colour is more. */
const MOST_DIFFERENT = 0.0005

let browser: Browser
let taken: ReadonlyMap<string, Buffer>
/** What lies beside the screen when it is enlarged to 200 %, by page. */
const beside = new Map<string, readonly string[]>()
let focusAfterDialog: unknown

/** 1366 x 768 and 1280 x 800 at 200 %. */
const ENLARGED = { cashier: { width: 683, height: 384 }, customer: { width: 640, height: 400 } } as const
const ENLARGED_PAGES = [
  'lock',
  'first-start',
  'payment',
  'settings-shop',
  'customer-idle',
  'customer-code',
  'customer-paid',
]

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  await withGallery((url) =>
    onStillPage(browser, async (page) => {
      taken = await takeLooks(page, url)
      for (const show of ENLARGED_PAGES) {
        await openLook(page, url, {
          name: show,
          show,
          ...ENLARGED[show.startsWith('customer') ? 'customer' : 'cashier'],
        })
        beside.set(show, await whatLiesBeside(page))
      }
      focusAfterDialog = await openAndCloseDialog(page, url)
    }),
  )
}, 120_000)
afterAll(() => browser.close())

/** Whatever can be read or pressed and reaches over the left or right edge; what is painted behind it may. */
const whatLiesBeside = (page: Page): Promise<string[]> =>
  page.locator('button, input, textarea, h1, h2, p, svg[role="img"]').evaluateAll((all) =>
    all.flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isHidden = width <= 1 || element.closest('[aria-hidden="true"]') !== null
      const edge = element.ownerDocument.documentElement.clientWidth
      return !isHidden && (left < -1 || right > edge + 1) ? [element.outerHTML.slice(0, 80)] : []
    }),
  )

async function openAndCloseDialog(page: Page, url: string): Promise<unknown> {
  await openLook(page, url, { name: 'dialog', show: 'components', width: 1024, height: 640 })
  await page.getByTestId('open-dialog').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.getByTestId('dialog').waitFor({ state: 'detached' })
  return await page.locator(':focus').getAttribute('data-testid')
}

/** Marks each pixel that differs in red on the pale picture; null where both look the same. */
function differenceOf(a: PNG, b: PNG): PNG | null {
  if (a.width !== b.width || a.height !== b.height) return b
  const marked = new PNG({ width: a.width, height: a.height })
  let different = 0
  for (let at = 0; at < a.data.length; at += 4) {
    const far = [0, 1, 2].some(
      (channel) => Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0)) > MOST_OF_A_CHANNEL,
    )
    if (far) different += 1
    const pale = 200 + Math.floor((b.data[at + 1] ?? 0) / 5)
    marked.data.set(far ? [220, 0, 0, 255] : [pale, pale, pale, 255], at)
  }
  return different / (a.data.length / 4) > MOST_DIFFERENT ? marked : null
}

describe('the looks of the screens', () => {
  it.each(SHOTS)('$name is as it was', ({ name }) => {
    const path = join(GOLDEN, `${name}.png`)
    if (!existsSync(path)) throw new Error(`there is no ${path}: look at the screen, then npm run looks`)
    const picture = taken.get(name)
    if (picture === undefined) throw new Error(`${name} was not photographed`)
    const difference = differenceOf(PNG.sync.read(readFileSync(path)), PNG.sync.read(picture))
    if (difference === null) return
    const folder = mkdtempSync(join(tmpdir(), 'gerai-looks-'))
    writeFileSync(join(folder, `${name}.png`), picture)
    writeFileSync(join(folder, `${name}-difference.png`), PNG.sync.write(difference))
    throw new Error(`${name} looks different: see ${folder}; if it is wanted, npm run looks`)
  })

  it('keeps only what is compared, and little of it', () => {
    const kept = readdirSync(GOLDEN).filter((name) => name.endsWith('.png'))
    expect(kept.toSorted()).toEqual(SHOTS.map(({ name }) => `${name}.png`).toSorted())
    expect(SHOTS.length).toBeLessThanOrEqual(25)
    const bytes = kept.reduce((sum, name) => sum + statSync(join(GOLDEN, name)).size, 0)
    expect(bytes).toBeLessThan(3_000_000)
  })

  it.each(ENLARGED_PAGES)('%s enlarged to twice its size has nothing beside the screen', (show) => {
    expect(beside.get(show)).toEqual([])
  })

  it('a dialog takes the focus, and gives it back to what opened it', () => {
    expect(focusAfterDialog).toBe('open-dialog')
  })

  it('the comparison sees a button of another colour, and no rounding of an edge', () => {
    const paint = (over: (at: number) => number): PNG => {
      const png = new PNG({ width: 200, height: 200 })
      for (let at = 0; at < png.data.length; at += 4) png.data.set([over(at / 4), 200, 200, 255], at)
      return png
    }
    const plain = paint(() => 200)
    expect(
      differenceOf(
        plain,
        paint(() => 200 - MOST_OF_A_CHANNEL),
      ),
    ).toBeNull()
    expect(
      differenceOf(
        plain,
        paint((pixel) => (pixel < 100 ? 100 : 200)),
      ),
    ).not.toBeNull()
    expect(differenceOf(plain, new PNG({ width: 200, height: 201 }))).not.toBeNull()
  })
})
