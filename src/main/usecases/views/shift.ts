import type {
  CashMovementRow,
  ClosedShiftView,
  CurrentShiftView,
  ReportView,
  ShiftBadge,
  ShiftRow,
} from '../../../core/contract/views/shift.ts'
import { openBatches } from '../../../core/domain/shifts/edc-match.ts'
import { amountOf, ZERO } from '../../../core/domain/money.ts'
import type { Actor } from '../../../core/domain/people/people.ts'
import { rightsOf } from '../../../core/domain/people/permissions.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { DRAWER_PIECES, expectedCash, sumTakings, type Shift } from '../../../core/domain/shifts/shift.ts'
import type { TakingRow } from '../../../core/ports/shift-books.ts'
import type { EventRow, Page, PageQuery } from '../../../core/ports/store.ts'
import { settlementPhotoView } from '../confirmations/evidence-photos.ts'
import { readNote } from '../people/personal-data.ts'
import { sheetOf } from '../printing/slip-sheets.ts'
import { DRAWER, outsideNow } from '../selling/takings.ts'
import { businessDayNow, settingsOf, type Till } from '../till.ts'
import { withTypedWords } from '../people/typed-words.ts'

const CARRIED_SHOWN = 60
const SLIPS_SHOWN = 2_000

const nameOf = (till: Till, id: string | null): string | null =>
  id === null ? null : (till.store.read.person(id)?.name ?? id)

const badgeOf = (till: Till, shift: Shift): ShiftBadge => ({
  id: shift.id,
  number: shift.number,
  openedBy: nameOf(till, shift.openedBy) ?? '-',
  openedAt: shift.openedAt,
  businessDate: shift.businessDate,
})

/** For the status bar; null when none is open. */
export function openBadge(till: Till): ShiftBadge | null {
  const shift = till.store.read.openShift(DRAWER)
  return shift === null ? null : badgeOf(till, shift)
}

export function shiftRow(till: Till, shift: Shift): ShiftRow {
  const { currency, float, closed } = shift
  return {
    ...badgeOf(till, shift),
    ...{ currency, float },
    closed:
      closed === null
        ? null
        : {
            zNumber: closed.zNumber,
            by: nameOf(till, closed.by) ?? '-',
            at: closed.at,
            counted: closed.counted,
            expected: closed.expected,
            variance: closed.variance,
            reason: closed.reason === null ? null : readNote(till.store.read, closed.reason),
          },
  }
}

export function shiftRows(till: Till, query: PageQuery): Page<ShiftRow> {
  const { rows, nextCursor } = till.store.read.closedShifts(query)
  return { rows: rows.map((shift) => shiftRow(till, shift)), nextCursor }
}

/** The shift screen. Who counts blind gets no sum out of which the drawer could be reckoned. */
export function currentShift(till: Till, actor: Actor | null): CurrentShiftView {
  const { read } = till.store
  const settings = settingsOf(till)
  const shift = read.openShift(DRAWER)
  const mayLook = actor !== null && rightsOf(actor.role).includes('see_till_sums')
  const { after, until } = shift === null ? outsideNow(read) : shift.outside
  const lastCount = shift === null ? undefined : read.shiftCounts(shift.id).at(-1)
  const currency = shift?.currency ?? settings.currency
  return {
    shift: shift === null ? null : badgeOf(till, shift),
    currency,
    shiftRequired: settings.shiftRequired,
    businessDate: businessDayNow(till),
    isOwn: shift !== null && shift.openedBy === actor?.id,
    pieces: DRAWER_PIECES[currency],
    float: shift?.float ?? ZERO,
    movements: shift === null ? [] : movementsOf(till, shift),
    sums: shift === null || !mayLook ? null : sumsOf(read.takingsOf(shift.id)),
    lastCount:
      lastCount === undefined
        ? null
        : { at: lastCount.at, counts: lastCount.counts, counted: lastCount.counted },
    outside: sumTakings(read.takingsOutside(after, until)).map(
      ({ method: tender, currency: of, count, amount }) => ({ tender, currency: of, count, amount }),
    ),
    carried: read
      .undecidedTenders(CARRIED_SHOWN)
      .map(({ saleNumber, kind: tender, state, amount, currency: of }) => ({
        ...{ saleNumber, tender, state, amount, currency: of },
      })),
    unsettled: openBatches(read.unsettledSlips(null, SLIPS_SHOWN)),
  }
}

const sumsOf = (rows: readonly TakingRow[]): CurrentShiftView['sums'] => ({
  takings: sumTakings(rows),
  expectedCash: expectedCash(rows),
})

const movementsOf = (till: Till, shift: Shift): readonly CashMovementRow[] =>
  till.store.read
    .eventsSince(shift.eventsAfter, ['cash_in', 'cash_out'])
    .filter(({ facts }) => facts['shiftId'] === shift.id)
    .map((event) => movementRow(till, event))

export function movementRow(till: Till, { kind, at, actor, facts }: EventRow): CashMovementRow {
  const reason = facts['reason']
  return {
    at,
    direction: kind === 'cash_in' ? 'in' : 'out',
    amount: amountOf(Number(facts['amount'] ?? 0)),
    reason: typeof reason === 'string' ? readNote(till.store.read, reason) : null,
    by: nameOf(till, actor),
  }
}

/** A stored report, as data and as paper. */
export function reportView(till: Till, documentId: string): Result<ReportView, Refusal> {
  const stored = till.store.read.document(documentId)
  if (stored?.kind !== 'x_report' && stored?.kind !== 'z_report') return err({ type: 'shift_unknown' })
  const report = withTypedWords(till.store.read, stored)
  return ok({ documentId, report, sheet: sheetOf(till, report) })
}

export function closedShift(till: Till, shiftId: string): Result<ClosedShiftView, Refusal> {
  const { read } = till.store
  const shift = read.shift(shiftId)
  if (shift === null || shift.closed === null) return err({ type: 'shift_unknown' })
  const view = reportView(till, shift.closed.documentId)
  if (!view.ok) return view
  return ok({
    ...view.value,
    shift: shiftRow(till, shift),
    counts: read
      .shiftCounts(shiftId)
      .map(({ at, actor, counted, expected }) => ({ at, by: nameOf(till, actor), counted, expected })),
    settlements: read
      .edcSettlementsOf(shiftId)
      .map(({ id, tid, batch, result }) => ({ tid, batch, result, photo: settlementPhotoView(till, id) })),
  })
}
