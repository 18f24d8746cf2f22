import type { ProviderTender } from '../../../core/domain/tenders/provider-tender.ts'
import type { ProviderRefusal, Refusal } from '../../../core/domain/refusals.ts'
import { unreachable } from '../../../core/domain/result.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import { isRetryable } from '../../../core/ports/gateway.ts'
import type { OutboxEntry, SaleRecord } from '../../../core/ports/store.ts'
import {
  accept,
  codeAndMessage,
  feedManual,
  feedProvider,
  finish,
  later,
  neverLeft,
  retryLater,
} from './answers.ts'
import { sendBookingCharge, sendConfirm } from './bookings.ts'
import { sendCancel, sendFind } from './cancels.ts'
import { findRestored } from './restored.ts'
import { sendRefund } from './refunds.ts'
import { presentCode, type CodeSource } from '../selling/present-code.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { markProviderTime, providerTimeMs } from '../provider/time.ts'
import { BOOKING_OFF } from '../provider/profile.ts'
import { queueCall, tenderIn } from '../selling/record-step.ts'
import { FROM_RESTORED } from '../books/restored.ts'
import type { Till } from '../till.ts'

/** The provider keeps idempotency keys for 24 h; past this age a create is looked for, never sent again. */
const RESEND_LIMIT_MS = 23 * 3_600_000

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
      return entry.key === FROM_RESTORED
        ? await findRestored(till, entry, record)
        : await sendFind(till, entry, record)
    case 'refund':
      return await sendRefund(till, entry)
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
  const age = entry.firstSentAt === null ? 0 : providerTimeMs(till) - Date.parse(entry.firstSentAt)
  if (age > RESEND_LIMIT_MS) return replaceByFind(till, entry, record, null)
  const marked = till.store.write((books) => {
    // by the provider's time, because it is the provider who forgets the key after a day
    books.markSent(entry.id, new Date(providerTimeMs(till)).toISOString())
    markProviderTime(till, books)
    // from here on it may have left: what was known about an earlier try says nothing about this one
    if (neverLeft(entry)) books.reschedule(entry.id, entry.nextAt, null)
    if (tender.type === 'provider') feedProvider(till, books, entry, { type: 'create_sent' })
  })
  if (!marked.ok) return // nothing is sent that is not stored
  till.changed.ring()
  const call = { idempotencyKey: entry.key ?? '', body: entry.body ?? '' }
  const gateway = tender.type === 'manual' ? till.background : till.gateway
  const answer = await callProvider(till, gateway.create(call))
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

/**
 * The code and the end of its call are one transaction: one flush less before it can be seen, and no moment in between to
 * die in. A code whose outcome could not be written down keeps its entry: the next run gives the attempt up in order.
 */
async function show(
  till: Till,
  entry: OutboxEntry,
  record: SaleRecord,
  tender: ProviderTender,
  source: CodeSource,
): Promise<void> {
  const stored = await presentCode(till, record, tender, entry.sessionId ?? '', source, (books) => {
    books.markDone(entry.id, till.clock.now(), null)
  })
  // the tender's own refusal (it was given up meanwhile) is an outcome too; only the books' is none
  if (!stored.ok && !UNWRITTEN.includes(stored.error.type)) finish(till, entry, null)
}

const UNWRITTEN: readonly Refusal['type'][] = ['disk_full', 'store_busy', 'store_unwritable', 'store_damaged']

function abandon(till: Till, entry: OutboxEntry, trouble: ProviderRefusal | null): void {
  till.store.write((books) => {
    books.markDone(entry.id, till.clock.now(), trouble === null ? null : JSON.stringify(trouble))
    feedProvider(till, books, entry, { type: 'cancel_pressed' })
  })
}
