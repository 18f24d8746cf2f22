import type { RecordedSlip } from '../../../../core/domain/shifts/edc-match.ts'
import type { Shift, ShiftClosing } from '../../../../core/domain/shifts/shift.ts'
import type { AuditEvent } from '../../../../core/ports/audit-books.ts'
import type {
  EdcSettlement,
  ShiftCount,
  ShiftReader,
  ShiftWriter,
  SoldSums,
  TakingRow,
  UndecidedTender,
} from '../../../../core/ports/shift-books.ts'
import { cursorOf, pageOf, readCursor, ULID } from '../cursor.ts'
import type { Handle } from '../open.ts'

type ShiftSqlRow = Omit<Shift, 'outside' | 'closed'> & {
  outsideAfter: number
  outsideUntil: number
  closedAt: string | null
  counts: string | null
} & { [Name in Exclude<keyof ShiftClosing, 'counts' | 'at' | 'by'>]: ShiftClosing[Name] | null } & {
  closedBy: string | null
}
type TakingSqlRow = Omit<TakingRow, 'completes'> & { completes: number }

const SHIFT_COLUMNS = `id, number, drawer, currency, opened_by AS openedBy, opened_at AS openedAt,
  business_date AS businessDate, float, outside_after AS outsideAfter, outside_until AS outsideUntil,
  events_after AS eventsAfter, closed_at AS closedAt, closed_by AS closedBy, close_attempt AS attemptId,
  z_number AS zNumber, counts, counted, expected, variance, reason, document_id AS documentId`
const TAKING_COLUMNS = `seq, source, shift_id AS shiftId, business_date AS businessDate, what, method, amount, rounding,
  currency, sale_id AS saleId, tender_id AS tenderId, completes, actor, at, terminal`
const SETTLEMENT_COLUMNS = `id, shift_id AS shiftId, tid, batch, result, actor, at, document_id AS documentId`

