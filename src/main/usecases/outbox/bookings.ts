import type { ManualTender } from '../../../core/domain/tenders/manual-tender.ts'
import { isRetryable, type GatewayFailure, type SessionAnswer } from '../../../core/ports/gateway.ts'
import type { OutboxEntry } from '../../../core/ports/store.ts'
import {
  accept,
  backoffMs,
  codeAndMessage,
  feedManual,
  finish,
  isOver,
  later,
  neverLeft,
  readLater,
  retryLater,
} from './answers.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { rememberAccounts } from '../provider/accounts.ts'
import { queueCall } from '../selling/record-step.ts'
import type { Till } from '../till.ts'

/** A booking that is still open this long after its charge needs a person. */
const CHARGE_DOUBT_MS = 60_000

/** Moves a booking's session to the merchant's word. The charge has no key: it leaves at most once, then only reads. */
export async function sendBookingCharge(till: Till, entry: OutboxEntry, tender: ManualTender): Promise<void> {
  const { booking } = tender
  const { sessionId } = entry
  if (sessionId === null || booking.name !== 'charging' || booking.sessionId !== sessionId)
    return finish(till, entry, null)
  if (entry.sends === 0 || neverLeft(entry)) {
    const marked = till.store.write((books) => {
      books.markSent(entry.id, till.clock.now())
      books.reschedule(entry.id, entry.nextAt, null)
    })
    if (!marked.ok) return
    const method = tender.kind === 'static_qris' ? 'transfer' : tender.kind
    const answer = await callProvider(till, till.background.charge(sessionId, method))
    if (!answer.ok) {
      const failure = answer.error
      if (failure.type === 'unreachable' || failure.type === 'rate_limited')
        return retryLater(till, entry, failure)
      if (failure.type === 'refused' || failure.type === 'unsupported' || failure.type === 'not_found') {
        return refuseBooking(till, entry, sessionId, failure)
      }
    } else rememberAccounts(till, answer.value)
  }
  // answered or in doubt, the session itself tells; a read that fails says nothing about the charge that left
  const read = await callProvider(till, till.background.read(sessionId))
  if (!read.ok) return readLater(till, entry, read.error)
  const isTold = read.value.facts.status === 'review' || isOver(read.value)
  if (isTold) return accept(till, entry, read.value, true)
  const since = till.clock.epochMs() - Date.parse(entry.firstSentAt ?? till.clock.now())
  if (since < CHARGE_DOUBT_MS) {
    accept(till, entry, read.value, false)
    return later(till, entry, 5_000, null)
  }
  return refuseBooking(till, entry, sessionId, { type: 'unsupported', what: 'charge_still_open' })
}

function refuseBooking(till: Till, entry: OutboxEntry, sessionId: string, failure: GatewayFailure): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), JSON.stringify(toProviderRefusal(failure)))
    feedManual(till, books, entry, { type: 'booking_refused', code: codeAndMessage(failure).code })
    const record = books.saleOfTender(entry.tenderId)
    // an open session that nobody will use is taken down, so that nobody can pay it
    if (record !== null) queueCall(till, books, record.sale, entry.tenderId, { call: 'cancel', sessionId })
  })
}

/**
 * Only a session that was just read as waiting for the merchant's word is confirmed, when it still is what was asked for
 * and somebody has accepted the money; and it is read again after.
 */
export async function sendConfirm(till: Till, entry: OutboxEntry): Promise<void> {
  const { sessionId } = entry
  if (sessionId === null) return finish(till, entry, null)
  const before = await callProvider(till, till.background.read(sessionId))
  if (!before.ok) return retryLater(till, entry, before.error)
  const { facts } = before.value
  if (!isOurs(facts, entry)) return refuseConfirm(till, entry, 'session_differs', null)
  if (isOver(before.value)) return accept(till, entry, before.value, true)
  accept(till, entry, before.value, false)
  if (!mayBeConfirmed(till, entry)) return finish(till, entry, null)
  if (facts.status !== 'review') return later(till, entry, 5_000, notYet(facts.status))
  if (!facts.manual) return refuseConfirm(till, entry, 'session_not_manual', null)
  const marked = till.store.write((books) => {
    books.markSent(entry.id, till.clock.now())
    feedManual(till, books, entry, { type: 'booking_confirm_sent' })
  })
  if (!marked.ok) return
  const answer = await callProvider(till, till.background.confirm(sessionId))
  const after = await callProvider(till, till.background.read(sessionId))
  if (!after.ok) return retryLater(till, entry, after.error)
  if (isOver(after.value)) return accept(till, entry, after.value, true)
  if (after.value.facts.status !== 'review' || answer.ok || isRetryable(answer.error)) {
    return later(till, entry, backoffMs(entry), notYet(after.value.facts.status))
  }
  // a clock or a key that is wrong now says nothing about the money; whoever puts it right does not want to book by hand
  const { error } = answer
  if (error.type === 'unauthorized' && error.reason !== 'forbidden') return retryLater(till, entry, error)
  refuseConfirm(till, entry, codeAndMessage(error).code, JSON.stringify(toProviderRefusal(error)))
}

/** Is this still the booking's session, and has a person accepted the money? A mismatch has ended the booking by now. */
function mayBeConfirmed(till: Till, entry: OutboxEntry): boolean {
  const tender = till.store.read.sale(entry.saleId)?.sale.tenders.find((each) => each.id === entry.tenderId)
  if (tender?.type !== 'manual' || tender.money.name !== 'accepted') return false
  const { booking } = tender
  return (
    (booking.name === 'in_review' || booking.name === 'confirming') && booking.sessionId === entry.sessionId
  )
}

const isOurs = ({ sessionId, tenderId }: SessionAnswer['facts'], entry: OutboxEntry): boolean =>
  sessionId === entry.sessionId && (tenderId === null || tenderId === entry.tenderId)

function refuseConfirm(till: Till, entry: OutboxEntry, code: string, trouble: string | null): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble)
    feedManual(till, books, entry, { type: 'booking_refused', code })
  })
}

const notYet = (status: string): string =>
  JSON.stringify({ type: 'provider_unknown', detail: `session_${status}`, requestId: null })
