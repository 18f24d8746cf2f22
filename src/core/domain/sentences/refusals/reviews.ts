import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import type { ReviewRefusal } from '../../refusals/reviews.ts'
import { say, type Words } from '../words.ts'
import { quoted } from '../../shown-text.ts'

/** What a person reads when a payment in the confirmations inbox could not be decided. */
export const reviewRefusalWords = (refusal: ReviewRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: ReviewRefusal): Words {
  switch (refusal.type) {
    case 'review_unknown':
      return say(
        'Pembayaran itu tidak ada di daftar kasir ini.',
        'Tidak ada yang dikonfirmasi atau ditolak.',
        'Tekan "Cek sekarang", lalu pilih dari daftar yang baru.',
      )
    case 'review_over':
      return say(
        'Pembayaran itu sudah tidak menunggu konfirmasi di layanan pembayaran.',
        'Tidak ada yang dikirim. Jawaban layanan pembayaran yang berlaku.',
        'Lihat statusnya di halaman Tagihan QR.',
      )
    case 'review_of_other_till':
      return say(
        'Pembayaran itu dibuat oleh kasir lain.',
        'Tidak ada yang berubah.',
        'Konfirmasi atau tolak di kasir yang membuatnya.',
      )
    case 'review_of_sale':
      return say(
        `Pembayaran itu milik penjualan ${quoted(refusal.saleNumber)} di kasir ini.`,
        'Tidak ada yang berubah.',
        'Konfirmasi atau tolak lewat penjualan itu.',
      )
    case 'review_not_manual':
      return say(
        'Pembayaran itu diputuskan jaringan pembayaran, bukan toko.',
        'Tidak ada yang dikirim.',
        'Tunggu jawaban layanan pembayaran.',
      )
    case 'review_differs':
      return say(
        'Jumlah atau mode pembayaran itu di layanan pembayaran tidak sama dengan yang tampil di sini.',
        'Tidak ada yang dikonfirmasi.',
        'Lihat lagi jumlahnya dan cocokkan dengan mutasi rekening.',
      )
    case 'review_decided':
      return say(
        'Sudah ada yang memutuskan pembayaran itu, dan jawabannya sedang dicek.',
        'Tidak ada yang dikirim dua kali.',
        'Tunggu sebentar. Gerai membaca hasilnya dari layanan pembayaran.',
      )
    case 'proof_missing':
      return say(
        'Layanan pembayaran tidak memberi foto bukti untuk pembayaran itu.',
        'Pembayarannya tetap menunggu.',
        'Cocokkan dengan mutasi rekening sebelum mengonfirmasi.',
      )
    case 'proof_unreadable':
      return say(
        'Foto bukti itu bukan gambar PNG, JPEG, atau WebP yang bisa ditampilkan.',
        'Tidak ada yang dibuka atau disimpan dari file itu.',
        'Cocokkan dengan mutasi rekening sebelum mengonfirmasi.',
      )
    case 'bulk_not_cash':
      return say(
        'Hanya tunai yang bisa dikonfirmasi sekaligus.',
        'Tidak ada yang dikonfirmasi.',
        'Konfirmasi yang lain satu per satu, dengan buktinya.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: ReviewRefusal): Words {
  switch (refusal.type) {
    case 'review_unknown':
      return say(
        "That payment is not on this till's list.",
        'Nothing was confirmed or turned down.',
        'Press "Check now", then choose from the new list.',
      )
    case 'review_over':
      return say(
        'The payment service no longer waits for a word about that payment.',
        "Nothing was sent. The payment service's answer stands.",
        'Look at its state on the QR bills page.',
      )
    case 'review_of_other_till':
      return say(
        'Another till has made that payment.',
        'Nothing has changed.',
        'Confirm it or turn it down at the till that made it.',
      )
    case 'review_of_sale':
      return say(
        `That payment belongs to sale ${quoted(refusal.saleNumber)} of this till.`,
        'Nothing has changed.',
        'Confirm it or turn it down in that sale.',
      )
    case 'review_not_manual':
      return say(
        'A payment network decides about that payment, not the shop.',
        'Nothing was sent.',
        'Wait for the answer of the payment service.',
      )
    case 'review_differs':
      return say(
        'Its amount or mode at the payment service is not what is shown here.',
        'Nothing was confirmed.',
        'Look at the amount again and compare it with the account statement.',
      )
    case 'review_decided':
      return say(
        'Somebody has decided about that payment, and the outcome is being looked up.',
        'Nothing is sent twice.',
        'Wait a moment. Gerai reads what became of it.',
      )
    case 'proof_missing':
      return say(
        'The payment service has no picture as proof of that payment.',
        'The payment still waits.',
        'Compare it with the account statement before you confirm it.',
      )
    case 'proof_unreadable':
      return say(
        'The proof is no PNG, JPEG or WebP picture that can be shown.',
        'Nothing of that file was opened or kept.',
        'Compare it with the account statement before you confirm it.',
      )
    case 'bulk_not_cash':
      return say(
        'Only cash can be confirmed many at a time.',
        'Nothing was confirmed.',
        'Confirm the others one by one, with their evidence.',
      )
    default:
      return unreachable(refusal)
  }
}
