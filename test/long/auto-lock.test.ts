import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Browser } from 'playwright'
import { becomeOwner, openBrowser, openPage, openShop, removeFolder, signIn, type Shop } from '../e2e/shop.ts'

/** The shortest wait that can be set is a minute, and a real page sits through it: too long for every run. */
let browser: Browser
let shop: Shop

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice'] })
})
afterAll(async () => {
  await browser.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
})

it('a till that nobody touches locks by itself, and says so in the log', async () => {
  const context = await browser.newContext({
    ...{ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce', locale: 'id-ID' },
  })
  const troubles: string[] = []
  const cashier = await openPage(context, shop.url, troubles)
  await becomeOwner(cashier)
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-people').click()
  await cashier.getByTestId('guard-autoLock').fill('1')
  const guard = cashier.locator('section').filter({ has: cashier.getByTestId('guard-autoLock') })
  await guard.getByTestId('settings-save').click()
  await cashier.getByTestId('lock').waitFor({ timeout: 90_000 })
  await signIn(cashier)
  await cashier.getByTestId('nav-audit').click()
  await cashier.getByText('Terkunci sendiri karena lama diam').waitFor()
  expect(troubles).toEqual([])
})
