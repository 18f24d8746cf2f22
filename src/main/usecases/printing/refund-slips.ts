import { subtractAmount, ZERO } from '../../../core/domain/money.ts'
import type { RefundSlip } from '../../../core/domain/receipts/receipt.ts'
import { templateOf } from '../../../core/domain/receipts/template.ts'
import type { Refund } from '../../../core/domain/refunds/refund.ts'
import { REFUND_REASON_WORDS } from '../../../core/domain/refunds/reason-words.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import type { StoredRefund } from '../../../core/ports/after-sale-books.ts'
import type { BooksReader, BooksWriter } from '../../../core/ports/store.ts'
import { queueCopy } from './print.ts'
import { refundApprover } from '../after-sale/refund-notes.ts'
import { queueSlip } from './queue-prints.ts'
import { customerFrame } from './receipts.ts'
import { actorName, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/**
 * Keeps and prints the slip of a refund as it stands, once for each standing. The first goes to the printer by itself; when
 * a provider has decided later, the new one is kept, and printed too where the shop wants that, marked as a copy.
 */
export function printRefundSlip(
  till: Till,
  books: BooksWriter,
  refundId: string,
  { alsoUnknown = false }: { readonly alsoUnknown?: boolean } = {},
): void {
  const stored = books.refund(refundId)
  const status = stored === null ? null : statusOf(stored.refund, alsoUnknown)
  if (stored === null || status === null) return
  const earlier = books.refundDocuments(refundId)
  if (earlier.some((each) => statusIn(books, each) === status)) return
  const slip = slipOf(till, books, stored, status)
  if (slip === null) return
  const documentId = till.ids.next()
  const { saleId } = stored.refund
  books.addDocument(documentId, saleId, slip, till.clock.now())
  books.addRefundDocument(refundId, documentId)
  const settings = settingsOf(till)
  if (!settings.printAutomatically) return
  const isFirst = earlier.every((each) => books.printsOf(each) === 0)
  if (!isFirst && !templateOf(settings.receipt).refundAgain) return
  const copy = { number: earlier.length, printedAt: till.clock.now(), askedBy: actorName(till) }
  queueSlip(till, books, { documentId, saleId, reason: 'refund' }, isFirst ? null : copy)
}

/** Prints the newest slip of a refund: the original when it has not been printed, else a copy that says so. */
export function reprintRefund(till: Till, refundId: string): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    const stored = books.refund(refundId)
    if (stored === null) return err({ type: 'refund_missing' })
    const { saleId } = stored.refund
    const before = books.refundDocuments(refundId).length
    if (before === 0) printRefundSlip(till, books, refundId, { alsoUnknown: true })
    const documentId = books.refundDocuments(refundId).at(-1)
    if (documentId === undefined) return err({ type: 'nothing_to_print' })
    if (books.printsOf(documentId) > 0) {
      // what was just made has gone to the printer by itself
      if (before > 0) queueCopy(till, books, documentId, saleId)
    } else queueSlip(till, books, { documentId, saleId, reason: 'asked' })
    return ok(null)
  })
}

/** How the slip says that it stands; null while there is nothing to say, or nothing went back. */
function statusOf({ way, state }: Refund, alsoUnknown: boolean): RefundSlip['status'] | null {
  if (way === 'elsewhere') return null
  switch (state.name) {
    case 'succeeded':
      return 'done'
    case 'pending':
      return 'pending'
    case 'requesting':
      return alsoUnknown ? 'unknown' : null
    case 'intended':
    case 'failed':
      return null
    default:
      return unreachable(state)
  }
}

function statusIn(books: BooksReader, documentId: string): RefundSlip['status'] | null {
  const document = books.document(documentId)
  return document?.kind === 'refund' ? document.status : null
}

function slipOf(
  till: Till,
  books: BooksReader,
  { refund, note, askedBy }: StoredRefund,
  status: RefundSlip['status'],
): RefundSlip | null {
  const record = books.sale(refund.saleId)
  const tender = record?.sale.tenders.find(({ id }) => id === refund.tenderId)
  if (record === null || tender === undefined || note.number === null) return null
  const frame = customerFrame(till, settingsOf(till), till.clock.now())
  const { state, way } = refund
  const approver = refundApprover(books, refund, askedBy)
  const amount = 'given' in state ? state.given : refund.amount
  const rounding = way === 'cash' ? subtractAmount(amount, refund.amount) : ZERO
  return {
    ...frame,
    kind: 'refund',
    what: way === 'terminal' ? 'void' : 'refund',
    number: note.number,
    cashier: askedBy === null ? frame.cashier : (books.person(askedBy)?.name ?? frame.cashier),
    currency: refund.currency,
    saleNumber: record.number,
    saleId: record.sale.id,
    soldAt: record.paidAt ?? record.createdAt,
    lines: note.lines.map(({ name, quantity, amount }) => ({ name, quantity, amount })),
    amount,
    ...(rounding === 0 ? {} : { rounding }),
    way: way === 'cash' ? 'cash' : tender.kind,
    reference: referenceOf({ refund, note }),
    status,
    reason: REFUND_REASON_WORDS[frame.language][refund.reason],
    approvedBy: approver === null ? null : (books.person(approver)?.name ?? null),
  }
}

function referenceOf({ refund, note }: Pick<StoredRefund, 'refund' | 'note'>): string | null {
  if (note.voided !== null)
    return [note.voided.rrn, note.voided.approvalCode].filter((part) => part !== '').join(' / ')
  return 'refundId' in refund.state ? refund.state.refundId : null
}
