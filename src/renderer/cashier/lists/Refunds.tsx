import type { CounterView, RefundView, SaleView } from '../../../core/contract/views.ts'
import { addAmounts, ZERO } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Badge, type Tone } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
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
        <Refund key={refund.id} view={view} refund={refund} />
      ))}
    </section>
  )
}

/** Beside the sale's state: how much of its money surely went back. */
export function RefundedBadge({ sale }: { sale: SaleView }) {
  const t = useT()
  const { full } = useMoney()
  const back = addAmounts(
    ZERO,
    ...sale.refunds.map((refund) => (refund.state === 'succeeded' ? refund.amount : ZERO)),
  )
  return back === 0 ? null : <Badge tone="grey">{t('refund.total', { amount: full(back) })}</Badge>
}

function Refund({ view, refund }: { view: CounterView; refund: RefundView }) {
  const t = useT()
  const { plain } = useMoney()
  const { client } = useCore()
  const action = useAction()
  const { id: refundId, state } = refund
  const withdraw = async () => {
    const answer = await action.run(() => client.refunds.withdraw({ refundId }))
    if (answer?.ok) say(t('refund.withdrawn'))
  }
  const check = () => action.run(() => client.refunds.check({ refundId }))
  return (
    <div className="border-b border-line py-2 text-base last:border-0" data-testid="refund-row">
      <div className="flex items-center justify-between gap-4 font-semibold">
        <Badge tone={TONE[state]}>{t(`refund.state.${state}`)}</Badge>
        <span className="figures">{plain(refund.amount)}</span>
      </div>
      <p className="m-0 mt-1 text-small text-second">
        {[
          `${formatDay(refund.createdAt, view.settings)} ${formatClock(refund.createdAt, view.settings, false)}`,
          refund.way === 'elsewhere' ? t('refund.elsewhere') : t(`refund.reason.${refund.reason}`),
          refund.words,
          refund.askedBy === null ? null : t('refund.by', { name: refund.askedBy }),
          refund.refundId,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
      {refund.failure !== null && <p className="m-0 mt-0.5 text-small">{refund.failure}</p>}
      {(state === 'intended' || state === 'requesting' || state === 'pending') && (
        <div className="mt-1.5 flex flex-wrap gap-2">
          <Button tone="quiet" busy={action.busy} data-testid="refund-check" onClick={() => void check()}>
            {t('refund.check')}
          </Button>
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
