import type { Language } from '../../language.ts'
import { formatMoney, type Amount, type Currency } from '../../money.ts'
import type { LateMoneyRefusal } from '../../tenders/provider-tender.ts'
import type { SaleRefusal } from '../../tenders/sale-tenders.ts'
import { unreachable } from '../../result.ts'
import { NOTHING_CHANGED, TYPED_STAYS } from './safe.ts'
import { KIND_LABELS } from '../labels.ts'
import { say, type Words } from '../words.ts'

/** What a person reads when a sale or a payment of it cannot go the way that was pressed. */
export const saleWords = (
  refusal: Exclude<SaleRefusal, LateMoneyRefusal>,
  language: Language,
  currency: Currency,
): Words => (language === 'id' ? indonesian(refusal, currency) : english(refusal, currency))

function indonesian(refusal: Exclude<SaleRefusal, LateMoneyRefusal>, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
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
        TYPED_STAYS.id,
        `Ganti jumlahnya, paling banyak ${money(refusal.remaining)}.`,
      )
    case 'tender_amount_invalid':
      return say(
        'Jumlah pembayaran ini tidak bisa dipakai.',
        TYPED_STAYS.id,
        'Isi lebih dari nol, lalu coba lagi.',
      )
    case 'tender_unknown':
      return say(
        'Pembayaran itu tidak ada di penjualan ini.',
        NOTHING_CHANGED.id,
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
    default:
      return unreachable(refusal)
  }
}

function english(refusal: Exclude<SaleRefusal, LateMoneyRefusal>, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'event_out_of_order':
      return say(
        'That step is not possible now; things have moved on.',
        'Nothing is charged twice, and the record is intact.',
        'Look at the latest state on the screen, then choose again.',
      )
    case 'tender_is_over':
      return say(
        'This payment is finished and cannot be changed.',
        'Its record stays, and money that arrives late will still be noticed.',
        'If something is left to pay, start a new payment.',
      )
    case 'already_accepted':
      return say(
        'This money was already accepted.',
        'It counts only once.',
        'Just go on. If it turns out to be wrong, tell your supervisor.',
      )
    case 'already_rejected':
      return say(
        'This payment was already rejected.',
        'It does not count, and its record stays.',
        'If the money is really there, record it as a new payment.',
      )
    case 'sale_already_paid':
      return say('This sale is already paid.', 'Nothing more is charged.', 'Go on to the next customer.')
    case 'sale_canceled':
      return say(
        'This sale was canceled.',
        'Its record stays, and money that arrives late will still be noticed.',
        'If the customer still wants it, start a new sale.',
      )
    case 'sale_has_money':
      return say(
        `${money(refusal.covered)} has already come in, so this sale cannot be canceled.`,
        'The money stays on record.',
        'Collect the rest, park it, or give the money back under Sales and then cancel.',
      )
    case 'refund_undecided':
      return say(
        'Money of this sale is on its way back, and the payment service has not decided.',
        'Nothing was charged.',
        'Wait for its word under Sales, or make a new sale for this customer.',
      )
    case 'sale_has_open_tender':
      return say(
        `A ${KIND_LABELS[refusal.kind].en} payment is still running.`,
        'The new one has not started, so the customer cannot pay twice.',
        'Wait for its outcome, or cancel it first.',
      )
    case 'tender_exceeds_remaining':
      return say(
        `${money(refusal.remaining)} is left to pay, but ${money(refusal.asked)} was asked.`,
        TYPED_STAYS.en,
        `Change the amount to ${money(refusal.remaining)} at most.`,
      )
    case 'tender_amount_invalid':
      return say('This payment amount cannot be used.', TYPED_STAYS.en, 'Enter more than zero and try again.')
    case 'tender_unknown':
      return say(
        'That payment does not belong to this sale.',
        NOTHING_CHANGED.en,
        'Open the sale from the list again, then retry.',
      )
    case 'money_no_longer_needed':
      return say(
        refusal.remaining > 0
          ? `Only ${money(refusal.remaining)} is left, less than this money.`
          : 'Another payment already covers this sale.',
        'This money has not been counted, so nothing is recorded twice.',
        'Reject this record and give the money back, or ask your supervisor first.',
      )
    default:
      return unreachable(refusal)
  }
}
