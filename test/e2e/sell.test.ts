import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { interpret, printedLines } from '../fakes/printer-interpreter.ts'
import {
  axe,
  becomeOwner,
  openBrowser,
  openPage,
  openShop,
  removeFolder,
  setUpPrinter,
  shopsAhead,
  signIn,
  tellLogs,
  type Shop,
} from './shop.ts'

/** A network printer that keeps what it is sent, job by job. */
class PaperTray {
  readonly jobs: Buffer[] = []
  readonly #server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('end', () => {
      this.jobs.push(Buffer.concat(chunks))
      socket.end()
    })
    socket.on('error', () => {})
  })
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `tcp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  close(): void {
    this.#server.close()
  }
  async job(index: number): Promise<Buffer> {
    await expect.poll(() => this.jobs.length).toBeGreaterThan(index)
    return this.jobs[index] ?? Buffer.alloc(0)
  }
}

const tray = new PaperTray()
let browser: Browser
let shop: Shop
const shops = shopsAhead(['--practice'])
let context: BrowserContext
let cashier: Page
let display: Page
let troubles: string[]
let printerUri: string

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  printerUri = await tray.open()
})
afterAll(async () => {
  await browser.close()
  await shops.end()
  tray.close()
})
beforeEach(async () => {
  shop = await shops.next()
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  troubles = []
  tray.jobs.length = 0
  await openScreens()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') tellLogs(shop)
  await context.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

async function openScreens(): Promise<void> {
  cashier = await openPage(context, shop.url, troubles)
  display = await openPage(context, shop.displayUrl, troubles)
  await becomeOwner(cashier)
  await cashier.getByTestId('pay-qris').waitFor()
}

/** Sets up a printer at this address; what its paper can do is taken as it is. */
async function putInCart(...names: string[]): Promise<void> {
  for (const name of names) await cashier.getByTestId('product').filter({ hasText: name }).first().click()
}

/** Numbers, times and ids differ from run to run but are always as long as these. */
const masked = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString('latin1')
      .replace(/BDG1-\d{6}-\d{5}/g, 'BDG1-######-#####')
      .replace(/\d\d\/\d\d\/\d{4} \d\d:\d\d/g, '##/##/#### ##:##')
      .replace(/cs_[0-9A-Z]{26}/g, `cs_${'#'.repeat(26)}`),
    'latin1',
  )

const linesOf = (bytes: Buffer): string[] => printedLines(interpret(bytes))

/** A missing golden fails. What was printed then lies in the temporary folder, to be read before it becomes one. */
function expectGolden(bytes: Buffer, name: string): void {
  const printed = masked(bytes)
  const file = join(import.meta.dirname, '..', 'golden', 'e2e', `${name}.bin`)
  if (!existsSync(file)) {
    const kept = join(tmpdir(), 'gerai-printed')
    mkdirSync(kept, { recursive: true })
    writeFileSync(join(kept, `${name}.bin`), printed)
    throw new Error(`no golden ${name}.bin; what was printed is in ${kept}`)
  }
  const golden = readFileSync(file)
  // the readable form first: a difference should be seen, not counted
  expect(linesOf(printed)).toEqual(linesOf(golden))
  expect(printed.equals(golden)).toBe(true)
}

/** Runs in the page: where a finger lands counts, which may be more than what is drawn. Of 44 px, neighbours may share a few. */
const SMALL_TARGETS = `
  (() => {
    const hits = (button, x, y) => document.elementFromPoint(x, y)?.closest('button') === button
    const reach = (from, to, hit) =>
      Array.from({ length: Math.ceil(to - from) + 24 }, (_, step) => from - 12 + step).filter(hit).length
    return Array.from(document.querySelectorAll('button')).flatMap((button) => {
      const { left, top, right, bottom } = button.getBoundingClientRect()
      const [x, y] = [(left + right) / 2, (top + bottom) / 2]
      if (!hits(button, x, y)) return []
      const wide = reach(left, right, (at) => hits(button, at, y))
      const high = reach(top, bottom, (at) => hits(button, x, at))
      return wide < 40 || high < 40 ? [button.textContent + ' ' + wide + 'x' + high] : []
    })
  })()
