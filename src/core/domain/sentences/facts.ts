import type { Language } from '../language.ts'
import { CURRENCIES, formatMoney, isAmount, type Currency } from '../money.ts'
import { KIND_LABELS } from './labels.ts'
import { cleanText, quoted } from '../shown-text.ts'

/** Facts as they were stored with an event or an attention item: JSON of any age, so every one may be missing. */
export type StoredFacts = Readonly<Record<string, unknown>>

/** An amount among the facts, written out; null when it is not there or no whole number. */
export function moneyFact(facts: StoredFacts, name: string, language: Language): string | null {
  const value = facts[name]
  return isAmount(value) ? formatMoney(value, currencyOf(facts), language) : null
}

/** A name or reason among the facts, in quotation marks; null when it is not there or empty. */
export function quotedFact(facts: StoredFacts, name: string): string | null {
  const value = facts[name]
  return typeof value === 'string' && cleanText(value, 1) !== '' ? quoted(value) : null
}

/** What kind of payment the facts speak of, in the shop's words; null when it is none we know. */
export function kindFact(facts: StoredFacts, language: Language): string | null {
  const value = facts['kind']
  return typeof value === 'string' && Object.hasOwn(KIND_LABELS, value)
    ? KIND_LABELS[value as keyof typeof KIND_LABELS][language]
    : null
}

/** All plain facts as `name value`, for support; texts cleaned and cut. */
export function factsDetail(facts: StoredFacts): string | null {
  const parts = Object.entries(facts).flatMap(([name, value]) => {
    const text = plainText(value)
    return text === '' ? [] : [`${cleanText(name, 40)} ${text}`]
  })
  return parts.length === 0 ? null : parts.slice(0, 20).join(' · ')
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return cleanText(value, 120)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).slice(0, 10).join(', ')
  if (typeof value === 'object' && value !== null) return factsDetail(value as StoredFacts) ?? ''
  return ''
}

function currencyOf(facts: StoredFacts): Currency {
  return CURRENCIES.find((currency) => currency === facts['currency']) ?? 'IDR'
}
