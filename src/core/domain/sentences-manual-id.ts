import type { EvidenceUsed, NoticeRefusal } from './evidence.ts'
import type { InviteRefusal } from './invite.ts'
import { unreachable } from './result.ts'
import { KIND_LABELS } from './sentence-labels.ts'
import { say, type Words } from './sentence-words.ts'
import { quoted } from './shown-text.ts'

const FIELDS = { bank: 'Bank', reference: 'Nomor referensi', rrn: 'RRN' } as const

/** Indonesian words for money that a person sees on a notice. */
export function indonesianManualWords(refusal: NoticeRefusal | EvidenceUsed | InviteRefusal): Words {
  switch (refusal.type) {
    case 'notice_field_missing':
      return say(
        `${FIELDS[refusal.field]} belum diisi.`,
        'Isian yang lain tetap ada.',
        'Lihat notifikasi di HP toko, lalu isi bagian itu.',
      )
    case 'notice_field_invalid':
      return say(
        `${FIELDS[refusal.field]} tidak sesuai bentuknya.`,
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
        STATIC_REASONS[refusal.reason] ?? 'Itu bukan kode QRIS yang utuh.',
        'Kode yang lama tidak berubah.',
        'Foto atau salin ulang QRIS tempel dari penyedia QRIS toko, lalu coba lagi.',
      )
    default:
      return unreachable(refusal)
  }
}

const STATIC_REASONS: Readonly<Record<string, string>> = {
  qris_not_static: 'Itu QRIS untuk satu pembayaran saja, bukan QRIS tempel toko.',
  qris_tip: 'QRIS itu menambahkan tip di atas jumlahnya.',
  qris_not_indonesian: 'Itu bukan kode QRIS Indonesia.',
  qris_unreadable: 'Tidak ada kode QR yang terbaca di gambar itu.',
}
