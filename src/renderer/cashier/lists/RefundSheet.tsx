import { useRef } from 'react'
import type { CounterView, TenderView } from '../../../core/contract/views.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { REFUND_REASONS, type RefundReason } from '../../../core/domain/refund.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

export interface RefundedPayment {
  readonly tenderId: string
  readonly kind: TenderView['kind']
  readonly at: string
  readonly remaining: Amount
}

interface Typed {
  readonly amount: string
  readonly reason: RefundReason
  readonly words: string
  readonly tried: boolean
}

/** Gives money back through the provider: how much, why, and what that will do, before it is pressed. */
export function RefundSheet({
  view,
  saleId,
  payment,
  onClose,
}: {
  view: CounterView
  saleId: string
  payment: RefundedPayment
  onClose: () => void
}) {
  const t = useT()
  const money = useMoney()
  const { client } = useCore()
  const action = useAction()
  const { tenderId, kind, at, remaining } = payment
  const [typed, setTyped] = useTyped<Typed>(`refund:${tenderId}`, {
    amount: money.plain(remaining),
    reason: 'requested_by_customer',
    words: '',
    tried: false,
  })
  const field = useRef<HTMLInputElement>(null)
  const change = (next: Partial<Typed>) => {
    setTyped({ ...typed, tried: false, ...next })
    action.clear()
  }
  const read = money.read(typed.amount)
  const needsWords = typed.reason === 'other' && typed.words.trim() === ''
  const go = async () => {
    if (!read.ok || needsWords) return setTyped({ ...typed, tried: true })
    const { reason, words } = typed
    const input = { saleId, tenderId, amount: read.value, reason, words: words.trim() }
    const answer = await action.run((attemptId) => client.refunds.start({ ...input, attemptId }))
    if (!answer?.ok) return
    say(t('refund.started'))
    onClose()
  }
  const trouble: Trouble | null = typed.tried && !read.ok ? read.error : action.trouble
  const shown = read.ok ? money.full(read.value) : ''
  const time = `${formatDay(at, view.settings)} ${formatClock(at, view.settings, false)}`
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('refund.open')}
      description={t('refund.of', { kind: t(`kind.${kind}`), amount: money.full(remaining), time })}
      closeLabel={t('common.close')}
      initialFocus={field}
      testId="refund-sheet"
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <TextField
          label={t('refund.amount')}
          hint={t('refund.most', { amount: money.full(remaining) })}
          value={typed.amount}
          inputRef={field}
          autoFocus
          inputMode={money.mark === null ? 'numeric' : 'decimal'}
          maxLength={30}
          className="text-right text-lead font-bold"
          data-testid="refund-amount"
          onFocus={(event) => event.target.select()}
          onChange={(event) => change({ amount: event.target.value })}
        />
        <Reasons chosen={typed.reason} onChoose={(reason) => change({ reason })} />
        <TextField
          label={t(typed.reason === 'other' ? 'refund.words' : 'refund.wordsOptional')}
          hint={t('refund.wordsHint')}
          problem={typed.tried && needsWords ? t('refund.wordsNeeded') : null}
          value={typed.words}
          maxLength={200}
          data-testid="refund-words"
          onChange={(event) => change({ words: event.target.value })}
        />
        {/* one or the other, so that the buttons stay in sight on a low screen */}
        {trouble === null ? <WhatHappens amount={shown} /> : <Problem trouble={trouble} compact />}
        <div className="flex justify-end gap-2.5">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="accent" cap="⏎" busy={action.busy} data-testid="refund-go">
            {shown === '' ? t('refund.open') : t('refund.go', { amount: shown })}
            <RightMark wanted="refund" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function WhatHappens({ amount }: { amount: string }) {
  const t = useT()
  return (
    <section className="rounded-card bg-ground p-4 text-note">
      <h3 className="m-0 mb-1 text-note font-bold">{t('refund.whatHappens')}</h3>
      <ul className="m-0 flex list-disc flex-col gap-0.5 pl-4.5 text-second">
        <li>{t('refund.sent', { amount: amount === '' ? '…' : amount })}</li>
        <li>{t('refund.when')}</li>
        <li>{t('refund.ifNo')}</li>
      </ul>
    </section>
  )
}

/** The four that a provider knows, as buttons of one choice. */
function Reasons({ chosen, onChoose }: { chosen: RefundReason; onChoose: (reason: RefundReason) => void }) {
  const t = useT()
  return (
    <fieldset className="m-0 border-0 p-0">
      <legend className="mb-1.5 p-0 text-note font-semibold text-second">{t('refund.reason')}</legend>
      <div className="grid grid-cols-2 gap-2">
        {REFUND_REASONS.map((reason) => (
          <label
            key={reason}
            className={cx(
              'flex min-h-11 cursor-pointer items-center gap-2.5 rounded-control border px-3.5 text-base',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-nila',
              reason === chosen
                ? 'border-nila bg-nila-wash font-semibold'
                : 'border-line hover:border-line-strong',
            )}
          >
            <input
              type="radio"
              name="refund-reason"
              value={reason}
              checked={reason === chosen}
              onChange={() => onChoose(reason)}
              className="sr-only"
            />
            {t(`refund.reason.${reason}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
