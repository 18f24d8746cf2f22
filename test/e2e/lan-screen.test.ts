import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

const WEAPON = `<img src=x onerror="document.title='owned'">`

let browser: Browser
let shop: Shop
let counter: BrowserContext
let network: BrowserContext
let cashier: Page
let tablet: Page
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice', '--lan', '--lan-address', '127.0.0.2', '--lan-port', '0'] })
  const look = { reducedMotion: 'reduce', locale: 'id-ID' } as const
  counter = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...look })
  network = await browser.newContext({ viewport: { width: 1024, height: 768 }, ...look })
  cashier = await openPage(counter, shop.url, troubles)
  await becomeOwner(cashier)
})
afterAll(async () => {
  await browser.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
})

it('a tablet in the network is paired by the code, shows the order, and covers itself when it is removed', async () => {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-screens').click()
  await cashier.getByTestId('screen-pair').click()
  const shown = cashier.getByTestId('screen-code')
  await shown.waitFor()
  const { violations } = await axe(cashier).include('main').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  const code = /\b(\d{3}) (\d{3})\b/.exec(await shown.innerText())

  tablet = await openPage(network, `${shop.lanUrl ?? ''}/pair`, troubles)
  const faults = await axe(tablet).analyze()
  expect(faults.violations.map(({ id }) => id)).toEqual([])
  await tablet.getByLabel('Kode dari layar kasir').fill(`${code?.[1]}${code?.[2]}`)
  await tablet.getByLabel('Nama layar ini').fill('Tablet depan')
  await tablet.getByRole('button').click()
  await tablet.getByTestId('display-idle').waitFor()
  expect(new URL(tablet.url()).pathname).toBe('/')
  expect(await tablet.evaluate('document.cookie')).toBe('')

  // a name is text on both screens, whatever is in it
  await cashier.getByTestId('nav-sale').click()
  await cashier.keyboard.press('F9')
  await cashier.getByTestId('amount-input').fill('15000')
  await cashier.locator('form input').nth(1).fill(WEAPON)
  await cashier.keyboard.press('Enter')
  for (const page of [cashier, tablet]) {
    await page.getByText(WEAPON).first().waitFor()
    expect(await page.locator('img[src="x"]').count()).toBe(0)
    expect(await page.title()).not.toBe('owned')
  }

  expect(troubles).toEqual([])
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-screens').click()
  await cashier.getByTestId('screen-remove').click()
  await tablet.locator('[data-screen="cover"]').waitFor()
  expect(await tablet.getByText(WEAPON).count()).toBe(0)
  await tablet.reload()
  await tablet.getByText('Pasangkan layar pelanggan').waitFor()
})
