import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

/** The promise to a shop: a code that may no longer be paid is off the screen within two seconds. */
const PROMISE_MS = 2_000

/**
 * Runs in the customer's page, which alone knows when it heard the core and when it took a code away: how busy the machine
 * is that runs this test changes nothing about that. `lagMs` is how long the page itself got no time at all.
 */
const NOTE_CODES = `(() => {
  const notes = (window.notes = { heardAt: 0, goneAt: 0, lagMs: 0 })
  const dispatch = EventTarget.prototype.dispatchEvent
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type === 'message') notes.heardAt = Date.now()
    return dispatch.call(this, event)
  }
  let shown = false
  new MutationObserver(() => {
    const before = shown
    shown = document.querySelector('[data-testid="display-qr"]') !== null
    if (before && !shown) Object.assign(notes, { goneAt: Date.now(), heardBefore: notes.heardAt })
  }).observe(document.body, { subtree: true, childList: true })
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    notes.lagMs = Math.max(notes.lagMs, now - last - 50)
    last = now
  }, 50)
})()`
interface CodeNotes {
  /** When the page last took a code away, and what it had last heard of the core by then. */
  readonly goneAt: number
  readonly heardBefore: number
  readonly lagMs: number
}
const SIZES = [
  [800, 480],
  [1024, 600],
  [1280, 800],
  [1920, 1080],
  [1080, 1920],
  [390, 844],
  // a 1280 x 800 screen at 200 %
  [640, 400],
] as const

let browser: Browser
let shop: Shop
let context: BrowserContext
let cashier: Page
let display: Page
/** The wire between the customer's page and the core, in our hands. */
let wire: WebSocketRoute | null = null
let isCut = false
let endsAt: string | null = null
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  await context.routeWebSocket(/\/rpc\/display/, (page) => {
    wire = page
    const core = page.connectToServer()
    core.onMessage((message) => {
      if (!isCut) page.send(endsAt === null ? message : withEnd(message, endsAt))
    })
  })
  cashier = await openPage(context, shop.url, troubles)
  display = await openPage(context, shop.displayUrl, troubles)
  await display.evaluate(NOTE_CODES)
  await becomeOwner(cashier)
  await cashier.getByTestId('pay-qris').waitFor()
})
afterAll(async () => {
  await browser.close()
  await shop.stop()
  removeFolder(shop.folder)
})

const withEnd = (message: string | Buffer, end: string): string | Buffer => {
  const text = message.toString().replaceAll(/"expiresAt":"[^"]+"/g, `"expiresAt":"${end}"`)
  return typeof message === 'string' ? text : Buffer.from(text)
}

const forgetLag = async (): Promise<void> => void (await display.evaluate('notes.lagMs = 0'))
/** Waits for the code to go, which must not have taken longer than was promised: a code that stays is the failure. */
const expectCodeGone = async (from: (notes: CodeNotes) => number): Promise<void> => {
  await display.getByTestId('display-qr').waitFor({ state: 'detached' })
  expect(await display.locator('body').textContent()).not.toContain('Rp')
  const notes: CodeNotes = await display.evaluate('notes')
  expect(notes.goneAt - from(notes)).toBeLessThanOrEqual(PROMISE_MS + notes.lagMs)
}
const expectFits = async (): Promise<void> => {
  const isInside = async (): Promise<boolean> => {
    const box = await display.getByTestId('display-amount').boundingBox()
    const page = display.viewportSize()
    if (box === null || page === null) return false
    const { x, y, width, height } = box
    return x >= 0 && y >= 0 && x + width <= page.width + 0.5 && y + height <= page.height
  }
  // laid out anew after each change of size
  await expect.poll(isInside).toBe(true)
}
const expectAccessible = async (): Promise<void> => {
  // the watermark is decoration: it must be seen moving, not be read
  const { violations } = await axe(display).exclude('.watermark').analyze()
  expect(violations.map(({ id, nodes }) => ({ id, at: nodes[0]?.html }))).toEqual([])
}

/** A picture of one colour. */
const picture = (name: string, red: number) => {
  const png = new PNG({ width: 64, height: 40 })
  for (let at = 0; at < png.data.length; at += 4) png.data.set([red, 90, 60, 255], at)
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png) }
}

