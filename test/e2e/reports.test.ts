import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import {
  axe,
  becomeOwner,
  openBrowser,
  openPage,
  openShop,
  removeFolder,
  setUpPrinter,
  type Shop,
} from './shop.ts'

let browser: Browser
let shop: Shop
let context: BrowserContext
let cashier: Page
const troubles: string[] = []
/** Takes everything and says nothing. */
let paper = Buffer.alloc(0)
const printer = createServer((socket) => {
  socket.on('error', () => {}).on('data', (bytes) => (paper = Buffer.concat([paper, bytes])))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => printer.listen(0, '127.0.0.1', resolve))
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
  await setUpPrinter(cashier, `tcp://127.0.0.1:${(printer.address() as AddressInfo).port}`)
  for (const price of ['35000', '20000']) await sell(price)
})
afterAll(async () => {
  await context.close()
  await shop.stop()
  removeFolder(shop.folder)
  await browser.close()
  printer.close()
  expect(troubles).toEqual([])
})

const appears = (testId: string) => cashier.getByTestId(testId).waitFor()
const press = (testId: string) => cashier.getByTestId(testId).click()
const textOf = async (testId: string): Promise<string> =>
  (await cashier.getByTestId(testId).innerText()).replaceAll('\u00A0', ' ')

async function sell(price: string): Promise<void> {
  await cashier.keyboard.press('F9')
  await cashier.keyboard.type(price)
  await cashier.keyboard.press('Enter')
  await cashier.keyboard.press('F2')
  await appears('cash-input')
  await cashier.keyboard.type(price)
  await cashier.keyboard.press('Enter')
  await appears('paid-word')
  await press('next-sale')
  await cashier.getByTestId('paid-word').waitFor({ state: 'detached' })
}

async function findings(): Promise<string[]> {
  const { violations } = await axe(cashier).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** What the browser saved at this press. */
async function saved(testId: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const coming = cashier.waitForEvent('download')
  await press(testId)
  const file = await coming
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

describe('at the end of the day', () => {
  it('a sale whose money went back is not called paid any more, and is found by the number of its refund', async () => {
    await press('nav-sales')
    const row = cashier.getByTestId('sale-row').filter({ hasText: '20.000' })
    await row.click()
    await press('refund-open')
    await appears('refund-sheet')
    await press('refund-go')
    await cashier.getByTestId('refund-sheet').waitFor({ state: 'detached' })
    const number = await textOf('refund-number')
    expect(number).toMatch(/-R-\d{6}-0001$/)
    await row.getByText('Dikembalikan semua').waitFor()
    await expect.poll(() => row.innerText()).not.toContain('Lunas')
    await cashier.getByTestId('find').fill(number.slice(number.indexOf('-R-') + 1))
    await expect.poll(() => cashier.getByTestId('sale-row').count()).toBe(1)
    expect(await findings()).toEqual([])
  })

  it('the report of today adds it up, and compares any other days', async () => {
    await press('nav-reports')
    await appears('reports-glance')
    await expect.poll(() => textOf('reports-sold')).toBe('Rp 55.000')
    await expect.poll(() => textOf('reports-glance')).toMatch(/Dikembalikan\s+Rp 20\.000/)
    await cashier.getByTestId('report-chart').locator('canvas').waitFor()
    expect(await findings()).toEqual([])
    await press('reports-month')
    await cashier.getByTestId('reports-compared').filter({ hasText: 'Tidak ada penjualan' }).waitFor()
    await press('reports-today')
    await cashier.getByText('Penjualan per jam').waitFor()
  })

  it('its rows are saved as a file, and its picture as a PNG and on paper of its own', async () => {
    await press('reports-file')
    await appears('export-sheet')
    await cashier.getByTestId('export-kind').selectOption('payments')
    const file = await saved('export-make')
    expect(file.name).toMatch(/^gerai-latihan-pembayaran-\d{4}-\d\d-\d\d\.csv$/)
    const rows = file.bytes.toString('utf8').trim().split(/\r?\n/)
    expect(rows).toHaveLength(4)
    expect(rows.filter((row) => /,refund,cash,IDR,-20000,/.test(row))).toHaveLength(1)
    await cashier.getByTestId('export-sheet').waitFor({ state: 'detached' })
    const picture = await saved('reports-picture')
    expect(picture.name).toMatch(/\.png$/)
    expect(picture.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(picture.bytes.length).toBeGreaterThan(3_000)
    await cashier.evaluate(`window.print = () => document.body.setAttribute('data-printed', '1')`)
    await press('reports-print-picture')
    await cashier.locator('body[data-printed] > img.print-alone').waitFor({ state: 'attached' })
    await cashier.emulateMedia({ media: 'print' })
    expect(await cashier.locator('img.print-alone').isVisible()).toBe(true)
    expect(await cashier.getByTestId('reports-page').isVisible()).toBe(false)
    await cashier.emulateMedia({ media: 'screen' })
    await cashier.evaluate(`window.dispatchEvent(new Event('afterprint'))`)
    await cashier.locator('img.print-alone').waitFor({ state: 'detached' })
  })

  it('its summary comes out of the printer with the same sums', async () => {
    paper = Buffer.alloc(0)
    await press('reports-print')
    await expect.poll(() => paper.toString('latin1')).toContain('LAPORAN PENJUALAN')
    await expect.poll(() => paper.toString('latin1')).toMatch(/Pengembalian 1x +-20\.000/)
    await expect.poll(() => paper.toString('latin1')).toMatch(/TOTAL +Rp 55\.000/)
  })
})
