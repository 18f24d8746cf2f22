import type { Language } from '../../../core/domain/language.ts'

/** The words of the app's own menu and boxes. What the pages say is in their catalogs. */
const ID = {
  sale: 'Penjualan',
  qris: 'Bayar QRIS',
  cash: 'Bayar tunai',
  card: 'Bayar kartu (EDC)',
  split: 'Bagi pembayaran',
  check: 'Periksa pembayaran',
  printCode: 'Cetak kode',
  newCode: 'Kode baru',
  park: 'Tahan atau ambil pesanan',
  amount: 'Jumlah bebas atau kirim struk',
  reprint: 'Cetak ulang struk',
  edit: 'Ubah',
  cut: 'Potong',
  copy: 'Salin',
  paste: 'Tempel',
  selectAll: 'Pilih semua',
  view: 'Tampilan',
  reload: 'Muat ulang layar kasir',
  larger: 'Perbesar',
  smaller: 'Perkecil',
  actualSize: 'Ukuran asli',
  fullScreen: 'Layar penuh',
  help: 'Bantuan',
  openLogs: 'Buka folder catatan',
  saveLogs: 'Simpan catatan…',
  logsSaved: 'Catatan tersimpan',
  logsNotSaved: 'Catatan tidak bisa disimpan di sana. Pilih tempat lain. Catatan aslinya tetap ada di',
  about: 'Tentang Gerai',
  hide: 'Sembunyikan Gerai',
  hideOthers: 'Sembunyikan yang lain',
  unhide: 'Tampilkan semua',
  quit: 'Keluar',
  hungTitle: 'Layar kasir tidak menjawab.',
  hungDetail:
    'Penjualan dan pembayaran tetap jalan dan tersimpan. Tunggu sebentar, atau muat ulang layarnya: pesanan dan kodenya muncul lagi seperti tadi.',
  leaveTitle: 'Masih ada pembayaran yang berjalan.',
  leaveDetail:
    'Kalau Gerai ditutup, pelanggan masih bisa membayar kodenya, tetapi tidak ada yang melihatnya di sini sampai Gerai dibuka lagi. Tidak ada yang hilang: pembayaran itu dicek sendiri begitu Gerai dibuka.',
  stay: 'Kembali',
  wait: 'Tunggu',
  reloadNow: 'Muat ulang',
  crashedTitle: 'Layar kasir berhenti dua kali dalam satu menit.',
  crashedDetail:
    'Penjualan dan pembayaran yang sudah tersimpan aman. Mulai ulang Gerai. Kalau terjadi lagi, simpan catatannya dan kirim ke yang membantu Anda.',
  unloadableTitle: 'Layar kasir tidak bisa dibuka.',
  unloadableDetail:
    'Penjualan dan pembayaran yang sudah tersimpan aman. Mulai ulang Gerai. Kalau terjadi lagi, pasang ulang Gerai: bukunya tidak ikut terhapus.',
  faultTitle: 'Ada kesalahan di dalam Gerai.',
  faultDetail:
    'Penjualan dan pembayaran yang sudah tersimpan aman. Jangan menagih ulang sebelum Gerai jalan lagi: pembayaran yang sedang berjalan akan dicek sendiri. Mulai ulang Gerai. Kalau terjadi lagi, simpan catatannya dan kirim ke yang membantu Anda.',
  reference: 'Nomor kesalahan',
  restart: 'Mulai ulang',
  recoverTitle: 'Pemilik mana yang lupa PIN?',
  recoverDetail:
    'Gerai membuat PIN baru yang membuka kasir satu kali saja. PIN yang lama tidak berlaku lagi. Pemulihan ini tercatat di log dan tidak bisa dihapus.',
  recoveredPin: 'PIN baru untuk',
  recoveredDetail:
    'Catat dulu, lalu buka Gerai dan masuk. PIN ini berlaku satu kali: ganti begitu sudah masuk.',
  recoverNobody: 'Buku ini belum punya pemilik.',
  recoverNobodyDetail: 'Tidak ada yang diubah. Buka Gerai seperti biasa untuk mendaftarkannya.',
  cancel: 'Batal',
  read: 'Sudah dibaca',
} as const

type Words = { readonly [Key in keyof typeof ID]: string }

const EN: Words = {
  sale: 'Sale',
  qris: 'Pay by QRIS',
  cash: 'Pay cash',
  card: 'Pay by card (EDC)',
  split: 'Split the payment',
  check: 'Check the payment',
  printCode: 'Print the code',
  newCode: 'New code',
  park: 'Park or take up an order',
  amount: 'Free amount, or send the receipt',
  reprint: 'Print the receipt again',
  edit: 'Edit',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  reload: 'Load the cashier’s screen again',
  larger: 'Larger',
  smaller: 'Smaller',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  help: 'Help',
  openLogs: 'Open the folder of logs',
  saveLogs: 'Save the logs…',
  logsSaved: 'The logs are saved',
  logsNotSaved: 'The logs could not be saved there. Choose another place. The logs themselves are still in',
  about: 'About Gerai',
  hide: 'Hide Gerai',
  hideOthers: 'Hide the others',
  unhide: 'Show all',
  quit: 'Quit',
  hungTitle: 'The cashier’s screen does not answer.',
  hungDetail:
    'Sales and payments go on and are kept. Wait a moment, or load the screen again: the order and its code come back as they were.',
  leaveTitle: 'A payment is still under way.',
  leaveDetail:
    'When Gerai closes, the customer can still pay the code, but nobody sees it here until Gerai is opened again. Nothing is lost: the payment is looked up by itself as soon as Gerai opens.',
  stay: 'Back',
  wait: 'Wait',
  reloadNow: 'Load again',
  crashedTitle: 'The cashier’s screen stopped twice within a minute.',
  crashedDetail:
    'Sales and payments that were stored are safe. Start Gerai again. If it happens once more, save the logs and send them to whoever helps you.',
  unloadableTitle: 'The cashier’s screen cannot be opened.',
  unloadableDetail:
    'Sales and payments that were stored are safe. Start Gerai again. If it happens once more, install Gerai again: the books stay.',
  faultTitle: 'Something went wrong inside Gerai.',
  faultDetail:
    'Sales and payments that were stored are safe. Do not charge again before Gerai runs: a payment under way is looked up by itself. Start Gerai again. If it happens once more, save the logs and send them to whoever helps you.',
  reference: 'Reference',
  restart: 'Start again',
  recoverTitle: 'Which owner forgot the PIN?',
  recoverDetail:
    'Gerai makes up a new PIN that opens the till once. The old one no longer counts. The log says that this was done, and nobody can take that out.',
  recoveredPin: 'New PIN for',
  recoveredDetail:
    'Note it down, then start Gerai and sign in. It opens the till once: change it as soon as you are in.',
  recoverNobody: 'These books have no owner yet.',
  recoverNobodyDetail: 'Nothing was changed. Start Gerai as usual to register one.',
  cancel: 'Cancel',
  read: 'I have read it',
}

export type HostWord = keyof typeof ID

export const hostWords = (language: Language): Words => (language === 'en' ? EN : ID)
