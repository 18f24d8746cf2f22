import type { ImportPreviewView } from '../../../src/core/contract/views/catalog.ts'
import type { DesktopView } from '../../../src/core/contract/views/desktop.ts'
import type { HeldCartView } from '../../../src/core/contract/views/held.ts'
import type { PairingView, ScreensView } from '../../../src/core/contract/screens-contract.ts'
import type { SlidesView } from '../../../src/core/contract/slides-contract.ts'
import type { CustomerRow } from '../../../src/core/contract/views/after-sale.ts'
import type { BackupsView } from '../../../src/core/contract/views/books.ts'
import type { PersonView } from '../../../src/core/contract/views/people.ts'
import type { PrinterSearchView } from '../../../src/core/contract/views/printers.ts'
import type { ProviderCheckView, ProviderView } from '../../../src/core/contract/views/provider.ts'
import type { SlipSheet } from '../../../src/core/contract/views/slips.ts'
import type { Product } from '../../../src/core/domain/catalog/catalog.ts'
import { amountOf } from '../../../src/core/domain/money.ts'
import type { Printer, PrinterProfile } from '../../../src/core/domain/printers.ts'
import { ok } from '../../../src/core/domain/result.ts'
import { kiosReceipt } from '../../fakes/printer-receipts.ts'
import { cashier, owner, supervisor } from '../../ui/fixtures.tsx'
import { says, type Answers } from './answers.ts'
import { CATEGORIES, PRODUCTS } from './goods.ts'
import { paintedPicture } from './pictures.ts'
import { matrixOf, NOW, SALES } from './sales.ts'

const CUSTOMERS: readonly CustomerRow[] = [
  {
    ...{ choice: { kind: 'own', customerId: 'c1' }, name: 'Bu Tuti', phone: '0812-0000-1111', email: null },
  },
  {
    ...{ choice: { kind: 'own', customerId: 'c2' }, name: 'Koperasi Karyawan Sinar Pagi', phone: null },
    email: 'kantor@example.com',
  },
]

const held = (place: number, name: string | null, total: number): HeldCartView => ({
  ...{ id: `h${place}`, name, heldAt: `2026-07-15T06:${50 - place * 7}:00.000Z`, lineCount: 2 + place },
  lines: PRODUCTS.slice(place, place + 2).map((product) => ({ name: product.name, quantity: 2_000 })),
  ...{ total: amountOf(total), currency: 'IDR' },
})
const HELD = [held(1, 'Meja 4', 52_000), held(2, null, 94_000), held(3, 'Ibu berkerudung hijau', 43_000)]

const PREVIEW: ImportPreviewView = {
  ...{ rows: 214, added: 180, changed: 21, unchanged: 9, refused: 4 },
  complaints: [
    { row: 12, column: 'price', why: { type: 'price', refusal: { type: 'amount_not_a_number' } as never } },
    { row: 40, column: 'barcode', why: { type: 'rounded', text: '8,99E+12' } },
    { row: 41, column: 'sku', why: { type: 'date', text: '12-Mar' } },
    { row: 77, column: 'barcode', why: { type: 'taken', text: '8991002101104', name: 'Es Teh Manis' } },
  ],
  sample: PRODUCTS.slice(0, 6).map(({ name, price }, place) => ({
    ...{ name, isNew: place % 2 === 0, priceTo: price },
    priceFrom: place % 2 === 0 ? null : amountOf(price - 1_000),
  })),
}

const person = (each: typeof owner, active = true): PersonView => ({
  ...each,
  ...{ active, createdAt: '2026-05-02T02:00:00.000Z' },
})

