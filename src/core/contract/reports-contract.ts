import { oc } from '@orpc/contract'
import * as input from './inputs/reports.ts'
import type {
  ComparisonView,
  ExportChunkView,
  ExportView,
  ReportProgressView,
  ReportSummaryView,
} from './views/reports.ts'
import { answer } from './answer.ts'

/**
 * Sums over business days, read beside the till. Each call that may take long has a `jobId` (a ULID made at the press):
 * `progress` tells how far it is, and `cancel` ends it with `report_stopped`. Also refused: `report_range_invalid`,
 * `report_busy`.
 */
export const reportsContract = {
  summary: oc.input(input.overDays).output(answer<ReportSummaryView>()),
  /** The same sums of as many days before `from`. */
  compare: oc.input(input.overDays).output(answer<ComparisonView>()),
  progress: oc.input(input.byJob).output(answer<ReportProgressView>()),
  cancel: oc.input(input.byJob).output(answer<null>()),
  /**
   * Writes a file in the data folder; the page then fetches it by `exportPart` and ends with `exportEnd`. Stands in the
   * log. Refused: `export_too_many_rows`, `export_not_written`.
   */
  exportStart: oc.input(input.startExport).output(answer<ExportView>()),
  /** The next bytes of the file, from 0 on. Refused: `export_gone`. */
  exportPart: oc.input(input.partOfExport).output(answer<ExportChunkView>()),
  /** Takes the file away. */
  exportEnd: oc.input(input.byJob).output(answer<null>()),
  /** Prints the sums on paper. */
  print: oc.input(input.overDays).output(answer<null>()),
}
