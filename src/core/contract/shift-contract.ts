import { oc } from '@orpc/contract'
import type { ProofView } from './views/confirmation.ts'
import * as input from './inputs/shift.ts'
import type {
  CashMovementRow,
  ClosedShiftView,
  CurrentShiftView,
  EdcMatchView,
  ReportView,
  ShiftRow,
} from './views/shift.ts'
import { answer } from './answer.ts'

/**
 * Shifts of this till's drawer. Every press carries an `attemptId` (a ULID made at the press): sent twice it is one, and
 * answers the same. `counter.watch` rings after each, with the open shift in `CounterView.shift`.
 */
export const shiftContract = {
  /** The shift screen as this person may see it; read it again when the counter's view changes. */
  current: oc.output(answer<CurrentShiftView>()),
  /**
   * Opens a shift with what is in the drawer; prints a slip. Refused: `shift_already_open` (one for each drawer),
   * `count_invalid`.
   */
  open: oc.input(input.openShift).output(answer<ShiftRow>()),
  /** Cash put into the drawer without a sale: opens it and prints a slip. Refused: `reason_missing`, `shift_not_open`. */
  cashIn: oc.input(input.cashMovement).output(answer<CashMovementRow>()),
  /** Cash taken out of it, likewise. */
  cashOut: oc.input(input.cashMovement).output(answer<CashMovementRow>()),
  /**
   * Prints and shows the sums so far, any time; changes nothing. Takes the right `see_till_sums`, because it tells what
   * is in the drawer. Refused: `shift_not_open`.
   */
  x: oc.input(input.byAttempt).output(answer<ReportView>()),
  /**
   * Opens the drawer so that it can be counted; stands in the log and on the Z. Refused: `drawer_none` (it is opened with
   * its key then), `shift_not_open`. Another person's shift takes `close_other_shift`.
   */
  openToCount: oc.input(input.byShift).output(answer<null>()),
  /**
   * Takes the blind count and closes: makes the Z, numbered without gaps, and prints it. Only now is it told what ought
   * to be in the drawer. Refused with `variance_needs_reason` (which holds counted, expected and variance) when it differs
   * and `reason` is empty: the count is in the books then and the shift is still open. Press again with a
   * reason, or with another count: how many there were stands on the Z. Also refused: `count_invalid` (nothing is kept;
   * leave what was typed), `shift_not_open`. Another person's shift takes `close_other_shift`. Live codes and recorded slips do not hinder it.
   */
  close: oc.input(input.closeShift).output(answer<ClosedShiftView>()),
  /** Closed shifts, newest first. */
  list: oc.input(input.shiftPage).output(answer<{ rows: readonly ShiftRow[]; nextCursor: string | null }>()),
  /** A closed shift with its Z. Refused: `shift_unknown`, also for one that is still open. */
  get: oc.input(input.byShift).output(answer<ClosedShiftView>()),
  /** Prints a Z once more, marked as a copy. */
  reprint: oc.input(input.byShift).output(answer<null>()),
  /**
   * Compares a card terminal's settlement slip with the slips recorded for that terminal and batch, keeps and prints the
   * outcome, and takes those slips off the list of unsettled ones. `batch` empty compares all unsettled slips of the
   * terminal. A difference is an outcome, not a refusal. A photo of that slip may come along; the sums are typed all the
   * same. Refused: `batch_invalid`, `settlement_photo_used`, `photo_not_a_picture`, `photo_too_large`.
   */
  matchEdc: oc.input(input.matchEdc).output(answer<EdcMatchView>()),
  /** The photo that was kept with a settlement. Refused: `photo_gone`. */
  settlementPhoto: oc.input(input.bySettlement).output(answer<ProofView>()),
}
