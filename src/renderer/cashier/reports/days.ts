import type { Language } from '../../../core/domain/language.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { ReportRange } from '../../../core/domain/reports/range.ts'

/** The shop's business day of this moment. */
export const todayOf = ({ utcOffsetMinutes, businessDayStartsAt }: CounterView['settings']): string =>
  new Date(Date.now() + (utcOffsetMinutes - businessDayStartsAt) * 60_000).toISOString().slice(0, 10)

/** `15 Jul 2026`; without the year where it is plain. */
export function dayText(day: string, language: Language, withYear = true): string {
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return day
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ day: 'numeric', month: 'short', timeZone: 'UTC' },
    ...(withYear ? { year: 'numeric' } : {}),
  }).format(at)
}

/** `Rab, 15 Jul` for rows that people compare by weekday. */
export const weekdayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  }).format(new Date(`${day}T00:00:00Z`))

export const rangeText = ({ from, to }: ReportRange, language: Language): string =>
  from === to
    ? dayText(from, language)
    : `${dayText(from, language, from.slice(0, 4) !== to.slice(0, 4))} – ${dayText(to, language)}`

/** `14.00` in Indonesian, `14:00` in English. */
export const hourText = (hour: number, language: Language): string =>
  `${String(hour).padStart(2, '0')}${language === 'id' ? '.' : ':'}00`

/** `12,5%`; in a column with as many decimals in each row. */
export const percentText = (share: number, language: Language, decimals = 0): string =>
  new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ style: 'percent', minimumFractionDigits: decimals, maximumFractionDigits: decimals },
  }).format(share)

/** `1.250`: how many there are, with the marks that large amounts have. */
export const countText = (count: number, language: Language): string =>
  new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB').format(count)

/** `1,2 jt`, `450 rb`: short enough for the edge of a picture. */
export const shortAmount = (amount: number, exponent: number, language: Language): string =>
  new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    ...{ notation: 'compact', maximumFractionDigits: 1 },
  }).format(amount / 10 ** exponent)
