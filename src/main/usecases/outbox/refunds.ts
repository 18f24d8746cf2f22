import { isRefundOver, type Refund } from '../../../core/domain/refunds/refund.ts'
import { nextRefundMove } from '../../../core/domain/refunds/list.ts'
import { unreachable } from '../../../core/domain/result.ts'
import type { RefundFacts } from '../../../core/ports/gateway-desks.ts'
import { isRetryable, type GatewayFailure } from '../../../core/ports/gateway.ts'
import type { BooksWriter, OutboxEntry } from '../../../core/ports/store.ts'
import { codeAndMessage, finish, later, neverLeft, readLater, retryLater } from './answers.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { capturedOf, feedRefund, isKeyTooOld, refundsBeside, takeList } from '../after-sale/refund-steps.ts'
import { printRefundSlip } from '../printing/refund-slips.ts'
import { markProviderTime, providerTimeMs } from '../provider/time.ts'
import { timeIn, type Till } from '../till.ts'

/** How often a refund that the provider has not decided is looked at, by its age. */
const WATCH = [
  { youngerMs: 60_000, everyMs: 3_000 },
  { youngerMs: 3_600_000, everyMs: 60_000 },
  { youngerMs: Number.POSITIVE_INFINITY, everyMs: 15 * 60_000 },
] as const

/**
 * One run of a refund's call. The provider's list is looked at before anything is sent, each time: so what was sent and
 * never answered is found instead of repeated, and what went back elsewhere is counted first. The entry stays on the list
 * until the provider has decided.
 */
export async function sendRefund(till: Till, entry: OutboxEntry): Promise<void> {
  const first = till.store.read.refund(entry.id)
  if (first === null) throw new Error(`outbox entry ${entry.id} has no refund`)
  if (isRefundOver(first.refund)) return finish(till, entry, null)
  const listed = await look(till, entry, first.refund)
  if (!listed) return
  const now = till.store.read.refund(entry.id)?.refund ?? first.refund
  const { read } = till.store
  const tooOld = isKeyTooOld(till, read, now.id)
  const move = nextRefundMove(now, refundsBeside(read, now), capturedOf(read, now), tooOld)
  switch (move) {
    case 'done':
      return finish(till, entry, null)
    case 'watch':
      return watchOn(till, entry)
    case 'ask_person':
      return askPerson(till, entry, now)
    case 'give_up':
      return settle(till, entry, { code: 'remaining_changed', message: '' })
    case 'send':
      return await send(till, entry, now)
    default:
      return unreachable(move)
  }
}

/** Takes the provider's list into the books; false when there is none to be had now, and the entry is put off. */
async function look(till: Till, entry: OutboxEntry, refund: Refund): Promise<boolean> {
  const rows = await callProvider(till, till.gateway.desks.refunds.ofCharge(refund.chargeId ?? ''))
  if (rows.ok) return take(till, refund, rows.value)
  // nothing of it was ever sent, and nothing will be: no desk, no charge, no right to look
  const isHopeless = !isRetryable(rows.error) && rows.error.type !== 'conflict'
  if (isHopeless && refund.state.name === 'intended' && !isClockOff(rows.error)) {
    settle(till, entry, codeAndMessage(rows.error), JSON.stringify(toProviderRefusal(rows.error)))
  } else if (mayHaveLeft(entry)) readLater(till, entry, rows.error)
  else retryLater(till, entry, rows.error)
  return false
}

function take(till: Till, refund: Refund, rows: readonly RefundFacts[]): boolean {
  const stored = till.store.write((books) => {
    takeList(till, books, books.refund(refund.id)?.refund ?? refund, rows)
  })
  return stored.ok
}

async function send(till: Till, entry: OutboxEntry, refund: Refund): Promise<void> {
  const marked = till.store.write((books) => {
    const current = books.refund(refund.id)?.refund ?? refund
    // taken back by a person while the list was read
    if (!feedRefund(till, books, current, { type: 'sent' }).ok) return false
    // by the provider's time, because it is the provider who forgets the key after a day
    books.markSent(entry.id, new Date(providerTimeMs(till)).toISOString())
    markProviderTime(till, books)
    // from here on it may have left: what was known about an earlier try says nothing about this one
    if (neverLeft(entry)) books.reschedule(entry.id, entry.nextAt, null)
    return true
  })
  if (!marked.ok || !marked.value) return // nothing is sent that is not stored
  till.changed.ring()
  const call = { idempotencyKey: entry.key ?? '', body: entry.body ?? '' }
  const answer = await callProvider(till, till.gateway.desks.refunds.send(call, mayHaveLeft(entry)))
  if (answer.ok) return accept(till, entry, answer.value)
  const { error } = answer
  if (isRetryable(error) || error.type === 'conflict') {
    // asked twice without an answer: the customer gets a slip that says so and can go
    if (entry.sends > 0) slipWithoutAnswer(till, refund.id)
    return retryLater(till, entry, error)
  }
  if (isClockOff(error) && entry.sends === 0)
    return later(till, entry, 0, JSON.stringify(toProviderRefusal(error)))
  // a wrong key says nothing about an earlier try that may have arrived
  if (error.type === 'unauthorized' && entry.sends > 0) return retryLater(till, entry, error)
  await refused(till, entry, refund, error)
}

