import type { Refund, RefundNote } from '../domain/refunds/refund.ts'

/** What the books hold of the time after a sale: refunds, who the customer was, and how inbox items were dealt with. */

export interface StoredRefund {
  readonly refund: Refund
  readonly note: RefundNote
  /** A person's id; null for one that was made elsewhere. */
  readonly askedBy: string | null
  readonly createdAt: string
  readonly updatedAt: string
}

/** A customer as refs into the personal data; each may stand for something that was erased since. */
export interface StoredCustomer {
  readonly id: string
  readonly nameRef: string
  readonly phoneRef: string | null
  readonly emailRef: string | null
  /** The provider's customer, when it knows them. */
  readonly providerId: string | null
  readonly createdAt: string
}

/** Something that was done about an inbox item. Never changed, never deleted. */
export interface AttentionStep {
  readonly at: string
  /** A person's id; null is the till by itself. */
  readonly actor: string | null
  readonly kind: string
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export interface AfterSaleReader {
  refund(id: string): StoredRefund | null
  refundsOfSale(saleId: string): readonly StoredRefund[]
  /** Of one payment: by its tender, or by the provider's name of the charge. Oldest first. */
  refundsOf(payment: { readonly tenderId: string; readonly chargeId: string | null }): readonly StoredRefund[]
  /** The slips of a refund, oldest first; each says how it stood then. */
  refundDocuments(refundId: string): readonly string[]
  /** Was this card slip's batch settled? */
  isCardSettled(tenderId: string): boolean
  /** Refunds whose outcome has been unknown since before this time. */
  refundsUnknownSince(time: string): readonly StoredRefund[]
  /** Card slips that were voided, newest first, among the last few hundred refunds. */
  slipsVoided(limit: number): readonly StoredRefund[]
  customer(id: string): StoredCustomer | null
  customerOfSale(saleId: string): StoredCustomer | null
  customerOfProvider(providerId: string): StoredCustomer | null
  /** Whose name, phone or e-mail is one of these refs. */
  customersByRefs(refs: readonly string[]): readonly StoredCustomer[]
  attentionSteps(attentionId: string): readonly AttentionStep[]
  /** The bytes a provider made for a printer. */
  foreignSlip(jobId: string): Uint8Array | null
}

export interface AfterSaleWriter extends AfterSaleReader {
  addRefund(refund: Refund, by: string | null, at: string, note?: RefundNote): void
  /** Ties a stored slip to its refund. */
  addRefundDocument(refundId: string, documentId: string): void
  /** Writes the state; its terms never change. */
  saveRefund(refund: Refund, at: string): void
  /** Forgets what was sent for a refund that is over: the cashier's words may hold a name. */
  dropRefundBody(id: string): void
  addCustomer(customer: StoredCustomer): void
  setCustomerProvider(id: string, providerId: string): void
  /** Null takes the customer off the sale again. */
  setSaleCustomer(saleId: string, customerId: string | null, at: string): void
  addAttentionStep(attentionId: string, step: AttentionStep): void
  /** Marks it for the owner; false when it is settled or unknown. */
  escalateAttention(id: string, at: string): boolean
  addForeignSlip(jobId: string, bytes: Uint8Array): void
}
