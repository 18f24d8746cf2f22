import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { interpret, printedLines } from '../fakes/printer-interpreter.ts'
import { openStatusPrinter, type NetworkStatusPrinter } from '../fakes/status-printer.ts'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

let browser: Browser
let shop: Shop
let context: BrowserContext
let page: Page
let printer: NetworkStatusPrinter
let troubles: string[]

beforeAll(async () => void (browser = await openBrowser(inject('chromium'))))
afterAll(async () => await browser.close())
beforeEach(async () => {
  printer = await openStatusPrinter({ answers: 'dle', confirms: true })
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  troubles = []
  page = await openPage(context, shop.url, troubles)
  await becomeOwner(page)
})
afterEach(async () => {
  await context.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  await printer.close()
  expect(troubles).toEqual([])
})

const press = async (testId: string): Promise<void> => await page.getByTestId(testId).click()
const step = async (number: number): Promise<void> =>
  await page.getByText(`Langkah ${number} dari 8`).waitFor()
const printed = (): string => printedLines(interpret(Uint8Array.from(printer.device.paper))).join('\n')

/** Nothing of the step keeps anybody out: names, contrast, and something to begin with under the keyboard. */
async function expectOpenToAll(): Promise<void> {
  const { violations } = await axe(page).include('[data-testid="printer-wizard"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await expect.poll(() => page.locator('input:focus, select:focus, button:focus').count()).toBe(1)
}

describe('setting up a printer at the counter', () => {
  it('asks the paper, step by step, and the next sale comes out as it was set up', async () => {
    await press('nav-settings')
    await press('settings-printer')
    await press('printer-add')
    await page.getByTestId('setting-printerUri').fill('tpc://typo')
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByTestId('refusal').getAttribute('data-type'))
      .toBe('printer_address_invalid')
    await page.getByTestId('setting-printerUri').fill(printer.uri)
    await expectOpenToAll()
    await page.keyboard.press('Enter')

    await step(2)
    await expectOpenToAll()
    await press('printer-probe')
    await expect.poll(() => page.getByTestId('printer-finding').textContent()).toContain('Siap')
    await press('wizard-next')

    await step(3)
    await expectOpenToAll()
    // the first thing under the keyboard is the page itself
    await page.keyboard.press('Enter')
    await expect.poll(printed).toContain('>............................32<')
    await page.getByTestId('printer-columns').fill('36')
    await page.keyboard.press('Enter')

    for (const number of [4, 5, 6, 7]) {
      await step(number)
      await expectOpenToAll()
      await press('wizard-next')
    }
    await step(8)
    await page.getByTestId('printer-name').fill('Kasir depan')
    await expectOpenToAll()
    await page.keyboard.press('Enter')
    await page.getByTestId('printer-card').filter({ hasText: 'Kasir depan' }).waitFor()

    await press('nav-sale')
    printer.device.paper.length = 0
    await page.getByTestId('product').first().click()
    await page.keyboard.press('F2')
    await press('cash-record')
    await expect.poll(printed).toContain('='.repeat(36))
    await expect.poll(() => page.getByTestId('status-printer').getAttribute('data-tone')).toBe('pandan')
  })

  it('shows in the status bar that the paper ran out, before the next slip is lost', async () => {
    await press('nav-settings')
    await press('settings-printer')
    await press('printer-add')
    await page.getByTestId('setting-printerUri').fill(printer.uri)
    await page.keyboard.press('Enter')
    await step(2)
    await press('printer-probe')
    await page.getByTestId('printer-finding').waitFor()
    for (const number of [3, 4, 5, 6, 7, 8]) {
      await press('wizard-next')
      await step(number)
    }
    await page.getByTestId('printer-name').fill('Kasir depan')
    await press('wizard-next')
    await page.getByTestId('printer-card').waitFor()
    printer.device.sensors = { paperOut: true }
    await press('printer-test')
    await expect.poll(() => page.getByTestId('status-printer').getAttribute('data-tone')).toBe('cabai')
    await expect
      .poll(() => page.getByTestId('status-printer').getAttribute('aria-label'))
      .toBe('Kertas habis')
    expect(printer.device.paper).toEqual([])
  })
})
