import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { RefundableView } from '../../../core/contract/views/after-sale.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { cashToHand } from '../../../core/domain/refunds/coins.ts'
import type { RefundReason } from '../../../core/domain/refunds/refund.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import type { KeyBindings } from '../../ui/keys.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { RightMark } from '../RightMark.tsx'
import { say } from '../state/page.ts'
import { useTyped } from '../state/typed.ts'
import { useT } from '../words.ts'
import { ByWhat, Reasons, WAY_KEYS, Ways, type Way } from './RefundChoices.tsx'
import { VoidFields, WhatHappens } from './RefundParts.tsx'
import { RefundLines, worthOf, type ChosenCounts } from './RefundLines.tsx'

export interface RefundedPayment {
  readonly tenderId: string
  readonly kind: TenderView['kind']
  readonly at: string
  readonly remaining: Amount
}

interface Typed {
  readonly way: Way | null
  readonly what: 'amount' | 'lines'
  readonly amount: string
  readonly counts: ChosenCounts
  readonly rrn: string
  readonly approvalCode: string
  readonly reason: RefundReason
  readonly words: string
  readonly tried: boolean
}

interface SheetProps {
  readonly view: CounterView
  readonly saleId: string
  readonly payment: RefundedPayment
  readonly onClose: () => void
}

/** Gives money back: in which way, how much or what, why, and what that will do, before it is pressed. */
export function RefundSheet(props: SheetProps) {
  const { view, saleId, payment, onClose } = props
  const t = useT()
  const { client } = useCore()
  const sale = useQuery({
    queryKey: ['sale', view.mode, saleId, view.revision],
    queryFn: () => valueOf(client.sale.get({ saleId })),
    placeholderData: (before) => before,
  })
  const tender = sale.data?.tenders.find(({ id }) => id === payment.tenderId)
  if (sale.data !== undefined && tender !== undefined)
    return <Sheet {...props} sale={sale.data} refundable={tender.refundable} />
  return (
    <Dialog open onClose={onClose} title={t('refund.open')} closeLabel={t('common.close')}>
      {sale.error instanceof Refused ? (
        <Problem trouble={sale.error.trouble} />
      ) : (
        <LoadingRows rows={4} label={t('common.loading')} />
      )}
    </Dialog>
  )
}

