import { err, ok, type Result } from '../result.ts'
import type { ReportRefusal } from '../refusals/reports.ts'

/** Business days, both counted, e.g. `2026-07-01` to `2026-07-31`. */
export interface ReportRange {
  readonly from: string
  readonly to: string
}

/** Three years: what a shop compares, and what is read in one go without a person giving up on it. */
export const MOST_REPORT_DAYS = 1_100

const DAY_MS = 24 * 60 * 60_000

/** The range when its days are days, in order, and not too many; otherwise why not. */
export function checkRange(range: ReportRange): Result<ReportRange, ReportRefusal> {
  const { from, to } = range
  const isReal = [from, to].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && daysLater(day, 0) === day)
  return isReal && from <= to && countDays(range) <= MOST_REPORT_DAYS
    ? ok({ from, to })
    : err({ type: 'report_range_invalid', mostDays: MOST_REPORT_DAYS })
}

/** Another day of the calendar; below zero is earlier. */
export function daysLater(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(time) ? '' : new Date(time + days * DAY_MS).toISOString().slice(0, 10)
}

export const countDays = ({ from, to }: ReportRange): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1

/** Every day of the range, in order. */
export const daysOf = (range: ReportRange): readonly string[] =>
  Array.from({ length: countDays(range) }, (_, place) => daysLater(range.from, place))

/** As many days right before it. */
export const rangeBefore = (range: ReportRange): ReportRange => ({
  from: daysLater(range.from, -countDays(range)),
  to: daysLater(range.from, -1),
})

export const REPORT_PERIODS = ['today', 'yesterday', 'week', 'month'] as const
export type ReportPeriod = (typeof REPORT_PERIODS)[number]

/** A period up to `today`. Weeks begin on Monday, as calendars in Indonesia do. */
export function rangeOf(period: ReportPeriod, today: string): ReportRange {
  switch (period) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: daysLater(today, -1), to: daysLater(today, -1) }
    case 'week':
      return { from: daysLater(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7)), to: today }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today }
  }
}
