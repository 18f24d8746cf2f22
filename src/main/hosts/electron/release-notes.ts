import type { Language } from '../../../core/domain/language.ts'

/** As electron-updater hands them over: one text, or one for each version that was skipped. */
export type ReleaseNotes =
  | string
  | readonly { readonly version: string; readonly note: string | null }[]
  | null

const HEADINGS: Readonly<Record<Language, RegExp>> = {
  id: /^#*\s*(bahasa indonesia|indonesia|\[id\])\s*:?$/i,
  en: /^#*\s*(english|inggris|\[en\])\s*:?$/i,
}
const LIMIT = 4_000

/**
 * What is new, in the shop's language: the part under its own heading (`## Bahasa Indonesia`, `## English`), or all of it
 * when the text has no such headings. Plain text: marks are taken out, and nothing of it is ever run.
 */
export function notesIn(language: Language, notes: ReleaseNotes | undefined): string | null {
  const text = typeof notes === 'string' ? notes : (notes ?? []).map(({ note }) => note ?? '').join('\n\n')
  const mine: string[] = []
  let under: Language | null = null
  let isParted = false
  for (const line of withoutMarks(text).split('\n')) {
    const heading = headingOf(line.trim())
    if (heading !== null) {
      // what stood above the first heading belongs to neither language alone
      under = heading
      isParted = true
    } else if (under === language) mine.push(line)
  }
  const chosen = (isParted ? mine.join('\n') : withoutMarks(text)).replaceAll(/\n{3,}/g, '\n\n').trim()
  return chosen === '' ? null : chosen.slice(0, LIMIT)
}

const headingOf = (line: string): Language | null =>
  HEADINGS.id.test(line) ? 'id' : HEADINGS.en.test(line) ? 'en' : null

/** Some feeds hand over HTML. */
const withoutMarks = (text: string): string =>
  text
    .replaceAll(/<\/(p|li|h\d|ul|div)>|<br\s*\/?>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('\r', '')
