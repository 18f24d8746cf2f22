import type { PaymentBill } from '../domain/receipts/receipt.ts'
import { LONGEST_CODE } from './layout.ts'
import type { Paper } from './paper.ts'
import {
  dateText,
  layoutEnd,
  layoutFoot,
  layoutHead,
  layoutMeta,
  momentText,
  timeText,
} from './slip-parts.ts'

/** The code to pay by. The words BELUM LUNAS stand above and below it: this slip is no proof of anything. */
export function layoutBill(paper: Paper, bill: PaymentBill): void {
  const { words } = paper
  layoutHead(paper, bill)
  paper.centered(words.bill, { bold: true })
  layoutMeta(paper, bill)
  paper.rule()
  paper.centered(words.unpaid, { bold: true, size: 'double' })
  layoutCode(paper, bill)
  layoutBillAmount(paper, bill)
  if (bill.validUntil !== null) paper.centered(words.validUntil(validUntilText(bill, bill.validUntil)))
  if (bill.merchantName !== null) paper.centered(words.compareName)
  paper.rule()
  paper.centered(words.unpaid, { bold: true })
  paper.centered(words.notAReceipt)
  layoutFoot(paper, bill)
  layoutEnd(paper, bill)
}

function layoutCode(paper: Paper, bill: PaymentBill): void {
  const heading = bill.payBy === 'qris' ? paper.words.qris : paper.words.payByLink
  paper.centered(heading, { bold: true })
  if (bill.merchantName !== null) paper.centered(bill.merchantName)
  if (bill.nmid !== null) paper.centered(`NMID: ${bill.nmid}`)
  if (bill.qrPayload.length > LONGEST_CODE) return paper.text(bill.qrPayload)
  paper.add({ kind: 'qr', payload: bill.qrPayload, moduleHint: bill.payBy, caption: heading })
}

function layoutBillAmount(paper: Paper, bill: PaymentBill): void {
  const half = Math.floor(paper.columns / 2)
  const amount = paper.money(bill.amount, half)
  // a sum too long for double width is printed small and whole rather than large and cut
  paper.centered(amount, { bold: true, size: amount.length <= half ? 'double' : 'normal' })
}

function validUntilText(bill: PaymentBill, validUntil: string): string {
  const sameDay = dateText(validUntil, bill) === dateText(bill.occurredAt, bill)
  return sameDay ? timeText(validUntil, bill) : momentText(validUntil, bill)
}
