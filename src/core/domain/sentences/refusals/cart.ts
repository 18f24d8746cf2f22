import type { Language } from '../../language.ts'
import {
  amountOf,
  decimalMark,
  formatAmount,
  formatMoney,
  MAX_SALE_AMOUNT,
  type Amount,
  type AmountRefusal,
  type Currency,
} from '../../money.ts'
import type { CartRefusal } from '../../sale.ts'
import { unreachable } from '../../result.ts'
import { quoted } from '../../shown-text.ts'
import { NOT_CHARGED, TYPED_STAYS } from './safe.ts'
import { say, type Words } from '../words.ts'

/** An amount to show how one is written: `25.000`, `250.00`. */
const EXAMPLE = amountOf(25_000)

/** What a person reads about an amount that was typed, or an order that cannot be charged. */
export const cartWords = (
  refusal: AmountRefusal | CartRefusal,
  language: Language,
  currency: Currency,
): Words => (language === 'id' ? indonesian(refusal, currency) : english(refusal, currency))

function indonesian(refusal: AmountRefusal | CartRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'amount_empty':
      return say(
        'Jumlahnya belum diisi.',
        NOT_CHARGED.id,
        `Ketik jumlahnya dulu, misalnya ${formatAmount(EXAMPLE, currency, 'id')}.`,
      )
    case 'amount_not_a_number':
      return say(
        `${quoted(refusal.typed)} tidak terbaca sebagai jumlah uang.`,
        TYPED_STAYS.id,
        `Pakai angka saja, misalnya ${formatAmount(EXAMPLE, currency, 'id')}.`,
      )
    case 'amount_fraction':
      return say(
        `Jumlahnya harus bulat, sedangkan ${quoted(refusal.typed)} ada angka di belakang koma.`,
        TYPED_STAYS.id,
        'Hapus koma dan angka di belakangnya.',
      )
    case 'amount_too_fine':
      return say(
        `${quoted(refusal.typed)} ada lebih dari dua angka di belakang koma.`,
        TYPED_STAYS.id,
        `Tulis paling banyak dua, misalnya ${formatAmount(EXAMPLE, refusal.currency, 'id')}.`,
      )
    case 'amount_not_positive':
      return say('Jumlahnya harus lebih dari nol.', TYPED_STAYS.id, 'Ketik lagi jumlah yang benar.')
    case 'amount_too_large':
      return say(
        `Jumlahnya kebesaran, paling banyak ${formatMoney(refusal.limit, refusal.currency, 'id')}.`,
        TYPED_STAYS.id,
        'Periksa lagi angkanya. Kalau memang sebesar itu, bagi jadi beberapa transaksi.',
      )
    case 'cart_empty':
      return say('Belum ada barang.', NOT_CHARGED.id, 'Tambahkan barang atau ketik jumlahnya dulu.')
    case 'line_quantity_invalid':
      return say(
        `Banyaknya ${quoted(refusal.name)} tidak bisa dipakai.`,
        TYPED_STAYS.id,
        'Isi banyaknya lebih dari nol, lalu coba lagi.',
      )
    case 'line_price_invalid':
      return say(
        `Harga ${quoted(refusal.name)} tidak bisa dipakai.`,
        TYPED_STAYS.id,
        `Isi harga antara 0 dan ${money(MAX_SALE_AMOUNT)}.`,
      )
    case 'discount_too_large':
      return say(
        refusal.name === null
          ? 'Diskonnya lebih besar daripada belanjanya.'
          : `Diskon ${quoted(refusal.name)} lebih besar daripada harganya.`,
        TYPED_STAYS.id,
        'Kecilkan diskonnya, lalu coba lagi.',
      )
    case 'sale_not_positive':
      return say(
        'Totalnya nol, jadi belum ada yang harus dibayar.',
        TYPED_STAYS.id,
        'Periksa harga dan diskonnya.',
      )
    case 'sale_too_large':
      return say(
        `Totalnya melewati batas ${formatMoney(refusal.limit, refusal.currency, 'id')}.`,
        TYPED_STAYS.id,
        'Bagi belanjaannya jadi dua penjualan atau lebih.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: AmountRefusal | CartRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'amount_empty':
      return say(
        'There is no amount yet.',
        NOT_CHARGED.en,
        `Type the amount first, for example ${formatAmount(EXAMPLE, currency, 'en')}.`,
      )
    case 'amount_not_a_number':
      return say(
        `${quoted(refusal.typed)} cannot be read as an amount.`,
        TYPED_STAYS.en,
        `Use digits only, for example ${formatAmount(EXAMPLE, currency, 'en')}.`,
      )
    case 'amount_fraction':
      return say(
        `The amount must be whole, and ${quoted(refusal.typed)} has decimals.`,
        TYPED_STAYS.en,
        'Remove the comma and the digits after it.',
      )
    case 'amount_too_fine':
      return say(
        `${quoted(refusal.typed)} has more than two digits after the ${decimalMark(refusal.currency, 'en') === '.' ? 'point' : 'comma'}.`,
        TYPED_STAYS.en,
        `Write at most two, for example ${formatAmount(EXAMPLE, refusal.currency, 'en')}.`,
      )
    case 'amount_not_positive':
      return say('The amount must be more than zero.', TYPED_STAYS.en, 'Type the right amount again.')
    case 'amount_too_large':
      return say(
        `The amount is too large; the most is ${formatMoney(refusal.limit, refusal.currency, 'en')}.`,
        TYPED_STAYS.en,
        'Check the digits. If it really is that much, split it into several sales.',
      )
    case 'cart_empty':
      return say('There are no items yet.', NOT_CHARGED.en, 'Add an item or type an amount first.')
    case 'line_quantity_invalid':
      return say(
        `The quantity of ${quoted(refusal.name)} cannot be used.`,
        TYPED_STAYS.en,
        'Enter a quantity above zero and try again.',
      )
    case 'line_price_invalid':
      return say(
        `The price of ${quoted(refusal.name)} cannot be used.`,
        TYPED_STAYS.en,
        `Enter a price between 0 and ${money(MAX_SALE_AMOUNT)}.`,
      )
    case 'discount_too_large':
      return say(
        refusal.name === null
          ? 'The discount is larger than the sale.'
          : `The discount on ${quoted(refusal.name)} is larger than its price.`,
        TYPED_STAYS.en,
        'Make the discount smaller and try again.',
      )
    case 'sale_not_positive':
      return say(
        'The total is zero, so there is nothing to pay.',
        TYPED_STAYS.en,
        'Check the prices and the discount.',
      )
    case 'sale_too_large':
      return say(
        `The total is over the limit of ${formatMoney(refusal.limit, refusal.currency, 'en')}.`,
        TYPED_STAYS.en,
        'Split it into two sales or more.',
      )
    default:
      return unreachable(refusal)
  }
}
