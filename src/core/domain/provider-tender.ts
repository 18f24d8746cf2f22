import type { Amount, Currency } from './money.ts'
import { err, ok, unreachable, type Result } from './result.ts'
import { findMismatch, type SessionFacts, type SessionMismatch } from './session.ts'

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

/** One event on one provider tender: the next state and what must be done about it, or a named refusal. */
export function stepProviderTender(
  tender: ProviderTender,
  event: ProviderEvent,
): Result<ProviderStep, TenderRefusal> {
  switch (event.type) {
    case 'create_sent':
      return onCreateSent(tender, event)
    case 'create_refused':
      return onCreateRefused(tender, event)
    case 'session_read':
      return ok(onSessionRead(tender, event))
    case 'presentation_checked':
      return onPresentationChecked(tender, event)
    case 'presentation_refused':
      return onPresentationRefused(tender, event)
    case 'cancel_pressed':
      return onCancelPressed(tender, event)
    case 'cancel_declined':
      return onCancelDeclined(tender, event)
    case 'superseded':
      return onSuperseded(tender, event)
    case 'late_attached':
      return onLateAttached(tender, event)
    default:
      return unreachable(event)
  }
}

type EventOf<T extends ProviderEvent['type']> = Extract<ProviderEvent, { type: T }>
type Stepped = Result<ProviderStep, TenderRefusal>

const to = (tender: ProviderTender, state: ProviderState, ...effects: ProviderEffect[]): ProviderStep => ({
  next: { ...tender, state },
  effects,
})
const stay = (tender: ProviderTender, ...effects: ProviderEffect[]): ProviderStep => ({
  next: tender,
  effects,
})
const outOfOrder = (tender: ProviderTender, event: ProviderEvent): Stepped =>
  err({ type: 'event_out_of_order', state: tender.state.name, event: event.type })

function onCreateSent(tender: ProviderTender, event: EventOf<'create_sent'>): Stepped {
  switch (tender.state.name) {
    case 'intended':
      return ok(to(tender, { name: 'requesting', sessionId: null }))
    case 'requesting':
      return ok(stay(tender)) // sent again with the same key and bytes
    default:
      return outOfOrder(tender, event)
  }
}

function onCreateRefused(tender: ProviderTender, event: EventOf<'create_refused'>): Stepped {
  const { state } = tender
  if (state.name === 'requesting' && state.sessionId === null) {
    return ok(to(tender, { name: 'refused', code: event.code, message: event.message }))
  }
  // given up before the refusal arrived: there is no session, and nothing is left to look for
  if (state.name === 'abandoned' && state.sessionId === null) return ok(stay(tender))
  return outOfOrder(tender, event)
}

function onPresentationChecked(tender: ProviderTender, event: EventOf<'presentation_checked'>): Stepped {
  const { state } = tender
  if (state.name !== 'requesting' || state.sessionId !== event.sessionId) return outOfOrder(tender, event)
  const { sessionId, expiresAt, at: shownAt } = event
  return ok(to(tender, { name: 'presented', paying: false, sessionId, expiresAt, shownAt }))
}

function onPresentationRefused(tender: ProviderTender, event: EventOf<'presentation_refused'>): Stepped {
  const { state } = tender
  // without a session nothing can have been prepared, and the session that may still come would be lost from sight
  if (state.name !== 'requesting' || state.sessionId === null) return outOfOrder(tender, event)
  return ok(quarantine(tender, state.sessionId, event.mismatch))
}

function onCancelPressed(tender: ProviderTender, event: EventOf<'cancel_pressed'>): Stepped {
  const { state } = tender
  switch (state.name) {
    case 'intended':
      return ok(to(tender, { name: 'abandoned', sessionId: null }))
    case 'requesting':
      // never shown, so nobody can pay it: the counter goes on at once, the background tidies up
      return ok(
        to(
          tender,
          { name: 'abandoned', sessionId: state.sessionId },
          state.sessionId === null
            ? { type: 'find_and_cancel' }
            : { type: 'send_cancel', sessionId: state.sessionId },
        ),
      )
    case 'presented': {
      const { sessionId, shownAt, expiresAt } = state
      return ok(
        to(tender, { name: 'canceling', sessionId, shownAt, expiresAt }, { type: 'send_cancel', sessionId }),
      )
    }
    case 'canceling':
      return ok(stay(tender)) // the same button twice is one cancel
    case 'settled':
    case 'settled_late':
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'failed':
    case 'abandoned':
    case 'quarantined':
    case 'superseded':
      return err({ type: 'tender_is_over', state: state.name })
    default:
      return outOfOrder(tender, event)
  }
}

