import type { Amount } from '../money.ts'

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
  /** What stays in the drawer: `tendered - change`, less what went `back`. */
  readonly amount: Amount
  readonly tendered: Amount
  readonly change: Amount
  /** Handed back on a slip of its own before the sale was paid; none on most. */
  readonly back?: Amount
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