it('the shop’s pictures stand on its idle screen, in the order they are put, by keyboard', async () => {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-look').click()
  const slides = cashier.getByTestId('slide')
  for (const [count, red] of [
    [1, 200],
    [2, 40],
  ] as const) {
    await cashier.getByTestId('slide-file').setInputFiles(picture(`${red}.png`, red))
    await expect.poll(() => slides.count()).toBe(count)
  }
  const onDisplay = async () =>
    await display
      .locator('.slide')
      .evaluateAll((images) => images.map((image) => image.getAttribute('src') ?? ''))
  await expect.poll(async () => (await onDisplay()).length).toBe(2)
  const [first, second] = await onDisplay()
  await cashier.locator('[data-move="down"]').first().focus()
  await cashier.keyboard.press('Enter')
  await expect.poll(onDisplay).toEqual([second, first])
  // the focus went along, and the same key takes it back
  await expect.poll(() => cashier.locator('[data-move="up"]:focus').count()).toBe(1)
  await cashier.keyboard.press('Enter')
  await expect.poll(onDisplay).toEqual([first, second])
  for (const left of [1, 0]) {
    await cashier.getByTestId('slide-remove').first().click()
    await expect.poll(() => slides.count()).toBe(left)
  }
  await cashier.getByTestId('nav-sale').click()
})

it('a customer sees the cart, hears and pays the amount, and never a code that is over', async () => {
  await expectAccessible()

  // the shop wants amounts said aloud
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-till').click()
  const clips: string[] = []
  display.on('response', (response) => {
    const name = /\/(\w+)-[^/]*\.ogg$/.exec(response.url())?.[1]
    if (name !== undefined && response.ok()) clips.push(name)
  })
  await cashier.getByTestId('setting-customerVoice').selectOption('clips')
  await cashier.getByTestId('settings-save').click()
  await cashier.getByTestId('nav-sale').click()

  // a long cart keeps its newest line and its total
  for (let line = 0; line < 3; line += 1)
    for (const product of await cashier.getByTestId('product').all()) await product.click()
  await display.getByTestId('display-cart').waitFor()
  for (const [width, height] of SIZES) {
    await display.setViewportSize({ width, height })
    await display.locator('.line-newest').waitFor()
    await expectFits()
  }
  await expectAccessible()

  // the code, and the three ways it could become old
  await cashier.getByTestId('pay-qris').click()
  const code = display.getByTestId('display-qr')
  await code.waitFor()
  for (const [width, height] of SIZES) {
    await display.setViewportSize({ width, height })
    await code.waitFor()
    await expect.poll(async () => (await code.boundingBox())?.width).toBeGreaterThanOrEqual(90)
    await expectFits()
  }
  await display.setViewportSize({ width: 1280, height: 800 })
  await display.getByTestId('display-ring').waitFor()
  await expect.poll(() => clips).toEqual(expect.arrayContaining(['total_bayar', 'ribu', 'rupiah']))
  await expectAccessible()

  // what was on its way when the line was cut still counts as a word of the core
  await forgetLag()
  isCut = true
  await expectCodeGone(({ heardBefore }) => heardBefore)
  await expectAccessible()
  isCut = false
  await code.waitFor()

  const end = Date.now() + 2_500
  endsAt = new Date(end).toISOString()
  // the next connection tells the whole view again, with a code that ends in a moment
  await wire?.close()
  await forgetLag()
  await display.locator('[data-reason="expired"]').waitFor()
  await expectCodeGone(() => end)
  endsAt = null
  await wire?.close()
  await code.waitFor()

  // LUNAS moves with the second also where nothing may move
  await cashier.getByTestId('practice-pay').click()
  await cashier.getByTestId('paid-word').waitFor()
  await display.getByTestId('display-paid').waitFor()
  const mark = display.getByTestId('display-watermark')
  const first = await mark.textContent()
  await expect.poll(() => mark.textContent()).not.toBe(first)
  for (const [width, height] of SIZES) {
    await display.setViewportSize({ width, height })
    await expectFits()
  }
  await expectAccessible()
  expect(troubles).toEqual([])

  // the till's process dies under a code
  await cashier.keyboard.press('Enter')
  await display.getByTestId('display-idle').waitFor()
  await cashier.getByTestId('product').first().click()
  await cashier.getByTestId('pay-qris').click()
  await code.waitFor()
  await forgetLag()
  const killed = Date.now()
  await shop.stop('SIGKILL')
  await expectCodeGone(({ heardBefore }) => Math.max(killed, heardBefore))
})
