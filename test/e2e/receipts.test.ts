import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'
import { axe, becomeOwner, openBrowser, openPage, openShop, removeFolder, type Shop } from './shop.ts'

const ROOT = join(import.meta.dirname, '..', '..')

let browser: Browser
let shop: Shop
let context: BrowserContext
let cashier: Page
let folder: string
const troubles: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-receipts-'))
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
  rmSync(folder, { recursive: true, force: true })
  expect(troubles).toEqual([])
})

/** Saves what a button gives and returns the file. */
async function saved(button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    cashier.waitForEvent('download'),
    cashier.getByTestId(button).first().click(),
  ])
  const path = join(folder, download.suggestedFilename())
  await download.saveAs(path)
  return { name: download.suggestedFilename(), bytes: readFileSync(path) }
}

function disc(): string {
  const picture = new PNG({ width: 80, height: 80 })
  for (let pixel = 0; pixel < 80 * 80; pixel += 1) {
    const isInside = Math.hypot((pixel % 80) - 40, Math.floor(pixel / 80) - 40) < 38
    picture.data.set([20, 60, 160, isInside ? 255 : 0], pixel * 4)
  }
  const path = join(folder, 'logo.png')
  writeFileSync(path, PNG.sync.write(picture))
  return path
}

/** The words a screen reader hears of the slip, line by line. */
const slipLines = async (): Promise<string[]> =>
  ((await cashier.getByTestId('slip').first().locator('pre').textContent()) ?? '').split('\n')

/** The check page as a shop hosts it, in a page of its own that may ask for nothing. */
async function openCheckPage(file: string, text: string): Promise<{ verdict: string; seen: string }> {
  const asked: string[] = []
  const page = await context.newPage()
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${pathToFileURL(file).href}#${text}`)
  const result = page.locator('#result')
  await result.waitFor()
  const answer = {
    verdict: (await result.getAttribute('class')) ?? '',
    seen: (await result.textContent()) ?? '',
  }
  const { violations } = await axe(page).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.close()
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
  return answer
}

describe('a shop’s own receipt', () => {
  let signedText = ''
  let key = ''

  it('is set up beside a sample that follows every key', async () => {
    await cashier.getByTestId('nav-settings').click()
    await cashier.getByTestId('settings-receipt').click()
    await cashier.getByTestId('slip').waitFor()
    await cashier.getByLabel('Di bawah nama toko').fill('WA 0812-0000-0000')
    await expect.poll(slipLines).toContain('       WA 0812-0000-0000')
    await cashier.getByTestId('logo-file').setInputFiles(disc())
    await cashier.getByTestId('slip-logo').waitFor()
    await cashier.getByTestId('setting-receipt-qr').selectOption('signed')
    await cashier.getByTestId('slip-code').waitFor()
    const { violations } = await axe(cashier).include('main, [role=tabpanel]').analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    await cashier.getByTestId('settings-save').first().click()
    await expect
      .poll(() => cashier.getByTestId('seal-key').inputValue())
      .toMatch(/^GERAI-KEY1\*P\*[\w-]{43}$/)
    key = await cashier.getByTestId('seal-key').inputValue()
  })

  it('comes out of the screen’s printer as it was set up', async () => {
    await cashier.getByTestId('nav-sale').click()
    await cashier.getByTestId('product').first().click()
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-record').click()
    await cashier.getByTestId('paid-word').waitFor()
    await cashier.getByTestId('slip-logo').waitFor()
    await cashier.getByTestId('slip-code').waitFor()
    await expect
      .poll(async () => (await slipLines()).map((line) => line.trim()))
      .toContain('WA 0812-0000-0000')
    const lines = (await slipLines()).map((line) => line.trim())
    expect(lines.filter((line) => line === 'LATIHAN - BUKAN TRANSAKSI SAH')).toHaveLength(2)
    await cashier.getByTestId('next-sale').click()
  })

  it('is kept as text and as a picture, whose code scans', async () => {
    await cashier.getByTestId('nav-sales').click()
    await cashier.getByTestId('sale-row').first().click()
    await cashier.getByRole('button', { name: 'Lihat struk' }).click()
    await cashier.getByTestId('slip-code').waitFor()
    const text = await saved('slip-text')
    expect(text.name).toMatch(/^struk-\S+\.txt$/)
    expect(text.bytes.toString().trimEnd().split('\n')).toEqual(await slipLines())
    const picture = await saved('slip-png')
    expect(picture.name).toMatch(/^struk-\S+\.png$/)
    const { width } = PNG.sync.read(picture.bytes)
    expect(width).toBe((32 * 8 + 40) * 3)
    signedText = (await createQrCodec().readImage(picture.bytes)) ?? ''
    expect(signedText).toMatch(/^GERAI1\*P\*/)
  })

  it('is found genuine by the till, and a changed one is not', async () => {
    await cashier.getByTestId('nav-settings').click()
    await cashier.getByTestId('settings-receipt').click()
    const verdict = async (text: string) => {
      await cashier.getByTestId('seal-text').fill(text)
      await cashier.getByTestId('seal-check').click()
      return await cashier.getByTestId('seal-verdict').getAttribute('data-verdict')
    }
    await expect.poll(() => verdict(signedText)).toBe('genuine')
    const forged = signedText.replace(/IDR(\d+)/, 'IDR9$1')
    await expect.poll(() => verdict(forged)).toBe('changed')
  })

  it('is checked offline by the page that the shop hands on', async () => {
    const given = await saved('check-page-save')
    expect(given.name).toBe('periksa-struk.html')
    const page = join(folder, given.name)
    // the same page that the command line writes
    const written = join(folder, 'cek.html')
    execFileSync(process.execPath, ['src/cli/verify-receipt.ts', '--page', written, key], { cwd: ROOT })
    expect(given.bytes.equals(readFileSync(written))).toBe(true)
    const genuine = await openCheckPage(page, signedText)
    // the signature is right, and yet nobody bought anything: this is practice
    expect(genuine.verdict).toBe('not_a_sale')
    expect(genuine.seen).toContain(signedText.split('*')[2])
    expect(genuine.seen).toContain('BUKAN TRANSAKSI SAH')
    const forged = await openCheckPage(page, signedText.replace(/IDR(\d+)/, 'IDR9$1'))
    expect(forged.verdict).toBe('changed')
    expect(forged.seen).not.toContain(signedText.split('*')[2])
    expect((await openCheckPage(page, 'halo')).verdict).toBe('unreadable')
    const shipped = join(ROOT, 'resources/verify/index.html')
    expect((await openCheckPage(shipped, signedText)).verdict).toBe('unknown_key')
  })
})
