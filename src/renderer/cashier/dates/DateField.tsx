import { Popover } from '@base-ui/react/popover'
import { CalendarDays } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { FIELD_BOX, FieldRow } from '../../ui/Field.tsx'
import { cx } from '../../ui/cx.ts'
import { isWholeDay, readDay, showDay } from '../../ui/days.ts'
import { useT } from '../desk-words.ts'
import { Calendar, isWithin, type DayLimits } from './Calendar.tsx'

/**
 * Asks for a day as the shop writes it, whatever country the browser was made for: typed, or chosen from a small calendar
 * that the down arrow opens. `value` and what `onChange` gets are `2026-07-15`, or empty for none and for what cannot be
 * read; that stays in the field with the reason below it.
 */
export function DateField({
  label,
  value,
  today,
  min,
  max,
  neverEmpty = false,
  testId,
  onChange,
}: DayLimits & {
  label: string
  value: string
  /** The shop's day of this moment. */
  today: string
  /** A day must stand there: the calendar offers no way to empty it. */
  neverEmpty?: boolean
  testId: string
  onChange: (day: string) => void
}) {
  const t = useT()
  const id = useId()
  const limits = { min, max }
  const input = useRef<HTMLInputElement>(null)
  const calendar = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  // what is being typed; null shows the value
  const [typed, setTyped] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  // a value from elsewhere, as of a ready filter, takes the place of what was typed
  const [told, setTold] = useState(value)
  if (told !== value) {
    setTold(value)
    setTyped(null)
  }
  const text = typed ?? (value === '' ? '' : showDay(value))
  const tell = (day: string) => {
    setTold(day)
    if (day !== value) onChange(day)
  }
  const readable = (from: string): string | null => {
    const day = readDay(from, today)
    return day !== null && isWithin(day, limits) ? day : null
  }
  /** Takes what was typed; false when it is no day that may stand here. */
  const finish = (): boolean => {
    if (typed === null) return true
    const day = typed.trim() === '' && !neverEmpty ? '' : readable(typed)
    setAsked(day === null)
    if (day !== null) setTyped(null)
    tell(day ?? '')
    return day !== null
  }
  const choose = (day: string) => {
    setTyped(null)
    setAsked(false)
    setOpen(false)
    tell(day)
  }
  return (
    <FieldRow id={id} label={label} problem={asked && typed !== null ? whyNot(typed) : null}>
      <div className="relative">
        <input
          id={id}
          ref={input}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('dates.form')}
          maxLength={20}
          value={text}
          aria-required={neverEmpty || undefined}
          data-testid={testId}
          data-day={value}
          aria-invalid={asked && typed !== null ? true : undefined}
          aria-describedby={`${id}-about`}
          className={cx(
            FIELD_BOX,
            'pr-10 pl-3 tabular-nums',
            asked && typed !== null ? 'border-cabai' : 'border-line',
          )}
          onChange={(event) => {
            setTyped(event.target.value)
            setAsked(false)
            const day = isWholeDay(event.target.value) ? readable(event.target.value) : null
            if (day !== null) tell(day)
          }}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault()
              finish()
              setOpen(true)
            }
            // a form is not sent with a day other than the one that stands there
            if (event.key === 'Enter' && !finish()) event.preventDefault()
          }}
        />
        <Popover.Root modal="trap-focus" open={open} onOpenChange={setOpen}>
          <Popover.Trigger
            aria-label={t('dates.open', { label })}
            title={t('dates.open', { label })}
            data-testid={`${testId}-calendar`}
            className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-control text-second hover:text-ink"
          >
            <CalendarDays size={18} aria-hidden="true" />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner
              anchor={input}
              align="start"
              sideOffset={6}
              collisionPadding={8}
              collisionAvoidance={{ side: 'flip', align: 'shift', fallbackAxisSide: 'end' }}
              className="z-20"
            >
              <Popover.Popup
                ref={calendar}
                aria-label={t('dates.choose', { label })}
                initialFocus={() =>
                  calendar.current?.querySelector<HTMLElement>('[data-day][tabindex="0"]') ?? true
                }
                finalFocus={input}
                className="calm-scroll max-h-(--available-height) animate-rise rounded-card border border-line bg-card p-3 pb-1 text-ink shadow-lg outline-none"
              >
                <Calendar
                  value={value}
                  today={today}
                  limits={limits}
                  clear={neverEmpty ? null : () => choose('')}
                  onChoose={choose}
                  onClose={() => setOpen(false)}
                />
                <Popover.Close className="sr-only">{t('common.close')}</Popover.Close>
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      </div>
    </FieldRow>
  )

  function whyNot(from: string): string {
    const day = readDay(from, today)
    if (day !== null && max !== undefined && day > max) return t('dates.latest', { day: showDay(max) })
    if (day !== null && min !== undefined && day < min) return t('dates.earliest', { day: showDay(min) })
    return t('dates.unread', { day: showDay(today) })
  }
}
