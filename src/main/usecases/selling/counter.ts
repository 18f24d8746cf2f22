import type { DraftMark } from '../../../core/contract/views/counter.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Cart } from '../../../core/domain/sale.ts'
import { coveredAmount, isTenderInFlight, type Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { bringCustomerBack, forgetDraftCustomer } from '../after-sale/customers.ts'
import { emptyCart } from './open-sale.ts'
import { recordStep } from './record-step.ts'
import { actorId, putOnCounter, saleOnCounter, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** Replaces the cart that is being built. While a sale is being paid its lines are frozen, so there is no cart. */
export function setDraft(till: Till, cart: Omit<Cart, 'currency'>): Result<DraftMark, Refusal> {
  const onCounter = saleOnCounter(till)
  if (onCounter !== null) return err({ type: 'counter_occupied', saleNumber: onCounter.number })
  const stored = writeOrRefuse(till, (books) => {
    // an emptied cart is for somebody else
    if (cart.lines.length === 0 && (books.draft()?.lines.length ?? 0) > 0) forgetDraftCustomer(books)
    books.saveDraft({ currency: settingsOf(till).currency, ...cart })
    return ok(null)
  })
  const answer = stored.ok ? ok(till.draftMarks.next()) : stored
  till.changed.ring()
  return answer
}

/** Makes room for the next customer. A sale with money or a live code on it is parked, one without is given up. */
export function nextCustomer(till: Till): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const left = leaveCounter(till, books)
    return left.ok ? ok(null) : left
  })
  till.changed.ring()
  return stored
}

function leaveCounter(till: Till, books: BooksWriter): Result<null, Refusal> {
  const record = saleOnCounter(till)
  if (record === null) return ok(null)
  if (record.sale.phase === 'open') {
    const idle = coveredAmount(record.sale) === 0 && !record.sale.tenders.some(mayStillPay)
    if (idle) {
      const canceled = recordStep(till, books, record, { type: 'sale_canceled' })
      if (!canceled.ok) return canceled
    } else {
      const at = till.clock.now()
      const saleId = record.sale.id
      books.appendEvent({ at, actor: actorId(till), kind: 'sale_parked', saleId, tenderId: null, facts: {} })
    }
  }
  putOnCounter(books, null)
  return ok(null)
}

/** A code that was only covered by hand can still be paid, so its sale waits for a person as much as for money. */
const mayStillPay = (tender: Tender): boolean =>
  isTenderInFlight(tender) || (tender.type === 'provider' && tender.state.name === 'superseded')

/** Brings a parked sale back; what stands on the counter is parked or given up first. */
export function resumeSale(till: Till, saleId: string): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const record = books.sale(saleId)
    if (record === null) return err({ type: 'sale_unknown' })
    if (saleOnCounter(till)?.sale.id === saleId) return ok(null)
    const left = leaveCounter(till, books)
    if (!left.ok) return left
    noteResumed(till, books, record)
    putOnCounter(books, saleId)
    return ok(null)
  })
  till.changed.ring()
  return stored
}

const SALE_EVENTS_MOST = 1_000

/** From here on its payment is no news from aside. An old sale that is only looked at was never put aside. */
function noteResumed(till: Till, books: BooksWriter, { sale }: SaleRecord): void {
  const last = books
    .events(sale.id, SALE_EVENTS_MOST)
    .findLast(({ kind }) => kind === 'sale_parked' || kind === 'sale_resumed')
  if (last?.kind !== 'sale_parked') return
  const at = till.clock.now()
  const about = { saleId: sale.id, tenderId: null, facts: {} }
  books.appendEvent({ at, actor: actorId(till), kind: 'sale_resumed', ...about })
}

/** Gives a sale up. Its number stays used; its lines go back into the cart, so nothing has to be typed again. */
export function cancelSale(till: Till, saleId: string): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const record = books.sale(saleId)
    if (record === null) return err({ type: 'sale_unknown' })
    const canceled = recordStep(till, books, record, { type: 'sale_canceled' })
    if (!canceled.ok) return canceled
    if (saleOnCounter(till)?.sale.id === saleId) {
      putOnCounter(books, null)
      // unless the next customer's is being typed already
      if ((books.draft()?.lines.length ?? 0) === 0) {
        books.saveDraft(cartOf(till, record))
        bringCustomerBack(books, saleId)
      }
    }
    return ok(null)
  })
  till.changed.ring()
  return stored
}

const cartOf = (till: Till, record: SaleRecord): Cart => ({
  ...emptyCart(till),
  lines: record.totals.lines.map(({ id, productId, name, quantity, unitPrice, tax, discount, note }) => ({
    id,
    productId,
    name,
    quantity,
    unitPrice,
    tax,
    discount,
    note,
  })),
  discount:
    record.totals.orderDiscount === 0 ? null : { kind: 'amount', amount: record.totals.orderDiscount },
})
