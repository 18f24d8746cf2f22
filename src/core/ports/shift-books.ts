import type { BatchMatch, RecordedSlip } from '../domain/shifts/edc-match.ts'
import type { Amount, Currency } from '../domain/money.ts'
import type { CashCount } from '../domain/receipts/slips.ts'
import type { TaxTotal } from '../domain/sale.ts'
import type { Tender } from '../domain/tenders/sale-tenders.ts'
import type { Shift, ShiftClosing, Taking } from '../domain/shifts/shift.ts'
import type { AuditEvent } from './audit-books.ts'

/** A movement with its place in the ledger. */
export interface TakingRow extends Taking {
  readonly seq: number
}

/** One count of a drawer as it was given; it stays, also when another one follows. */
export interface ShiftCount {
  readonly attemptId: string
  readonly counts: readonly CashCount[]
  readonly counted: Amount
  readonly expected: Amount
  readonly actor: string | null
  readonly at: string
}

/** What a report needs of a sale that was paid. */
export interface SoldSums {
  readonly number: string
  readonly currency: Currency
  readonly total: Amount
  readonly gross: Amount
  readonly lineDiscounts: Amount
  readonly orderDiscount: Amount
  readonly taxes: readonly TaxTotal[]
}

/** A tender whose money is not decided: recorded, asked for, shown, covered, or late. */
export interface UndecidedTender {
  readonly tenderId: string
  readonly saleId: string
  readonly saleNumber: string
  readonly kind: Tender['kind']
  readonly state: string
  readonly amount: Amount
  readonly currency: Currency
}

export interface EdcSettlement {
  readonly id: string
  readonly shiftId: string | null
  readonly tid: string
  readonly batch: string
  readonly result: BatchMatch
  readonly actor: string | null
  readonly at: string
  readonly documentId: string
}

/** The photo of a settlement slip; its bytes are the personal datum `ref`. */
export interface SettlementPhoto {
  readonly ref: string
  readonly sha256: string
  readonly width: number
  readonly height: number
  /** In bytes. */
  readonly size: number
}

/** Shifts, the ledger of money, and settlements of card terminals. */
export interface ShiftReader {
  openShift(drawer: string): Shift | null
  shift(id: string): Shift | null
  /** Closed ones, newest first. */
  closedShifts(query: { readonly cursor: string | null; readonly limit: number }): {
    readonly rows: readonly Shift[]
    readonly nextCursor: string | null
  }
  /** Where money outside a shift begins for the next shift of this drawer: after what the last one has taken along. */
  outsideSince(drawer: string): number
  taking(source: string): TakingRow | null
  takingsOf(shiftId: string): readonly TakingRow[]
  /** Money outside a shift at ledger places after the first and up to the second. */
  takingsOutside(after: number, until: number): readonly TakingRow[]
  lastTakingSeq(): number
  shiftCounts(shiftId: string): readonly ShiftCount[]
  /** Sales that were paid by money of this shift, oldest first. */
  soldIn(shiftId: string): readonly SoldSums[]
  /** Oldest first. */
  undecidedTenders(limit: number): readonly UndecidedTender[]
  /** Events of these kinds after one place of the log, oldest first. */
  eventsSince(seq: number, kinds: readonly string[]): readonly AuditEvent[]
  /** Card slips whose money counts and that no settlement covers, oldest first; of one terminal or all. */
  unsettledSlips(tid: string | null, limit: number): readonly RecordedSlip[]
  edcSettlement(id: string): EdcSettlement | null
  edcSettlementsOf(shiftId: string): readonly EdcSettlement[]
  /** The one that was written last for this terminal. */
  lastEdcSettlement(tid: string): EdcSettlement | null
  /** `kept` is false once it was erased. */
  settlementPhoto(settlementId: string): (Pick<SettlementPhoto, 'ref'> & { readonly kept: boolean }) | null
  /** The settlement that has this very photo, by its hash. */
  settlementWithPhoto(sha256: string): Pick<EdcSettlement, 'tid' | 'batch'> | null
}

export interface ShiftWriter extends ShiftReader {
  addShift(shift: Omit<Shift, 'closed'>): void
  /** Writes the Z; a second one is refused by the books themselves. */
  closeShift(id: string, closing: ShiftClosing): void
  addShiftCount(shiftId: string, count: ShiftCount): void
  /** False when this source stands in the ledger already. */
  addTaking(taking: Taking): boolean
  addEdcSettlement(settlement: EdcSettlement, tenderIds: readonly string[]): void
  /** Its slips wait for a settlement again; what was compared then stays in the books. */
  reopenEdcSettlement(id: string): void
  addSettlementPhoto(settlementId: string, photo: SettlementPhoto): void
}
