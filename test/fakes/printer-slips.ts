import { amountOf } from '../../src/core/domain/money.ts'
import type {
  AttentionSlip,
  BatchSettlement,
  CashMovementSlip,
  RefundSlip,
  SalesReport,
  ShiftOpenSlip,
  TillReport,
} from '../../src/core/domain/receipts/receipt.ts'
import { kiosReceipt } from './printer-receipts.ts'

/** The slips of a day at the counter that are no receipts. */
const { version, mode, language, shop, terminal, cashier } = kiosReceipt
const { utcOffsetMinutes, zoneLabel, currency, copy } = kiosReceipt
const frame = {
  ...{ version, mode, language, shop, terminal, cashier, utcOffsetMinutes, zoneLabel, currency, copy },
  occurredAt: '2026-07-15T13:30:12.000Z',
} as const

export const refundSlip: RefundSlip = {
  ...frame,
  kind: 'refund',
  what: 'refund',
  number: 'DPS1-R-260715-0003',
  saleNumber: 'DPS1-260715-0042',
  saleId: kiosReceipt.saleId,
  soldAt: kiosReceipt.occurredAt,
  lines: [{ name: 'Tas Kain Kanvas', quantity: 1000, amount: amountOf(45_000) }],
  amount: amountOf(45_000),
  way: 'cash',
  reference: null,
  status: 'done',
  reason: 'Jahitan lepas',
  approvedBy: 'Made',
}

export const providerRefund: RefundSlip = {
  ...refundSlip,
  number: 'DPS1-R-260715-0004',
  lines: [],
  amount: amountOf(150_000),
  way: 'qris',
  reference: 're_01J2R7M0000000000000000099',
  status: 'pending',
  reason: 'Pelanggan membayar dua kali',
}

export const voidSlip: RefundSlip = {
  ...refundSlip,
  what: 'void',
  number: 'DPS1-V-260715-0001',
  way: 'edc',
  reference: '000123',
  reason: 'Salah barang',
}

export const shiftOpenSlip: ShiftOpenSlip = {
  ...frame,
  kind: 'shift_open',
  shiftNumber: 'DPS1-260715-S1',
  float: amountOf(300_000),
  counted: [
    { value: amountOf(50_000), pieces: 4 },
    { value: amountOf(10_000), pieces: 8 },
    { value: amountOf(500), pieces: 40 },
    { value: amountOf(100), pieces: 0 },
  ],
}

export const zReport: TillReport = {
  ...frame,
  kind: 'z_report',
  number: 'Z-0128',
  shiftNumber: 'DPS1-260715-S1',
  from: '2026-07-15T00:02:00.000Z',
  until: '2026-07-15T13:30:00.000Z',
  numbers: { first: 'DPS1-260715-0001', last: 'DPS1-260715-0064' },
  sales: {
    count: 63,
    gross: amountOf(9_412_500),
    discounts: amountOf(112_500),
    addedTaxes: amountOf(0),
    rounding: amountOf(-150),
    total: amountOf(9_299_850),
  },
  taxes: [
    { tax: 'ppn', label: 'PPN 11%', included: true, base: amountOf(8_378_378), amount: amountOf(921_622) },
  ],
  tenders: [
    { tender: 'cash', count: 21, amount: amountOf(2_149_850) },
    { tender: 'qris', count: 37, amount: amountOf(5_650_000) },
    { tender: 'edc', count: 5, amount: amountOf(1_500_000) },
  ],
  voids: { count: 1, amount: amountOf(45_000) },
  refunds: { count: 2, amount: amountOf(195_000) },
  unsure: { count: 1, amount: amountOf(85_000) },
  cash: {
    float: amountOf(300_000),
    sales: amountOf(2_149_850),
    in: amountOf(100_000),
    out: amountOf(250_000),
    refunds: amountOf(45_000),
    expected: amountOf(2_254_850),
    counted: amountOf(2_250_000),
    variance: amountOf(-4_850),
  },
  counted: [
    { value: amountOf(100_000), pieces: 18 },
    { value: amountOf(50_000), pieces: 9 },
  ],
  reprints: 3,
  drawerOpenings: 24,
}

