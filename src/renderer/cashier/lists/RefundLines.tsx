import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { linesTotal, quantityLeft, refundLines } from '../../../core/domain/refunds/lines.ts'
import type { RefundedLine, RefundRefusal } from '../../../core/domain/refunds/refund.ts'
import { err, type Result } from '../../../core/domain/result.ts'
import { QUANTITY_UNIT, type PricedLine } from '../../../core/domain/sale.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { useT } from '../words.ts'

/** Line id to how much of it comes back, in thousandths. */
export type ChosenCounts = Readonly<Record<string, number>>

/** What the chosen lines are worth; the core works it out the same way and has the last word. */
export function worthOf(
  sale: SaleView,
  counts: ChosenCounts,
): Result<{ readonly lines: readonly RefundedLine[]; readonly amount: Amount }, RefundRefusal> {
  const chosen = Object.entries(counts).flatMap(([lineId, quantity]) =>
    quantity > 0 ? [{ lineId, quantity }] : [],
  )
  if (chosen.length === 0) return err({ type: 'refund_lines_invalid' })
  const lines = refundLines(sale, sale.collected, backOf(sale), chosen)
  return lines.ok ? { ok: true, value: { lines: lines.value, amount: linesTotal(lines.value) } } : lines
}

const backOf = (sale: SaleView): readonly RefundedLine[] =>
  sale.refunds.flatMap((refund) => (refund.state === 'failed' ? [] : refund.lines))

/** The sale's lines with how many of each come back; whole pieces one by one, weighed goods all or nothing. */
export function RefundLines({
  sale,
  counts,
  onChange,
}: {
  sale: SaleView
  counts: ChosenCounts
  onChange: (counts: ChosenCounts) => void
}) {
  const t = useT()
  const back = backOf(sale)
  return (
    <div>
      <ul className="m-0 flex max-h-56 list-none flex-col overflow-y-auto rounded-card border border-line p-0">
        {sale.lines.map((line) => (
          <LineRow
            key={line.id}
            sale={sale}
            line={line}
            left={quantityLeft(line, back)}
            count={counts[line.id] ?? 0}
            onCount={(count) => onChange({ ...counts, [line.id]: count })}
          />
        ))}
      </ul>
      <p className="m-0 mt-1.5 text-small text-second">{t('refund.linesHint')}</p>
    </div>
  )
}

function LineRow({
  sale,
  line,
  left,
  count,
  onCount,
}: {
  sale: SaleView
  line: PricedLine
  left: number
  count: number
  onCount: (count: number) => void
}) {
  const t = useT()
  const { plain, language } = useMoney(sale.currency)
  const step = left % QUANTITY_UNIT === 0 ? QUANTITY_UNIT : left
  const worth = worthOf(sale, { [line.id]: count })
  const words = { count: formatQuantity(count, language), left: formatQuantity(left, language) }
  return (
    <li
      className="flex min-h-13 items-center gap-3 border-b border-line py-1 pr-2 pl-3.5 last:border-0"
      data-testid="refund-line"
    >
      <span className="min-w-0 flex-1 truncate">{line.name}</span>
      {left === 0 ? (
        <span className="pr-2 text-note text-second">{t('refund.linesGone')}</span>
      ) : (
        <>
          <Step
            name={t('refund.less', { name: line.name })}
            disabled={count === 0}
            onPress={() => onCount(Math.max(0, count - step))}
          >
            <Minus size={18} aria-hidden="true" />
          </Step>
          <span className="figures w-16 text-center text-note" aria-live="polite">
            {t('refund.quantity', words)}
          </span>
          <Step
            name={t('refund.more', { name: line.name })}
            disabled={count >= left}
            onPress={() => onCount(Math.min(left, count + step))}
          >
            <Plus size={18} aria-hidden="true" />
          </Step>
          <span className="figures w-20 text-right font-semibold">
            {worth.ok ? plain(worth.value.amount) : '–'}
          </span>
        </>
      )}
    </li>
  )
}

function Step({
  name,
  disabled,
  onPress,
  children,
}: {
  name: string
  disabled: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-label={name}
      disabled={disabled}
      onClick={onPress}
      className="flex size-11 shrink-0 items-center justify-center rounded-control border border-line bg-card hover:border-line-strong disabled:opacity-40"
    >
      {children}
    </button>
  )
}