const generic: PrinterProfile = {
  ...{ id: 'generic-58', name: 'Generik 58 mm', note: { id: 'Kertas 58 mm', en: 'Paper of 58 mm' } },
  ...{ columns: 32, dotsPerLine: 384, font: 'A', codePage: 0, feedLines: 4, density: null },
  qr: { mode: 'raster', qrisModuleDots: 6, linkModuleDots: 5 },
  cutter: { kind: 'none', feedsItself: false },
  drawer: { pin: 2, onMs: 120, offMs: 240 },
  ...{ rasterBandDots: 128, status: 'none', chunkBytes: 512, chunkDelayMs: 10 },
  transports: ['usb', 'serial', 'tcp', 'queue', 'device'],
}
const PRINTERS: readonly Printer[] = [
  {
    ...{ id: 'front', name: 'Epson Depan', uri: 'tcp://192.0.2.7', profile: generic, roles: ['receipt'] },
    finding: { channel: 'dle', confirms: true },
    standing: { condition: 'paper_low', at: NOW },
  },
]
const FOUND: PrinterSearchView = {
  printers: [
    { uri: 'usb:04b8:0e15:X1', label: 'EPSON TM-T20', locked: false, profileId: 'generic-58' },
    { uri: 'usb:0483:5740', label: 'POS58', locked: true, profileId: 'generic-58' },
  ],
  notSearched: [{ way: 'queue', detail: 'lpstat: ENOENT' }],
}

const PROVIDER: ProviderView = {
  ...{ provider: 'plugipay', source: 'stored', origin: 'https://plugipay.com', prefix: '/api/v1' },
  ...{ scheme: 'hmac', keyIdEnd: '7F3A', hasSecret: true, hasWebhookSecret: false, merchantId: null },
  ...{ onBehalfOf: null, extraHosts: [], amountUnit: 'whole', secretsKind: 'file_0600' },
  ...{ successUrl: 'https://plugipay.com/thanks', cancelUrl: 'https://plugipay.com/canceled' },
  ...{ unitConfirmed: false, blocked: null, booking: { state: 'on' }, lookupProvedAt: null },
}
const CHECKED: ProviderCheckView = {
  ...{ provider: 'plugipay', mode: 'live', expectedMode: 'live', keyLooks: 'live', clockOffsetMs: 120 },
  ...{ prefix: { answers: '/api/v1', profile: '/api/v1' }, amountUnit: 'whole', missingScopes: [] },
  takes: ['IDR'],
}

const BACKUPS: BackupsView = {
  folder: '/data/backups',
  copies: [
    {
      ...{ name: 'live-00002-20260715T070500Z-daily-v4.sqlite', at: '2026-07-15T01:05:00.000Z' },
      ...{ bytes: 12_400_000, why: 'daily' },
    },
    { name: 'live-00001', at: '2026-07-14T07:05:00.000Z', bytes: 11_364_544, why: 'by_hand' },
    { name: 'live-00000', at: '2026-07-01T02:05:00.000Z', bytes: 10_364_544, why: 'update' },
  ],
  setAside: [{ name: 'live-20260701T030000Z', at: '2026-07-01T03:00:00.000Z', bytes: 9_000_000 }],
  ...{ usedBytes: 34_129_088, freeBytes: 83_800_000_000, running: null, trouble: null },
}

const SCREENS: ScreensView = {
  address: 'http://192.168.1.20:4173',
  screens: [
    {
      ...{ id: 'd1', name: 'Tablet depan', pairedAt: '2026-07-01T03:00:00.000Z' },
      lastSeenAt: '2026-07-15T07:05:59.000Z',
    },
  ],
}
const PAIRING: PairingView = {
  ...{ code: '481 052', link: 'http://192.168.1.20:4173/pair#481052' },
  ...{ linkQr: matrixOf('http://192.168.1.20:4173/pair#481052'), address: 'http://192.168.1.20:4173' },
  expiresAt: '2026-07-15T07:08:00.000Z',
}

const SLIDES: SlidesView = {
  slides: ['one', 'two'].map((id) => ({ id, width: 640, height: 360, size: 24_000 })),
  logo: { id: 'logo', width: 320, height: 120, size: 6_000 },
}

