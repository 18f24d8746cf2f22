import type { ManualEvent } from '../../../core/domain/tenders/manual-tender.ts'
import type { ProviderRefusal } from '../../../core/domain/refusals.ts'
import type { ProviderTenderEvent, SaleEvent, Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { GatewayFailure, SessionAnswer } from '../../../core/ports/gateway.ts'
import type { BooksWriter, OutboxEntry } from '../../../core/ports/store.ts'
import { toProviderRefusal } from '../provider/calls.ts'
import { recordStep, tenderIn } from '../selling/record-step.ts'
import { timeIn, type Till } from '../till.ts'

/** What became of a call: fed back to its tender and written on its entry, or put off to be tried again. */

/** The longest pause between two tries, and the longest while somebody at the counter waits for the outcome. */
export const BACKOFF_MS = 30_000
export const AWAITED_RETRY_MS = 4_000

/** Feeds an event to the entry's tender; one the tender no longer has a use for is logged and changes nothing. */
export function feedProvider(
  till: Till,
  books: BooksWriter,
  entry: OutboxEntry,
  event: ProviderTenderEvent,
): void {
  feed(till, books, entry, { type: 'provider', tenderId: entry.tenderId, event })
}

export function feedManual(till: Till, books: BooksWriter, entry: OutboxEntry, event: ManualEvent): void {
  feed(till, books, entry, { type: 'manual', tenderId: entry.tenderId, event })
}

function feed(till: Till, books: BooksWriter, entry: OutboxEntry, event: SaleEvent): void {
  const record = books.sale(entry.saleId)
  if (record === null) return
  const stepped = recordStep(till, books, record, event)
  if (!stepped.ok)
    till.log.info('event_without_use', { tenderId: entry.tenderId, refusal: stepped.error.type })
}

/** Keeps what the provider said about a session as it came. */
export function storeSession(
  till: Till,
  books: BooksWriter,
  entry: { tenderId: string; saleId: string },
  answer: SessionAnswer,
): void {
  books.saveSession({
    facts: answer.facts,
    tenderId: entry.tenderId,
    saleId: entry.saleId,
    raw: answer.raw,
    fetchedAt: till.clock.now(),
  })
}

/** Whose session it is that the provider speaks of. */
interface SessionOwner {
  readonly tenderId: string
  readonly saleId: string
}

/** The provider's word about a session: kept as it came, and fed to the tender, in one transaction; rings the screens. */
export function acceptSession(
  till: Till,
  at: SessionOwner,
  answer: SessionAnswer,
  also?: (books: BooksWriter) => void,
): void {
  storeAnswer(till, at, answer, also)
  till.changed.ring()
}

function storeAnswer(
  till: Till,
  at: SessionOwner,
  answer: SessionAnswer,
  also: (books: BooksWriter) => void = () => {},
): void {
  till.store.write((books) => {
    const record = books.sale(at.saleId)
    if (record === null) return
    const tender = tenderIn(record.sale, at.tenderId)
    const known = books.session(answer.facts.sessionId)
    // an answer that does not say whose session it is does not turn another tender's session into ours
    const facts = { ...answer.facts, tenderId: answer.facts.tenderId ?? known?.tenderId ?? null }
    // somebody else's session is not written over ours, nor an older word over the last one; the machine decides
    const isOlder = known !== null && isEnd(known.facts.status) && !isOver(answer)
    const isOurs =
      facts.tenderId === null ? !hasAnother(tender, facts.sessionId) : facts.tenderId === at.tenderId
    if (!isOlder && isOurs) storeSession(till, books, at, answer)
    const { tenderId } = at
    const stepped =
      tender.type === 'provider'
        ? recordStep(till, books, record, {
            type: 'provider',
            tenderId,
            event: { type: 'session_read', facts, at: till.clock.now() },
          })
        : recordStep(till, books, record, {
            type: 'manual',
            tenderId,
            event: { type: 'booking_read', facts },
          })
    if (!stepped.ok) till.log.warn('session_without_use', { tenderId, refusal: stepped.error.type })
    also(books)
  })
}

/** The tender has a session already, and this is none it ever had. */
function hasAnother(tender: Tender, sessionId: string): boolean {
  const own = tender.type === 'provider' ? tender.state : tender.booking
  const earlier = tender.type === 'provider' ? [] : (tender.booking.ended ?? [])
  return (
    'sessionId' in own &&
    own.sessionId !== null &&
    own.sessionId !== sessionId &&
    !earlier.includes(sessionId)
  )
}

/**
 * A session's answer to a queued call. `done` takes the call off the list in the same transaction and leaves the ring to
 * the outbox, which rings when a call is over: the customer's next call does not wait until the screens have drawn this one.
 */
export function accept(till: Till, entry: OutboxEntry, answer: SessionAnswer, done: boolean): void {
  if (!done) return acceptSession(till, entry, answer)
  storeAnswer(till, entry, answer, (books) => {
    books.markDone(entry.id, till.clock.now(), null)
  })
}

/** Takes a call off the list; `trouble` (a refusal's JSON) stays readable on it. */
export function finish(till: Till, entry: OutboxEntry, trouble: string | null): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble)
  })
}