`

/** Holds back what the core answers to a sheet that records a payment; what it tells all screens comes at once. */
function answerPaymentsLate(page: WebSocketRoute, ms: number): void {
  const core = page.connectToServer()
  const late = new Set<string>()
  const idOf = (message: string | Buffer): string => /"i":"([^"]+)"/.exec(String(message))?.[1] ?? ''
  page.onMessage((message) => {
    if (/sale\/(?:payCash|record)/.test(String(message))) late.add(idOf(message))
    core.send(message)
  })
  core.onMessage((message) => {
    if (late.has(idOf(message))) setTimeout(() => page.send(message), ms)
    else page.send(message)
  })
}

/** Runs in the page: what a scanner kept in its memory, without a pause. */
const FIFTY_SCANS = `
  for (let place = 0; place < 50; place += 1)
    for (const key of [...(place % 2 === 0 ? 'KERUPUK' : 'ES-TEH'), 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
`

describe('selling at the counter, with both screens open', () => {
  it('sells by QRIS: the same code on both screens, paid without a key press, LUNAS on both, printed', async () => {
    await setUpPrinter(cashier, printerUri)
    await putInCart('Kopi Susu Gula Aren', 'Kopi Susu Gula Aren', 'Nasi Goreng Kampung')
    await display.getByTestId('display-cart').waitFor()
    await cashier.keyboard.press('F1')
    await cashier.getByTestId('qr').waitFor()
    await display.getByTestId('display-qr').waitFor()
    expect(await cashier.getByTestId('state-word').innerText()).toBe('BELUM LUNAS')
    expect(await display.getByTestId('display-state').innerText()).toBe('BELUM LUNAS')
    expect(await display.getByTestId('display-amount').innerText()).toMatch(/64\.000/)
    expect(await display.getByTestId('display-countdown').innerText()).toMatch(/14:\d\d/)
    await cashier.getByTestId('practice-pay').click()
    await cashier.getByTestId('paid-word').waitFor()
    await display.getByTestId('display-paid').waitFor()
    expect(await cashier.getByTestId('paid-amount').innerText()).toMatch(/64\.000/)
    await expect.poll(() => display.getByTestId('display-qr').count()).toBe(0)
    expectGolden(await tray.job(0), 'qris')
    await cashier.keyboard.press('Enter')
    await display.getByTestId('display-idle').waitFor()
  })

  it('sells by cash: change on both screens, the drawer opens before the slip, and the provider is told', async () => {
    await setUpPrinter(cashier, printerUri)
    await putInCart('Pisang Goreng Keju')
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-input').waitFor()
    await cashier.keyboard.type('20000')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('paid-word').waitFor()
    expect(await cashier.getByTestId('change-owed').innerText()).toMatch(/5\.000/)
    await display.getByTestId('display-paid').waitFor()
    // ESC p pin 2: the drawer's pulse is a job of its own and comes first
    expect((await tray.job(0)).subarray(0, 3)).toEqual(Buffer.from([0x1b, 0x70, 0x00]))
    expectGolden(await tray.job(1), 'cash')
    await cashier.getByTestId('nav-sessions').click()
    const row = cashier.getByTestId('session-row').first()
    await expect.poll(() => row.innerText()).toMatch(/15\.000/)
    await expect.poll(() => row.innerText()).toMatch(/Selesai|Lunas/)
  })

  it('sells by card terminal: recorded with a photo of the slip, then LUNAS only when it is confirmed', async () => {
    await setUpPrinter(cashier, printerUri)
    await putInCart('Soto Betawi')
    await cashier.keyboard.press('F3')
    const slip = {
      bank: 'BCA',
      tid: '12345678',
      mid: '000000012345678',
      batch: '000012',
      trace: '000345',
      rrn: '000012345678',
      approvalCode: 'A1B2C3',
      lastFour: '1234',
    }
    for (const [field, value] of Object.entries(slip)) await cashier.getByTestId(`edc-${field}`).fill(value)
    await cashier.getByTestId('photo-file').setInputFiles({
      ...{ name: 'struk.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.7 a slip as a file that is no picture'),
    })
    await cashier.getByTestId('photo-field').getByTestId('refusal').waitFor()
    await cashier.getByTestId('photo-camera').click()
    await cashier.getByTestId('camera-sheet').waitFor()
    await expect.poll(() => cashier.getByTestId('camera-take').getAttribute('aria-busy')).toBeNull()
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('photo-preview').waitFor()
    await cashier.getByTestId('edc-record').click()
    await cashier.getByTestId('confirm-tender').waitFor()
    await cashier.getByTestId('photo-open').click()
    await cashier.getByTestId('photo-large').locator('img').waitFor()
    await cashier.keyboard.press('Escape')
    expect(await cashier.getByTestId('paid-word').count()).toBe(0)
    expect(await display.getByTestId('display-paid').count()).toBe(0)
    expect(tray.jobs).toHaveLength(0)
    await cashier.getByTestId('confirm-tender').click()
    await cashier.getByTestId('paid-word').waitFor()
    await display.getByTestId('display-paid').waitFor()
    expectGolden(await tray.job(0), 'edc')
  })

  it('sells in every way by keys alone: search, code, cash, card, transfer, in parts, and on to the next', async () => {
    const { keyboard } = cashier
    const lines = cashier.getByTestId('cart-line')
    // the core's news of a payment comes before its answer to the sheet, here by a long way: no key waits for the answer
    await cashier.routeWebSocket(/\/rpc$/, (page) => answerPaymentsLate(page, 700))
    await cashier.reload()
    await cashier.getByTestId('pay-qris').waitFor()
    // a scanner types without a pause; a person is slower than any of them
    const press = async (key: string): Promise<void> => await keyboard.press(key, { delay: 45 })
    const type = async (text: string): Promise<void> => await keyboard.type(text, { delay: 45 })
    const search = async (text: string): Promise<void> => {
      const before = await lines.count()
      await press('/')
      await type(text)
      await press('Enter')
      await expect.poll(() => lines.count()).toBe(before + 1)
      await press('Escape')
    }
    const paid = async (amount: RegExp): Promise<void> => {
      await cashier.getByTestId('paid-word').waitFor()
      expect(await cashier.getByTestId('paid-amount').innerText()).toMatch(amount)
      await press('Enter')
      await cashier.getByTestId('pay-qris').waitFor()
      await expect.poll(() => lines.count()).toBe(0)
    }
    const typeSlip = async (...fields: string[]): Promise<void> => {
      for (const field of fields) {
        await type(field)
        await press('Tab')
      }
    }
    // by QRIS: two of one, a note, a line's discount, a line taken out and brought back
    await search('soto')
    await press('+')
    await search('kerupuk')
    await press('Delete')
    await press('Control+z')
    await press('ArrowUp')
    await press('n')
    await type('tanpa seledri')
    await press('Enter')
    await expect.poll(() => lines.first().innerText()).toContain('tanpa seledri')
    await press('F1')
    await cashier.getByTestId('qr').waitFor()
    // the customer's thumb, not the cashier's mouse
    await cashier.getByTestId('practice-pay').focus()
    await press('Enter')
    await paid(/74\.000/)
    // an amount without a product, in cash
    await press('F9')
    await cashier.getByTestId('amount-input').waitFor()
    await type('12500')
    await press('Enter')
    await expect.poll(() => lines.count()).toBe(1)
    await press('F2')
    await cashier.getByTestId('cash-input').waitFor()
    await press('Enter')
    await paid(/12\.500/)
    // a card slip, from field to field by Tab
    await search('sate')
    await press('F3')
    await cashier.getByTestId('edc-bank').waitFor()
    await typeSlip('BCA', '12345678', '000345', 'A1B2C3', '1234', '000012345678', '000012', '000000012345678')
    await press('Shift+Tab')
    await press('Enter')
    await cashier.getByTestId('confirm-tender').waitFor()
    await press('Enter')
    await paid(/32\.000/)
    // a transfer
    await search('jus')
    await press('F10')
    await cashier.getByTestId('more-ways').waitFor()
    await press('1')
    await cashier.getByTestId('notice-transfer').waitFor()
    await typeSlip('BCA', 'TRX-1')
    await press('Shift+Tab')
    await press('Enter')
    await cashier.getByTestId('confirm-tender').waitFor()
    await press('Enter')
    await paid(/20\.000/)
    // a part in cash, the rest by QRIS; another order waits meanwhile
    await search('roti')
    await press('F8')
    await cashier.getByTestId('held-name').waitFor()
    await type('Meja 4')
    await press('Enter')
    await expect.poll(() => lines.count()).toBe(0)
    await press('Escape')
    await search('ayam geprek')
    await press('F4')
    await cashier.getByTestId('split-input').waitFor()
    await type('7000')
    await press('F2')
    await cashier.getByTestId('cash-input').waitFor()
    await press('Enter')
    await expect.poll(() => cashier.getByTestId('due').innerText()).toMatch(/20\.000/)
    // once more, as impatient people do: it is no second payment
    await press('Enter')
    await press('F1')
    await cashier.getByTestId('qr').waitFor()
    await cashier.getByTestId('practice-pay').focus()
    await press('Enter')
    await paid(/27\.000/)
    await expect.poll(() => cashier.getByTestId('parked').innerText()).toContain('1')
  })

  it('sells by taps on a touch screen with targets for a thumb, and once where two windows charge at once', async () => {
    const touched = await browser.newContext({
      ...{ viewport: { width: 1024, height: 768 }, hasTouch: true },
      ...{ reducedMotion: 'reduce', locale: 'id-ID', storageState: await context.storageState() },
    })
    try {
      const page = await openPage(touched, new URL('/', shop.url).href, troubles)
      await page.getByTestId('product').filter({ hasText: 'Kerupuk' }).tap()
      await page.getByTestId('product').filter({ hasText: 'Kerupuk' }).tap()
      await page.getByRole('button', { name: /^Tambah satu/ }).tap()
      await expect.poll(() => page.getByTestId('line-quantity').innerText()).toContain('3')
      const small: string[] = await page.evaluate(SMALL_TARGETS)
      expect(small).toEqual([])
      await page.getByTestId('pay-cash').tap()
      await page.getByTestId('cash-note').first().tap()
      await page.getByTestId('cash-record').tap()
      await page.getByTestId('paid-word').waitFor()
      await page.getByTestId('next-sale').tap()
      await page.getByTestId('pay-qris').waitFor()
      // two windows of one till: the memory of a scanner goes into the one, and both charge at once
      await cashier.getByTestId('pay-qris').waitFor()
      await cashier.evaluate(FIFTY_SCANS)
      const total = (of: Page): Promise<string> => of.getByTestId('total').innerText()
      await expect.poll(() => total(cashier)).toMatch(/250\.000/)
      await expect.poll(() => total(page)).toMatch(/250\.000/)
      await Promise.all([cashier, page].map((each) => each.keyboard.press('F1')))
      await Promise.all([cashier, page].map((each) => each.getByTestId('qr').waitFor()))
      await cashier.getByTestId('practice-pay').click()
      await Promise.all([cashier, page].map((each) => each.getByTestId('paid-word').waitFor()))
      await cashier.keyboard.press('Enter')
      await Promise.all([cashier, page].map((each) => each.getByTestId('pay-qris').waitFor()))
      await cashier.getByTestId('nav-sales').click()
      await expect.poll(() => cashier.getByTestId('sale-row').count()).toBe(2)
    } finally {
      await touched.close()
    }
  })

  it('never keeps a card number that was typed into a slip field', async () => {
    await putInCart('Soto Betawi')
    await cashier.keyboard.press('F3')
    await cashier.getByTestId('edc-bank').fill('BCA')
    await cashier.getByTestId('edc-rrn').fill('4111 1111 1111 1111')
    await cashier.getByTestId('edc-rrn').press('Tab')
    await expect.poll(() => cashier.getByTestId('edc-rrn').inputValue()).toBe('')
    expect(await cashier.getByTestId('edc-bank').inputValue()).toBe('BCA')
    await cashier.getByTestId('refusal').first().waitFor()
  })

  it('refuses what is no amount, says why, and keeps what was typed', async () => {
    await cashier.keyboard.press('F9')
    const field = cashier.getByTestId('amount-input')
    for (const typed of ['0', '-5000', '1.500,50', '1e9', '١٥٠٠٠', 'lima ribu', '9999999999']) {
      await field.fill(typed)
      await field.press('Enter')
      await cashier.getByTestId('refusal').first().waitFor()
      expect(await field.inputValue()).toBe(typed)
    }
    // as it comes out of a message, pasted with everything around it
    await field.fill('')
    await field.focus()
    await cashier.keyboard.insertText('  Rp 35.000 \n')
    await field.press('Enter')
    await expect.poll(() => cashier.getByTestId('total').innerText()).toMatch(/35\.000/)
    await cashier.getByTestId('line-quantity').click()
    const quantity = cashier.getByTestId('line-quantity-input')
    for (const typed of ['-2', '0', '1.000', 'dua']) {
      await quantity.fill(typed)
      await quantity.press('Enter')
      await expect.poll(() => quantity.getAttribute('aria-invalid')).toBe('true')
      expect(await quantity.inputValue()).toBe(typed)
    }
    await quantity.fill('2,5')
    await quantity.press('Enter')
    await expect.poll(() => cashier.getByTestId('total').innerText()).toMatch(/87\.500/)
  })

  it('takes the code off both screens when the cashier cancels it, and pays in cash instead', async () => {
    await putInCart('Es Teh Manis')
    await cashier.keyboard.press('F1')
    await display.getByTestId('display-qr').waitFor()
    await cashier.getByTestId('qr').waitFor()
    await cashier.keyboard.press('Escape')
    await expect.poll(() => display.getByTestId('display-qr').count()).toBe(0)
    await expect.poll(() => cashier.getByTestId('qr').count()).toBe(0)
    // offered once the provider is certain
    await cashier.getByTestId('pay-cash').waitFor()
    // before that the key only says that the code is being taken down
    const cash = cashier.getByTestId('cash-input')
    await expect
      .poll(async () => {
        await cashier.keyboard.press('F2')
        return await cash.count()
      })
      .toBe(1)
    await cashier.getByTestId('cash-record').click()
    await cashier.getByTestId('paid-word').waitFor()
  })

  it('keeps the order and the code through a reload, the way back and a closed window', async () => {
    // the browser asks before it leaves while something is on its way to the core; this cashier leaves all the same
    const leaveAnyway = (page: Page) => page.on('dialog', (dialog) => void dialog.accept())
    leaveAnyway(cashier)
    await putInCart('Kopi Susu Gula Aren', 'Es Teh Manis', 'Kerupuk')
    await cashier.reload()
    await expect.poll(() => cashier.getByTestId('cart-line').count()).toBe(3)
    // F5 on this screen is no reload: nothing was asked for
    await cashier.keyboard.press('F5')
    expect(await cashier.getByTestId('total').innerText()).toMatch(/28\.000/)

    await cashier.keyboard.press('F1')
    await cashier.getByTestId('qr').waitFor()
    const address = cashier.url()
    await cashier.reload()
    await cashier.getByTestId('qr').waitFor()
    await cashier.goBack()
    await cashier.goForward()
    await cashier.getByTestId('qr').waitFor()
    await cashier.close({ runBeforeUnload: true })
    await expect.poll(() => cashier.isClosed()).toBe(true)
    await display.getByTestId('display-qr').waitFor()
    cashier = await openPage(context, address, troubles)
    await cashier.getByTestId('qr').waitFor()
    await cashier.getByTestId('practice-pay').click()
    await cashier.getByTestId('paid-word').waitFor()
    expect(await cashier.getByTestId('paid-amount').innerText()).toMatch(/28\.000/)
  })

  it('shows the code again after a power cut, and the money that came meanwhile', async () => {
    await putInCart('Mie Ayam Bakso')
    await cashier.keyboard.press('F1')
    await cashier.getByTestId('qr').waitFor()
    const { folder } = shop
    await shop.stop('SIGKILL')
    // the customer's screen takes the code away by itself
    await display.getByTestId('display-cover').waitFor()
    expect(await display.getByTestId('display-qr').count()).toBe(0)
    troubles.length = 0
    await context.close()
    context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      reducedMotion: 'reduce',
      locale: 'id-ID',
    })
    shop = await openShop({ folder })
    cashier = await openPage(context, shop.url, troubles)
    display = await openPage(context, shop.displayUrl, troubles)
    // the customer sees the code again by itself; the cashier signs in first
    await display.getByTestId('display-qr').waitFor()
    await expect.poll(() => cashier.getByTestId('lock-state').innerText()).toBe('BELUM LUNAS')
    expect(await cashier.getByTestId('qr').count()).toBe(0)
    await signIn(cashier)
    await cashier.getByTestId('qr').waitFor()
    await cashier.getByTestId('practice-pay').click()
    await cashier.getByTestId('paid-word').waitFor()
  })

  it('lists what was sold, newest first, and prints it again as a marked copy', async () => {
    await setUpPrinter(cashier, printerUri)
    for (const name of ['Kerupuk', 'Es Teh Manis']) {
      await putInCart(name)
      await cashier.keyboard.press('F2')
      await cashier.getByTestId('cash-record').click()
      await cashier.getByTestId('paid-word').waitFor()
      await cashier.keyboard.press('Enter')
      await cashier.getByTestId('pay-qris').waitFor()
    }
    await tray.job(3)
    // somebody comes back for the receipt
    await cashier.keyboard.press('F6')
    const again = linesOf(await tray.job(4)).join('\n')
    expect(again).toMatch(/CETAK ULANG - SALINAN ke-1/)
    expect(again).toMatch(/-00002/)
    await cashier.getByTestId('nav-sales').click()
    const rows = cashier.getByTestId('sale-row')
    await expect.poll(() => rows.count()).toBe(2)
    await expect.poll(() => rows.first().innerText()).toMatch(/00002/)
    await rows.first().click()
    await cashier.getByTestId('detail-reprint').click()
    const lines = linesOf(await tray.job(5)).join('\n')
    expect(lines).toMatch(/CETAK ULANG - SALINAN ke-2/)
    expect(lines).toMatch(/-00002/)
  })

  it('can be used with a screen reader and a keyboard: no findings on any screen of a sale', async () => {
    const findings = async (page: Page): Promise<string[]> => {
      const { violations } = await axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      )
    }
    expect(await findings(cashier)).toEqual([])
    await putInCart('Soto Betawi')
    await cashier.keyboard.press('F1')
    await display.getByTestId('display-qr').waitFor()
    await cashier.getByTestId('qr').waitFor()
    expect([...(await findings(cashier)), ...(await findings(display))]).toEqual([])
    await cashier.getByTestId('practice-pay').click()
    await display.getByTestId('display-paid').waitFor()
    await cashier.getByTestId('slip').waitFor()
    expect([...(await findings(cashier)), ...(await findings(display))]).toEqual([])
    for (const page of ['nav-sales', 'nav-sessions', 'nav-attention', 'nav-audit', 'nav-settings']) {
      await cashier.getByTestId(page).click()
      await cashier.locator('main h1').waitFor()
      expect(await findings(cashier)).toEqual([])
    }
  })
})
