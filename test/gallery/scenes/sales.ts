import qrcode from 'qrcode'
import type { RefundView } from '../../../src/core/contract/views/after-sale.ts'
import type {
  CodeView,
  SaleStatus,
  SaleView,
  TenderView,
  TimelineEntry,
} from '../../../src/core/contract/views/sale.ts'
import { amountOf, ZERO } from '../../../src/core/domain/money.ts'
import { DEFAULT_TAX_RULES, priceCart, type Cart } from '../../../src/core/domain/sale.ts'
import type { QrMatrix } from '../../../src/core/ports/system.ts'
import { PRODUCTS } from './goods.ts'

/** The moment that the gallery lives in: six past two in the afternoon in Bandung. */
export const NOW = '2026-07-15T07:06:00.000Z'

export function matrixOf(text: string): QrMatrix {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  return { size: modules.size, modules: Array.from(modules.data, (dark) => (dark ? '1' : '0')).join('') }
}

export const emvCode: CodeView = {
  kind: 'emv',
  matrix: matrixOf(`00020101021226600014ID.CO.EXAMPLE.WWW${'0123456789'.repeat(14)}6304ABCD`),
  merchantName: 'WARUNG CONTOH SATU',
  nmid: 'ID9990000000011',
  url: null,
  shownAt: '2026-07-15T07:05:52.000Z',
  expiresAt: '2026-07-15T07:20:52.000Z',
}

const PAGE = 'https://pay.example.com/s/01J2R7M0000000000000000042'
export const pageCode: CodeView = {
  ...emvCode,
  ...{ kind: 'page', matrix: matrixOf(PAGE), merchantName: null, nmid: null, url: PAGE },
}

const nothingBack: TenderView['refundable'] = {
  ...{ captured: ZERO, remaining: ZERO, obstacle: 'no_money', coinsOwed: ZERO, ways: [] },
}

/** A payment at the provider, waiting with its code on both screens. */
const tender: TenderView = {
  id: 't1',
  kind: 'qris',
  amount: amountOf(80_000),
  covers: amountOf(80_000),
  state: 'presented',
  paying: false,
  inFlight: true,
  counted: false,
  booking: null,
  sessionId: 'cs_01J2R7M00000000042',
  code: emvCode,
  evidence: null,
  at: '2026-07-15T07:05:50.000Z',
  refundable: nothingBack,
  trouble: null,
}

const line = (place: number, pieces: number): Cart['lines'][number] => {
  const product = PRODUCTS[place]
  if (product === undefined) throw new Error(`the gallery sells no product ${place}`)
  const { id, name, price: unitPrice, tax } = product
  return {
    ...{ id: `line-${id}`, productId: id, name, quantity: pieces * 1000, unitPrice },
    ...{ tax, discount: null, note: null },
  }
}

/** Two coffees, fried rice and two iced teas: Rp 80.000. */
export const ORDER: Cart = { currency: 'IDR', lines: [line(0, 2), line(3, 1), line(1, 2)], discount: null }

export const totalsOf = (cart: Cart) => {
  const totals = priceCart(cart, DEFAULT_TAX_RULES)
  if (!totals.ok) throw new Error(`the gallery's cart is refused: ${totals.error.type}`)
  return totals.value
}

const entry = (at: string, kind: string, facts: TimelineEntry['facts'] = {}): TimelineEntry => ({
  at: `2026-07-15T07:${at}.000Z`,
  kind,
  facts,
})

/** What stands beside a sale that waits for its money. */
const STORY: readonly TimelineEntry[] = [
  entry('05:40', 'sale_opened', { total: 80_000, currency: 'IDR' }),
  entry('05:50', 'tender_started', { kind: 'qris', amount: 80_000, currency: 'IDR' }),
]

function saleOf(status: SaleStatus, tenders: readonly TenderView[], more: Partial<SaleView> = {}): SaleView {
  const totals = totalsOf(ORDER)
  const covered = amountOf(tenders.filter((each) => each.counted).reduce((sum, each) => sum + each.covers, 0))
  const asked = tenders.filter((each) => each.inFlight || each.state === 'recorded')
  const asking = asked.reduce((sum, each) => sum + each.covers, 0)
  return {
    ...{ id: 's1', number: 'BDG1-260715-00042', status, currency: 'IDR', ...totals, covered, tenders },
    remaining: amountOf(Math.max(0, totals.total - covered - asking)),
    timeline: STORY,
    cashier: 'Ibu Sari',
    createdAt: '2026-07-15T07:05:40.000Z',
    paidAt: status === 'paid' ? '2026-07-15T07:05:58.000Z' : null,
    changeOwed: ZERO,
    documentId: status === 'paid' ? 'd1' : null,
    customer: null,
    collected: totals.total,
    back: null,
    refunds: [],
    ...more,
  }
}

const over = (state: string, more: Partial<TenderView> = {}): TenderView => ({
  ...tender,
  ...{ state, inFlight: false, code: null },
  ...more,
})

const cash: TenderView = {
  ...tender,
  ...{ id: 't0', kind: 'cash', amount: amountOf(30_000), covers: amountOf(30_000), state: 'accepted' },
  ...{ inFlight: false, counted: true, sessionId: null, code: null, booking: 'booked' },
  evidence: { kind: 'cash', tendered: amountOf(50_000), change: amountOf(20_000) },
}

