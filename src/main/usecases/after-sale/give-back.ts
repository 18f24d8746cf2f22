import {
  checkRefund,
  checkVoidSlip,
  isRefundOver,
  remainingToRefund,
  reservedBy,
  type Refund,
  type RefundFacts,
  type RefundObstacle,
  type RefundReason,
  type VoidSlip,
} from '../../../core/domain/refunds/refund.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { cashToHand, coinsOwed } from '../../../core/domain/refunds/coins.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import type { BooksReader, BooksWriter, SaleRecord } from '../../../core/ports/store.ts'
import { callProvider } from '../provider/calls.ts'
import { queueDrawer } from '../printing/queue-prints.ts'
import { chosenLines, noteRefund, type ChosenLine } from './refund-notes.ts'
import { capturedOf, feedRefund, moneyObstacle, refundsBeside, takeList } from './refund-steps.ts'
import { DRAWER } from '../selling/takings.ts'
import { settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** Money that a person gives back: notes out of the drawer, or a card slip voided on its terminal. */
export interface GiveBack {
  cash(input: GivenBack): Promise<Result<SaleRecord, Refusal>>
  /** Notes a void that the terminal has printed; it takes back the whole slip. */
  void(input: Omit<GivenBack, 'amount' | 'lines'> & { readonly slip: VoidSlip }): Result<SaleRecord, Refusal>
}

export interface GivenBack {
  readonly saleId: string
  readonly tenderId: string
  readonly amount: Amount
  readonly lines: readonly ChosenLine[]
  readonly reason: RefundReason
  readonly words: string
  readonly attemptId: string
}

export function createGiveBack(till: Till): GiveBack {
  return {
    cash: async (input) => {
      const again = madeBefore(till, input.attemptId)
      if (again !== null) return again
      const tender = tenderOf(till.store.read, input)
      if (tender === null) return err({ type: 'tender_unknown', tenderId: input.tenderId })
      const planned = { ...refundOf(input, tender, 'cash', input.amount), chargeId: chargeIdOf(till, tender) }
      await look(till, planned)
      return store(till, planned.saleId, (books) => giveCash(till, books, planned, input))
    },
    void: (input) => {
      const again = madeBefore(till, input.attemptId)
      if (again !== null) return again
      const tender = tenderOf(till.store.read, input)
      if (tender === null) return err({ type: 'tender_unknown', tenderId: input.tenderId })
      const slip = checkVoidSlip(input.slip)
      if (!slip.ok) return slip
      return store(till, input.saleId, (books) => {
        const planned = refundOf(input, tender, 'terminal', tender.amount)
        return giveVoid(till, books, planned, slip.value)
      })
    },
  }
}

/** The drawer's job comes first, then the slip; the drawer opens only after all of it is stored. */
function giveCash(
  till: Till,
  books: BooksWriter,
  refund: Refund,
  { lines }: Pick<GivenBack, 'lines'>,
): Result<null, Refusal> {
  if (books.refund(refund.id) !== null) return ok(null) // the same key press, sent twice
  const tender = tenderOf(books, refund)
  const obstacle = tender === null ? 'no_money' : cashObstacle(till, books, tender)
  if (obstacle === 'no_shift') return err({ type: 'shift_needed' })
  if (obstacle !== null) return err({ type: 'refund_not_possible', reason: obstacle })
  const captured = capturedOf(books, refund)
  const beside = refundsBeside(books, refund)
  const allowed = checkRefund(captured, beside, refund.amount)
  if (!allowed.ok) return allowed
  const handed = cashToHand({
    ...{ amount: refund.amount, owed: coinsOwed(beside), left: remainingToRefund(captured, beside) },
    step: settingsOf(till).cashRoundingStep,
  })
  if (!handed.ok) return handed
  const chosen = chosenLines(books, refund, lines)
  if (!chosen.ok) return chosen
  noteRefund(till, books, refund, { lines: chosen.value, voided: null })
  queueDrawer(till, books, refund.saleId, 'refund')
  return done(till, books, refund, handed.value)
}

function giveVoid(till: Till, books: BooksWriter, refund: Refund, voided: VoidSlip): Result<null, Refusal> {
  if (books.refund(refund.id) !== null) return ok(null)
  const tender = tenderOf(books, refund)
  const obstacle = tender === null ? 'no_money' : voidObstacle(books, tender)
  if (obstacle !== null) return err({ type: 'refund_not_possible', reason: obstacle })
  noteRefund(till, books, refund, { lines: [], voided })
  return done(till, books, refund)
}

function done(
  till: Till,
  books: BooksWriter,
  refund: Refund,
  given: Amount = refund.amount,
): Result<null, Refusal> {
  const kept = books.refund(refund.id)?.refund ?? refund
  const stepped = feedRefund(till, books, kept, { type: 'handed_over', given })
  return stepped.ok ? ok(null) : stepped
}

/** Why no cash can be given back for this payment; null when it can. */
export function cashObstacle(till: Till, books: BooksReader, tender: Tender): RefundObstacle | null {
  const obstacle = moneyObstacle(tender)
  if (obstacle !== null) return obstacle
  return settingsOf(till).shiftRequired && books.openShift(DRAWER) === null ? 'no_shift' : null
}

/** Why this payment cannot be voided; null when it can. */
export function voidObstacle(books: BooksReader, tender: Tender): RefundObstacle | null {
  if (tender.kind === 'qris' || tender.kind === 'static_qris') return 'void_qris'
  if (tender.kind !== 'edc') return 'void_not_card'
  const obstacle = moneyObstacle(tender)
  if (obstacle !== null) return obstacle
  if (books.isCardSettled(tender.id)) return 'void_settled'
  const back = books.refundsOf({ tenderId: tender.id, chargeId: null })
  return back.some(({ refund }) => reservedBy(refund) > 0 || !isRefundOver(refund))
    ? 'void_partly_back'
    : null
}

/**
 * What went back through the provider's own pages is counted first, where it can be asked. Without a network the cashier
 * who stands before the customer decides by what is known here.
 */
async function look(till: Till, refund: Refund): Promise<void> {
  if (refund.chargeId === null || till.gateway.name === 'none') return
  if (till.network.current().state === 'offline') return
  const rows = await callProvider(till, till.gateway.desks.refunds.ofCharge(refund.chargeId))
  if (rows.ok) take(till, refund, rows.value)
}

function take(till: Till, refund: Refund, rows: readonly RefundFacts[]): void {
  till.store.write((books) => {
    takeList(till, books, refund, rows)
  })
}

function madeBefore(till: Till, attemptId: string): Result<SaleRecord, Refusal> | null {
  const known = till.store.read.refund(attemptId)
  return known === null ? null : recordOf(till, known.refund.saleId)
}

function recordOf(till: Till, saleId: string): Result<SaleRecord, Refusal> {
  const record = till.store.read.sale(saleId)
  return record === null ? err({ type: 'sale_unknown' }) : ok(record)
}

function store(
  till: Till,
  saleId: string,
  work: (books: BooksWriter) => Result<null, Refusal>,
): Result<SaleRecord, Refusal> {
  const stored = writeOrRefuse(till, work)
  till.changed.ring()
  return stored.ok ? recordOf(till, saleId) : stored
}

const tenderOf = (
  books: BooksReader,
  { saleId, tenderId }: Pick<Refund, 'saleId' | 'tenderId'>,
): Tender | null => books.sale(saleId)?.sale.tenders.find((each) => each.id === tenderId) ?? null

/** The provider's name of what was paid, as far as it is known here. */
export function chargeIdOf(till: Till, tender: Tender): string | null {
  const sessionId = tender.type === 'provider' && 'sessionId' in tender.state ? tender.state.sessionId : null
  return sessionId === null ? null : (till.store.read.session(sessionId)?.facts.paymentId ?? null)
}

const refundOf = (
  { attemptId: id, saleId, tenderId, reason, words }: Omit<GivenBack, 'amount' | 'lines'>,
  { currency }: Tender,
  way: Refund['way'],
  amount: Amount,
): Refund => ({
  ...{ id, saleId, tenderId, way, chargeId: null, amount, currency, reason, words },
  state: { name: 'intended' },
})
