import type { AttentionAction } from '../../domain/books/attention-actions.ts'
import type { Amount, Currency } from '../../domain/money.ts'
import type { MoneyBack } from '../../domain/refunds/money-back.ts'
import type {
  RefundedLine,
  RefundObstacle,
  RefundReason,
  RefundState,
  RefundWay,
} from '../../domain/refunds/refund.ts'
import type { QrMatrix } from '../../ports/system.ts'

/** What the core tells the cashier's screen about the time after a sale. Times are UTC, amounts whole units. */

/** The provider's own receipt of one payment. */
export interface ProviderReceiptView {
  readonly tenderId: string
  readonly receiptId: string
  readonly number: string | null
  readonly amount: Amount
  readonly currency: Currency
  /** In the provider's words. */
  readonly method: string | null
  readonly issuedAt: string | null
  /** Its public page, for the customer; null when the provider gives none. */
  readonly url: string | null
  /** The same as a code that a customer's phone can read. */
  readonly matrix: QrMatrix | null
  /** Opens WhatsApp with a message ready to be sent. */
  readonly whatsapp: string | null
  /** The customer's own address, when it is known. */
  readonly email: string | null
}

/** A file somebody else made, to be saved and never to be shown as a page of ours. */
export interface ReceiptFileView {
  readonly name: string
  readonly contentType: 'application/pdf' | 'text/html'
  readonly base64: string
}

export interface RefundView {
  readonly id: string
  /** Its own number; null for one that was made elsewhere, or before refunds had numbers. */
  readonly number: string | null
  readonly tenderId: string
  readonly way: RefundWay
  readonly amount: Amount
  readonly reason: RefundReason
  /** The cashier's own words; null when there were none or they were erased. */
  readonly words: string | null
  readonly state: RefundState['name']
  /** The provider's number of it. */
  readonly refundId: string | null
  /** Why it failed, in the provider's words or as a code. */
  readonly failure: string | null
  readonly askedBy: string | null
  /** Who lent the right for it; null when the one who asked had it. */
  readonly approvedBy: string | null
  /** What came back; empty when only money was given back. */
  readonly lines: readonly RefundedLine[]
  /** There is a slip of it to print. */
  readonly hasSlip: boolean
  readonly createdAt: string
  readonly updatedAt: string
}

/** What became of a paid sale's money, with the numbers of the refunds that stand for it. */
export interface MoneyBackView extends MoneyBack {
  readonly numbers: readonly string[]
}

/** What can be given back of a payment, or why nothing can. */
export interface RefundableView {
  readonly captured: Amount
  readonly remaining: Amount
  /** What earlier cash refunds of it still owe in coins; below zero when rounding gave more. */
  readonly coinsOwed: Amount
  /** Why the provider cannot give it back; null when it can. */
  readonly obstacle: RefundObstacle | null
  /** Every way there is for a payment of this kind, and why it cannot be used now. */
  readonly ways: readonly RefundWayView[]
}

export interface RefundWayView {
  readonly way: Exclude<RefundWay, 'elsewhere'>
  readonly obstacle: RefundObstacle | null
}

export interface CustomerView {
  readonly id: string
  /** Null once it was erased. */
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  /** Does the provider know them too? */
  readonly known: boolean
}

/** A customer to choose: one of ours by id, or one the provider knows, who is taken over when chosen. */
export type CustomerChoice =
  | { readonly kind: 'own'; readonly customerId: string }
  | {
      readonly kind: 'provider'
      readonly providerId: string
      readonly name: string
      readonly phone: string | null
      readonly email: string | null
    }

export interface CustomerRow {
  readonly choice: CustomerChoice
  readonly name: string
  readonly phone: string | null
  readonly email: string | null
}

/** Something that was done about an inbox item. */
export interface AttentionStepView {
  readonly at: string
  /** A name; null is the till by itself. */
  readonly by: string | null
  readonly kind: string
  readonly note: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** One item of the inbox with what can be done about it, decided by the core. */
export interface AttentionDetail {
  readonly id: string
  readonly resolvedAt: string | null
  readonly escalatedAt: string | null
  readonly actions: readonly AttentionAction[]
  readonly steps: readonly AttentionStepView[]
  /** Money that waits for a decision. */
  readonly lateMoney: Amount | null
  /** Open sales that are short by at least as much, newest first. */
  readonly targets: readonly {
    readonly saleId: string
    readonly number: string
    readonly remaining: Amount
    readonly createdAt: string
  }[]
  /** The order in the cart, when it takes at least as much. */
  readonly cartTotal: Amount | null
  /** Payments of this item that can be given back. */
  readonly refundable: readonly {
    readonly saleId: string
    readonly tenderId: string
    readonly kind: string
    readonly at: string
    readonly remaining: Amount
  }[]
  /** The refund it is about. */
  readonly refundId: string | null
}

export interface AttentionRow {
  readonly id: string
  readonly kind: string
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
  readonly note: string | null
  readonly escalatedAt: string | null
}
