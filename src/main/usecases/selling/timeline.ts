import type { Sale, Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { EventRow } from '../../../core/ports/store.ts'

type Fact = Pick<EventRow, 'kind' | 'tenderId' | 'facts'>

const PROVIDER_KINDS: Readonly<Record<string, string>> = {
  presented: 'code_shown',
  settled: 'money_settled',
  settled_late: 'money_late',
  expired: 'code_expired',
  canceled: 'code_canceled',
  failed: 'code_failed',
  canceling: 'cancel_pressed',
  superseded: 'tender_superseded',
  refused: 'tender_refused',
  quarantined: 'tender_quarantined',
  abandoned: 'tender_abandoned',
}

/** What changed between two states of a sale, as facts for its timeline and the log. */
export function timelineOf(before: Sale, after: Sale): Fact[] {
  const facts = after.tenders.flatMap((tender) =>
    tenderFacts(
      before.tenders.find((each) => each.id === tender.id),
      tender,
    ),
  )
  if (before.phase !== after.phase) {
    facts.push({ kind: `sale_${after.phase}`, tenderId: null, facts: { total: after.total } })
  }
  return facts
}

function tenderFacts(before: Tender | undefined, after: Tender): Fact[] {
  const terms = { kind: after.kind, amount: after.amount, covers: after.covers }
  if (before === undefined) {
    if (after.type === 'provider' && after.state.name === 'settled')
      return [{ kind: 'late_money_used', tenderId: after.id, facts: terms }]
    const started = after.type === 'provider' ? 'tender_started' : `${after.kind}_recorded`
    const first: Fact = { kind: started, tenderId: after.id, facts: terms }
    const accepted = after.type === 'manual' && after.money.name === 'accepted'
    return accepted
      ? [first, { kind: 'tender_accepted', tenderId: after.id, facts: { by: after.money.by } }]
      : [first]
  }
  if (after.type === 'provider' && before.type === 'provider') return providerFacts(before, after)
  if (after.type === 'manual' && before.type === 'manual') return manualFacts(before, after)
  return []
}

function providerFacts(
  before: Extract<Tender, { type: 'provider' }>,
  after: Extract<Tender, { type: 'provider' }>,
): Fact[] {
  const was = before.state
  const is = after.state
  const fact = (kind: string, facts: Fact['facts'] = {}): Fact => ({ kind, tenderId: after.id, facts })
  if (was.name !== is.name) {
    if (is.name === 'requesting') return is.sessionId === null ? [] : [fact('session_created')]
    if (is.name === 'presented' && was.name === 'canceling') return [fact('cancel_declined')]
    if (is.name === 'settled_late') return [fact('money_late', { captured: is.captured })]
    if (is.name === 'superseded') return [fact('tender_superseded', { reason: is.reason, by: is.by })]
    if (is.name === 'quarantined') return [fact('tender_quarantined', { mismatch: is.mismatch.type })]
    if (is.name === 'refused') return [fact('tender_refused', { code: is.code })]
    return [fact(PROVIDER_KINDS[is.name] ?? is.name, { amount: after.amount })]
  }
  if (
    is.name === 'requesting' &&
    was.name === 'requesting' &&
    was.sessionId === null &&
    is.sessionId !== null
  ) {
    return [fact('session_created')]
  }
  if (is.name === 'settled_late' && was.name === 'settled_late' && is.attachedTo !== was.attachedTo) {
    const { captured, attachedTo } = is
    return [fact('late_attached', { captured, toSale: attachedTo?.saleId ?? null })]
  }
  if (is.name === 'presented' && was.name === 'presented' && is.paying && !was.paying) {
    return [fact('customer_paying')]
  }
  return []
}

function manualFacts(
  before: Extract<Tender, { type: 'manual' }>,
  after: Extract<Tender, { type: 'manual' }>,
): Fact[] {
  const facts: Fact[] = []
  const fact = (kind: string, more: Fact['facts'] = {}): Fact => ({ kind, tenderId: after.id, facts: more })
  if (before.money.name !== after.money.name && after.money.name === 'accepted') {
    facts.push(fact('tender_accepted', { by: after.money.by }))
  }
  if (before.money.name !== after.money.name && after.money.name === 'rejected') {
    facts.push(fact('tender_rejected', { by: after.money.by, reason: after.money.reason }))
  }
  if (before.booking.name !== after.booking.name && after.booking.name === 'booked') {
    facts.push(fact('booking_booked', { sessionId: after.booking.sessionId }))
  }
  if (before.booking.name !== after.booking.name && after.booking.name === 'refused') {
    facts.push(fact('booking_refused', { code: after.booking.code }))
  }
  return facts
}
