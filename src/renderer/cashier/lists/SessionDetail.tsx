import { X } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SessionRow } from '../../../core/contract/views/sale.ts'
import type { SessionStatus } from '../../../core/domain/provider/session.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Badge, type Tone } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { Facts } from './Facts.tsx'
import { SaleDetail } from './SaleDetail.tsx'

export const SESSION_TONE: Readonly<Record<SessionStatus, Tone>> = {
  waiting: 'kunyit',
  paying: 'nila',
  review: 'kunyit',
  completed: 'pandan',
  refunded: 'grey',
  expired: 'grey',
  canceled: 'grey',
  failed: 'cabai',
  unknown: 'grey',
}

/** One session as the payment service told it last, and the way to its sale. */
export function SessionDetail({
  view,
  row,
  onClose,
}: {
  view: CounterView
  row: SessionRow
  onClose: () => void
}) {
  const [showsSale, setShowsSale] = useState(false)
  if (showsSale && row.saleId !== null)
    return <SaleDetail view={view} saleId={row.saleId} onClose={() => setShowsSale(false)} />
  return <Session view={view} row={row} onSale={() => setShowsSale(true)} onClose={onClose} />
}

function Session({
  view,
  row,
  onSale,
  onClose,
}: {
  view: CounterView
  row: SessionRow
  onSale: () => void
  onClose: () => void
}) {
  const t = useT()
  const { full } = useMoney(row.currency)
  useKeys({ Escape: onClose })
  const time = (at: string) => `${formatDay(at, view.settings)} ${formatClock(at, view.settings)}`
  return (
    <div className="calm-scroll flex h-full flex-col gap-5 p-6" data-testid="session-detail">
      <header className="relative pr-12">
        <p className="m-0 text-[34px] leading-[42px] font-extrabold tracking-tight">{full(row.amount)}</p>
        <p className="m-0 mt-1">
          <Badge tone={SESSION_TONE[row.status]}>{t(`session.${row.status}`)}</Badge>
        </p>
        <button
          type="button"
          aria-label={t('common.close')}
          onClick={onClose}
          className="absolute -top-2 -right-2 flex size-11 items-center justify-center rounded-control text-second hover:bg-ink/5"
        >
          <X size={20} aria-hidden="true" />
        </button>
      </header>
      <Facts
        facts={[
          [t('lists.sale'), row.saleNumber ?? t('sessions.foreign')],
          [t('lists.kinds'), row.kind === null ? null : t(`kind.${row.kind}`)],
          [t('lists.time'), time(row.createdAt)],
          [t('finding.read'), time(row.fetchedAt)],
          [t('lists.session'), row.sessionId, 'code'],
        ]}
      />
      {row.saleNumber !== null && (
        <Button className="self-start" data-testid="session-sale" onClick={onSale}>
          {t('todo.showSale', { number: row.saleNumber })}
        </Button>
      )}
    </div>
  )
}
