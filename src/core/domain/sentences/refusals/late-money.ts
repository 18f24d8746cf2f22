import type { Language } from '../../language.ts'
import type { LateMoneyUseRefusal } from '../../refusals/after-sale.ts'
import { formatMoney, type Amount, type Currency } from '../../money.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

const NOTHING_CHANGED = { id: 'Tidak ada yang berubah.', en: 'Nothing was changed.' } as const

/** What a person reads when money that came late cannot be put to a sale. */
export const lateMoneyWords = (refusal: LateMoneyUseRefusal, language: Language, currency: Currency): Words =>
  language === 'id' ? indonesian(refusal, currency) : english(refusal, currency)

function indonesian(refusal: LateMoneyUseRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
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
        NOTHING_CHANGED.id,
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

function english(refusal: LateMoneyUseRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'late_money_too_much':
      return say(
        refusal.remaining > 0
          ? `The money is ${money(refusal.captured)}, but that sale is only ${money(refusal.remaining)} short.`
          : 'That sale is not short of money.',
        'The money has not been used for anything.',
        'Choose another sale, or give the money back to the customer.',
      )
    case 'late_money_refunded':
      return say(
        'This money has been given back to the customer, or is being given back.',
        'It has not been used for another sale.',
        "Look at the refund in the sale's details.",
      )
    case 'late_money_used':
      return say(
        'This money pays another sale already.',
        NOTHING_CHANGED.en,
        'Look at the sale that uses it.',
      )
    case 'late_money_not_there':
      return say(
        'The payment service does not hold this money for the shop any more.',
        'It has not been used for any sale.',
        'Check in the payment account whether it has been given back.',
      )
    default:
      return unreachable(refusal)
  }
}
