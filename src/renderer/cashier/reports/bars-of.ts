import type { Language } from '../../../core/domain/language.ts'
import { ZERO, type Amount } from '../../../core/domain/money.ts'
import { daysOf, type ReportRange } from '../../../core/domain/reports/range.ts'
import type { CurrencyReport } from '../../../core/domain/reports/report.ts'
import { dayText, hourText } from './days.ts'

export interface ReportBar {
  readonly label: string
  readonly value: number
  readonly amount: Amount
  readonly before: number | null
}

/** Every hour between the first and the last one with a sale, or every day of the range: an empty one is a fact too. */
export function barsOf(
  report: CurrencyReport,
  range: ReportRange,
  before: { readonly range: ReportRange; readonly days: CurrencyReport['byDay'] } | null,
  language: Language,
): readonly ReportBar[] {
  if (range.from === range.to) return hourBars(report, language)
  const sold = new Map(report.byDay.map((row) => [row.key, row.sold]))
  const earlier = new Map((before?.days ?? []).map((row) => [row.key, row.sold]))
  const daysBefore = before === null || before.days.length === 0 ? [] : daysOf(before.range)
  return daysOf(range).map((day, place) => {
    const amount = sold.get(day) ?? ZERO
    const other = daysBefore[place]
    return {
      ...{ label: dayText(day, language, false), value: amount, amount },
      before: other === undefined ? null : (earlier.get(other) ?? 0),
    }
  })
}

function hourBars({ byHour }: CurrencyReport, language: Language): readonly ReportBar[] {
  const first = byHour[0]?.key ?? 0
  const last = byHour.at(-1)?.key ?? 23
  const sold = new Map(byHour.map((row) => [row.key, row.sold]))
  return Array.from({ length: last - first + 1 }, (_, place) => {
    const amount = sold.get(first + place) ?? ZERO
    return { label: hourText(first + place, language), value: amount, amount, before: null }
  })
}
