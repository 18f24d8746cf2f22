import type { Result } from '../../../core/domain/result.ts'
import { isRetryable, type GatewayFailure, type SessionAnswer } from '../../../core/ports/gateway.ts'
import type { OutboxEntry, SaleRecord } from '../../../core/ports/store.ts'
import {
  AWAITED_RETRY_MS,
  BACKOFF_MS,
  accept,
  backoffMs,
  feedProvider,
  finish,
  isOver,
  later,
  neverLeft,
  retryLater,
  storeSession,
} from './answers.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { tenderIn } from '../selling/record-step.ts'
import { timeIn, type Till } from '../till.ts'

/** How long an attempt of unknown outcome is looked for before a person is told. */
const FIND_LIMIT_MS = 3_600_000
/** How far back is looked when the time of a create cannot be believed. */
const CLOCK_DOUBT_MS = 2 * 86_400_000

/** Takes a session down and reads it again: completed wins, and only the session itself says that it is over. */
export async function sendCancel(till: Till, entry: OutboxEntry): Promise<void> {
  const { sessionId } = entry
  if (sessionId === null) return finish(till, entry, null)
  if (!till.gateway.traits.canCancel) return await leaveToItsEnd(till, entry, sessionId)
  // a code that is to come off the counter holds a customer up; one that was given up holds up nobody
  const mostMs = isCanceling(till, entry) ? AWAITED_RETRY_MS : BACKOFF_MS
  const marked = till.store.write((books) => {
    books.markSent(entry.id, till.clock.now())
  })
  if (!marked.ok) return
  // a cancel repeats nothing by being sent again, and under its old key a provider would only repeat its old answer
  const key = `${entry.key ?? entry.tenderId}:${entry.id}:${entry.sends + 1}`
  const answer = await callProvider(till, till.gateway.cancel(sessionId, key))
  if (!answer.ok && answer.error.type === 'unsupported') return await leaveToItsEnd(till, entry, sessionId)
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

/**
 * Nobody can take this session down, so asking again would only be noise: the call is over, and the watch over the
 * session goes on until the provider says its last word.
 */
async function leaveToItsEnd(till: Till, entry: OutboxEntry, sessionId: string): Promise<void> {
  const read = await callProvider(till, till.gateway.read(sessionId))
  if (read.ok && isOver(read.value)) return accept(till, entry, read.value, true)
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), null)
    if (isCanceling(till, entry)) feedProvider(till, books, entry, { type: 'cancel_declined' })
  })
}

const isCanceling = (till: Till, entry: OutboxEntry): boolean =>
  till.store.read
    .sale(entry.saleId)
    ?.sale.tenders.some(
      (tender) =>
        tender.id === entry.tenderId && tender.type === 'provider' && tender.state.name === 'canceling',
    ) ?? false

/** Looks for the session of a create whose outcome is unknown; an empty answer is no proof that there is none. */
export async function sendFind(till: Till, entry: OutboxEntry, record: SaleRecord): Promise<void> {
  const create = createOf(till, entry)
  if (create === undefined) return finish(till, entry, null)
  // what never left this machine cannot be found, nor paid
  if (create.sends === 0 || neverLeft(create)) return finish(till, entry, null)
  const found = await lookFor(till, entry, record)
  if (found.ok && found.value !== null) return accept(till, entry, found.value, true)
  const trouble = found.ok ? null : JSON.stringify(toProviderRefusal(found.error))
  giveUpFinding(till, entry, record, trouble)
}

const createOf = (till: Till, entry: OutboxEntry): OutboxEntry | undefined =>
  till.store.read.outboxOf(entry.tenderId).findLast((each) => each.call === 'create')

/** Asks for the session of this tender's last create, by what was written on it. */
export async function lookFor(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
): Promise<Result<SessionAnswer | null, GatewayFailure>> {
  const create = createOf(till, entry)
  const attempt = record.tenders.find((each) => each.tender.id === entry.tenderId)
  const query = {
    tenderId: entry.tenderId,
    attemptId: attemptOf(create?.key ?? null) ?? attempt?.attemptId ?? entry.tenderId,
    createdAfter: new Date(createdMs(till, create ?? entry) - 600_000).toISOString(),
  }
  return await callProvider(till, till.gateway.find(query))
}

/** When it was made at the latest; a time ahead of now was written by a clock that has been set back since. */
function createdMs(till: Till, { createdAt }: OutboxEntry): number {
  const written = Date.parse(createdAt)
  const now = till.clock.epochMs()
  return written <= now ? written : now - CLOCK_DOUBT_MS
}

/** Nothing was found: it is looked for again, for an hour; then a person is told. */
export function giveUpFinding(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
  trouble: string | null,
): void {
  if (till.clock.epochMs() - Date.parse(entry.createdAt) < FIND_LIMIT_MS) {
    till.store.write((books) => {
      books.markSent(entry.id, till.clock.now())
    })
    // an empty find is no proof that there is nothing
    return later(till, entry, Math.min(backoffMs(entry) * 4, 300_000), trouble)
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
