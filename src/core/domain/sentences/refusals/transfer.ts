import type { Language } from '../../language.ts'
import { MAX_PHOTO_BYTES, type PhotoRefusal } from '../../tenders/evidence-photo.ts'
import { formatMoney, type Amount } from '../../money.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import type { TransferRefusal } from '../../tenders/transfer-suffix.ts'

/** Amounts of transfers, and photos of slips, in words. */
export const transferRefusalWords = (refusal: TransferRefusal | PhotoRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

/** A limit as people say it. */
const limitOf = (
  { unit, limit }: Extract<PhotoRefusal, { type: 'photo_too_large' }>,
  language: Language,
): string => {
  if (unit === 'bytes') return limit <= MAX_PHOTO_BYTES ? `${limit / 1000} kB` : `${limit / 1_000_000} MB`
  if (limit < 1_000_000)
    return language === 'id' ? `${limit} piksel di sisi panjangnya` : `${limit} pixels along its longer side`
  return language === 'id' ? `${limit / 1_000_000} juta piksel` : `${limit / 1_000_000} million pixels`
}

function indonesian(refusal: TransferRefusal | PhotoRefusal): Words {
  const optional = 'Foto tidak wajib, dan isian lain tetap ada.'
  switch (refusal.type) {
    case 'transfer_suffixes_used_up':
      return say(
        `Kode unik untuk ${formatMoney(refusal.covers, refusal.currency, 'id')} sudah habis: terlalu banyak transfer yang masih ditunggu.`,
        'Tidak ada yang ditagih.',
        'Selesaikan transfer yang menunggu di Konfirmasi, atau pakai cara bayar lain.',
      )
    case 'transfer_amount_differs': {
      const money = (amount: Amount): string => formatMoney(amount, refusal.currency, 'id')
      const { sent, asked, covers } = refusal
      const wanted =
        asked === covers ? money(covers) : `${money(asked)} (atau ${money(covers)} tanpa kode unik)`
      return say(
        `Yang masuk ${money(sent)}, padahal pelanggan diminta mentransfer ${wanted}.`,
        'Belum ada yang dicatat.',
        'Cocokkan lagi dengan notifikasi. Kalau jumlahnya memang beda, terima sebagian lewat Bagi pembayaran, atau kembalikan.',
      )
    }
    case 'photo_not_a_picture':
      return say(
        'Berkas itu bukan foto yang bisa dibuka: mungkin PDF, teks, atau fotonya rusak.',
        optional,
        'Pilih foto JPEG, PNG, atau WebP, atau tangkapan layarnya.',
      )
    case 'photo_too_large':
      return say(
        `Fotonya terlalu besar: paling banyak ${limitOf(refusal, 'id')}.`,
        optional,
        'Pilih foto yang lebih kecil, atau foto ulang dengan kamera di sini.',
      )
    case 'photo_gone':
      return say(
        'Fotonya sudah tidak ada: mungkin sudah dihapus sebagai data pribadi.',
        'Catatan pembayarannya tetap utuh.',
        'Cocokkan dengan nomor referensi dan mutasi rekening.',
      )
    case 'camera_denied':
      return say(
        'Kamera tidak diizinkan di komputer ini.',
        optional,
        'Izinkan kamera untuk Gerai di pengaturan, atau pilih fotonya dari berkas.',
      )
    case 'camera_none':
      return say(
        'Tidak ada kamera di komputer ini.',
        optional,
        'Colokkan kamera, atau pilih fotonya dari berkas.',
      )
    case 'camera_busy':
      return say(
        'Kameranya sedang dipakai program lain.',
        optional,
        'Tutup program itu lalu coba lagi, atau pilih fotonya dari berkas.',
      )
    case 'camera_gone':
      return say(
        'Kameranya berhenti: mungkin tercabut.',
        optional,
        'Pasang lagi kameranya lalu coba lagi, atau pilih fotonya dari berkas.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: TransferRefusal | PhotoRefusal): Words {
  const optional = 'A photo is not required, and what you typed is still there.'
  switch (refusal.type) {
    case 'transfer_suffixes_used_up':
      return say(
        `No unique amount is left for ${formatMoney(refusal.covers, refusal.currency, 'en')}: too many transfers are still awaited.`,
        'Nothing was charged.',
        'Settle the transfers that wait in Confirmations, or use another way to pay.',
      )
    case 'transfer_amount_differs': {
      const money = (amount: Amount): string => formatMoney(amount, refusal.currency, 'en')
      const { sent, asked, covers } = refusal
      const wanted =
        asked === covers ? money(covers) : `${money(asked)} (or ${money(covers)} without the unique part)`
      return say(
        `${money(sent)} came in, but the customer was asked to transfer ${wanted}.`,
        'Nothing was recorded.',
        'Compare it with the notice. If the amount really differs, take it as a part with Split payment, or give it back.',
      )
    }
    case 'photo_not_a_picture':
      return say(
        'That file is no photo that can be opened: perhaps a PDF, a text, or a damaged picture.',
        optional,
        'Choose a JPEG, PNG or WebP photo, or a screenshot of it.',
      )
    case 'photo_too_large':
      return say(
        `The photo is too large: at most ${limitOf(refusal, 'en')}.`,
        optional,
        'Choose a smaller photo, or take one here with the camera.',
      )
    case 'photo_gone':
      return say(
        'The photo is no longer there: it may have been erased as personal data.',
        'The record of the payment is whole.',
        "Compare the reference number with the account's statement.",
      )
    case 'camera_denied':
      return say(
        'The camera is not allowed on this computer.',
        optional,
        'Allow the camera for Gerai in the settings, or choose the photo from a file.',
      )
    case 'camera_none':
      return say('This computer has no camera.', optional, 'Plug one in, or choose the photo from a file.')
    case 'camera_busy':
      return say(
        'Another program is using the camera.',
        optional,
        'Close that program and try again, or choose the photo from a file.',
      )
    case 'camera_gone':
      return say(
        'The camera stopped: it may have been unplugged.',
        optional,
        'Plug it in again and try again, or choose the photo from a file.',
      )
    default:
      return unreachable(refusal)
  }
}
