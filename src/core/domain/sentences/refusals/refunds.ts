import type { Language } from '../../language.ts'
import { formatMoney, type Amount, type Currency } from '../../money.ts'
import type { RefundObstacle, RefundRefusal } from '../../refunds/refund.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

const NOTHING_SENT = { id: 'Belum ada uang yang dikembalikan.', en: 'No money was given back.' } as const
const NOTHING_CHANGED = { id: 'Tidak ada yang berubah.', en: 'Nothing was changed.' } as const

/** What a person reads when money does not go back, or a card slip is not voided. */
export const refundRefusalWords = (refusal: RefundRefusal, language: Language, currency: Currency): Words =>
  language === 'id' ? indonesian(refusal, currency) : english(refusal, currency)

function indonesian(refusal: RefundRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'refund_amount_invalid':
      return say('Jumlah pengembaliannya harus lebih dari nol.', NOTHING_SENT.id, 'Ketik lagi jumlahnya.')
    case 'refund_exceeds_remaining':
      return say(
        refusal.remaining > 0
          ? `Yang masih bisa dikembalikan hanya ${money(refusal.remaining)}, bukan ${money(refusal.asked)}.`
          : 'Uang pembayaran ini sudah dikembalikan semua, atau sedang dikembalikan.',
        NOTHING_SENT.id,
        refusal.remaining > 0
          ? `Ketik paling banyak ${money(refusal.remaining)}.`
          : 'Lihat daftar pengembaliannya di rincian penjualan.',
      )
    case 'refund_not_open':
      return say(
        'Pengembalian ini sudah dikirim atau sudah selesai.',
        NOTHING_CHANGED.id,
        'Lihat hasilnya di rincian penjualan.',
      )
    case 'refund_not_possible':
      // books of another version may hold a word that is not known here
      return OBSTACLES.id[refusal.reason] ?? OBSTACLES.id.no_money
    case 'refund_lines_invalid':
      return say(
        'Barang itu tidak ada di penjualan ini, atau sudah dikembalikan.',
        NOTHING_CHANGED.id,
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
        NOTHING_CHANGED.id,
        'Lihat lagi jumlahnya, lalu lanjutkan.',
      )
    case 'void_slip_invalid':
      return refusal.field === 'rrn'
        ? say(
            'Nomor referensi (RRN) belum benar.',
            NOTHING_CHANGED.id,
            'Tulis seperti di struk void: paling banyak 12 huruf dan angka, atau kosongkan.',
          )
        : say(
            'Struk void dari mesin EDC belum diisi.',
            NOTHING_CHANGED.id,
            'Batalkan dulu di mesin EDC, lalu tulis kode persetujuan di struknya.',
          )
    case 'refund_missing':
      return say('Pengembalian itu tidak ditemukan.', NOTHING_CHANGED.id, 'Buka lagi rincian penjualannya.')
    default:
      return unreachable(refusal)
  }
}

function english(refusal: RefundRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'refund_amount_invalid':
      return say('The amount to refund must be above zero.', NOTHING_SENT.en, 'Type the amount again.')
    case 'refund_exceeds_remaining':
      return say(
        refusal.remaining > 0
          ? `Only ${money(refusal.remaining)} can still be refunded, not ${money(refusal.asked)}.`
          : 'All the money of this payment has been refunded, or is being refunded.',
        NOTHING_SENT.en,
        refusal.remaining > 0
          ? `Type at most ${money(refusal.remaining)}.`
          : "Look at the refunds in the sale's details.",
      )
    case 'refund_not_open':
      return say(
        'This refund has been sent or is over.',
        NOTHING_CHANGED.en,
        "Look at its outcome in the sale's details.",
      )
    case 'refund_not_possible':
      // books of another version may hold a word that is not known here
      return OBSTACLES.en[refusal.reason] ?? OBSTACLES.en.no_money
    case 'refund_lines_invalid':
      return say(
        'Those lines are not in the sale, or have come back already.',
        NOTHING_CHANGED.en,
        'Choose the lines again.',
      )
    case 'refund_below_coin':
      return say(
        `${money(refusal.asked)} is less than the smallest coin the shop gives (${money(refusal.step)}).`,
        'No money has gone back.',
        'Give back a larger amount, or give it back through the provider.',
      )
    case 'refund_lines_changed':
      return say(
        `These lines are worth ${money(refusal.amount)} now: something came back meanwhile.`,
        NOTHING_CHANGED.en,
        'Look at the amount again, then go on.',
      )
    case 'void_slip_invalid':
      return refusal.field === 'rrn'
        ? say(
            'The reference number (RRN) is not right.',
            NOTHING_CHANGED.en,
            'Type it as it stands on the void slip: at most 12 letters and digits, or leave it empty.',
          )
        : say(
            "The terminal's void slip is needed.",
            NOTHING_CHANGED.en,
            'Void it on the terminal first, then type the approval code of its slip.',
          )
    case 'refund_missing':
      return say('That refund was not found.', NOTHING_CHANGED.en, "Open the sale's details again.")
    default:
      return unreachable(refusal)
  }
}

