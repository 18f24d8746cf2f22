import type { Amount, Currency } from '../domain/money.ts'
import type { StoredSession } from './stored-session.ts'

/** What a person decided about a payment of the provider's page, and how far the provider has been told. */
export interface Review {
  readonly sessionId: string
  readonly decision: 'confirm' | 'reject'
  readonly amount: Amount
  readonly currency: Currency
  /** A person's id. */
  readonly decidedBy: string
  readonly decidedAt: string
  /** The ref of the words; null for a confirmation. */
  readonly reason: string | null
  /**
   * `waiting`: stored, nothing has left. `sent`: it left, and is only read from then on. `done`: the provider says so.
   * `differs`: the provider says something else for good. `refused`: not taken, and a person may decide again.
   */
  readonly state: 'waiting' | 'sent' | 'done' | 'differs' | 'refused'
  readonly key: string
  readonly sentAt: string | null
  readonly nextAt: string
  /** The refusal's JSON, or what the session said. */
  readonly trouble: string | null
}

/** A terminal id that sessions of this till carry; `until` is the latest time (UTC) of one, null is for ever. */
export interface OwnTerminal {
  readonly id: string
  readonly until: string | null
}

export interface ConfirmationReader {
  /** Tenders whose money is recorded and not yet decided, oldest first. */
  recordedTenders(limit: number): readonly { readonly tenderId: string; readonly saleId: string }[]
  /** Sessions of no sale here that the provider waits for a word about, as last read, oldest first. */
  sessionsInReview(limit: number): readonly StoredSession[]
  /** How many a person of this till can decide about now; `terminals` are the ids that are its own. */
  confirmationCount(terminals: readonly OwnTerminal[]): number
  review(sessionId: string): Review | null
  /** Those that are not finished and due by then. */
  reviewsDue(now: string, limit: number): readonly Review[]
  /** Newest first. */
  reviewsDecided(limit: number): readonly Review[]
}

export interface ConfirmationWriter extends ConfirmationReader {
  saveReview(review: Review, at: string): void
}
