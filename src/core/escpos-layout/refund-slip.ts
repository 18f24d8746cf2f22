import { negate, subtractAmount, ZERO } from '../domain/money.ts'
import type { RefundSlip } from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'
import { tenderName } from './payment-slip.ts'
import { signed } from './report-slip.ts'
import {
  layoutEnd,
  layoutFoot,
  layoutHead,
  layoutNumberAndPeople,
  layoutSignature,
  momentText,
} from './slip-parts.ts'

/** Money back: its own number, the sale it comes out of, negative amounts, and whether it is back already. */
export function layoutRefund(paper: Paper, slip: RefundSlip): void {
  const { words } = paper
  const length = paper.isWide ? 'long' : 'short'
  layoutHead(paper, slip)
  paper.centered(slip.what === 'void' ? words.void : words.refund, { bold: true })
  layoutNumberAndPeople(paper, slip, { label: words.number.short, value: slip.number }, [
    [words.originalSale[length], slip.saleNumber],
    [words.soldAt[length], momentText(slip.soldAt, slip)],
  ])
  paper.rule()
  for (const line of slip.lines) {
    paper.text(line.name)
    paper.pair(`${paper.quantity(line.quantity)} x`, paper.amount(negate(line.amount)), {}, 2)
  }
  const { rounding = ZERO } = slip
  if (rounding !== 0) {
    // without lines nothing above says what was rounded
    if (slip.lines.length === 0)
      paper.pair(words.amount, paper.amount(negate(subtractAmount(slip.amount, rounding))))
    paper.pair(words.rounding, signed(paper, negate(rounding)))
  }
  if (slip.lines.length > 0) paper.rule()
  const total = paper.money(negate(slip.amount), paper.columns - words.refundTotal.length - 1)
  paper.pair(words.refundTotal, total, { bold: true })
  paper.rule()
  layoutWay(paper, slip)
  layoutFoot(paper, slip)
  // coins over the counter are signed for; what a bank gives back the bank can prove
  if (slip.way === 'cash') layoutSignature(paper, words.customerSignature)
  layoutEnd(paper, slip)
}

function layoutWay(paper: Paper, slip: RefundSlip): void {
  const { words } = paper
  const fields: readonly (readonly [label: string, value: string | null])[] = [
    [words.refundWay, tenderName(words, slip.way)],
    [words.reference, slip.reference],
    [words.reason, slip.reason === '' ? null : slip.reason],
    [words.approvedBy, slip.approvedBy],
  ]
  const width = Math.max(...fields.map(([label]) => label.length))
  for (const [label, value] of fields) if (value !== null) paper.field(label, value, width)
  paper.centered(words.refundStatus[slip.status], { bold: true })
}
