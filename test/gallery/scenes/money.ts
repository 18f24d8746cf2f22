import type {
  ClosedShiftView,
  CurrentShiftView,
  EdcMatchView,
  ShiftBadge,
  ShiftRow,
} from '../../../src/core/contract/views/shift.ts'
import type { ComparisonView, ReportSummaryView } from '../../../src/core/contract/views/reports.ts'
import { matchBatch, openBatches, type RecordedSlip } from '../../../src/core/domain/shifts/edc-match.ts'
import { amountOf, ZERO, type Amount } from '../../../src/core/domain/money.ts'
import type { CurrencyReport, Figures, Totals } from '../../../src/core/domain/reports/report.ts'
import { DRAWER_PIECES } from '../../../src/core/domain/shifts/shift.ts'
import { settlementSlip, xReport, zReport } from '../../fakes/printer-slips.ts'
import { lists, says, type Answers } from './answers.ts'
import { PRODUCTS } from './goods.ts'
import { NOW } from './sales.ts'

export const SHIFT: ShiftBadge = {
  ...{ id: 'shift-1', number: 'BDG1-S0007', openedBy: 'Ibu Sari' },
  ...{ openedAt: '2026-07-15T01:02:00.000Z', businessDate: '2026-07-15' },
}
const slip = (place: number, amount: number): RecordedSlip => ({
  ...{ tenderId: `e${place}`, saleNumber: `BDG1-260715-${String(place).padStart(5, '0')}`, tid: '12345678' },
  ...{ batch: '000017', bank: 'BCA', mid: '000885000123456', trace: `00012${place}` },
  ...{ amount: amountOf(amount), at: '2026-07-15T03:10:00.000Z' },
})
const slips = [slip(3, 125_000), slip(5, 310_000), slip(8, 89_500)]

export const CURRENT: CurrentShiftView = {
  ...{ shift: SHIFT, currency: 'IDR', shiftRequired: true, businessDate: '2026-07-15', isOwn: true },
  pieces: DRAWER_PIECES.IDR,
  float: amountOf(300_000),
  movements: [
    {
      ...{ at: '2026-07-15T03:30:00.000Z', direction: 'out', amount: amountOf(250_000), by: 'Ibu Sari' },
      reason: 'Beli es batu dan gas',
    },
    {
      ...{ at: '2026-07-15T05:00:00.000Z', direction: 'in', amount: amountOf(100_000), by: 'Dewi' },
      reason: 'Tambahan uang kecil',
    },
  ],
  sums: {
    takings: [
      { method: 'cash', what: 'sale', count: 21, amount: amountOf(2_149_850) },
      { method: 'qris', what: 'sale', count: 37, amount: amountOf(5_650_000) },
      { method: 'edc', what: 'sale', count: 3, amount: amountOf(524_500) },
      { method: 'cash', what: 'refund', count: 1, amount: amountOf(-45_000) },
    ] as never,
    expectedCash: amountOf(2_254_850),
  },
  lastCount: null,
  outside: [],
  carried: [],
  unsettled: openBatches(slips),
}

const CLOSED_ROW: ShiftRow = {
  ...{ ...SHIFT, currency: 'IDR', float: amountOf(300_000) },
  closed: {
    ...{ zNumber: 'Z-0128', by: 'Ibu Sari', at: '2026-07-15T06:58:00.000Z' },
    ...{ counted: amountOf(2_250_000), expected: amountOf(2_254_850), variance: amountOf(-4_850) },
    reason: 'Kembalian dibulatkan',
  },
}
const pastRow = (place: number, variance: number): ShiftRow => ({
  ...CLOSED_ROW,
  ...{ id: `past-${place}`, number: `BDG1-S000${place}`, openedBy: place % 2 === 0 ? 'Budi' : 'Ibu Sari' },
  ...{ openedAt: `2026-07-1${place}T01:00:00.000Z`, businessDate: `2026-07-1${place}` },
  closed: CLOSED_ROW.closed && {
    ...{ ...CLOSED_ROW.closed, variance: amountOf(variance) },
    ...{ zNumber: `Z-012${place + 3}`, at: `2026-07-1${place}T14:30:00.000Z` },
  },
})

const closed: ClosedShiftView = {
  documentId: 'z1',
  report: zReport,
  sheet: { document: zReport, columns: 32, logo: null, codes: [] },
  shift: CLOSED_ROW,
  counts: [
    {
      ...{ at: NOW, by: 'Ibu Sari', counted: amountOf(2_240_000), expected: amountOf(2_254_850) },
    },
    {
      ...{ at: NOW, by: 'Ibu Sari', counted: amountOf(2_250_000), expected: amountOf(2_254_850) },
    },
  ],
  settlements: [],
}

