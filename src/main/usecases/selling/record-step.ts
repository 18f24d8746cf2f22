import type { ManualEffect } from '../../../core/domain/tenders/manual-tender.ts'
import type { ProviderEffect } from '../../../core/domain/tenders/provider-tender.ts'
import { reservedBy } from '../../../core/domain/refunds/refund.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import {
  stepSale,
  type Sale,
  type SaleEffect,
  type SaleEvent,
  type Tender,
} from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, OutboxEntry, SaleRecord } from '../../../core/ports/store.ts'
import { prepareBooking } from '../provider/attempts.ts'
import { queueReceipt } from '../printing/queue-prints.ts'
import { recordTakings } from './takings.ts'
import { writeOrRefuse, type Till } from '../till.ts'
import { timelineOf } from './timeline.ts'
import { orderKeyOfSale } from './transfer-asks.ts'

/**
 * The one way a sale changes: decide with the pure machine, then store the next state, the calls that follow from it,
 * what a person must look at, what happened, the money that counts now, and (when the sale is paid) the receipt, all in the running transaction.
 */
export function recordStep(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  event: SaleEvent,
  attemptId?: string,
): Result<SaleRecord, Refusal> {
  const stepped = stepSale(record.sale, event)
  if (!stepped.ok) return stepped
  const { next, effects } = stepped.value
  const at = till.clock.now()
  const started =
    event.type === 'tender_started' && !record.sale.tenders.some((t) => t.id === event.tender.id)
  books.saveSale(
    next,
    at,
    started ? { tenderId: event.tender.id, attemptId: attemptId ?? event.tender.id } : undefined,
  )
  const actor = isPressed(event) ? (till.duty.actor()?.id ?? null) : null
  for (const fact of timelineOf(record.sale, next)) books.appendEvent({ at, actor, saleId: next.id, ...fact })
  const stored: SaleRecord = {
    ...record,
    sale: next,
    paidAt: record.paidAt ?? (next.phase === 'paid' ? at : null),
    tenders: next.tenders.map((tender) => {
      const before = record.tenders.find((each) => each.tender.id === tender.id)
      if (before === undefined)
        return { tender, attemptId: attemptId ?? tender.id, createdAt: at, updatedAt: at }
      return before.tender === tender ? before : { ...before, tender, updatedAt: at }
    }),
  }
  recordTakings(till, books, record.sale, next, at)
  // paid otherwise or given up: nobody is awaited any more with an amount of this order
  if (record.sale.phase === 'open' && next.phase !== 'open')
    books.freeTransferAsks(orderKeyOfSale(record), at)
  for (const effect of effects) recordEffect(till, books, stored, effect, at)
  return ok(stored)
}

/** Does a person do this, or does the provider's answer? */
function isPressed(event: SaleEvent): boolean {
  switch (event.type) {
    case 'tender_started':
    case 'sale_canceled':
      return true
    case 'refund_decided':
      return false
    case 'provider':
      return ['cancel_pressed', 'superseded', 'late_attached'].includes(event.event.type)
    case 'manual':
      return event.event.type === 'accepted' || event.event.type === 'rejected'
    default:
      return unreachable(event)
  }
}

/** `recordStep` in a transaction of its own, by ids; rings the screens afterwards. */
export function stepAndStore(
  till: Till,
  saleId: string,
  event: SaleEvent | ((books: BooksWriter) => SaleEvent),
  also?: (books: BooksWriter) => void,
): Result<SaleRecord, Refusal> {
  const stored = storeStep(till, saleId, event, also)
  till.changed.ring()
  return stored
}

/** `stepAndStore` for whoever rings the screens by himself. */
export function storeStep(
  till: Till,
  saleId: string,
  event: SaleEvent | ((books: BooksWriter) => SaleEvent),
  also: (books: BooksWriter) => void = () => {},
): Result<SaleRecord, Refusal> {
  return writeOrRefuse(
    till,
    (books) => {
      const record = books.sale(saleId)
      if (record === null) return err({ type: 'sale_unknown' })
      const stepped = recordStep(till, books, record, typeof event === 'function' ? event(books) : event)
      if (stepped.ok) also(books)
      return stepped
    },
    'outcome',
  )
}

