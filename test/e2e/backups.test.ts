import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, signIn, type Shop } from './shop.ts'

let browser: Browser
let shop: Shop
let context: BrowserContext
let cashier: Page
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    locale: 'id-ID',
  })
  cashier = await openPage(context, shop.url, troubles)
  await becomeOwner(cashier)
})
afterAll(async () => {
  await browser.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

const openSection = async (): Promise<void> => {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-backups').click()
}
const hasNoFaults = async (): Promise<void> => {
  const { violations } = await axe(cashier).include('main').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
}

describe('the owner and the copies of the books', () => {
  it('makes one, sees that it was checked, and restores it by typing the word', async () => {
    await openSection()
    await cashier.getByTestId('backup-make').click()
    await cashier.getByTestId('backup-row').waitFor()
    await hasNoFaults()
    await cashier.getByTestId('backup-restore').click()
    await expect.poll(() => cashier.getByTestId('restore-go').isDisabled()).toBe(true)
    await cashier.getByTestId('restore-word').fill('pulihkan')
    await cashier.getByTestId('restore-go').click()
    // other books, perhaps other people: everybody signs in again
    await signIn(cashier)
    await cashier.getByTestId('nav-attention').click()
    await cashier.locator('[data-kind="books_restored"]').waitFor()
    await openSection()
    await cashier.getByTestId('set-aside').waitFor()
    expect(readdirSync(join(shop.folder, 'set-aside'))).toHaveLength(1)
  })

  it('is told at once when somebody takes the file of the books away, and it is put back', async () => {
    const file = join(shop.folder, 'practice', 'gerai.sqlite')
    rmSync(file)
    await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
    await cashier.getByTestId('nav-attention').click()
    await cashier.locator('[data-kind="books_put_back"]').waitFor()
    await expect.poll(() => cashier.getByTestId('books-banner').count()).toBe(0)
  })

  it('finds the way from the banner to the copy when another file stands in their place', async () => {
    const file = join(shop.folder, 'practice', 'gerai.sqlite')
    rmSync(file)
    writeFileSync(file, 'somebody put this here')
    await cashier.getByTestId('books-banner').waitFor()
    await cashier.getByTestId('books-open').click()
    const rescue = cashier.getByTestId('backup-row').filter({ hasText: 'Penyelamatan' }).first()
    await rescue.waitFor()
    await rescue.getByTestId('backup-restore').click()
    await cashier.getByTestId('restore-word').fill('PULIHKAN')
    await cashier.getByTestId('restore-go').click()
    await signIn(cashier)
    await expect.poll(() => cashier.getByTestId('books-banner').count()).toBe(0)
  })
})
