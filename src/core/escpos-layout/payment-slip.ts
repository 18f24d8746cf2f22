import { negate } from '../domain/money.ts'
import type { EdcCopy, EdcPayment, ReceiptPayment } from '../domain/receipts/receipt.ts'
import type { ReceiptWords } from '../domain/receipts/words.ts'
import { unreachable } from '../domain/result.ts'
import type { Paper } from './paper.ts'
import { layoutEnd, layoutHead, layoutMeta } from './slip-parts.ts'

/** Labels of a payment's fields, so that their colons stand in one column. */
export const SLIP_LABEL_WIDTH = 12

type Field = readonly [label: string, value: string | null]

/** How a kind of money is called on paper. */
export function tenderName(words: ReceiptWords, tender: ReceiptPayment['tender']): string {
  switch (tender) {
    case 'cash':
      return words.cash
    case 'qris':
      return words.qris
    case 'static_qris':
      return words.staticQris
    case 'link':
      return words.link
    case 'transfer':
      return words.transfer
    case 'edc':
      return words.edc
    default:
      return unreachable(tender)
  }
}

/** The block of one payment; `status` is null where nothing certain can be said about the whole sale. */
export function layoutPayment(paper: Paper, payment: ReceiptPayment, status: string | null): void {
  const { words } = paper
  if (payment.tender === 'cash') {
    paper.pair(words.cash, paper.amount(payment.tendered))
    paper.pair(words.change, paper.amount(payment.change))
    // without it what was handed over would be more than the total
    if (payment.back !== undefined) paper.pair(words.cashRefunds, paper.amount(negate(payment.back)))
    return
  }
  paper.pair(tenderName(words, payment.tender), paper.amount(payment.amount))
  layoutFields(paper, [
    [words.status, status],
    ...(paper.shows('payment_details') ? detailFields(paper, payment) : shortFields(paper, payment)),
    [words.providerReference, paper.shows('provider_reference') ? referenceOf(payment) : null],
  ])
}

/** How a page was paid, where the provider's own word is one of the slip's; others stand as the provider gave them. */
function methodName(words: ReceiptWords, method: string): string {
  const names: Readonly<Partial<Record<string, string>>> = {
    ...{ qris: words.qris, bank_transfer: words.transfer, cash: words.cash, edc: words.edc },
  }
  return names[method] ?? method
}

type CashlessPayment = Exclude<ReceiptPayment, { readonly tender: 'cash' }>

function detailFields(paper: Paper, payment: CashlessPayment): Field[] {
  const { words } = paper
  switch (payment.tender) {
    case 'qris':
    case 'static_qris':
      return [
        [words.issuer, payment.issuer],
        ['RRN', payment.rrn],
        ['NMID', payment.nmid],
      ]
    case 'link':
      return [[words.method, payment.method === null ? null : methodName(words, payment.method)]]
    case 'transfer':
      return [
        [words.bank, payment.bank],
        [words.sender, payment.sender],
        [words.reference, payment.reference],
      ]
    case 'edc':
      return edcFields(paper, payment)
    default:
      return unreachable(payment)
  }
}

/** Without the details, a card slip still says which card it was: a dispute begins with that. */
const shortFields = (paper: Paper, payment: CashlessPayment): Field[] =>
  payment.tender === 'edc'
    ? [
        [paper.words.approvalCode, payment.approvalCode],
        [paper.words.card, payment.lastFour === null ? null : maskedCard(payment.lastFour, paper.isWide)],
      ]
    : []

/** The provider's own number of a payment, which nobody but support needs. */
const referenceOf = (payment: CashlessPayment): string | null =>
  payment.tender === 'qris' || payment.tender === 'link' ? payment.reference : null

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
