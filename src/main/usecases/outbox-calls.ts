import type { ManualEvent, ManualTender } from '../../core/domain/manual-tender.ts'
import type { ProviderTender } from '../../core/domain/provider-tender.ts'
import type { ProviderRefusal } from '../../core/domain/refusals.ts'
import { unreachable } from '../../core/domain/result.ts'
import type { ProviderTenderEvent, SaleEvent, Tender } from '../../core/domain/sale-tenders.ts'
import { isRetryable, type GatewayFailure, type SessionAnswer } from '../../core/ports/gateway.ts'
import type { BooksWriter, OutboxEntry, SaleRecord } from '../../core/ports/store.ts'
import { presentCode, type CodeSource } from './present-code.ts'
import { callProvider, toProviderRefusal } from './provider-calls.ts'
import { queueCall, recordStep, tenderIn } from './record-step.ts'
import { timeIn, type Till } from './till.ts'

/** The provider keeps idempotency keys for 24 h; past this age a create is looked for, never sent again. */
const RESEND_LIMIT_MS = 23 * 3_600_000
/** A booking that is still open this long after its charge needs a person. */
const CHARGE_DOUBT_MS = 60_000
/** How long an attempt of unknown outcome is looked for before a person is told. */
const FIND_LIMIT_MS = 3_600_000

/** The longest pause between two tries, and the longest while somebody at the counter waits for the outcome. */
const BACKOFF_MS = 30_000
const AWAITED_RETRY_MS = 4_000

/** Set when the provider refused to book manual money; reconciliation is local from then on. */
export const BOOKING_OFF = 'booking_off'

/** Makes one stored call and feeds its answer back as an event. Whatever happens, the entry says how it stands. */
export async function runCall(till: Till, entry: OutboxEntry): Promise<void> {
  const record = till.store.read.saleOfTender(entry.tenderId)
  if (record === null) throw new Error(`outbox entry ${entry.id} has no sale`)
  const tender = tenderIn(record.sale, entry.tenderId)
  switch (entry.call) {
    case 'create':
      return await sendCreate(till, entry, record, tender)
    case 'charge':
      return tender.type === 'provider'
        ? await prepareCode(till, entry, record, tender)
        : await sendBookingCharge(till, entry, tender)
    case 'cancel':
      return await sendCancel(till, entry)
    case 'confirm':
      return await sendConfirm(till, entry)
    case 'find':
      return await sendFind(till, entry, record)
    default:
      return unreachable(entry.call)
  }
}

// --- create ------------------------------------------------------------------------------------------------------

async function sendCreate(till: Till, entry: OutboxEntry, record: SaleRecord, tender: Tender): Promise<void> {
  if (!stillWantsCreate(tender)) {
    // given up meanwhile; when a create may have arrived, its session is looked for and cancelled
    const neverSent = entry.sends === 0 || neverLeft(entry)
    return neverSent ? finish(till, entry, entry.trouble) : replaceByFind(till, entry, record, null)
  }
  const age = entry.firstSentAt === null ? 0 : till.clock.epochMs() - Date.parse(entry.firstSentAt)
  if (age > RESEND_LIMIT_MS) return replaceByFind(till, entry, record, null)
  const marked = till.store.write((books) => {
    books.markSent(entry.id, till.clock.now())
    // from here on it may have left: what was known about an earlier try says nothing about this one
    if (neverLeft(entry)) books.reschedule(entry.id, entry.nextAt, null)
    if (tender.type === 'provider') feedProvider(till, books, entry, { type: 'create_sent' })
  })
  if (!marked.ok) return // nothing is sent that is not stored
  till.changed.ring()
  const call = { idempotencyKey: entry.key ?? '', body: entry.body ?? '' }
  const answer = await callProvider(till, till.gateway.create(call))
  if (answer.ok) return accept(till, entry, answer.value, true)
  const failure = answer.error
  const trouble = toProviderRefusal(failure)
  if (failure.type === 'conflict') return replaceByFind(till, entry, record, trouble)
  // a wrong key on a create that may have arrived earlier says nothing about that earlier one
  const mayExist = entry.sends > 0 && failure.type === 'unauthorized'
  // refused for the clock before anything was looked at; the offset is known now and the next signature allows for it
  const clockLearned = failure.type === 'unauthorized' && failure.clockOffsetMs !== null && entry.sends === 0
  if (isRetryable(failure) || mayExist) return retryLater(till, entry, failure)
  if (clockLearned && failure.reason === 'clock_off') return later(till, entry, 0, JSON.stringify(trouble))
  if (tender.type === 'manual' && failure.type === 'unauthorized') return retryLater(till, entry, failure)
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), JSON.stringify(trouble))
    const { code, message } = codeAndMessage(failure)
    if (tender.type === 'provider') {
      feedProvider(till, books, entry, { type: 'create_refused', code, message })
      return
    }
    // an account that does not know the offline family will not learn it by the next sale
    books.setValue(BOOKING_OFF, code)
    feedManual(till, books, entry, { type: 'booking_refused', code })
  })
}

