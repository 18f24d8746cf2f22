import type { Language } from '../../core/domain/language.ts'
import {
  decimalMark,
  formatAmount,
  formatMoney,
  parseTypedAmount,
  type Amount,
  type AmountRefusal,
  type Currency,
} from '../../core/domain/money.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import { QUANTITY_UNIT, type Discount } from '../../core/domain/sale.ts'
import { useCounter } from './state/counter.ts'
import { useLanguage } from './words.ts'

export interface MoneyWriter {
  /** `150.000` */
  readonly plain: (amount: Amount) => string
  /** `Rp 150.000` */
  readonly full: (amount: Amount) => string
  /** What was typed, as `plain` writes it or as people do. */
  readonly read: (typed: string) => Result<Amount, AmountRefusal>
  /** The mark before cents; null for a currency without them. */
  readonly mark: '.' | ',' | null
  readonly currency: Currency
  readonly language: Language
}

/**
 * Writes amounts in the shop's currency (or in `of`, for what may be in another one) and language; a minus is a real
 * minus on the screen.
 */
export function useMoney(of?: Currency): MoneyWriter {
  const language = useLanguage()
  const shops = useCounter(({ view, locked }) => view?.settings.currency ?? locked?.sale?.currency ?? 'IDR')
  const currency = of ?? shops
  return {
    plain: (amount) => formatAmount(amount, currency, language).replace('-', '−'),
    full: (amount) => formatMoney(amount, currency, language).replace('-', '−').replace(' ', '\u00a0'),
    read: (typed) => parseTypedAmount(typed, { currency, language }),
    mark: decimalMark(currency, language),
    currency,
    language,
  }
}

/** `2`, `0,35`: thousandths as people write them. */
export function formatQuantity(thousandths: number, language: Language): string {
  const mark = language === 'id' ? ',' : '.'
  const [whole = '0', part = ''] = (thousandths / QUANTITY_UNIT).toFixed(3).split('.')
  const decimals = part.replace(/0+$/, '')
  return decimals === '' ? whole : `${whole}${mark}${decimals}`
}

/** Why a typed quantity is none. `ambiguous`: `1.500` may be one and a half, or fifteen hundred. */
export type QuantityFault = 'unreadable' | 'not_positive' | 'too_large' | 'too_fine' | 'ambiguous'

const MOST_PIECES = 99_999

/**
 * Thousandths from what a person typed or pasted: `2`, `0,35`, `0.35`, `1.500,5`, also in Arabic digits. What could be
 * read in two ways is refused, never guessed.
 */
export function readQuantity(typed: string): Result<number, QuantityFault> {
  const text = asciiDigits(typed.trim())
  if (/^[-\u2212]\s*\d/.test(text)) return err('not_positive')
  if (/^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return err('ambiguous')
  const parts =
    /^(\d+)(?:[.,](\d+))?$/.exec(text) ??
    /^([1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/.exec(text) ??
    /^([1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/.exec(text)
  if (parts === null) return err('unreadable')
  const [, whole = '', decimals = ''] = parts
  if (decimals.length > 3) return err('too_fine')
  const pieces = Number(whole.replace(/\D/g, ''))
  if (pieces > MOST_PIECES) return err('too_large')
  const thousandths = pieces * QUANTITY_UNIT + Number(decimals.padEnd(3, '0'))
  return thousandths > 0 ? ok(thousandths) : err('not_positive')
}

/** Digits of the Arabic and Persian keyboards as the others; everything else stays. */
const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))

/** `5000` is an amount, `10%` or `2,5%` a share; empty is no discount; `'bad'` is neither. */
export function parseDiscount(typed: string, { read }: Pick<MoneyWriter, 'read'>): Discount | null | 'bad' {
  const text = asciiDigits(typed.trim())
  if (text === '' || text === '0') return null
  const percent = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%$/.exec(text)
  if (percent !== null) {
    const basisPoints = Number(percent[1]) * 100 + Number((percent[2] ?? '').padEnd(2, '0'))
    return basisPoints > 0 && basisPoints <= 10_000 ? { kind: 'percent', basisPoints } : 'bad'
  }
  const amount = read(text)
  return amount.ok ? { kind: 'amount', amount: amount.value } : 'bad'
}

/** The text that `parseDiscount` reads back. */
export function formatDiscount(
  discount: Discount | null,
  { plain, language }: Pick<MoneyWriter, 'plain' | 'language'>,
): string {
  if (discount === null) return ''
  if (discount.kind === 'amount') return plain(discount.amount)
  const percent = String(discount.basisPoints / 100)
  return `${language === 'id' ? percent.replace('.', ',') : percent}%`
}