const OBSTACLES: Readonly<Record<Language, Readonly<Record<RefundObstacle, Words>>>> = {
  id: {
    no_money: say(
      'Belum ada uang dari pembayaran ini.',
      NOTHING_SENT.id,
      'Pilih pembayaran yang uangnya sudah masuk.',
    ),
    not_by_provider: say(
      'Uang ini diterima langsung oleh toko, bukan lewat layanan pembayaran.',
      NOTHING_SENT.id,
      'Kembalikan dengan cara yang sama seperti waktu diterima.',
    ),
    attached: say(
      'Uang ini sudah dipakai untuk penjualan lain.',
      NOTHING_SENT.id,
      'Kembalikan dari penjualan yang memakainya.',
    ),
    charge_unknown: say(
      'Layanan pembayaran belum menyebut nomor pembayarannya.',
      NOTHING_SENT.id,
      'Coba lagi sebentar lagi. Kalau tetap begini, kembalikan dari akun pembayaran.',
    ),
    no_shift: say(
      'Belum ada shift yang dibuka.',
      NOTHING_CHANGED.id,
      'Buka shift dulu: uangnya keluar dari lacinya.',
    ),
    void_not_card: say(
      'Hanya pembayaran kartu yang bisa dibatalkan di mesinnya.',
      NOTHING_CHANGED.id,
      'Kembalikan dengan cara lain.',
    ),
    void_qris: say(
      'Pembayaran QRIS tidak bisa dibatalkan, hanya bisa dikembalikan.',
      NOTHING_CHANGED.id,
      'Pilih pengembalian uang.',
    ),
    void_settled: say(
      'Batch kartu ini sudah disetel (settlement), jadi tidak bisa dibatalkan lagi.',
      NOTHING_CHANGED.id,
      'Kembalikan tunai, atau minta bank mengembalikan ke kartunya.',
    ),
    sale_still_paying: say(
      'Penjualan ini belum lunas, dan masih ada QR atau slip lain yang menunggu.',
      NOTHING_CHANGED.id,
      'Batalkan dulu yang masih menunggu itu, lalu kembalikan uangnya.',
    ),
    void_partly_back: say(
      'Sebagian pembayaran ini sudah dikembalikan, padahal pembatalan membatalkan seluruhnya.',
      NOTHING_CHANGED.id,
      'Kembalikan sisanya tunai.',
    ),
  },
  en: {
    no_money: say(
      'This payment has brought no money yet.',
      NOTHING_SENT.en,
      'Choose a payment whose money has arrived.',
    ),
    not_by_provider: say(
      'The shop took this money itself, not through the payment service.',
      NOTHING_SENT.en,
      'Give it back the way it was taken.',
    ),
    attached: say(
      'This money pays another sale now.',
      NOTHING_SENT.en,
      'Refund it from the sale that uses it.',
    ),
    charge_unknown: say(
      'The payment service has not named this payment yet.',
      NOTHING_SENT.en,
      'Try again in a moment. If it stays so, refund it in the payment account.',
    ),
    no_shift: say('No shift is open.', NOTHING_CHANGED.en, 'Open a shift first: cash leaves its drawer.'),
    void_not_card: say(
      'Only a card payment can be voided on its terminal.',
      NOTHING_CHANGED.en,
      'Refund it in another way.',
    ),
    void_qris: say(
      'A QRIS payment cannot be voided, only refunded.',
      NOTHING_CHANGED.en,
      'Choose a refund instead.',
    ),
    void_settled: say(
      "This card slip's batch is settled, so it can no longer be voided.",
      NOTHING_CHANGED.en,
      'Give cash back, or ask the bank to refund the card.',
    ),
    sale_still_paying: say(
      'This sale is not paid yet, and another code or slip of it is still open.',
      NOTHING_CHANGED.en,
      'Cancel what is still open first, then give the money back.',
    ),
    void_partly_back: say(
      'A part of this payment went back already, and a void takes back the whole slip.',
      NOTHING_CHANGED.en,
      'Give the rest back in cash.',
    ),
  },
}
