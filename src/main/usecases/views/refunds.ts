import type {
  MoneyBackView,
  RefundableView,
  RefundView,
  RefundWayView,
} from '../../../core/contract/views/after-sale.ts'
import { moneyBack } from '../../../core/domain/refunds/money-back.ts'
import { ZERO } from '../../../core/domain/money.ts'
import { coinsOwed } from '../../../core/domain/refunds/coins.ts'
import { remainingToRefund, type RefundObstacle } from '../../../core/domain/refunds/refund.ts'
import { isCounted, type Sale, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { StoredRefund } from '../../../core/ports/after-sale-books.ts'
import type { SaleRecord } from '../../../core/ports/store.ts'
import { cashObstacle, chargeIdOf, voidObstacle } from '../after-sale/give-back.ts'
import { readNote } from '../people/personal-data.ts'
import { refundApprover } from '../after-sale/refund-notes.ts'
import { capturedOf, refundObstacle } from '../after-sale/refund-steps.ts'
import type { Till } from '../till.ts'

/** The refunds of a sale as the cashier sees them, oldest first, and what they come to together. */
export function refundsSeen(
  till: Till,
  { sale }: Pick<SaleRecord, 'sale'>,
): { readonly refunds: readonly RefundView[]; readonly back: MoneyBackView | null } {
  const stored = till.store.read.refundsOfSale(sale.id)
  return { refunds: stored.map((each) => refundView(till, each)), back: backOf(sale, stored) }
}

/** What became of a sale's money; a sale that counts none has nothing that could go back. */
export const moneyBackOf = (till: Till, { sale }: Pick<SaleRecord, 'sale'>): MoneyBackView | null =>
  sale.tenders.some(isCounted) ? backOf(sale, till.store.read.refundsOfSale(sale.id)) : null

function backOf(sale: Sale, stored: readonly StoredRefund[]): MoneyBackView | null {
  const back = moneyBack(
    sale,
    stored.map(({ refund }) => refund),
  )
  if (back === null) return null
  const numbers = stored.flatMap(({ refund, note }) =>
    refund.state.name === 'failed' || note.number === null ? [] : [note.number],
  )
  return { ...back, numbers }
}

function refundView(till: Till, { refund, note, askedBy, createdAt, updatedAt }: StoredRefund): RefundView {
  const { id, tenderId, way, amount, reason, words, state } = refund
  const approver = refundApprover(till.store.read, refund, askedBy)
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
    askedBy: askedBy === null ? null : personName(till, askedBy),
    approvedBy: approver === null || approver === askedBy ? null : personName(till, approver),
    lines: note.lines,
    hasSlip:
      till.store.read.refundDocuments(id).length > 0 || (note.number !== null && state.name === 'requesting'),
    createdAt,
    updatedAt,
  }
}

const personName = (till: Till, id: string): string => till.store.read.person(id)?.name ?? id

/** What can still be given back of a payment, and in which ways. */
export function refundableOf(till: Till, sale: Sale, tender: Tender): RefundableView {
  const obstacle = refundObstacle(sale, tender)
  const { id: tenderId, saleId } = tender
  const { read } = till.store
  const captured = capturedOf(read, { saleId, tenderId })
  if (captured === 0) return { captured, remaining: ZERO, coinsOwed: ZERO, obstacle, ways: [] }
  const chargeId = chargeIdOf(till, tender)
  const refunds = read.refundsOf({ tenderId, chargeId }).map(({ refund }) => refund)
  return {
    captured,
    remaining: remainingToRefund(captured, refunds),
    coinsOwed: coinsOwed(refunds),
    obstacle,
    ways: waysOf(till, tender, obstacle),
  }
}

function waysOf(till: Till, tender: Tender, byProvider: RefundObstacle | null): readonly RefundWayView[] {
  const { read } = till.store
  const cash: RefundWayView = { way: 'cash', obstacle: cashObstacle(till, read, tender) }
  const voided: RefundWayView = { way: 'terminal', obstacle: voidObstacle(read, tender) }
  if (tender.type === 'provider') {
    const obstacle = till.gateway.name === 'none' ? 'not_by_provider' : byProvider
    return [{ way: 'provider', obstacle }, cash, voided]
  }
  return tender.kind === 'cash' ? [cash] : tender.kind === 'edc' ? [voided, cash] : [cash, voided]
}
