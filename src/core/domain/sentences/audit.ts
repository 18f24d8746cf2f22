import type { Language } from '../language.ts'
import { quoted } from '../shown-text.ts'
import { BOOKS_LINES } from './audit/books.ts'
import { CHECK_LINES } from './audit/checks.ts'
import { PEOPLE_LINES } from './audit/people.ts'
import { SETTINGS_LINES } from './audit/settings.ts'
import { SHIFT_LINES } from './audit/shifts.ts'
import type { Lines } from './audit/line.ts'
import { factsDetail, type StoredFacts } from './facts.ts'
import { TIMELINE_KINDS, timelineSentence } from './timeline.ts'

/**
 * One line of the log, without a full stop: what happened, to whom, and why. Facts are JSON of any age, so each may be
 * missing; a kind that is not known here stands there by its own name with its facts.
 */
export function auditSentence(kind: string, facts: StoredFacts, language: Language): string {
  const line = Object.hasOwn(LINES, kind) ? LINES[kind]?.[language] : undefined
  if (line !== undefined) return line(facts)
  if (TIMELINE_KINDS.some((each) => each === kind)) return timelineSentence(kind, facts, language)
  return [quoted(kind), factsDetail(facts)].filter((part) => part !== null).join(' · ')
}

/** What stands in no sale's timeline. */
const LINES: Lines = {
  ...PEOPLE_LINES,
  ...SETTINGS_LINES,
  ...SHIFT_LINES,
  ...CHECK_LINES,
  ...BOOKS_LINES,
}
