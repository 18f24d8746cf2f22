import type { EdcCopy, EdcPayment, PaymentBill, ReceiptPayment } from '../domain/receipt.ts'
import { unreachable } from '../domain/result.ts'
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

/** Labels of a payment's fields, so that their colons stand in one column. */
export const SLIP_LABEL_WIDTH = 12

type Field = readonly [label: string, value: string | null]

/** The block of one payment; `status` is null where nothing certain can be said about the whole sale. */
export function layoutPayment(paper: Paper, payment: ReceiptPayment, status: string | null): void {
  const { words } = paper
  switch (payment.tender) {
    case 'cash':
      paper.pair(words.cash, paper.amount(payment.tendered))
      return paper.pair(words.change, paper.amount(payment.change))
    case 'qris':
      paper.pair(words.qris, paper.amount(payment.amount))
      return layoutFields(paper, [
        [words.status, status],
        [words.issuer, payment.issuer],
        ['RRN', payment.rrn],
        ['NMID', payment.nmid],
        [words.providerReference, payment.reference],
      ])
    case 'static_qris':
      paper.pair(words.staticQris, paper.amount(payment.amount))
      return layoutFields(paper, [
        [words.status, status],
        [words.issuer, payment.issuer],
        ['RRN', payment.rrn],
        ['NMID', payment.nmid],
      ])
    case 'link':
      paper.pair(words.link, paper.amount(payment.amount))
      return layoutFields(paper, [
        [words.status, status],
        [words.method, payment.method],
        [words.providerReference, payment.reference],
      ])
    case 'transfer':
      paper.pair(words.transfer, paper.amount(payment.amount))
      return layoutFields(paper, [
        [words.status, status],
        [words.bank, payment.bank],
        [words.sender, payment.sender],
        [words.reference, payment.reference],
      ])
    case 'edc':
      paper.pair(words.edc, paper.amount(payment.amount))
      return layoutFields(paper, [[words.status, status], ...edcFields(paper, payment)])
    default:
      return unreachable(payment)
  }
}

function edcFields({ words, isWide }: Paper, payment: EdcPayment): Field[] {
  return [
    [words.bank, payment.bank],
    ['MID', payment.mid],
    ['TID', payment.tid],
    [words.batch, payment.batch],
    [words.trace, payment.trace],
    [words.reference, payment.rrn],
    [words.approvalCode, payment.approvalCode],
    // the last four digits are all a slip may show of a card
    [words.card, payment.lastFour === null ? null : maskedCard(payment.lastFour, isWide)],
    [words.cardType, payment.cardType],
    [words.entryMode, payment.entryMode === null ? null : words.entryModes[payment.entryMode]],
  ]
}

const maskedCard = (lastFour: string, isWide: boolean): string =>
  isWide ? `**** **** **** ${lastFour}` : `************${lastFour}`

function layoutFields(paper: Paper, fields: readonly Field[]): void {
  for (const [label, value] of fields) {
    if (value !== null) paper.field(label, value, SLIP_LABEL_WIDTH)
  }
}

/** The shop's copy of a card payment. */
export function layoutEdcCopy(paper: Paper, slip: EdcCopy): void {
  layoutHead(paper, slip)
  paper.centered(paper.words.merchantCopy, { bold: true })
  layoutMeta(paper, slip)
  paper.rule()
  paper.text(paper.words.sale)
  layoutPayment(paper, slip.payment, null)
  layoutEnd(paper, slip)
}

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

/** A QRIS text has at most 512 characters; what is far longer cannot be scanned from paper and is printed as text. */
const LONGEST_CODE = 700

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
