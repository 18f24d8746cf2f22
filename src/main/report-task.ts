import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Refusal } from '../core/domain/refusals.ts'
import { EXPORT_COLUMNS, MOST_SHEET_ROWS, type ExportCell } from '../core/domain/reports/export.ts'
import { daysOf } from '../core/domain/reports/range.ts'
import { sumReport, type Report } from '../core/domain/reports/report.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { ExportedFile, ExportTask, OnReportProgress, SummaryTask } from '../core/ports/reports.ts'
import { toStoreRefusal } from './adapters/sqlite/open.ts'
import { reportQueries, type ReportQueries } from './adapters/sqlite/queries/reports.ts'
import { csvTables } from './adapters/tables/csv.ts'

/** What the thread is given: the books' file, and what to read in it. */
export interface ReportOrder {
  readonly file: string
  readonly task: SummaryTask | ExportTask
}

/** Rows that are made text at once. */
const PIECE = 2_000

/** Reads the books through a connection of its own that cannot write, all of it at one moment of theirs. */
export async function runReport(
  { file, task }: ReportOrder,
  onProgress: OnReportProgress,
): Promise<Result<Report | ExportedFile, Refusal>> {
  try {
    const handle = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
    try {
      handle.exec('BEGIN')
      const queries = reportQueries(handle, task.utcOffsetMinutes)
      return task.type === 'summary'
        ? ok(readSummary(queries, task, onProgress))
        : await writeExport(queries, task, onProgress)
    } finally {
      handle.close()
    }
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal)
  }
}

function readSummary(queries: ReportQueries, { range }: SummaryTask, onProgress: OnReportProgress): Report {
  const sums = sumReport(range)
  const days = daysOf(range)
  days.forEach((day, done) => {
    onProgress({ done, of: days.length })
    queries.money(day).forEach(sums.money)
    queries.products(day).forEach(sums.product)
    queries.taxes(day).forEach(sums.tax)
    queries.canceled(day).forEach(sums.canceled)
  })
  return sums.finish(queries.standing())
}

async function writeExport(
  queries: ReportQueries,
  task: ExportTask,
  onProgress: OnReportProgress,
): Promise<Result<ExportedFile, Refusal>> {
  const { kind, format, target } = task
  const days = daysOf(task.range)
  const of = days.reduce((sum, day) => sum + queries.exportCount(kind, day), 0)
  if (format === 'xlsx' && of > MOST_SHEET_ROWS)
    return err({ type: 'export_too_many_rows', rows: of, limit: MOST_SHEET_ROWS })
  let done = 0
  function* rows(): Generator<readonly ExportCell[]> {
    for (const day of days) {
      for (const row of queries.exportRows(kind, day)) {
        if (done % PIECE === 0) onProgress({ done, of })
        done += 1
        yield row
      }
    }
  }
  try {
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
    if (format === 'csv') writeCsv(task, rows())
    else await writeXlsx(task, rows())
    return ok({ rows: done, bytes: statSync(target).size })
  } catch (fault) {
    takeAway(target)
    const refusal = fileRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal)
  }
}

function writeCsv({ kind, language, mark, target }: ExportTask, rows: Iterable<readonly ExportCell[]>): void {
  const file = openSync(target, 'w', 0o600)
  try {
    let piece: (readonly ExportCell[])[] = [EXPORT_COLUMNS[kind][language]]
    const flush = (): void => {
      writeAll(file, csvTables.writeCells(piece))
      piece = []
    }
    if (mark) writeAll(file, '\uFEFF')
    for (const row of rows) {
      piece.push(row)
      if (piece.length >= PIECE) flush()
    }
    flush()
  } finally {
    closeSync(file)
  }
}

/** A full disk may take a part of what it is given and say nothing about the rest until it is asked again. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
}

async function writeXlsx(
  { kind, language, target }: ExportTask,
  rows: Iterable<readonly ExportCell[]>,
): Promise<void> {
  // most reports are looked at and never become a file
  const { writeSheet } = await import('./adapters/tables/sheet.ts')
  await writeSheet(target, { sheet: 'Gerai', columns: EXPORT_COLUMNS[kind][language], rows })
}

/** Removes a file that did not get done. Where nothing could be written there is none, and that is no second fault. */
export function takeAway(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // a folder that is no folder, a disk that is read-only: whoever asked is told why already
  }
}

/** `ENOENT`: somebody took the folder away while the file was being written. */
const UNWRITABLE = ['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EIO', 'ENOENT']

function fileRefusal(fault: unknown): Refusal | null {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) return { type: 'export_not_written', reason: 'full' }
  return UNWRITABLE.includes(code) ? { type: 'export_not_written', reason: 'unwritable' } : null
}
