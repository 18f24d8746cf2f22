import type { ReactNode, RefObject } from 'react'
import type { Amount, Currency } from '../../../core/domain/money.ts'
import { amountOf } from '../../../core/domain/money.ts'
import { cx } from '../../ui/cx.ts'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'
import { lineValue, readCount, type TypedPieces } from './drawer-count.ts'

/**
 * Notes and coins, largest first: how many of each. Enter and the arrows go from one to the next, Enter on the last one
 * gives the count.
 */
export function CountGrid({
  pieces,
  typed,
  currency,
  first,
  totalLabel,
  action,
  onChange,
}: {
  pieces: readonly number[]
  typed: TypedPieces
  currency: Currency
  first: RefObject<HTMLInputElement | null>
  totalLabel: string
  /** Stands beside the sum. */
  action?: ReactNode
  onChange: (typed: TypedPieces) => void
}) {
  const t = useT()
  const { full } = useMoney(currency)
  const { total, bad } = readCount(typed, pieces, currency)
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-flow-col grid-cols-2 gap-x-5 gap-y-1.5" style={rowsFor(pieces.length)}>
        {pieces.map((value, index) => (
          <Line
            key={value}
            value={amountOf(value)}
            currency={currency}
            typed={typed[value] ?? ''}
            sum={lineValue(typed, value, currency)}
            isBad={bad.includes(value)}
            inputRef={index === 0 ? first : undefined}
            onChange={(text) => onChange({ ...typed, [value]: text })}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line pt-3">
        <span className="text-base font-bold">{totalLabel}</span>
        <output
          aria-live="polite"
          data-testid="count-total"
          data-amount={total}
          className="figures flex-1 text-right text-total font-extrabold tracking-tight"
        >
          {full(total)}
        </output>
        {action}
      </div>
      {bad.length > 0 && (
        <p role="alert" className="m-0 text-note font-semibold text-cabai">
          {bad.map((value) => full(amountOf(value))).join(', ')}: {t('shift.pieceBad')}
        </p>
      )}
    </div>
  )
}

const rowsFor = (count: number) => ({ gridTemplateRows: `repeat(${Math.ceil(count / 2)}, auto)` })

function Line({
  value,
  currency,
  typed,
  sum,
  isBad,
  inputRef,
  onChange,
}: {
  value: Amount
  currency: Currency
  typed: string
  sum: Amount | null
  isBad: boolean
  inputRef: RefObject<HTMLInputElement | null> | undefined
  onChange: (text: string) => void
}) {
  const t = useT()
  const { plain } = useMoney(currency)
  return (
    <label className="grid grid-cols-[78px_auto_80px_minmax(0,1fr)] items-center gap-2.5">
      <span className="text-right text-lead font-semibold whitespace-nowrap">{plain(value)}</span>
      <span aria-hidden="true" className="text-second">
        ×
      </span>
      <input
        ref={inputRef}
        autoFocus={inputRef !== undefined}
        data-testid={`count-${value}`}
        data-count=""
        aria-label={t('shift.piecesOf', { value: plain(value) })}
        aria-invalid={isBad || undefined}
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        maxLength={20}
        onFocus={(event) => event.target.select()}
        onKeyDown={stepThroughCount}
        onChange={(event) => onChange(event.target.value)}
        className={cx(
          'h-11 w-full rounded-control border bg-card px-3 text-right text-lead font-bold',
          isBad ? 'border-cabai' : 'border-line hover:border-line-strong',
        )}
      />
      <span
        className={cx('figures text-right text-base', sum === null || sum === 0 ? 'text-second' : 'text-ink')}
      >
        {sum === null ? '?' : sum === 0 ? '–' : plain(sum)}
      </span>
    </label>
  )
}

/** From line to line without the mouse; on the last one Enter is the form's. */
function stepThroughCount(event: React.KeyboardEvent<HTMLInputElement>): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0
  if (step === 0) return
  const fields = [
    ...(event.currentTarget.form?.querySelectorAll<HTMLInputElement>('input[data-count]') ?? []),
  ]
  const next = fields[fields.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
