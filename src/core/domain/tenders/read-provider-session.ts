import { findMismatch, type SessionFacts, type SessionMismatch } from '../provider/session.ts'
import { unreachable } from '../result.ts'
import { quarantine, stay, to, type EventOf } from './provider-steps.ts'
import {
  isInFlight,
  type ProviderEffect,
  type ProviderStep,
  type ProviderTender,
  type TenderAttention,
} from './provider-tender.ts'

/** The provider's word. Completed wins over everything; an unknown status changes nothing. */
export function onSessionRead(tender: ProviderTender, event: EventOf<'session_read'>): ProviderStep {
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
