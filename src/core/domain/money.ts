import type { Language } from './language.ts'
import { err, ok, type Result } from './result.ts'

/**
 * Money is a whole number of the unit the shop counts in: rupiah for IDR (sen do not circulate), cents for USD and
 * centésimos for UYU. What a provider wants on the wire is its adapter's business and is converted there, once.
 */
declare const amountBrand: unique symbol
export type Amount = number & { readonly [amountBrand]: 'Amount' }

export type Currency = 'IDR' | 'USD' | 'UYU'
export const CURRENCIES = ['IDR', 'USD', 'UYU'] as const satisfies readonly Currency[]

export interface Money {
  readonly amount: Amount
  readonly currency: Currency
}

/** Digits after the decimal mark when an amount is written for people. */
export const CURRENCY_EXPONENT: Readonly<Record<Currency, 0 | 2>> = { IDR: 0, USD: 2, UYU: 2 }

/**
 * What a till may round cash to, in the smallest unit; 1 is no rounding. Rupiah below Rp 50, centésimos and (in many
 * shops) cents are in the books but not in the drawer.
 */
export const CASH_ROUNDING_STEPS: Readonly<Record<Currency, readonly number[]>> = {
  IDR: [1, 50, 100, 500, 1000],
  USD: [1, 5, 10, 25, 100],
  UYU: [1, 50, 100, 500, 1000],
}

/** Notes in use and the largest coins, largest first: what a customer is likely to hand over. */
export const CASH_PIECES: Readonly<Record<Currency, readonly number[]>> = {
  IDR: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 100],
  UYU: [200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000],
}

/** The largest sale a till accepts: it still prints whole in double width on 58 mm paper (16 columns). */
export const MAX_SALE_AMOUNT = amountOf(999_999_999)

/** Bank Indonesia's limit for one QRIS payment, in rupiah; a setting may lower it. */
export const QRIS_LIMIT = amountOf(10_000_000)

