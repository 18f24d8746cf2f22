import type { Language } from '../../language.ts'
import type { StoredFacts } from '../facts.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import { cleanText } from '../../shown-text.ts'

/** What only a person can settle about the books themselves. */
export const BOOKS_ATTENTION_KINDS = [
  'books_restored',
  'books_cloned',
  'books_damaged',
  'books_put_back',
  'backup_failed',
  'clock_moved_back',
] as const
export type BooksAttentionKind = (typeof BOOKS_ATTENTION_KINDS)[number]

/** Facts used when they are there: `since` and `newestSince`, times of the shop in words. */
export function booksAttentionWords(kind: BooksAttentionKind, facts: StoredFacts, language: Language): Words {
  const since = textOf(facts, 'since')
  const newest = textOf(facts, 'newestSince')
  return language === 'en' ? english(kind, since, newest) : indonesian(kind, since, newest)
}

function indonesian(kind: BooksAttentionKind, since: string | null, newest: string | null): Words {
  switch (kind) {
    case 'books_restored':
      return say(
        `Buku penjualan dipulihkan dari cadangan. Penjualan setelah ${since ?? 'cadangan itu dibuat'} tidak ada di sini.`,
        'Buku yang diganti tetap disimpan. Pembayaran yang belum selesai ditanyakan dulu ke layanan pembayaran.',
        'Cocokkan uang yang masuk sesudah waktu itu dengan akun pembayaran dan isi laci, lalu tulis hasilnya.',
      )
    case 'books_cloned':
      return say(
        'Buku penjualan ini salinan dari tempat atau komputer lain.',
        'Gerai memberinya nomor terminal baru, dan pembayaran yang belum selesai ditanyakan dulu.',
        'Pastikan hanya satu salinan yang dipakai berjualan, lalu tulis yang mana.',
      )
    case 'books_damaged':
      return say(
        'Sebagian buku penjualan rusak.',
        newest === null
          ? 'Belum ada cadangan yang baik. Yang masih terbaca tidak diubah.'
          : `Ada cadangan yang baik dari ${newest}. Yang masih terbaca tidak diubah.`,
        newest === null
          ? 'Jangan hapus apa pun. Salin folder datanya ke tempat aman, lalu minta bantuan.'
          : 'Selesaikan pelanggan yang ada, lalu pulihkan cadangan itu di Pengaturan, Cadangan.',
      )
    case 'books_put_back':
      return say(
        'Berkas buku penjualan sempat hilang dari tempatnya waktu Gerai terbuka.',
        'Gerai sudah mengembalikannya, lengkap dengan semua penjualan.',
        'Cari tahu siapa atau program apa yang menghapusnya, lalu tulis di sini.',
      )
    case 'backup_failed':
      return say(
        'Cadangan hari ini belum bisa dibuat.',
        'Buku penjualan dan cadangan yang lama tidak berubah. Gerai mencoba lagi tiap jam.',
        'Buka Pengaturan, Cadangan, dan lihat sebabnya di sana.',
      )
    case 'clock_moved_back':
      return say(
        'Jam komputer ini dimundurkan.',
        'Penjualan dan cadangan tidak ada yang hilang, dan pembayaran tetap dipantau.',
        'Pastikan tanggal dan jamnya benar, karena tercetak di struk, lalu tulis sebabnya.',
      )
    default:
      return unreachable(kind)
  }
}

function english(kind: BooksAttentionKind, since: string | null, newest: string | null): Words {
  switch (kind) {
    case 'books_restored':
      return say(
        `The books were restored from a backup. Sales after ${since ?? 'it was made'} are not in them.`,
        'The books that were replaced are kept. Unfinished payments are looked up at the payment service first.',
        'Compare the money that came in after that time with the payment account and the drawer, then write down the outcome.',
      )
    case 'books_cloned':
      return say(
        'These books are a copy from another place or computer.',
        'Gerai gave them a new terminal number, and unfinished payments are looked up first.',
        'Make sure that only one copy is used for selling, then write down which one.',
      )
    case 'books_damaged':
      return say(
        'Part of the sales books is damaged.',
        newest === null
          ? 'There is no good backup yet. What can still be read was not changed.'
          : `There is a good backup from ${newest}. What can still be read was not changed.`,
        newest === null
          ? 'Delete nothing. Copy the data folder to a safe place, then ask for help.'
          : 'Finish the customer who is there, then restore that backup in Settings, Backups.',
      )
    case 'books_put_back':
      return say(
        'The file of the sales books had been taken from its place while Gerai was open.',
        'Gerai has put it back, with every sale in it.',
        'Find out who or which program deleted it, then write it down here.',
      )
    case 'backup_failed':
      return say(
        "Today's backup could not be made yet.",
        'The books and the older backups are unchanged. Gerai tries again every hour.',
        'Open Settings, Backups, and look at the reason there.',
      )
    case 'clock_moved_back':
      return say(
        "This computer's clock was set back.",
        'No sale and no backup is lost, and payments are still watched.',
        'Make sure that date and time are right, because receipts carry them, then write down why.',
      )
    default:
      return unreachable(kind)
  }
}

function textOf(facts: StoredFacts, name: string): string | null {
  const value = facts[name]
  const text = typeof value === 'string' ? cleanText(value, 40) : ''
  return text === '' ? null : text
}
