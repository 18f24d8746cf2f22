import type {
  CashMovementRow,
  ClosedShiftView,
  ReportView,
  ShiftRow,
} from '../../../core/contract/views/shift.ts'
import { headText, EMPTY_CHAIN } from '../../../core/domain/books/event-chain.ts'
import { amountOf, negate, type Amount } from '../../../core/domain/money.ts'
import type { CashCount, CashMovementSlip, ShiftOpenSlip } from '../../../core/domain/receipts/receipt.ts'
import { printerOf } from '../../../core/domain/printers.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import {
  checkCount,
  compareCount,
  expectedCash,
  formatShiftNumber,
  type Shift,
  type TypedCount,
} from '../../../core/domain/shifts/shift.ts'
import type { ShiftCount } from '../../../core/ports/shift-books.ts'
import type { BooksWriter, EventRow } from '../../../core/ports/store.ts'
import { keepNote } from '../people/personal-data.ts'
import { queueCopy } from '../printing/print.ts'
import { queueDrawer, queueSlip } from '../printing/queue-prints.ts'
import { slipFrame } from '../printing/receipts.ts'
import { reportOf } from './report.ts'
import { closedShift, movementRow, reportView, shiftRow } from '../views/shift.ts'
import { addTaking, DRAWER, outsideNow } from '../selling/takings.ts'
import { actorId, businessDayNow, settingsOf, writeOrRefuse, type Till } from '../till.ts'

/** Opens a shift: the float goes into the ledger first, and a slip says who took the drawer over. */
export function openShift(
  till: Till,
  input: { readonly attemptId: string; readonly float: Amount; readonly counts: TypedCount },
): Result<ShiftRow, Refusal> {
  const { attemptId: id } = input
  const settings = settingsOf(till)
  const { currency, tillCode } = settings
  const counted = checkCount(input.counts, currency)
  if (!counted.ok) return counted
  const float = input.counts.length === 0 ? input.float : counted.value.total
  const stored = writeOrRefuse(till, (books) => {
    const again = books.shift(id)
    if (again !== null) return ok(again) // the same key press, sent twice
    const open = books.openShift(DRAWER)
    if (open !== null) return err(alreadyOpen(books, open))
    const at = till.clock.now()
    const shift: Omit<Shift, 'closed'> = {
      id,
      number: formatShiftNumber(tillCode, 'S', books.nextCounter('shift')),
      drawer: DRAWER,
      currency,
      openedBy: actorId(till),
      openedAt: at,
      businessDate: businessDayNow(till),
      float,
      outside: outsideNow(books),
      eventsAfter: books.chainHead()?.seq ?? 0,
    }
    books.addShift(shift)
    addTaking(
      till,
      books,
      { source: `float:${id}`, what: 'float', method: 'cash', amount: float, currency },
      at,
    )
    const slip: ShiftOpenSlip = {
      ...slipFrame(till, settings, at),
      ...{ kind: 'shift_open', shiftNumber: shift.number, float, counted: counted.value.counts },
    }
    printDocument(till, books, slip, 'shift')
    tell(till, books, 'shift_opened', { shiftId: id, number: shift.number, float })
    return ok({ ...shift, closed: null })
  })
  till.changed.ring()
  return stored.ok ? ok(shiftRow(till, stored.value)) : stored
}

const alreadyOpen = (books: BooksWriter, { number, openedBy }: Shift): Refusal => ({
  type: 'shift_already_open',
  number,
  openedBy: books.person(openedBy)?.name ?? openedBy,
})

