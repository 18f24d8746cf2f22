import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import {
  axe,
  becomeOwner,
  openBrowser,
  openPage,
  OWNER,
  removeFolder,
  shopsAhead,
  type Shop,
} from './shop.ts'

/** A receipt of a provider that was taken over: a script, a handler, and a page that would lead elsewhere. */
const HOSTILE_RECEIPT = Buffer.from(
  `<script>localStorage.setItem("owned","1");opener&&(opener.document.title="owned")</script>
<img src=x onerror="localStorage.setItem('owned','2');opener.document.title='owned'">
<iframe srcdoc="<script>parent.localStorage.setItem('owned','3')</script>"></iframe>`,
).toString('base64')

let browser: Browser
let context: BrowserContext
let shop: Shop
const shops = shopsAhead()
let cashier: Page
const troubles: string[] = []

beforeAll(async () => {
  browser = await openBrowser(inject('chromium'))
})
afterAll(async () => {
  await browser.close()
  await shops.end()
})
beforeEach(async () => {
  troubles.length = 0
  shop = await shops.next()
  context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  cashier = await openPage(context, shop.url, troubles)
  await becomeOwner(cashier)
})
afterEach(async () => {
  await context.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

const at = (testId: string) => cashier.getByTestId(testId)
const gone = (testId: string) => at(testId).waitFor({ state: 'detached' })
const findings = async (): Promise<string[]> => {
  const { violations } = await axe(cashier).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** Types an amount as the whole order. */
async function ring(amount: number): Promise<void> {
  await at('nav-sale').click()
  await at('pay-qris').waitFor()
  await cashier.keyboard.press('F9')
  await at('amount-input').fill(String(amount))
  await cashier.keyboard.press('Enter')
  await at('cart-line').waitFor()
}

async function sellByQris(amount: number): Promise<void> {
  await ring(amount)
  await cashier.keyboard.press('F1')
  await at('practice-pay').click()
  await at('paid-word').waitFor()
}

/** The practice provider's address, as it stands in what it made. */
async function providerOrigin(): Promise<string> {
  await cashier.keyboard.press('F9')
  const url = await at('receipt-link').inputValue()
  await cashier.keyboard.press('Escape')
  await gone('provider-receipt-sheet')
  return new URL(url).origin
}

describe('after a sale', () => {
  it('the payment service’s receipt goes to the customer as a code, a link, a message, a mail and a file', async () => {
    await cashier.addInitScript(`{
      const make = URL.createObjectURL
      URL.createObjectURL = (file) => (window.lastFile = make.call(URL, file))
    }`)
    await cashier.routeWebSocket(/\/rpc$/, (page) => {
      const core = page.connectToServer()
      core.onMessage((message) => {
        page.send(
          String(message).replace(/("contentType":"text\/html","base64":")[^"]+/, `$1${HOSTILE_RECEIPT}`),
        )
      })
    })
    await cashier.reload()
    await sellByQris(80_000)
    await cashier.keyboard.press('F9')
    const sheet = at('provider-receipt-sheet')
    await at('receipt-link').waitFor()
    await sheet.getByTestId('qr').waitFor()
    expect(await sheet.innerText()).toContain('Rp\u00a080.000')
    expect(await at('receipt-whatsapp').getAttribute('href')).toMatch(/^https:\/\/wa\.me\/\?text=Bukti/)
    expect(await findings()).toEqual([])
    const [file] = await Promise.all([cashier.waitForEvent('download'), at('receipt-pdf').click()])
    expect(file.suggestedFilename()).toMatch(/^bukti-.*\.pdf$/)
    // its page is somebody else's: it is handed over as it came, and even opened here on purpose it runs nothing
    const [page] = await Promise.all([cashier.waitForEvent('download'), at('receipt-html').click()])
    expect(readFileSync(await page.path(), 'base64')).toBe(HOSTILE_RECEIPT)
    expect(context.pages()).toEqual([cashier])
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      cashier.evaluate('void window.open(window.lastFile)'),
    ])
    await opened.waitForLoadState()
    expect(await opened.evaluate('origin')).toBe(new URL(shop.url).origin)
    expect(await opened.locator('img[src="x"]').count()).toBe(1)
    expect(await cashier.evaluate('localStorage.getItem("owned")')).toBeNull()
    expect(await cashier.title()).not.toContain('owned')
    await opened.close()
    await at('receipt-email').fill('sari@contoh.example')
    await at('receipt-email-go').click()
    await cashier.getByText('Struk dikirim ke sari@contoh.example').waitFor()
    // the screen is no printer for somebody else's bytes
    await at('receipt-print').click()
    await sheet.getByText('hanya bisa keluar di printer kertas').waitFor()
    // Enter means the next sale again once the sheet is closed
    await cashier.keyboard.press('Escape')
    await gone('provider-receipt-sheet')
    await cashier.keyboard.press('Enter')
    await at('pay-qris').waitFor()

    // whoever helps gets one file, by the hand of a person
    await at('nav-settings').click()
    await at('settings-help').click()
    const [logs] = await Promise.all([cashier.waitForEvent('download'), at('help-logs').click()])
    expect(logs.suggestedFilename()).toMatch(/^gerai-log-\d{12}\.zip$/)
    const packed = unzipSync(readFileSync(await logs.path()))
    expect(Object.keys(packed).toSorted()).toEqual(['about.json', 'gerai.log'])
    expect(JSON.parse(strFromU8(packed['about.json'] ?? new Uint8Array()))).toMatchObject({
      till: { mode: 'practice' },
    })
  })

  it('money is given back in part, and the sale’s details say so', async () => {
    await sellByQris(80_000)
    await cashier.keyboard.press('Enter')
    await at('nav-sales').click()
    await at('sale-row').first().click()
    await at('refund-open').click()
    expect(await at('refund-amount').inputValue()).toBe('80.000')
    await at('refund-amount').fill('90.000')
    await cashier.keyboard.press('Enter')
    await at('refund-sheet').getByText('hanya Rp\u00a080.000').or(at('refusal')).first().waitFor()
    await at('refund-amount').fill('30.000')
    expect(await findings()).toEqual([])
    await cashier.keyboard.press('Enter')
    await gone('refund-sheet')
    await at('refund-row').getByText('sudah dikembalikan').waitFor()
    await expect.poll(() => at('sale-detail').innerText()).toMatch(/Dikembalikan Rp.30\.000/)
    await at('refund-open').click()
    expect(await at('refund-amount').inputValue()).toBe('50.000')
    // a QRIS payment cannot be voided, and the sheet says so; the rest goes back in cash, by keyboard
    expect(await at('refund-way-terminal').isDisabled()).toBe(true)
    await cashier.keyboard.press('F2')
    await cashier.keyboard.press('F7')
    await at('refund-line')
      .getByRole('button', { name: /Tambah/ })
      .click()
    await at('refund-sheet').getByText('Lebih dari sisa pembayaran ini', { exact: false }).waitFor()
    await cashier.keyboard.press('F6')
    expect(await findings()).toEqual([])
    await at('refund-amount').fill('20.000')
    await cashier.keyboard.press('Enter')
    await gone('refund-sheet')
    const second = at('refund-row').filter({ hasText: /BDG1-R-\d{6}-0002/ })
    await second.getByText('Tunai dari laci', { exact: false }).waitFor()
    await second.getByTestId('refund-reprint').click()
    await cashier.getByText('Salinan dikirim ke printer').waitFor()
  })

  it('a customer is noted without leaving the keyboard, and found again by the number', async () => {
    await ring(20_000)
    await cashier.keyboard.press('p')
    await at('customer-search').waitFor()
    await cashier.keyboard.type('Bu Sari')
    await cashier.keyboard.press('Enter')
    await at('customer-phone').fill('0812-3456-7890')
    expect(await findings()).toEqual([])
    await cashier.keyboard.press('Enter')
    await at('cart-customer').getByText('Bu Sari').waitFor()
    await cashier.keyboard.press('F1')
    await at('practice-pay').click()
    await at('paid-word').waitFor()
    await cashier.keyboard.press('Enter')
    await ring(10_000)
    expect(await at('cart-customer').innerText()).not.toContain('Bu Sari')
    await cashier.keyboard.press('p')
    await at('customer-search').fill('08123456')
    await at('customer-row').first().waitFor()
    await cashier.keyboard.press('Enter')
    await at('cart-customer').getByText('Bu Sari').waitFor()
  })

  it('late money is handed to the owner, then pays the order of the customer who came back', async () => {
    await sellByQris(10_000)
    const provider = await providerOrigin()
    await cashier.keyboard.press('Enter')
    await ring(45_000)
    await cashier.keyboard.press('F1')
    await at('practice-expire').click()
    await at('state-word').getByText('KEDALUWARSA', { exact: false }).or(at('new-code')).first().waitFor()
    await cashier.keyboard.press('F2')
    await at('cash-input').fill('45000')
    await cashier.keyboard.press('Enter')
    await at('paid-word').waitFor()
    await cashier.keyboard.press('Enter')
    const books = (await (await fetch(`${provider}/_sim/books`)).json()) as {
      sessions: { id: string; status: string }[]
    }
    const old = books.sessions.find(({ status }) => status === 'expired')
    const paid = await fetch(`${provider}/_sim/sessions/${old?.id ?? ''}/late-pay`, {
      method: 'POST',
      body: '{}',
    })
    expect(paid.status).toBe(200)
    await at('nav-attention').click()
    // the provider's list of events is followed every 15 seconds
    const item = cashier.locator('[data-testid=attention-row][data-kind=money_late] button')
    await item.click({ timeout: 40_000 })
    await at('attention-do-attach').waitFor()
    expect(await findings()).toEqual([])
    await cashier.keyboard.press('F8')
    await at('escalate-reason').fill('pelanggan kembali nanti')
    await cashier.keyboard.press('Enter')
    await at('attention-steps').getByText('pelanggan kembali nanti').waitFor()
    await at('attention-list').getByText('Untuk pemilik').first().waitFor()
    await ring(45_000)
    await at('nav-attention').click()
    await item.click()
    await at('attention-do-attach').waitFor()
    await cashier.keyboard.press('F1')
    await at('attach-cart').click()
    await at('paid-word').waitFor()
    await at('nav-attention').click()
    await cashier.getByText('Semua beres').waitFor()
    await at('attention-resolved').click()
    await expect.poll(() => at('attention-row').count()).toBe(2)
    await expect.poll(() => at('attention-list').innerText()).toContain(`Selesai oleh ${OWNER.name}`)
  }, 120_000)
})
