import { lateMoneyOf, tenderOfLateMoney } from '../../../core/domain/tenders/late-money.ts'
import { amountOf } from '../../../core/domain/money.ts'
import type { ProviderTender } from '../../../core/domain/tenders/provider-tender.ts'
import { isRefundOver } from '../../../core/domain/refunds/refund.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { remainingAmount } from '../../../core/domain/tenders/sale-tenders.ts'
import type { SessionFacts } from '../../../core/domain/provider/session.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { closeItemsOf } from '../attention/attention.ts'
import { startTender } from '../selling/open-sale.ts'
import { callProvider, toProviderRefusal } from '../provider/calls.ts'
import { recordStep } from '../selling/record-step.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

/** Where late money goes: a sale that is open, or the order that stands in the cart. */
export type LateMoneyTarget = { readonly kind: 'sale'; readonly saleId: string } | { readonly kind: 'cart' }

/**
 * Puts late money to a sale, by a person's decision. The session is read anew first, because the provider's word is the
 * only truth about money; then the money leaves its old place and pays in the new one in one transaction, and every inbox
 * item about it is settled. It never covers more than the sale is short, and never two sales.
 */
export async function attachLateMoney(
  till: Till,
  input: { readonly tenderId: string; readonly target: LateMoneyTarget; readonly attemptId: string },
): Promise<Result<SaleRecord, Refusal>> {
  const { tenderId, target, attemptId } = input
  const again = till.store.read.saleOfAttempt(attemptId)
  if (again !== null) return ok(again) // the same key press, sent twice
  const source = till.store.read.saleOfTender(tenderId)
  const tender = source?.sale.tenders.find((each) => each.id === tenderId)
  if (source === null || tender?.type !== 'provider') return err({ type: 'tender_unknown', tenderId })
  const { state } = tender
  if (state.name !== 'settled_late') return err({ type: 'attention_action_unfit' })
  const read = await callProvider(till, till.gateway.read(state.sessionId))
  if (!read.ok) return err(toProviderRefusal(read.error))
  const move: Move = { attemptId, tenderId, sourceId: source.sale.id, facts: read.value.facts }
  return target.kind === 'sale' ? toSale(till, move, target.saleId) : toCart(till, move, tender)
}

interface Move {
  readonly attemptId: string
  readonly tenderId: string
  readonly sourceId: string
  readonly facts: SessionFacts
}

function toSale(till: Till, move: Move, saleId: string): Result<SaleRecord, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    // the same key press, sent twice while the session was read
    const again = books.saleOfAttempt(move.attemptId)
    if (again !== null) return ok(again)
    const left = leave(till, books, move, saleId)
    if (!left.ok) return left
    // read after the money has left its old place: the sale may be the same one
    const target = books.sale(saleId)
    if (target === null) return err({ type: 'sale_unknown' })
    if (target.sale.phase === 'canceled') return err({ type: 'sale_canceled' })
    const arrived = arrivedTender(left.value, move, saleId)
    if (!arrived.ok) return arrived
    const remaining = remainingAmount(target.sale)
    if (arrived.value.covers > remaining)
      return err({ type: 'late_money_too_much', remaining, captured: arrived.value.covers })
    const started = { type: 'tender_started', tender: arrived.value } as const
    const paid = recordStep(till, books, target, started, move.attemptId)
    if (paid.ok) settleItems(till, books, move, target.number)
    return paid
  })
  till.changed.ring()
  return stored
}

/** The customer came back and the order was rung up again: the cart becomes a sale, and this money pays it. */
function toCart(till: Till, move: Move, source: ProviderTender): Result<SaleRecord, Refusal> {
  const captured = lateMoneyOf(source)
  if (captured === null) return err({ type: 'late_money_used' })
  return startTender(till, {
    attemptId: move.attemptId,
    saleId: null,
    amount: captured,
    make: (books, record) => {
      const remaining = remainingAmount(record.sale)
      if (captured > remaining) return err({ type: 'late_money_too_much', remaining, captured })
      const left = leave(till, books, move, record.sale.id)
      return left.ok ? arrivedTender(left.value, move, record.sale.id) : left
    },
    after: (books, record) => {
      settleItems(till, books, move, record.number)
      return ok(record)
    },
  })
}

/** Takes the money out of its old place; the tender as it was before. */
function leave(
  till: Till,
  books: BooksWriter,
  { tenderId, sourceId, facts, attemptId }: Move,
  saleId: string,
): Result<ProviderTender, Refusal> {
  const record = books.sale(sourceId)
  const tender = record?.sale.tenders.find((each) => each.id === tenderId)
  if (record === null || tender?.type !== 'provider') return err({ type: 'tender_unknown', tenderId })
  const goingBack = books
    .refundsOf({ tenderId, chargeId: facts.paymentId })
    .some(({ refund }) => !isRefundOver(refund) || refund.state.name === 'succeeded')
  if (goingBack) return err({ type: 'late_money_refunded' })
  const event = { type: 'late_attached', facts, to: { saleId, tenderId: attemptId } } as const
  const stepped = recordStep(till, books, record, { type: 'provider', tenderId, event })
  return stepped.ok ? ok(tender) : stepped
}

function arrivedTender(
  source: ProviderTender,
  { attemptId: tenderId }: Move,
  saleId: string,
): Result<ProviderTender, Refusal> {
  const tender = tenderOfLateMoney(source, { saleId, tenderId })
  return tender === null ? err({ type: 'late_money_used' }) : ok(tender)
}

function settleItems(till: Till, books: BooksWriter, move: Move, saleNumber: string): void {
  const facts = { amount: amountOf(move.facts.amount), saleNumber }
  closeItemsOf(till, books, move.tenderId, { kind: 'attached', by: actorId(till), facts })
}
