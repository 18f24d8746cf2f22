import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { interpret, printedLines } from '../fakes/printer-interpreter.ts'
import {
  becomeOwner,
  openBrowser,
  openPage,
  openShop,
  removeFolder,
  setUpPrinter,
  signIn,
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
    await expect.poll(() => this.jobs.length, { timeout: 10_000 }).toBeGreaterThan(index)
    return this.jobs[index] ?? Buffer.alloc(0)
  }
}

const tray = new PaperTray()
let browser: Browser
let shop: Shop
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
  tray.close()
})
beforeEach(async () => {
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  troubles = []
  tray.jobs.length = 0
  await openScreens()
})
afterEach(async () => {
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
    expect(await display.getByTestId('display-qr').count()).toBe(0)
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
    await row.waitFor()
    await expect.poll(() => row.innerText()).toMatch(/15\.000/)
    await expect.poll(() => row.innerText(), { timeout: 10_000 }).toMatch(/Selesai|Lunas/)
  })

  it('sells by card terminal: recorded, then LUNAS only when it is confirmed', async () => {
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
    await cashier.getByTestId('edc-record').click()
    await cashier.getByTestId('confirm-tender').waitFor()
    expect(await cashier.getByTestId('paid-word').count()).toBe(0)
    expect(await display.getByTestId('display-paid').count()).toBe(0)
    expect(tray.jobs).toHaveLength(0)
    await cashier.getByTestId('confirm-tender').click()
    await cashier.getByTestId('paid-word').waitFor()
    await display.getByTestId('display-paid').waitFor()
    expectGolden(await tray.job(0), 'edc')
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
    for (const typed of ['0', '-5000', '1.500,50', '1e9', 'lima ribu', '9999999999']) {
      await field.fill(typed)
      await field.press('Enter')
      await cashier.getByTestId('refusal').first().waitFor()
      expect(await field.inputValue()).toBe(typed)
    }
    await field.fill('35.000')
    await field.press('Enter')
    await expect.poll(() => cashier.getByTestId('total').innerText()).toMatch(/35\.000/)
  })

  it('takes the code off both screens when the cashier cancels it, and pays in cash instead', async () => {
    await putInCart('Es Teh Manis')
    await cashier.keyboard.press('F1')
    await display.getByTestId('display-qr').waitFor()
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
    await cashier.getByTestId('cash-exact').click()
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
    expect(await display.getByTestId('display-qr').count()).toBe(1)
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
    await display.getByTestId('display-cover').waitFor({ timeout: 5_000 })
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
    expect(await cashier.getByTestId('lock-state').innerText()).toBe('BELUM LUNAS')
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
      await cashier.getByTestId('cash-exact').click()
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
    expect(await rows.first().innerText()).toMatch(/00002/)
    await rows.first().click()
    await cashier.getByTestId('detail-reprint').click()
    const lines = linesOf(await tray.job(5)).join('\n')
    expect(lines).toMatch(/CETAK ULANG - SALINAN ke-2/)
    expect(lines).toMatch(/-00002/)
  })

  it('can be used with a screen reader and a keyboard: no findings on any screen of a sale', async () => {
    const findings = async (page: Page): Promise<string[]> => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze()
      return violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
      )
    }
    expect(await findings(cashier)).toEqual([])
    await putInCart('Soto Betawi')
    await cashier.keyboard.press('F1')
    await display.getByTestId('display-qr').waitFor()
    expect([...(await findings(cashier)), ...(await findings(display))]).toEqual([])
    await cashier.getByTestId('practice-pay').click()
    await display.getByTestId('display-paid').waitFor()
    await cashier.getByTestId('slip').waitFor()
    expect([...(await findings(cashier)), ...(await findings(display))]).toEqual([])
    for (const page of ['nav-sales', 'nav-sessions', 'nav-attention', 'nav-audit', 'nav-settings']) {
      await cashier.getByTestId(page).click()
      expect(await findings(cashier)).toEqual([])
    }
  })
})
