import type { Amount } from '../../../core/domain/money.ts'
import {
  checkRefund,
  type Refund,
  type RefundEvent,
  type RefundReason,
} from '../../../core/domain/refunds/refund.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Sale, Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { chosenLines, noteRefund, type ChosenLine } from './refund-notes.ts'
import { capturedOf, feedRefund, refundObstacle, refundsBeside } from './refund-steps.ts'
import { writeOrRefuse, type Till } from '../till.ts'

/** Money that goes back through the provider. */
export interface Refunds {
  start(input: {
    readonly saleId: string
    readonly tenderId: string
    readonly amount: Amount
    readonly lines?: readonly ChosenLine[]
    readonly reason: RefundReason
    readonly words: string
    readonly attemptId: string
  }): Promise<Result<SaleRecord, Refusal>>
  /** Takes one back that has not been sent. */
  withdraw(refundId: string): Result<SaleRecord, Refusal>
  /** A person looked at the provider: nothing went back. Gives the amount free again. */
  release(refundId: string): Result<SaleRecord, Refusal>
  /** Asks the provider now how an open one stands. */
  check(refundId: string): Promise<Result<SaleRecord, Refusal>>
}

export function createRefunds(till: Till, outbox: Outbox): Refunds {
  const again = (saleId: string): Result<SaleRecord, Refusal> => {
    const record = till.store.read.sale(saleId)
    return record === null ? err({ type: 'sale_unknown' }) : ok(record)
  }

  const change = (refundId: string, event: RefundEvent): Result<SaleRecord, Refusal> => {
    const stored = writeOrRefuse(till, (books) => {
      const known = books.refund(refundId)
      if (known === null) return err({ type: 'refund_missing' })
      const stepped = feedRefund(till, books, known.refund, event)
      if (!stepped.ok) return stepped
      // nothing is left to be sent for it
      books.markDone(refundId, till.clock.now(), null)
      books.dropRefundBody(refundId)
      return ok(known.refund.saleId)
    })
    till.changed.ring()
    return stored.ok ? again(stored.value) : stored
  }

  return {
    start: async ({ saleId, tenderId, amount, lines = [], reason, words, attemptId }) => {
      const known = till.store.read.refund(attemptId)
      if (known !== null) return again(known.refund.saleId) // the same key press, sent twice
      if (till.gateway.name === 'none') return err({ type: 'provider_not_set_up' })
      const record = till.store.read.sale(saleId)
      const tender = record?.sale.tenders.find((each) => each.id === tenderId)
      if (record === null || tender === undefined) return err({ type: 'tender_unknown', tenderId })
      const charge = await chargeOf(till, record.sale, tender)
      if (!charge.ok) return charge
      const refund: Refund = {
        id: attemptId,
        saleId,
        tenderId,
        way: 'provider',
        chargeId: charge.value,
        amount,
        currency: tender.currency,
        reason,
        words,
        state: { name: 'intended' },
      }
      const stored = writeOrRefuse(till, (books) => writeDown(till, books, record.number, refund, lines))
      till.changed.ring()
      outbox.wake()
      return stored.ok ? again(saleId) : stored
    },
    withdraw: (refundId) => change(refundId, { type: 'withdrawn' }),
    release: (refundId) => change(refundId, { type: 'released' }),
    check: async (refundId) => {
      const known = till.store.read.refund(refundId)
      if (known === null) return err({ type: 'refund_missing' })
      await outbox.attempt(refundId)
      return again(known.refund.saleId)
    },
  }
}

/** The refund, its call and its first event, together. The call's id is the refund's. */
function writeDown(
  till: Till,
  books: BooksWriter,
  saleNumber: string,
  refund: Refund,
  lines: readonly ChosenLine[],
): Result<null, Refusal> {
  const { id, saleId, tenderId, amount, reason, words } = refund
  // the same key press, sent twice while the charge was asked for
  if (books.refund(id) !== null) return ok(null)
  // looked at again: the late money may have been put to another sale while the charge was asked for
  const sale = books.sale(saleId)?.sale
  const tender = sale?.tenders.find((each) => each.id === tenderId)
  const obstacle = sale === undefined || tender === undefined ? 'no_money' : refundObstacle(sale, tender)
  if (obstacle !== null) return err({ type: 'refund_not_possible', reason: obstacle })
  const allowed = checkRefund(capturedOf(books, refund), refundsBeside(books, refund), amount)
  if (!allowed.ok) return allowed
  const chosen = chosenLines(books, refund, lines)
  if (!chosen.ok) return chosen
  const { idempotencyKey, body } = till.gateway.desks.refunds.prepare({
    idempotencyKey: `${till.store.terminalId}:${saleId}:${id}:refund`,
    chargeId: refund.chargeId ?? '',
    amount,
    currency: refund.currency,
    reason,
    metadata: {
      app: 'gerai',
      refund_id: id,
      order_id: saleId,
      sale_number: saleNumber,
      tender_id: tenderId,
      terminal_id: till.store.terminalId,
      ...(words === '' ? {} : { note: words }),
    },
  })
  const at = till.clock.now()
  noteRefund(till, books, refund, { lines: chosen.value, voided: null })
  books.addOutbox({
    id,
    saleId,
    tenderId,
    call: 'refund',
    sessionId: null,
    key: idempotencyKey,
    body,
    createdAt: at,
    nextAt: at,
  })
  return ok(null)
}

/** The provider's name of what was paid. Read anew where it is not known yet: it appears with the money. */
async function chargeOf(till: Till, sale: Sale, tender: Tender): Promise<Result<string, Refusal>> {
  const obstacle = refundObstacle(sale, tender)
  if (obstacle !== null) return err({ type: 'refund_not_possible', reason: obstacle })
  const sessionId = tender.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : null
  if (sessionId === null) return err({ type: 'refund_not_possible', reason: 'charge_unknown' })
  const known = till.store.read.session(sessionId)?.facts.paymentId ?? null
  if (known !== null) return ok(known)
  const read = await callProvider(till, till.gateway.read(sessionId))
  if (!read.ok) return err(toProviderRefusal(read.error))
  const { paymentId, manual } = read.value.facts
  // money that a person confirmed has no charge: the session itself stands for it
  const charge = paymentId ?? (manual ? sessionId : null)
  return charge === null ? err({ type: 'refund_not_possible', reason: 'charge_unknown' }) : ok(charge)
}
