/** How receipts look, and what is done with one. */
export const receipt = {
  'settings.receipt': 'Struk',

  'receipt.savePicture': 'Simpan PNG',
  'receipt.saveText': 'Simpan teks',
  'receipt.warnings': 'Yang berbeda di kertas',
  'receipt.fileName': 'struk-{number}',

  'receipt.header': 'Di bawah nama toko',
  'receipt.headerHint': 'Paling banyak 6 baris: nomor WA, jam buka.',
  'receipt.terms': 'Aturan toko',
  'receipt.termsHint': 'Paling banyak 6 baris, dicetak rata kiri.',
  'receipt.footer': 'Penutup',
  'receipt.footerHint': 'Paling banyak 6 baris, dicetak di tengah.',

  'receipt.lineTooLong': 'Satu baris paling banyak {longest} huruf. Bagi jadi dua baris.',

  'receipt.logo': 'Logo',
  'receipt.logoHint': 'PNG atau JPEG, warna gelap di atas putih. Jadi hitam-putih waktu dicetak.',
  'receipt.logoChoose': 'Pilih gambar',
  'receipt.logoRemove': 'Lepas logo',
  'receipt.logoCost':
    'Menambah {kilobytes} kB ke tiap struk: sekitar {seconds} detik di printer kabel serial 9600.',

  'receipt.fields': 'Yang dicetak',
  'receipt.fieldLocked': 'Wajib untuk toko PKP',
  'receipt.field.address': 'Alamat toko',
  'receipt.field.cashier': 'Nama kasir',
  'receipt.field.terminal': 'Nama terminal',
  'receipt.field.notes': 'Catatan barang',
  'receipt.field.item_count': 'Jumlah barang (kertas 80 mm)',
  'receipt.field.tax_base': 'DPP di bawah pajak',
  'receipt.field.payment_details': 'Rincian pembayaran (RRN, NMID, TID)',
  'receipt.field.provider_reference': 'Nomor rujukan layanan pembayaran',
  'receipt.notTaxInvoice': 'Tulis “Struk ini bukan Faktur Pajak”',

  'receipt.taxWording': 'Tulisan PPN',
  'receipt.taxUsual': 'Biasa: {label}',
  'receipt.taxRegulation': 'Menurut aturan: DPP Nilai Lain dan PPN 12%',

  'receipt.qr': 'Kode QR di kaki struk',
  'receipt.qrNone': 'Tidak ada',
  'receipt.qrSigned': 'Tanda tangan struk',
  'receipt.qrLink': 'Alamat toko',
  'receipt.qrSignedAbout':
    'Kode ini membuktikan nomor, jumlah, waktu, dan salinan ke berapa. Struk yang diubah langsung ketahuan, tanpa internet.',
  'receipt.checkPage': 'Alamat halaman pemeriksa',
  'receipt.checkPageHint':
    'Boleh kosong. Kalau diisi, pelanggan bisa memindai dan memeriksa sendiri; datanya tidak dikirim ke mana pun.',
  'receipt.checkPageSave': 'Simpan halaman pemeriksa',
  'receipt.checkPageFile': 'periksa-struk',
  'receipt.addressBad': 'Tulis alamat lengkap, misalnya https://tokosaya.id/cek',
  'receipt.linkAddress': 'Alamat yang dibuka',
  'receipt.linkCaption': 'Tulisan di atas kode',
  'receipt.key': 'Kunci publik struk kasir ini',
  'receipt.keyHint': 'Boleh dibagikan. Dipakai halaman pemeriksa untuk mengenali struk toko ini.',
  'receipt.keyNone': 'Dibuat saat pengaturan ini disimpan.',

  'receipt.language': 'Bahasa struk',
  'receipt.languageScreen': 'Sama dengan layar',
  'receipt.languageId': 'Indonesia',
  'receipt.languageEn': 'Inggris',
  'receipt.shopCopy': 'Salinan untuk toko',
  'receipt.shopCopyNever': 'Tidak dicetak',
  'receipt.shopCopyCashless': 'Selain tunai',
  'receipt.shopCopyAlways': 'Selalu',
  'receipt.refundAgain': 'Cetak lagi struk pengembalian saat sudah diputuskan',
  'receipt.refundAgainAbout': 'Ditandai SALINAN. Struk pertama bisa bilang masih diproses.',

  'receipt.preview': 'Contoh struk',
  'receipt.previewPaidBy': 'Dibayar dengan',
  'receipt.previewWidth': '{columns} kolom',

  'receipt.check': 'Periksa struk',
  'receipt.checkAbout': 'Pindai kode di kaki struk dengan pemindai, atau tempelkan isinya.',
  'receipt.checkText': 'Isi kode',
  'receipt.checkGo': 'Periksa',
  'receipt.genuine': 'Asli, dibuat kasir ini',
  'receipt.changed': 'Tidak asli: isinya sudah diubah',
  'receipt.unknownKey': 'Bukan dari kasir ini',
  'receipt.unknownKeyAbout':
    'Struk ini menyebut kunci yang tidak dikenal di sini. Periksa dengan kunci publik toko yang membuatnya.',
  'receipt.changedAbout': 'Jangan dipakai sebagai bukti. Cocokkan dengan daftar transaksi.',
  'receipt.original': 'Lembar asli',
  'receipt.copyNumber': 'Salinan ke-{number}',
  'receipt.practiceOnly': 'BUKAN TRANSAKSI SAH: dari mode latihan atau uji',
  'receipt.notInBooks': 'Nomornya tidak ada di catatan kasir ini.',
} as const
