import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import {
  addPerson,
  axe,
  becomeOwner,
  openBrowser,
  openPage,
  openShop,
  OWNER,
  removeFolder,
  shopsAhead,
  signIn,
  tellLogs,
  type Shop,
} from './shop.ts'

const BUDI = { name: 'Budi', pin: '7391', role: 'cashier' } as const
const DEWI = { name: 'Dewi Lestari', pin: '4826', role: 'supervisor' } as const

let browser: Browser
let shop: Shop
const shops = shopsAhead(['--practice'])
let context: BrowserContext
let cashier: Page
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
    // what is judged is how a screen stands, not how it comes
    reducedMotion: 'reduce',
    viewport: { width: 1024, height: 600 },
    locale: 'id-ID',
    colorScheme: 'light',
  })
  troubles = []
  cashier = await openPage(context, shop.url, troubles)
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') tellLogs(shop)
  await context.close()
  expect(await shop.stop()).toBe(0)
  removeFolder(shop.folder)
  expect(troubles).toEqual([])
})

async function putInCart(...names: string[]): Promise<void> {
  for (const name of names) await cashier.getByTestId('product').filter({ hasText: name }).first().click()
}

async function lockNow(): Promise<void> {
  await cashier.keyboard.press('F12')
  await cashier.getByTestId('switch-sheet').waitFor()
  await cashier.keyboard.press('F12')
  await cashier.getByTestId('lock').waitFor()
}

/** The owner opens the shop, adds the people, and hands over. */
async function openWith(...people: readonly (typeof BUDI | typeof DEWI)[]): Promise<void> {
  await becomeOwner(cashier)
  for (const person of people) await addPerson(cashier, person)
  await cashier.getByTestId('nav-sale').click()
}

/** Types the PIN of somebody who is asked for a right. */
async function lendBy({ name, pin }: { readonly name: string; readonly pin: string }): Promise<void> {
  await cashier.getByTestId('ask-sheet').waitFor()
  await cashier.getByTestId('ask-sheet').getByTestId('person').filter({ hasText: name }).click()
  await cashier.keyboard.type(pin)
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('ask-sheet').waitFor({ state: 'detached' })
}

const pageText = (): Promise<string> => cashier.locator('body').innerText()

