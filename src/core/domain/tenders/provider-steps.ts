import { err, type Result } from '../result.ts'
import type { SessionMismatch } from '../provider/session.ts'
import type {
  ProviderEffect,
  ProviderEvent,
  ProviderState,
  ProviderStep,
  ProviderTender,
  TenderRefusal,
} from './provider-tender.ts'

export type EventOf<T extends ProviderEvent['type']> = Extract<ProviderEvent, { type: T }>
/** What an event comes to: a step, or a named refusal. */
export type Stepped = Result<ProviderStep, TenderRefusal>

export const to = (
  tender: ProviderTender,
  state: ProviderState,
  ...effects: ProviderEffect[]
): ProviderStep => ({
  next: { ...tender, state },
  effects,
})
export const stay = (tender: ProviderTender, ...effects: ProviderEffect[]): ProviderStep => ({
  next: tender,
  effects,
})
export const outOfOrder = (tender: ProviderTender, event: ProviderEvent): Stepped =>
  err({ type: 'event_out_of_order', state: tender.state.name, event: event.type })

/** The answer is about something else: taken off the screens, and a person is told. */
export function quarantine(
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
