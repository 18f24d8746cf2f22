import type { Report, CurrencyReport } from '../../domain/reports/report.ts'
import type { ReportRange } from '../../domain/reports/range.ts'

export type { Report as ReportSummaryView }

/** The days before, for a comparison: as many, with the same sums. */
export interface ComparisonView {
  readonly range: ReportRange
  readonly currencies: readonly Pick<CurrencyReport, 'currency' | 'totals' | 'byDay'>[]
}

/** How far a report is, in steps of its own; null when it is not running. */
export type ReportProgressView = { readonly done: number; readonly of: number } | null

export interface ExportView {
  /** To save it under. */
  readonly name: string
  readonly rows: number
  readonly bytes: number
}

export interface ExportChunkView {
  readonly base64: string
  /** Where to go on; null at the end. */
  readonly next: number | null
}
