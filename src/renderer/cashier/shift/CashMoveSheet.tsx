import { useRef, useState } from 'react'
import type { Amount, AmountRefusal } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { AmountPad } from '../AmountPad.tsx'
import { useAction, useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT, type WordKey } from '../desk-words.ts'
import { QuickReasons } from './QuickReasons.tsx'

export type Direction = 'in' | 'out'

const QUICK: Readonly<Record<Direction, readonly WordKey[]>> = {
  in: ['shift.quickIn.change', 'shift.quickIn.float', 'shift.quickIn.returned'],
  out: ['shift.quickOut.bank', 'shift.quickOut.safe', 'shift.quickOut.supplies', 'shift.quickOut.supplier'],
}

/** Cash into the drawer or out of it without a sale: how much and what for. Its slip is printed. */
export function CashMoveSheet({
  direction,
  shiftId,
  onClose,
}: {
  direction: Direction
  shiftId: string
  onClose: () => void
}) {
  const t = useT()
  const { client } = useCore()
  const { full, read } = useMoney()
  const action = useAction()
  const [typed, setTyped] = useTyped(`shift.${direction}.amount`, '')
  const [reason, setReason] = useTyped(`shift.${direction}.reason`, '')
  const [refusal, setRefusal] = useState<AmountRefusal | null>(null)
  const [isAsked, setAsked] = useState(false)
  const amountField = useRef<HTMLInputElement>(null)
  const reasonField = useRef<HTMLInputElement>(null)
  const isIn = direction === 'in'
  const missing = reason.trim() === ''

  const record = async (): Promise<void> => {
    const amount = read(typed)
    if (!amount.ok) {
      setRefusal(amount.error)
      amountField.current?.focus()
      return
    }
    setAsked(true)
    if (missing) {
      reasonField.current?.focus()
      return
    }
    const input = { shiftId, amount: amount.value, reason: reason.trim() }
    const answer = await action.run(
      (attemptId) => (isIn ? client.shift.cashIn : client.shift.cashOut)({ attemptId, ...input }),
      JSON.stringify(input),
    )
    if (answer?.ok === true) done(amount.value)
  }
  const done = (amount: Amount): void => {
    say(t(isIn ? 'shift.movedIn' : 'shift.movedOut', { amount: full(amount) }))
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(isIn ? 'shift.cashIn' : 'shift.cashOut')}
      description={t(isIn ? 'shift.moveInAbout' : 'shift.moveOutAbout')}
      closeLabel={t('common.close')}
      width="medium"
      initialFocus={amountField}
      testId="cash-move"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void record()
        }}
      >
        <AmountPad
          label={t('shift.moveAmount')}
          typed={typed}
          onChange={(next) => {
            setTyped(next)
            setRefusal(null)
            action.clear()
          }}
          inputRef={amountField}
          testId="move-amount"
          refusal={refusal ?? action.trouble}
        >
          <TextField
            label={t('shift.moveReason')}
            problem={isAsked && missing ? t('shift.moveReasonNeeded') : null}
            value={reason}
            maxLength={200}
            inputRef={reasonField}
            data-testid="move-reason"
            onChange={(event) => setReason(event.target.value)}
          />
          <QuickReasons
            keys={QUICK[direction]}
            onPick={(picked) => {
              setReason(picked)
              // Enter records it then, and does not pick it again
              reasonField.current?.focus()
            }}
          />
          <Button
            type="submit"
            tone="accent"
            size="large"
            cap="⏎"
            busy={action.busy}
            data-testid="move-record"
            className="mt-auto"
          >
            {t(isIn ? 'shift.moveInGo' : 'shift.moveOutGo')}
          </Button>
        </AmountPad>
      </form>
    </Dialog>
  )
}
