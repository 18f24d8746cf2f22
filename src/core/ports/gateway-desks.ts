import type { Amount, Currency } from '../domain/money.ts'
import type { Result } from '../domain/result.ts'
import type { GatewayFailure, PreparedCall } from './gateway.ts'

/**
 * What a provider does besides taking payments. Each desk is apart, so that a use case asks for the one it needs; a
 * provider without one answers `unsupported`.
 */
export interface GatewayDesks {
  readonly changes: ChangeFeed
  readonly receipts: ReceiptDesk
  readonly refunds: RefundDesk
  readonly customers: CustomerDesk
  readonly proofs: ProofDesk
  readonly shop: ShopDesk
}

/** The provider's list of what happened, oldest first; asked with an overlap, so the reader drops ids it has seen. */
export interface ChangeFeed {
  since(query: {
    readonly occurredAfter: string
    readonly cursor: string | null
  }): Promise<Result<ChangePage, GatewayFailure>>
}

export interface ChangePage {
  readonly changes: readonly Change[]
  readonly nextCursor: string | null
}

export interface Change {
  readonly id: string
  /** In the provider's words, e.g. `plugipay.checkout_session.completed.v1`. */
  readonly type: string
  readonly occurredAt: string
  /** The session it is about, when it is about one. A change is a hint: the session itself is read. */
  readonly sessionId: string | null
}

export type ReceiptFormat = 'json' | 'html' | 'pdf' | 'escpos-58' | 'escpos-80'

export interface ReceiptDesk {
  /** The provider's own receipt of a completed session; bytes exactly as they came. */
  fetch(sessionId: string, format: ReceiptFormat): Promise<Result<ProviderReceipt, GatewayFailure>>
  /** `not_found` until the session is completed. */
  link(sessionId: string): Promise<Result<string, GatewayFailure>>
  /** `to` null is the customer's own address. */
  email(
    sessionId: string,
    to: string | null,
    key: string,
  ): Promise<Result<{ readonly to: string }, GatewayFailure>>
}

export interface ProviderReceipt {
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface RefundDesk {
  /** Freezes a refund as bytes, like a create. */
  prepare(attempt: RefundAttempt): PreparedCall
  /** A provider that refuses leaves a failed refund behind: list before any new key. */
  send(call: PreparedCall): Promise<Result<RefundFacts, GatewayFailure>>
  ofCharge(chargeId: string): Promise<Result<readonly RefundFacts[], GatewayFailure>>
}

export interface RefundAttempt {
  readonly idempotencyKey: string
  /** The session's payment id; for manual money the session's own id. */
  readonly chargeId: string
  /** Null is all that remains. */
  readonly amount: Amount | null
  readonly currency: Currency
  readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent' | 'other'
  /** The cashier's own words travel as metadata. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface RefundFacts {
  readonly refundId: string
  readonly chargeId: string
  readonly status: 'pending' | 'succeeded' | 'failed' | 'unknown'
  readonly amount: Amount
  readonly currency: Currency
  readonly failure: string | null
  readonly createdAt: string | null
}

export interface CustomerDesk {
  search(text: string): Promise<Result<readonly CustomerFacts[], GatewayFailure>>
  create(input: {
    readonly name: string
    readonly email: string | null
    readonly phone: string | null
    readonly idempotencyKey: string
  }): Promise<Result<CustomerFacts, GatewayFailure>>
}

export interface CustomerFacts {
  readonly customerId: string
  readonly name: string
  readonly email: string | null
  readonly phone: string | null
}

/** Evidence for a manual session: the buyer's word, and a picture of the transfer. */
export interface ProofDesk {
  claim(sessionId: string, proofUrl: string | null): Promise<Result<null, GatewayFailure>>
  upload(
    sessionId: string,
    picture: { readonly bytes: Uint8Array; readonly contentType: 'image/png' | 'image/jpeg' },
  ): Promise<Result<{ readonly proofUrl: string }, GatewayFailure>>
}

export interface ShopDesk {
  brand(): Promise<Result<ShopBrand, GatewayFailure>>
}

export interface ShopBrand {
  readonly name: string | null
  readonly logoUrl: string | null
  /** `#rrggbb`, checked; null for anything else. */
  readonly accent: string | null
  readonly tagline: string | null
  readonly methods: readonly string[]
}
