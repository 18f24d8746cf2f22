import type { Language } from '../language.ts'
import { amountOf, formatMoney, type Currency } from '../money.ts'
import { quoted } from '../shown-text.ts'

/** Names of the currencies as a sentence has them; one out of a strange file is quoted. */
const CURRENCY_NAMES: Readonly<Record<Currency, Readonly<Record<Language, string>>>> = {
  IDR: { id: 'rupiah (Rp)', en: 'rupiah (Rp)' },
  USD: { id: 'dolar AS (US$)', en: 'US dollars (US$)' },
  UYU: { id: 'peso Uruguay ($U)', en: 'Uruguayan pesos ($U)' },
}
export const currencyName = (currency: Currency, language: Language): string =>
  Object.hasOwn(CURRENCY_NAMES, currency) ? CURRENCY_NAMES[currency][language] : quoted(currency)

/** The amount that shows a factor of a hundred at a glance, in the shop's currency. */
export const unitCheckAmount = (currency: Currency, language: Language): string =>
  formatMoney(amountOf(10_000), currency, language)
