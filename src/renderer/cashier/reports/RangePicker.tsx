import { useState } from 'react'
import {
  checkRange,
  rangeOf,
  REPORT_PERIODS,
  type ReportPeriod,
  type ReportRange,
} from '../../../core/domain/reports/range.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { DayRange } from '../dates/DayRange.tsx'
import { useT } from '../desk-words.ts'

export interface ChosenDays {
  readonly period: ReportPeriod | 'custom'
  readonly range: ReportRange
}

/** The usual periods by one press; any other days by two dates. */
export function RangePicker({
  chosen,
  today,
  onChoose,
}: {
  chosen: ChosenDays
  today: string
  onChoose: (days: ChosenDays) => void
}) {
  const t = useT()
  const [typing, setTyping] = useState<ReportRange | null>(null)
  const asked = typing ?? chosen.range
  const shown = typing !== null || chosen.period === 'custom'
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div
        role="group"
        aria-label={t('reports.period')}
        className="flex flex-wrap rounded-control bg-ink/5 p-1"
      >
        {[...REPORT_PERIODS, 'custom' as const].map((period) => (
          <button
            key={period}
            type="button"
            data-testid={`reports-${period}`}
            aria-pressed={typing === null ? period === chosen.period : period === 'custom'}
            onClick={() => {
              if (period === 'custom') return setTyping(chosen.range)
              setTyping(null)
              onChoose({ period, range: rangeOf(period, today) })
            }}
            className={cx(
              'min-h-11 rounded-small px-3.5 text-note font-semibold whitespace-nowrap',
              'text-second hover:text-ink aria-pressed:bg-card aria-pressed:text-nila aria-pressed:shadow-sm',
            )}
          >
            {t(`reports.${period}`)}
          </button>
        ))}
      </div>
      {shown && (
        <form
          className="-mb-1.5 flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            const range = checkRange(asked)
            if (!range.ok) return
            setTyping(null)
            onChoose({ period: 'custom', range: range.value })
          }}
        >
          <DayRange
            from={asked.from}
            to={asked.to}
            labels={{ from: t('reports.from'), to: t('reports.to') }}
            today={today}
            neverEmpty
            testId="reports"
            onChange={setTyping}
          />
          <Button
            type="submit"
            tone="accent"
            className="mb-1.5"
            disabled={!checkRange(asked).ok}
            data-testid="reports-show"
          >
            {t('reports.show')}
          </Button>
        </form>
      )}
    </div>
  )
}
