import { amountOf } from '../../src/core/domain/money.ts'
import type {
  EdcCopy,
  EdcPayment,
  PaymentBill,
  ReceiptLine,
  SaleReceipt,
  TestPage,
} from '../../src/core/domain/receipts/receipt.ts'

/** Documents that tests and goldens print. The first two are the worked slips of the trade's paper rules. */
const line = (name: string, pieces: number, price: number, discount = 0): ReceiptLine => ({
  name,
  quantity: pieces * 1000,
  unitPrice: amountOf(price),
  gross: amountOf(pieces * price),
  discountAmount: amountOf(discount),
  net: amountOf(pieces * price - discount),
  note: null,
})

export const kiosReceipt: SaleReceipt = {
  version: 1,
  kind: 'receipt',
  mode: 'live',
  language: 'id',
  shop: {
    name: 'KIOS CONTOH TIGA',
    addressLines: ['Jl. Merdeka No. 1', 'Denpasar 80111'],
    npwp: '0123456789012345',
    footerLines: ['Terima kasih atas kunjungan Anda'],
  },
  terminal: '1',
  cashier: 'Sari',
  occurredAt: '2026-07-15T06:05:33.000Z',
  utcOffsetMinutes: 480,
  zoneLabel: 'WITA',
  currency: 'IDR',
  copy: null,
  saleNumber: 'DPS1-260715-0042',
  saleId: '01J2R7M0000000000000000042',
  lines: [
    line('Kaos Anak Polos', 2, 25_000),
    line('Tas Kain Kanvas', 2, 45_000),
    line('Pulpen Biru', 3, 5_000, 5_000),
  ],
  subtotal: amountOf(150_000),
  orderDiscount: amountOf(0),
  taxes: [
    { tax: 'ppn', label: 'PPN 11%', included: true, base: amountOf(135_135), amount: amountOf(14_865) },
  ],
  rounding: amountOf(0),
  total: amountOf(150_000),
  payments: [
    {
      tender: 'qris',
      amount: amountOf(150_000),
      issuer: 'BANK CONTOH',
      rrn: '000012345678',
      nmid: 'ID9990000000037',
      reference: null,
    },
  ],
  status: 'paid',
}

export const tokoReceipt: SaleReceipt = {
  ...kiosReceipt,
  shop: {
    name: 'TOKO CONTOH DUA',
    addressLines: ['Jl. Pahlawan No. 10, Surabaya 60271'],
    npwp: '0123456789012352',
    termsLines: ['Barang yang sudah dibeli tidak dapat ditukar kecuali dengan struk ini.'],
    footerLines: ['Terima kasih'],
  },
  terminal: '2',
  cashier: 'Budi',
  occurredAt: '2026-07-15T09:32:10.000Z',
  utcOffsetMinutes: 420,
  zoneLabel: 'WIB',
  saleNumber: 'SBY1-260715-0107',
  saleId: '01J2R7M0000000000000000107',
  lines: [line('Setrika Mini', 1, 75_000), line('Sabun Cuci 1 L', 3, 20_000)],
  subtotal: amountOf(135_000),
  taxes: [
    { tax: 'ppn', label: 'PPN 11%', included: false, base: amountOf(135_000), amount: amountOf(14_850) },
  ],
  rounding: amountOf(50),
  total: amountOf(149_900),
  payments: [
    { tender: 'cash', amount: amountOf(149_900), tendered: amountOf(150_000), change: amountOf(100) },
  ],
}

export const edcPayment: EdcPayment = {
  tender: 'edc',
  amount: amountOf(100_000),
  bank: 'BCA',
  tid: '12345678',
  mid: '000885000123456',
  batch: '000017',
  trace: '000123',
  rrn: '012345678901',
  approvalCode: 'A1B2C3',
  lastFour: '1234',
  entryMode: 'chip',
  cardType: 'GPN Debit',
}

/** Two tenders, a discount on the order, a weighed line, a note and a name that paper has no letters for. */
export const splitReceipt: SaleReceipt = {
  ...kiosReceipt,
  lines: [
    {
      name: 'Kopi \u201cGayo\u201d \u2013 sangrai s\u00e9dang, biji utuh dalam kemasan besar',
      quantity: 350,
      unitPrice: amountOf(400_000),
      gross: amountOf(140_000),
      discountAmount: amountOf(0),
      net: amountOf(140_000),
      note: 'digiling halus',
    },
    line('Teh \u8336', 1, 20_000),
  ],
  subtotal: amountOf(160_000),
  orderDiscount: amountOf(10_000),
  taxes: [],
  payments: [
    edcPayment,
    {
      tender: 'static_qris',
      amount: amountOf(50_000),
      issuer: null,
      rrn: '000012345679',
      nmid: 'ID9990000000037',
    },
  ],
}

/** A dynamic code as a provider gives it, 150.000 rupiah; made up, with a correct checksum. */
export const QRIS_TEXT =
  '00020101021226690017COM.CONTOHPAY.WWW01189360099900001234530215CTH0000000123450303UMI51440014ID.CO.QRIS.WWW0215ID99900000000110303UMI52045812530336054061500005802ID5918WARUNG CONTOH SATU6007BANDUNG61054011162400117INV-20260715-00420508SALE00420703A0163043811'

export const qrisBill: PaymentBill = {
  version: 1,
  kind: 'bill',
  mode: 'live',
  language: 'id',
  shop: kiosReceipt.shop,
  terminal: '1',
  cashier: 'Sari',
  occurredAt: kiosReceipt.occurredAt,
  utcOffsetMinutes: 480,
  zoneLabel: 'WITA',
  currency: 'IDR',
  copy: null,
  saleNumber: kiosReceipt.saleNumber,
  saleId: kiosReceipt.saleId,
  amount: amountOf(150_000),
  payBy: 'qris',
  qrPayload: QRIS_TEXT,
  merchantName: 'WARUNG CONTOH SATU',
  nmid: 'ID9990000000011',
  validUntil: '2026-07-15T06:20:33.000Z',
}

export const edcCopy: EdcCopy = {
  version: 1,
  kind: 'edc_copy',
  mode: 'live',
  language: 'id',
  shop: kiosReceipt.shop,
  terminal: '1',
  cashier: 'Sari',
  occurredAt: kiosReceipt.occurredAt,
  utcOffsetMinutes: 480,
  zoneLabel: 'WITA',
  currency: 'IDR',
  copy: null,
  saleNumber: kiosReceipt.saleNumber,
  saleId: kiosReceipt.saleId,
  payment: edcPayment,
}

export const testPage: TestPage = {
  version: 1,
  kind: 'test_page',
  mode: 'live',
  language: 'id',
  shop: kiosReceipt.shop,
  terminal: '1',
  cashier: 'Sari',
  occurredAt: kiosReceipt.occurredAt,
  utcOffsetMinutes: 480,
  zoneLabel: 'WITA',
  currency: 'IDR',
  copy: null,
  printerName: 'Printer kasir',
  printerAddress: 'tcp://192.0.2.7:9100',
  profileName: 'Generic 58 mm',
  qrSample: QRIS_TEXT,
}
