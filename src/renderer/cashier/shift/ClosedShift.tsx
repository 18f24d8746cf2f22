import { useQuery } from '@tanstack/react-query'
import { Printer, ShoppingCart, TriangleAlert } from 'lucide-react'
import type { ClosedShiftView } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { subtractAmount } from '../../../core/domain/money.ts'
import type { ReportPerson } from '../../../core/domain/receipts/receipt.ts'
import { Button } from '../../ui/Button.tsx'
import { LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { SlipPaper } from '../SlipPaper.tsx'
import { goTo, say } from '../state/page.ts'
import { useT } from '../desk-words.ts'
import { Matches } from './EdcMatchResult.tsx'
import { ShiftNotices } from './ShiftNotices.tsx'
import { VarianceBadge, VariancePanel } from './Variance.tsx'

/** A closed shift: how the drawer came out, what the owner should see, and the Z as it was printed. */
export function ClosedShift({
  view,
  shiftId,
  onNext,
}: {
  view: CounterView
  shiftId: string
  /** Only right after closing: on with the next shift. */
  onNext?: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const query = useQuery({
    queryKey: ['shift', 'closed', view.mode, shiftId],
    queryFn: () => valueOf(client.shift.get({ shiftId })),
  })
  if (query.error instanceof Refused) return <Problem trouble={query.error.trouble} />
  if (query.data === undefined) return <LoadingRows label={t('common.loading')} />
  const closed = query.data
  const label = t('shift.z', { number: closed.report.number })
  return (
    // by the room it has: beside the list of shifts there is less of it than on the page alone
    <div className="@container" data-testid="closed-shift">
      <div className="grid items-start gap-5 @2xl:grid-cols-[minmax(0,1fr)_auto]">
        <div className="flex min-w-0 flex-col gap-5">
          <Outcome view={view} closed={closed} isFresh={onNext !== undefined} />
          {onNext !== undefined && (
            <div className="flex flex-wrap gap-2.5">
              <Button
                tone="accent"
                icon={<ShoppingCart size={18} aria-hidden="true" />}
                onClick={() => goTo('sale')}
              >
                {t('shift.toSale')}
              </Button>
              <Button data-testid="shift-next" onClick={onNext}>
                {t('shift.next')}
              </Button>
            </div>
          )}
          <Signs report={closed.report} />
          {closed.report.closing !== undefined && <ShiftNotices {...closed.report.closing} />}
          <Matches settlements={closed.settlements} />
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Reprint shiftId={shiftId} />
          <SlipPaper sheet={closed.sheet} label={label} keepable />
        </div>
      </div>
    </div>
  )
}

function Outcome({
  view,
  closed,
  isFresh,
}: {
  view: CounterView
  closed: ClosedShiftView
  isFresh: boolean
}) {
  const t = useT()
  const { shift, counts } = closed
  if (shift.closed === null) return null
  const { by, at, counted, expected, variance, reason } = shift.closed
  const { settings } = view
  return (
    <div className="flex flex-col gap-4 rounded-card border border-line bg-card p-6">
      <header>
        <h2 className="m-0 text-title font-bold" data-testid="closed-title">
          {isFresh
            ? t('shift.closedTitle', { number: shift.number })
            : t('shift.number', { number: shift.number })}
        </h2>
        <p className="m-0 text-base text-second">
          {t('shift.closedBy', {
            name: by,
            day: formatDay(at, settings),
            time: formatClock(at, settings, false),
          })}
        </p>
      </header>
      <VariancePanel
        {...{ counted, expected, variance }}
        currency={shift.currency}
        {...(reason === null ? {} : { about: t('shift.reasonSaid', { reason }) })}
      />
      {counts.length > 1 && (
        <div>
          <h3 className="m-0 mb-1 text-note font-bold text-second">
            {t('shift.countsTaken', { count: counts.length })}
          </h3>
          <ul className="m-0 flex list-none flex-col gap-1 p-0 text-base">
            {counts.map((count) => (
              <li key={count.at} className="flex items-center justify-between gap-3">
                {t('shift.countRow', {
                  time: formatClock(count.at, settings),
                  name: count.by ?? '–',
                })}
                <VarianceBadge
                  variance={subtractAmount(count.counted, count.expected)}
                  currency={shift.currency}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

const SIGNS = [
  ...(['reprints', 'drawerOpenings', 'canceledSales', 'cashAfterCode', 'afterExpiry', 'overrides'] as const),
] as const

/** What an owner looks at, by person, in words; none of it is wrong in itself. */
function Signs({ report }: Pick<ClosedShiftView, 'report'>) {
  const t = useT()
  const { closing } = report
  if (closing === undefined) return null
  const people = closing.people.filter((person) => SIGNS.some((sign) => (person[sign] ?? 0) > 0))
  if (people.length === 0 && !closing.restored) return null
  const said = (person: ReportPerson): string =>
    SIGNS.filter((sign) => (person[sign] ?? 0) > 0)
      .map((sign) => t(`shift.sign.${sign}`, { count: person[sign] ?? 0 }))
      .join(', ')
  return (
    <section className="rounded-card border border-line bg-card p-5" data-testid="signs">
      <h3 className="m-0 text-base font-bold">{t('shift.signs')}</h3>
      <p className="m-0 mt-0.5 mb-2 text-note text-second">{t('shift.signsAbout')}</p>
      {closing.restored && (
        <p className="m-0 mb-2 flex gap-2.5 text-note font-semibold text-kunyit">
          <TriangleAlert size={18} aria-hidden="true" className="shrink-0" />
          {t('shift.restored')}
        </p>
      )}
      <ul className="m-0 flex list-none flex-col gap-1 p-0 text-base">
        {people.map((person) => (
          <li key={person.name}>
            <strong>{person.name}</strong>: {said(person)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Reprint({ shiftId }: { shiftId: string }) {
  const t = useT()
  const { client } = useCore()
  const action = useAction()
  const print = async (): Promise<void> => {
    const answer = await action.run(() => client.shift.reprint({ shiftId }))
    if (answer?.ok === true) say(t('shift.reprinted'))
  }
  return (
    <>
      <Button
        icon={<Printer size={18} aria-hidden="true" />}
        busy={action.busy}
        data-testid="z-reprint"
        onClick={() => void print()}
      >
        {t('shift.reprint')}
      </Button>
      <Problem trouble={action.trouble} compact />
    </>
  )
}
