import type { Amount } from '../money.ts'
import type { CopyMark, SaleSlip } from './frame.ts'
import type { ReceiptPayment } from './payments.ts'
import type {
  AttentionSlip,
  BatchSettlement,
  CashMovementSlip,
  EdcCopy,
  PaymentBill,
  RefundSlip,
  SalesReport,
  ShiftOpenSlip,
  TestPage,
  TillReport,
} from './slips.ts'
import type { PricedLine, TaxTotal } from '../sale.ts'

export * from './frame.ts'
export type * from './payments.ts'
export type * from './slips.ts'

/**
 * A receipt document is everything that stands on a slip, as data. It is stored with the sale when it is first made and
 * never changed: a reprint lays out the same document, whatever the settings say by then.
 */
export type ReceiptDocument =
  | SaleReceipt
  | PaymentBill
  | EdcCopy
  | RefundSlip
  | ShiftOpenSlip
  | TillReport
  | SalesReport
  | CashMovementSlip
  | BatchSettlement
  | AttentionSlip
  | TestPage
export type ReceiptKind = ReceiptDocument['kind']

/** A `PricedLine` is one; the slip needs no more of it. */
export type ReceiptLine = Pick<
  PricedLine,
  'name' | 'quantity' | 'unitPrice' | 'gross' | 'discountAmount' | 'net' | 'note'
>

/** A tax as printed. */
export interface ReceiptTax extends TaxTotal {
  /** Eleven twelfths of the base, the "other base" of the regulation's wording; left out in the shops' usual one. */
  readonly otherBase?: Amount
}

/** `unknown` is money whose fate the provider has not told: it never prints LUNAS. */
export type ReceiptStatus = 'paid' | 'partly_paid' | 'unpaid' | 'unknown'

/** A code at the foot of a receipt: its own signed text, or an address the shop wants its customers to see. */
export type ReceiptQr =
  | { readonly kind: 'signed'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly caption: string }

export interface SaleReceipt extends SaleSlip {
  readonly kind: 'receipt'
  readonly lines: readonly ReceiptLine[]
  /** Sum of the lines after their own discounts. */
  readonly subtotal: Amount
  readonly orderDiscount: Amount
  readonly taxes: readonly ReceiptTax[]
  /** Cash rounding, either way; told to the customer on its own line. */
  readonly rounding: Amount
  /** What the customer had to pay: after discount, added taxes and rounding. */
  readonly total: Amount
  readonly payments: readonly ReceiptPayment[]
  readonly status: ReceiptStatus
  readonly qr?: ReceiptQr | null
  /** Says that this slip is no full tax invoice; only where the owner asked for it. */
  readonly notTaxInvoice?: boolean
}

/** The same document, marked as the `number`th copy; nothing else changes and the given document is left alone. */
export function markReprint<Document extends ReceiptDocument>(document: Document, copy: CopyMark): Document {
  if (!Number.isSafeInteger(copy.number) || copy.number < 1) throw new RangeError('copies count from 1')
  return { ...document, copy }
}
