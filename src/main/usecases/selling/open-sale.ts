import { amountOf } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { formatSaleNumber, priceCart, type Cart } from '../../../core/domain/sale.ts'
import { isTenderInFlight, remainingAmount, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { takeCustomerAlong } from '../after-sale/customers.ts'
import { recordStep } from './record-step.ts'
import { DRAWER } from './takings.ts'
import {
  actorId,
  actorName,
  businessDayNow,
  putOnCounter,
  saleOnCounter,
  settingsOf,
  writeOrRefuse,
  type Till,
} from '../till.ts'

export const emptyCart = (till: Till): Cart => ({
  currency: settingsOf(till).currency,
  lines: [],
  discount: null,
})

/** One count for each till code and business day. */
export const saleCounterName = (tillCode: string, businessDate: string): string =>
  `sale:${tillCode}:${businessDate}`

/** What a tender is made from, once the sale is known: the part of the sale it may cover. */
export interface TenderPlan {
  readonly attemptId: string
  /** The sale that stood on the counter at the key press; null when the first tender opens one from the cart. */
  readonly saleId: string | null
  /** The part to cover; null is all that remains. */
  readonly amount: number | null
  /** Makes the tender and stores what belongs to it (evidence, outbox entry, drawer) in the same transaction. */
  make(books: BooksWriter, record: SaleRecord, covers: ReturnType<typeof amountOf>): Result<Tender, Refusal>
  /** Runs after the tender was stored, in the same transaction. */
  after?(books: BooksWriter, record: SaleRecord, tender: Tender): Result<SaleRecord, Refusal>
}

/**
 * Starts a tender on the sale that stands on the counter, opening the sale from the cart when it is the first one: its
 * lines freeze and its number is given here, in the same transaction as the tender.
 */
export function startTender(till: Till, plan: TenderPlan): Result<SaleRecord, Refusal> {
  const again = till.store.read.saleOfAttempt(plan.attemptId)
  if (again !== null) return ok(again) // the same key press, sent twice
  const stored = writeOrRefuse(till, (books) => {
    if (settingsOf(till).shiftRequired && books.openShift(DRAWER) === null)
      return err({ type: 'shift_needed' })
    const opened = currentOrNew(till, books)
    if (!opened.ok) return opened
    const { record, isNew } = opened.value
    const moved = counterMoved(plan.saleId, record, isNew)
    if (moved !== null) return err(moved)
    const remaining = remainingAmount(record.sale)
    const covers = plan.amount === null ? remaining : amountOf(plan.amount)
    if (covers <= 0 && record.sale.phase === 'paid') return err({ type: 'sale_already_paid' })
    const open = record.sale.tenders.find(isTenderInFlight)
    if (covers <= 0 && open !== undefined) {
      return err({ type: 'sale_has_open_tender', tenderId: open.id, kind: open.kind })
    }
    const tender = plan.make(books, record, covers)
    if (!tender.ok) return tender
    if (isNew) insert(till, books, record)
    const started = recordStep(
      till,
      books,
      record,
      { type: 'tender_started', tender: tender.value },
      plan.attemptId,
    )
    if (!started.ok) return started
    return plan.after === undefined ? started : plan.after(books, started.value, tender.value)
  })
  till.changed.ring()
  return stored
}

/** A press waits for the provider at times; meanwhile the counter may have gone to another sale, which it must not pay. */
function counterMoved(pressedOn: string | null, record: SaleRecord, isNew: boolean): Refusal | null {
  if (isNew) return pressedOn === null ? null : { type: 'no_sale_on_counter' }
  return record.sale.id === pressedOn ? null : { type: 'counter_occupied', saleNumber: record.number }
}

function currentOrNew(
  till: Till,
  books: BooksWriter,
): Result<{ record: SaleRecord; isNew: boolean }, Refusal> {
  const current = saleOnCounter(till)
  if (current !== null && current.sale.phase === 'open') return ok({ record: current, isNew: false })
  if (current !== null)
    return err({ type: current.sale.phase === 'paid' ? 'sale_already_paid' : 'sale_canceled' })
  const cart = books.draft() ?? emptyCart(till)
  const { taxRules, tillCode } = settingsOf(till)
  const totals = priceCart(cart, taxRules)
  if (!totals.ok) return totals
  const at = till.clock.now()
  const businessDate = businessDayNow(till)
  const record: SaleRecord = {
    sale: {
      id: till.ids.next(),
      currency: cart.currency,
      total: totals.value.total,
      tenders: [],
      phase: 'open',
    },
    // the counter is taken in the running transaction: a refused sale leaves no gap
    number: formatSaleNumber(
      tillCode,
      businessDate,
      books.nextCounter(saleCounterName(tillCode, businessDate)),
    ),
    totals: totals.value,
    cashier: actorName(till),
    businessDate,
    createdAt: at,
    paidAt: null,
    tenders: [],
  }
  return ok({ record, isNew: true })
}

function insert(till: Till, books: BooksWriter, record: SaleRecord): void {
  books.insertSale(record)
  books.saveDraft(emptyCart(till))
  putOnCounter(books, record.sale.id)
  const { id, total } = record.sale
  const facts = { number: record.number, total, by: actorId(till) }
  books.appendEvent({
    at: record.createdAt,
    actor: actorId(till),
    kind: 'sale_opened',
    saleId: id,
    tenderId: null,
    facts,
  })
  takeCustomerAlong(till, books, id)
}
