import type { Language } from '../language.ts'
import type { Mode } from '../provider/session.ts'

/** What a file holds: one row for each paid sale, each of their lines, or each movement of money. */
export const EXPORT_KINDS = ['sales', 'lines', 'payments'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A spreadsheet is made whole in memory, and programs that open one get slow above this. */
export const MOST_SHEET_ROWS = 100_000

export type ExportCell = string | number

/** The names of the columns, in the order of the rows that the books give. */
export const EXPORT_COLUMNS: Readonly<Record<ExportKind, Readonly<Record<Language, readonly string[]>>>> = {
  sales: {
    id: [
      ...['Nomor', 'Tanggal usaha', 'Jam bayar', 'Kasir', 'Mata uang', 'Harga penuh', 'Diskon barang'],
      ...['Diskon penjualan', 'DPP PPN', 'PPN', 'DPP PBJT', 'PBJT', 'Total', 'Pembulatan', 'Dikembalikan'],
      ...['Void kartu', 'Cara bayar'],
    ],
    en: [
      ...['Number', 'Business day', 'Paid at', 'Cashier', 'Currency', 'Full price', 'Line discounts'],
      ...['Order discount', 'PPN base', 'PPN', 'PBJT base', 'PBJT', 'Total', 'Rounding', 'Refunded'],
      ...['Card voids', 'Ways of paying'],
    ],
  },
  lines: {
    id: [
      ...['Nomor', 'Tanggal usaha', 'Jam bayar', 'Kasir', 'Barang', 'SKU', 'Kategori', 'Jumlah', 'Harga'],
      ...['Mata uang', 'Harga penuh', 'Diskon', 'Bersih', 'Pajak'],
    ],
    en: [
      ...['Number', 'Business day', 'Paid at', 'Cashier', 'Product', 'SKU', 'Category', 'Quantity', 'Price'],
      ...['Currency', 'Full price', 'Discount', 'Net', 'Tax'],
    ],
  },
  payments: {
    id: [
      ...['Urutan', 'Tanggal usaha', 'Jam', 'Jenis', 'Cara bayar', 'Mata uang', 'Jumlah', 'Pembulatan'],
      ...['Penjualan', 'Shift', 'Oleh', 'Terminal'],
    ],
    en: [
      ...['Place', 'Business day', 'Time', 'Kind', 'Way of paying', 'Currency', 'Amount', 'Rounding'],
      ...['Sale', 'Shift', 'By', 'Terminal'],
    ],
  },
}

const KIND_WORDS: Readonly<Record<ExportKind, Readonly<Record<Language, string>>>> = {
  sales: { id: 'penjualan', en: 'sales' },
  lines: { id: 'barang-terjual', en: 'lines' },
  payments: { id: 'pembayaran', en: 'payments' },
}

/** A file of play money or of a test account says so in its name: it must not end up among the shop's own. */
const MODE_WORDS: Readonly<Record<Mode, Readonly<Record<Language, string>>>> = {
  live: { id: '', en: '' },
  practice: { id: 'latihan-', en: 'practice-' },
  test: { id: 'uji-coba-', en: 'test-' },
}

/** `gerai-penjualan-2026-07-01-2026-07-31.csv` */
export const exportFileName = (
  { kind, format, from, to }: { kind: ExportKind; format: ExportFormat; from: string; to: string },
  { language, mode }: { readonly language: Language; readonly mode: Mode },
): string => {
  const days = from === to ? from : `${from}-${to}`
  return `gerai-${MODE_WORDS[mode][language]}${KIND_WORDS[kind][language]}-${days}.${format}`
}
