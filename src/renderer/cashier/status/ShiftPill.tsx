import { Clock, ClockAlert } from 'lucide-react'
import type { CounterView, ShiftBadge } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { KeyCap } from '../../ui/KeyCap.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { goTo } from '../state/page.ts'
import { useT } from '../words.ts'
import { Pill } from './pills.tsx'
import { shortNumber } from './shift-words.ts'
import { useBusinessDay } from './use-business-day.ts'

/** Who has the drawer; amber when nobody has who should, or when a shift of another day was left open. */
export function ShiftPill({ view }: { view: CounterView }) {
  const t = useT()
  const { shift, shiftRequired, settings } = view
  const today = useBusinessDay(settings)
  const forgotten = shift !== null && shift.businessDate !== today ? shift : null
  const label = labelOf(t, shift, forgotten !== null)
  const warns = forgotten !== null || (shift === null && shiftRequired)
  const Icon = warns ? ClockAlert : Clock
  return (
    <Popover
      title={label}
      trigger={
        <Pill
          tone={warns ? 'kunyit' : 'grey'}
          icon={<Icon size={16} aria-hidden="true" />}
          label={label}
          testId="status-shift"
          aria-keyshortcuts="s"
          cap={<KeyCap>S</KeyCap>}
          worded={warns}
        />
      }
    >
      <p className="m-0">
        {shift === null
          ? t(shiftRequired ? 'shiftPill.neededAbout' : 'shiftPill.noneAbout')
          : forgotten !== null
            ? t('shiftPill.forgottenAbout', {
                name: shift.openedBy,
                day: formatDay(`${shift.businessDate}T12:00:00Z`, { ...settings, utcOffsetMinutes: 0 }),
              })
            : t('shiftPill.openAbout', {
                name: shift.openedBy,
                time: formatClock(shift.openedAt, settings, false),
              })}
      </p>
      <Button className="mt-3 w-full" cap="S" data-testid="status-shift-go" onClick={() => goTo('shift')}>
        {t(shift === null ? 'shiftPill.start' : 'shiftPill.go')}
      </Button>
    </Popover>
  )
}

function labelOf(t: ReturnType<typeof useT>, shift: ShiftBadge | null, forgotten: boolean): string {
  if (shift === null) return t('shiftPill.none')
  const number = shortNumber(shift.number)
  return forgotten
    ? t('shiftPill.forgotten', { number })
    : t('shiftPill.open', { number, name: shift.openedBy })
}
