import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import type { DayReportView } from '../../../core/contract/views/audit.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { LoadingRows } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { useAction, useCore, valueOf } from '../client.ts'
import { DateField } from '../dates/DateField.tsx'
import { calendarDayOf } from '../dates/today.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'

/** A day's books of both sides: this till's, and the payment service's. */
export function ReconcileSheet({ view, onClose }: { view: CounterView; onClose: () => void }) {
  const t = useT()
  const { client } = useCore()
  const queries = useQueryClient()
  const action = useAction()
  const today = calendarDayOf(view)
  const [day, setDay] = useState(today)
  // Enter does what its cap says from the start
  const go = useRef<HTMLButtonElement>(null)
  const key = ['reconciliation', view.mode, day]
  const last = useQuery({
    queryKey: key,
    queryFn: () => valueOf(client.reconciliation.last({ day })),
    enabled: day !== '',
  })
  const run = async () => {
    const answer = await action.run(() => client.reconciliation.run({ day }))
    if (answer?.ok) queries.setQueryData(key, answer.value)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reconcile.title')}
      description={t('reconcile.about')}
      closeLabel={t('common.close')}
      width="wide"
      testId="reconcile"
      initialFocus={go}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <div className="flex items-start gap-3">
          <div className="w-52">
            <DateField
              label={t('reconcile.day')}
              value={day}
              today={today}
              max={today}
              neverEmpty
              testId="reconcile-day"
              onChange={(chosen) => {
                action.clear()
                setDay(chosen)
              }}
            />
          </div>
          <Button
            ref={go}
            type="submit"
            tone="accent"
            cap="⏎"
            busy={action.busy}
            disabled={day === ''}
            className="mt-6.5"
            data-testid="reconcile-run"
          >
            {t('reconcile.run')}
          </Button>
        </div>
        <Problem trouble={action.trouble} compact />
        {day === '' ? null : last.isPending ? (
          <LoadingRows label={t('common.loading')} />
        ) : last.data == null ? (
          <p className="m-0 text-second">{t('reconcile.none')}</p>
        ) : (
          <Report report={last.data} view={view} />
        )}
      </form>
    </Dialog>
  )
}

function Report({ report, view }: { report: DayReportView; view: CounterView }) {
  const t = useT()
  const { full } = useMoney()
  const agrees = report.differences.length === 0
  const sides = [
    [t('reconcile.ours'), report.ours],
    [t('reconcile.theirs'), report.theirs],
    [t('reconcile.elsewhere'), report.elsewhere],
  ] as const
  return (
    <section className="flex flex-col gap-4" data-testid="reconcile-report" data-agrees={agrees}>
      <p
        role="status"
        className={`m-0 flex items-center gap-2.5 rounded-control px-4 py-3 font-semibold ${agrees ? 'bg-pandan-wash text-pandan' : 'bg-kunyit-wash text-ink'}`}
      >
        {agrees ? (
          <CircleCheck size={20} aria-hidden="true" />
        ) : (
          <TriangleAlert size={20} aria-hidden="true" />
        )}
        {agrees
          ? t('reconcile.agrees', { count: report.matched })
          : t('reconcile.differs', { count: report.differences.length })}
      </p>
      <table className="w-full border-collapse text-base">
        <thead>
          <tr className="border-b border-line text-left text-small text-second">
            <th className="py-2 font-semibold">{t('reconcile.side')}</th>
            <th className="py-2 text-right font-semibold">{t('reconcile.count')}</th>
            <th className="py-2 text-right font-semibold">{t('lists.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {sides.map(([label, side]) => (
            <tr key={label} className="border-b border-line">
              <td className="py-2.5">{label}</td>
              <td className="figures py-2.5 text-right">{side.count}</td>
              <td className="figures py-2.5 text-right font-semibold">{full(side.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!agrees && (
        <ul className="m-0 flex list-none flex-col gap-2 p-0">
          {report.differences.map((each, index) => (
            <li key={index} className="rounded-control border border-line px-4 py-3" data-testid="difference">
              <span className="block font-semibold">{t(`reconcile.${each.type}`)}</span>
              <span className="block text-note text-second">
                {'saleNumber' in each && each.saleNumber !== null && `${each.saleNumber} · `}
                {full(each.amount)}
                {'there' in each && ` → ${full(each.there)}`}
                {each.sessionId !== null && ` · ${each.sessionId}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="m-0 text-note text-second">
        {t('reconcile.made', { time: formatClock(report.madeAt, view.settings) })}{' '}
        {!report.read.receipts && t('reconcile.noReceipts')} {!report.read.ledger && t('reconcile.noLedger')}
        {!agrees && ` ${t('reconcile.inbox')}`}
      </p>
    </section>
  )
}