/** The last try ended before a byte left, or was turned away at the door. */
export const neverLeft = (entry: OutboxEntry): boolean =>
  entry.trouble !== null &&
  ['provider_unreachable', 'provider_busy'].includes((JSON.parse(entry.trouble) as ProviderRefusal).type)

/** 1 s, 2 s, 4 s ... at most 30 s, with a little chance so that tills do not knock together. */
export function backoffMs(entry: OutboxEntry): number {
  return Math.min(BACKOFF_MS, 1000 * 2 ** Math.min(entry.sends, 5))
}

/** Puts a call off: as long as the provider asks for, else a little longer each time, at most `mostMs`. */
export function retryLater(
  till: Till,
  entry: OutboxEntry,
  failure: GatewayFailure,
  mostMs = BACKOFF_MS,
): void {
  later(till, entry, waitAfter(till, entry, failure, mostMs), troubleAfter(entry, toProviderRefusal(failure)))
}

/** As `retryLater`, for a read that follows a write: that nothing could be read does not mean that nothing was sent. */
export function readLater(till: Till, entry: OutboxEntry, failure: GatewayFailure): void {
  const { type: detail } = toProviderRefusal(failure)
  const trouble = JSON.stringify({ type: 'provider_unknown', detail, requestId: null })
  later(till, entry, waitAfter(till, entry, failure), trouble)
}

function waitAfter(till: Till, entry: OutboxEntry, failure: GatewayFailure, mostMs = BACKOFF_MS): number {
  const jitter = Number.parseInt(till.ids.token(1), 16)
  return failure.type === 'rate_limited' ? failure.retryAfterMs : Math.min(backoffMs(entry), mostMs) + jitter
}

/** Once a send was in doubt, a later one that did not leave takes nothing of that back. */
function troubleAfter(entry: OutboxEntry, trouble: ProviderRefusal): string {
  if (entry.sends === 0 || neverLeft(entry)) return JSON.stringify(trouble)
  if (trouble.type !== 'provider_unreachable' && trouble.type !== 'provider_busy')
    return JSON.stringify(trouble)
  return JSON.stringify({ type: 'provider_unknown', detail: trouble.type, requestId: null })
}

/** Puts a call off by `waitMs`; what is written down as trouble is what the screens show meanwhile. */
export function later(till: Till, entry: OutboxEntry, waitMs: number, trouble: string | null): void {
  till.store.write((books) => {
    books.reschedule(entry.id, timeIn(till.clock, waitMs), trouble)
  })
}

/** A failure as the two words a refused tender keeps. */
export function codeAndMessage(failure: GatewayFailure): { code: string; message: string } {
  switch (failure.type) {
    case 'refused':
      return { code: failure.code, message: failure.message }
    case 'conflict':
    case 'unauthorized':
      return { code: failure.code, message: '' }
    case 'unsupported':
      return { code: failure.what, message: '' }
    default:
      return { code: failure.type, message: '' }
  }
}

/** Has the provider said its last word? */
const isEnd = (status: SessionAnswer['facts']['status']): boolean =>
  ['completed', 'refunded', 'expired', 'canceled', 'failed'].includes(status)

export const isOver = (answer: SessionAnswer): boolean => isEnd(answer.facts.status)