export const xReport: TillReport = {
  ...zReport,
  kind: 'x_report',
  number: 'X-0004',
  unsure: { count: 0, amount: amountOf(0) },
  cash: { ...zReport.cash, counted: null, variance: null },
  counted: [],
}

export const salesReport: SalesReport = {
  ...frame,
  kind: 'sales_report',
  from: '2026-07-01',
  to: '2026-07-31',
  totals: {
    ...{ sales: 1_204, sold: amountOf(98_765_400), payments: 1_210, received: amountOf(98_815_250) },
    ...{ rounding: amountOf(-150), refunds: 2, refunded: amountOf(195_000), gross: amountOf(99_150_400) },
    ...{ voids: 1, voided: amountOf(45_000) },
    ...{ lineDiscounts: amountOf(350_000), orderDiscounts: amountOf(125_000), addedTaxes: amountOf(90_000) },
    ...{
      unfinished: amountOf(50_000),
      average: amountOf(82_031),
      canceled: { count: 9, amount: amountOf(640_000) },
    },
  },
  taxes: [
    { tax: 'ppn', label: 'PPN 11%', included: true, base: amountOf(45_045_045), amount: amountOf(4_954_955) },
    { tax: 'pbjt', label: 'PB1 10%', included: false, base: amountOf(900_000), amount: amountOf(90_000) },
  ],
  untaxed: amountOf(47_775_400),
  tenders: [
    { tender: 'qris', count: 830, amount: amountOf(70_400_000) },
    { tender: 'cash', count: 350, amount: amountOf(24_415_250) },
    { tender: 'edc', count: 30, amount: amountOf(4_000_000) },
  ],
  cashiers: [
    { name: 'Sari', count: 700, amount: amountOf(60_000_000) },
    { name: 'Budi Santoso Wijayakusuma', count: 504, amount: amountOf(38_765_400) },
  ],
  categories: [
    { name: 'Minuman', amount: amountOf(61_000_400) },
    { name: '', amount: amountOf(37_800_000) },
  ],
}

export const cashOutSlip: CashMovementSlip = {
  ...frame,
  kind: 'cash_movement',
  direction: 'out',
  number: 'DPS1-K-260715-0002',
  amount: amountOf(250_000),
  reason: 'Beli es batu dan gas',
  approvedBy: 'Made',
}

export const cashInSlip: CashMovementSlip = {
  ...cashOutSlip,
  direction: 'in',
  number: 'DPS1-K-260715-0001',
  amount: amountOf(100_000),
  reason: 'Tambahan uang kecil',
  approvedBy: null,
}

export const settlementSlip: BatchSettlement = {
  ...frame,
  kind: 'batch_settlement',
  bank: 'BCA',
  tid: '12345678',
  mid: '000885000123456',
  batch: '000017',
  rows: [
    { cardType: 'GPN Debit', count: 3, amount: amountOf(650_000) },
    { cardType: 'Visa Kredit', count: 2, amount: amountOf(850_000) },
  ],
  byTill: { count: 5, amount: amountOf(1_500_000) },
  byTerminal: { count: 4, amount: amountOf(1_400_000) },
}

export const attentionSlip: AttentionSlip = {
  ...frame,
  kind: 'attention',
  title: 'Uang masuk setelah kode berakhir',
  sentences: [
    'Pembayaran Rp 85.000 datang setelah penjualannya dibayar tunai.',
    'Uangnya aman di akun toko.',
    'Kembalikan ke pelanggan atau catat alasannya.',
  ],
  facts: [{ label: 'Sesi', value: 'cs_01J2R7M0000000000000000077' }],
  saleNumber: 'DPS1-260715-0038',
  amount: amountOf(85_000),
}

export const SHOP_SLIPS = [
  refundSlip,
  providerRefund,
  voidSlip,
  shiftOpenSlip,
  xReport,
  zReport,
  cashInSlip,
  cashOutSlip,
  settlementSlip,
  attentionSlip,
] as const
