import type { RefundableView, RefundView } from '../../core/contract/after-sale-views.ts'
import { ZERO } from '../../core/domain/money.ts'
import { remainingToRefund } from '../../core/domain/refund.ts'
import type { Tender } from '../../core/domain/sale-tenders.ts'
import type { StoredRefund } from '../../core/ports/after-sale-books.ts'
import { readNote } from './personal-data.ts'
import { capturedOf, refundObstacle } from './refund-steps.ts'
import type { Till } from './till.ts'

/** The refunds of a sale as the cashier sees them, oldest first. */
export const refundViews = (till: Till, saleId: string): readonly RefundView[] =>
  till.store.read.refundsOfSale(saleId).map((stored) => refundView(till, stored))

function refundView(till: Till, { refund, askedBy, createdAt, updatedAt }: StoredRefund): RefundView {
  const { id, tenderId, way, amount, reason, words, state } = refund
  return {
    id,
    tenderId,
    way,
    amount: 'given' in state ? state.given : amount,
    reason,
    words: words === '' ? null : readNote(till.store.read, words),
    state: state.name,
    refundId: 'refundId' in state ? state.refundId : null,
    failure: state.name === 'failed' ? state.message || state.code : null,
    askedBy: askedBy === null ? null : (till.store.read.person(askedBy)?.name ?? askedBy),
    createdAt,
    updatedAt,
  }
}

/** What the provider can still give back of a payment. */
export function refundableOf(till: Till, tender: Tender): RefundableView {
  const obstacle = refundObstacle(tender)
  if (obstacle !== null || tender.type !== 'provider') return { captured: ZERO, remaining: ZERO, obstacle }
  const { id: tenderId, saleId, state } = tender
  const sessionId = 'sessionId' in state ? state.sessionId : null
  const chargeId = sessionId === null ? null : (till.store.read.session(sessionId)?.facts.paymentId ?? null)
  const refunds = till.store.read.refundsOf({ tenderId, chargeId }).map(({ refund }) => refund)
  const captured = capturedOf(till.store.read, { saleId, tenderId })
  return { captured, remaining: remainingToRefund(captured, refunds), obstacle: null }
}
