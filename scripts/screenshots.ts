import '../src/cli/node-version.ts'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright'
import { runCommand } from '../src/cli/command.ts'
import { sayJson } from '../src/cli/say.ts'
import { findChromium } from '../test/e2e/browser-setup.ts'
import {
  addPerson,
  becomeOwner,
  openBrowser,
  openPage,
  openShop,
  removeFolder,
  signIn,
  type Shop,
} from '../test/e2e/shop.ts'

const HELP = `Photographs both screens while a practice shop sells by cash, card slip and QRIS.

  npm run screenshots -- [--all DIR]

  --all DIR    every station of the walk at every size the screens must hold, light, dark and in English
  --help       this text

Without --all the README's six pictures in docs/pictures are written again. Prints one line of JSON when it is done.
`

interface Size {
  readonly width: number
  readonly height: number
}

/** One way the screens can look; each look is a shop of its own. */
interface Look {
  readonly name: string
  readonly theme: 'light' | 'dark'
  readonly language: 'id' | 'en'
}

/** Both screens of a running shop, and what is done with the camera at a station. */
interface Walk {
  readonly cashier: Page
  readonly display: Page
  readonly photograph: (station: string) => Promise<void>
}

const CASHIER: Size = { width: 1366, height: 768 }
const DISPLAY: Size = { width: 1280, height: 800 }
const CASHIER_SIZES: readonly Size[] = [{ width: 1024, height: 768 }, CASHIER, { width: 1920, height: 1080 }]
const DISPLAY_SIZES: readonly Size[] = [
  { width: 800, height: 480 },
  DISPLAY,
  { width: 1080, height: 1920 },
  { width: 390, height: 844 },
]
const PLAIN: Look = { name: 'light', theme: 'light', language: 'id' }
const LOOKS: readonly Look[] = [
  PLAIN,
  { name: 'dark', theme: 'dark', language: 'id' },
  { name: 'english', theme: 'light', language: 'en' },
]

/** The README's pictures, and the stations they are taken at. */
const README_PICTURES: Readonly<Record<string, { readonly cashier: string; readonly display: string }>> = {
  cart: { cashier: 'cashier-sale', display: 'customer-cart' },
  code: { cashier: 'cashier-payment', display: 'customer-qr' },
  paid: { cashier: 'cashier-paid', display: 'customer-paid' },
}
/** Stations at which the customer's screen shows something of its own. */
const BOTH_SCREENS = new Set(['idle', 'cart', 'code', 'paid', 'cash-paid', 'slip-recorded', 'code-canceled'])

const CASH_CART = ['Pisang Goreng Keju', 'Es Teh Manis']
const CARD_CART = ['Soto Betawi', 'Jus Alpukat']
const QRIS_CART = [
  'Kopi Susu Gula Aren',
  'Kopi Susu Gula Aren',
  'Nasi Goreng Kampung',
  'Es Teh Manis',
  'Kerupuk',
]

const README_FOLDER = join(import.meta.dirname, '..', 'docs', 'pictures')

