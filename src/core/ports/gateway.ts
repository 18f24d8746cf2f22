import type { CollectWay } from '../domain/tenders/collecting.ts'
import type { BankAccount } from '../domain/tenders/invite.ts'
import type { Amount, Currency } from '../domain/money.ts'
import type { Result } from '../domain/result.ts'
import type { SessionFacts } from '../domain/provider/session.ts'
import type { GatewayDesks } from './gateway-desks.ts'
import type { GatewayFailure, PreparedCall } from './gateway-outcome.ts'

export { isRetryable, type GatewayFailure, type PreparedCall } from './gateway-outcome.ts'

/**
 * A payment provider, in our words. No provider type crosses this port. Every call answers a `Result`; a failure that
 * does not say for certain what happened is `unknown`, never "failed".
 */
export interface PaymentGateway {
  readonly name: 'plugipay' | 'plexo' | 'none'
  readonly traits: GatewayTraits
  /** What the provider does besides taking payments. */
  readonly desks: GatewayDesks
  /** Freezes a create as bytes. The caller stores them before the first send and resends exactly these. */
  prepareCreate(attempt: CreateAttempt): PreparedCall
  create(call: PreparedCall): Promise<Result<SessionAnswer, GatewayFailure>>
  /** A write without a key at the provider: call at most once per session. */
  charge(sessionId: string, method: ChargeMethod): Promise<Result<ChargeAnswer, GatewayFailure>>
  read(sessionId: string): Promise<Result<SessionAnswer, GatewayFailure>>
  /** Looks for the session of an attempt by its metadata. `null` is no proof that there is none. */
  find(query: FindQuery): Promise<Result<SessionAnswer | null, GatewayFailure>>
  list(query: ListQuery): Promise<Result<SessionPage, GatewayFailure>>
  /** `conflict` means: not cancelled, read it again. */
  cancel(sessionId: string, key: string): Promise<Result<SessionAnswer | null, GatewayFailure>>
  /** Says "money received" for a manual session that was just re-read as in review. */
  confirm(sessionId: string): Promise<Result<SessionAnswer | null, GatewayFailure>>
  /** Fetches an image the provider gave us, from the hosts of the profile only, at most 512 KiB. */
  fetchImage(url: string): Promise<Result<Uint8Array, GatewayFailure>>
  /** Provider's clock minus ours in milliseconds, by the last answer that told; null while none has. */
  clockOffsetMs(): number | null
  /** Are credentials, mode and clock right? Never changes anything at the provider. */
  check(): Promise<Result<GatewayCheck, GatewayFailure>>
}

export interface GatewayTraits {
  /** What a customer can be asked to pay with. */
  readonly collects: readonly CollectWay[]
  /** What it takes money in. */
  readonly currencies: readonly Currency[]
  /** What sending the same create again means: the same answer, or a refusal that calls for `find`. */
  readonly resend: 'same_key' | 'find'
  /** Without it a session that was shown stays payable until it ends by itself. */
  readonly canCancel: boolean
  readonly minimumPollMs: number
  /** Can manual money be booked (create, charge by an offline method, confirm)? */
  readonly booksManualMoney: boolean
  /** Do payments of its own page wait for the shop's word before they count? */
  readonly reviewsPages: boolean
}

export interface CreateAttempt {
  readonly attemptId: string
  /** `<terminal>:<sale>:<attempt>:create` */
  readonly idempotencyKey: string
  readonly amount: Amount
  readonly currency: Currency
  readonly purpose: 'qris' | 'link' | 'booking'
  readonly expiresInSec: number
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly unitPrice: Amount }[]
  /** order_id, sale_number, tender_id, attempt_id, terminal_id, app */
  readonly metadata: Readonly<Record<string, string>>
  /** The provider's customer; one with another currency is refused. */
  readonly customerId?: string
  /** The provider's template for its own receipt. */
  readonly templateId?: string
}

export type ChargeMethod = 'qris' | 'cash' | 'edc' | 'transfer'

export interface SessionAnswer {
  readonly facts: SessionFacts
  /** The provider's JSON of the session, kept as it came. */
  readonly raw: string
  readonly requestId: string | null
}

/** What a charge gives the customer. Data only: nothing of it is shown before it is checked. */
export type ChargeAnswer =
  | { readonly type: 'emv'; readonly payload: string; readonly amount: Amount | null; readonly raw: string }
  | { readonly type: 'image'; readonly url: string; readonly amount: Amount | null; readonly raw: string }
  | { readonly type: 'page'; readonly url: string; readonly raw: string }
  | {
      readonly type: 'instructions'
      readonly heading: string
      /** Accounts the provider tells customers to transfer to; the owner compares them before they are shown here. */
      readonly accounts: readonly BankAccount[]
      readonly raw: string
    }

export interface FindQuery {
  readonly tenderId: string
  readonly attemptId: string
  /** No older than this (UTC), so that the search ends. */
  readonly createdAfter: string
}

export interface ListQuery {
  readonly createdAfter?: string
  readonly status?: 'open' | 'pending_review' | 'completed'
  readonly cursor?: string
  readonly limit?: number
}

export interface SessionPage {
  readonly sessions: readonly SessionAnswer[]
  readonly nextCursor: string | null
}

export interface GatewayCheck {
  readonly mode: 'test' | 'live' | null
  /** Provider's clock minus ours, in milliseconds. */
  readonly clockOffsetMs: number | null
  /** The path prefix that answered; other than the profile's, the profile has to be changed. */
  readonly prefix?: string
  /** Scopes that a 403 said this key lacks; absent when nothing was refused. */
  readonly scopes?: readonly string[]
  /** What one unit of an amount on the wire is, by the profile; `decimal` is a text like 19.99 in major units. */
  readonly amountUnit?: 'whole' | 'hundredths' | 'decimal'
}
