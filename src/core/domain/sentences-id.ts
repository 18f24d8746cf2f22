import { backupWords } from './backup-words.ts'
import { amountOf, formatAmount, formatMoney, MAX_SALE_AMOUNT, type Amount, type Currency } from './money.ts'
import { forbiddenWords, refusedWords, setupWords, unitCheckAmount } from './provider-words.ts'
import type { Refusal } from './refusals.ts'
import { unreachable } from './result.ts'
import type { SessionMismatch } from './session.ts'
import { indonesianAfterSaleWords } from './sentences-after-sale-id.ts'
import { EDC_LABELS, KIND_LABELS, modeLabel } from './sentence-labels.ts'
import { indonesianManualWords } from './sentences-manual-id.ts'
import { roundSpan, say, waitSpan, type Words } from './sentence-words.ts'
import { indonesianPeopleWords } from './sentences-people-id.ts'
import { indonesianPrinterWords } from './sentences-printers.ts'
import { catalogRefusalWords } from './sentences-catalog.ts'
import { desktopRefusalWords } from './sentences-desktop.ts'
import { heldRefusalWords } from './sentences-held.ts'
import { savedFilterWords } from './sentences-saved-filters.ts'
import { reviewRefusalWords } from './sentences-review.ts'
import { receiptRefusalWords } from './sentences-receipts.ts'
import { screenRefusalWords } from './sentences-screens.ts'
import { slideRefusalWords } from './sentences-slides.ts'
import { transferRefusalWords } from './sentences-transfer.ts'
import { reportRefusalWords } from './sentences-reports.ts'
import { shiftRefusalWords } from './sentences-shift.ts'
import { quoted } from './shown-text.ts'

/** An amount to show how one is written: `25.000`, `250,00`. */
const EXAMPLE = amountOf(25_000)

const NOT_CHARGED = 'Belum ada yang ditagih.'
const TYPED_STAYS = 'Belum ada yang ditagih, dan yang diketik tetap ada.'
const NOTHING_CHANGED = 'Tidak ada yang berubah.'
const SALE_STAYS = 'Penjualan tetap tersimpan.'
const SLIP_LATER = 'Penjualan dan pembayarannya aman, struk bisa dicetak nanti.'
const CASH_STILL_WORKS = 'Penjualan tetap tersimpan. Tunai dan EDC tetap bisa dipakai.'

