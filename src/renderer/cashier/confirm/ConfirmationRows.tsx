import { Banknote, CircleCheck, CreditCard, Globe, Landmark, QrCode, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type {
  ConfirmationRow,
  ConfirmationsView,
  DecidedRow,
  VoidedRow,
} from '../../../core/contract/views/confirmation.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { cx } from '../../ui/cx.ts'
import { Badge, EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'

const ICON = 20
const ICONS: Readonly<Record<'cash' | 'edc' | 'transfer' | 'static_qris' | 'page', ReactNode>> = {
  cash: <Banknote size={ICON} aria-hidden="true" />,
  edc: <CreditCard size={ICON} aria-hidden="true" />,
  transfer: <Landmark size={ICON} aria-hidden="true" />,
  static_qris: <QrCode size={ICON} aria-hidden="true" />,
  page: <Globe size={ICON} aria-hidden="true" />,
}

export const timeOf = (at: string, { settings }: CounterView): string =>
  `${formatDay(at, settings)} ${formatClock(at, settings, false)}`

export function WaitingRow({
  row,
  view,
  chosen,
  onChoose,
}: {
  row: ConfirmationRow
  view: CounterView
  chosen: boolean
  onChoose: () => void
}) {
  const t = useT()
  const { full } = useMoney(row.currency)
  const isPage = row.source === 'page'
  const about = isPage ? (row.payer ?? row.provider.method) : `${row.saleNumber} · ${row.recordedBy ?? '-'}`
  return (
    <li data-testid="confirm-row" data-source={row.source} className="border-b border-line">
      <button
        type="button"
        aria-pressed={chosen}
        onClick={(event) => {
          onChoose()
          // chosen by mouse, the next Enter belongs to what was chosen and not to its row
          if (event.detail > 0) event.currentTarget.blur()
        }}
        className={cx(
          'flex w-full items-start gap-3.5 px-6 py-3 text-left -outline-offset-3',
          chosen ? 'bg-nila-wash' : 'hover:bg-ink/3',
        )}
      >
        <span className="mt-0.5 shrink-0 text-second">{ICONS[isPage ? 'page' : row.kind]}</span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base font-semibold">
            {isPage ? t('confirm.page') : t(`kind.${row.kind}`)}
          </span>
          {about !== null && <span className="block truncate text-note text-second">{about}</span>}
          <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
            <Badges row={row} />
          </span>
        </span>
        <span className="shrink-0 text-right">
          <span className="block text-base font-bold">{full(row.amount)}</span>
          <span className="block text-note text-second">{timeOf(row.since, view)}</span>
        </span>
      </button>
    </li>
  )
}

function Badges({ row }: { row: ConfirmationRow }) {
  const t = useT()
  if (row.source === 'till')
    return row.takesSomebodyElse ? <Badge tone="kunyit">{t('confirm.second')}</Badge> : null
  return (
    <>
      {row.owner === 'other' && <Badge tone="grey">{t('confirm.otherTill')}</Badge>}
      {row.decision !== null && <StateBadge state={row.decision.state} />}
    </>
  )
}

export function StateBadge({ state }: Pick<DecidedRow, 'state'>) {
  const t = useT()
  const isWell = state === 'done'
  const isBad = state === 'differs' || state === 'refused'
  return (
    <Badge
      tone={isWell ? 'pandan' : isBad ? 'cabai' : 'kunyit'}
      icon={
        isWell ? (
          <CircleCheck size={14} aria-hidden="true" />
        ) : isBad ? (
          <TriangleAlert size={14} aria-hidden="true" />
        ) : undefined
      }
    >
      {t(`confirm.state.${state}`)}
    </Badge>
  )
}

type Decided = ConfirmationsView['decided'][number]

/** What people said about payments of the provider's page, and which card slips they voided, newest first. */
export function DecidedList({ rows, view }: { rows: readonly Decided[]; view: CounterView }) {
  const t = useT()
  if (rows.length === 0)
    return (
      <EmptyState icon={<CircleCheck size={44} aria-hidden="true" />} title={t('confirm.emptyDecided')}>
        {t('confirm.emptyDecidedAbout')}
      </EmptyState>
    )
  return (
    <ul className="m-0 list-none p-0" data-testid="confirm-decided-list">
      {rows.map((row) => (
        <li
          key={row.decision === 'void' ? row.refundId : row.sessionId}
          data-decision={row.decision}
          className="flex items-start gap-4 border-b border-line px-6 py-3"
        >
          <span className="min-w-0 flex-1">
            <span className="block text-base font-semibold">
              {t(`confirm.by.${row.decision}`, { name: row.by, time: timeOf(row.at, view) })}
            </span>
            {row.decision === 'void' ? <VoidedLines row={row} /> : <ReviewLines row={row} />}
          </span>
          <DecidedAmount row={row} />
        </li>
      ))}
    </ul>
  )
}

function ReviewLines({ row }: { row: DecidedRow }) {
  return (
    <>
      <span className="block truncate text-note text-second">{row.reason ?? row.sessionId}</span>
      <span className="mt-1 flex">
        <StateBadge state={row.state} />
      </span>
    </>
  )
}

function VoidedLines({ row }: { row: VoidedRow }) {
  const t = useT()
  const why = [row.saleNumber, t(`refund.reason.${row.reason}`), row.words].filter(Boolean).join(' · ')
  return (
    <>
      <span className="block text-note text-second">{why}</span>
      {row.approvedBy !== null && (
        <span className="block text-note text-second">
          {t('confirm.voidAllowed', { name: row.approvedBy })}
        </span>
      )}
      <span className="mt-1 flex">
        <Badge tone="kunyit" icon={<CreditCard size={14} aria-hidden="true" />}>
          {row.approvalCode === '' ? t('confirm.void') : t('confirm.voidCode', { code: row.approvalCode })}
        </Badge>
      </span>
    </>
  )
}

/** In the payment's own currency: the shop may have changed its own since. */
function DecidedAmount({ row }: { row: Decided }) {
  const { full } = useMoney(row.currency)
  return <span className="text-base font-bold">{full(row.amount)}</span>
}
