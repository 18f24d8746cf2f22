import type { Language } from '../domain/language.ts'
import type { Refusal } from '../domain/refusals.ts'
import type { Report } from '../domain/reports/report.ts'
import type { ExportFormat, ExportKind } from '../domain/reports/export.ts'
import type { ReportRange } from '../domain/reports/range.ts'
import type { Result } from '../domain/result.ts'

/** A reading of many days of the books: done beside the till, never by it. */
export interface SummaryTask {
  readonly type: 'summary'
  readonly range: ReportRange
  /** The shop's clock, for the hours. */
  readonly utcOffsetMinutes: number
}

export interface ExportTask {
  readonly type: 'export'
  readonly range: ReportRange
  readonly utcOffsetMinutes: number
  readonly kind: ExportKind
  readonly format: ExportFormat
  readonly language: Language
  /** Puts a byte order mark in front, without which Excel takes CSV for another encoding. */
  readonly mark: boolean
  /** Where to write; the folder is made, a file that did not get done is taken away. */
  readonly target: string
}

export interface ExportedFile {
  readonly rows: number
  readonly bytes: number
}

export interface ReportProgress {
  readonly done: number
  readonly of: number
}

export interface ReportRun<Value> {
  readonly answer: Promise<Result<Value, Refusal>>
  /** Ends it on its way: the answer is `report_stopped` then, and nothing half-done is left. */
  stop(): void
}

export type OnReportProgress = (progress: ReportProgress) => void

export interface ReportReader {
  summary(task: SummaryTask, onProgress: OnReportProgress): ReportRun<Report>
  export(task: ExportTask, onProgress: OnReportProgress): ReportRun<ExportedFile>
}

/** Files on their way from the books to a person; none of them outlives the core that made it. */
export interface ExportFiles {
  pathOf(jobId: string, format: ExportFormat): string
  /** At most `length` bytes; null when the file is gone. */
  read(path: string, offset: number, length: number): Uint8Array | null
  remove(path: string): void
  clear(): void
}