function Sheet({
  view,
  payment,
  onClose,
  sale,
  refundable,
}: SheetProps & { sale: SaleView; refundable: RefundableView }) {
  const t = useT()
  const money = useMoney(sale.currency)
  const { client } = useCore()
  const action = useAction()
  const { tenderId, kind, at } = payment
  const { remaining, captured, ways } = refundable
  const [typed, setTyped] = useTyped<Typed>(`refund:${tenderId}`, {
    way: null,
    what: 'amount',
    amount: money.plain(remaining),
    counts: {},
    rrn: '',
    approvalCode: '',
    reason: 'requested_by_customer',
    words: '',
    tried: false,
  })
  const field = useRef<HTMLInputElement>(null)
  const change = (next: Partial<Typed>) => {
    setTyped({ ...typed, tried: false, ...next })
    action.clear()
  }
  const open = ways.filter(({ obstacle }) => obstacle === null).map((each) => each.way)
  const way = open.find((each) => each === typed.way) ?? open[0] ?? null
  const isByLines = typed.what === 'lines' && way !== 'terminal'
  const worth = worthOf(sale, typed.counts)
  const read = amountOf({ typed, way, isByLines, worth, read: money.read, captured })
  const handed = read.ok && way === 'cash' ? inCoins(read.value, refundable, view) : read
  const needsWords = typed.reason === 'other' && typed.words.trim() === ''
  const go = async () => {
    if (!read.ok || !handed.ok || needsWords || way === null) return setTyped({ ...typed, tried: true })
    const { reason } = typed
    const terms = { saleId: sale.id, tenderId, reason, words: typed.words.trim() }
    const lines = isByLines && worth.ok ? worth.value.lines : []
    const chosen = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    const given = { ...terms, amount: read.value, lines: chosen }
    const slip = { rrn: typed.rrn, approvalCode: typed.approvalCode }
    const answer = await action.run((attemptId) =>
      way === 'cash'
        ? client.refunds.cash({ ...given, attemptId })
        : way === 'terminal'
          ? client.refunds.void({ ...terms, slip, attemptId })
          : client.refunds.start({ ...given, attemptId }),
    )
    if (!answer?.ok) return
    say(t(DONE[way], { amount: money.full(handed.value) }))
    onClose()
  }
  const time = `${formatDay(at, view.settings)} ${formatClock(at, view.settings, false)}`
  const shown = handed.ok ? money.full(handed.value) : ''
  const rounded = read.ok && handed.ok && handed.value !== read.value ? money.full(read.value) : null
  const tooMuch = isByLines && worth.ok && worth.value.amount > remaining
  const trouble: Trouble | null =
    typed.tried && !handed.ok && handed.error !== null ? handed.error : action.trouble
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('refund.open')}
      description={t('refund.of', { kind: t(`kind.${kind}`), amount: money.full(remaining), time })}
      closeLabel={t('common.close')}
      initialFocus={field}
      width="medium"
      testId="refund-sheet"
      keys={keysOf(open, way, change)}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          void go()
        }}
      >
        <Ways ways={ways} chosen={way} onChoose={(next) => change({ way: next })} />
        {way === 'terminal' ? (
          <VoidFields typed={typed} field={field} onChange={change} />
        ) : (
          <>
            {sale.lines.length > 0 && <ByWhat chosen={typed.what} onChoose={(what) => change({ what })} />}
            {isByLines ? (
              <div>
                <RefundLines sale={sale} counts={typed.counts} onChange={(counts) => change({ counts })} />
                {(tooMuch || (typed.tried && !worth.ok)) && (
                  <p className="m-0 mt-1 text-small font-semibold text-cabai" role="alert">
                    {t(tooMuch ? 'refund.linesTooMuch' : 'refund.linesNone')}
                  </p>
                )}
              </div>
            ) : (
              <TextField
                label={t('refund.amount')}
                problem={
                  read.ok && read.value > remaining
                    ? t('refund.most', { amount: money.full(remaining) })
                    : null
                }
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
            )}
          </>
        )}
        <Reasons chosen={typed.reason} onChoose={(reason) => change({ reason })} />
        <TextField
          label={t(typed.reason === 'other' ? 'refund.words' : 'refund.wordsOptional')}
          hint={typed.reason === 'other' ? t('refund.wordsHint') : undefined}
          problem={typed.tried && needsWords ? t('refund.wordsNeeded') : null}
          value={typed.words}
          maxLength={200}
          data-testid="refund-words"
          onChange={(event) => change({ words: event.target.value })}
        />
        {/* one or the other, so that the buttons stay in sight on a low screen */}
        {trouble === null ? (
          way !== null && <WhatHappens way={way} amount={shown} rounded={rounded} />
        ) : (
          <Problem trouble={trouble} compact />
        )}
        {/* in sight however long the list of lines is */}
        <div className="sticky -bottom-6 -mx-6 -mb-6 flex justify-end gap-2.5 rounded-b-sheet border-t border-line bg-card px-6 py-3">
          <Button cap="Esc" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            tone="accent"
            cap="⏎"
            busy={action.busy}
            disabled={way === null}
            data-testid="refund-go"
          >
            {shown === '' || way === null ? t('refund.open') : t(GO[way], { amount: shown })}
            <RightMark wanted="refund" />
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const GO = { provider: 'refund.go', cash: 'refund.cashGo', terminal: 'refund.voidGo' } as const
const DONE = { provider: 'refund.started', cash: 'refund.cashDone', terminal: 'refund.voidDone' } as const

/** How much goes back; null as the error where something else on the sheet already says what is missing. */
function amountOf({
  typed,
  way,
  isByLines,
  worth,
  read,
  captured,
}: {
  typed: Typed
  way: Way | null
  isByLines: boolean
  worth: ReturnType<typeof worthOf>
  read: (typed: string) => Result<Amount, Trouble>
  captured: Amount
}): Result<Amount, Trouble | null> {
  if (way === 'terminal') return ok(captured)
  if (!isByLines) return read(typed.amount)
  return worth.ok ? ok(worth.value.amount) : err(null)
}

/** An amount that is too large is left as it is: the field says so already, and the core refuses it. */
function inCoins(
  amount: Amount,
  { remaining: left, coinsOwed: owed }: RefundableView,
  view: CounterView,
): Result<Amount, Trouble> {
  return amount > left ? ok(amount) : cashToHand({ amount, owed, left, step: view.settings.cashRoundingStep })
}

function keysOf(open: readonly Way[], way: Way | null, change: (next: Partial<Typed>) => void): KeyBindings {
  const ways = open.map((each) => [WAY_KEYS[each], () => change({ way: each })] as const)
  if (way === 'terminal') return Object.fromEntries(ways)
  return {
    ...Object.fromEntries(ways),
    F6: () => change({ what: 'amount' }),
    F7: () => change({ what: 'lines' }),
  }
}
