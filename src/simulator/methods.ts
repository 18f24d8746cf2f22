import type { Dialect } from './options.ts'

export type Family = 'qris' | 'va' | 'ewallet' | 'card' | 'retail' | 'paypal' | 'offline'
export type WireCurrency = 'IDR' | 'USD'

export interface CatalogueMethod {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly family: Family
  readonly currencies: readonly WireCurrency[]
  readonly adapter: 'xendit' | 'paypal' | 'manual'
}

const method = (
  family: Family,
  group: string,
  id: string,
  label: string,
  currencies: readonly WireCurrency[] = ['IDR'],
): CatalogueMethod => ({
  id,
  label,
  group,
  family,
  currencies,
  adapter: family === 'offline' ? 'manual' : family === 'paypal' ? 'paypal' : 'xendit',
})

/** What this workspace offers, in the order of the page. Bank and shop names are those of the provider's examples. */
export const CATALOGUE: readonly CatalogueMethod[] = [
  method('qris', 'qr', 'qris', 'QRIS'),
  method('ewallet', 'ewallet', 'gopay', 'GoPay'),
  method('ewallet', 'ewallet', 'ovo', 'OVO'),
  method('ewallet', 'ewallet', 'dana', 'DANA'),
  method('ewallet', 'ewallet', 'shopeepay', 'ShopeePay'),
  method('va', 'va', 'va_bca', 'BCA Virtual Account'),
  method('va', 'va', 'va_bni', 'BNI Virtual Account'),
  method('va', 'va', 'va_bri', 'BRI Virtual Account'),
  method('va', 'va', 'va_mandiri', 'Mandiri Virtual Account'),
  method('card', 'card', 'card', 'Kartu kredit / debit', ['IDR', 'USD']),
  method('retail', 'retail', 'alfamart', 'Alfamart'),
  method('retail', 'retail', 'indomaret', 'Indomaret'),
  method('paypal', 'paypal', 'paypal', 'PayPal', ['USD']),
  method('offline', 'offline', 'cash', 'Tunai di kasir', ['IDR', 'USD']),
  method('offline', 'offline', 'edc', 'Mesin EDC', ['IDR', 'USD']),
  method('offline', 'offline', 'transfer', 'Transfer bank', ['IDR', 'USD']),
]

export const findMethod = (id: string): CatalogueMethod | undefined =>
  CATALOGUE.find((each) => each.id === id)

const isFamily = (text: string): boolean => CATALOGUE.some(({ family }) => family === text)
const isOffline = (text: string): boolean =>
  text === 'offline' || CATALOGUE.some(({ id, family }) => id === text && family === 'offline')

/** `unknown` is no method at all; `unavailable` is one that this workspace (or dialect) does not have. */
export function judgeMethod(text: string, dialect: Dialect): 'fine' | 'unknown' | 'unavailable' {
  if (!isFamily(text) && !findMethod(text)) return 'unknown'
  return dialect === 'portal' && isOffline(text) ? 'unavailable' : 'fine'
}

/** The methods a buyer can pick for a session: families opened up, other currencies left out. */
export function offeredMethods(
  catalogue: readonly CatalogueMethod[],
  asked: readonly string[],
  currency: string,
): CatalogueMethod[] {
  return catalogue.filter(
    ({ id, family, currencies }) =>
      (asked.includes(id) || asked.includes(family)) && currencies.some((each) => each === currency),
  )
}

/** The word of a finished session's `paymentMethod`; a transfer is called `bank_transfer` there. */
export const usedMethodName = (id: string): string => (id === 'transfer' ? 'bank_transfer' : id)
