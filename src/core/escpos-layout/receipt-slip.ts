import { negate, subtractAmount, type Amount } from '../domain/money.ts'
import type { ReceiptLine, ReceiptTax, SaleReceipt } from '../domain/receipts/receipt.ts'
import { paidAmount } from '../domain/receipts/sums.ts'
import { unreachable } from '../domain/result.ts'
import { QUANTITY_UNIT } from '../domain/sale.ts'
import { LONGEST_CODE } from './layout.ts'
import type { Paper } from './paper.ts'
import { layoutPayment, SLIP_LABEL_WIDTH } from './payment-slip.ts'
import { layoutEnd, layoutFoot, layoutHead, layoutMeta } from './slip-parts.ts'

/** Header, meta, items, sums, tax, payment, footer: the order customers know. */
export function layoutReceipt(paper: Paper, receipt: SaleReceipt): void {
  layoutHead(paper, receipt)
  layoutMeta(paper, receipt)
  paper.rule()
  for (const line of receipt.lines) layoutItem(paper, line)
  paper.rule()
  layoutSums(paper, receipt)
  layoutIncludedTaxes(paper, receipt)
  layoutPayments(paper, receipt)
  layoutStatus(paper, receipt)
  layoutFoot(paper, receipt)
  layoutReceiptCode(paper, receipt)
  if (receipt.notTaxInvoice === true) paper.centered(paper.words.notTaxInvoice)
  layoutEnd(paper, receipt)
}

function layoutItem(paper: Paper, line: ReceiptLine): void {
  if (paper.isWide) layoutItemInColumns(paper, line)
  else layoutItemOnTwoLines(paper, line)
  if (line.note !== null && paper.shows('notes')) paper.text(line.note, {}, 2)
  if (line.discountAmount !== 0) {
    paper.pair(paper.words.discount, paper.amount(negate(line.discountAmount)), {}, 2)
  }
}

function layoutItemOnTwoLines(paper: Paper, line: ReceiptLine): void {
  paper.text(line.name)
  paper.pair(
    `${paper.quantity(line.quantity)} x ${paper.amount(line.unitPrice)}`,
    paper.amount(line.gross),
    {},
    2,
  )
}

/** Columns that the amount takes at the right of wide paper; the unit price ends where it starts. */
const AMOUNT_COLUMNS = 15
const UNIT_PRICE_COLUMNS = 8

function layoutItemInColumns(paper: Paper, line: ReceiptLine): void {
  const price = paper.amount(line.unitPrice).padStart(UNIT_PRICE_COLUMNS)
  const detail = `${paper.quantity(line.quantity)} x${price.startsWith(' ') ? price : ` ${price}`}`
  const amount = paper.amount(line.gross)
  const amountColumns = Math.max(AMOUNT_COLUMNS, amount.length + 1)
  const nameColumns = paper.columns - amountColumns - detail.length
  if (nameColumns < 0) return layoutItemOnTwoLines(paper, line)
  const name = paper.printable(line.name)
  const fitsBeside = name.length < nameColumns
  if (!fitsBeside) paper.text(line.name)
  paper.line((fitsBeside ? name : '').padEnd(nameColumns) + detail + amount.padStart(amountColumns))
}

function layoutSums(paper: Paper, receipt: SaleReceipt): void {
  const { words } = paper
  const items = paper.isWide && paper.shows('item_count') ? ` (${words.items(itemCount(receipt.lines))})` : ''
  paper.pair(`${words.subtotal}${items}`, paper.amount(receipt.subtotal))
  if (paper.isWide || receipt.orderDiscount !== 0) {
    paper.pair(words.discount, paper.amount(negate(receipt.orderDiscount)))
  }
  for (const tax of receipt.taxes.filter((each) => !each.included)) {
    layoutTaxBases(paper, tax)
    paper.pair(tax.label, paper.amount(tax.amount))
  }
  if (receipt.rounding !== 0) paper.pair(words.rounding, signedAmount(paper, receipt.rounding))
  const total = paper.money(receipt.total, paper.columns - words.total.length - 1)
  paper.pair(words.total, total, { bold: true })
}

const signedAmount = (paper: Paper, amount: Amount): string =>
  amount > 0 ? `+${paper.amount(amount)}` : paper.amount(amount)

function layoutIncludedTaxes(paper: Paper, receipt: SaleReceipt): void {
  const included = receipt.taxes.filter((tax) => tax.included)
  if (included.length > 0) paper.rule()
  for (const tax of included) {
    paper.pair(paper.words.includesTax(tax.label), paper.amount(tax.amount))
    layoutTaxBases(paper, tax)
  }
}

/** The "other base" belongs to the regulation's wording: without it the percentage would not explain the amount. */
function layoutTaxBases(paper: Paper, tax: ReceiptTax): void {
  if (paper.shows('tax_base')) paper.pair(paper.words.taxBase, paper.amount(tax.base))
  if (tax.otherBase !== undefined) paper.pair(paper.words.otherTaxBase, paper.amount(tax.otherBase))
}

function layoutPayments(paper: Paper, receipt: SaleReceipt): void {
  const only = receipt.payments.length === 1
  for (const payment of receipt.payments) {
    paper.rule()
    layoutPayment(paper, payment, only && receipt.status === 'paid' ? paper.words.paid : null)
  }
}

/** LUNAS stands only where the money is certain and whole; cash alone says it by its change. */
function layoutStatus(paper: Paper, receipt: SaleReceipt): void {
  const { words } = paper
  switch (receipt.status) {
    case 'paid':
      if (receipt.payments.length === 1) return
      paper.rule()
      return paper.field(words.status, words.paid, SLIP_LABEL_WIDTH)
    case 'partly_paid':
      paper.rule()
      paper.pair(words.paidSoFar, paper.amount(paidAmount(receipt)))
      paper.pair(words.stillDue, paper.amount(subtractAmount(receipt.total, paidAmount(receipt))))
      return paper.centered(words.partlyPaid, { bold: true })
    case 'unpaid':
      paper.rule()
      return paper.centered(words.unpaid, { bold: true })
    case 'unknown':
      paper.rule()
      return paper.centered(words.unknown, { bold: true })
    default:
      return unreachable(receipt.status)
  }
}

function layoutReceiptCode(paper: Paper, { qr, copy }: SaleReceipt): void {
  if (qr === undefined || qr === null) return
  // the original's signed text says "original", so a copy prints its own or none
  const text = qr.kind === 'signed' && copy !== null ? (copy.seal ?? null) : qr.text
  if (text === null || text.length > LONGEST_CODE) return
  const caption = qr.kind === 'signed' ? paper.words.seal : qr.caption
  paper.rule()
  paper.centered(caption)
  paper.add({ kind: 'qr', payload: text, moduleHint: qr.kind === 'signed' ? 'qris' : 'link', caption })
}

/** Pieces; a weighed line counts as one. */
function itemCount(lines: readonly ReceiptLine[]): number {
  return lines.reduce(
    (count, line) => count + (line.quantity % QUANTITY_UNIT === 0 ? line.quantity / QUANTITY_UNIT : 1),
    0,
  )
}
