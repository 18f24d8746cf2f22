import { useRef, useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { checkCash, type CashRefusal } from '../../../core/domain/tenders/evidence.ts'
import { addAmounts, amountOf, type Amount, type AmountRefusal } from '../../../core/domain/money.ts'
import { ok } from '../../../core/domain/result.ts'
import { cashRounding, quickCashAmounts } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { AmountPad } from '../AmountPad.tsx'
import { useAction, useCore, withCart } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { closeSheet, closeThisSheet } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'

/** Cash in the hand: what is due, quick notes, and the change in large figures. `part` is null for all that remains. */
export function CashSheet({ view, due, part }: { view: CounterView; due: Amount; part: Amount | null }) {
  const t = useT()
  const core = useCore()
  const { plain, full, read } = useMoney()
  const action = useAction()
  const [typed, setTyped] = useTyped('cash.typed', '')
  const [refusal, setRefusal] = useState<AmountRefusal | CashRefusal | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const rounding = cashRounding(due, view.settings.cashRoundingStep)
  const rounded = addAmounts(due, rounding)
  const isExact = typed.trim() === ''
  const tendered = read(typed)

  const type = (next: string) => {
    setTyped(next)
    setRefusal(null)
    action.clear()
  }
  const record = async () => {
    // nothing typed is nothing to give back: the most frequent case takes no typing
    const given = isExact ? ok(rounded) : tendered
    const cash = given.ok ? checkCash(rounded, given.value) : given
    if (!cash.ok) {
      setRefusal(cash.error)
      field.current?.focus()
      return
    }
    const close = closeThisSheet()
    const answer = await action.run((attemptId) =>
      withCart(core, () =>
        core.client.sale.payCash({ attemptId, amount: part, tendered: cash.value.tendered }),
      ),
    )
    if (answer?.ok) close()
  }
  return (
    <Dialog
      open
      onClose={closeSheet}
      title={t('cash.title')}
      closeLabel={t('common.close')}
      width="wide"
      initialFocus={field}
      testId="cash-sheet"
    >
      <form
        className="grid gap-6 sm:grid-cols-[1fr_340px]"
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <div className="flex flex-col gap-4">
          <div>
            <p className="m-0 text-note font-semibold text-second">{t('cash.due')}</p>
            <p
              className="m-0 text-total font-extrabold tracking-tight"
              data-testid="cash-due"
              data-amount={rounded}
            >
              {full(rounded)}
            </p>
            {rounding !== 0 && (
              <p className="m-0 text-note text-second">{t('cash.rounding', { amount: plain(rounding) })}</p>
            )}
          </div>
          <QuickNotes due={rounded} onPick={(amount) => type(plain(amount))} />
          <Change due={rounded} tendered={tendered.ok ? tendered.value : null} />
          <Button
            type="submit"
            tone="accent"
            size="large"
            cap="⏎"
            busy={action.busy}
            data-testid="cash-record"
            className="mt-auto"
          >
            {isExact ? t('cash.recordExact', { amount: plain(rounded) }) : t('cash.record')}
          </Button>
        </div>
        <AmountPad
          label={t('cash.tendered')}
          typed={typed}
          onChange={type}
          inputRef={field}
          testId="cash-input"
          refusal={refusal ?? action.trouble}
        />
        {/* below everything that is pressed */}
        <div className="empty:hidden sm:col-span-2">
          <Problem trouble={refusal ?? action.trouble} compact />
        </div>
      </form>
    </Dialog>
  )
}

/** What customers hand over for this amount; the exact amount has the large button. */
function QuickNotes({ due, onPick }: { due: Amount; onPick: (amount: Amount) => void }) {
  const { plain, currency } = useMoney()
  const notes = quickCashAmounts(due, currency).slice(1)
  if (notes.length === 0) return null
  return (
    <div className="grid grid-cols-2 gap-2">
      {notes.map((amount) => (
        <Button
          key={amount}
          tone="quiet"
          data-testid="cash-note"
          className="min-h-15 text-lead"
          onClick={() => onPick(amount)}
        >
          {plain(amount)}
        </Button>
      ))}
    </div>
  )
}

function Change({ due, tendered }: { due: Amount; tendered: Amount | null }) {
  const t = useT()
  const { full } = useMoney()
  const difference = amountOf((tendered ?? due) - due)
  const short = difference < 0
  return (
    <div
      aria-live="polite"
      className={cx(
        'rounded-card p-4',
        tendered === null
          ? 'bg-ink/4 text-second'
          : short
            ? 'bg-kunyit-wash text-kunyit'
            : 'bg-pandan-wash text-pandan',
      )}
    >
      <p className="m-0 text-note font-semibold">{t(short ? 'cash.short' : 'cash.change')}</p>
      <p className="m-0 text-[36px] leading-[44px] font-extrabold" data-testid="cash-change">
        {tendered === null ? '–' : full(amountOf(Math.abs(difference)))}
      </p>
    </div>
  )
}
