import type { BatchMatch, OpenBatch } from '../../domain/shifts/edc-match.ts'
import type { Amount, Currency } from '../../domain/money.ts'
import type { CashCount, ReportClosing, TillReport } from '../../domain/receipts/receipt.ts'
import type { TakingSum } from '../../domain/shifts/shift.ts'
import type { ShiftBadge } from './counter.ts'
import type { SlipSheet } from './slips.ts'

export type { ShiftBadge }

/** What the core tells about shifts. Times are UTC ISO 8601, amounts whole units of `currency`. */

/** A shift in a list. */
export interface ShiftRow extends ShiftBadge {
  readonly currency: Currency
  readonly float: Amount
  /** Null while it is open. */
  readonly closed: {
    readonly zNumber: string
    readonly by: string
    readonly at: string
    readonly counted: Amount
    readonly expected: Amount
    readonly variance: Amount
    /** Null when nothing differs; also when what was typed has been erased since. */
    readonly reason: string | null
  } | null
}

export interface CashMovementRow {
  readonly at: string
  readonly direction: 'in' | 'out'
  readonly amount: Amount
  readonly reason: string | null
  /** Who did it. */
  readonly by: string | null
}

/** The shift screen. */
export interface CurrentShiftView {
  /** Null when none is open: the screen then offers to open one. */
  readonly shift: ShiftBadge | null
  readonly currency: Currency
  readonly shiftRequired: boolean
  /** The business day it is now: of the shift that would be opened. */
  readonly businessDate: string
  /** False: the open shift is somebody else's, and closing it takes a supervisor. */
  readonly isOwn: boolean
  /** Notes and coins to count by, largest first. */
  readonly pieces: readonly number[]
  readonly float: Amount
  /** Cash put in and taken out by hand, oldest first. */
  readonly movements: readonly CashMovementRow[]
  /**
   * What was taken so far and what ought to be in the drawer. Null for whoever counts blind: everybody without the right
   * `see_till_sums`. Do not put an amount of your own there.
   */
  readonly sums: { readonly takings: readonly TakingSum[]; readonly expectedCash: Amount } | null
  /** The last count that did not close it, as it was given, for the screen to go on with; null when there was none. */
  readonly lastCount: {
    readonly at: string
    readonly counts: readonly CashCount[]
    readonly counted: Amount
  } | null
  /** Money that came in while no shift was open: of this shift, or of the one that would be opened now. */
  readonly outside: ReportClosing['outside']
  /** Payments nobody knows the end of yet. They do not hinder closing; the next shift gets them. */
  readonly carried: ReportClosing['carried']
  /** Card slips that no settlement covers, by terminal and batch. Not empty at closing: warn, do not hinder. */
  readonly unsettled: readonly OpenBatch[]
}

/** A report as data and as paper. */
export interface ReportView {
  readonly documentId: string
  readonly report: TillReport
  /** Ready to be drawn as it is printed. */
  readonly sheet: SlipSheet
}

/** A closed shift: its Z, and what was settled on card terminals in it. */
export interface ClosedShiftView extends ReportView {
  readonly shift: ShiftRow
  /** Every count of the drawer, also those that were not taken; oldest first. */
  readonly counts: readonly {
    readonly at: string
    readonly by: string | null
    readonly counted: Amount
    readonly expected: Amount
  }[]
  readonly settlements: readonly {
    readonly tid: string
    readonly batch: string
    readonly result: BatchMatch
    readonly photo: SettlementPhotoView | null
  }[]
}

/** The photo of a terminal's settlement slip; fetched by itself. */
export interface SettlementPhotoView {
  readonly settlementId: string
  /** False once it was erased as personal data. */
  readonly kept: boolean
}

/** What comparing a card terminal's batch has shown. */
export interface EdcMatchView {
  readonly tid: string
  readonly batch: string
  readonly result: BatchMatch
  readonly photo: SettlementPhotoView | null
  readonly documentId: string
  readonly sheet: SlipSheet
}
