import { ShoppingBasket } from 'lucide-react'
import type { AttentionDetail } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { ZERO } from '../../../core/domain/money.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore, withCart } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { useT } from '../words.ts'
import { useDone } from './use-done.ts'

/** Chooses what late money pays: the order at the counter, or a sale that is short by at least as much. */
export function AttachSheet({
  view,
  detail,
  onClose,
}: {
  view: CounterView
  detail: AttentionDetail
  onClose: () => void
}) {
  const t = useT()
  const core = useCore()
  const { client } = core
  const { full } = useMoney()
  const { action, run } = useDone(onClose)
  const { id: attentionId, lateMoney, targets, cartTotal } = detail
  const toSale = ({ saleId, number }: (typeof targets)[number]) =>
    run(
      (attemptId) => client.attention.attach({ attentionId, attemptId, target: { kind: 'sale', saleId } }),
      t('attach.done', { number }),
    )
  const toCart = () =>
    run(
      (attemptId) =>
        withCart(core, () => client.attention.attach({ attentionId, attemptId, target: { kind: 'cart' } })),
      t('todo.done'),
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('attach.title', { amount: full(lateMoney ?? ZERO) })}
      description={t('attach.about')}
      closeLabel={t('common.close')}
      testId="attach-sheet"
    >
      <div className="flex flex-col gap-2">
        {cartTotal !== null && (
          <Target
            testId="attach-cart"
            busy={action.busy}
            name={t('attach.cart')}
            about={t('attach.cartAbout', { amount: full(cartTotal) })}
            onClick={() => void toCart()}
          />
        )}
        {targets.map((target) => (
          <Target
            key={target.saleId}
            testId="attach-sale"
            busy={action.busy}
            name={target.number}
            about={`${t('attach.short', { amount: full(target.remaining) })} · ${formatDay(target.createdAt, view.settings)} ${formatClock(target.createdAt, view.settings, false)}`}
            onClick={() => void toSale(target)}
          />
        ))}
        {cartTotal === null && targets.length === 0 && (
          <EmptyState icon={<ShoppingBasket size={36} aria-hidden="true" />} title={t('attach.none')}>
            {t('attach.noneAbout')}
          </EmptyState>
        )}
        <Problem trouble={action.trouble} compact />
      </div>
    </Dialog>
  )
}

function Target({
  name,
  about,
  testId,
  busy,
  onClick,
}: {
  name: string
  about: string
  testId: string
  busy: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      data-testid={testId}
      disabled={busy}
      onClick={onClick}
      className="flex min-h-15 w-full flex-col justify-center rounded-control border border-line px-4 text-left hover:border-line-strong disabled:opacity-45"
    >
      <span className="text-base font-semibold">{name}</span>
      <span className="text-note text-second">{about}</span>
    </button>
  )
}
