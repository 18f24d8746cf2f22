import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { daysLater } from '../../../core/domain/reports/range.ts'
import { cx } from '../../ui/cx.ts'
import { dayInWords, monthsLater, placeInWeek, sameDateLater, weeksOf } from '../../ui/days.ts'
import { useKeys } from '../../ui/keys.ts'
import { useLanguage, useT } from '../desk-words.ts'

/** What one may choose from; a side that is open is undefined. */
export interface DayLimits {
  readonly min?: string | undefined
  readonly max?: string | undefined
}

export const isWithin = (day: string, { min, max }: DayLimits): boolean =>
  (min === undefined || day >= min) && (max === undefined || day <= max)

/**
 * One month of days to choose from. Arrows go by day and week, Page Up and Down by month, with Shift by year; Home and
 * End to the ends of the week; Enter takes the day.
 */
export function Calendar({
  value,
  today,
  limits,
  clear,
  onChoose,
  onClose,
}: {
  /** The day that stands in the field, or empty. */
  value: string
  today: string
  limits: DayLimits
  /** Empties the field; null where a day must stand there. */
  clear: (() => void) | null
  onChoose: (day: string) => void
  onClose: () => void
}) {
  const t = useT()
  const language = useLanguage()
  const heading = useId()
  const [at, setAt] = useState(() => nearest(value === '' ? today : value, limits))
  const grid = useRef<HTMLTableElement>(null)
  // the page below may mean something else by it
  useKeys({ Escape: onClose }, { modal: true, above: 1 })
  useEffect(() => {
    // a press on an arrow of the heading keeps the focus there
    const inGrid = grid.current?.contains(document.activeElement) ?? false
    if (inGrid) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [at])
  const goTo = (day: string) => setAt(nearest(day, limits))
  const onKeyDown = (event: KeyboardEvent) => {
    const day = dayByKey(event, at)
    if (day === null) return
    event.preventDefault()
    goTo(day)
  }
  const weeks = weeksOf(at)
  return (
    <div className="flex flex-col gap-1" data-testid="calendar">
      <div className="flex items-center">
        <Turn label={t('dates.yearBefore')} onPress={() => goTo(sameDateLater(at, -12))}>
          <ChevronsLeft size={18} aria-hidden="true" />
        </Turn>
        <Turn label={t('dates.monthBefore')} onPress={() => goTo(sameDateLater(at, -1))}>
          <ChevronLeft size={18} aria-hidden="true" />
        </Turn>
        <h2 id={heading} aria-live="polite" className="m-0 flex-1 text-center text-base font-bold">
          {dayInWords(monthsLater(at, 0), 'month', language)}
        </h2>
        <Turn label={t('dates.monthAfter')} onPress={() => goTo(sameDateLater(at, 1))}>
          <ChevronRight size={18} aria-hidden="true" />
        </Turn>
        <Turn label={t('dates.yearAfter')} onPress={() => goTo(sameDateLater(at, 12))}>
          <ChevronsRight size={18} aria-hidden="true" />
        </Turn>
      </div>
      <table
        ref={grid}
        role="grid"
        aria-labelledby={heading}
        className="border-collapse"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th key={day} scope="col" className="h-7 p-0 text-small font-semibold text-second">
                {dayInWords(day, 'weekday', language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {/* by place and not by day: a day that has the focus must not vanish with its month */}
          {weeks.map((week, row) => (
            <tr key={row}>
              {week.map((day, place) => (
                <td key={place} role="gridcell" aria-selected={day === value} className="p-0">
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={dayInWords(day, 'whole', language)}
                    aria-current={day === today ? 'date' : undefined}
                    aria-disabled={!isWithin(day, limits) || undefined}
                    onClick={() => isWithin(day, limits) && onChoose(day)}
                    className={cx(
                      'flex size-11 items-center justify-center rounded-control text-base tabular-nums -outline-offset-2',
                      dayLook(day, { at, value, today, limits }),
                    )}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex justify-between border-t border-line pt-1">
        <Foot disabled={!isWithin(today, limits)} testId="calendar-today" onPress={() => onChoose(today)}>
          {t('dates.today')}
        </Foot>
        {clear !== null && (
          <Foot disabled={value === ''} testId="calendar-clear" onPress={clear}>
            {t('dates.clear')}
          </Foot>
        )}
      </div>
    </div>
  )
}

/** A day to stand on that may be chosen. */
const nearest = (day: string, { min, max }: DayLimits): string =>
  max !== undefined && day > max ? max : min !== undefined && day < min ? min : day

function dayByKey(event: KeyboardEvent, at: string): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  switch (event.key) {
    case 'ArrowLeft':
      return daysLater(at, -1)
    case 'ArrowRight':
      return daysLater(at, 1)
    case 'ArrowUp':
      return daysLater(at, -7)
    case 'ArrowDown':
      return daysLater(at, 7)
    case 'Home':
      return daysLater(at, -placeInWeek(at))
    case 'End':
      return daysLater(at, 6 - placeInWeek(at))
    case 'PageUp':
      return sameDateLater(at, event.shiftKey ? -12 : -1)
    case 'PageDown':
      return sameDateLater(at, event.shiftKey ? 12 : 1)
    default:
      return null
  }
}

function dayLook(
  day: string,
  { at, value, today, limits }: { at: string; value: string; today: string; limits: DayLimits },
): string {
  if (!isWithin(day, limits)) return 'cursor-not-allowed text-second line-through opacity-60'
  if (day === value)
    return 'bg-nila font-bold text-on-nila forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none'
  return cx(
    'hover:bg-nila-wash',
    day.slice(0, 7) === at.slice(0, 7) ? 'text-ink' : 'text-second',
    day === today && 'font-bold text-nila ring-2 ring-nila ring-inset',
  )
}

function Turn({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="flex size-11 shrink-0 items-center justify-center rounded-control text-second hover:bg-ink/5 hover:text-ink"
    >
      {children}
    </button>
  )
}

function Foot({
  disabled,
  testId,
  onPress,
  children,
}: {
  disabled: boolean
  testId: string
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      disabled={disabled}
      data-testid={testId}
      onClick={onPress}
      className={cx(
        'min-h-11 rounded-control px-3 text-note font-semibold',
        disabled ? 'cursor-not-allowed text-second opacity-60' : 'text-nila hover:bg-nila-wash',
      )}
    >
      {children}
    </button>
  )
}
