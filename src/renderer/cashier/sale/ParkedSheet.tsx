import { useQuery } from '@tanstack/react-query'
import { CirclePause, Trash2 } from 'lucide-react'
import { useRef, type RefObject } from 'react'
import type { HeldCartView } from '../../../core/contract/views/held.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleSummary } from '../../../core/contract/views/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf, withCart } from '../client.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { SaleStatusBadge } from '../SaleStatusBadge.tsx'
import { useDraft } from '../state/draft.ts'
import { closeSheet, say, unsay } from '../state/page.ts'
import { forgetMissed } from '../state/scans.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/** Sets the order aside, and the way back to what was set aside: orders, and sales whose outcome is open. */
export function ParkedSheet({ view }: { view: CounterView }) {
  const t = useT()
  const core = useCore()
  const { client } = core
  const action = useAction()
  const filled = useDraft((state) => state.cart.lines.length > 0)
  const [name, setName] = useTyped('held.name', '')
  const field = useRef<HTMLInputElement>(null)
  const firstRow = useRef<HTMLButtonElement>(null)
  const held = useQuery({
    queryKey: ['held', view.revision],
    queryFn: () => valueOf(client.counter.held()),
    placeholderData: (before) => before,
    enabled: view.heldCount > 0,
  })
  const carts = view.heldCount > 0 ? (held.data ?? []) : []

  const hold = async () => {
    const answer = await action.run(() => withCart(core, () => client.counter.hold({ name })))
    if (!answer?.ok) return
    setName('')
    forgetMissed()
    closeSheet()
    say(t('held.done'))
  }
  const take = async (id: string) => {
    const answer = await action.run(() => withCart(core, () => client.counter.takeHeld({ id })))
    if (!answer?.ok) return
    closeSheet()
    const { notSold, heldInstead } = answer.value
    if (notSold.length > 0) say(t('held.notSold', { names: notSold.join(', ') }))
    else if (heldInstead) say(t('held.swapped'))
    else unsay()
  }
  const drop = async (id: string) => {
    const answer = await action.run(() => client.counter.dropHeld({ id, dropped: true }))
    if (answer?.ok) say(t('held.dropped'), () => void client.counter.dropHeld({ id, dropped: false }))
  }
  const resume = async (saleId: string) => {
    const answer = await action.run(() => withCart(core, () => client.counter.resume({ saleId })))
    if (answer?.ok) closeSheet()
  }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('held.title')}
      closeLabel={t('common.close')}
      initialFocus={filled ? field : firstRow}
      // F8 twice is the whole way, without looking
      keys={filled ? { F8: () => void hold() } : {}}
      testId="parked-sheet"
    >
      <Problem
        trouble={action.trouble ?? (held.error instanceof Refused ? held.error.trouble : null)}
        compact
      />
      {filled && (
        <form
          className="flex items-start gap-3 pb-2"
          onSubmit={(event) => {
            event.preventDefault()
            void hold()
          }}
        >
          <div className="flex-1">
            <TextField
              label={t('held.name')}
              hint={t('held.nameHint')}
              value={name}
              maxLength={60}
              inputRef={field}
              autoFocus
              data-testid="held-name"
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <Button
            type="submit"
            tone="accent"
            cap="F8"
            busy={action.busy}
            data-testid="hold"
            className="mt-[26px]"
          >
            {t('held.hold')}
          </Button>
        </form>
      )}
      {!filled && carts.length === 0 && view.parked.length === 0 && (
        <EmptyState icon={<CirclePause size={36} aria-hidden="true" />} title={t('parked.none')} />
      )}
      {carts.length > 0 && (
        <section>
          <h3 className="m-0 mt-2 text-note font-bold text-second">{t('held.list')}</h3>
          <ul className="m-0 list-none p-0">
            {carts.map((cart, index) => (
              <HeldRow
                key={cart.id}
                cart={cart}
                view={view}
                busy={action.busy}
                buttonRef={index === 0 ? firstRow : undefined}
                onTake={() => void take(cart.id)}
                onDrop={() => void drop(cart.id)}
              />
            ))}
          </ul>
        </section>
      )}
      {view.parked.length > 0 && (
        <section>
          <h3 className="m-0 mt-4 text-note font-bold text-second">{t('held.parkedList')}</h3>
          <p className="m-0 text-small text-second">{t('parked.about')}</p>
          <ul className="m-0 list-none p-0">
            {view.parked.map((sale, index) => (
              <ParkedRow
                key={sale.id}
                sale={sale}
                view={view}
                busy={action.busy}
                buttonRef={index === 0 && view.heldCount === 0 ? firstRow : undefined}
                onResume={() => void resume(sale.id)}
              />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}

type ButtonRef = RefObject<HTMLButtonElement | null> | undefined

function HeldRow({
  cart,
  view,
  busy,
  buttonRef,
  onTake,
  onDrop,
}: {
  cart: HeldCartView
  view: CounterView
  busy: boolean
  buttonRef: ButtonRef
  onTake: () => void
  onDrop: () => void
}) {
  const t = useT()
  const { full, language } = useMoney(cart.currency)
  const name = cart.name ?? t('held.unnamed', { time: formatClock(cart.heldAt, view.settings, false) })
  const names = cart.lines
    .map((line) => `${formatQuantity(line.quantity, language)}× ${line.name}`)
    .join(', ')
  const others = cart.lineCount - cart.lines.length
  return (
    <li data-testid="held-row" className="flex items-center gap-3 border-b border-line py-3 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="m-0 truncate font-semibold" title={name}>
          {name}
        </p>
        <p className="m-0 line-clamp-2 text-note text-second">
          {others > 0 ? t('held.more', { names, count: others }) : names}
        </p>
      </div>
      <span className="figures">{cart.total === null ? '–' : full(cart.total)}</span>
      <Button
        {...(buttonRef === undefined ? {} : { ref: buttonRef })}
        busy={busy}
        onClick={onTake}
        aria-label={t('held.resume', { name })}
        data-testid="take-held"
      >
        {t('parked.resume')}
      </Button>
      <button
        type="button"
        aria-label={t('held.drop', { name })}
        title={t('held.drop', { name })}
        data-testid="drop-held"
        onClick={onDrop}
        className="flex size-11 shrink-0 items-center justify-center rounded-control text-second hover:bg-ink/5"
      >
        <Trash2 size={18} aria-hidden="true" />
      </button>
    </li>
  )
}

function ParkedRow({
  sale,
  view,
  busy,
  buttonRef,
  onResume,
}: {
  sale: SaleSummary
  view: CounterView
  busy: boolean
  buttonRef: ButtonRef
  onResume: () => void
}) {
  const t = useT()
  const { full } = useMoney()
  return (
    <li className="flex items-center gap-4 border-b border-line py-3 last:border-0">
      <div className="min-w-0 flex-1">
        <p className="m-0 font-semibold">{sale.number}</p>
        <p className="m-0 flex items-center gap-2 text-note text-second">
          {formatClock(sale.createdAt, view.settings, false)}
          <SaleStatusBadge status={sale.status} />
        </p>
      </div>
      <span className="figures">{full(sale.total)}</span>
      <Button
        {...(buttonRef === undefined ? {} : { ref: buttonRef })}
        busy={busy}
        onClick={onResume}
        data-testid="resume"
      >
        {t('parked.resume')}
      </Button>
    </li>
  )
}
