import type { Language } from '../language.ts'
import type { Right } from '../people/permissions.ts'
import { quoted } from '../shown-text.ts'

/** What each right allows, as the start of a line. */
const WORDS: Readonly<Record<Right, Readonly<Record<Language, string>>>> = {
  sell: { id: 'Menjual', en: 'Selling' },
  look_up: { id: 'Melihat transaksi', en: 'Looking up sales' },
  print: { id: 'Mencetak', en: 'Printing' },
  confirm_by_rule: { id: 'Menerima tunai dan struk EDC', en: 'Accepting cash and card slips' },
  confirm_money: { id: 'Menerima uang yang dicatat', en: 'Accepting recorded money' },
  give_discount: { id: 'Memberi diskon', en: 'Giving a discount' },
  give_large_discount: { id: 'Diskon di atas batas toko', en: "A discount above the shop's limit" },
  cancel_sale: { id: 'Membatalkan penjualan', en: 'Cancelling a sale' },
  supersede_code: {
    id: 'Menutup QR yang masih bisa dibayar',
    en: 'Covering a QR that can still be paid',
  },
  override_evidence: {
    id: 'Mencatat bukti yang sudah pernah dipakai',
    en: 'Recording evidence that was used before',
  },
  settle_attention: { id: 'Menyelesaikan yang perlu dicek', en: 'Settling what needs a look' },
  run_shift: { id: 'Membuka dan menutup shift sendiri', en: 'Opening and closing own shifts' },
  close_other_shift: { id: 'Menutup shift orang lain', en: "Closing somebody else's shift" },
  see_till_sums: {
    id: 'Melihat isi laci sebelum dihitung',
    en: 'Seeing what is in the drawer before a count',
  },
  see_reports: { id: 'Melihat laporan', en: 'Seeing reports' },
  open_drawer: { id: 'Membuka laci uang', en: 'Opening the cash drawer' },
  refund: { id: 'Mengembalikan uang', en: 'Refunding' },
  change_catalog: { id: 'Mengubah katalog dan harga', en: 'Changing the catalog and prices' },
  read_log: { id: 'Membaca catatan', en: 'Reading the log' },
  reconcile: { id: 'Mencocokkan dengan layanan pembayaran', en: 'Reconciling with the payment service' },
  change_printers: { id: 'Mengatur printer', en: 'Setting up printers' },
  change_settings: { id: 'Mengubah pengaturan', en: 'Changing settings' },
  change_provider: { id: 'Mengatur layanan pembayaran', en: 'Setting up the payment service' },
  manage_people: { id: 'Mengatur orang', en: 'Managing people' },
  switch_mode: { id: 'Mengganti mode', en: 'Changing the mode' },
  manage_backups: { id: 'Mengatur cadangan', en: 'Managing backups' },
  erase_personal_data: { id: 'Menghapus data pribadi', en: 'Erasing personal data' },
}

/** A right by its name, which may come from an older or newer log. */
export const rightWords = (right: string, language: Language): string =>
  isRight(right) ? WORDS[right][language] : quoted(right)

const isRight = (text: string): text is Right => Object.hasOwn(WORDS, text)
