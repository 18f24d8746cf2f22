import { amountOf, CURRENCY_EXPONENT, type Amount, type Currency } from '../../../core/domain/money.ts'

/**
 * What one unit of an IDR amount on the wire is. The provider's documents disagree by a factor of 100: the portal and
 * the code say whole rupiah, the SDK pages write rupiah times a hundred. USD is cents in all of them.
 */
export type AmountUnit = 'whole' | 'hundredths'

/** Wire units in one unit of ours. The only place of this adapter where money is scaled. */
const unitsPerAmount = (currency: Currency, unit: AmountUnit): 1 | 100 =>
  unit === 'hundredths' && CURRENCY_EXPONENT[currency] === 0 ? 100 : 1

export const amountToWire = (amount: Amount, currency: Currency, unit: AmountUnit): number =>
  amountOf(amount * unitsPerAmount(currency, unit))

/** Null when the number is no exact amount of ours: a fraction, an unsafe integer, part of a rupiah. */
export function amountFromWire(value: number, currency: Currency, unit: AmountUnit): Amount | null {
  if (!Number.isSafeInteger(value)) return null
  const units = unitsPerAmount(currency, unit)
  return value % units === 0 ? amountOf(value / units) : null
}
