import type { Language } from '../../language.ts'
import type { BackupRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import { quoted } from '../../shown-text.ts'

/** What a person reads about it, in one of the two languages. */
export const backupWords = (refusal: BackupRefusal, language: Language): Words =>
  language === 'en' ? english(refusal) : indonesian(refusal)

function indonesian(refusal: BackupRefusal): Words {
  switch (refusal.type) {
    case 'backup_running':
      return say(
        'Cadangan lain sedang dikerjakan.',
        'Yang sedang berjalan tidak terganggu, jualan tetap bisa.',
        'Tunggu sampai selesai, lalu coba lagi.',
      )
    case 'backup_no_room':
      return say(
        `Tempat untuk cadangan tidak cukup: perlu ${megabytes(refusal.neededBytes)}, ada ${megabytes(refusal.freeBytes)}.`,
        'Buku penjualan dan cadangan yang lama tidak diubah.',
        'Hapus berkas lain yang tidak perlu dari komputer ini, lalu coba lagi.',
      )
    case 'backup_stopped':
      return say(
        'Cadangan dihentikan sebelum selesai.',
        'Buku penjualan dan cadangan yang lama tidak diubah.',
        'Buat lagi kapan saja. Gerai juga membuatnya sendiri setiap hari.',
      )
    case 'backup_unknown':
      return say(
        `Cadangan ${quoted(refusal.name)} tidak ketemu.`,
        'Tidak ada yang berubah.',
        'Buka lagi daftar cadangan, lalu pilih dari sana.',
      )
    case 'backup_none':
      return say(
        'Belum ada cadangan yang baik.',
        'Tidak ada yang berubah.',
        'Jangan hapus apa pun. Salin folder datanya ke tempat aman, lalu minta bantuan.',
      )
    case 'backup_unusable':
      return say(
        `Cadangan ${quoted(refusal.name)} rusak, jadi tidak dipakai.`,
        'Buku yang sekarang tidak diubah.',
        'Pilih cadangan lain dari daftar.',
      )
    case 'backup_of_other_shop':
      return say(
        `Cadangan ${quoted(refusal.name)} milik toko atau kasir lain: ${quoted(refusal.shop)}.`,
        'Buku yang sekarang tidak diubah, dan tidak ada penjualan yang tercampur.',
        'Pilih cadangan kasir ini. Kalau memang mau membuka buku itu, pakai folder data yang baru dan kosong.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: BackupRefusal): Words {
  switch (refusal.type) {
    case 'backup_running':
      return say(
        'Another backup is being made.',
        'It goes on undisturbed, and so does selling.',
        'Wait until it is done, then try again.',
      )
    case 'backup_no_room':
      return say(
        `There is not enough room for a backup: ${megabytes(refusal.neededBytes)} needed, ${megabytes(refusal.freeBytes)} free.`,
        'The books and the older backups were not changed.',
        'Delete other files that are not needed on this computer, then try again.',
      )
    case 'backup_stopped':
      return say(
        'The backup was stopped before it was done.',
        'The books and the older backups were not changed.',
        'Make it again at any time. Gerai makes one by itself every day, too.',
      )
    case 'backup_unknown':
      return say(
        `The backup ${quoted(refusal.name)} cannot be found.`,
        'Nothing has changed.',
        'Open the list of backups again and choose from it.',
      )
    case 'backup_none':
      return say(
        'There is no good backup yet.',
        'Nothing has changed.',
        'Delete nothing. Copy the data folder to a safe place, then ask for help.',
      )
    case 'backup_unusable':
      return say(
        `The backup ${quoted(refusal.name)} is damaged, so it was not used.`,
        'The present books were not changed.',
        'Choose another backup from the list.',
      )
    case 'backup_of_other_shop':
      return say(
        `The backup ${quoted(refusal.name)} is of another shop or till: ${quoted(refusal.shop)}.`,
        'The present books were not changed, and no sales were mixed.',
        'Choose a backup of this till. To open those books all the same, use a new, empty data folder.',
      )
    default:
      return unreachable(refusal)
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`
