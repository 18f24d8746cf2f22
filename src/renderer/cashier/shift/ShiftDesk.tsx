import {
  ArrowDownToLine,
  ArrowUpFromLine,
  Calculator,
  ClockAlert,
  CreditCard,
  ScrollText,
  UserRound,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { CurrentShiftView, ReportView, ShiftBadge } from '../../../core/contract/views/shift.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useKeys } from '../../ui/keys.ts'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { SlipPaper } from '../SlipPaper.tsx'
import { useTyped } from '../state/typed.ts'
import { useT } from '../desk-words.ts'
import { CashMoveSheet, type Direction } from './CashMoveSheet.tsx'
import { dayWords } from './day-words.ts'
import { EdcMatchSheet, type MatchedBatch } from './EdcMatchSheet.tsx'
import { hasKeptCount } from './kept-count.ts'
import { Movements } from './Movements.tsx'
import { ShiftNotices } from './ShiftNotices.tsx'
import { SoFar } from './SoFar.tsx'

type Over =
  | { readonly name: 'move'; readonly direction: Direction }
  | { readonly name: 'edc'; readonly batch: MatchedBatch | null }
  | { readonly name: 'x'; readonly report: ReportView }

const ICON = { size: 18, 'aria-hidden': true } as const

/** The open shift: who has the drawer, what went in and out of it by hand, and the way to count and close. */
export function ShiftDesk({
  view,
  current,
  shift,
  onCount,
}: {
  view: CounterView
  current: CurrentShiftView
  shift: ShiftBadge
  onCount: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const x = useAction()
  const [over, setOver] = useTyped<Over | null>('shift.over', null)
  const close = () => setOver(null)
  const printX = async (): Promise<void> => {
    const answer = await x.run((attemptId) => client.shift.x({ attemptId }))
    if (answer?.ok === true) setOver({ name: 'x', report: answer.value })
  }
  const move = (direction: Direction) => () => setOver({ name: 'move', direction })
  const isFree = over === null
  useKeys({
    F2: isFree ? move('in') : undefined,
    F3: isFree ? move('out') : undefined,
    F4: isFree ? () => setOver({ name: 'edc', batch: null }) : undefined,
    F6: isFree ? () => void printX() : undefined,
    F9: isFree ? onCount : undefined,
  })
  const hasBegun = current.lastCount !== null || hasKeptCount(shift.id, view.actor.id)
  return (
    <div
      className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_380px]"
      data-testid="shift-desk"
    >
      <div className="flex min-w-0 flex-col gap-5">
        <div className="flex flex-col gap-4 rounded-card border border-line bg-card p-6">
          <header>
            <h2 className="m-0 text-title font-bold">{t('shift.number', { number: shift.number })}</h2>
            <p className="m-0 text-base text-second">
              {t('shift.openedBy', {
                name: shift.openedBy,
                day: formatDay(shift.openedAt, view.settings),
                time: formatClock(shift.openedAt, view.settings, false),
              })}
              {' · '}
              {t('shift.openDay', { day: dayWords(shift.businessDate, view.settings) })}
            </p>
          </header>
          {shift.businessDate !== current.businessDate && (
            <Said
              tone="bg-kunyit-wash text-kunyit"
              icon={<ClockAlert {...ICON} />}
              title={t('shift.forgotten')}
            >
              {t('shift.forgottenAbout', {
                day: dayWords(shift.businessDate, view.settings),
                today: dayWords(current.businessDate, view.settings),
              })}
            </Said>
          )}
          {!current.isOwn && (
            <Said
              tone="bg-ink/4 text-ink"
              icon={<UserRound {...ICON} />}
              title={t('shift.others', { name: shift.openedBy })}
            >
              {t('shift.othersAbout')}
            </Said>
          )}
          <div className="grid grid-cols-2 gap-2.5">
            <Button
              icon={<ArrowDownToLine {...ICON} />}
              cap="F2"
              spread
              data-testid="cash-in"
              onClick={move('in')}
            >
              {t('shift.cashIn')}
            </Button>
            <Button
              icon={<ArrowUpFromLine {...ICON} />}
              cap="F3"
              spread
              data-testid="cash-out"
              onClick={move('out')}
            >
              {t('shift.cashOut')}
            </Button>
            <Button
              icon={<ScrollText {...ICON} />}
              cap="F6"
              spread
              busy={x.busy}
              title={t('shift.xAbout')}
              data-testid="print-x"
              onClick={() => void printX()}
            >
              {t('shift.x')}
              <RightMark wanted="see_till_sums" />
            </Button>
            <Button
              icon={<CreditCard {...ICON} />}
              cap="F4"
              spread
              data-testid="edc-match-open"
              onClick={() => setOver({ name: 'edc', batch: null })}
            >
              {t('edcMatch.open')}
            </Button>
          </div>
          <Problem trouble={x.trouble} compact />
          <Button
            tone="accent"
            size="large"
            icon={<Calculator size={22} aria-hidden="true" />}
            cap="F9"
            data-testid="count-open"
            onClick={onCount}
          >
            {t(hasBegun ? 'shift.countAgain' : 'shift.count')}
            {!current.isOwn && <RightMark wanted="close_other_shift" />}
          </Button>
        </div>
        <Movements view={view} current={current} />
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        <SoFar current={current} />
        <ShiftNotices {...current} onMatch={(batch) => setOver({ name: 'edc', batch })} />
      </div>
      {over?.name === 'move' && (
        <CashMoveSheet key={over.direction} direction={over.direction} shiftId={shift.id} onClose={close} />
      )}
      {over?.name === 'edc' && <EdcMatchSheet view={view} batch={over.batch} onClose={close} />}
      {over?.name === 'x' && <XDialog report={over.report} onClose={close} />}
    </div>
  )
}

/** Something about this shift that the cashier should know before anything else. */
function Said({
  tone,
  icon,
  title,
  children,
}: {
  tone: string
  icon: ReactNode
  title: string
  children: ReactNode
}) {
  return (
    <div className={`flex gap-3 rounded-card px-4 py-3 ${tone}`}>
      <span className="mt-0.5 shrink-0">{icon}</span>
      <div className="min-w-0 text-note">
        <p className="m-0 font-bold">{title}</p>
        <p className="m-0 text-ink">{children}</p>
      </div>
    </div>
  )
}

function XDialog({ report, onClose }: { report: ReportView; onClose: () => void }) {
  const t = useT()
  const title = `${t('shift.xTitle')} ${report.report.number}`
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={t('shift.xAbout')}
      closeLabel={t('common.close')}
      testId="x-report"
    >
      <div role="region" aria-label={title} tabIndex={0} className="-outline-offset-3">
        <SlipPaper sheet={report.sheet} label={title} keepable />
      </div>
    </Dialog>
  )
}
