import type { Amount, Currency } from '../money.ts'
import type { SessionFacts, SessionMismatch } from '../provider/session.ts'

/**
 * The life of one attempt to collect money through the provider. Pure: time and ids arrive in events, and what has to
 * be done leaves as effects, which the caller stores together with the next state before anything is sent.
 */
export interface ProviderTender {
  readonly type: 'provider'
  readonly id: string
  readonly saleId: string
  readonly kind: 'qris' | 'link'
  /** What the provider is asked to collect. */
  readonly amount: Amount
  /** The part of the sale's total that this covers; differs from `amount` by an adjustment of the tender. */
  readonly covers: Amount
  readonly currency: Currency
  readonly providerMode: 'test' | 'live'
  readonly state: ProviderState
}

export interface Shown {
  readonly sessionId: string
  /** Stored before anything is painted, printed or sent: from here on somebody may pay. */
  readonly shownAt: string
  readonly expiresAt: string | null
}

export type ProviderState =
  /** Stored with its outbox entry; nothing has left the machine. */
  | { readonly name: 'intended' }
  /** A create was sent and its outcome is not complete: the answer is unknown, or the code is not checked yet. */
  | { readonly name: 'requesting'; readonly sessionId: string | null }
  /** The provider has an open session whose code may be shown. */
  | ({ readonly name: 'presented'; readonly paying: boolean } & Shown)
  /** A cancel was sent; only a re-read tells what became of it. */
  | ({ readonly name: 'canceling' } & Shown)
  /** The provider says completed, amount and currency compared again. */
  | { readonly name: 'settled'; readonly sessionId: string; readonly settledAt: string }
  /** The provider refused the create for good. */
  | { readonly name: 'refused'; readonly code: string; readonly message: string }
  /** The provider says it is over without money. Still watched: money may come late. */
  | {
      readonly name: 'expired' | 'canceled' | 'failed'
      readonly sessionId: string
      readonly shownAt: string | null
    }
  /** Never shown to anybody and given up; found and cancelled in the background, and watched. */
  | { readonly name: 'abandoned'; readonly sessionId: string | null }
  /** The answer is about something else than was asked. Never shown again. */
  | { readonly name: 'quarantined'; readonly sessionId: string | null; readonly mismatch: SessionMismatch }
  /** Shown, cannot be cancelled or re-read now; a person covered it with a reason so that the counter can go on. */
  | ({ readonly name: 'superseded'; readonly reason: string; readonly by: string } & Shown)
  /** Money the sale no longer needed, that is not what was asked for, or that went back already. A person decides. */
  | {
      readonly name: 'settled_late'
      readonly sessionId: string
      readonly settledAt: string
      readonly captured: Amount
      /** Where a person put this money; it counts there and nowhere else. */
      readonly attachedTo?: AttachedTo
    }

export interface AttachedTo {
  readonly saleId: string
  readonly tenderId: string
}

export type ProviderEvent =
  | { readonly type: 'create_sent' }
  | { readonly type: 'create_refused'; readonly code: string; readonly message: string }
  /** Any answer that describes our session, from a create, a find, a cancel or a read. */
  | {
      readonly type: 'session_read'
      readonly facts: SessionFacts
      readonly at: string
      /** Decided by the sale: is it open and still short by at least this tender's part? */
      readonly saleNeedsIt: boolean
    }
  | {
      readonly type: 'presentation_checked'
      readonly sessionId: string
      readonly expiresAt: string | null
      readonly at: string
    }
  | { readonly type: 'presentation_refused'; readonly mismatch: SessionMismatch }
  | { readonly type: 'cancel_pressed' }
  /** The provider would not cancel and, read again, the session is still open: the customer may go on paying. */
  | { readonly type: 'cancel_declined' }
  | { readonly type: 'superseded'; readonly reason: string; readonly by: string }
  /** A person puts late money to a sale; `facts` is the session as it was just read. */
  | { readonly type: 'late_attached'; readonly facts: SessionFacts; readonly to: AttachedTo }

export type ProviderEffect =
  /** Fetch what the customer scans or opens, check it, then show it. */
  | { readonly type: 'prepare_presentation'; readonly sessionId: string }
  | { readonly type: 'send_cancel'; readonly sessionId: string }
  /** No session id is known: ask the provider whether our create arrived, and cancel what is found. */
  | { readonly type: 'find_and_cancel' }
  | { readonly type: 'money_settled' }
  | { readonly type: 'attention'; readonly reason: TenderAttention }

export type TenderAttention =
  | { readonly type: 'money_late'; readonly sessionId: string; readonly captured: Amount }
  | {
      readonly type: 'money_amount_differs'
      readonly sessionId: string
      readonly captured: Amount
      readonly asked: Amount
    }
  | { readonly type: 'tender_quarantined'; readonly mismatch: SessionMismatch }
  | { readonly type: 'tender_superseded'; readonly sessionId: string; readonly reason: string }
  | { readonly type: 'session_in_review'; readonly sessionId: string }
  | { readonly type: 'money_refunded_elsewhere'; readonly sessionId: string }
  | { readonly type: 'settled_contradicted'; readonly sessionId: string; readonly status: string }

export type TenderRefusal =
  | { readonly type: 'event_out_of_order'; readonly state: string; readonly event: string }
  | { readonly type: 'tender_is_over'; readonly state: string }
  | LateMoneyRefusal

export type LateMoneyRefusal =
  /** This money pays another sale already. */
  | { readonly type: 'late_money_used' }
  /** The provider does not hold this money for us now: it went back, or is another sum. */
  | { readonly type: 'late_money_not_there'; readonly status: string }

export interface ProviderStep {
  readonly next: ProviderTender
  readonly effects: readonly ProviderEffect[]
}

/** May this still take part of the sale's total? */
export function isInFlight(state: ProviderState): boolean {
  return (
    state.name === 'intended' ||
    state.name === 'requesting' ||
    state.name === 'presented' ||
    state.name === 'canceling'
  )
}