const match: EdcMatchView = {
  ...{ tid: '12345678', batch: '000017', documentId: 'm1' },
  result: matchBatch(slips, { count: 2, amount: amountOf(435_000), slips: [] }),
  photo: null,
  sheet: { document: settlementSlip, columns: 32, logo: null, codes: [] },
}

const figures = (sales: number, sold: number): Figures => ({
  ...{ sales, sold: amountOf(sold), payments: sales, received: amountOf(sold), rounding: ZERO },
  ...{ refunds: 0, refunded: ZERO, voids: 0, voided: ZERO },
})
const totals = (sales: number, sold: number): Totals => ({
  ...figures(sales, sold),
  ...{ refunds: 2, refunded: amountOf(195_000), gross: amountOf(sold + 350_000) },
  ...{ lineDiscounts: amountOf(225_000), orderDiscounts: amountOf(125_000), addedTaxes: ZERO },
  ...{ unfinished: amountOf(50_000), average: amountOf(Math.floor(sold / sales)) },
  canceled: { count: 3, amount: amountOf(140_000) },
})
const ofGoods = (net: number) => ({
  ...{ lines: Math.ceil(net / 40_000), quantity: Math.ceil(net / 18_000) * 1000 },
  ...{ gross: amountOf(net + 5_000), discounts: amountOf(5_000), net: amountOf(net) },
})

const currency: CurrencyReport = {
  currency: 'IDR',
  totals: totals(63, 9_299_850),
  byDay: [{ key: '2026-07-15', ...figures(63, 9_299_850) }],
  byHour: Array.from({ length: 7 }, (_, place) => ({
    ...{ key: place + 8, ...figures(5 + ((place * 5) % 9), 650_000 + ((place * 397) % 900) * 1_000) },
  })),
  byMethod: [
    { ...figures(37, 5_650_000), key: 'qris' },
    { ...figures(21, 2_149_850), key: 'cash' },
    { ...figures(5, 1_500_000), key: 'edc' },
  ],
  byCashier: [
    { ...figures(40, 6_100_000), key: 'Ibu Sari' },
    { ...figures(23, 3_199_850), key: 'Budi' },
  ],
  products: PRODUCTS.slice(0, 12).map(({ id, name, category }, place) => ({
    ...{ productId: id, name, category, ...ofGoods(1_400_000 - place * 96_000) },
  })),
  rest: { ...ofGoods(310_000), products: 4 },
  byCategory: ['Minuman', 'Makanan', 'Camilan', 'Sembako'].map((category, place) => ({
    ...{ category, ...ofGoods(3_900_000 - place * 900_000) },
  })),
  taxes: [
    {
      ...{ tax: 'ppn', label: 'PPN 11%', included: true, base: amountOf(4_504_504), sales: 40 },
      amount: amountOf(495_496),
    },
  ],
  untaxed: amountOf(4_299_850),
}
export const REPORT: ReportSummaryView = {
  ...{ range: { from: '2026-07-15', to: '2026-07-15' }, days: 1, currencies: [currency] },
  standing: { openSales: 2, undecidedPayments: 1, unsettledSlips: 3, attention: 3 },
}
const before: ComparisonView = {
  range: { from: '2026-07-14', to: '2026-07-14' },
  currencies: [
    {
      ...{ currency: 'IDR', totals: totals(58, 8_700_000) },
      byDay: [{ key: '2026-07-14', ...figures(58, 8_700_000) }],
    },
  ],
}

const difference = (counted: Amount, expected: Amount) => ({
  ...{ type: 'variance_needs_reason', counted, expected, variance: amountOf(counted - expected) },
})

/** The drawer and the sums. */
export const moneyAnswers: Answers = {
  'shift.current': says(CURRENT),
  'shift.list': lists(CLOSED_ROW, pastRow(4, 0), pastRow(3, 2_000), pastRow(2, 0), pastRow(1, -50_000)),
  'shift.get': says(closed),
  'shift.x': says({ documentId: 'x1', report: xReport, sheet: { ...closed.sheet, document: xReport } }),
  'shift.close': () =>
    Promise.resolve({ ok: false, error: difference(amountOf(2_250_000), amountOf(2_254_850)) }),
  'shift.matchEdc': says(match),
  'reports.summary': says(REPORT),
  'reports.compare': says(before),
  'reports.progress': says({ done: 2, of: 5 }),
  'reports.cancel': says(null),
}