/** Every refusal as a cashier in Indonesia says it. */
export function indonesianWords(refusal: Refusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'amount_empty':
      return say(
        'Jumlahnya belum diisi.',
        NOT_CHARGED,
        `Ketik jumlahnya dulu, misalnya ${formatAmount(EXAMPLE, currency, 'id')}.`,
      )
    case 'amount_not_a_number':
      return say(
        `${quoted(refusal.typed)} tidak terbaca sebagai jumlah uang.`,
        TYPED_STAYS,
        `Pakai angka saja, misalnya ${formatAmount(EXAMPLE, currency, 'id')}.`,
      )
    case 'amount_fraction':
      return say(
        `Jumlahnya harus bulat, sedangkan ${quoted(refusal.typed)} ada angka di belakang koma.`,
        TYPED_STAYS,
        'Hapus koma dan angka di belakangnya.',
      )
    case 'amount_too_fine':
      return say(
        `${quoted(refusal.typed)} ada lebih dari dua angka di belakang koma.`,
        TYPED_STAYS,
        `Tulis paling banyak dua, misalnya ${formatAmount(EXAMPLE, refusal.currency, 'id')}.`,
      )
    case 'amount_not_positive':
      return say('Jumlahnya harus lebih dari nol.', TYPED_STAYS, 'Ketik lagi jumlah yang benar.')
    case 'amount_too_large':
      return say(
        `Jumlahnya kebesaran, paling banyak ${formatMoney(refusal.limit, refusal.currency, 'id')}.`,
        TYPED_STAYS,
        'Periksa lagi angkanya. Kalau memang sebesar itu, bagi jadi beberapa transaksi.',
      )
    case 'cart_empty':
      return say('Belum ada barang.', NOT_CHARGED, 'Tambahkan barang atau ketik jumlahnya dulu.')
    case 'line_quantity_invalid':
      return say(
        `Banyaknya ${quoted(refusal.name)} tidak bisa dipakai.`,
        TYPED_STAYS,
        'Isi banyaknya lebih dari nol, lalu coba lagi.',
      )
    case 'line_price_invalid':
      return say(
        `Harga ${quoted(refusal.name)} tidak bisa dipakai.`,
        TYPED_STAYS,
        `Isi harga antara 0 dan ${money(MAX_SALE_AMOUNT)}.`,
      )
    case 'discount_too_large':
      return say(
        refusal.name === null
          ? 'Diskonnya lebih besar daripada belanjanya.'
          : `Diskon ${quoted(refusal.name)} lebih besar daripada harganya.`,
        TYPED_STAYS,
        'Kecilkan diskonnya, lalu coba lagi.',
      )
    case 'sale_not_positive':
      return say(
        'Totalnya nol, jadi belum ada yang harus dibayar.',
        TYPED_STAYS,
        'Periksa harga dan diskonnya.',
      )
    case 'sale_too_large':
      return say(
        `Totalnya melewati batas ${formatMoney(refusal.limit, refusal.currency, 'id')}.`,
        TYPED_STAYS,
        'Bagi belanjaannya jadi dua penjualan atau lebih.',
      )
    case 'cash_too_little':
      return say(
        `Uangnya kurang ${money(amountOf(refusal.due - refusal.tendered))}: harus ${money(refusal.due)}, baru ${money(refusal.tendered)}.`,
        'Belum dicatat sebagai lunas, dan yang diketik tetap ada.',
        'Minta kekurangannya, atau bayar sebagian dulu dan sisanya dengan cara lain.',
      )
    case 'card_number_typed':
      return say(
        `Isian ${EDC_LABELS[refusal.field].id} mirip nomor kartu.`,
        'Isian itu langsung dihapus dan tidak disimpan di mana pun.',
        'Salin dari struk EDC saja. Dari kartu cukup 4 angka terakhir.',
      )
    case 'edc_field_missing':
      return say(
        `${EDC_LABELS[refusal.field].id} belum diisi.`,
        'Isian yang lain tetap ada.',
        'Lihat struk EDC, lalu isi bagian itu.',
      )
    case 'edc_field_invalid':
      return say(
        `${EDC_LABELS[refusal.field].id} tidak sesuai bentuknya.`,
        'Isian yang lain tetap ada.',
        'Cocokkan lagi dengan struk EDC, tanpa tanda tambahan.',
      )
    case 'notice_field_missing':
    case 'notice_field_invalid':
    case 'evidence_used':
    case 'static_qris_not_set_up':
    case 'bank_account_not_set_up':
    case 'static_qris_refused':
      return indonesianManualWords(refusal)
    case 'event_out_of_order':
      return say(
        'Langkah itu belum bisa sekarang, keadaannya sudah berubah.',
        'Tidak ada yang ditagih dua kali, catatannya tetap utuh.',
        'Lihat keadaan terakhir di layar, lalu pilih lagi.',
      )
    case 'tender_is_over':
      return say(
        'Pembayaran ini sudah selesai, tidak bisa diubah lagi.',
        'Catatannya tetap ada, dan uang yang telat masuk tetap ketahuan.',
        'Kalau masih ada sisa, mulai pembayaran baru.',
      )
    case 'already_accepted':
      return say(
        'Uang ini sudah diterima sebelumnya.',
        'Uangnya dihitung satu kali saja.',
        'Lanjut saja. Kalau ternyata keliru, beri tahu supervisor.',
      )
    case 'already_rejected':
      return say(
        'Pembayaran ini sudah ditolak sebelumnya.',
        'Tidak ikut dihitung, catatannya tetap ada.',
        'Kalau uangnya memang ada, catat sebagai pembayaran baru.',
      )
    case 'sale_already_paid':
      return say(
        'Penjualan ini sudah lunas.',
        'Tidak ada tagihan tambahan.',
        'Lanjut ke pelanggan berikutnya.',
      )
    case 'sale_canceled':
      return say(
        'Penjualan ini sudah dibatalkan.',
        'Catatannya tetap ada, dan uang yang telat masuk tetap ketahuan.',
        'Kalau pelanggan jadi beli, buat penjualan baru.',
      )
    case 'sale_has_money':
      return say(
        `Sudah masuk ${money(refusal.covered)}, jadi penjualan ini tidak bisa dibatalkan.`,
        'Uang yang masuk tetap tercatat.',
        'Selesaikan sisanya, parkir dulu, atau kembalikan uangnya lewat Transaksi lalu batalkan.',
      )
    case 'refund_undecided':
      return say(
        'Uang dari penjualan ini sedang dikembalikan, dan layanan pembayaran belum memutuskan.',
        'Tidak ada yang ditagih.',
        'Tunggu keputusannya di Transaksi, atau buat penjualan baru untuk pelanggan ini.',
      )
    case 'sale_has_open_tender':
      return say(
        `Masih ada pembayaran ${KIND_LABELS[refusal.kind].id} yang berjalan.`,
        'Yang baru belum dimulai, supaya pelanggan tidak bayar dua kali.',
        'Tunggu hasilnya, atau batalkan dulu yang itu.',
      )
    case 'tender_exceeds_remaining':
      return say(
        `Sisa yang belum dibayar ${money(refusal.remaining)}, sedangkan yang diminta ${money(refusal.asked)}.`,
        TYPED_STAYS,
        `Ganti jumlahnya, paling banyak ${money(refusal.remaining)}.`,
      )
    case 'tender_amount_invalid':
      return say(
        'Jumlah pembayaran ini tidak bisa dipakai.',
        TYPED_STAYS,
        'Isi lebih dari nol, lalu coba lagi.',
      )
    case 'tender_unknown':
      return say(
        'Pembayaran itu tidak ada di penjualan ini.',
        NOTHING_CHANGED,
        'Buka lagi penjualannya dari daftar, lalu coba lagi.',
      )
    case 'money_no_longer_needed':
      return say(
        refusal.remaining > 0
          ? `Sisanya tinggal ${money(refusal.remaining)}, lebih kecil daripada uang ini.`
          : 'Penjualan ini sudah tertutup oleh pembayaran lain.',
        'Uang ini belum dihitung, jadi tidak tercatat dua kali.',
        'Tolak catatan ini dan kembalikan uangnya, atau tanya supervisor dulu.',
      )
    case 'provider_unreachable':
      return say(
        'Internet atau layanan pembayaran sedang tidak tersambung.',
        'Tidak ada yang terkirim. Penjualan tetap tersimpan.',
        'Periksa internetnya lalu coba lagi, atau terima tunai dulu.',
      )
    case 'provider_unknown':
      return say(
        'Belum pasti: jawaban layanan pembayaran belum sampai.',
        'Gerai tidak menagih dua kali. Penjualan tersimpan dan terus diperiksa.',
        'Jangan tagih lagi dulu. Tekan Cek sekarang, atau parkir penjualan ini.',
      )
    case 'provider_refused':
      return refusedWords(refusal.code, 'id')
    case 'provider_not_found':
      return say(
        'Layanan pembayaran belum menemukan pembayaran ini.',
        'Catatan di sini tetap ada dan tidak dianggap batal.',
        'Tekan Cek sekarang sebentar lagi. Kalau tetap tidak ada, beri tahu pemilik toko.',
      )
    case 'provider_key_missing':
      return say(
        'Kunci layanan pembayaran belum diisi.',
        CASH_STILL_WORKS,
        'Minta pemilik toko mengisinya di Pengaturan.',
      )
    case 'provider_key_wrong':
      return say(
        'Kunci layanan pembayaran tidak cocok.',
        CASH_STILL_WORKS,
        'Minta pemilik toko memasukkan kunci yang benar di Pengaturan.',
      )
    case 'provider_clock_off':
      return say(
        clockOff(refusal.offsetSeconds),
        `Langkah ini tidak menagih apa pun. ${SALE_STAYS}`,
        'Buka pengaturan tanggal dan jam di komputer ini, nyalakan jam otomatis, lalu coba lagi.',
      )
    case 'provider_forbidden':
      return forbiddenWords(refusal.code, 'id')
    case 'provider_busy': {
      const { count, unit } = waitSpan(refusal.retryAfterMs)
      return say(
        'Layanan pembayaran sedang ramai.',
        `Tidak ada yang ditagih dua kali. ${SALE_STAYS}`,
        `Tunggu ${count} ${unit === 'second' ? 'detik' : 'menit'}, lalu coba lagi.`,
      )
    }
    case 'provider_unsupported':
      return say(
        'Layanan pembayaran ini belum bisa melakukan itu.',
        'Tidak ada yang ditagih, tidak ada yang berubah.',
        'Pakai cara lain, misalnya tunai atau EDC.',
      )
    case 'provider_answer_differs':
      return answerDiffers(refusal.mismatch, money)
    case 'provider_not_set_up':
      return say(
        'Layanan pembayaran belum diatur.',
        CASH_STILL_WORKS,
        'Minta pemilik toko mengaturnya di Pengaturan.',
      )
    case 'provider_amount_unit_unproved':
      return say(
        'Tagihan sungguhan belum dibuka: jumlah percobaannya belum dicocokkan.',
        'Belum ada yang ditagih. Tunai dan EDC tetap bisa dipakai.',
        `Minta pemilik toko mencoba ${unitCheckAmount(currency, 'id')} dari Pengaturan dan mencocokkan jumlahnya di halaman pembayaran.`,
      )
    case 'provider_profile_invalid':
    case 'provider_in_use':
    case 'provider_currency_unsupported':
    case 'provider_lookup_unproved':
    case 'qris_not_offered':
    case 'code_stays_open':
    case 'currency_fixed':
      return setupWords(refusal, 'id')
    case 'qris_over_limit':
      return say(
        `QRIS paling banyak ${formatMoney(amountOf(refusal.limit))} sekali bayar.`,
        TYPED_STAYS,
        'Bagi pembayarannya, atau pakai cara bayar lain.',
      )
    case 'old_code_still_live':
      return say(
        'Kode QR yang lama mungkin masih bisa dibayar.',
        'Kode baru belum dibuat, supaya pelanggan tidak bayar dua kali.',
        'Tanya pelanggan sudah bayar atau belum, lalu tekan Cek sekarang. Kalau harus lanjut, tutup kode lama dengan alasan.',
      )
    case 'printer_not_found':
      return say(
        'Printernya tidak ketemu.',
        SLIP_LATER,
        'Cek colokan listrik, kabel, dan tombol nyalanya, lalu cetak lagi.',
      )
    case 'printer_busy':
      return say(
        'Printernya sedang dipakai program lain.',
        SLIP_LATER,
        'Tutup program lain yang memakai printer itu, lalu cetak lagi.',
      )
    case 'printer_denied':
      return say(
        'Komputer ini belum mengizinkan Gerai memakai printer.',
        SLIP_LATER,
        'Minta yang mengurus komputer memberi izin printer untuk Gerai, lalu cetak lagi.',
      )
    case 'printer_gone':
      return say(
        'Printernya terputus waktu mencetak.',
        'Pembayarannya aman. Struk mungkin baru tercetak sebagian.',
        'Pasang lagi kabelnya, lihat kertasnya, lalu cetak ulang kalau perlu.',
      )
    case 'printer_stalled':
      return say(
        'Printernya berhenti di tengah jalan.',
        'Pembayarannya aman. Struk mungkin baru tercetak sebagian.',
        'Cek kertas dan tutupnya, matikan lalu nyalakan printer, baru cetak ulang.',
      )
    case 'printer_refused':
      return say(
        'Printernya bilang belum bisa mencetak.',
        SLIP_LATER,
        'Cek kertas, tutup, dan lampu di printer, lalu cetak lagi.',
      )
    case 'printer_address_invalid':
      return say(
        'Alamat printer di Pengaturan tidak terbaca.',
        SLIP_LATER,
        'Pilih lagi printernya di Pengaturan, lalu tes cetak.',
      )
    case 'printer_none':
      return say(
        'Belum ada printer yang dipilih.',
        SLIP_LATER,
        'Pilih printer di Pengaturan, lalu tes cetak.',
      )
    case 'printer_address_forbidden':
    case 'printer_paper_out':
    case 'printer_cover_open':
    case 'printer_offline':
    case 'printer_silent':
    case 'printer_profile_invalid':
    case 'printer_unknown':
    case 'printer_address_taken':
    case 'drawer_too_late':
    case 'drawer_none':
      return indonesianPrinterWords(refusal)
    case 'nothing_to_print':
      return say(
        'Belum ada yang bisa dicetak.',
        'Tidak ada yang hilang.',
        'Selesaikan dulu pembayarannya, atau tampilkan QR-nya, lalu cetak.',
      )
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
    case 'backup_running':
    case 'backup_no_room':
    case 'backup_stopped':
    case 'backup_unknown':
    case 'backup_none':
    case 'backup_unusable':
    case 'backup_of_other_shop':
      return backupWords(refusal, 'id')
    case 'data_folder_in_use':
      return say(
        'Gerai sudah terbuka dengan folder data ini.',
        NOTHING_CHANGED,
        'Pakai jendela Gerai yang sudah terbuka, atau tutup dulu yang itu.',
      )
    case 'input_invalid':
      return say('Ada isian yang belum pas.', TYPED_STAYS, 'Periksa isiannya, lalu coba lagi.')
    case 'sale_unknown':
      return say('Penjualan itu tidak ketemu.', NOTHING_CHANGED, 'Cari lagi dari daftar penjualan.')
    case 'attention_unknown':
      return say(
        'Catatan itu sudah tidak ada di daftar.',
        NOTHING_CHANGED,
        'Buka lagi daftar yang perlu dicek.',
      )
    case 'reason_missing':
      return say('Alasannya belum ditulis.', NOTHING_CHANGED, 'Tulis alasannya singkat saja, lalu lanjutkan.')
    case 'practice_only':
      return say(
        'Itu hanya bisa di mode latihan.',
        NOTHING_CHANGED,
        'Kalau mau mencoba, pindah ke mode latihan di Pengaturan.',
      )
    case 'no_sale_on_counter':
      return say(
        'Belum ada penjualan di layar.',
        NOTHING_CHANGED,
        'Mulai penjualan baru, atau buka yang diparkir.',
      )
    case 'counter_occupied':
      return say(
        `Masih ada penjualan ${quoted(refusal.saleNumber)} di layar.`,
        'Dua-duanya tetap tersimpan.',
        'Selesaikan atau parkir dulu yang itu.',
      )
    case 'internal':
      return say(
        'Ada kesalahan di dalam Gerai.',
        'Yang sudah tersimpan aman. Hasil langkah barusan belum pasti.',
        'Lihat dulu keadaan terakhir sebelum mengulang. Kalau terjadi lagi, sampaikan nomor rujukan di rincian.',
      )
    case 'till_locked':
    case 'pin_wrong':
    case 'pin_locked_out':
    case 'pin_busy':
    case 'pin_weak':
    case 'person_unknown':
    case 'person_name_taken':
    case 'last_owner':
    case 'owner_exists':
    case 'permission_needed':
    case 'lender_lacks_right':
    case 'second_person_needed':
    case 'personal_data_gone':
      return indonesianPeopleWords(refusal)
    case 'refund_amount_invalid':
    case 'refund_exceeds_remaining':
    case 'refund_not_open':
    case 'refund_not_possible':
    case 'refund_missing':
    case 'refund_lines_invalid':
    case 'refund_below_coin':
    case 'refund_lines_changed':
    case 'void_slip_invalid':
    case 'customer_invalid':
    case 'customer_unknown':
    case 'receipt_not_ready':
    case 'receipt_too_large':
    case 'receipt_needs_paper':
    case 'email_invalid':
    case 'attention_action_unfit':
    case 'late_money_too_much':
    case 'late_money_refunded':
    case 'late_money_used':
    case 'late_money_not_there':
      return indonesianAfterSaleWords(refusal, currency)
    case 'logo_not_a_picture':
    case 'logo_too_large':
    case 'logo_blank':
    case 'logo_unknown':
    case 'not_a_sealed_receipt':
    case 'seal_key_unkept':
      return receiptRefusalWords(refusal, 'id')
    case 'product_code_unknown':
    case 'product_code_misread':
    case 'product_unknown':
    case 'product_not_sold':
    case 'barcode_taken':
    case 'sku_taken':
    case 'import_unknown':
    case 'import_too_large':
    case 'import_unreadable':
    case 'import_workbook':
    case 'import_column':
    case 'import_stopped':
      return catalogRefusalWords(refusal, 'id')
    case 'held_carts_full':
    case 'held_cart_unknown':
      return heldRefusalWords(refusal, 'id')
    case 'saved_filters_full':
      return savedFilterWords(refusal, 'id')
    case 'review_unknown':
    case 'review_over':
    case 'review_of_other_till':
    case 'review_of_sale':
    case 'review_not_manual':
    case 'review_differs':
    case 'review_decided':
    case 'proof_missing':
    case 'proof_unreadable':
    case 'bulk_not_cash':
      return reviewRefusalWords(refusal, 'id')
    case 'desktop_only':
    case 'app_incomplete':
    case 'display_unknown':
    case 'display_is_cashiers':
    case 'logs_not_opened':
    case 'updates_off':
    case 'update_not_found':
    case 'update_not_ready':
    case 'update_waits':
      return desktopRefusalWords(refusal, 'id')
    case 'shift_needed':
    case 'shift_already_open':
    case 'shift_not_open':
    case 'shift_unknown':
    case 'count_invalid':
    case 'variance_needs_reason':
    case 'batch_invalid':
    case 'settlement_photo_used':
      return shiftRefusalWords(refusal, 'id', currency)
    case 'screens_off':
    case 'screens_full':
    case 'screen_unknown':
    case 'pairing_code_wrong':
    case 'pairing_over':
      return screenRefusalWords(refusal, 'id')
    case 'slide_not_a_picture':
    case 'slide_too_large':
    case 'slides_full':
    case 'slide_unknown':
      return slideRefusalWords(refusal, 'id')
    case 'transfer_suffixes_used_up':
    case 'transfer_amount_differs':
    case 'photo_not_a_picture':
    case 'photo_too_large':
    case 'photo_gone':
    case 'camera_denied':
    case 'camera_none':
    case 'camera_busy':
    case 'camera_gone':
      return transferRefusalWords(refusal, 'id')
    case 'report_range_invalid':
    case 'report_stopped':
    case 'report_busy':
    case 'export_too_many_rows':
    case 'export_not_written':
    case 'export_gone':
      return reportRefusalWords(refusal, 'id')
    default:
      return unreachable(refusal)
  }
}

