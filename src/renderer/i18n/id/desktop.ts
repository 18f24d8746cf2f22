/** The app's own windows, displays and updates. */
export const desktop = {
  'settings.desktop': 'Layar dan aplikasi',

  'desktop.customer': 'Layar pelanggan',
  'desktop.customerAbout':
    'Sekali dipilih, Gerai mengingatnya. Kalau layarnya dicabut, layar pelanggan ditutup dan muncul lagi setelah dipasang.',
  'desktop.where': 'Tampilkan di',
  'desktop.auto': 'Otomatis: layar kedua',
  'desktop.off': 'Tidak dipakai',
  'desktop.display': '{name} ({width} × {height})',
  'desktop.unnamed': 'Layar {number}',
  'desktop.away': '{name} (tidak tersambung)',
  'desktop.shown': 'Sekarang tampil di {name}.',
  'desktop.notShown': 'Sekarang tidak tampil: layarnya tidak tersambung.',
  'desktop.oneDisplay': 'Komputer ini baru punya satu layar. Sambungkan layar kedua, lalu pilih di sini.',
  'desktop.kiosk': 'Mode kios',
  'desktop.kioskAbout': 'Kasir memenuhi layar dan tidak bisa digeser. Dimatikan lagi di sini.',
  'desktop.noKeyStore':
    'Sistem ini tidak punya gudang kunci, jadi kunci layanan pembayaran disimpan di berkas yang hanya bisa dibaca pemiliknya. Di Linux: pasang GNOME Keyring atau KWallet, lalu simpan ulang kuncinya.',
  'desktop.logs': 'Buka folder catatan',
  'desktop.update': 'Pembaruan',
  'desktop.version': 'Versi terpasang: {version}',
  'desktop.check': 'Periksa pembaruan',
  'desktop.offPackageManager': 'Pembaruan lewat pengelola paket sistem.',
  'desktop.offNoFeed': 'Pemasangan ini tidak memperbarui sendiri. Pasang versi baru dengan tangan.',
  'desktop.none': 'Tidak ada versi yang lebih baru.',
  'desktop.notChecked': 'Diperiksa sendiri setiap enam jam.',
  'desktop.checking': 'Memeriksa…',
  'desktop.downloading': 'Mengunduh versi {version}: {percent}%',
  'desktop.ready': 'Versi {version} siap dipasang.',
  'desktop.waitsPayment': 'Menunggu pembayaran yang sedang berjalan.',
  'desktop.waitsOrder': 'Menunggu pesanan di meja kasir selesai.',
  'desktop.failed': 'Tidak bisa memeriksa atau mengunduh: {detail}',
  'desktop.install': 'Pasang dan mulai ulang',
  'desktop.news': 'Yang baru',
  'desktop.rollback':
    'Buku disalin sebelum diubah versi baru. Kalau versi baru bermasalah: catat penjualan yang baru, tutup Gerai, pasang lagi versi {version}, lalu pulihkan cadangan dari sebelum pembaruan. Penjualan sesudah cadangan itu tidak ada di dalamnya; pembayarannya dicocokkan lagi dengan layanan pembayaran.',
} as const
