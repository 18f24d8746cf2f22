import type { Language } from '../../language.ts'
import { cleanText } from '../../shown-text.ts'
import type { StoredFacts } from '../facts.ts'
import { modeLabel } from '../labels.ts'

/** One kind of event as the log says it, in both languages. */
export type Line = Readonly<Record<Language, (facts: StoredFacts) => string>>
export type Lines = Readonly<Record<string, Line>>

export const plain = (id: string, en: string): Line => ({ id: () => id, en: () => en })

/** The line, then every part that is there. */
export const lineWith = (line: string, ...parts: readonly (string | null)[]): string =>
  [line, ...parts.filter((part) => part !== null)].join(' · ')

export const text = (facts: StoredFacts, name: string): string | null => {
  const value = facts[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? cleanText(value, 120) : null
}

export const somebody: Readonly<Record<Language, string>> = { id: 'seseorang', en: 'somebody' }
export const who = (facts: StoredFacts, name: string, language: Language): string =>
  text(facts, name) ?? somebody[language]

/** One of some words by a fact; a value that is not among them stands as it is. */
export const oneOf = (
  words: Readonly<Record<string, Readonly<Record<Language, string>>>>,
  facts: StoredFacts,
  name: string,
  language: Language,
): string | null => {
  const value = text(facts, name)
  if (value === null) return null
  return Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value
}

export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

export const modes = (facts: StoredFacts, language: Language): string | null => {
  const parts = ['from', 'to'].flatMap((name) => {
    const value = text(facts, name)
    return value === null ? [] : [modeLabel(value, language)]
  })
  return parts.length === 0 ? null : parts.join(' > ')
}
