import type { AfterSaleRefusal } from './after-sale-refusals.ts'
import { formatMoney, type Amount, type Currency } from './money.ts'
import type { RefundObstacle } from './refund.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'

const NOTHING_SENT = 'Belum ada uang yang dikembalikan.'
const NOTHING_CHANGED = 'Tidak ada yang berubah.'
const TYPED_STAYS = 'Yang diketik tetap ada.'

/** Refunds, the provider's receipt, customers and the inbox, as a cashier in Indonesia says it. */
export function indonesianAfterSaleWords(refusal: AfterSaleRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'refund_amount_invalid':
      return say('Jumlah pengembaliannya harus lebih dari nol.', NOTHING_SENT, 'Ketik lagi jumlahnya.')
    case 'refund_exceeds_remaining':
      return say(
        refusal.remaining > 0
          ? `Yang masih bisa dikembalikan hanya ${money(refusal.remaining)}, bukan ${money(refusal.asked)}.`
          : 'Uang pembayaran ini sudah dikembalikan semua, atau sedang dikembalikan.',
        NOTHING_SENT,
        refusal.remaining > 0
          ? `Ketik paling banyak ${money(refusal.remaining)}.`
          : 'Lihat daftar pengembaliannya di rincian penjualan.',
      )
    case 'refund_not_open':
      return say(
        'Pengembalian ini sudah dikirim atau sudah selesai.',
        NOTHING_CHANGED,
        'Lihat hasilnya di rincian penjualan.',
      )
    case 'refund_not_possible':
      // books of another version may hold a word that is not known here
      return OBSTACLE_WORDS[refusal.reason] ?? OBSTACLE_WORDS.no_money
    case 'refund_lines_invalid':
      return say(
        'Barang itu tidak ada di penjualan ini, atau sudah dikembalikan.',
        NOTHING_CHANGED,
        'Pilih lagi barangnya.',
      )
    case 'refund_below_coin':
      return say(
        `${money(refusal.asked)} lebih kecil dari uang terkecil yang dipakai toko (${money(refusal.step)}).`,
        'Belum ada uang yang dikembalikan.',
        'Kembalikan jumlah yang lebih besar, atau lewat layanan pembayaran.',
      )
    case 'refund_lines_changed':
      return say(
        `Nilai barang ini sekarang ${money(refusal.amount)}: tadi sudah ada yang dikembalikan.`,
        NOTHING_CHANGED,
        'Lihat lagi jumlahnya, lalu lanjutkan.',
      )
    case 'void_slip_invalid':
      return refusal.field === 'rrn'
        ? say(
            'Nomor referensi (RRN) belum benar.',
            NOTHING_CHANGED,
            'Tulis seperti di struk void: paling banyak 12 huruf dan angka, atau kosongkan.',
          )
        : say(
            'Struk void dari mesin EDC belum diisi.',
            NOTHING_CHANGED,
            'Batalkan dulu di mesin EDC, lalu tulis kode persetujuan di struknya.',
          )
    case 'refund_missing':
      return say('Pengembalian itu tidak ditemukan.', NOTHING_CHANGED, 'Buka lagi rincian penjualannya.')
    case 'customer_invalid':
      return FIELD_WORDS[refusal.field]
    case 'customer_unknown':
      return say(
        'Pelanggan itu tidak ditemukan.',
        NOTHING_CHANGED,
        'Cari lagi, atau tambah sebagai pelanggan baru.',
      )
    case 'receipt_not_ready':
      return say(
        'Layanan pembayaran belum membuat struk untuk pembayaran ini.',
        'Struk Gerai tetap bisa dicetak.',
        'Struknya ada setelah pembayarannya selesai. Coba lagi nanti.',
      )
    case 'receipt_too_large':
      return say(
        'Struk dari layanan pembayaran terlalu besar untuk dicetak.',
        'Printer tidak diapa-apakan. Struk Gerai tetap bisa dicetak.',
        'Simpan PDF-nya, atau kirim lewat e-mail.',
      )
    case 'receipt_needs_paper':
      return say(
        'Struk dari layanan pembayaran hanya bisa keluar di printer kertas.',
        'Tidak ada yang dicetak.',
        'Simpan PDF-nya, atau pasang printer di pengaturan.',
      )
    case 'email_invalid':
      return say(
        'Alamat e-mailnya belum benar.',
        `Belum ada yang dikirim. ${TYPED_STAYS}`,
        'Tulis seperti nama@contoh.com.',
      )
    case 'attention_action_unfit':
      return say(
        'Tindakan itu tidak cocok untuk catatan ini.',
        NOTHING_CHANGED,
        'Buka lagi catatannya, lalu pilih salah satu yang ditawarkan.',
      )
    case 'late_money_too_much':
      return say(
        refusal.remaining > 0
          ? `Uangnya ${money(refusal.captured)}, sedangkan penjualan itu hanya kurang ${money(refusal.remaining)}.`
          : 'Penjualan itu tidak kurang bayar.',
        'Uangnya belum dipakai untuk apa pun.',
        'Pilih penjualan lain, atau kembalikan uangnya ke pelanggan.',
      )
    case 'late_money_refunded':
      return say(
        'Uang ini sudah atau sedang dikembalikan ke pelanggan.',
        'Uangnya belum dipakai untuk penjualan lain.',
        'Lihat pengembaliannya di rincian penjualan.',
      )
    case 'late_money_used':
      return say(
        'Uang ini sudah dipakai untuk penjualan lain.',
        NOTHING_CHANGED,
        'Lihat penjualan yang memakainya di rincian.',
      )
    case 'late_money_not_there':
      return say(
        'Layanan pembayaran tidak lagi memegang uang ini untuk toko.',
        'Uangnya belum dipakai untuk penjualan apa pun.',
        'Cek di akun pembayaran apakah uangnya sudah dikembalikan.',
      )
    default:
      return unreachable(refusal)
  }
}