const settled = over('settled', {
  counted: true,
  refundable: {
    ...{ captured: amountOf(80_000), remaining: amountOf(55_000), coinsOwed: ZERO, obstacle: null },
    ways: [
      { way: 'provider', obstacle: null },
      { way: 'cash', obstacle: null },
    ],
  },
})

const refund: RefundView = {
  ...{ id: 'r1', number: 'BDG1-R-260715-0003', tenderId: 't1', way: 'provider', amount: amountOf(25_000) },
  ...{ reason: 'other', words: 'Salah pesanan', state: 'succeeded', refundId: 'rf_01J2R7', failure: null },
  ...{ askedBy: 'Dewi', approvedBy: null, lines: [], hasSlip: true, createdAt: NOW, updatedAt: NOW },
}

/** A card that was charged, and again was not. */
const voided = over('accepted', {
  ...{ kind: 'edc', sessionId: null, counted: true, booking: 'booked' },
  evidence: {
    ...{ kind: 'edc', bank: 'BCA', tid: '12345678', mid: '', batch: '000017' },
    ...{ trace: '000123', rrn: '012345678901', approvalCode: 'A1B2C3', lastFour: '1234' },
    entryMode: 'chip',
  },
  refundable: {
    ...{ captured: amountOf(80_000), remaining: ZERO, coinsOwed: ZERO, obstacle: null },
    ways: [],
  },
})

/** The same sale wherever its money can be. */
export const SALES = {
  waiting: saleOf('open', [tender]),
  asking: saleOf('open', [{ ...tender, state: 'requesting', code: null, sessionId: null }]),
  slow: saleOf('open', [
    {
      ...{ ...tender, state: 'requesting', code: null, sessionId: null },
      trouble: { type: 'provider_unreachable', detail: 'ETIMEDOUT' },
    },
  ]),
  paying: saleOf('open', [{ ...tender, paying: true }]),
  link: saleOf('open', [{ ...tender, kind: 'link', code: pageCode }]),
  expired: saleOf('open', [over('expired')]),
  unknown: saleOf('unsure', [{ ...tender, code: { ...emvCode, expiresAt: '2026-07-15T07:05:00.000Z' } }]),
  refused: saleOf('open', [
    over('refused', {
      sessionId: null,
      trouble: {
        type: 'provider_refused',
        code: 'AMOUNT_TOO_SMALL',
        message: 'Below 10000',
        requestId: 'rq_7',
      },
    }),
  ]),
  partly: saleOf('partly_paid', [cash]),
  review: saleOf('open', [
    {
      ...over('recorded', { kind: 'transfer', sessionId: null }),
      evidence: { kind: 'transfer', bank: 'BCA', reference: 'TRF-2607-11842' },
    },
  ]),
  photo: saleOf('open', [
    {
      ...over('recorded', { kind: 'transfer', sessionId: null }),
      evidence: { kind: 'transfer', bank: 'BCA', reference: 'TRF-2607-11842' },
      photo: {
        ...{ kept: true, width: 540, height: 1_170 },
        similar: { tenderId: 't5', saleNumber: 'BDG1-260715-00009', kept: true },
      },
    },
  ]),
  card: saleOf('open', [
    {
      ...over('recorded', { kind: 'edc', sessionId: null }),
      evidence: {
        ...{ kind: 'edc', bank: 'BCA', tid: '12345678', mid: '000885000123456', batch: '000017' },
        ...{ trace: '000123', rrn: '012345678901', approvalCode: 'A1B2C3', lastFour: '1234' },
        entryMode: 'chip',
      },
    },
  ]),
  paid: saleOf('paid', [settled]),
  paidCash: saleOf(
    'paid',
    [
      {
        ...{ ...cash, amount: amountOf(80_000), covers: amountOf(80_000) },
        evidence: { kind: 'cash', tendered: amountOf(100_000), change: amountOf(20_000) },
      },
    ],
    { changeOwed: amountOf(20_000) },
  ),
  voided: saleOf('paid', [voided], {
    back: { standing: 'voided', amount: amountOf(80_000), numbers: ['BDG1-R-260715-0004'] },
    refunds: [
      {
        ...{ ...refund, id: 'r2', number: 'BDG1-R-260715-0004', way: 'terminal', amount: amountOf(80_000) },
        ...{ reason: 'duplicate', words: null, refundId: null, approvedBy: 'Ibu Sari' },
      },
    ],
  }),
  refunded: saleOf('paid', [settled], {
    refunds: [refund],
    customer: { id: 'c1', name: 'Bu Tuti', phone: '0812-0000-1111', email: null, known: true },
    timeline: [
      entry('05:40', 'sale_opened', { total: 80_000, currency: 'IDR' }),
      entry('05:50', 'tender_started', { kind: 'qris', amount: 80_000, currency: 'IDR' }),
      entry('05:52', 'code_shown'),
      entry('05:58', 'money_settled', { amount: 80_000, currency: 'IDR' }),
      entry('05:58', 'sale_paid'),
      entry('05:59', 'slip_sent'),
      entry('06:00', 'refund_succeeded', { amount: 25_000, currency: 'IDR' }),
    ],
  }),
} as const satisfies Readonly<Record<string, SaleView>>
