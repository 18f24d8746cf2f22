import type { Language } from '../../core/domain/language.ts'
import type { DisplayLine } from '../../core/contract/views/display.ts'
import { formatAmount, negate, type Amount, type Currency } from '../../core/domain/money.ts'
import { QUANTITY_UNIT } from '../../core/domain/sale.ts'
import { cleanText } from '../../core/domain/shown-text.ts'

/** A name on one line without characters that hide or turn others around. */
export const shownName = (name: string): string => cleanText(name, 80)

/** `2`, `0,35`: quantities are thousandths, and a weight shows only the digits it has. */
export function formatQuantity({ quantity }: DisplayLine, language: Language): string {
  return (quantity / QUANTITY_UNIT).toLocaleString(language === 'en' ? 'en-GB' : 'id-ID', {
    maximumFractionDigits: 3,
  })
}

/** A discount as it stands in a list: with a true minus sign, so that it lines up with the figures. */
export const formatDiscount = (discount: Amount, currency: Currency, language: Language): string =>
  formatAmount(negate(discount), currency, language).replace('-', '\u2212')

/** The host of a payment page, for a person to compare; null when the address cannot be read. */
export function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null
}

/** The last part of a sale number: what people call out across a shop. */
export const shortNumber = (saleNumber: string): string =>
  shownName(saleNumber.split('-').at(-1) ?? saleNumber)

// Advance widths of the heaviest weight with its tight spacing, in em, rounded up; others count as wide ones.
const WIDTHS: Readonly<Record<string, number>> = { '.': 0.28, ',': 0.28, ' ': 0.26, '-': 0.4 }

/** How wide a short text is, in em: sizes it without measuring, so that the first paint already fits. */
export const widthInEm = (text: string): number =>
  [...text].reduce((sum, character) => sum + (WIDTHS[character] ?? 0.62), 0)
