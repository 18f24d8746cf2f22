import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { axe, becomeOwner, openBrowser, openPage, removeFolder, shopsAhead, type Shop } from './shop.ts'

/** A shop in Montevideo practises: pesos, a payment page instead of QRIS, and a code that nobody can cancel. */
let browser: Browser
let shop: Shop
const shops = shopsAhead(['--practice'])
let context: BrowserContext
let cashier: Page
let display: Page
let troubles: string[]

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
})
afterAll(async () => {
  await browser.close()
  await shops.end()
})
beforeEach(async () => {
  shop = await shops.next()
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  troubles = []
  cashier = await openPage(context, shop.url, troubles)
  display = await openPage(context, shop.displayUrl, troubles)
  await becomeOwner(cashier)
  await choosePesos()
})
afterEach(async () => {
  await context.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

async function choosePesos(): Promise<void> {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByRole('tab', { name: 'Mata uang dan pajak' }).click()
  await cashier.getByTestId('setting-currency').selectOption('UYU')
  await cashier.getByTestId('settings-save').first().click()
  await cashier.getByTestId('nav-sale').click()
  // QRIS goes with the rupiah
  await cashier.getByTestId('pay-qris').waitFor({ state: 'detached' })
}

async function typeAmount(text: string): Promise<void> {
  await cashier.keyboard.press('F9')
  await cashier.getByTestId('amount-input').waitFor()
  await cashier.keyboard.type(text)
  await cashier.keyboard.press('Enter')
  await expect.poll(() => cashier.getByTestId('total').getAttribute('data-amount')).not.toBe('0')
}

it('a page is shown on both screens and paid to the centésimo, by keyboard alone', async () => {
  await typeAmount('1234,50')
  await cashier.keyboard.press('F1')
  await cashier.getByTestId('qr-card').waitFor()
  expect(await cashier.getByTestId('link-url').textContent()).toContain('/plexo/checkout/')
  await display.getByText('$U', { exact: false }).first().waitFor()
  await expect.poll(() => display.locator('body').innerText()).toContain('1.234,50')
  await cashier.getByRole('button', { name: 'Bayar', exact: true }).click()
  await cashier.getByText('LUNAS', { exact: true }).waitFor()
  expect((await cashier.locator('body').innerText()).replaceAll('\u00a0', ' ')).toContain('$U 1.234,50')
})

it('a code that cannot be cancelled says until when, and the counter can go on', async () => {
  await typeAmount('19,99')
  await cashier.keyboard.press('F1')
  await cashier.getByTestId('qr-card').waitFor()
  await cashier.keyboard.press('Escape')
  const refusal = cashier.getByTestId('supersede').getByTestId('refusal')
  await refusal.waitFor()
  expect(await refusal.innerText()).toMatch(/masih bisa dibayar sampai \d\d:\d\d/)
  await cashier.getByTestId('supersede-reason').fill('bayar tunai')
  await cashier.getByTestId('supersede-go').click()
  await cashier.getByTestId('supersede').waitFor({ state: 'detached' })
  await cashier.keyboard.press('F2')
  await cashier.getByTestId('cash-input').waitFor()
  await cashier.keyboard.type('20')
  await expect.poll(() => cashier.getByTestId('cash-change').innerText()).toBe('$U\u00a00,01')
  await cashier.keyboard.press('Enter')
  await cashier.getByText('LUNAS', { exact: true }).waitFor()
})

it('the provider’s settings can be read by everybody, in both themes', async () => {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByRole('tab', { name: 'Layanan pembayaran' }).click()
  await cashier.getByTestId('check-provider').click()
  await cashier.getByTestId('check-findings').waitFor()
  expect(await cashier.getByTestId('check-findings').innerText()).toContain('peso Uruguay ($U)')
  for (const colorScheme of ['light', 'dark'] as const) {
    await cashier.emulateMedia({ colorScheme })
    await cashier.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' })
    const { violations } = await axe(cashier).include('[role=tabpanel]').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  }
})