async function findings(): Promise<string[]> {
  const { violations } = await axe(cashier).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

describe('people at the counter', () => {
  it('a newcomer becomes the owner and sells, by keyboard alone', async () => {
    await becomeOwner(cashier)
    await cashier.keyboard.press('F9')
    await cashier.keyboard.type('15000')
    await cashier.keyboard.press('Enter')
    await expect.poll(() => cashier.getByTestId('total').getAttribute('data-amount')).toBe('15000')
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-input').waitFor()
    await cashier.keyboard.type('20000')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('paid-word').waitFor()
    expect(await cashier.getByTestId('person-now').innerText()).toContain(OWNER.name)
  })

  it('a newcomer who reads English gets English, and the shop keeps it', async () => {
    await cashier.getByTestId('language-en').click()
    await becomeOwner(cashier)
    await cashier.getByText('The order is empty').waitFor()
    await cashier.reload()
    await cashier.getByText('The order is empty').waitFor()
  })

  it('wrong PINs lead to a wait that even the right PIN does not shorten; others sign in meanwhile', async () => {
    await openWith(BUDI)
    await lockNow()
    await cashier.keyboard.press('b')
    for (const pin of ['1111', '2222', '3333']) {
      await cashier.keyboard.type(pin)
      await cashier.keyboard.press('Enter')
      await cashier.getByTestId('pin').and(cashier.locator('[data-length="0"]')).waitFor()
      await cashier.getByTestId('pin-short').waitFor()
    }
    await cashier.keyboard.type('4444')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('pin-wait').waitFor()
    expect(await cashier.getByTestId('pin-wait-time').innerText()).toMatch(/^00:0\d$/)
    await cashier.keyboard.type(BUDI.pin)
    await cashier.keyboard.press('Enter')
    expect(await cashier.getByTestId('lock').count()).toBe(1)
    // the wait is Budi's alone, and it outlives a reload of the page
    await cashier.reload()
    await cashier.getByTestId('lock').waitFor()
    await cashier.keyboard.press('b')
    // a wrong one: on a machine so slow that the wait is over by now, it begins the next
    await cashier.keyboard.type('5555')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('pin-wait').waitFor()
    await signIn(cashier)
    expect(await cashier.getByTestId('person-now').innerText()).toContain(OWNER.name)
  })

  it('locked, the page holds nothing of the shop; unlocked, cart and open sheet are as they were', async () => {
    await openWith(BUDI)
    await putInCart('Soto Betawi', 'Es Teh Manis')
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-input').fill('100000')
    await lockNow()
    const text = await pageText()
    for (const secret of ['Soto', 'Es Teh', 'Kopi', '100.000', '41.000']) expect(text).not.toContain(secret)
    const html = await cashier.content()
    for (const secret of ['Soto', 'cart-line', 'nav-sales', 'cash-input']) expect(html).not.toContain(secret)
    await signIn(cashier)
    expect(await cashier.getByTestId('cash-input').inputValue()).toBe('100000')
    // what is below the sheet keeps its keys to itself, as before
    await cashier.keyboard.press('F1')
    expect(await cashier.getByTestId('cash-input').inputValue()).toBe('100000')
    await cashier.keyboard.press('Escape')
    await cashier.getByTestId('cash-sheet').waitFor({ state: 'detached' })
    await expect.poll(() => cashier.getByTestId('cart-line').count()).toBe(2)
    // somebody else finds the same cart, and no open sheet
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-input').waitFor()
    await lockNow()
    await signIn(cashier, BUDI)
    await expect.poll(() => cashier.getByTestId('cart-line').count()).toBe(2)
    expect(await cashier.getByTestId('cash-input').count()).toBe(0)
  })

  it('another person takes over while a code is on the counter; money that comes during the lock is seen there', async () => {
    await openWith(BUDI)
    const display = await openPage(context, shop.displayUrl, troubles)
    await putInCart('Nasi Goreng Kampung')
    await cashier.keyboard.press('F1')
    await display.getByTestId('display-qr').waitFor()
    await cashier.keyboard.press('F12')
    await cashier.getByTestId('switch-sheet').waitFor()
    await cashier.keyboard.type(BUDI.pin)
    await cashier.keyboard.press('Enter')
    await expect.poll(() => cashier.getByTestId('person-now').innerText()).toContain(BUDI.name)
    await cashier.getByTestId('qr').waitFor()
    await display.getByTestId('display-qr').waitFor()
    // by key: at 600 px of height the customer's buttons have to be scrolled to, and what follows is pressed at once
    await cashier.getByTestId('practice-pay').focus()
    await cashier.keyboard.press('Enter')
    await lockNow()
    await expect.poll(() => cashier.getByTestId('lock-state').innerText()).toBe('LUNAS')
    expect(await cashier.getByTestId('lock-amount').innerText()).toMatch(/28\.000/)
    await display.getByTestId('display-paid').waitFor()
    await signIn(cashier, BUDI)
    await cashier.getByTestId('paid-word').waitFor()
  })

  it('a large discount asks for a supervisor over the open sheet; the same press then goes through', async () => {
    await openWith(BUDI, DEWI)
    await lockNow()
    await signIn(cashier, BUDI)
    await putInCart('Soto Betawi')
    await cashier.keyboard.press('d')
    await cashier.getByTestId('discount-input').fill('50%')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('large-discount').waitFor()
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-input').fill('17.500')
    await cashier.getByTestId('cash-record').click()
    // nobody lends it: the refusal is told where the press was, and what was typed stays
    await cashier.getByTestId('ask-sheet').waitFor()
    await expect.poll(() => cashier.getByTestId('ask-sheet').getByTestId('person').count()).toBe(2)
    await cashier.keyboard.press('Escape')
    await cashier.getByTestId('ask-sheet').waitFor({ state: 'detached' })
    const refusal = cashier.getByTestId('cash-sheet').getByTestId('refusal')
    await expect.poll(() => refusal.getAttribute('data-type')).toBe('permission_needed')
    expect(await cashier.getByTestId('cash-input').inputValue()).toBe('17.500')
    // a wrong PIN is said in the question, which stays
    await cashier.getByTestId('cash-record').click()
    await cashier.getByTestId('ask-sheet').waitFor()
    await cashier.keyboard.press('d')
    await cashier.keyboard.type('1111')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('ask-sheet').getByTestId('refusal').waitFor()
    await lendBy(DEWI)
    await cashier.getByTestId('paid-word').waitFor()
    expect(await cashier.getByTestId('paid-amount').getAttribute('data-amount')).toBe('17500')
    expect(await cashier.getByTestId('person-now').innerText()).toContain(BUDI.name)
  })

  it('a right is marked where it is lacking, and nothing is asked twice for one loan', async () => {
    await openWith(BUDI, DEWI)
    expect(await cashier.getByTestId('right-mark').count()).toBe(0)
    await lockNow()
    await signIn(cashier, BUDI)
    await cashier.getByTestId('nav-audit').getByTestId('right-mark').waitFor()
    await cashier.getByTestId('nav-settings').click()
    // every text is looked through, and in the built pages those with something to fill in are no texts
    await cashier.getByTestId('settings-find').fill('zzz')
    await cashier.getByTestId('settings-till').waitFor({ state: 'detached' })
    await cashier.getByTestId('settings-find').fill('appearance')
    await cashier.getByTestId('settings-till').click()
    await cashier.getByTestId('settings-find').fill('')
    const save = cashier.getByRole('tabpanel', { name: 'Kasir dan tampilan' }).getByTestId('settings-save')
    await save.click()
    await lendBy(OWNER)
    await cashier.getByText('Tersimpan').waitFor()
    await save.click()
    await cashier.getByTestId('ask-sheet').waitFor()
  })

  it('the owner changes, sets a PIN and removes; the removed one is gone from the lock', async () => {
    await openWith(BUDI, DEWI)
    await cashier.getByTestId('nav-settings').click()
    await cashier.getByTestId('settings-people').click()
    const row = (name: string) => cashier.getByTestId('person-row').filter({ hasText: name })
    await row('Budi').getByTestId('person-change').click()
    await cashier.getByTestId('person-name').fill('Budi Santoso')
    await cashier.keyboard.press('Enter')
    await row('Budi Santoso').waitFor()
    await row('Budi Santoso').getByTestId('person-pin').click()
    for (const _ of ['new', 'again']) {
      await cashier.keyboard.type('9513')
      await cashier.keyboard.press('Enter')
    }
    await cashier.getByTestId('set-pin-sheet').waitFor({ state: 'detached' })
    await row('Dewi').getByTestId('person-remove').click()
    await cashier.getByTestId('gone-go').click()
    await row('Dewi').getByText('Tidak aktif').waitFor()
    // the last owner stays
    await row(OWNER.name).getByTestId('person-remove').click()
    await cashier.getByTestId('gone-go').click()
    await expect.poll(() => cashier.getByTestId('refusal').getAttribute('data-type')).toBe('last_owner')
    await cashier.keyboard.press('Escape')
    await lockNow()
    expect(await cashier.getByTestId('person').allInnerTexts()).not.toContainEqual(
      expect.stringContaining('Dewi'),
    )
    await signIn(cashier, { name: 'Budi Santoso', pin: '9513' })
  })

  it('one’s own PIN is changed with the present one', async () => {
    await openWith()
    await cashier.getByTestId('nav-settings').click()
    await cashier.getByTestId('settings-people').click()
    await cashier.getByTestId('own-pin').click()
    await cashier.getByTestId('own-pin-sheet').waitFor()
    for (const pin of [OWNER.pin, '6084', '6084']) {
      await cashier.keyboard.type(pin)
      await cashier.keyboard.press('Enter')
    }
    await cashier.getByTestId('own-pin-sheet').waitFor({ state: 'detached' })
    await lockNow()
    await signIn(cashier, { name: OWNER.name, pin: '6084' })
  })

  it('an owner who forgot the PIN gets in with a recovered one, and is asked for a new one at once', async () => {
    await becomeOwner(cashier)
    const { folder } = shop
    await cashier.close()
    await shop.stop()
    const recover = join(import.meta.dirname, '..', '..', 'src', 'cli', 'recover-owner.ts')
    const recovered = execFileSync(process.execPath, [recover, '--data', folder, '--made-up'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
    shop = await openShop({ folder })
    cashier = await openPage(context, shop.url, troubles)
    await signIn(cashier, { name: OWNER.name, pin: recovered })
    await cashier.getByTestId('own-pin-sheet').waitFor()
    for (const pin of [recovered, '6084', '6084']) {
      await cashier.keyboard.type(pin)
      await cashier.keyboard.press('Enter')
    }
    await cashier.getByTestId('own-pin-sheet').waitFor({ state: 'detached' })
    await lockNow()
    await signIn(cashier, { name: OWNER.name, pin: '6084' })
    expect(await cashier.getByTestId('own-pin-sheet').count()).toBe(0)
  })

  it('the log shows all of it, narrows, and can be verified', async () => {
    await openWith(BUDI, DEWI)
    await lockNow()
    await signIn(cashier, BUDI)
    await putInCart('Kerupuk')
    await cashier.keyboard.press('F2')
    await cashier.getByTestId('cash-record').click()
    await cashier.getByTestId('paid-word').waitFor()
    // a cashier reads it by a lent right, once
    await cashier.getByTestId('nav-audit').click()
    await lendBy(DEWI)
    const rows = cashier.getByTestId('audit-row')
    const kinds = () => rows.evaluateAll((all) => all.map((each) => each.getAttribute('data-kind')))
    await expect
      .poll(kinds)
      .toEqual(expect.arrayContaining(['right_lent', 'sale_paid', 'signed_in', 'signed_out', 'person_added']))
    await expect.poll(() => rows.first().innerText()).toMatch(/Budi[^]*Dewi Lestari memberi izin/)

    await lockNow()
    await signIn(cashier)
    await cashier.getByTestId('nav-audit').click()
    await cashier.getByTestId('audit-person').selectOption({ label: 'Budi' })
    await expect.poll(() => rows.first().innerText()).toMatch(/Budi/)
    await cashier.getByTestId('audit-group').selectOption('people')
    await expect.poll(() => rows.locator('td').nth(2).innerText()).toMatch(/Mengunci kasir/)
    await cashier.getByTestId('audit-clear').click()
    const sale = rows.filter({ hasText: 'Lunas' }).getByRole('button').first()
    const number = await sale.innerText()
    await sale.click()
    await expect.poll(() => cashier.getByTestId('audit-number').inputValue()).toBe(number)
    await expect
      .poll(async () => (await rows.allInnerTexts()).every((text) => text.includes(number)))
      .toBe(true)
    // days as the shop writes them, the date first, or walked to in the calendar by keys alone
    const [from, to] = [cashier.getByTestId('audit-from'), cashier.getByTestId('audit-to')]
    await from.fill('1/2/2020')
    await to.fill('02022020')
    await to.press('Enter')
    await cashier.getByText('Tidak ada catatan di sini').waitFor()
    expect([await from.inputValue(), await to.inputValue()]).toEqual(['01/02/2020', '02/02/2020'])
    await to.press('ArrowDown')
    await cashier.getByTestId('calendar').getByText('Februari 2020').waitFor()
    await cashier.locator('[data-day="2020-02-02"]:focus').waitFor()
    await cashier.keyboard.press('PageUp')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('calendar').waitFor({ state: 'detached' })
    expect([await from.inputValue(), await to.inputValue()]).toEqual(['02/01/2020', '02/01/2020'])
    await cashier.getByTestId('audit-verify').click()
    await expect.poll(() => cashier.getByTestId('audit-intact').innerText()).toMatch(/Utuh: \d+ baris/)
  })

  it('every screen of it can be used with a screen reader and keeps its contrast, light and dark', async () => {
    const found: string[] = []
    const look = async (where: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await cashier.emulateMedia({ colorScheme })
        await cashier.locator(`html[data-theme=${colorScheme}]`).waitFor({ state: 'attached' })
        for (const each of await findings()) found.push(`${where}, ${colorScheme}: ${each}`)
      }
    }
    await cashier.getByTestId('owner-name').waitFor()
    await look('first start')
    await openWith(BUDI, DEWI)
    await cashier.getByTestId('nav-settings').click()
    await cashier.getByTestId('settings-people').click()
    await cashier.getByTestId('person-row').first().waitFor()
    await look('people')
    await cashier.getByTestId('person-add').click()
    await cashier.getByTestId('person-sheet').waitFor()
    await look('person')
    await cashier.keyboard.press('Escape')
    await cashier.getByTestId('person-sheet').waitFor({ state: 'detached' })
    await cashier.keyboard.press('F12')
    await cashier.getByTestId('switch-sheet').waitFor()
    await look('switch')
    await cashier.keyboard.press('F12')
    await cashier.getByTestId('lock').waitFor()
    await cashier.keyboard.press('b')
    await cashier.keyboard.type('1111')
    await cashier.keyboard.press('Enter')
    await cashier.getByTestId('refusal').waitFor()
    await look('lock')
    await signIn(cashier, BUDI)
    await cashier.getByTestId('nav-audit').click()
    await cashier.getByTestId('ask-sheet').waitFor()
    await look('ask')
    await lendBy(DEWI)
    await cashier.getByTestId('audit-row').first().waitFor()
    await look('audit')
    expect(found).toEqual([])
  })
})
