import { subtractAmount } from '../domain/money.ts'
import type {
  AttentionSlip,
  BatchSettlement,
  CashMovementSlip,
  ShiftOpenSlip,
} from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'
import { layoutCounted, signed } from './report-slip.ts'
import { layoutEnd, layoutNumberAndPeople, layoutShopHead, layoutSignature } from './slip-parts.ts'

/** Who takes the till over, and how much change is in it. */
export function layoutShiftOpen(paper: Paper, slip: ShiftOpenSlip): void {
  const { words } = paper
  layoutShopHead(paper, slip, words.shiftOpen)
  layoutNumberAndPeople(paper, slip, { label: words.shift, value: slip.shiftNumber })
  paper.rule()
  layoutCounted(paper, slip.counted)
  paper.pair(words.float, paper.money(slip.float, paper.columns - words.float.length - 1), { bold: true })
  layoutSignature(paper, `${words.receivedBy}: ${slip.cashier}`)
  layoutEnd(paper, slip)
}

/** Cash into the drawer or out of it: how much, why, and who signs for it. */
export function layoutCashMovement(paper: Paper, slip: CashMovementSlip): void {
  const { words } = paper
  layoutShopHead(paper, slip, slip.direction === 'in' ? words.cashInTitle : words.cashOutTitle)
  layoutNumberAndPeople(paper, slip, { label: words.number.short, value: slip.number })
  paper.rule()
  paper.pair(words.amount, paper.money(slip.amount, paper.columns - words.amount.length - 1), { bold: true })
  const width = Math.max(words.reason.length, words.approvedBy.length)
  if (slip.reason !== '') paper.field(words.reason, slip.reason, width)
  if (slip.approvedBy !== null) paper.field(words.approvedBy, slip.approvedBy, width)
  layoutSignature(paper, words.receivedBy)
  layoutEnd(paper, slip)
}

/** The card terminal's batch beside what the till knows; a difference stands out. */
export function layoutSettlement(paper: Paper, slip: BatchSettlement): void {
  const { words } = paper
  layoutShopHead(paper, slip, words.settlement)
  layoutNumberAndPeople(paper, slip, { label: words.bank, value: slip.bank }, [
    ...(slip.mid === null ? [] : [['MID', slip.mid] as const]),
    ['TID', slip.tid],
    ...(slip.batch === null ? [] : [[words.batch, slip.batch] as const]),
  ])
  paper.rule()
  for (const { cardType, count, amount } of slip.rows) {
    paper.pair(`${cardType} ${words.count(count)}`, paper.amount(amount))
  }
  if (slip.rows.length > 0) paper.rule()
  const { byTill, byTerminal } = slip
  paper.pair(`${words.byTill} ${words.count(byTill.count)}`, paper.amount(byTill.amount), { bold: true })
  if (byTerminal !== null) {
    paper.pair(`${words.byTerminal} ${words.count(byTerminal.count)}`, paper.amount(byTerminal.amount))
    const difference = subtractAmount(byTerminal.amount, byTill.amount)
    if (difference === 0 && byTerminal.count === byTill.count) paper.centered(words.matches, { bold: true })
    else paper.pair(words.difference, signed(paper, difference), { bold: true })
  }
  layoutEnd(paper, slip)
}

/** Something to look at, for whoever takes over: what happened, what is safe, what to do, and the facts. */
export function layoutAttention(paper: Paper, slip: AttentionSlip): void {
  const { words } = paper
  layoutShopHead(paper, slip, words.attention)
  layoutNumberAndPeople(paper, slip, { label: words.number.short, value: slip.saleNumber ?? '-' })
  paper.rule()
  paper.text(slip.title, { bold: true })
  for (const sentence of slip.sentences) paper.text(sentence)
  if (slip.facts.length > 0 || slip.amount !== null) paper.rule()
  if (slip.amount !== null)
    paper.pair(words.amount, paper.money(slip.amount, paper.columns - words.amount.length - 1))
  for (const { label, value } of slip.facts) paper.field(label, value, 0)
  layoutEnd(paper, slip)
}
