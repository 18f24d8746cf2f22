import type { Amount, Currency } from '../domain/money.ts'
import type { RefundFacts, RefundReason } from '../domain/refunds/refund.ts'
import type { Result } from '../domain/result.ts'
import type { GatewayFailure, PreparedCall } from './gateway-outcome.ts'

export type { RefundFacts }

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
  readonly ledger: LedgerDesk
}

/**
 * The provider's list of what happened; asked with an overlap, so the reader drops ids it has seen. A page is in order,
 * oldest first; a provider that ignores the asked order may give the newest page first. Cursors never lead in a circle.
 */
export interface ChangeFeed {
  since(query: {
    /** By the provider's clock (UTC). */
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

/** A change's name without the prefix and version that some documents write and others leave out. */
export const changeName = (type: string): string => type.replace(/^plugipay\./, '').replace(/\.v\d+$/, '')

export type ReceiptFormat = 'json' | 'html' | 'pdf' | 'escpos-58' | 'escpos-80'

export interface ReceiptDesk {
  /** What the receipt of a completed session says about the money; `not_found` until then. */
  read(sessionId: string): Promise<Result<ReceiptFacts, GatewayFailure>>
  /** Every receipt issued since, whatever its session says: money that a session does not show is seen here. */
  issued(query: {
    /** By the provider's clock (UTC). */
    readonly issuedAfter: string
    readonly cursor: string | null
  }): Promise<Result<ReceiptPage, GatewayFailure>>
  /**
   * The provider's own receipt of a completed session; bytes exactly as they came, at most 2 MiB. They are foreign:
   * HTML is shown without scripts only, and ESC/POS may hold any printer command, a drawer pulse too.
   */
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

export interface ReceiptFacts {
  readonly receiptId: string
  readonly number: string | null
  /** Null for a receipt of something else, e.g. an invoice. */
  readonly sessionId: string | null
  readonly amount: Amount
  readonly currency: Currency
  /** What the customer paid with, in the provider's words. */
  readonly method: string | null
  readonly issuedAt: string | null
}

export interface ReceiptPage {
  readonly receipts: readonly ReceiptFacts[]
  readonly nextCursor: string | null
}

export interface ProviderReceipt {
  readonly contentType: string
  readonly bytes: Uint8Array
}

export interface RefundDesk {
  /** Freezes a refund as bytes, like a create. */
  prepare(attempt: RefundAttempt): PreparedCall
  /**
   * After `refused` with status 422, `unknown` or `conflict` the provider may hold a row of this refund (a bank that
   * says no leaves a failed one): ask `ofCharge` before anything is sent under a new key.
   *
   * `mayHaveLeft`: an earlier try may have arrived, perhaps before a restart. A provider that does not know a key again then
   * only looks for it, and answers `conflict` while it does not find it.
   */
  send(call: PreparedCall, mayHaveLeft?: boolean): Promise<Result<RefundFacts, GatewayFailure>>
  /** All of them, oldest first, or a failure: a list that is not whole could refund twice. */
  ofCharge(chargeId: string): Promise<Result<readonly RefundFacts[], GatewayFailure>>
}

export interface RefundAttempt {
  readonly idempotencyKey: string
  /** The session's payment id; for manual money the session's own id. */
  readonly chargeId: string
  /** Null is all that remains. */
  readonly amount: Amount | null
  readonly currency: Currency
  readonly reason: RefundReason
  /** The cashier's own words and our refund's id (`refund_id`) travel as metadata. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface CustomerDesk {
  /** By name, phone or e-mail address, at most 20; the provider can only be asked for a whole address. */
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
  /** What a session's raw JSON says about the buyer and their proof; nothing is fetched. */
  shown(raw: string): ShownProof
  /** "I have paid": `conflict` when the session has no manual payment to claim. */
  claim(sessionId: string, proofUrl: string | null): Promise<Result<null, GatewayFailure>>
  upload(
    sessionId: string,
    picture: { readonly bytes: Uint8Array; readonly contentType: 'image/png' | 'image/jpeg' },
  ): Promise<Result<{ readonly proofUrl: string }, GatewayFailure>>
}

/** Foreign words throughout: shown as text, and the address fetched by the core from the profile's hosts only. */
export interface ShownProof {
  readonly payer: string | null
  readonly words: string | null
  readonly proofUrl: string | null
}

export const NO_PROOF: ShownProof = { payer: null, words: null, proofUrl: null }

/** The provider's own accounts: a second witness of what was paid. */
export interface LedgerDesk {
  postings(query: {
    /** By the provider's clock (UTC). */
    readonly postedAfter: string
    readonly cursor: string | null
  }): Promise<Result<PostingPage, GatewayFailure>>
}

export interface Posting {
  readonly postingId: string
  readonly direction: 'debit' | 'credit'
  /** Null for a posting about something else. */
  readonly sessionId: string | null
  readonly amount: Amount
  readonly currency: Currency
  readonly postedAt: string | null
}

export interface PostingPage {
  readonly postings: readonly Posting[]
  readonly nextCursor: string | null
}

export interface ShopDesk {
  brand(): Promise<Result<ShopBrand, GatewayFailure>>
}

export interface ShopBrand {
  readonly name: string | null
  /** https on a public host; fetched only when that host is also on the profile's list. */
  readonly logoUrl: string | null
  /** `#rrggbb`, checked; null for anything else. */
  readonly accent: string | null
  readonly tagline: string | null
  /** The provider's catalogue ids, in the order of its own page. */
  readonly methods: readonly string[]
}
