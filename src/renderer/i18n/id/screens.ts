/** Customer screens in the shop's network, and the logs for whoever helps. */
export const screens = {
  'settings.screens': 'Layar pelanggan',
  'settings.help': 'Bantuan',

  'screens.about':
    'Tablet atau HP di jaringan toko bisa menjadi layar pelanggan. Layar itu hanya melihat, tidak bisa menekan apa pun.',
  'screens.off':
    'Sedang mati. Supaya bisa dipakai, Gerai dijalankan di komputer ini dengan “npm run serve -- --lan”.',
  'screens.address': 'Buka alamat ini di perangkatnya:',
  'screens.pair': 'Pasangkan layar',
  'screens.newCode': 'Buat kode baru',
  'screens.type': 'Ketik kode ini di sana, atau pindai QR-nya:',
  'screens.qr': 'QR untuk memasangkan satu layar',
  'screens.left': 'Berlaku {seconds} detik lagi, untuk satu layar.',
  'screens.over': 'Waktunya habis. Buat kode baru.',
  'screens.none': 'Belum ada layar yang dipasangkan',
  'screens.noneAbout': 'Tekan “Pasangkan layar”, lalu buka alamatnya di perangkat.',
  'screens.seen': 'Terakhir terhubung {when}',
  'screens.remove': 'Lepas',
  'screens.removed': 'Layar {name} sudah dilepas',
  'screens.closed': 'Hanya pemilik yang memasangkan dan melepas layar.',
  'screens.show': 'Lihat daftar layar',

  'help.about':
    'Kalau ada masalah, simpan berkas ini dan kirim ke yang membantu. Isinya catatan kerja Gerai dan keadaan komputer ini. Tanpa kunci, PIN, dan nomor kartu. Gerai tidak mengirimnya sendiri ke mana pun.',
  'help.save': 'Simpan catatan (zip)',
  'help.saved': '{name} sudah disimpan',
} as const