/** Cash into the drawer or out of it without a sale: ledger, slip and the drawer's opening together. */
export function moveCash(
  till: Till,
  direction: 'in' | 'out',
  input: {
    readonly attemptId: string
    readonly shiftId: string
    readonly amount: Amount
    readonly reason: string
  },
): Result<CashMovementRow, Refusal> {
  const { attemptId, shiftId, amount } = input
  const reason = input.reason.trim()
  if (reason === '') return err({ type: 'reason_missing' })
  const source = `cash:${attemptId}`
  const what = direction === 'in' ? 'cash_in' : 'cash_out'
  const stored = writeOrRefuse(till, (books) => {
    const again = movementEvent(books, source)
    if (again !== null) return ok(again)
    const shift = books.openShift(DRAWER)
    if (shift === null || shift.id !== shiftId) return err({ type: 'shift_not_open' })
    const at = till.clock.now()
    const { currency } = shift
    const signed = direction === 'in' ? amount : negate(amount)
    addTaking(till, books, { source, what, method: 'cash', amount: signed, currency }, at)
    const settings = settingsOf(till)
    const number = formatShiftNumber(settings.tillCode, 'K', books.nextCounter('cash_movement'))
    // a stored slip never changes: what was typed stands in it by its ref, which can be erased
    const kept = keepNote(till, books, reason)
    const slip: CashMovementSlip = {
      ...slipFrame(till, settings, at),
      ...{ kind: 'cash_movement', direction, number, amount, reason: kept, approvedBy: null, currency },
    }
    printDocument(till, books, slip, what)
    queueDrawer(till, books, null, what)
    tell(till, books, what, { shiftId, number, amount, reason: kept, source })
    return ok(movementEvent(books, source))
  })
  till.changed.ring()
  if (!stored.ok) return stored
  if (stored.value === null) throw new Error(`the movement ${source} has no event`)
  return ok(movementRow(till, stored.value))
}

/** The event of a movement that is in the ledger already. */
function movementEvent(books: BooksWriter, source: string): EventRow | null {
  const taking = books.taking(source)
  const shift = taking?.shiftId == null ? null : books.shift(taking.shiftId)
  if (shift === null) return null
  const events = books.eventsSince(shift.eventsAfter, ['cash_in', 'cash_out'])
  return events.find(({ facts }) => facts['source'] === source) ?? null
}

/** Opens the drawer to count it. Each press opens it once more, and each stands in the log and on the Z. */
export function openToCount(till: Till, shiftId: string): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    if (books.openShift(DRAWER)?.id !== shiftId) return err({ type: 'shift_not_open' })
    const { uri, profile } = printerOf(books.printers(), 'receipt')
    if (uri === 'screen:' || till.printers.profile(profile).drawer === null)
      return err({ type: 'drawer_none' })
    queueDrawer(till, books, null, 'count')
    return ok(null)
  })
}

/** The sums so far, kept and printed; changes nothing else. */
export function printX(till: Till, attemptId: string): Result<ReportView, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    if (books.document(attemptId) !== null) return ok(null)
    const shift = books.openShift(DRAWER)
    if (shift === null) return err({ type: 'shift_not_open' })
    const at = till.clock.now()
    const number = formatShiftNumber(settingsOf(till).tillCode, 'X', books.nextCounter('x_report'))
    printDocument(
      till,
      books,
      reportOf(till, books, shift, { number, at, given: null }),
      'x_report',
      attemptId,
    )
    tell(till, books, 'x_printed', { shiftId: shift.id, number })
    return ok(null)
  })
  till.changed.ring()
  return stored.ok ? reportView(till, attemptId) : stored
}

/**
 * Takes the count and closes. The count is written down whatever follows, so that it can be given once only without
 * knowing what ought to be there; a difference without a reason leaves the shift open.
 */
export function closeShift(
  till: Till,
  input: {
    readonly attemptId: string
    readonly shiftId: string
    readonly counts: TypedCount
    readonly reason: string
  },
): Result<ClosedShiftView, Refusal> {
  const { attemptId, shiftId } = input
  const stored = writeOrRefuse(till, (books): Result<Refusal | null, Refusal> => {
    const shift = books.shift(shiftId)
    if (shift?.closed?.attemptId === attemptId) return ok(null) // the same key press, sent twice
    if (shift === null || shift.closed !== null) return err({ type: 'shift_not_open' })
    const checked = checkCount(input.counts, shift.currency)
    if (!checked.ok) return checked
    const { counts, total: counted } = checked.value
    const expected = expectedCash(books.takingsOf(shiftId))
    noteCount(till, books, shift, { attemptId, counts, counted, expected })
    const compared = compareCount(counted, expected, input.reason)
    // the count stays in the books, so this refusal must not take the transaction back
    if (!compared.ok) return ok(compared.error)
    writeZ(till, books, shift, { attemptId, counts, counted, expected, ...compared.value })
    return ok(null)
  })
  till.changed.ring()
  if (!stored.ok) return stored
  return stored.value === null ? closedShift(till, shiftId) : err(stored.value)
}

