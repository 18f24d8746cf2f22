import type { Refusal } from '../../../core/domain/refusals.ts'
import type { SessionFacts } from '../../../core/domain/provider/session.ts'
import type { Review } from '../../../core/ports/confirmation-books.ts'
import type { GatewayFailure, SessionAnswer } from '../../../core/ports/gateway.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { createdAtIn } from '../provider/day.ts'
import { providerModeOf, timeIn, type Till } from '../till.ts'

const AGAIN_MS = 5_000
/** A provider that does not show a decision this long after it was sent has not taken it. */
const DOUBT_MS = 60_000

/**
 * Goes one step with a decision. It leaves this machine at most once, and only right after the session was read as waiting
 * for the shop's word; from then on the session is only read. What the provider never shows goes back to a person.
 */
export async function goOnWith(till: Till, review: Review): Promise<void> {
  const before = await callProvider(till, till.background.read(review.sessionId))
  // not there (any more): nothing will ever come of it, and nobody but a person can tell where that money is
  if (!before.ok && before.error.type === 'not_found')
    return giveBack(till, review, toProviderRefusal(before.error))
  if (!before.ok) return later(till, review, toProviderRefusal(before.error))
  const { facts } = before.value
  keepSession(till, before.value)
  if (isOver(facts)) return conclude(till, review, facts)
  if (review.state === 'sent') return await stillWaiting(till, review)
  if (facts.status !== 'review') return later(till, review, null)
  if (!facts.manual) return giveBack(till, review, { type: 'review_not_manual' })
  if (differs(till, facts, review)) return giveBack(till, review, { type: 'review_differs' })
  const sent: Review = { ...review, state: 'sent', sentAt: till.clock.now() }
  if (!save(till, sent)) return
  const { sessionId, key } = review
  const answer = await callProvider(
    till,
    review.decision === 'confirm'
      ? till.background.confirm(sessionId)
      : till.background.cancel(sessionId, key),
  )
  if (!answer.ok && neverTaken(answer.error))
    return later(till, { ...review, sentAt: null }, toProviderRefusal(answer.error))
  const after = await callProvider(till, till.background.read(sessionId))
  if (!after.ok) return later(till, sent, toProviderRefusal(after.error))
  keepSession(till, after.value)
  if (isOver(after.value.facts)) return conclude(till, sent, after.value.facts)
  if (answer.ok || answer.error.type === 'unknown') return later(till, sent, null)
  giveBack(till, sent, toProviderRefusal(answer.error))
}

/** Is this what the person saw, and money of this shop's kind? */
export const differs = (
  till: Till,
  facts: SessionFacts,
  seen: Pick<Review, 'amount' | 'currency'>,
): boolean =>
  facts.amount !== seen.amount ||
  facts.currency !== seen.currency ||
  (facts.mode !== null && facts.mode !== providerModeOf(till.mode))

export const isOver = ({ status }: SessionFacts): boolean =>
  ['completed', 'refunded', 'expired', 'canceled', 'failed'].includes(status)

/** Keeps what the provider said about a session of no sale here. */
export function keepSession(till: Till, { facts, raw }: SessionAnswer): void {
  const fetchedAt = till.clock.now()
  const createdAt = createdAtIn(raw) ?? fetchedAt
  till.store.write((books) => {
    books.saveSession({ facts, raw, tenderId: null, saleId: null, createdAt, fetchedAt })
  })
}

/** A session that the provider does not know any more waits for nobody; should it be listed again, it is back. */
export function forgetWaiting(till: Till, sessionId: string): void {
  const stored = till.store.read.session(sessionId)
  if (stored === null) return
  till.store.write((books) => {
    books.saveSession({
      ...stored,
      facts: { ...stored.facts, status: 'unknown' },
      fetchedAt: till.clock.now(),
    })
  })
}

/** Nothing left, or the provider says that it did not look: the call may be made as if for the first time. */
const neverTaken = (failure: GatewayFailure): boolean =>
  failure.type === 'unreachable' ||
  failure.type === 'rate_limited' ||
  (failure.type === 'unauthorized' && failure.reason !== 'forbidden')

async function stillWaiting(till: Till, review: Review): Promise<void> {
  const since = till.clock.epochMs() - Date.parse(review.sentAt ?? review.decidedAt)
  // a time ahead was written by a clock that has been set back since: how long it has been nobody knows, and asking a
  // person is safe, because a decision that is made again is sent only after the session was read
  if (Math.abs(since) < DOUBT_MS) return later(till, review, null)
  giveBack(till, review, { type: 'provider_unknown', detail: 'still_in_review', requestId: null })
}

function conclude(till: Till, review: Review, { status }: SessionFacts): void {
  const isPaid = status === 'completed'
  const isTaken = review.decision === 'confirm' ? isPaid : !isPaid && status !== 'refunded'
  const state = isTaken ? 'done' : 'differs'
  const kind = isTaken
    ? review.decision === 'confirm'
      ? 'review_confirmed'
      : 'review_rejected'
    : 'review_differs'
  save(till, { ...review, state, trouble: status }, (books) => {
    note(till, books, { ...review, state }, kind, status)
  })
}

/** Not taken: a person decides anew, and is told. */
function giveBack(till: Till, review: Review, refusal: Refusal): void {
  const refused: Review = { ...review, state: 'refused', trouble: JSON.stringify(refusal) }
  const why = 'code' in refusal ? String(refusal.code) : refusal.type
  save(till, refused, (books) => note(till, books, refused, 'review_refused', why))
}

function note(
  till: Till,
  books: BooksWriter,
  { sessionId, decision, amount, currency, state, key }: Review,
  kind: string,
  why: string,
): void {
  const at = till.clock.now()
  const facts = { sessionId, decision, amount, currency, why }
  books.appendEvent({ at, actor: null, kind, saleId: null, tenderId: null, facts })
  if (state === 'done') return
  const dedupe = `review_not_taken:${sessionId}:${key}`
  books.addAttention({ kind: 'review_not_taken', saleId: null, tenderId: null, facts, dedupe }, at)
}

function later(till: Till, review: Review, trouble: Refusal | null): void {
  const nextAt = timeIn(till.clock, AGAIN_MS)
  save(till, { ...review, nextAt, trouble: trouble === null ? null : JSON.stringify(trouble) })
}

function save(till: Till, review: Review, also: (books: BooksWriter) => void = () => {}): boolean {
  const written = till.store.write((books) => {
    books.saveReview(review, till.clock.now())
    also(books)
  })
  return written.ok
}
