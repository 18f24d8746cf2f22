import { addAmounts, subtractAmount, ZERO, type Amount } from '../../../core/domain/money.ts'
import { linesTotal, refundLines } from '../../../core/domain/refunds/lines.ts'
import {
  formatRefundNumber,
  type Refund,
  type RefundedLine,
  type RefundNote,
} from '../../../core/domain/refunds/refund.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { coveredBy } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksReader, BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { keepNote } from '../people/personal-data.ts'
import { actorId, businessDayNow, settingsOf, type Till } from '../till.ts'

export interface ChosenLine {
  readonly lineId: string
  /** In thousandths of the unit. */
  readonly quantity: number
}

/** One counter for each till and business day, as for sales. */
export const refundCounterName = (tillCode: string, businessDate: string): string =>
  `refund:${tillCode}:${businessDate}`

/** Writes a refund down with its number, which is taken in the running transaction: a refused one leaves no gap. */
export function noteRefund(
  till: Till,
  books: BooksWriter,
  refund: Refund,
  note: Omit<RefundNote, 'number'>,
): void {
  const { id: refundId, saleId, tenderId, amount, reason, words, way } = refund
  const { tillCode } = settingsOf(till)
  const day = businessDayNow(till)
  const number = formatRefundNumber(tillCode, day, books.nextCounter(refundCounterName(tillCode, day)))
  const at = till.clock.now()
  const by = actorId(till)
  const kept = { ...refund, words: words === '' ? '' : keepNote(till, books, words) }
  books.addRefund(kept, by, at, { ...note, number })
  const lender = till.duty.lender()
  const facts = {
    ...{ refundId, number, amount, reason, way, by },
    ...(lender === null ? {} : { lentBy: lender.id }),
  }
  books.appendEvent({ at, actor: by, kind: 'refund_asked', saleId, tenderId, facts })
}

const SALE_EVENTS_MOST = 1_000

/**
 * Who allowed a refund: whoever lent the right for that press, else the one who asked and had it. It stands in the log,
 * since a slip may be printed days later, when the provider has decided. Null for one that was made elsewhere.
 */
export function refundApprover(books: BooksReader, refund: Refund, askedBy: string | null): string | null {
  const asked = books
    .events(refund.saleId, SALE_EVENTS_MOST)
    .findLast(({ kind, facts }) => kind === 'refund_asked' && facts['refundId'] === refund.id)
  const lentBy = asked?.facts['lentBy']
  return typeof lentBy === 'string' ? lentBy : askedBy
}

/** The lines that come back, priced as they were paid; refused when they are not worth the amount any more. */
export function chosenLines(
  books: BooksReader,
  { saleId, amount }: Pick<Refund, 'saleId' | 'amount'>,
  chosen: readonly ChosenLine[],
): Result<readonly RefundedLine[], Refusal> {
  const record = books.sale(saleId)
  if (chosen.length === 0 || record === null) return ok([])
  const lines = refundLines(
    { ...record.totals, total: record.sale.total },
    collectedOf(record),
    linesBack(books, saleId),
    chosen,
  )
  if (!lines.ok) return lines
  const worth = linesTotal(lines.value)
  return worth === amount ? lines : err({ type: 'refund_lines_changed', amount: worth })
}

/** The sale's total with the rounding of its cash: what the lines together have cost the customer. */
export const collectedOf = ({ sale }: Pick<SaleRecord, 'sale'>): Amount =>
  addAmounts(
    sale.total,
    ...sale.tenders
      .filter((tender) => coveredBy(sale, tender) > 0)
      .map((tender) => subtractAmount(tender.amount, tender.covers))
      .concat(ZERO),
  )

/** Lines of a sale that went back or are on their way. */
const linesBack = (books: BooksReader, saleId: string): readonly RefundedLine[] =>
  books
    .refundsOfSale(saleId)
    .filter(({ refund }) => refund.state.name !== 'failed')
    .flatMap(({ note }) => note.lines)
