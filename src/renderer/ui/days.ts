import type { Language } from '../../core/domain/language.ts'
import { daysLater } from '../../core/domain/reports/range.ts'

/** Days are `2026-07-15` wherever they are kept and `15/07/2026` wherever a person reads or types one, in both languages. */
export function showDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${month}/${year}`
}

/**
 * The day somebody typed, in any of the ways people write one: `15/07/2026`, `15-7-26`, `15072026`, `15 Jul 2026`, or
 * without its year the latest such day up to `today`. Null when it is no day, or one no till has seen.
 */
export function readDay(text: string, today: string): string | null {
  const typed = text.trim().toLowerCase()
  const kept = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (kept !== null) return dayOf(kept[1], kept[2], kept[3])
  const found =
    /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?$/.exec(typed) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed) ??
    /^(\d{1,2})[\s./-]*([a-z]{3,})[\s./-]*(\d{4}|\d{2})?$/.exec(typed)
  if (found === null) return null
  const [, date, named = '', year] = found
  const month = /^\d/.test(named) ? named : monthNamed(named)
  if (year !== undefined) return dayOf(year.length === 2 ? `20${year}` : year, month, date)
  const thisYear = dayOf(today.slice(0, 4), month, date)
  if (thisYear !== null && thisYear <= today) return thisYear
  return dayOf(String(Number(today.slice(0, 4)) - 1), month, date) ?? thisYear
}

/** Typed to the end: nothing that follows could make it another day. */
export const isWholeDay = (text: string): boolean =>
  /^(\d{8}|\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})$/.test(text.trim())

function dayOf(year = '', month = '', date = ''): string | null {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  // 31/02 would roll over into March
  return year >= '2000' && year < '2100' && daysLater(day, 0) === day ? day : null
}

/** The first letters of the months as both languages write them. */
const MONTHS = [
  'jan',
  'feb',
  'mar',
  'apr',
  'mei may',
  'jun',
  'jul',
  'agu aug',
  'sep',
  'okt oct',
  'nov',
  'des dec',
]

const monthNamed = (name: string): string =>
  String(MONTHS.findIndex((starts) => starts.split(' ').includes(name.slice(0, 3))) + 1)

/** The first of the month that is `months` later; below zero is earlier. */
export function monthsLater(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}

/** The same date `months` later, or the last of that month where it is shorter. */
export function sameDateLater(day: string, months: number): string {
  const first = monthsLater(day, months)
  const last = daysLater(monthsLater(first, 1), -1)
  const same = `${first.slice(0, 8)}${day.slice(8)}`
  return same < last ? same : last
}

/** Where the day stands in its week: 0 is Monday, as calendars in Indonesia and the reports begin theirs. */
export const placeInWeek = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

/** The six weeks that show the day's month; always six, so that nothing moves under the finger from month to month. */
export function weeksOf(day: string): readonly (readonly string[])[] {
  const first = monthsLater(day, 0)
  const start = daysLater(first, -placeInWeek(first))
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_day, place) => daysLater(start, week * 7 + place)),
  )
}

/** `Juli 2026`, `Rab`, `Rabu, 15 Juli 2026`: a day in words, as the language says it. */
export function dayInWords(day: string, part: 'month' | 'weekday' | 'whole', language: Language): string {
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: 'UTC',
    ...WORDED[part],
  }).format(new Date(`${day}T00:00:00Z`))
}

const WORDED: Readonly<Record<'month' | 'weekday' | 'whole', Intl.DateTimeFormatOptions>> = {
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  whole: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}