function stillWantsCreate(tender: Tender): boolean {
  if (tender.type === 'manual') return tender.booking.name === 'creating' && tender.money.name !== 'rejected'
  const { state } = tender
  return state.name === 'intended' || (state.name === 'requesting' && state.sessionId === null)
}

function replaceByFind(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
  trouble: ProviderRefusal | null,
): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble === null ? null : JSON.stringify(trouble))
    queueCall(till, books, record.sale, entry.tenderId, { call: 'find', sessionId: null })
  })
}

// --- charge: what the customer scans -------------------------------------------------------------------------------

async function prepareCode(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
  tender: ProviderTender,
): Promise<void> {
  const { state } = tender
  const { sessionId } = entry
  if (sessionId === null || state.name !== 'requesting' || state.sessionId !== sessionId)
    return finish(till, entry, null)
  if (tender.kind === 'link') {
    return await show(till, entry, record, tender, { type: 'hosted_page' })
  }
  // A charge has no key at the provider: it is sent at most once. Sent before and unanswered: nothing was shown yet, so
  // the attempt is given up and its session cancelled.
  if (entry.sends > 0 && !neverLeft(entry)) return abandon(till, entry, null)
  const marked = till.store.write((books) => {
    books.markSent(entry.id, till.clock.now())
    books.reschedule(entry.id, entry.nextAt, null)
  })
  if (!marked.ok) return
  const answer = await callProvider(till, till.gateway.charge(sessionId, 'qris'))
  if (answer.ok) return await show(till, entry, record, tender, answer.value)
  switch (answer.error.type) {
    case 'refused':
    case 'unsupported':
    case 'conflict':
    case 'not_found':
      // no code to be had this way, which is an answer: the hosted page shows one
      return await show(till, entry, record, tender, { type: 'hosted_page' })
    case 'unreachable':
    case 'rate_limited':
      return retryLater(till, entry, answer.error)
    case 'unknown':
    case 'unauthorized':
      return abandon(till, entry, toProviderRefusal(answer.error))
    default:
      return unreachable(answer.error)
  }
}

/** A code whose outcome could not be written down keeps its entry: the next run gives the attempt up in order. */
async function show(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
  tender: ProviderTender,
  source: CodeSource,
): Promise<void> {
  const written = await presentCode(till, record, tender, entry.sessionId ?? '', source)
  if (written) finish(till, entry, null)
}

/** The last try ended before a byte left, or was turned away at the door. */
const neverLeft = (entry: OutboxEntry): boolean =>
  entry.trouble !== null &&
  ['provider_unreachable', 'provider_busy'].includes((JSON.parse(entry.trouble) as ProviderRefusal).type)

function abandon(till: Till, entry: OutboxEntry, trouble: ProviderRefusal | null): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble === null ? null : JSON.stringify(trouble))
    feedProvider(till, books, entry, { type: 'cancel_pressed' })
  })
}

// --- booking of manual money -----------------------------------------------------------------------------------------

