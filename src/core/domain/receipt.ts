import { addAmounts, subtractAmount, type Amount, type Currency } from './money.ts'
import type { PricedLine, TaxTotal } from './sale.ts'

/**
 * A receipt document is everything that stands on a slip, as data. It is stored with the sale when it is first made and
 * never changed: a reprint lays out the same document, whatever the settings say by then.
 */
export type ReceiptDocument = SaleReceipt | PaymentBill | EdcCopy | TestPage
export type ReceiptKind = ReceiptDocument['kind']

/** Raised when a field changes its meaning, so that a slip stored years ago is still read as it was meant. */
export const RECEIPT_VERSION = 1

export type ReceiptMode = 'practice' | 'test' | 'live'
export type ReceiptLanguage = 'id' | 'en'

export interface ReceiptShop {
  readonly name: string
  /** As registered with the tax office; a branch address may follow. */
  readonly addressLines: readonly string[]
  /** 16 digits since July 2024, printed as they are; null for a shop that is not registered for VAT. */
  readonly npwp: string | null
  /** Rules of the shop ("Barang yang sudah dibeli ..."), printed flush left above the footer. */
  readonly termsLines?: readonly string[]
  readonly footerLines: readonly string[]
}

/** The mark of a reprint. The document below it stays what the customer got the first time. */
export interface CopyMark {
  /** 1 for the first reprint. */
  readonly number: number
  /** UTC, ISO 8601. */
  readonly printedAt: string
  readonly askedBy: string
}

/** What every slip carries, whatever it is about. */
interface SlipFrame {
  readonly version: typeof RECEIPT_VERSION
  readonly mode: ReceiptMode
  readonly language: ReceiptLanguage
  readonly shop: ReceiptShop
  /** The till as people call it, e.g. `1`. */
  readonly terminal: string
  readonly cashier: string
  /** UTC, ISO 8601. */
  readonly occurredAt: string
  /** The outlet's zone when it happened; Indonesia has no daylight saving, other places do. */
  readonly utcOffsetMinutes: number
  /** WIB, WITA, WIT; empty prints no zone. */
  readonly zoneLabel: string
  readonly currency: Currency
  readonly copy: CopyMark | null
}

interface SaleSlip extends SlipFrame {
  readonly saleNumber: string
  readonly saleId: string
}

/** A `PricedLine` is one; the slip needs no more of it. */
export type ReceiptLine = Pick<
  PricedLine,
  'name' | 'quantity' | 'unitPrice' | 'gross' | 'discountAmount' | 'net' | 'note'
>

/** `unknown` is money whose fate the provider has not told: it never prints LUNAS. */
export type ReceiptStatus = 'paid' | 'partly_paid' | 'unpaid' | 'unknown'

export interface SaleReceipt extends SaleSlip {
  readonly kind: 'receipt'
  readonly lines: readonly ReceiptLine[]
  /** Sum of the lines after their own discounts. */
  readonly subtotal: Amount
  readonly orderDiscount: Amount
  readonly taxes: readonly TaxTotal[]
  /** Cash rounding, either way; told to the customer on its own line. */
  readonly rounding: Amount
  /** What the customer had to pay: after discount, added taxes and rounding. */
  readonly total: Amount
  readonly payments: readonly ReceiptPayment[]
  readonly status: ReceiptStatus
}

/** A slip with the code to pay by. It must not look like a receipt: no lines, no sums but the one asked for. */
export interface PaymentBill extends SaleSlip {
  readonly kind: 'bill'
  readonly amount: Amount
  readonly payBy: 'qris' | 'link'
  /** The QRIS text, or the address of the hosted page. */
  readonly qrPayload: string
  /** As the payer's app will show it (object 59 of the code), for the customer to compare. */
  readonly merchantName: string | null
  readonly nmid: string | null
  /** UTC, ISO 8601; null when the provider gave none. */
  readonly validUntil: string | null
}

/** The shop's copy of a card slip. */
export interface EdcCopy extends SaleSlip {
  readonly kind: 'edc_copy'
  readonly payment: EdcPayment
}

/** Proves a printer: a ruler for the columns, every letter, codes in three sizes, and the cut. */
export interface TestPage extends SlipFrame {
  readonly kind: 'test_page'
  readonly printerName: string
  readonly printerAddress: string
  readonly profileName: string
  /** A text of a real code's length, so that "which one scans?" is an honest question. */
  readonly qrSample: string
}

/** Fields a provider or a bank did not deliver are null and left off the slip, never invented. */
export type ReceiptPayment =
  | QrisPayment
  | LinkPayment
  | CashPayment
  | EdcPayment
  | TransferPayment
  | StaticQrisPayment

export interface QrisPayment {
  readonly tender: 'qris'
  readonly amount: Amount
  readonly issuer: string | null
  /** 12 characters of text; the leading zeros belong to it. */
  readonly rrn: string | null
  readonly nmid: string | null
  /** The provider's own reference. */
  readonly reference: string | null
}

export interface LinkPayment {
  readonly tender: 'link'
  readonly amount: Amount
  /** How the customer paid on the hosted page, in the provider's words. */
  readonly method: string | null
  readonly reference: string | null
}

export interface CashPayment {
  readonly tender: 'cash'
  /** What stays in the drawer: `tendered - change`. */
  readonly amount: Amount
  readonly tendered: Amount
  readonly change: Amount
}

export type EdcEntryMode = 'chip' | 'tap' | 'swipe' | 'manual'

export interface EdcPayment {
  readonly tender: 'edc'
  readonly amount: Amount
  readonly bank: string | null
  readonly tid: string | null
  readonly mid: string | null
  readonly batch: string | null
  readonly trace: string | null
  readonly rrn: string | null
  readonly approvalCode: string | null
  /** Four digits; nothing more of a card number is ever kept. */
  readonly lastFour: string | null
  readonly entryMode: EdcEntryMode | null
  /** Scheme and kind as the bank's slip says, e.g. `GPN Debit`. */
  readonly cardType: string | null
}

export interface TransferPayment {
  readonly tender: 'transfer'
  readonly amount: Amount
  readonly bank: string | null
  readonly sender: string | null
  readonly reference: string | null
}

/** Paid to the shop's printed code and checked by a person in the bank's app. */
export interface StaticQrisPayment {
  readonly tender: 'static_qris'
  readonly amount: Amount
  readonly issuer: string | null
  readonly rrn: string | null
  readonly nmid: string | null
}

/** The same document, marked as the `number`th copy; nothing else changes and the given document is left alone. */
export function markReprint<Document extends ReceiptDocument>(document: Document, copy: CopyMark): Document {
  if (!Number.isSafeInteger(copy.number) || copy.number < 1) throw new RangeError('copies count from 1')
  return { ...document, copy }
}

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
    (payment) => payment.tender === 'cash' && payment.tendered - payment.change !== payment.amount,
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
