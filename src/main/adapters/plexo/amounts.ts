import { amountOf, type Amount, type Currency } from '../../../core/domain/money.ts'

/** What Plexo is paid in; both have two decimals. */
export type PlexoCurrency = Extract<Currency, 'UYU' | 'USD'>
export const PLEXO_CURRENCIES = ['UYU', 'USD'] as const satisfies readonly PlexoCurrency[]
export const isPlexoCurrency = (text: string): text is PlexoCurrency => text === 'UYU' || text === 'USD'

/** Up to 13 digits a double holds every hundredth exactly, so the number in the JSON text is the amount itself. */
const MAX_WIRE_AMOUNT = 9_999_999_999_999

/**
 * Cents or centesimos as a decimal in major units, e.g. 1999 as 19.99. Moves the point in the text and never divides,
 * so no binary fraction is ever computed with. The only place of this adapter where money is scaled.
 */
export function amountToWire(amount: Amount): number {
  if (amount < 0 || amount > MAX_WIRE_AMOUNT) throw new RangeError(`not an amount for the wire: ${amount}`)
  const digits = String(amount).padStart(3, '0')
  return Number(`${digits.slice(0, -2)}.${digits.slice(-2)}`)
}

/** Null when it is no exact amount of ours: part of a cent, negative, written with an exponent, too large. */
export function amountFromWire(value: number | string): Amount | null {
  const parts = /^(\d{1,11})(?:\.(\d{1,2})0*)?$/.exec(String(value))
  if (parts === null) return null
  const [, whole = '', fraction = ''] = parts
  return amountOf(Number(whole + fraction.padEnd(2, '0')))
}

/** What an answer tells of money; null for a currency that Plexo is not used with, and for no exact amount. */
export function moneyFromWire(told: {
  readonly total: number | string
  readonly currency: string
}): PlexoMoney | null {
  const { currency } = told
  const amount = amountFromWire(told.total)
  return amount !== null && isPlexoCurrency(currency) ? { amount, currency } : null
}

export interface PlexoMoney {
  readonly amount: Amount
  readonly currency: PlexoCurrency
}
