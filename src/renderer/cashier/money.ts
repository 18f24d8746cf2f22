import {
  decimalMark,
  formatAmount,
  formatMoney,
  parseTypedAmount,
  type Amount,
  type AmountRefusal,
  type Currency,
} from '../../core/domain/money.ts'
import type { Result } from '../../core/domain/result.ts'
import { QUANTITY_UNIT, type Discount } from '../../core/domain/sale.ts'
import type { Language } from '../../core/domain/refusals.ts'
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

/** Thousandths from `2`, `0,35` or `0.35`; null when it is no quantity above zero with at most three decimals. */
export function parseQuantity(typed: string): number | null {
  const match = /^(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(typed.trim())
  if (match === null) return null
  const thousandths = Number(match[1]) * QUANTITY_UNIT + Number((match[2] ?? '').padEnd(3, '0'))
  return thousandths > 0 ? thousandths : null
}

/** `5000` is an amount, `10%` or `2,5%` a share; empty is no discount; `'bad'` is neither. */
export function parseDiscount(typed: string, { read }: Pick<MoneyWriter, 'read'>): Discount | null | 'bad' {
  const text = typed.trim()
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