/** `offsetSeconds` is the provider's clock minus ours: above zero, this machine is behind. */
function clockOff(offsetSeconds: number | null): string {
  if (offsetSeconds === null || !Number.isFinite(offsetSeconds)) return 'Jam di komputer ini tidak tepat.'
  const { count, unit } = roundSpan(offsetSeconds)
  const span = `${count} ${{ minute: 'menit', hour: 'jam', day: 'hari' }[unit]}`
  return `Jam di komputer ini ${offsetSeconds > 0 ? 'terlambat' : 'terlalu cepat'} ${span}.`
}

function answerDiffers(mismatch: SessionMismatch, money: (amount: Amount) => string): Words {
  const hidden = 'Kodenya tidak ditampilkan, jadi pelanggan tidak salah bayar.'
  const next = 'Jangan diulang-ulang. Pakai cara bayar lain, dan beri tahu pemilik toko.'
  switch (mismatch.type) {
    case 'wrong_amount':
      return say(
        `Jumlahnya beda: diminta ${money(mismatch.expected)}, dijawab ${money(mismatch.got)}.`,
        hidden,
        next,
      )
    case 'wrong_currency':
      return say('Mata uang di jawabannya beda.', hidden, next)
    case 'wrong_mode':
      return say(
        `Kuncinya untuk mode ${modeLabel(mismatch.got, 'id')}, sedangkan Gerai sedang di mode ${modeLabel(mismatch.expected, 'id')}.`,
        hidden,
        'Pakai cara bayar lain, dan minta pemilik toko memeriksa kunci di Pengaturan.',
      )
    case 'wrong_session':
    case 'wrong_tender':
      return say('Jawaban layanan pembayaran untuk pembayaran lain.', hidden, next)
    case 'wrong_presentation':
      return say('Kode QR-nya tidak lolos pemeriksaan Gerai.', hidden, next)
    default:
      return unreachable(mismatch)
  }
}
