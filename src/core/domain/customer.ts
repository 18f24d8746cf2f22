import { err, ok, type Result } from './result.ts'
import { cleanText } from './shown-text.ts'

/** What a shop keeps of a customer who wants to be known. Only the name is needed; without a network too. */
export interface CustomerDetails {
  readonly name: string
  /** As it was typed, cleaned; see `phoneDigits` for comparing. */
  readonly phone: string | null
  readonly email: string | null
}

export type CustomerRefusal =
  | { readonly type: 'customer_invalid'; readonly field: 'name' | 'phone' | 'email' }
  | { readonly type: 'customer_unknown' }

const NAME_LIMIT = 80
const EMAIL_LIMIT = 254

/** Checks and cleans what was typed; empty texts for phone and e-mail count as not given. */
export function checkCustomer(typed: {
  readonly name: string
  readonly phone: string
  readonly email: string
}): Result<CustomerDetails, CustomerRefusal> {
  const name = cleanText(typed.name, NAME_LIMIT)
  if (name === '') return err({ type: 'customer_invalid', field: 'name' })
  const phone = typed.phone.trim()
  if (phone !== '' && phoneDigits(phone) === null) return err({ type: 'customer_invalid', field: 'phone' })
  const email = typed.email.trim()
  if (email !== '' && !isEmail(email)) return err({ type: 'customer_invalid', field: 'email' })
  return ok({
    name,
    phone: phone === '' ? null : cleanText(phone, 24),
    email: email === '' ? null : email,
  })
}

/**
 * An address that a mail server could take: one `@`, no spaces, a dot in the domain. Whether somebody reads it, only
 * sending shows.
 */
export const isEmail = (text: string): boolean =>
  text.length <= EMAIL_LIMIT &&
  /^[^\s@"(),:;<>[\\\]\p{C}]{1,64}@[^\s@"(),:;<>[\\\]\p{C}]+\.[^\s@"(),:;<>[\\\]\p{C}.]{2,}$/u.test(text) &&
  !text.includes('..')

/**
 * The digits of a phone number with the country in front, e.g. `6281234567890`: `0812…` is an Indonesian number. Null for
 * what is no number of 8 to 15 digits.
 */
export function phoneDigits(text: string): string | null {
  if (!/^\+?[\d\s().-]+$/.test(text)) return null
  const digits = text.replace(/\D/g, '').replace(/^0(?=[1-9])/, '62')
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : null
}