function recordEffect(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  effect: SaleEffect,
  at: string,
): void {
  switch (effect.type) {
    case 'sale_paid':
      queueReceipt(till, books, record)
      return
    case 'attention': {
      const { type: kind, tenderId, otherTenderIds } = effect.reason
      const dedupe = `${kind}:${[tenderId, ...otherTenderIds].join(':')}`
      books.addAttention({ kind, saleId: record.sale.id, tenderId, facts: { otherTenderIds }, dedupe }, at)
      return
    }
    case 'provider':
      recordProviderEffect(till, books, record, effect.tenderId, effect.effect, at)
      return
    case 'manual':
      recordManualEffect(till, books, record, effect.tenderId, effect.effect, at)
      return
    default:
      unreachable(effect)
  }
}

function recordProviderEffect(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  tenderId: string,
  effect: ProviderEffect,
  at: string,
): void {
  switch (effect.type) {
    case 'prepare_presentation':
      queueCall(till, books, record.sale, tenderId, { call: 'charge', sessionId: effect.sessionId })
      return
    case 'send_cancel':
      queueCall(till, books, record.sale, tenderId, { call: 'cancel', sessionId: effect.sessionId })
      return
    case 'find_and_cancel':
      queueCall(till, books, record.sale, tenderId, { call: 'find', sessionId: null })
      return
    case 'attention':
      // our own refund is no news from elsewhere
      if (effect.reason.type === 'money_refunded_elsewhere' && isRefundedHere(books, tenderId)) return
      noteAttention(books, record, tenderId, effect.reason, at)
      return
    case 'money_settled':
      return // the settled state itself says it
    default:
      unreachable(effect)
  }
}

function recordManualEffect(
  till: Till,
  books: BooksWriter,
  record: SaleRecord,
  tenderId: string,
  effect: ManualEffect,
  at: string,
): void {
  switch (effect.type) {
    case 'send_booking_create': {
      const tender = tenderIn(record.sale, tenderId)
      const { idempotencyKey, body } = prepareBooking(till, record, tender, effect.attempt)
      queueCall(till, books, record.sale, tenderId, {
        call: 'create',
        sessionId: null,
        key: idempotencyKey,
        body,
      })
      return
    }
    case 'send_booking_charge':
      queueCall(till, books, record.sale, tenderId, { call: 'charge', sessionId: effect.sessionId })
      return
    case 'send_booking_confirm':
      queueCall(till, books, record.sale, tenderId, { call: 'confirm', sessionId: effect.sessionId })
      return
    case 'send_booking_cancel':
      queueCall(till, books, record.sale, tenderId, { call: 'cancel', sessionId: effect.sessionId })
      return
    case 'attention':
      noteAttention(books, record, tenderId, effect.reason, at)
      return
    case 'money_accepted':
      return // the accepted state itself says it
    default:
      unreachable(effect)
  }
}

const isRefundedHere = (books: BooksWriter, tenderId: string): boolean =>
  books
    .refundsOf({ tenderId, chargeId: null })
    .some(({ refund }) => refund.way === 'provider' && reservedBy(refund) > 0)

function noteAttention(
  books: BooksWriter,
  record: SaleRecord,
  tenderId: string,
  { type: kind, ...facts }: { readonly type: string; readonly sessionId?: string },
  at: string,
): void {
  const dedupe = `${kind}:${tenderId}:${facts.sessionId ?? ''}`
  books.addAttention({ kind, saleId: record.sale.id, tenderId, facts, dedupe }, at)
}

type QueuedCall = Pick<OutboxEntry, 'call' | 'sessionId'> & Partial<Pick<OutboxEntry, 'key' | 'body'>>

/** Puts a provider call on the durable list; the same call for the same session is never put there twice. */
export function queueCall(
  till: Till,
  books: BooksWriter,
  sale: Sale,
  tenderId: string,
  call: QueuedCall,
): void {
  const waiting = books
    .outboxOf(tenderId)
    .some((entry) => !entry.done && entry.call === call.call && entry.sessionId === call.sessionId)
  if (waiting) return
  const now = till.clock.now()
  books.addOutbox({
    id: till.ids.next(),
    saleId: sale.id,
    tenderId,
    key: call.call === 'cancel' ? `${till.store.terminalId}:${sale.id}:${tenderId}:cancel` : null,
    body: null,
    ...call,
    createdAt: now,
    nextAt: now,
  })
}

export function tenderIn(sale: Sale, tenderId: string): Tender {
  const tender = sale.tenders.find((each) => each.id === tenderId)
  if (tender === undefined) throw new Error(`sale ${sale.id} has no tender ${tenderId}`)
  return tender
}