export const DESKTOP: DesktopView = {
  version: '0.1.0',
  displays: [
    { id: 1, name: 'Layar laptop', width: 1366, height: 768, isCashiers: true },
    { id: 2, name: 'HDMI-1', width: 1920, height: 1080, isCashiers: false },
  ],
  customer: { choice: 'chosen', chosen: { id: 2, name: 'HDMI-1' }, shownOn: 2, isLost: false },
  kiosk: false,
  keyStore: 'system',
  update: { state: 'ready', version: '0.2.0', notes: null, waitsFor: 'order' },
}

/** The receipt of the order that most pictures show. */
export const SLIP: SlipSheet = {
  document: {
    ...kiosReceipt,
    shop: {
      ...{ name: 'WARUNG CONTOH SATU', addressLines: ['Jl. Braga No. 12', 'Bandung'], npwp: null },
      footerLines: ['Terima kasih'],
    },
    ...{ terminal: '1', cashier: 'Ibu Sari', occurredAt: NOW, utcOffsetMinutes: 420, zoneLabel: 'WIB' },
    ...{ saleNumber: SALES.paid.number, saleId: SALES.paid.id, taxes: [] },
    ...{ lines: SALES.paid.lines, subtotal: SALES.paid.subtotal, total: SALES.paid.total },
    payments: [
      {
        ...{ tender: 'qris', amount: SALES.paid.total, issuer: 'BANK CONTOH', rrn: '000012345678' },
        ...{ nmid: 'ID9990000000011', reference: null },
      },
    ],
  },
  ...{ columns: 32, logo: null, codes: [] },
}

interface Question {
  readonly text: string
  readonly category: string | null
  readonly favouritesOnly: boolean
}

const found = ({ text, category, favouritesOnly }: Question): readonly Product[] =>
  PRODUCTS.filter(
    (product) =>
      (category === null || product.category === category) &&
      (!favouritesOnly || product.favourite) &&
      product.name.toLowerCase().includes(text.toLowerCase()),
  )

/** The order, the catalog and everything that is set up. */
export const deskAnswers: Answers = {
  'counter.setDraft': says({ core: 'core', changes: 1 }),
  'counter.held': says(HELD),
  'people.stay': says(null),
  'catalog.find': (input) => Promise.resolve(ok({ rows: found(input), nextCursor: null })),
  'catalog.categories': says(CATEGORIES),
  'catalog.prices': says([
    { at: '2026-07-01T03:00:00.000Z', byName: 'Ibu Sari', from: amountOf(16_000), to: amountOf(18_000) },
    { at: '2026-05-02T03:00:00.000Z', byName: null, from: null, to: amountOf(16_000) },
  ]),
  'catalog.importPart': says(null),
  'catalog.importPreview': says(PREVIEW),
  'customers.search': says(CUSTOMERS),
  'customers.ask': says([]),
  'sale.invite': says(null),
  'sale.endInvite': says(null),
  'slips.ofSale': says(SLIP),
  'slips.ofJob': says(SLIP),
  'slips.sample': says(SLIP),
  'slips.sealKey': says({ id: 'k1', text: 'gerai-seal:MCowBQYDK2VwAyEA' }),
  'people.list': says([person(owner), person(supervisor), person(cashier), formerPerson()]),
  'printers.list': says(PRINTERS),
  'printers.profiles': says([generic]),
  'printers.find': says(FOUND),
  'settings.provider': says(PROVIDER),
  'settings.checkProvider': says(CHECKED),
  'settings.offeredAccounts': says([{ bank: 'BCA', number: '0123456789', holder: 'Ibu Sari' }]),
  'backups.list': says(BACKUPS),
  'screens.list': says(SCREENS),
  'screens.pair': says(PAIRING),
  'slides.list': says(SLIDES),
  'slides.picture': ({ id }: { id: string }) => paintedPicture(id),
  'desktop.view': says(DESKTOP),
}

function formerPerson(): PersonView {
  return person({ id: 'p-gone', name: 'Rini', role: 'cashier' }, false)
}
