/** Copies of the books, and what is said when the books themselves are in trouble. */
export const backups = {
  'settings.backups': 'Cadangan',

  'backups.about':
    'Gerai mencadangkan buku penjualan sekali sehari, selagi jualan jalan terus. Tiap cadangan dibaca ulang sampai habis sebelum disimpan: 7 harian, 4 mingguan, paling banyak seperlima isi disk.',
  'backups.make': 'Cadangkan sekarang',
  'backups.made': 'Cadangan sudah jadi dan sudah diperiksa',
  'backups.copying': 'Menyalin buku… {percent}%',
  'backups.checking': 'Membaca ulang cadangan sampai habis…',
  'backups.giveUp': 'Hentikan',
  'backups.none': 'Belum ada cadangan',
  'backups.noneAbout': 'Yang pertama dibuat sendiri, semenit setelah Gerai dibuka.',
  'backups.newest': 'Terbaru',
  'backups.checked': 'Sudah diperiksa',
  'backups.why.daily': 'Harian',
  'backups.why.by_hand': 'Dibuat sendiri',
  'backups.why.update': 'Sebelum pembaruan',
  'backups.why.rescue': 'Penyelamatan',
  'backups.restore': 'Pulihkan',
  'backups.room': 'Cadangan memakai {used}. Sisa disk {free}.',
  'backups.folder': 'Disimpan di folder ini. Salin juga ke flashdisk, supaya aman kalau komputernya rusak:',
  'backups.aside': 'Buku yang pernah diganti',
  'backups.asideAbout':
    'Tidak pernah dihapus sendiri. Kalau sudah tidak perlu, hapus foldernya di “set-aside”.',
  'backups.lastFailed': 'Cadangan terakhir tidak jadi:',
  'backups.closed': 'Hanya pemilik yang melihat dan memulihkan cadangan.',
  'backups.show': 'Lihat cadangan',

  'restore.title': 'Pulihkan cadangan {when}?',
  'restore.what': 'Buku penjualan kembali seperti waktu itu. Penjualan sesudahnya tidak ada lagi di sini.',
  'restore.kept': 'Buku yang sekarang tidak dihapus, hanya disisihkan, dan bisa dipulihkan lagi.',
  'restore.unknown':
    'Pembayaran yang waktu itu belum selesai ditanyakan dulu ke layanan pembayaran. Tidak ada yang ditagih lagi sendiri.',
  'restore.numbers': 'Nomor penjualan melompat, supaya tidak ada nomor yang sama di dua struk.',
  'restore.after':
    'Setelah itu semua orang masuk lagi dengan PIN. Cocokkan uang dengan akun pembayaran dan isi laci.',
  'restore.word': 'PULIHKAN',
  'restore.type': 'Ketik {word} untuk melanjutkan',
  'restore.go': 'Pulihkan cadangan ini',
  'restore.busy': 'Memulihkan… Jangan matikan komputer.',
} as const
