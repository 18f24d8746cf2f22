import { Printer } from 'lucide-react'
import type { RefundView } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import type { Currency } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, type Tone } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { say } from '../state/page.ts'
import { useT } from '../words.ts'

const TONE: Readonly<Record<RefundView['state'], Tone>> = {
  intended: 'kunyit',
  requesting: 'kunyit',
  pending: 'kunyit',
  succeeded: 'pandan',
  failed: 'cabai',
}

/** Money of a sale that went back or is on its way, each with how it stands. */
export function Refunds({ view, sale }: { view: CounterView; sale: SaleView }) {
  const t = useT()
  if (sale.refunds.length === 0) return null
  return (
    <section>
      <h2 className="m-0 mb-1.5 text-base font-bold">{t('refund.title')}</h2>
      {sale.refunds.map((refund) => (
        <Refund key={refund.id} view={view} refund={refund} currency={sale.currency} />
      ))}
    </section>
  )
}

function Refund({ view, refund, currency }: { view: CounterView; refund: RefundView; currency: Currency }) {
  const t = useT()
  const { plain, language } = useMoney(currency)
  const { client } = useCore()
  const action = useAction()
  const { id: refundId, state } = refund
  const withdraw = async () => {
    const answer = await action.run(() => client.refunds.withdraw({ refundId }))
    if (answer?.ok) say(t('refund.withdrawn'))
  }
  const reprint = async () => {
    const answer = await action.run(() => client.refunds.print({ refundId }))
    if (answer?.ok) say(t('paid.reprinted'))
  }
  const isOpen = state === 'intended' || state === 'requesting' || state === 'pending'
  // what has been done is not told as what may be chosen
  const isVoid = refund.way === 'terminal' && state === 'succeeded'
  const check = () => action.run(() => client.refunds.check({ refundId }))
  return (
    <div className="border-b border-line py-2 text-base last:border-0" data-testid="refund-row">
      <div className="flex items-center justify-between gap-4 font-semibold">
        <span className="flex flex-wrap items-center gap-2">
          <Badge tone={TONE[state]}>{t(isVoid ? 'refund.back.voided' : `refund.state.${state}`)}</Badge>
          {refund.number !== null && <span data-testid="refund-number">{refund.number}</span>}
        </span>
        <span className="figures">{plain(refund.amount)}</span>
      </div>
      <p className="m-0 mt-1 text-small text-second">
        {[
          `${formatDay(refund.createdAt, view.settings)} ${formatClock(refund.createdAt, view.settings, false)}`,
          isVoid ? null : t(`refund.way.${refund.way}`),
          refund.way === 'elsewhere' ? null : t(`refund.reason.${refund.reason}`),
          refund.words,
          refund.askedBy === null ? null : t('refund.by', { name: refund.askedBy }),
          refund.approvedBy === null ? null : t('refund.approvedBy', { name: refund.approvedBy }),
          refund.refundId,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {refund.lines.length > 0 && (
        <p className="m-0 mt-0.5 text-small text-second">
          {refund.lines
            .map(({ name, quantity }) => `${name} ×${formatQuantity(quantity, language)}`)
            .join(', ')}
        </p>
      )}
      {refund.failure !== null && <p className="m-0 mt-0.5 text-small">{refund.failure}</p>}
      {(isOpen || refund.hasSlip) && (
        <div className="mt-1.5 flex flex-wrap gap-2">
          {refund.hasSlip && (
            <Button
              tone="quiet"
              icon={<Printer size={17} aria-hidden="true" />}
              busy={action.busy}
              data-testid="refund-reprint"
              onClick={() => void reprint()}
            >
              {t('refund.reprint')}
            </Button>
          )}
          {isOpen && (
            <Button tone="quiet" busy={action.busy} data-testid="refund-check" onClick={() => void check()}>
              {t('refund.check')}
            </Button>
          )}
          {state === 'intended' && (
            <Button tone="quiet" busy={action.busy} onClick={() => void withdraw()}>
              {t('refund.withdraw')}
            </Button>
          )}
        </div>
      )}
      <Problem trouble={action.trouble} compact />
    </div>
  )
}