function onCancelDeclined(tender: ProviderTender, event: EventOf<'cancel_declined'>): Stepped {
  const { state } = tender
  if (state.name === 'canceling') return ok(to(tender, { ...state, name: 'presented', paying: false }))
  // a declined cancel of something that is over changes nothing: the reads go on
  return isInFlight(state) ? outOfOrder(tender, event) : ok(stay(tender))
}

function onSuperseded(tender: ProviderTender, event: EventOf<'superseded'>): Stepped {
  const { state } = tender
  if (state.name !== 'presented' && state.name !== 'canceling') return outOfOrder(tender, event)
  const { sessionId, shownAt, expiresAt } = state
  const { reason, by } = event
  return ok(
    to(
      tender,
      { name: 'superseded', sessionId, shownAt, expiresAt, reason, by },
      {
        type: 'attention',
        reason: { type: 'tender_superseded', sessionId, reason },
      },
    ),
  )
}

function onLateAttached(tender: ProviderTender, event: EventOf<'late_attached'>): Stepped {
  const { state } = tender
  if (state.name !== 'settled_late') return outOfOrder(tender, event)
  const { facts, to: attachedTo } = event
  if (state.attachedTo !== undefined) {
    // the same key press again
    return state.attachedTo.tenderId === attachedTo.tenderId
      ? ok(stay(tender))
      : err({ type: 'late_money_used' })
  }
  const isThere =
    facts.sessionId === state.sessionId &&
    facts.status === 'completed' &&
    facts.amount === state.captured &&
    facts.currency === tender.currency
  return isThere
    ? ok(to(tender, { ...state, attachedTo }))
    : err({ type: 'late_money_not_there', status: facts.status })
}

/** The provider's word. Completed wins over everything; an unknown status changes nothing. */
function onSessionRead(tender: ProviderTender, event: EventOf<'session_read'>): ProviderStep {
  const { facts } = event
  const { state } = tender
  const known = 'sessionId' in state ? state.sessionId : null
  const mismatch = findMismatch(facts, {
    tenderId: tender.id,
    amount: tender.amount,
    currency: tender.currency,
    providerMode: tender.providerMode,
    sessionId: known,
  })
  if (mismatch?.type === 'wrong_session' || mismatch?.type === 'wrong_tender') {
    // another session than ours: its state says nothing about ours, not even that it is paid
    const { next, effects } = isInFlight(state) ? quarantine(tender, known, mismatch) : stay(tender)
    return { next, effects: [...effects, ...secondMoney(tender, facts)] }
  }
  switch (facts.status) {
    case 'completed':
    case 'refunded':
      return onCompleted(tender, event, mismatch)
    case 'expired':
    case 'canceled':
    case 'failed':
      return onEnded(tender, facts.status, facts.sessionId)
    case 'waiting':
    case 'paying':
    case 'review':
    case 'unknown':
      return mismatch !== null && isInFlight(state)
        ? quarantine(tender, facts.sessionId, mismatch)
        : onStillOpen(tender, facts)
    default:
      return unreachable(facts.status)
  }
}

/** A second session of this very tender was paid: real money beside whatever the first one brings. */
function secondMoney(tender: ProviderTender, facts: SessionFacts): readonly ProviderEffect[] {
  if (facts.tenderId !== tender.id) return []
  const { sessionId } = facts
  if (facts.status === 'completed') {
    return [{ type: 'attention', reason: { type: 'money_late', sessionId, captured: facts.amount } }]
  }
  return facts.status === 'refunded'
    ? [{ type: 'attention', reason: { type: 'money_refunded_elsewhere', sessionId } }]
    : []
}

