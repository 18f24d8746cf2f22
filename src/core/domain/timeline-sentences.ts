import { kindFact, moneyFact, quotedFact, type StoredFacts } from './fact-words.ts'
import type { Language } from './refusals.ts'

/** Everything that can stand in a sale's timeline. Stored events may be older or newer; those get a general line. */
export const TIMELINE_KINDS = [
  'sale_opened',
  'tender_started',
  'session_created',
  'code_shown',
  'customer_paying',
  'money_settled',
  'money_late',
  'code_expired',
  'code_canceled',
  'code_failed',
  'cancel_pressed',
  'cancel_declined',
  'tender_superseded',
  'cash_recorded',
  'edc_recorded',
  'tender_accepted',
  'tender_rejected',
  'booking_booked',
  'booking_refused',
  'sale_paid',
  'sale_canceled',
  'sale_parked',
  'slip_sent',
  'slip_failed',
  'slip_unknown',
  'slip_confirmed',
  'drawer_sent',
  'drawer_failed',
  'drawer_unknown',
  'reprint_asked',
  'answer_unknown',
  'tender_refused',
  'tender_quarantined',
  'tender_abandoned',
  'refund_asked',
  'refund_sent',
  'refund_pending',
  'refund_succeeded',
  'refund_failed',
  'refund_withdrawn',
  'refund_released',
  'refund_elsewhere',
  'late_attached',
  'late_money_used',
  'customer_attached',
  'customer_detached',
  'provider_slip_asked',
  'receipt_emailed',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

/**
 * One short line of a sale's timeline, without a full stop. Facts added when they are there: `kind` of payment,
 * `captured` or else `amount` (whole, in `currency`), `reason`.
 */
export function timelineSentence(kind: string, facts: StoredFacts, language: Language): string {
  const known = TIMELINE_KINDS.find((each) => each === kind)
  const line = known === undefined ? GENERAL[language] : LINES[known][language]
  const added = [
    kindFact(facts, language),
    moneyFact(facts, 'captured', language) ?? moneyFact(facts, 'amount', language),
    quotedFact(facts, 'reason'),
  ]
  return [line, ...added.filter((part) => part !== null)].join(' · ')
}

const GENERAL: Readonly<Record<Language, string>> = {
  id: 'Kejadian lain, belum dikenal versi ini',
  en: 'Another event, not known to this version',
}

const LINES: Readonly<Record<TimelineKind, Readonly<Record<Language, string>>>> = {
  sale_opened: { id: 'Penjualan dibuka', en: 'Sale opened' },
  tender_started: { id: 'Pembayaran dimulai', en: 'Payment started' },
  session_created: { id: 'Sesi dibuat', en: 'Session created' },
  code_shown: { id: 'QR tampil di dua layar', en: 'QR shown on both screens' },
  customer_paying: { id: 'Pelanggan sedang membayar', en: 'Customer is paying' },
  money_settled: { id: 'Uang masuk', en: 'Money arrived' },
  money_late: { id: 'Uang telat masuk, perlu dicek', en: 'Money arrived late, needs a look' },
  code_expired: { id: 'QR habis waktu', en: 'QR ran out of time' },
  code_canceled: { id: 'QR dibatalkan', en: 'QR canceled' },
  code_failed: { id: 'Pembayaran tidak berhasil', en: 'Payment did not go through' },
  cancel_pressed: { id: 'Minta dibatalkan', en: 'Cancel asked' },
  cancel_declined: {
    id: 'Belum bisa dibatalkan, masih menunggu',
    en: 'Could not be canceled, still waiting',
  },
  tender_superseded: { id: 'QR lama ditutup supaya bisa lanjut', en: 'Old QR covered to go on' },
  cash_recorded: { id: 'Uang tunai dicatat', en: 'Cash recorded' },
  edc_recorded: { id: 'Struk EDC dicatat', en: 'Card slip recorded' },
  tender_accepted: { id: 'Uang diterima', en: 'Money accepted' },
  tender_rejected: { id: 'Catatan uang ditolak', en: 'Money record rejected' },
  booking_booked: { id: 'Tercatat di layanan pembayaran', en: 'Booked with the payment service' },
  booking_refused: { id: 'Layanan pembayaran tidak mencatatnya', en: 'Not booked by the payment service' },
  sale_paid: { id: 'Lunas', en: 'Paid' },
  sale_canceled: { id: 'Penjualan dibatalkan', en: 'Sale canceled' },
  sale_parked: { id: 'Penjualan diparkir', en: 'Sale parked' },
  slip_sent: { id: 'Struk dikirim ke printer', en: 'Receipt sent to the printer' },
  slip_failed: { id: 'Struk tidak tercetak', en: 'Receipt not printed' },
  slip_unknown: { id: 'Belum pasti struknya tercetak', en: 'Not certain that the receipt printed' },
  slip_confirmed: { id: 'Struk tercetak, kata printernya', en: 'Receipt printed, says the printer' },
  drawer_sent: { id: 'Perintah buka laci dikirim', en: 'The drawer was told to open' },
  drawer_failed: { id: 'Laci tidak dibuka', en: 'The drawer was not opened' },
  drawer_unknown: { id: 'Belum pasti lacinya terbuka', en: 'Not certain that the drawer opened' },
  reprint_asked: { id: 'Minta cetak ulang', en: 'Reprint asked' },
  answer_unknown: { id: 'Jawaban belum pasti, diperiksa lagi', en: 'Answer not certain, checking again' },
  tender_refused: { id: 'Layanan pembayaran menolak', en: 'The payment service said no' },
  tender_quarantined: {
    id: 'Jawaban tidak cocok, kode tidak ditampilkan',
    en: 'Answer did not match, code not shown',
  },
  tender_abandoned: { id: 'Ditinggalkan sebelum kode tampil', en: 'Dropped before a code was shown' },
  refund_asked: { id: 'Minta uang dikembalikan', en: 'Refund asked' },
  refund_sent: { id: 'Pengembalian dikirim', en: 'Refund sent' },
  refund_pending: { id: 'Pengembalian diproses', en: 'Refund under way' },
  refund_succeeded: { id: 'Uang dikembalikan', en: 'Money refunded' },
  refund_failed: { id: 'Pengembalian tidak berhasil', en: 'Refund did not go through' },
  refund_withdrawn: {
    id: 'Pengembalian dibatalkan sebelum dikirim',
    en: 'Refund taken back before it was sent',
  },
  refund_released: { id: 'Pengembalian dinyatakan tidak jadi', en: 'Refund said not to have happened' },
  refund_elsewhere: { id: 'Dikembalikan dari luar Gerai', en: 'Refunded outside Gerai' },
  late_attached: { id: 'Uang telat dipakai untuk penjualan', en: 'Late money put to a sale' },
  late_money_used: { id: 'Memakai uang telat dari penjualan lain', en: 'Uses late money of another sale' },
  customer_attached: { id: 'Pelanggan dicatat', en: 'Customer noted' },
  customer_detached: { id: 'Pelanggan dilepas', en: 'Customer removed' },
  provider_slip_asked: {
    id: 'Minta cetak struk layanan pembayaran',
    en: "The payment service's receipt asked on paper",
  },
  receipt_emailed: { id: 'Struk dikirim lewat e-mail', en: 'Receipt sent by e-mail' },
}
