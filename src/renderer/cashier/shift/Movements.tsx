import { ArrowDownToLine, ArrowUpFromLine } from 'lucide-react'
import type { CashMovementRow, CurrentShiftView } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { negate } from '../../../core/domain/money.ts'
import { formatClock } from '../../ui/time.ts'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'

/** Cash put in and taken out by hand in this shift, newest first. */
export function Movements({ view, current }: { view: CounterView; current: CurrentShiftView }) {
  const t = useT()
  const { full } = useMoney(current.currency)
  return (
    <section className="rounded-card border border-line bg-card">
      <h3 className="m-0 px-6 pt-4 pb-2 text-base font-bold">{t('shift.cashHand')}</h3>
      {current.movements.length === 0 && (
        <p className="m-0 px-6 pb-3 text-note text-second">{t('shift.noMovements')}</p>
      )}
      <ul className="m-0 list-none p-0" data-testid="movements">
        {current.movements.toReversed().map((row) => (
          <Movement key={`${row.at}${row.direction}${row.amount}`} row={row} view={view} full={full} />
        ))}
        <li className="flex items-center gap-3 border-t border-line px-6 py-3 text-base">
          <span className="flex-1 text-second">{t('shift.what.float')}</span>
          <span className="figures">{full(current.float)}</span>
        </li>
      </ul>
    </section>
  )
}

function Movement({
  row,
  view,
  full,
}: {
  row: CashMovementRow
  view: CounterView
  full: ReturnType<typeof useMoney>['full']
}) {
  const t = useT()
  const isIn = row.direction === 'in'
  const Icon = isIn ? ArrowDownToLine : ArrowUpFromLine
  return (
    <li className="flex items-center gap-3 border-t border-line px-6 py-2.5 text-base">
      <Icon size={18} aria-hidden="true" className="shrink-0 text-second" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{row.reason ?? '–'}</span>
        <span className="block text-small text-second">
          {t(isIn ? 'shift.cashIn' : 'shift.cashOut')} · {formatClock(row.at, view.settings, false)}
          {row.by !== null && ` · ${row.by}`}
        </span>
      </span>
      <span className="figures font-semibold">{full(isIn ? row.amount : negate(row.amount))}</span>
    </li>
  )
}
