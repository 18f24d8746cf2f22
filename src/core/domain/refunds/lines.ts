import { addAmounts, scaleAmount, splitAmount, subtractAmount, ZERO, type Amount } from '../money.ts'
import type { RefundedLine, RefundRefusal } from './refund.ts'
import { err, ok, type Result } from '../result.ts'
import type { PricedLine, SaleTotals } from '../sale.ts'

/** A sale as far as its lines are priced. */
export type RefundedSale = Pick<SaleTotals, 'lines' | 'orderDiscount' | 'taxes' | 'total'>

/**
 * What the customer paid for each line: after its own discount, less its share of the order's discount, with its share
 * of the added taxes and of the rounding of cash. Together they are `collected`, to the rupiah.
 */
export function paidForLines(sale: RefundedSale, collected: Amount): readonly Amount[] {
  const { lines, orderDiscount, taxes, total } = sale
  const nets = lines.map((line) => line.net)
  const shares = splitAmount(orderDiscount, nets)
  const taxable = nets.map((net, index) => subtractAmount(net, shares[index] ?? ZERO))
  let paid = taxable
  for (const { tax, included, amount } of taxes) {
    if (included) continue
    const added = splitAmount(
      amount,
      lines.map((line, index) => (line.tax === `${tax}_added` ? (taxable[index] ?? 0) : 0)),
    )
    paid = paid.map((each, index) => addAmounts(each, added[index] ?? ZERO))
  }
  const rounding = splitAmount(subtractAmount(collected, total), paid)
  return paid.map((each, index) => addAmounts(each, rounding[index] ?? ZERO))
}

/** How much of each line has not come back, in thousandths. */
export function quantityLeft(line: PricedLine, back: readonly RefundedLine[]): number {
  const gone = back.filter(({ lineId }) => lineId === line.id).reduce((sum, each) => sum + each.quantity, 0)
  return Math.max(0, line.quantity - gone)
}

/**
 * What the chosen quantities are worth beside what came `back` before. However a line comes back in parts, all its parts
 * together are exactly what was paid for it.
 */
export function refundLines(
  sale: RefundedSale,
  collected: Amount,
  back: readonly RefundedLine[],
  chosen: readonly { readonly lineId: string; readonly quantity: number }[],
): Result<readonly RefundedLine[], RefundRefusal> {
  const paid = paidForLines(sale, collected)
  const found: RefundedLine[] = []
  for (const { lineId, quantity } of chosen) {
    const index = sale.lines.findIndex(({ id }) => id === lineId)
    const line = sale.lines[index]
    if (line === undefined || found.some((each) => each.lineId === lineId))
      return err({ type: 'refund_lines_invalid' })
    const left = quantityLeft(line, back)
    if (!Number.isSafeInteger(quantity) || quantity <= 0 || quantity > left)
      return err({ type: 'refund_lines_invalid' })
    const before = line.quantity - left
    const upTo = (part: number): Amount => scaleAmount(paid[index] ?? ZERO, part, line.quantity)
    const amount = subtractAmount(upTo(before + quantity), upTo(before))
    found.push({ lineId, name: line.name, quantity, amount })
  }
  return ok(found)
}

export const linesTotal = (lines: readonly RefundedLine[]): Amount =>
  addAmounts(ZERO, ...lines.map(({ amount }) => amount))