async function sendBookingCharge(till: Till, entry: OutboxEntry, tender: ManualTender): Promise<void> {
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
    const answer = await callProvider(till, till.gateway.charge(sessionId, method))
    if (!answer.ok) {
      const failure = answer.error
      if (failure.type === 'unreachable' || failure.type === 'rate_limited')
        return retryLater(till, entry, failure)
      if (failure.type === 'refused' || failure.type === 'unsupported' || failure.type === 'not_found') {
        return refuseBooking(till, entry, sessionId, failure)
      }
    }
  }
  // answered or in doubt, the session itself tells; a read that fails says nothing about the charge that left
  const read = await callProvider(till, till.gateway.read(sessionId))
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
async function sendConfirm(till: Till, entry: OutboxEntry): Promise<void> {
  const { sessionId } = entry
  if (sessionId === null) return finish(till, entry, null)
  const before = await callProvider(till, till.gateway.read(sessionId))
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
  const answer = await callProvider(till, till.gateway.confirm(sessionId))
  const after = await callProvider(till, till.gateway.read(sessionId))
  if (!after.ok) return retryLater(till, entry, after.error)
  if (isOver(after.value)) return accept(till, entry, after.value, true)
  if (after.value.facts.status !== 'review' || answer.ok || isRetryable(answer.error)) {
    return later(till, entry, backoffMs(entry), notYet(after.value.facts.status))
  }
  const trouble = JSON.stringify(toProviderRefusal(answer.error))
  refuseConfirm(till, entry, codeAndMessage(answer.error).code, trouble)
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

// --- cancel and find ---------------------------------------------------------------------------------------------

async function sendCancel(till: Till, entry: OutboxEntry): Promise<void> {
  const { sessionId } = entry
  if (sessionId === null) return finish(till, entry, null)
  // a code that is to come off the counter holds a customer up; one that was given up holds up nobody
  const mostMs = isCanceling(till, entry) ? AWAITED_RETRY_MS : BACKOFF_MS
  const marked = till.store.write((books) => {
    books.markSent(entry.id, till.clock.now())
  })
  if (!marked.ok) return
  // a cancel repeats nothing by being sent again, and under its old key a provider would only repeat its old answer
  const key = `${entry.key ?? entry.tenderId}:${entry.id}:${entry.sends + 1}`
  const answer = await callProvider(till, till.gateway.cancel(sessionId, key))
  if (!answer.ok && isRetryable(answer.error)) {
    // it may have been cancelled, or paid in the same moment: the session itself tells
    const read = await callProvider(till, till.gateway.read(sessionId))
    if (read.ok && isOver(read.value)) return accept(till, entry, read.value, true)
    return retryLater(till, entry, answer.error, mostMs)
  }
  if (answer.ok && answer.value !== null && isOver(answer.value))
    return accept(till, entry, answer.value, true)
  const read = await callProvider(till, till.gateway.read(sessionId))
  if (!read.ok) return retryLater(till, entry, read.error, mostMs)
  if (isOver(read.value)) return accept(till, entry, read.value, true)
  const trouble = answer.ok ? null : JSON.stringify(toProviderRefusal(answer.error))
  till.store.write((books) => {
    const record = books.sale(entry.saleId)
    const now = record === null ? null : tenderIn(record.sale, entry.tenderId)
    if (now?.type === 'provider' && now.state.name === 'canceling') {
      storeSession(till, books, entry, read.value)
      books.markDone(entry.id, till.clock.now(), trouble)
      feedProvider(till, books, entry, { type: 'cancel_declined' })
      feedProvider(till, books, entry, {
        type: 'session_read',
        facts: read.value.facts,
        at: till.clock.now(),
      })
    } else {
      // nobody waits for it (it was covered or given up meanwhile); the provider may let go later
      books.reschedule(entry.id, timeIn(till.clock, backoffMs(entry) * 5), trouble)
    }
  })
}

const isCanceling = (till: Till, entry: OutboxEntry): boolean =>
  till.store.read
    .sale(entry.saleId)
    ?.sale.tenders.some(
      (tender) =>
        tender.id === entry.tenderId && tender.type === 'provider' && tender.state.name === 'canceling',
    ) ?? false

const isEnd = (status: SessionAnswer['facts']['status']): boolean =>
  ['completed', 'refunded', 'expired', 'canceled', 'failed'].includes(status)

const isOver = (answer: SessionAnswer): boolean => isEnd(answer.facts.status)

async function sendFind(till: Till, entry: OutboxEntry, record: SaleRecord): Promise<void> {
  const create = till.store.read.outboxOf(entry.tenderId).findLast((each) => each.call === 'create')
  const attempt = record.tenders.find((each) => each.tender.id === entry.tenderId)
  if (create === undefined || attempt === undefined) return finish(till, entry, null)
  // what never left this machine cannot be found, nor paid
  if (create.sends === 0 || neverLeft(create)) return finish(till, entry, null)
  const createdAfter = new Date(Date.parse(create.createdAt) - 600_000).toISOString()
  const query = {
    tenderId: entry.tenderId,
    attemptId: attemptOf(create.key) ?? attempt.attemptId,
    createdAfter,
  }
  const found = await callProvider(till, till.gateway.find(query))
  if (found.ok && found.value !== null) return accept(till, entry, found.value, true)
  if (till.clock.epochMs() - Date.parse(entry.createdAt) < FIND_LIMIT_MS) {
    till.store.write((books) => {
      books.markSent(entry.id, till.clock.now())
    })
    // an empty find is no proof that there is nothing
    return later(
      till,
      entry,
      Math.min(backoffMs(entry) * 4, 300_000),
      found.ok ? null : JSON.stringify(toProviderRefusal(found.error)),
    )
  }
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), null)
    const dedupe = `outcome_unknown:${entry.tenderId}`
    const { amount } = tenderIn(record.sale, entry.tenderId)
    books.addAttention(
      {
        kind: 'outcome_unknown',
        saleId: record.sale.id,
        tenderId: entry.tenderId,
        facts: { amount },
        dedupe,
      },
      till.clock.now(),
    )
  })
}

