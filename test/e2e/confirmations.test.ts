import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { PAGES_FOLDER } from '../../src/cli/build-if-stale.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { openGerai, type OpenGerai } from '../../src/main/gerai.ts'
import { startServer, type ServerHost } from '../../src/main/hosts/server/server.ts'
import { startSimulator, type Simulator } from '../../src/simulator/server.ts'
import { till } from '../simulator/till.ts'
import { axe, becomeOwner, openBrowser, openPage, removeFolder } from './shop.ts'

/**
 * A shop whose provider takes transfers on its own page: buyers send a photo, and the shop says whether the money came.
 * The shop runs in this process, since only so a buyer without a till can be given a page of its practice provider.
 */
const folder = mkdtempSync(join(tmpdir(), 'gerai-inbox-'))
let browser: Browser
let provider: Simulator
let gerai: OpenGerai
let server: ServerHost
let phone: BrowserContext
let cashier: Page
const troubles: string[] = []

beforeAll(async () => {
  provider = await startSimulator()
  const opened = await openGerai({
    dataFolder: folder,
    clock: systemClock,
    log: silentLog,
    secrets: createMemorySecrets(),
    environmentProfile: null,
    launchSimulator: async () => ({
      ...{ url: provider.url, keyId: 'ak_test_simulator', secret: 'sk_test_simulator' },
      stop: () => Promise.resolve(),
    }),
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  gerai = opened.value
  server = await startServer({ gerai, port: 0, pagesFolder: PAGES_FOLDER })
  browser = await openBrowser(inject('chromium'))
  phone = await browser.newContext({ viewport: { width: 390, height: 700 }, locale: 'id-ID' })
  const counter = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1366, height: 768 },
    locale: 'id-ID',
    colorScheme: 'light',
  })
  cashier = await openPage(counter, server.url, troubles)
  await becomeOwner(cashier)
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await gerai.close()
  await provider.close()
  removeFolder(folder)
  expect(troubles).toEqual([])
})

/** A buyer opens the page they were sent, transfers, and sends a picture of their phone with it. */
async function buyerPays(amount: number, metadata: object, withPhoto = true): Promise<string> {
  const made = await till(provider.url).create({ amount, methods: ['transfer'], metadata })
  const { id, hostedUrl } = made.json['data'] as unknown as { id: string; hostedUrl: string }
  const page = await openPage(phone, hostedUrl, troubles)
  const photo = await page.screenshot()
  if (withPhoto) {
    const file = { name: 'IMG_0042.png', mimeType: 'image/png', buffer: photo }
    await page.getByLabel('Foto bukti transfer').setInputFiles(file)
  }
  await page.getByRole('button', { name: 'Saya sudah transfer' }).click()
  await page.getByText('Menunggu konfirmasi toko').waitFor()
  await page.close()
  return id
}
const statusAtProvider = async (id: string) =>
  String((await till(provider.url).get(`/checkout-sessions/${id}`)).json['data']?.['status'])
const row = (amount: string) => cashier.getByTestId('confirm-row').filter({ hasText: amount })
const item = () => cashier.getByTestId('confirm-item')
/** All of it, below the status bar and above the end of the screen. */
async function isInSight(part: Locator): Promise<boolean> {
  const bar = await cashier.locator('header').first().boundingBox()
  const box = await part.boundingBox()
  return bar !== null && box !== null && box.y >= bar.y + bar.height && box.y + box.height <= 768
}

it('a transfer of the provider’s page is looked at beside its photo and confirmed, another one turned down, a stranger’s left alone', async () => {
  const paid = await buyerPays(310_000, { order: 'web-1' })
  const unseen = await buyerPays(320_000, { order: 'web-2' }, false)
  const foreign = await buyerPays(330_000, { terminal_id: 'another-till' })
  await cashier.getByTestId('nav-confirmations').click()
  await expect.poll(() => cashier.getByTestId('confirm-row').count()).toBe(3)

  // the first one: its picture stands in sight with what the provider says about it
  await item().filter({ hasText: '310.000' }).waitFor()
  await cashier.keyboard.press('Enter')
  const picture = cashier.getByTestId('confirm-proof')
  await picture.waitFor()
  expect(await picture.getAttribute('src')).toMatch(/^data:image\/png;base64,/)
  const width = `document.querySelector('[data-testid="confirm-proof"]').naturalWidth`
  // there before it is unpacked
  await expect.poll(() => cashier.evaluate(width)).toBe(390)
  for (const part of [picture, item().getByText('Ditinjau'), item().getByTestId('confirm-do')]) {
    await expect.poll(() => isInSight(part)).toBe(true)
  }
  const { violations } = await axe(cashier).withTags(['wcag2a', 'wcag2aa']).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await cashier.keyboard.press('c')
  await row('310.000').waitFor({ state: 'detached' })

  // the next one stands in its place: no photo, no money on the statement
  await item().filter({ hasText: '320.000' }).waitFor()
  expect(await cashier.getByTestId('confirm-show-proof').count()).toBe(0)
  await cashier.keyboard.press('r')
  await cashier.getByTestId('confirm-reason').waitFor()
  await cashier.keyboard.type('Tidak ada di mutasi')
  await cashier.keyboard.press('Enter')
  await row('320.000').waitFor({ state: 'detached' })

  // another till's is shown with its photo, and no key decides about it
  await item().filter({ hasText: '330.000' }).waitFor()
  await cashier.getByTestId('confirm-show-proof').click()
  await picture.waitFor()
  await cashier.keyboard.press('c')
  await cashier.keyboard.press('r')
  expect(await cashier.getByTestId('confirm-do').count()).toBe(0)
  expect(await cashier.getByTestId('confirm-reason').count()).toBe(0)

  await cashier.getByTestId('confirm-decided').click()
  await cashier.getByText('Tidak ada di mutasi').waitFor()
  await expect
    .poll(() => Promise.all([paid, unseen, foreign].map(statusAtProvider)))
    .toEqual(['completed', 'canceled', 'pending_review'])
  // it is the provider's sale: nothing was sold here
  await cashier.getByTestId('nav-sales').click()
  await cashier.locator('main h1').waitFor()
  expect(await cashier.getByTestId('sale-row').count()).toBe(0)
})
