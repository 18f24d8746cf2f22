import type { Language } from '../../language.ts'
import type { CashRefusal, EdcRefusal, EvidenceUsed, NoticeRefusal } from '../../tenders/evidence.ts'
import type { InviteRefusal } from '../../tenders/invite.ts'
import { amountOf, formatMoney, type Amount, type Currency } from '../../money.ts'
import { unreachable } from '../../result.ts'
import { quoted } from '../../shown-text.ts'
import { EDC_LABELS, KIND_LABELS } from '../labels.ts'
import { say, type Words } from '../words.ts'

type EvidenceRefusal = CashRefusal | EdcRefusal | NoticeRefusal | EvidenceUsed | InviteRefusal

/** What a person reads about cash, a card slip, a notice, and what the shop invites to pay by. */
export const evidenceWords = (refusal: EvidenceRefusal, language: Language, currency: Currency): Words =>
  language === 'id' ? indonesian(refusal, currency) : english(refusal, currency)

function indonesian(refusal: EvidenceRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'cash_too_little':
      return say(
        `Uangnya kurang ${money(amountOf(refusal.due - refusal.tendered))}: harus ${money(refusal.due)}, baru ${money(refusal.tendered)}.`,
        'Belum dicatat sebagai lunas, dan yang diketik tetap ada.',
        'Minta kekurangannya, atau bayar sebagian dulu dan sisanya dengan cara lain.',
      )
    case 'card_number_typed':
      return say(
        `Isian ${EDC_LABELS[refusal.field].id} mirip nomor kartu.`,
        'Isian itu langsung dihapus dan tidak disimpan di mana pun.',
        'Salin dari struk EDC saja. Dari kartu cukup 4 angka terakhir.',
      )
    case 'edc_field_missing':
      return say(
        `${EDC_LABELS[refusal.field].id} belum diisi.`,
        'Isian yang lain tetap ada.',
        'Lihat struk EDC, lalu isi bagian itu.',
      )
    case 'edc_field_invalid':
      return say(
        `${EDC_LABELS[refusal.field].id} tidak sesuai bentuknya.`,
        'Isian yang lain tetap ada.',
        'Cocokkan lagi dengan struk EDC, tanpa tanda tambahan.',
      )
    case 'notice_field_missing':
      return say(
        `${NOTICE_LABELS[refusal.field].id} belum diisi.`,
        'Isian yang lain tetap ada.',
        'Lihat notifikasi di HP toko, lalu isi bagian itu.',
      )
    case 'notice_field_invalid':
      return say(
        `${NOTICE_LABELS[refusal.field].id} tidak sesuai bentuknya.`,
        'Isian yang lain tetap ada.',
        'Cocokkan lagi dengan notifikasi di HP toko.',
      )
    case 'evidence_used':
      return say(
        `Bukti ${KIND_LABELS[refusal.kind].id} ini sudah dipakai di penjualan ${quoted(refusal.saleNumber)}.`,
        'Belum ada yang dicatat untuk penjualan ini.',
        'Minta bukti yang benar. Kalau nomornya memang kembar, supervisor bisa mencatatnya dengan alasan.',
      )
    case 'static_qris_not_set_up':
      return say(
        'QRIS tempel toko belum diatur.',
        'Tidak ada yang ditagih.',
        'Minta pemilik toko memasukkannya di Pengaturan, atau pakai cara bayar lain.',
      )
    case 'bank_account_not_set_up':
      return say(
        'Rekening toko belum diatur.',
        'Tidak ada yang ditagih.',
        'Minta pemilik toko mengisinya di Pengaturan, atau pakai cara bayar lain.',
      )
    case 'static_qris_refused':
      return say(
        STATIC_REASONS[refusal.reason]?.id ?? 'Itu bukan kode QRIS yang utuh.',
        'Kode yang lama tidak berubah.',
        'Foto atau salin ulang QRIS tempel dari penyedia QRIS toko, lalu coba lagi.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: EvidenceRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'cash_too_little':
      return say(
        `The cash is ${money(amountOf(refusal.due - refusal.tendered))} short: ${money(refusal.due)} is due, ${money(refusal.tendered)} was given.`,
        'It is not marked as paid, and what you typed is still there.',
        'Ask for the rest, or take part of it now and the rest another way.',
      )
    case 'card_number_typed':
      return say(
        `${EDC_LABELS[refusal.field].en} looks like a card number.`,
        'That entry was cleared at once and is not stored anywhere.',
        'Copy from the terminal slip only. From the card, the last 4 digits are enough.',
      )
    case 'edc_field_missing':
      return say(
        `${EDC_LABELS[refusal.field].en} is missing.`,
        'Your other entries are still there.',
        'Look at the terminal slip and fill it in.',
      )
    case 'edc_field_invalid':
      return say(
        `${EDC_LABELS[refusal.field].en} does not look right.`,
        'Your other entries are still there.',
        'Compare it with the terminal slip and leave out extra marks.',
      )
    case 'notice_field_missing':
      return say(
        `${NOTICE_LABELS[refusal.field].en} is missing.`,
        'Everything else you typed is still there.',
        "Look at the notice on the shop's phone and fill it in.",
      )
    case 'notice_field_invalid':
      return say(
        `${NOTICE_LABELS[refusal.field].en} does not look right.`,
        'Everything else you typed is still there.',
        "Compare it with the notice on the shop's phone.",
      )
    case 'evidence_used':
      return say(
        `This ${KIND_LABELS[refusal.kind].en} proof is already on sale ${quoted(refusal.saleNumber)}.`,
        'Nothing was recorded for this sale.',
        'Ask for the right proof. If the number really repeats, a supervisor can record it with a reason.',
      )
    case 'static_qris_not_set_up':
      return say(
        "The shop's printed QRIS is not set up.",
        'Nothing was charged.',
        'Ask the owner to add it in Settings, or use another way to pay.',
      )
    case 'bank_account_not_set_up':
      return say(
        "The shop's bank account is not set up.",
        'Nothing was charged.',
        'Ask the owner to add it in Settings, or use another way to pay.',
      )
    case 'static_qris_refused':
      return say(
        STATIC_REASONS[refusal.reason]?.en ?? 'That is not a complete QRIS code.',
        'The code from before has not changed.',
        "Photograph or copy the shop's printed QRIS again, as its provider gave it, and try again.",
      )
    default:
      return unreachable(refusal)
  }
}

/** The fields of a notice of money, as the start of a sentence. */
const NOTICE_LABELS = {
  bank: { id: 'Bank', en: 'The bank' },
  reference: { id: 'Nomor referensi', en: 'The reference' },
  rrn: { id: 'RRN', en: 'The RRN' },
} as const

const STATIC_REASONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  qris_not_static: {
    id: 'Itu QRIS untuk satu pembayaran saja, bukan QRIS tempel toko.',
    en: "That QRIS is for a single payment, not the shop's printed one.",
  },
  qris_tip: {
    id: 'QRIS itu menambahkan tip di atas jumlahnya.',
    en: 'That QRIS adds a tip on top of the amount.',
  },
  qris_not_indonesian: { id: 'Itu bukan kode QRIS Indonesia.', en: 'That is not an Indonesian QRIS code.' },
  qris_unreadable: {
    id: 'Tidak ada kode QR yang terbaca di gambar itu.',
    en: 'No QR code could be read in that picture.',
  },
}