/**
 * Each count stays, also one that did not fit: a count that is made to fit is seen. The same count again, now with a
 * reason, is no new one.
 */
function noteCount(
  till: Till,
  books: BooksWriter,
  shift: Shift,
  given: Pick<ShiftCount, 'attemptId' | 'counts' | 'counted' | 'expected'>,
): void {
  const { counts, counted, expected } = given
  const earlier = books.shiftCounts(shift.id)
  const last = earlier.at(-1)
  if (last?.expected === expected && JSON.stringify(last.counts) === JSON.stringify(counts)) return
  const isTaken = earlier.some((each) => each.attemptId === given.attemptId)
  const attemptId = isTaken ? till.ids.next() : given.attemptId
  books.addShiftCount(shift.id, { ...given, attemptId, actor: actorId(till), at: till.clock.now() })
  const facts = { shiftId: shift.id, number: shift.number, counted, expected }
  tell(till, books, 'drawer_counted', { ...facts, variance: amountOf(counted - expected) })
}

function writeZ(
  till: Till,
  books: BooksWriter,
  shift: Shift,
  given: {
    readonly attemptId: string
    readonly counts: readonly CashCount[]
    readonly counted: Amount
    readonly expected: Amount
    readonly variance: Amount
    readonly reason: string | null
  },
): void {
  const at = till.clock.now()
  const by = actorId(till)
  const zNumber = formatShiftNumber(settingsOf(till).tillCode, 'Z', books.nextCounter('z_report'))
  const { attemptId, counts, counted, expected, variance } = given
  const reason = given.reason === null ? null : keepNote(till, books, given.reason)
  const report = reportOf(till, books, shift, { number: zNumber, at, given: { ...given, reason } })
  const documentId = printDocument(till, books, report, 'z_report')
  books.closeShift(shift.id, {
    ...{ attemptId, zNumber, by, at, counts, counted, expected, variance, reason, documentId },
  })
  const logEnd = headText(books.chainHead() ?? EMPTY_CHAIN)
  const kind = shift.openedBy === by ? 'shift_closed' : 'shift_closed_for_other'
  tell(till, books, kind, {
    ...{ shiftId: shift.id, number: shift.number, zNumber, counted, expected, variance },
    ...{ reason: reason ?? '', person: shift.openedBy, logEnd },
  })
}

/** A Z once more, marked as a copy. */
export function reprintZ(till: Till, shiftId: string): Result<null, Refusal> {
  return writeOrRefuse(till, (books) => {
    const documentId = books.shift(shiftId)?.closed?.documentId
    if (documentId === undefined) return err({ type: 'shift_unknown' })
    queueCopy(till, books, documentId, null)
    return ok(null)
  })
}

/** Stores a slip of the shop and puts it in the printer's queue. */
export function printDocument(
  till: Till,
  books: BooksWriter,
  document: Parameters<BooksWriter['addDocument']>[2],
  reason: string,
  id = till.ids.next(),
): string {
  books.addDocument(id, null, document, till.clock.now())
  queueSlip(till, books, { documentId: id, saleId: null, reason })
  return id
}

export function tell(till: Till, books: BooksWriter, kind: string, facts: EventRow['facts']): void {
  books.appendEvent({
    at: till.clock.now(),
    actor: actorId(till),
    kind,
    saleId: null,
    tenderId: null,
    facts,
  })
}
