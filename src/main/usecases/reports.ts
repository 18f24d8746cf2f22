import type {
  ComparisonView,
  ExportChunkView,
  ExportView,
  ReportProgressView,
} from '../../core/contract/views/reports.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { exportFileName, type ExportFormat, type ExportKind } from '../../core/domain/reports/export.ts'
import { checkRange, rangeBefore, type ReportRange } from '../../core/domain/reports/range.ts'
import type { Report } from '../../core/domain/reports/report.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type {
  ExportFiles,
  ReportProgress,
  ReportReader,
  ReportRun,
  OnReportProgress,
} from '../../core/ports/reports.ts'
import { salesReportOf } from './printing/report-slip.ts'
import { printDocument, tell } from './shifts/shifts.ts'
import { settingsOf, writeOrRefuse, type Till } from './till.ts'

/** Reports that are being read, and files that wait to be fetched. */
export interface ReportDesk {
  summary(job: ReportJob): Promise<Result<Report, Refusal>>
  compare(job: ReportJob): Promise<Result<ComparisonView, Refusal>>
  progress(jobId: string): ReportProgressView
  cancel(jobId: string): void
  exportStart(job: ExportJob): Promise<Result<ExportView, Refusal>>
  exportPart(jobId: string, offset: number): Result<ExportChunkView, Refusal>
  exportEnd(jobId: string): void
  print(job: ReportJob): Promise<Result<null, Refusal>>
  /** Ends what is running and takes all files away. */
  stop(): Promise<void>
}

export interface ReportJob extends ReportRange {
  readonly jobId: string
}

export interface ExportJob extends ReportJob {
  readonly kind: ExportKind
  readonly format: ExportFormat
  readonly mark: boolean
}

/** A report, its comparison and a file; more would take the machine away from the sale. */
const MOST_AT_ONCE = 3
/** Small enough that the till answers others between two pieces. */
const PART_BYTES = 384 * 1024

interface Running {
  readonly run: ReportRun<unknown>
  readonly progress: () => ReportProgress
}

export function createReportDesk(till: Till, reader: ReportReader, files: ExportFiles): ReportDesk {
  const running = new Map<string, Running>()
  const made = new Map<string, string>()
  // what an earlier run left behind when it was ended
  files.clear()

  const watched = async <T>(
    jobId: string,
    days: Result<ReportRange, Refusal>,
    begin: (range: ReportRange, onProgress: OnReportProgress) => ReportRun<T>,
  ): Promise<Result<T, Refusal>> => {
    if (!days.ok) return days
    if (running.size >= MOST_AT_ONCE || running.has(jobId)) return err({ type: 'report_busy' })
    let progress: ReportProgress = { done: 0, of: 0 }
    const run = begin(days.value, (now) => {
      progress = now
    })
    running.set(jobId, { run, progress: () => progress })
    try {
      return await run.answer
    } finally {
      running.delete(jobId)
    }
  }
  const read = (jobId: string, days: Result<ReportRange, Refusal>): Promise<Result<Report, Refusal>> =>
    watched(jobId, days, (range, onProgress) => {
      const { utcOffsetMinutes } = settingsOf(till)
      return reader.summary({ type: 'summary', range, utcOffsetMinutes }, onProgress)
    })
  const forget = (jobId: string): void => {
    const path = made.get(jobId)
    made.delete(jobId)
    if (path !== undefined) files.remove(path)
  }

  return {
    summary: (job) => read(job.jobId, checkRange(job)),
    compare: async (job) => {
      const range = checkRange(job)
      const before = await read(job.jobId, range.ok ? ok(rangeBefore(range.value)) : range)
      if (!before.ok) return before
      const currencies = before.value.currencies.map(({ currency, totals, byDay }) => ({
        ...{ currency, totals, byDay },
      }))
      return ok({ range: before.value.range, currencies })
    },
    progress: (jobId) => running.get(jobId)?.progress() ?? null,
    cancel: (jobId) => {
      running.get(jobId)?.run.stop()
    },
    exportStart: async (job) => {
      const { jobId, kind, format, mark, from, to } = job
      const { language, utcOffsetMinutes } = settingsOf(till)
      const target = files.pathOf(jobId, format)
      // a file that nobody fetched to its end
      for (const old of made.keys()) forget(old)
      const written = await watched(jobId, checkRange(job), (range, onProgress) =>
        reader.export(
          { type: 'export', range, utcOffsetMinutes, kind, format, language, mark, target },
          onProgress,
        ),
      )
      if (!written.ok) return written
      const { rows, bytes } = written.value
      const noted = writeOrRefuse(till, (books) => {
        tell(till, books, 'report_exported', { kind, format, from, to, rows })
        return ok(null)
      })
      if (!noted.ok) {
        files.remove(target)
        return noted
      }
      made.set(jobId, target)
      const name = exportFileName({ kind, format, from, to }, { language, mode: till.mode })
      return ok({ name, rows, bytes })
    },
    exportPart: (jobId, offset) => {
      const path = made.get(jobId)
      const bytes = path === undefined ? null : files.read(path, offset, PART_BYTES)
      if (bytes === null) return err({ type: 'export_gone' })
      const next = bytes.length < PART_BYTES ? null : offset + bytes.length
      return ok({ base64: Buffer.from(bytes).toString('base64'), next })
    },
    exportEnd: forget,
    print: async (job) => {
      const report = await read(job.jobId, checkRange(job))
      if (!report.ok) return report
      return writeOrRefuse(till, (books) => {
        for (const slip of salesReportOf(till, report.value, till.clock.now()))
          printDocument(till, books, slip, 'sales_report')
        return ok(null)
      })
    },
    stop: async () => {
      const runs = [...running.values()].map(({ run }) => run)
      for (const run of runs) run.stop()
      await Promise.allSettled(runs.map(({ answer }) => answer))
      made.clear()
      files.clear()
    },
  }
}
