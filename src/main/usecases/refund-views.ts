import type { RefundableView, RefundView, RefundWayView } from '../../core/contract/after-sale-views.ts'
import { ZERO } from '../../core/domain/money.ts'
import { remainingToRefund } from '../../core/domain/refund.ts'
import type { Tender } from '../../core/domain/sale-tenders.ts'
import type { StoredRefund } from '../../core/ports/after-sale-books.ts'
import { cashObstacle, chargeIdOf, voidObstacle } from './give-back.ts'
import { readNote } from './personal-data.ts'
import { capturedOf, refundObstacle } from './refund-steps.ts'
import type { Till } from './till.ts'

/** The refunds of a sale as the cashier sees them, oldest first. */
export const refundViews = (till: Till, saleId: string): readonly RefundView[] =>
  till.store.read.refundsOfSale(saleId).map((stored) => refundView(till, stored))

function refundView(till: Till, { refund, note, askedBy, createdAt, updatedAt }: StoredRefund): RefundView {
  const { id, tenderId, way, amount, reason, words, state } = refund
  return {
    id,
    number: note.number,
    tenderId,
    way,
    amount: 'given' in state ? state.given : amount,
    reason,
    words: words === '' ? null : readNote(till.store.read, words),
    state: state.name,
    refundId: 'refundId' in state ? state.refundId : null,
    failure: state.name === 'failed' ? state.message || state.code : null,
    askedBy: askedBy === null ? null : (till.store.read.person(askedBy)?.name ?? askedBy),
    lines: note.lines,
    hasSlip:
      till.store.read.refundDocuments(id).length > 0 || (note.number !== null && state.name === 'requesting'),
    createdAt,
    updatedAt,
  }
}

/** What can still be given back of a payment, and in which ways. */
export function refundableOf(till: Till, tender: Tender): RefundableView {
  const obstacle = refundObstacle(tender)
  const { id: tenderId, saleId } = tender
  const { read } = till.store
  const captured = capturedOf(read, { saleId, tenderId })
  if (captured === 0) return { captured, remaining: ZERO, obstacle, ways: [] }
  const chargeId = chargeIdOf(till, tender)
  const refunds = read.refundsOf({ tenderId, chargeId }).map(({ refund }) => refund)
  return { captured, remaining: remainingToRefund(captured, refunds), obstacle, ways: waysOf(till, tender) }
}

function waysOf(till: Till, tender: Tender): readonly RefundWayView[] {
  const { read } = till.store
  const cash: RefundWayView = { way: 'cash', obstacle: cashObstacle(till, read, tender) }
  const voided: RefundWayView = { way: 'terminal', obstacle: voidObstacle(read, tender) }
  if (tender.type === 'provider') {
    const obstacle = till.gateway.name === 'none' ? 'not_by_provider' : refundObstacle(tender)
    return [{ way: 'provider', obstacle }, cash, voided]
  }
  return tender.kind === 'cash' ? [cash] : tender.kind === 'edc' ? [voided, cash] : [cash, voided]
}
