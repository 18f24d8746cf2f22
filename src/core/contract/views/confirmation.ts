import type { Evidence } from '../../domain/tenders/evidence.ts'
import type { ManualTender } from '../../domain/tenders/manual-tender.ts'
import type { Amount, Currency } from '../../domain/money.ts'
import type { Right } from '../../domain/people/permissions.ts'
import type { RefundReason } from '../../domain/refunds/refund.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { SessionStatus } from '../../domain/provider/session.ts'

/** Everything that waits for a person's word, oldest first, and what was decided about pages' payments and slips lately. */
export interface ConfirmationsView {
  readonly rows: readonly ConfirmationRow[]
  /** More wait than are listed. */
  readonly more: boolean
  /** Newest first. */
  readonly decided: readonly (DecidedRow | VoidedRow)[]
  /** When the provider was last asked what waits; null is not since the start, or not at this provider. */
  readonly askedAt: string | null
  /** Why it could not be asked the last time. */
  readonly trouble: Refusal | null
}

export type ConfirmationRow = RecordedRow | PageRow

/** Money that somebody at this till recorded. */
export interface RecordedRow {
  readonly source: 'till'
  /** The tender's id. */
  readonly id: string
  readonly saleId: string
  readonly saleNumber: string
  readonly kind: ManualTender['kind']
  readonly amount: Amount
  readonly currency: Currency
  readonly since: string
  /** A person's name. */
  readonly recordedBy: string | null
  readonly evidence: Evidence | null
  /** The part of `amount` that makes a transfer's amount unique; absent where it has none. */
  readonly suffix?: Amount
  /** Absent where none was kept. */
  readonly photo?: PhotoView
  /** What the provider says about its booking; null when it was told nothing or has not answered. */
  readonly provider: ProviderWord | null
  /** What confirming it takes. */
  readonly right: Right
  /** Whoever is signed in has recorded it, and somebody else has to confirm it. */
  readonly takesSomebodyElse: boolean
}

/** A payment of the provider's page: it belongs to no sale here. */
export interface PageRow {
  readonly source: 'page'
  /** The session's id. */
  readonly id: string
  /** `other`: another till has made it; it is shown, and decided there. */
  readonly owner: 'page' | 'ours' | 'other'
  readonly amount: Amount
  readonly currency: Currency
  readonly since: string
  readonly provider: ProviderWord
  /** Who pays and what they wrote, in the provider's record; null where it says nothing. */
  readonly payer: string | null
  readonly words: string | null
  readonly hasProof: boolean
  /** A decision that is on its way, or was not taken. */
  readonly decision: DecidedRow | null
  readonly right: Right
}

export interface ProviderWord {
  readonly status: SessionStatus
  readonly amount: Amount
  readonly currency: Currency
  readonly method: string | null
  /** When the provider said so. */
  readonly readAt: string
}

export interface DecidedRow {
  readonly sessionId: string
  readonly decision: 'confirm' | 'reject'
  readonly amount: Amount
  readonly currency: Currency
  readonly by: string
  readonly at: string
  readonly reason: string | null
  readonly state: 'waiting' | 'sent' | 'done' | 'differs' | 'refused'
}

/** A card slip that somebody voided on its terminal: the customer is charged nothing. */
export interface VoidedRow {
  readonly decision: 'void'
  readonly refundId: string
  readonly saleNumber: string
  readonly amount: Amount
  readonly currency: Currency
  readonly by: string
  /** Who lent the right for it; null where nobody had to. */
  readonly approvedBy: string | null
  readonly at: string
  readonly reason: RefundReason
  /** What was typed beside the reason. */
  readonly words: string | null
  /** What the terminal printed; empty for one of old books. */
  readonly approvalCode: string
}

/** The photo of a slip, a notice or a transfer; fetched by itself. */
export interface PhotoView {
  /** False once it was erased as personal data. */
  readonly kept: boolean
  readonly width: number
  readonly height: number
  /** Another payment's photo looks the same: two people look. */
  readonly similar: { readonly tenderId: string; readonly saleNumber: string; readonly kept: boolean } | null
}

export interface ProofView {
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly base64: string
}

/** What came of confirming cash many at a time: those before a refusal are confirmed. */
export interface BulkView {
  readonly confirmed: number
  readonly refusal: Refusal | null
}