/** The attempt's id is the third part of its create key, `<terminal>:<sale>:<attempt>:create`. */
const attemptOf = (key: string | null): string | undefined => key?.split(':')[2]

// --- answers ----------------------------------------------------------------------------------------------------------

/** Feeds an event to the entry's tender; one the tender no longer has a use for is logged and changes nothing. */
function feedProvider(till: Till, books: BooksWriter, entry: OutboxEntry, event: ProviderTenderEvent): void {
  feed(till, books, entry, { type: 'provider', tenderId: entry.tenderId, event })
}

function feedManual(till: Till, books: BooksWriter, entry: OutboxEntry, event: ManualEvent): void {
  feed(till, books, entry, { type: 'manual', tenderId: entry.tenderId, event })
}

function feed(till: Till, books: BooksWriter, entry: OutboxEntry, event: SaleEvent): void {
  const record = books.sale(entry.saleId)
  if (record === null) return
  const stepped = recordStep(till, books, record, event)
  if (!stepped.ok)
    till.log.info('event_without_use', { tenderId: entry.tenderId, refusal: stepped.error.type })
}

function storeSession(
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

/** The provider's word about a session: kept as it came, and fed to the tender, in one transaction. */
export function acceptSession(
  till: Till,
  at: { readonly tenderId: string; readonly saleId: string },
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
    if (!isOlder && (facts.tenderId === null || facts.tenderId === at.tenderId))
      storeSession(till, books, at, answer)
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
  till.changed.ring()
}

function accept(till: Till, entry: OutboxEntry, answer: SessionAnswer, done: boolean): void {
  acceptSession(till, entry, answer, (books) => {
    if (done) books.markDone(entry.id, till.clock.now(), null)
  })
}

function finish(till: Till, entry: OutboxEntry, trouble: string | null): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble)
  })
}

// --- waiting ----------------------------------------------------------------------------------------------------------

/** 1 s, 2 s, 4 s ... at most 30 s, with a little chance so that tills do not knock together. */
function backoffMs(entry: OutboxEntry): number {
  return Math.min(BACKOFF_MS, 1000 * 2 ** Math.min(entry.sends, 5))
}

function retryLater(till: Till, entry: OutboxEntry, failure: GatewayFailure, mostMs = BACKOFF_MS): void {
  later(till, entry, waitAfter(till, entry, failure, mostMs), troubleAfter(entry, toProviderRefusal(failure)))
}

/** As `retryLater`, for a read that follows a write: that nothing could be read does not mean that nothing was sent. */
function readLater(till: Till, entry: OutboxEntry, failure: GatewayFailure): void {
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

function later(till: Till, entry: OutboxEntry, waitMs: number, trouble: string | null): void {
  till.store.write((books) => {
    books.reschedule(entry.id, timeIn(till.clock, waitMs), trouble)
  })
}

function codeAndMessage(failure: GatewayFailure): { code: string; message: string } {
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
