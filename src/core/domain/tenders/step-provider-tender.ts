import { err, ok, unreachable, type Result } from '../result.ts'
import { outOfOrder, quarantine, stay, to, type EventOf, type Stepped } from './provider-steps.ts'
import {
  isInFlight,
  type ProviderEvent,
  type ProviderStep,
  type ProviderTender,
  type TenderRefusal,
} from './provider-tender.ts'
import { onSessionRead } from './read-provider-session.ts'

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
