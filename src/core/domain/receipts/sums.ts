import { addAmounts, subtractAmount, type Amount } from '../money.ts'
import type { SaleReceipt } from './receipt.ts'
import type { TillReport } from './slips.ts'

export type ReceiptImbalance =
  | { readonly type: 'receipt_line_does_not_add_up'; readonly line: number }
  | { readonly type: 'receipt_subtotal_does_not_add_up'; readonly expected: Amount }
  | { readonly type: 'receipt_total_does_not_add_up'; readonly expected: Amount }
  | { readonly type: 'receipt_change_does_not_add_up'; readonly payment: number }
  | { readonly type: 'receipt_payments_do_not_add_up'; readonly paid: Amount }

/**
 * The first sum on a receipt that does not hold, or null. Lines less discounts plus added taxes plus rounding are the
 * total; payments of a paid sale are the total; change comes only out of cash.
 */
export function receiptImbalance(receipt: SaleReceipt): ReceiptImbalance | null {
  const badLine = receipt.lines.findIndex((line) => line.gross - line.discountAmount !== line.net)
  if (badLine !== -1) return { type: 'receipt_line_does_not_add_up', line: badLine }
  const subtotal = addAmounts(...receipt.lines.map((line) => line.net))
  if (subtotal !== receipt.subtotal) return { type: 'receipt_subtotal_does_not_add_up', expected: subtotal }
  const added = receipt.taxes.filter((tax) => !tax.included).map((tax) => tax.amount)
  const total = addAmounts(subtractAmount(subtotal, receipt.orderDiscount), ...added, receipt.rounding)
  if (total !== receipt.total) return { type: 'receipt_total_does_not_add_up', expected: total }
  return paymentImbalance(receipt)
}

function paymentImbalance(receipt: SaleReceipt): ReceiptImbalance | null {
  const badChange = receipt.payments.findIndex(
    (payment) =>
      payment.tender === 'cash' && payment.tendered - payment.change - (payment.back ?? 0) !== payment.amount,
  )
  if (badChange !== -1) return { type: 'receipt_change_does_not_add_up', payment: badChange }
  const paid = paidAmount(receipt)
  const holds =
    receipt.status === 'paid' ? paid === receipt.total : paid < receipt.total || receipt.status === 'unknown'
  return holds ? null : { type: 'receipt_payments_do_not_add_up', paid }
}

/** What the payments on the slip bring together, without change. */
export const paidAmount = (receipt: SaleReceipt): Amount =>
  addAmounts(...receipt.payments.map((payment) => payment.amount))

export type ReportImbalance =
  | { readonly type: 'report_sales_do_not_add_up'; readonly expected: Amount }
  | { readonly type: 'report_cash_does_not_add_up'; readonly expected: Amount }
  | { readonly type: 'report_variance_does_not_add_up'; readonly expected: Amount | null }

/**
 * The first sum of a till report that does not hold, or null: sales out of their parts, and a drawer that holds float,
 * cash sales and movements. Tenders need not bring the sales: one may be begun in this shift and end in the next.
 */
export function reportImbalance({ sales, cash }: TillReport): ReportImbalance | null {
  const total = addAmounts(subtractAmount(sales.gross, sales.discounts), sales.addedTaxes, sales.rounding)
  if (total !== sales.total) return { type: 'report_sales_do_not_add_up', expected: total }
  const kept = addAmounts(cash.float, cash.sales, cash.in)
  const inDrawer = subtractAmount(kept, addAmounts(cash.out, cash.refunds))
  if (inDrawer !== cash.expected) return { type: 'report_cash_does_not_add_up', expected: inDrawer }
  const variance = cash.counted === null ? null : subtractAmount(cash.counted, inDrawer)
  return variance === cash.variance ? null : { type: 'report_variance_does_not_add_up', expected: variance }
}