/** Shifts, the ledger of money, and settlements of card terminals. */
export function shiftQueries(handle: Handle): ShiftReader & ShiftWriter {
  const shiftBy = (where: string) =>
    handle.prepare<[string], ShiftSqlRow>(`SELECT ${SHIFT_COLUMNS} FROM shifts WHERE ${where}`)
  const byId = shiftBy('id = ?')
  const open = shiftBy('drawer = ? AND closed_at IS NULL')
  // in the order they were opened in, whatever the clock said then
  const closed = handle.prepare<[string, number], ShiftSqlRow>(
    `SELECT ${SHIFT_COLUMNS} FROM shifts WHERE closed_at IS NOT NULL
       AND rowid < coalesce((SELECT rowid FROM shifts WHERE id = ?), 9223372036854775807) ORDER BY rowid DESC LIMIT ?`,
  )
  const outsideSince = handle
    .prepare<[string], number>(
      `SELECT coalesce((SELECT max(outside_until) FROM shifts WHERE drawer = ?),
         (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'takings_before_shifts'), 0)`,
    )
    .pluck()
  const taking = handle.prepare<[string], TakingSqlRow>(
    `SELECT ${TAKING_COLUMNS} FROM takings WHERE source = ?`,
  )
  const ofShift = handle.prepare<[string], TakingSqlRow>(
    `SELECT ${TAKING_COLUMNS} FROM takings WHERE shift_id = ? ORDER BY seq`,
  )
  const outside = handle.prepare<[number, number], TakingSqlRow>(
    `SELECT ${TAKING_COLUMNS} FROM takings WHERE shift_id IS NULL AND seq > ? AND seq <= ? ORDER BY seq`,
  )
  const lastSeq = handle.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM takings').pluck()
  const counts = handle.prepare<[string], Omit<ShiftCount, 'counts'> & { counts: string }>(
    `SELECT attempt_id AS attemptId, counts, counted, expected, actor, at FROM shift_counts WHERE shift_id = ?
     ORDER BY rowid`,
  )
  const sold = handle.prepare<[string], Omit<SoldSums, 'taxes'> & { taxes: string }>(
    `SELECT number, sales.currency, total, order_discount AS orderDiscount, taxes,
       (SELECT coalesce(sum(gross), 0) FROM sale_lines WHERE sale_id = sales.id) AS gross,
       (SELECT coalesce(sum(discount_amount), 0) FROM sale_lines WHERE sale_id = sales.id) AS lineDiscounts
     FROM takings JOIN sales ON sales.id = takings.sale_id WHERE takings.shift_id = ? AND completes = 1
     ORDER BY sales.id`,
  )
  const undecided = handle.prepare<[number], UndecidedTender>(
    `SELECT tenders.id AS tenderId, sale_id AS saleId, number AS saleNumber, kind, state_name AS state, amount,
       tenders.currency
     FROM tenders JOIN sales ON sales.id = tenders.sale_id
     WHERE state_name IN ('recorded', 'intended', 'requesting', 'presented', 'canceling')
       OR (state_name IN ('superseded', 'settled_late')
         AND EXISTS (SELECT 1 FROM attention WHERE tender_id = tenders.id AND resolved_at IS NULL))
     ORDER BY tenders.id LIMIT ?`,
  )
  // `+kind` keeps the index of kinds out of it: that would read each kind from the shop's first day on
  const events = handle.prepare<[number, string], Omit<AuditEvent, 'facts'> & { facts: string }>(
    `SELECT seq, id, at, actor, kind, sale_id AS saleId, tender_id AS tenderId, facts FROM events
     WHERE seq > ? AND +kind IN (SELECT value FROM json_each(?)) ORDER BY seq`,
  )
  const slips = handle.prepare<{ tid: string | null; limit: number }, RecordedSlip>(
    `SELECT takings.tender_id AS tenderId, sales.number AS saleNumber, evidence.facts ->> 'tid' AS tid,
       evidence.facts ->> 'batch' AS batch, evidence.facts ->> 'bank' AS bank, evidence.facts ->> 'mid' AS mid,
       evidence.facts ->> 'trace' AS trace, takings.amount, takings.at
     FROM takings JOIN evidence ON evidence.tender_id = takings.tender_id JOIN sales ON sales.id = takings.sale_id
     WHERE takings.method = 'edc' AND takings.what = 'sale'
       AND takings.seq > coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'takings_before_shifts'), 0)
       AND NOT EXISTS (SELECT 1 FROM edc_settled WHERE tender_id = takings.tender_id)
       AND NOT EXISTS (SELECT 1 FROM refunds WHERE refunds.tender_id = takings.tender_id
         AND way = 'terminal' AND state_name = 'succeeded')
       AND (@tid IS NULL OR evidence.facts ->> 'tid' = @tid)
     ORDER BY takings.seq LIMIT @limit`,
  )
  const settlement = handle.prepare<[string], Omit<EdcSettlement, 'result'> & { result: string }>(
    `SELECT ${SETTLEMENT_COLUMNS} FROM edc_settlements WHERE id = ?`,
  )
  const settlements = handle.prepare<[string], Omit<EdcSettlement, 'result'> & { result: string }>(
    `SELECT ${SETTLEMENT_COLUMNS} FROM edc_settlements WHERE shift_id = ? ORDER BY id`,
  )
  const lastSettlement = handle.prepare<[string], Omit<EdcSettlement, 'result'> & { result: string }>(
    `SELECT ${SETTLEMENT_COLUMNS} FROM edc_settlements WHERE tid = ? ORDER BY rowid DESC LIMIT 1`,
  )
  const reopenSettlement = handle.prepare('DELETE FROM edc_settled WHERE settlement_id = ?')
  const addShift = handle.prepare(
    `INSERT INTO shifts (id, number, drawer, currency, opened_by, opened_at, business_date, float, outside_after,
       outside_until, events_after)
     VALUES (@id, @number, @drawer, @currency, @openedBy, @openedAt, @businessDate, @float, @after, @until,
       @eventsAfter)`,
  )
  const close = handle.prepare(
    `UPDATE shifts SET closed_at = @at, closed_by = @by, close_attempt = @attemptId, z_number = @zNumber,
       counts = @counts, counted = @counted, expected = @expected, variance = @variance, reason = @reason,
       document_id = @documentId
     WHERE id = @id`,
  )
  const addCount = handle.prepare(
    `INSERT INTO shift_counts (attempt_id, shift_id, counts, counted, expected, actor, at)
     VALUES (@attemptId, @shiftId, @counts, @counted, @expected, @actor, @at)`,
  )
  const addTaking = handle.prepare(
    `INSERT INTO takings (source, shift_id, business_date, what, method, amount, rounding, currency, sale_id, tender_id,
       completes, actor, at, terminal)
     VALUES (@source, @shiftId, @businessDate, @what, @method, @amount, @rounding, @currency, @saleId, @tenderId,
       @completes, @actor, @at, @terminal) ON CONFLICT (source) DO NOTHING`,
  )
  const addSettlement = handle.prepare(
    `INSERT INTO edc_settlements (id, shift_id, tid, batch, result, actor, at, document_id)
     VALUES (@id, @shiftId, @tid, @batch, @result, @actor, @at, @documentId)`,
  )
  const markSettled = handle.prepare('INSERT INTO edc_settled (tender_id, settlement_id) VALUES (?, ?)')
  const settlementPhoto = handle.prepare<[string], { ref: string; kept: number }>(
    `SELECT ref, EXISTS (SELECT 1 FROM personal WHERE personal.ref = settlement_photos.ref) AS kept
     FROM settlement_photos WHERE settlement_id = ?`,
  )
  const withPhoto = handle.prepare<[string], Pick<EdcSettlement, 'tid' | 'batch'>>(
    `SELECT tid, batch FROM settlement_photos JOIN edc_settlements ON edc_settlements.id = settlement_id
     WHERE sha256 = ?`,
  )
  const addSettlementPhoto = handle.prepare(
    `INSERT INTO settlement_photos (settlement_id, ref, sha256, width, height, size)
     VALUES (@settlementId, @ref, @sha256, @width, @height, @size)`,
  )

  return {
    openShift: (drawer) => toShift(open.get(drawer)),
    shift: (id) => toShift(byId.get(id)),
    closedShifts: ({ cursor, limit }) => {
      const [after] = readCursor(cursor, ULID)
      const rows = closed.all(after ?? '', limit + 1).flatMap((row) => toShift(row) ?? [])
      return pageOf(rows, limit, (row) => cursorOf(row.id))
    },
    outsideSince: (drawer) => outsideSince.get(drawer) ?? 0,
    taking: (source) => {
      const row = taking.get(source)
      return row === undefined ? null : toTaking(row)
    },
    takingsOf: (shiftId) => ofShift.all(shiftId).map(toTaking),
    takingsOutside: (after, until) => outside.all(after, until).map(toTaking),
    lastTakingSeq: () => lastSeq.get() ?? 0,
    shiftCounts: (shiftId) =>
      counts.all(shiftId).map((row) => ({ ...row, counts: JSON.parse(row.counts) as ShiftCount['counts'] })),
    soldIn: (shiftId) =>
      sold.all(shiftId).map((row) => ({ ...row, taxes: JSON.parse(row.taxes) as SoldSums['taxes'] })),
    undecidedTenders: (limit) => undecided.all(limit),
    eventsSince: (seq, kinds) =>
      events
        .all(seq, JSON.stringify(kinds))
        .map((row) => ({ ...row, facts: JSON.parse(row.facts) as AuditEvent['facts'] })),
    unsettledSlips: (tid, limit) => slips.all({ tid, limit }),
    edcSettlement: (id) => {
      const row = settlement.get(id)
      return row === undefined ? null : toSettlement(row)
    },
    edcSettlementsOf: (shiftId) => settlements.all(shiftId).map(toSettlement),
    lastEdcSettlement: (tid) => {
      const row = lastSettlement.get(tid)
      return row === undefined ? null : toSettlement(row)
    },
    settlementPhoto: (settlementId) => {
      const row = settlementPhoto.get(settlementId)
      return row === undefined ? null : { ref: row.ref, kept: row.kept === 1 }
    },
    settlementWithPhoto: (sha256) => withPhoto.get(sha256) ?? null,
    addShift: ({ outside: { after, until }, ...shift }) => {
      addShift.run({ ...shift, after, until })
    },
    closeShift: (id, closing) => {
      close.run({ ...closing, id, counts: JSON.stringify(closing.counts) })
    },
    addShiftCount: (shiftId, count) => {
      addCount.run({ ...count, shiftId, counts: JSON.stringify(count.counts) })
    },
    addTaking: (row) => addTaking.run({ ...row, completes: row.completes ? 1 : 0 }).changes > 0,
    addEdcSettlement: (added, tenderIds) => {
      addSettlement.run({ ...added, result: JSON.stringify(added.result) })
      for (const tenderId of tenderIds) markSettled.run(tenderId, added.id)
    },
    reopenEdcSettlement: (id) => {
      reopenSettlement.run(id)
    },
    addSettlementPhoto: (settlementId, photo) => {
      addSettlementPhoto.run({ ...photo, settlementId })
    },
  }
}

const toTaking = (row: TakingSqlRow): TakingRow => ({ ...row, completes: row.completes === 1 })

const toSettlement = (row: Omit<EdcSettlement, 'result'> & { result: string }): EdcSettlement => ({
  ...row,
  result: JSON.parse(row.result) as EdcSettlement['result'],
})

function toShift(row: ShiftSqlRow | undefined): Shift | null {
  if (row === undefined) return null
  const { outsideAfter, outsideUntil, closedAt, closedBy, counts, ...rest } = row
  const { attemptId, zNumber, counted, expected, variance, reason, documentId, ...opened } = rest
  return {
    ...opened,
    outside: { after: outsideAfter, until: outsideUntil },
    closed:
      closedAt === null ||
      closedBy === null ||
      counts === null ||
      attemptId === null ||
      zNumber === null ||
      counted === null ||
      expected === null ||
      variance === null ||
      documentId === null
        ? null
        : {
            ...{
              attemptId,
              zNumber,
              by: closedBy,
              at: closedAt,
              counted,
              expected,
              variance,
              reason,
              documentId,
            },
            counts: JSON.parse(counts) as ShiftClosing['counts'],
          },
  }
}
