import type { Amount, Currency } from '../money.ts'

/** Which money is moved: invented on this machine, the provider's test books, or real. Each has its own database. */
export type Mode = 'practice' | 'test' | 'live'

/**
 * The provider's session status in our words. `unknown` stands for any text we do not know: keep waiting, never paid,
 * never void. `refunded` means it was paid and the money went back since.
 */
export const SESSION_STATUSES = [
  'waiting',
  'paying',
  'review',
  'completed',
  'refunded',
  'expired',
  'canceled',
  'failed',
  'unknown',
] as const
export type SessionStatus = (typeof SESSION_STATUSES)[number]

/** What the provider said about one checkout session, translated; the raw answer is stored beside it. */
export interface SessionFacts {
  readonly sessionId: string
  readonly status: SessionStatus
  readonly amount: Amount
  readonly currency: Currency
  /** Absent at providers (and in older answers) that do not tell. */
  readonly mode: 'test' | 'live' | null
  readonly expiresAt: string | null
  readonly completedAt: string | null
  readonly hostedUrl: string | null
  /** The provider's charge; a refund needs it. */
  readonly paymentId: string | null
  /** What the customer paid with, in the provider's words. */
  readonly method: string | null
  /** Our own tender, echoed from the metadata; null when the session was not made by a till. */
  readonly tenderId: string | null
  readonly terminalId: string | null
  /** True when the money is confirmed by a person (cash, slip, transfer) and not by a payment network. */
  readonly manual: boolean
}

/** Why an answer is not about what we asked for. Each one stops the tender: such a QR is never shown. */
export type SessionMismatch =
  | { readonly type: 'wrong_amount'; readonly expected: Amount; readonly got: Amount }
  | { readonly type: 'wrong_currency'; readonly expected: Currency; readonly got: Currency }
  | { readonly type: 'wrong_mode'; readonly expected: 'test' | 'live'; readonly got: 'test' | 'live' }
  | { readonly type: 'wrong_session'; readonly expected: string; readonly got: string }
  | { readonly type: 'wrong_tender'; readonly expected: string; readonly got: string }
  | { readonly type: 'wrong_presentation'; readonly reason: string }

export interface SessionExpectation {
  readonly tenderId: string
  readonly amount: Amount
  readonly currency: Currency
  readonly providerMode: 'test' | 'live'
  readonly sessionId: string | null
}

/** Compares an answer with what was asked, at the creation and again when it says `completed`. */
export function findMismatch(facts: SessionFacts, expected: SessionExpectation): SessionMismatch | null {
  if (expected.sessionId !== null && facts.sessionId !== expected.sessionId) {
    return { type: 'wrong_session', expected: expected.sessionId, got: facts.sessionId }
  }
  if (facts.tenderId !== null && facts.tenderId !== expected.tenderId) {
    return { type: 'wrong_tender', expected: expected.tenderId, got: facts.tenderId }
  }
  if (facts.mode !== null && facts.mode !== expected.providerMode) {
    return { type: 'wrong_mode', expected: expected.providerMode, got: facts.mode }
  }
  if (facts.currency !== expected.currency) {
    return { type: 'wrong_currency', expected: expected.currency, got: facts.currency }
  }
  if (facts.amount !== expected.amount) {
    return { type: 'wrong_amount', expected: expected.amount, got: facts.amount }
  }
  return null
}
