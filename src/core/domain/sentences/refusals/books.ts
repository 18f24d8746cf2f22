import type { Language } from '../../language.ts'
import type { StoreRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import { modeLabel } from '../labels.ts'
import { say, type Words } from '../words.ts'
import { NOTHING_CHANGED } from './safe.ts'

/** What a person reads when the books could not be written, opened or found. */
export const booksWords = (refusal: StoreRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: StoreRefusal): Words {
  switch (refusal.type) {
    case 'disk_full':
      return say(
        'Penyimpanan komputer ini penuh.',
        'Yang sudah tersimpan aman. Langkah barusan tidak dijalankan.',
        'Hapus berkas yang tidak perlu sampai ada tempat, lalu ulangi.',
      )
    case 'store_busy':
      return say(
        'Buku penjualan sedang dipakai sebentar.',
        'Yang sudah tersimpan aman. Langkah barusan tidak dijalankan.',
        'Tunggu beberapa detik, lalu ulangi.',
      )
    case 'store_newer':
      return say(
        'Buku penjualan ini dibuat oleh Gerai yang lebih baru.',
        'Isinya tidak diubah sama sekali.',
        'Pasang Gerai versi terbaru, lalu buka lagi.',
      )
    case 'store_wrong_mode':
      return say(
        `Buku ini untuk mode ${modeLabel(refusal.found, 'id')}, sedangkan Gerai sedang di mode ${modeLabel(refusal.expected, 'id')}.`,
        'Isinya tidak diubah, jadi uang latihan dan uang sungguhan tidak tercampur.',
        'Tutup Gerai, lalu buka dengan folder data yang benar.',
      )
    case 'store_damaged':
      return say(
        'Buku penjualan tidak terbaca dengan baik.',
        'Gerai berhenti menulis supaya tidak makin rusak.',
        'Jangan hapus apa pun. Salin folder datanya, lalu pulihkan dari cadangan atau minta bantuan.',
      )
    case 'store_unwritable':
      return say(
        'Gerai tidak bisa menulis di folder datanya.',
        'Yang sudah tersimpan tidak berubah.',
        'Cek izin folder itu, atau pakai folder lain yang bisa ditulis.',
      )
    case 'store_missing':
      return say(
        'Buku penjualan tidak ada di tempatnya, padahal cadangannya ada.',
        'Cadangannya tidak disentuh, dan buku kosong tidak dibuat.',
        'Pulihkan cadangan terbaru. Kalau memang mau mulai dari kosong, pindahkan dulu folder cadangannya.',
      )
    case 'store_gone':
      return say(
        refusal.replaced
          ? 'Berkas buku penjualan diganti berkas lain waktu Gerai terbuka.'
          : 'Berkas buku penjualan hilang dari tempatnya waktu Gerai terbuka.',
        'Isi bukunya masih terbuka di Gerai dan sedang disalin ke cadangan. Langkah barusan tidak dijalankan.',
        refusal.replaced
          ? 'Jangan tutup Gerai. Buka Pengaturan, Cadangan, lalu pulihkan salinannya.'
          : 'Jangan tutup Gerai. Tunggu sebentar, lalu ulangi langkahnya.',
      )
    case 'data_folder_in_use':
      return say(
        'Gerai sudah terbuka dengan folder data ini.',
        NOTHING_CHANGED.id,
        'Pakai jendela Gerai yang sudah terbuka, atau tutup dulu yang itu.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: StoreRefusal): Words {
  switch (refusal.type) {
    case 'disk_full':
      return say(
        "This computer's storage is full.",
        'What was saved is safe. The last step was not carried out.',
        'Delete files you do not need until there is room, then repeat the step.',
      )
    case 'store_busy':
      return say(
        'The sales books are in use for a moment.',
        'What was saved is safe. The last step was not carried out.',
        'Wait a few seconds, then repeat the step.',
      )
    case 'store_newer':
      return say(
        'These sales books were made by a newer Gerai.',
        'Nothing in them was changed.',
        'Install the newest version of Gerai, then open it again.',
      )
    case 'store_wrong_mode':
      return say(
        `These books are for ${modeLabel(refusal.found, 'en')} mode, but Gerai is in ${modeLabel(refusal.expected, 'en')} mode.`,
        'Nothing in them was changed, so practice money and real money do not mix.',
        'Close Gerai, then open it with the right data folder.',
      )
    case 'store_damaged':
      return say(
        'The sales books cannot be read properly.',
        'Gerai has stopped writing, so that it does not get worse.',
        'Delete nothing. Copy the data folder, then restore a backup or ask for help.',
      )
    case 'store_unwritable':
      return say(
        'Gerai cannot write in its data folder.',
        'What was saved has not changed.',
        "Check the folder's permissions, or use another folder that can be written.",
      )
    case 'store_missing':
      return say(
        'The sales books are not in their place, although there are backups of them.',
        'The backups were not touched, and no empty books were made.',
        'Restore the newest backup. If you really want to begin with nothing, move the backup folder away first.',
      )
    case 'store_gone':
      return say(
        refusal.replaced
          ? 'The file of the sales books was replaced by another one while Gerai was open.'
          : 'The file of the sales books was taken from its place while Gerai was open.',
        'Gerai still holds the books open and is copying them to a backup. The last step was not carried out.',
        refusal.replaced
          ? 'Do not close Gerai. Open Settings, Backups, and restore that copy.'
          : 'Do not close Gerai. Wait a moment, then repeat the step.',
      )
    case 'data_folder_in_use':
      return say(
        'Gerai is already open on this data folder.',
        NOTHING_CHANGED.en,
        'Use the Gerai window that is already open, or close it first.',
      )
    default:
      return unreachable(refusal)
  }
}
