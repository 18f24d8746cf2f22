import { Clock } from 'lucide-react'
import { useState } from 'react'
import type { ShiftRow } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { ListFrame } from '../lists/ListFrame.tsx'
import { usePages } from '../lists/pages.ts'
import { useT } from '../desk-words.ts'
import { ClosedShift } from './ClosedShift.tsx'
import { dayWords } from './day-words.ts'
import { VarianceBadge } from './Variance.tsx'

/** Closed shifts, newest first, read page by page; the chosen one's Z beside them. */
export function PastShifts({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const query = usePages<ShiftRow>('shifts', (page) => client.shift.list(page))
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <div className="flex min-h-0 flex-1">
      <div className="flex w-[36%] max-w-[460px] min-w-[330px]">
        <ListFrame
          title={t('shift.past')}
          query={query}
          empty={
            <EmptyState icon={<Clock size={40} aria-hidden="true" />} title={t('shift.pastEmpty')}>
              {t('shift.pastEmptyAbout')}
            </EmptyState>
          }
        >
          {(rows) => (
            <ul className="m-0 list-none p-0" data-testid="shifts-list">
              {rows.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  view={view}
                  isChosen={row.id === chosen}
                  onChoose={() => setChosen(row.id)}
                />
              ))}
            </ul>
          )}
        </ListFrame>
      </div>
      <div className="calm-scroll min-w-0 flex-1 border-l border-line p-6">
        {chosen === null ? (
          <EmptyState icon={<Clock size={36} aria-hidden="true" />} title={t('shift.pastChoose')} />
        ) : (
          <ClosedShift key={chosen} view={view} shiftId={chosen} />
        )}
      </div>
    </div>
  )
}

function Row({
  row,
  view,
  isChosen,
  onChoose,
}: {
  row: ShiftRow
  view: CounterView
  isChosen: boolean
  onChoose: () => void
}) {
  return (
    <li className={cx('border-b border-line', isChosen ? 'bg-nila-wash' : 'hover:bg-ink/3')}>
      <button
        type="button"
        data-testid="shift-row"
        aria-pressed={isChosen}
        onClick={onChoose}
        onKeyDown={stepByArrows}
        className="flex w-full flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 text-left -outline-offset-3"
      >
        <span className="min-w-0 grow basis-48">
          <span className="block text-base font-semibold">
            {dayWords(row.businessDate, view.settings)} · {row.openedBy}
          </span>
          <span className="block text-small text-second">
            {row.closed?.zNumber ?? row.number} · {formatClock(row.openedAt, view.settings, false)}
            {row.closed !== null && `–${formatClock(row.closed.at, view.settings, false)}`}
          </span>
        </span>
        {row.closed !== null && <VarianceBadge variance={row.closed.variance} currency={row.currency} />}
      </button>
    </li>
  )
}

/** Up and down go to the row above and below. */
function stepByArrows(event: React.KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowUp' ? 'previousElementSibling' : 'nextElementSibling'
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  event.preventDefault()
  event.currentTarget.parentElement?.[step]?.querySelector('button')?.focus()
}
