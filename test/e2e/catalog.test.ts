import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Browser, BrowserContext, Page } from 'playwright'
import { writeXlsx } from '../../src/main/adapters/tables/xlsx.ts'
import { PNG } from '../till/confirmations-pictures.ts'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

let browser: Browser
let shop: Shop
let context: BrowserContext
let cashier: Page
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
  shop = await openShop({ args: ['--practice'] })
  context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1024, height: 768 },
    locale: 'id-ID',
    colorScheme: 'light',
  })
  cashier = await openPage(context, shop.url, troubles)
  await becomeOwner(cashier)
})
afterAll(async () => {
  await context.close()
  await browser.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

async function findings(): Promise<string[]> {
  const { violations } = await axe(cashier).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

it('a price is changed, a list is imported with one row refused, and the new product is sold by its barcode', async () => {
  // the order at the counter keeps the price it was rung up with
  await cashier.getByTestId('product').filter({ hasText: 'Es Teh Manis' }).first().click()
  await cashier.getByTestId('nav-catalog').click()
  const row = cashier.getByTestId('catalog-row').filter({ hasText: 'Es Teh Manis' })
  await row.waitFor()
  expect(await findings()).toEqual([])
  await row.click()
  const sheet = cashier.getByTestId('product-sheet')
  await sheet.getByTestId('product-price').fill('7.500')
  await sheet.getByTestId('price-history').click()
  await sheet.getByText('Harganya belum pernah diubah').waitFor()
  expect(await findings()).toEqual([])
  const picture = sheet.getByTestId('product-picture')
  await picture.setInputFiles({ name: 'teh.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
  await sheet.getByText('Gambar itu tidak bisa dibaca').waitFor()
  await picture.setInputFiles({ name: 'teh.png', mimeType: 'image/png', buffer: Buffer.from(PNG) })
  await sheet.locator('img').waitFor()
  await sheet.getByTestId('product-price').focus()
  await cashier.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  expect(await cashier.getByTestId('old-price').innerText()).toContain('Es Teh Manis')
  await row.filter({ hasText: '7.500' }).waitFor()

  await cashier.getByTestId('catalog-import').click()
  const list = cashier.getByTestId('import-sheet')
  expect(await findings()).toEqual([])
  // mended in the spreadsheet after it was chosen: the browser reads nothing of it, and that is said
  const onDisk = join(shop.folder, 'daftar.csv')
  writeFileSync(onDisk, 'Nama;Harga\nKeripik;seribu\n')
  await list.getByTestId('import-file').setInputFiles(onDisk)
  await list.getByTestId('import-chosen').waitFor()
  writeFileSync(onDisk, 'Nama;Harga\nKeripik;1.000\nTempe;2.000\n')
  await list.getByTestId('import-preview').click()
  await list.getByText('Pilih berkasnya sekali lagi').waitFor()
  expect(await list.getByTestId('import-chosen').count()).toBe(0)
  const book = await writeXlsx([
    ['Nama', 'Harga', 'Barcode'],
    ['Keripik Tempe', 12_000, '8991234567894'],
    ['Es Teh Manis Jumbo', 9_000, '8991234567887'],
    ['Rempeyek', 'murah', ''],
  ])
  await list.getByTestId('import-file').setInputFiles({
    name: 'barang.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(book),
  })
  await list.getByTestId('import-preview').click()
  await list.getByTestId('import-sums').waitFor()
  await expect
    .poll(() => list.getByTestId('import-complaint').allInnerTexts())
    .toEqual([expect.stringContaining('Baris 4, kolom Harga')])
  expect(await findings()).toEqual([])
  await list.getByTestId('import-apply').click()
  await list.getByTestId('import-close').click()

  await cashier.getByTestId('nav-sale').click()
  // the tile has its picture, and the order its price from before
  const tile = cashier.getByTestId('product').filter({ hasText: 'Es Teh Manis' }).first()
  await tile.locator('img').waitFor()
  await tile.filter({ hasText: '7.500' }).waitFor()
  await cashier.getByTestId('cart-line').filter({ hasText: '6.000' }).waitFor()
  // it begins with the favourites, and a group has the others as well
  const groups = cashier.getByRole('group', { name: 'Kelompok barang' })
  const snack = cashier.getByTestId('product').filter({ hasText: 'Tahu Isi' })
  await groups.getByRole('button', { name: 'Favorit', pressed: true }).waitFor()
  expect(await snack.count()).toBe(0)
  await groups.getByRole('button', { name: 'Camilan' }).click()
  await snack.waitFor()
  await tile.waitFor({ state: 'detached' })
  await groups.getByRole('button', { name: 'Favorit' }).click()
  await tile.waitFor()
  await cashier.getByTestId('search').fill('8991234567894')
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('cart-line').filter({ hasText: 'Keripik Tempe' }).waitFor()
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-scale').click()
  await cashier.getByTestId('scale-add').click()
  await expect.poll(() => cashier.getByTestId('scale-example').innerText()).toContain('berat 1,25')
  expect(await findings()).toEqual([])
})