/** Also before a restart: the entry remembers it. */
const mayHaveLeft = (entry: OutboxEntry): boolean => entry.sends > 0 && !neverLeft(entry)

function slipWithoutAnswer(till: Till, refundId: string): void {
  till.store.write((books) => {
    printRefundSlip(till, books, refundId, { alsoUnknown: true })
  })
}

const isClockOff = (failure: GatewayFailure): boolean =>
  failure.type === 'unauthorized' && failure.reason === 'clock_off' && failure.clockOffsetMs !== null

/** A no leaves a failed row at some providers: the list tells which, and only without a row the no itself counts. */
async function refused(
  till: Till,
  entry: OutboxEntry,
  refund: Refund,
  failure: GatewayFailure,
): Promise<void> {
  const rows = await callProvider(till, till.gateway.desks.refunds.ofCharge(refund.chargeId ?? ''))
  if (!rows.ok && (isRetryable(rows.error) || rows.error.type === 'conflict'))
    return readLater(till, entry, rows.error)
  const trouble = JSON.stringify(toProviderRefusal(failure))
  till.store.write((books) => {
    if (rows.ok) takeList(till, books, books.refund(refund.id)?.refund ?? refund, rows.value)
    endAs(till, books, entry, codeAndMessage(failure), trouble)
  })
  till.changed.ring()
}

function accept(till: Till, entry: OutboxEntry, facts: RefundFacts): void {
  till.store.write((books) => {
    const current = books.refund(entry.id)?.refund
    if (current === undefined) return
    const stepped = feedRefund(till, books, current, { type: 'answered', facts })
    if (stepped.ok && isRefundOver(stepped.value)) close(till, books, entry, null)
    else books.reschedule(entry.id, timeIn(till.clock, watchEvery(till, entry)), null)
  })
  till.changed.ring()
}

function watchOn(till: Till, entry: OutboxEntry): void {
  later(till, entry, watchEvery(till, entry), null)
}

function watchEvery(till: Till, entry: OutboxEntry): number {
  const age = till.clock.epochMs() - Date.parse(entry.createdAt)
  return (WATCH.find(({ youngerMs }) => age < youngerMs) ?? WATCH[2]).everyMs
}

/** Past the key's age and not in the list: looked for on and on, and a person is told. */
function askPerson(till: Till, entry: OutboxEntry, refund: Refund): void {
  till.store.write((books) => {
    noteUnknownRefund(books, refund, till.clock.now())
    books.reschedule(entry.id, timeIn(till.clock, watchEvery(till, entry)), null)
  })
}

export function noteUnknownRefund(books: BooksWriter, refund: Refund, at: string): void {
  const { id: refundId, saleId, tenderId, amount, currency } = refund
  const facts = { refundId, amount, currency }
  const dedupe = `refund_unknown:${refundId}`
  books.addAttention({ kind: 'refund_unknown', saleId, tenderId, facts, dedupe }, at)
}

interface No {
  readonly code: string
  readonly message: string
}

function settle(till: Till, entry: OutboxEntry, no: No, trouble: string | null = null): void {
  till.store.write((books) => {
    endAs(till, books, entry, no, trouble)
  })
  till.changed.ring()
}

/** Feeds the no; a refund of which the provider has a row stays as its row says, and is watched when it is open. */
function endAs(till: Till, books: BooksWriter, entry: OutboxEntry, no: No, trouble: string | null): void {
  const current = books.refund(entry.id)?.refund
  if (current === undefined) return
  const stepped = feedRefund(till, books, current, { type: 'refused', ...no })
  if (stepped.ok && !isRefundOver(stepped.value))
    books.reschedule(entry.id, timeIn(till.clock, watchEvery(till, entry)), null)
  else close(till, books, entry, trouble)
}

/** Nothing is sent any more, so the words that were to go along are not kept with the call. */
function close(till: Till, books: BooksWriter, entry: OutboxEntry, trouble: string | null): void {
  books.markDone(entry.id, till.clock.now(), trouble)
  books.dropRefundBody(entry.id)
}
