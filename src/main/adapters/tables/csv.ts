import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { TableProblem, TableRow, Tables } from '../../../core/ports/tables.ts'

/** Characters taken at once; between two pieces the till does what else there is to do. */
const PIECE = 16_384
const LONGEST_ROW = 65_536

/** Comma-separated text alone. */
export const csvTables: Pick<Tables, 'read' | 'write' | 'writeCells'> = {
  read: readCsv,
  write: writeCells,
  writeCells,
}

function writeCells(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? holdInner(cell) : cell))),
    // what a formula begins with becomes text by a quote before it; either half of a line's end would end the row
    { escape_formulas: true, record_delimiter: '\r\n', quoted_match: [/[\r\n]/] },
  )
}

/**
 * A spreadsheet set to Indonesian cuts lines at semicolons, in the middle of our cells: what follows one inside a text
 * could be run as well, and so could what stands behind spaces.
 */
const holdInner = (text: string): string =>
  text.replaceAll(/(?<=[;\t\r\n]\s*|^\s+)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g, "'")

export async function readCsv(
  bytes: Uint8Array,
  mostRows: number,
): Promise<Result<readonly TableRow[], TableProblem>> {
  const whole = textOf(bytes)
  // the line by which Excel is told what separates; Excel does not count it as a row
  const told = /^\uFEFF?sep=([,;\t])\r?\n/i.exec(whole)
  const text = whole.slice(told?.[0].length ?? 0)
  const rows: TableRow[] = []
  let problem: TableProblem | null = null
  const parser = parse({
    bom: true,
    delimiter: told?.[1] ?? delimiterOf(text),
    // pieced together from two systems, a list has both kinds of line ends; by default the first one alone would count
    record_delimiter: ['\r\n', '\n', '\r'],
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  })
  parser.on(
    'data',
    ({ record, info }: { record: string[]; info: { records: number; empty_lines: number } }) => {
      // a spreadsheet saves rows that were once used as bare separators
      if (record.every((cell) => cell.trim() === '')) return
      if (rows.length >= mostRows) problem ??= { type: 'too_many_rows' }
      // empty lines are rows of the spreadsheet too
      else rows.push({ row: info.records + info.empty_lines, cells: record })
    },
  )
  parser.on('error', (fault) => {
    problem ??= { type: 'unreadable', line: fault instanceof CsvError ? Number(fault['lines'] ?? 0) : 0 }
  })
  const ended = new Promise<void>((resolve) => parser.once('close', resolve))
  for (let at = 0; at < text.length && hasNone(problem); at += PIECE) {
    parser.write(text.slice(at, at + PIECE))
    await setImmediate()
  }
  if (hasNone(problem)) parser.end()
  else parser.destroy()
  await ended
  return problem === null ? ok(rows) : err(problem)
}

/** What another function sets is not narrowed by what this one last saw. */
const hasNone = (problem: TableProblem | null): boolean => problem === null

/** What spreadsheets save: UTF-8, or what Windows calls ANSI; UTF-16 where it says so. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Lists from Indonesia are separated by semicolons, as the comma is theirs for decimals; a pasted one by tabs. */
function delimiterOf(text: string): string {
  const headers =
    text
      .slice(0, 4_000)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  const count = (mark: string): number => headers.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}