await runCommand(HELP, async () => {
  const { values } = parseArgs({
    options: { all: { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  if (values.help) return 'help'
  const browser = await openBrowser(await findChromium())
  try {
    const pictures =
      values.all === undefined ? await takeReadmePictures(browser) : await takeAll(browser, values.all)
    sayJson({ pictures: pictures.length })
    return 'done'
  } finally {
    await browser.close()
  }
})

async function takeReadmePictures(browser: Browser): Promise<string[]> {
  await mkdir(README_FOLDER, { recursive: true })
  return await inShop(browser, PLAIN, async ({ cashier, display }) => {
    const taken: string[] = []
    const photograph = async (station: string): Promise<void> => {
      const names = README_PICTURES[station]
      if (names === undefined) return
      taken.push(await shoot(cashier, CASHIER, join(README_FOLDER, `${names.cashier}.png`)))
      taken.push(await shoot(display, DISPLAY, join(README_FOLDER, `${names.display}.png`)))
    }
    await sellAllDay({ cashier, display, photograph })
    return taken
  })
}

async function takeAll(browser: Browser, folder: string): Promise<string[]> {
  const taken: string[] = []
  for (const look of LOOKS) {
    const place = resolve(folder, look.name)
    await mkdir(place, { recursive: true })
    await inShop(browser, look, async ({ cashier, display }) => {
      let count = 0
      const photograph = async (station: string): Promise<void> => {
        count += 1
        const name = `${String(count).padStart(2, '0')}-${station}`
        for (const size of CASHIER_SIZES)
          taken.push(await shoot(cashier, size, join(place, `${name}-cashier-${nameOf(size)}.png`)))
        await cashier.setViewportSize(CASHIER)
        if (!BOTH_SCREENS.has(station)) return
        for (const size of DISPLAY_SIZES)
          taken.push(await shoot(display, size, join(place, `${name}-customer-${nameOf(size)}.png`)))
      }
      await sellAllDay({ cashier, display, photograph })
      await lookAround({ cashier, display, photograph })
    })
  }
  return taken
}

function nameOf({ width, height }: Size): string {
  return `${width}x${height}`
}

async function shoot(page: Page, size: Size, path: string): Promise<string> {
  await page.setViewportSize(size)
  await page.evaluate('document.fonts.ready')
  // the layout follows the new size in the frames after it
  await page.waitForTimeout(250)
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' })
  return path
}

/** Opens a practice shop with both screens in one look, and takes it down again whatever happens. */
async function inShop<T>(
  browser: Browser,
  look: Look,
  work: (screens: { readonly cashier: Page; readonly display: Page }) => Promise<T>,
): Promise<T> {
  const shop = await openShop({ args: ['--practice'] })
  try {
    const troubles: string[] = []
    const screens = await openScreens(browser, shop, look, troubles)
    const result = await work(screens)
    await screens.cashier.context().close()
    if (troubles.length > 0) throw new Error(`a screen was not well: ${troubles.join('; ')}`)
    return result
  } finally {
    await shop.stop()
    removeFolder(shop.folder)
  }
}

async function openScreens(browser: Browser, shop: Shop, look: Look, troubles: string[]) {
  const context = await browser.newContext({
    viewport: CASHIER,
    locale: look.language === 'id' ? 'id-ID' : 'en-GB',
    colorScheme: look.theme,
    // nothing is caught half-way, and the watermark stands still
    reducedMotion: 'reduce',
  })
  const cashier = await openPage(context, shop.url, troubles)
  await cashier.getByTestId('owner-name').waitFor()
  const display = await openPage(context, shop.displayUrl, troubles)
  await display.setViewportSize(DISPLAY)
  await becomeOwner(cashier)
  await cashier.getByTestId('pay-qris').waitFor()
  if (look !== PLAIN) await chooseLook(cashier, look)
  return { cashier, display }
}

async function chooseLook(cashier: Page, look: Look): Promise<void> {
  await cashier.getByTestId('nav-settings').click()
  await cashier.getByTestId('settings-till').click()
  await cashier.getByTestId('setting-language').selectOption(look.language)
  await cashier.getByTestId('setting-theme').selectOption(look.theme)
  await cashier.getByTestId('settings-save').first().click()
  await cashier.getByTestId('nav-sale').click()
}

/** The walk: one sale of each kind, photographed wherever the screens say something new. */
async function sellAllDay({ cashier, display, photograph }: Walk): Promise<void> {
  await photograph('idle')

  await putInCart(cashier, CASH_CART)
  await cashier.keyboard.press('F2')
  await cashier.getByTestId('cash-input').waitFor()
  await cashier.keyboard.type('50000')
  await photograph('cash')
  await cashier.keyboard.press('Enter')
  await paidOnBoth({ cashier, display })
  await photograph('cash-paid')
  await nextCustomer(cashier)

  await putInCart(cashier, CARD_CART)
  await cashier.keyboard.press('F3')
  await fillSlip(cashier)
  await photograph('slip')
  await cashier.getByTestId('edc-record').click()
  await cashier.getByTestId('confirm-tender').waitFor()
  await photograph('slip-recorded')
  await cashier.getByTestId('confirm-tender').click()
  await paidOnBoth({ cashier, display })
  await nextCustomer(cashier)

  await putInCart(cashier, QRIS_CART)
  await display.getByTestId('display-cart').waitFor()
  await photograph('cart')
  await cashier.keyboard.press('F1')
  await cashier.getByTestId('qr').waitFor()
  await display.getByTestId('display-qr').waitFor()
  // below a payment code, never below the link that is shown when there is none
  await cashier.getByText('NMID').waitFor()
  await photograph('code')
  await cashier.getByTestId('practice-pay').click()
  await paidOnBoth({ cashier, display })
  await cashier.getByTestId('slip').first().waitFor()
  await photograph('paid')
  await nextCustomer(cashier)
}

/** The rest of the cashier's screens. */
async function lookAround({ cashier, display, photograph }: Walk): Promise<void> {
  await cashier.keyboard.press('F9')
  await cashier.getByTestId('amount-input').fill('lima ribu')
  await cashier.getByTestId('amount-input').press('Enter')
  await cashier.getByTestId('refusal').first().waitFor()
  await photograph('amount-refused')
  await cashier.keyboard.press('Escape')

  await putInCart(cashier, QRIS_CART)
  await cashier.keyboard.press('F4')
  await cashier.getByTestId('split-sheet').waitFor()
  await photograph('split')
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('F1')
  await display.getByTestId('display-qr').waitFor()
  await cashier.keyboard.press('Escape')
  await display.getByTestId('display-qr').waitFor({ state: 'detached' })
  await photograph('code-canceled')

  await lookUp({ cashier, display, photograph })
  for (const page of ['sessions', 'attention', 'audit', 'catalog', 'reports']) {
    await cashier.getByTestId(`nav-${page}`).click()
    await cashier.locator('main h1').waitFor()
    if (page === 'sessions') await cashier.getByTestId('session-row').first().waitFor()
    if (page === 'catalog') await cashier.getByTestId('catalog-row').first().waitFor()
    if (page === 'reports') await cashier.getByTestId('report-chart').waitFor()
    await photograph(page)
  }
  await cashier.getByTestId('nav-settings').click()
  for (const section of [
    'shop',
    'look',
    'people',
    'till',
    'money',
    'scale',
    'notices',
    'receipt',
    'printer',
    'screens',
    'provider',
    'backups',
    'mode',
    'help',
  ]) {
    await cashier.getByTestId(`settings-${section}`).click()
    await photograph(`settings-${section}`)
  }
  await cashier.getByTestId('nav-sale').click()
  await cashier.keyboard.press('?')
  await cashier.getByRole('dialog').waitFor()
  await photograph('keys')
  await cashier.keyboard.press('Escape')
  await waitForAWord({ cashier, display, photograph })
  await workAShift({ cashier, display, photograph })
  await peopleComeAndGo({ cashier, display, photograph })
}

/** The sales, one of them in detail, and its money on the way back. */
async function lookUp({ cashier, photograph }: Walk): Promise<void> {
  await cashier.getByTestId('nav-sales').click()
  // below the one that is still open
  await cashier.getByTestId('sale-row').nth(1).click()
  await cashier.getByTestId('refund-open').first().waitFor()
  await photograph('sales')
  await cashier.getByTestId('refund-open').first().click()
  await cashier.getByTestId('refund-go').waitFor()
  await photograph('refund')
  await cashier.keyboard.press('Escape')
}

/** A card slip waits in the inbox and is confirmed there. */
async function waitForAWord({ cashier, photograph }: Walk): Promise<void> {
  // the sale whose code was cancelled makes room
  await cashier.getByTestId('park').click()
  await putInCart(cashier, CARD_CART)
  await cashier.keyboard.press('F3')
  await fillSlip(cashier, { trace: '000346', rrn: '000012345679', approvalCode: 'B2C3D4' })
  await cashier.getByTestId('edc-record').click()
  await cashier.getByTestId('confirm-tender').waitFor()
  await cashier.getByTestId('nav-confirmations').click()
  await cashier.getByTestId('confirm-row').first().waitFor()
  await photograph('confirmations')
  await cashier.getByTestId('nav-sale').click()
  await cashier.getByTestId('confirm-tender').click()
  await cashier.getByTestId('paid-word').waitFor()
  await nextCustomer(cashier)
}

/** A shift from the float to the Z, with cash taken out and a difference. */
async function workAShift({ cashier, photograph }: Walk): Promise<void> {
  await cashier.keyboard.press('s')
  await cashier.getByTestId('float-input').fill('200000')
  await photograph('shift-open')
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('total').waitFor()
  await cashier.keyboard.press('s')
  await cashier.getByTestId('shift-desk').waitFor()
  await cashier.keyboard.press('F3')
  await cashier.getByTestId('move-amount').fill('20000')
  await cashier.getByTestId('move-reason').fill('beli es batu')
  await photograph('shift-cash-out')
  await cashier.getByTestId('move-record').click()
  await cashier.getByTestId('cash-move').waitFor({ state: 'detached' })
  await cashier.getByTestId('slip-close').click()
  await photograph('shift-desk')
  await cashier.keyboard.press('F9')
  await cashier.getByTestId('count-100000').fill('1')
  await cashier.getByTestId('count-50000').fill('1')
  await cashier.getByTestId('count-20000').fill('1')
  await photograph('shift-count')
  await cashier.getByTestId('count-50').press('Enter')
  await cashier.getByTestId('variance').waitFor()
  await photograph('shift-difference')
  await cashier.getByTestId('variance-reason').fill('salah kembalian')
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('closed-shift').waitFor()
  await cashier.getByTestId('slip').first().waitFor()
  await photograph('shift-closed')
}

/** A cashier is added, the till is switched and locked, and a large discount asks for the owner. */
async function peopleComeAndGo({ cashier, photograph }: Walk): Promise<void> {
  const budi = { name: 'Budi', pin: '7391' }
  await addPerson(cashier, { ...budi, role: 'cashier' })
  await cashier.getByTestId('nav-sale').click()
  await putInCart(cashier, QRIS_CART)
  await cashier.keyboard.press('F1')
  await cashier.getByTestId('qr').waitFor()
  await cashier.keyboard.press('F12')
  await cashier.getByTestId('switch-sheet').waitFor()
  await photograph('switch')
  await cashier.keyboard.press('F12')
  await cashier.getByTestId('lock').waitFor()
  await photograph('lock')
  await signIn(cashier, budi)
  await cashier.keyboard.press('F8')
  await putInCart(cashier, CARD_CART)
  await cashier.keyboard.press('d')
  await cashier.getByTestId('discount-input').fill('50%')
  await cashier.keyboard.press('Enter')
  await cashier.keyboard.press('F2')
  await cashier.getByTestId('cash-record').click()
  await cashier.getByTestId('ask-sheet').waitFor()
  await photograph('ask')
}

async function putInCart(cashier: Page, names: readonly string[]): Promise<void> {
  for (const name of names) await cashier.getByTestId('product').filter({ hasText: name }).first().click()
}

/** An invented slip; only the last four digits of a card are ever typed. */
async function fillSlip(cashier: Page, own: Readonly<Record<string, string>> = {}): Promise<void> {
  const slip = {
    ...{ bank: 'BCA', tid: '12345678', mid: '000000012345678', batch: '000012', trace: '000345' },
    ...{ rrn: '000012345678', approvalCode: 'A1B2C3', lastFour: '1234' },
    ...own,
  }
  for (const [field, value] of Object.entries(slip)) await cashier.getByTestId(`edc-${field}`).fill(value)
}

async function paidOnBoth({ cashier, display }: Pick<Walk, 'cashier' | 'display'>): Promise<void> {
  await cashier.getByTestId('paid-word').waitFor()
  await display.getByTestId('display-paid').waitFor()
}

async function nextCustomer(cashier: Page): Promise<void> {
  await cashier.keyboard.press('Enter')
  await cashier.getByTestId('total').waitFor()
}