const OBSTACLE_WORDS: Readonly<Record<RefundObstacle, Words>> = {
  no_money: say(
    'Belum ada uang dari pembayaran ini.',
    NOTHING_SENT,
    'Pilih pembayaran yang uangnya sudah masuk.',
  ),
  not_by_provider: say(
    'Uang ini diterima langsung oleh toko, bukan lewat layanan pembayaran.',
    NOTHING_SENT,
    'Kembalikan dengan cara yang sama seperti waktu diterima.',
  ),
  attached: say(
    'Uang ini sudah dipakai untuk penjualan lain.',
    NOTHING_SENT,
    'Kembalikan dari penjualan yang memakainya.',
  ),
  charge_unknown: say(
    'Layanan pembayaran belum menyebut nomor pembayarannya.',
    NOTHING_SENT,
    'Coba lagi sebentar lagi. Kalau tetap begini, kembalikan dari akun pembayaran.',
  ),
  no_shift: say(
    'Belum ada shift yang dibuka.',
    NOTHING_CHANGED,
    'Buka shift dulu: uangnya keluar dari lacinya.',
  ),
  void_not_card: say(
    'Hanya pembayaran kartu yang bisa dibatalkan di mesinnya.',
    NOTHING_CHANGED,
    'Kembalikan dengan cara lain.',
  ),
  void_qris: say(
    'Pembayaran QRIS tidak bisa dibatalkan, hanya bisa dikembalikan.',
    NOTHING_CHANGED,
    'Pilih pengembalian uang.',
  ),
  void_settled: say(
    'Batch kartu ini sudah disetel (settlement), jadi tidak bisa dibatalkan lagi.',
    NOTHING_CHANGED,
    'Kembalikan tunai, atau minta bank mengembalikan ke kartunya.',
  ),
  sale_still_paying: say(
    'Penjualan ini belum lunas, dan masih ada QR atau slip lain yang menunggu.',
    NOTHING_CHANGED,
    'Batalkan dulu yang masih menunggu itu, lalu kembalikan uangnya.',
  ),
  void_partly_back: say(
    'Sebagian pembayaran ini sudah dikembalikan, padahal pembatalan membatalkan seluruhnya.',
    NOTHING_CHANGED,
    'Kembalikan sisanya tunai.',
  ),
}

const FIELD_WORDS: Readonly<Record<'name' | 'phone' | 'email', Words>> = {
  name: say('Nama pelanggannya belum diisi.', TYPED_STAYS, 'Isi namanya dulu.'),
  phone: say('Nomor HP-nya belum benar.', TYPED_STAYS, 'Tulis seperti 0812 3456 7890, atau kosongkan.'),
  email: say('Alamat e-mailnya belum benar.', TYPED_STAYS, 'Tulis seperti nama@contoh.com, atau kosongkan.'),
}