/** The only place where a number becomes money. A fraction or an unsafe integer here is a bug and throws. */
export function amountOf(value: number): Amount {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole amount: ${value}`)
  return value as Amount
}

export const ZERO = amountOf(0)

export const isAmount = (value: unknown): value is Amount => Number.isSafeInteger(value)
export const addAmounts = (...amounts: readonly Amount[]): Amount =>
  amountOf(amounts.reduce((sum, each) => sum + each, 0))
export const subtractAmount = (from: Amount, take: Amount): Amount => amountOf(from - take)
export const negate = (value: Amount): Amount => amountOf(0 - value)
export const minAmount = (a: Amount, b: Amount): Amount => (a < b ? a : b)

/**
 * `value * numerator / denominator`, rounded half away from zero. BigInt inside, because a large sale times a rate in
 * basis points leaves the range in which a double is exact.
 */
export function scaleAmount(value: Amount, numerator: number, denominator: number): Amount {
  if (denominator <= 0) throw new RangeError('denominator must be above zero')
  const product = BigInt(value) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const size = product < 0n ? -product : product
  const rounded = (size * 2n + divisor) / (divisor * 2n)
  return amountOf(Number(product < 0n ? -rounded : rounded))
}

/** Rounds to the nearest multiple of `step` (cash rounding); exactly in the middle goes up, away from zero. */
export function roundToStep(value: Amount, step: Amount): Amount {
  if (step <= 1) return value
  return amountOf(scaleAmount(value, 1, step) * step)
}

/**
 * Splits `total` in proportion to `weights` without losing or inventing a rupiah (largest remainder; ties go to the
 * earlier part). All weights zero: everything goes to the first part.
 */
export function splitAmount(total: Amount, weights: readonly number[]): Amount[] {
  if (weights.length === 0) throw new RangeError('nothing to split over')
  if (weights.some((weight) => weight < 0 || !Number.isSafeInteger(weight))) {
    throw new RangeError('weights must be whole and not negative')
  }
  const sum = weights.reduce((a, b) => a + BigInt(b), 0n)
  if (sum === 0n) return weights.map((_, index) => (index === 0 ? total : ZERO))
  const sign = total < 0 ? -1n : 1n
  const size = BigInt(total) * sign
  const shares = weights.map((weight) => (size * BigInt(weight)) / sum)
  let left = Number(size - shares.reduce((a, b) => a + b, 0n))
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * BigInt(weight)) % sum }))
    .toSorted((a, b) => (b.remainder > a.remainder ? 1 : b.remainder < a.remainder ? -1 : a.index - b.index))
  for (const { index } of byRemainder) {
    if (left === 0) break
    shares[index] = (shares[index] ?? 0n) + 1n
    left -= 1
  }
  return shares.map((share) => amountOf(Number(share * sign)))
}

export type AmountRefusal =
  | { readonly type: 'amount_empty' }
  | { readonly type: 'amount_not_a_number'; readonly typed: string }
  | { readonly type: 'amount_fraction'; readonly typed: string }
  /** More digits after the mark than the currency has. */
  | { readonly type: 'amount_too_fine'; readonly typed: string; readonly currency: Currency }
  | { readonly type: 'amount_not_positive'; readonly typed: string }
  | { readonly type: 'amount_too_large'; readonly limit: Amount; readonly currency: Currency }

/**
 * Reads what a person typed or pasted into an amount field: digits, optionally grouped in threes (or by spaces),
 * optionally with the currency's sign in front, and cents where the currency has them. Anything that could mean two
 * amounts is refused, never guessed: in rupiah `1.500,50` is a fraction, `1.50`, `0.500` and `1e9` are no amounts.
 */
export function parseTypedAmount(
  typed: string,
  {
    limit = MAX_SALE_AMOUNT,
    currency = 'IDR',
    language = 'id',
  }: { limit?: Amount; currency?: Currency; language?: Language } = {},
): Result<Amount, AmountRefusal> {
  const text = typed.trim().replace(TYPED_SIGN[currency], '')
  if (text === '') return err({ type: 'amount_empty' })
  if (/^[-\u2212]\s*\d/.test(text)) return err({ type: 'amount_not_positive', typed })
  const read =
    CURRENCY_EXPONENT[currency] === 0 ? readWhole(text) : readHundredths(text, marksOf(currency, language))
  if (read === 'fraction') return err({ type: 'amount_fraction', typed })
  if (read === 'too_fine') return err({ type: 'amount_too_fine', typed, currency })
  if (read === 'unreadable') return err({ type: 'amount_not_a_number', typed })
  const value = Number(read.digits)
  if (value === 0) return err({ type: 'amount_not_positive', typed })
  if (!Number.isSafeInteger(value) || value > limit) return err({ type: 'amount_too_large', limit, currency })
  return ok(amountOf(value))
}

const TYPED_SIGN: Readonly<Record<Currency, RegExp>> = {
  IDR: /^Rp\.?\s*/i,
  USD: /^(?:US)?\$\s*/i,
  UYU: /^\$\s?U?\s*/i,
}

type Reading = { readonly digits: string } | 'fraction' | 'too_fine' | 'unreadable'

/** The digits of a whole amount, points or spaces between thousands taken out. */
function readWhole(text: string): Reading {
  if (/^\d{1,3}(?:[. ]\d{3})*,\d+$/.test(text) || /^\d+,\d+$/.test(text)) return 'fraction'
  const isAmount =
    /^\d+$/.test(text) || /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(text) || /^[1-9]\d{0,2}(?: \d{3})+$/.test(text)
  return isAmount ? { digits: text.replace(/[. ]/g, '') } : 'unreadable'
}

/**
 * The digits of an amount in hundredths. The other convention's marks are taken too where only one reading is left:
 * `1.50` cannot be grouped, so it is one and a half, while `1.500` is what the shop's own convention says.
 */
function readHundredths(text: string, { group, mark }: Marks): Reading {
  const own = splitAtMark(text, group, mark)
  if (own !== null) return own.decimals.length > 2 ? 'too_fine' : inHundredths(own)
  const other = splitAtMark(text, mark, group)
  if (other === null || other.decimals === '' || other.decimals.length > 2) return 'unreadable'
  return inHundredths(other)
}

interface Parts {
  readonly whole: string
  readonly decimals: string
}

const inHundredths = ({ whole, decimals }: Parts): Reading => ({ digits: whole + decimals.padEnd(2, '0') })

function splitAtMark(text: string, group: string, mark: string): Parts | null {
  const [g, m] = [`\\${group}`, `\\${mark}`]
  const pattern = `^(\\d+|[1-9]\\d{0,2}(?:${g}\\d{3})+|[1-9]\\d{0,2}(?: \\d{3})+)(?:${m}(\\d+))?$`
  const parts = new RegExp(pattern).exec(text)
  if (parts === null) return null
  const [, whole = '', decimals = ''] = parts
  return { whole: whole.replace(/\D/g, ''), decimals }
}

interface Marks {
  readonly group: '.' | ','
  readonly mark: '.' | ','
}

/** Rupiah and pesos are written `1.234,50` in both languages; dollars as the reader's language writes them. */
const marksOf = (currency: Currency, language: Language): Marks =>
  currency === 'USD' && language === 'en' ? { group: ',', mark: '.' } : { group: '.', mark: ',' }

/** The key that separates cents; null for a currency without them. */
export const decimalMark = (currency: Currency, language: Language): '.' | ',' | null =>
  CURRENCY_EXPONENT[currency] === 0 ? null : marksOf(currency, language).mark

/** `150.000`, `-25.000`; with decimals for currencies that have them: `1.234,50`. No currency sign, ASCII only. */
export function formatAmount(amount: Amount, currency: Currency = 'IDR', language: Language = 'id'): string {
  const exponent = CURRENCY_EXPONENT[currency]
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const whole = exponent === 0 ? digits : digits.slice(0, -exponent)
  const { group, mark } = marksOf(currency, language)
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, group)
  const decimals = exponent === 0 ? '' : `${mark}${digits.slice(-exponent)}`
  return `${amount < 0 ? '-' : ''}${grouped}${decimals}`
}

const CURRENCY_SIGN: Readonly<Record<Currency, string>> = { IDR: 'Rp', USD: 'US$', UYU: '$U' }

/** `Rp 150.000`: with a plain space, because thermal printers print rubbish for a no-break one. */
export function formatMoney(amount: Amount, currency: Currency = 'IDR', language: Language = 'id'): string {
  const sign = amount < 0 ? '-' : ''
  return `${sign}${CURRENCY_SIGN[currency]} ${formatAmount(amountOf(Math.abs(amount)), currency, language)}`
}
