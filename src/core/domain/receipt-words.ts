import type { EdcEntryMode, ReceiptLanguage, ReceiptMode } from './receipt.ts'

/** The words on slips. Short forms are for paper of 58 mm, where a line has 32 characters. */
export interface ReceiptWords {
  readonly number: { readonly short: string; readonly long: string }
  readonly date: { readonly short: string; readonly long: string }
  readonly cashier: string
  readonly terminal: string
  readonly discount: string
  readonly subtotal: string
  readonly items: (count: number) => string
  readonly total: string
  readonly taxBase: string
  readonly includesTax: (label: string) => string
  readonly rounding: string
  readonly cash: string
  readonly change: string
  readonly qris: string
  readonly staticQris: string
  readonly link: string
  readonly edc: string
  readonly transfer: string
  readonly status: string
  readonly paid: string
  readonly unpaid: string
  readonly partlyPaid: string
  readonly unknown: string
  readonly paidSoFar: string
  readonly stillDue: string
  readonly issuer: string
  readonly method: string
  readonly reference: string
  readonly providerReference: string
  readonly sender: string
  readonly bank: string
  readonly batch: string
  readonly trace: string
  readonly approvalCode: string
  readonly card: string
  readonly cardType: string
  readonly entryMode: string
  readonly entryModes: Readonly<Record<EdcEntryMode, string>>
  readonly sale: string
  readonly merchantCopy: string
  readonly bill: string
  readonly payByLink: string
  readonly validUntil: (moment: string) => string
  readonly compareName: string
  readonly notAReceipt: string
  readonly copy: (number: number) => string
  readonly askedBy: (name: string) => string
  readonly modeBanner: Readonly<Record<ReceiptMode, string | null>>
  readonly testPage: string
  readonly profile: string
  readonly whichCodeScans: string
  readonly dotsPerModule: (dots: number) => string
  readonly lastNumberSeen: string
}

const INDONESIAN: ReceiptWords = {
  number: { short: 'No', long: 'No. Struk' },
  date: { short: 'Tgl', long: 'Tanggal' },
  cashier: 'Kasir',
  terminal: 'Terminal',
  discount: 'Diskon',
  subtotal: 'Subtotal',
  items: (count) => `${count} item`,
  total: 'TOTAL',
  taxBase: 'DPP',
  includesTax: (label) => `Termasuk ${label}`,
  rounding: 'Pembulatan',
  cash: 'Tunai',
  change: 'Kembalian',
  qris: 'QRIS',
  staticQris: 'QRIS (dicek manual)',
  link: 'Bayar Online',
  edc: 'Kartu (EDC)',
  transfer: 'Transfer Bank',
  status: 'Status',
  paid: 'LUNAS',
  unpaid: 'BELUM LUNAS',
  partlyPaid: 'DIBAYAR SEBAGIAN',
  unknown: 'STATUS BELUM PASTI - cek ulang',
  paidSoFar: 'Dibayar',
  stillDue: 'Sisa Tagihan',
  issuer: 'Penerbit',
  method: 'Metode',
  reference: 'No. Ref',
  providerReference: 'Ref.',
  sender: 'Pengirim',
  bank: 'Bank',
  batch: 'No. Batch',
  trace: 'No. Trace',
  approvalCode: 'Appr Code',
  card: 'No. Kartu',
  cardType: 'Jenis Kartu',
  entryMode: 'Cara Baca',
  entryModes: { chip: 'Chip', tap: 'Tap', swipe: 'Gesek', manual: 'Manual' },
  sale: 'Penjualan',
  merchantCopy: 'SALINAN TOKO',
  bill: 'TAGIHAN',
  payByLink: 'Pindai untuk membayar',
  validUntil: (moment) => `Berlaku s.d. ${moment}`,
  compareName: 'Cocokkan nama toko di aplikasi Anda sebelum membayar.',
  notAReceipt: 'Bukan bukti pembayaran.',
  copy: (number) => `CETAK ULANG - SALINAN ke-${number}`,
  askedBy: (name) => `oleh ${name}`,
  modeBanner: {
    practice: 'LATIHAN - BUKAN TRANSAKSI SAH',
    test: 'MODE UJI - BUKAN TRANSAKSI SAH',
    live: null,
  },
  testPage: 'TES PRINTER',
  profile: 'Profil',
  whichCodeScans: 'Kode mana yang terbaca?',
  dotsPerModule: (dots) => `${dots} titik per modul`,
  lastNumberSeen: 'Angka terakhir di baris ini = jumlah kolom:',
}

const ENGLISH: ReceiptWords = {
  number: { short: 'No', long: 'Receipt' },
  date: { short: 'Date', long: 'Date' },
  cashier: 'Cashier',
  terminal: 'Till',
  discount: 'Discount',
  subtotal: 'Subtotal',
  items: (count) => (count === 1 ? '1 item' : `${count} items`),
  total: 'TOTAL',
  taxBase: 'Tax base',
  includesTax: (label) => `Includes ${label}`,
  rounding: 'Rounding',
  cash: 'Cash',
  change: 'Change',
  qris: 'QRIS',
  staticQris: 'QRIS (checked by hand)',
  link: 'Paid online',
  edc: 'Card (EDC)',
  transfer: 'Bank transfer',
  status: 'Status',
  paid: 'PAID',
  unpaid: 'NOT PAID',
  partlyPaid: 'PARTLY PAID',
  unknown: 'STATUS UNCERTAIN - check again',
  paidSoFar: 'Paid so far',
  stillDue: 'Still due',
  issuer: 'Issuer',
  method: 'Method',
  reference: 'Ref no.',
  providerReference: 'Ref.',
  sender: 'Sender',
  bank: 'Bank',
  batch: 'Batch',
  trace: 'Trace',
  approvalCode: 'Approval',
  card: 'Card no.',
  cardType: 'Card type',
  entryMode: 'Entry mode',
  entryModes: { chip: 'Chip', tap: 'Tap', swipe: 'Swipe', manual: 'Manual' },
  sale: 'Sale',
  merchantCopy: 'MERCHANT COPY',
  bill: 'BILL',
  payByLink: 'Scan to pay',
  validUntil: (moment) => `Valid until ${moment}`,
  compareName: 'Compare the shop name in your app before you pay.',
  notAReceipt: 'Not a proof of payment.',
  copy: (number) => `REPRINT - COPY no. ${number}`,
  askedBy: (name) => `by ${name}`,
  modeBanner: {
    practice: 'PRACTICE - NOT A VALID SALE',
    test: 'TEST MODE - NOT A VALID SALE',
    live: null,
  },
  testPage: 'PRINTER TEST',
  profile: 'Profile',
  whichCodeScans: 'Which code scans?',
  dotsPerModule: (dots) => `${dots} dots per module`,
  lastNumberSeen: 'Last number on this line = columns:',
}

/** The words for one language of paper. */
export const receiptWords = (language: ReceiptLanguage): ReceiptWords =>
  language === 'id' ? INDONESIAN : ENGLISH