function onCompleted(
  tender: ProviderTender,
  { facts, at, saleNeedsIt }: EventOf<'session_read'>,
  mismatch: SessionMismatch | null,
): ProviderStep {
  const { sessionId } = facts
  const differs: ProviderEffect[] =
    mismatch === null ? [] : [{ type: 'attention', reason: moneyDiffers(tender, facts, mismatch) }]
  const refunded: ProviderEffect[] =
    facts.status === 'refunded'
      ? [{ type: 'attention', reason: { type: 'money_refunded_elsewhere', sessionId } }]
      : []
  if (tender.state.name === 'settled') return stay(tender, ...differs, ...refunded)
  if (tender.state.name === 'settled_late') return stay(tender, ...refunded)
  const settledAt = facts.completedAt ?? at
  const late = { name: 'settled_late', sessionId, settledAt, captured: facts.amount } as const
  if (mismatch !== null) return to(tender, late, ...differs, ...refunded)
  // paid and given back before we looked: there is no money, so it must not make a sale LUNAS
  if (facts.status === 'refunded') return to(tender, late, ...refunded)
  if (!saleNeedsIt) {
    const reason: TenderAttention = { type: 'money_late', sessionId, captured: facts.amount }
    return to(tender, late, { type: 'attention', reason })
  }
  return to(tender, { name: 'settled', sessionId, settledAt }, { type: 'money_settled' })
}

const moneyDiffers = (
  tender: ProviderTender,
  { sessionId, amount: captured }: SessionFacts,
  mismatch: SessionMismatch,
): TenderAttention =>
  mismatch.type === 'wrong_amount'
    ? { type: 'money_amount_differs', sessionId, captured, asked: tender.amount }
    : { type: 'tender_quarantined', mismatch }

function onEnded(
  tender: ProviderTender,
  name: 'expired' | 'canceled' | 'failed',
  sessionId: string,
): ProviderStep {
  const { state } = tender
  switch (state.name) {
    case 'intended':
    case 'requesting':
    case 'abandoned':
      return to(tender, { name, sessionId, shownAt: null })
    case 'presented':
    case 'canceling':
    case 'superseded':
      return to(tender, { name, sessionId, shownAt: state.shownAt })
    case 'settled':
    case 'settled_late':
      // money that arrived does not disappear because of a later word
      return stay(tender, {
        type: 'attention',
        reason: { type: 'settled_contradicted', sessionId, status: name },
      })
    case 'expired':
    case 'canceled':
    case 'failed':
    case 'refused':
    case 'quarantined':
      return stay(tender)
    default:
      return unreachable(state)
  }
}

function onStillOpen(tender: ProviderTender, facts: SessionFacts): ProviderStep {
  const { state } = tender
  const { sessionId } = facts
  const review: ProviderEffect[] =
    facts.status === 'review' ? [{ type: 'attention', reason: { type: 'session_in_review', sessionId } }] : []
  switch (state.name) {
    case 'intended':
    case 'requesting':
      return state.name === 'requesting' && state.sessionId !== null
        ? stay(tender, ...review)
        : to(
            tender,
            { name: 'requesting', sessionId },
            { type: 'prepare_presentation', sessionId },
            ...review,
          )
    case 'presented': {
      // an unknown word is no news: the display keeps what it last knew
      const paying = facts.status === 'unknown' ? state.paying : facts.status !== 'waiting'
      const expiresAt = facts.expiresAt ?? state.expiresAt
      return to(tender, { ...state, paying, expiresAt }, ...review)
    }
    case 'canceling':
      return stay(tender, ...review) // only the cancel's own answer (`cancel_declined`) makes it open again
    case 'abandoned':
      return state.sessionId === null
        ? to(tender, { name: 'abandoned', sessionId }, { type: 'send_cancel', sessionId })
        : stay(tender, ...review)
    case 'settled':
    case 'settled_late':
    case 'refused':
    case 'expired':
    case 'canceled':
    case 'failed':
    case 'quarantined':
    case 'superseded':
      return stay(tender, ...review)
    default:
      return unreachable(state)
  }
}

function quarantine(
  tender: ProviderTender,
  sessionId: string | null,
  mismatch: SessionMismatch,
): ProviderStep {
  const attention: ProviderEffect = { type: 'attention', reason: { type: 'tender_quarantined', mismatch } }
  const state: ProviderState = { name: 'quarantined', sessionId, mismatch }
  // Only a session that is surely ours is cancelled; a stranger's is left alone. After `wrong_session` the id is the
  // one we have known all along (perhaps shown already), not the stranger's.
  const ours = sessionId !== null && mismatch.type !== 'wrong_tender'
  return ours
    ? to(tender, state, attention, { type: 'send_cancel', sessionId })
    : to(tender, state, attention)
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
