/** Who is at the counter: first start, lock, switch, and lending a right. */
export const people = {
  'role.cashier': 'Kasir',
  'role.supervisor': 'Supervisor',
  'role.owner': 'Pemilik',

  'first.title': 'Selamat datang. Siapa pemilik toko ini?',
  'first.titleMode': 'Buku {mode} masih baru. Siapa pemiliknya?',
  'first.about': 'Satu nama dan satu PIN, lalu langsung bisa jualan.',
  'first.aboutMode': 'Setiap mode punya buku dan orangnya sendiri. Penjualan di mode lain tidak berubah.',
  'first.owner': 'Pemilik bisa mengatur semuanya, dan menambah kasir atau supervisor nanti.',
  'first.pin': 'PIN menjaga kasir saat ditinggal, dan mencatat siapa melakukan apa.',
  'first.forgotten':
    'Lupa PIN? Pemilik mengganti PIN orang lain di Pengaturan. PIN pemilik sendiri dipulihkan di komputer ini: npm run recover-owner.',
  'first.forgottenDesktop':
    'Lupa PIN? Pemilik mengganti PIN orang lain di Pengaturan. PIN pemilik sendiri dipulihkan di komputer ini: tutup Gerai, lalu buka dengan --recover-owner.',
  'first.name': 'Nama Anda',
  'first.go': 'Mulai jualan',
  'people.needName': 'Tulis namanya dulu.',
  'first.language': 'Bahasa',

  'pin.label': 'PIN',
  'pin.of': 'PIN {name}',
  'pin.new': 'PIN baru (4–8 angka)',
  'pin.again': 'Ketik sekali lagi',
  'pin.old': 'PIN sekarang',
  'pin.typed': '{count, plural, =0 {belum ada angka} other {# angka diketik}}',
  'pin.digits': 'PIN terdiri dari 4 sampai 8 angka.',
  'pin.differs': 'Yang kedua berbeda. Ketik sekali lagi.',
  'pin.wait': 'Tunggu sebentar.',
  'pin.lockedOut': 'PIN salah terlalu sering. Tunggu',
  'pin.lockedOutAbout': 'Penjualan tetap aman, dan orang lain tetap bisa masuk.',

  'who.search': 'Cari nama',
  'who.nobody': 'Tidak ada yang bernama “{query}”',
  'who.chooseFirst': 'Pilih namanya dulu.',

  'lock.locked': 'Terkunci',
  'lock.title': 'Siapa di kasir?',
  'lock.enter': 'Masuk',
  'lock.sale': 'Penjualan di kasir',

  'switch.button': '{name}: ganti orang atau kunci',
  'switch.who': 'Ganti orang',
  'switch.whoAbout': 'Sekarang {name}. Penjualan di layar tetap seperti ini.',
  'switch.alone': 'Belum ada orang lain di toko ini. Tambahkan di Pengaturan, bagian Orang.',
  'switch.lock': 'Kunci sekarang',

  'pin.mustChange': 'PIN ini hanya berlaku sekali dan tidak bisa dipakai masuk lagi. Ganti sekarang.',

  'ask.supervisor': 'Perlu izin supervisor',
  'ask.owner': 'Perlu izin pemilik',
  'ask.second': 'Perlu orang kedua',
  'ask.about': 'Izin ini hanya untuk langkah ini saja, dan dicatat atas nama keduanya.',
  'ask.secondAbout': 'Yang mencatat uang tidak menerimanya sendiri. Izin ini hanya untuk langkah ini saja.',
  'ask.secondWhat': 'Menerima uang yang dicatat',
  'ask.who': 'Siapa yang memberi izin?',
  'ask.go': 'Beri izin',
  'ask.nobody':
    'Belum ada orang lain yang bisa memberi izin ini. Pemilik bisa menambahkannya di Pengaturan, bagian Orang.',

  'sale.largeDiscount': 'Diskon {percent}% di atas batas, perlu izin supervisor saat dibayar',
  'right.supervisor': 'perlu izin supervisor',
  'right.owner': 'perlu izin pemilik',
} as const
