import type { Result } from '../domain/result.ts'

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number
  readonly cells: readonly string[]
  /** Places of cells that a workbook holds as dates: what was typed there is no longer known. */
  readonly dates?: readonly number[]
}

export type TableProblem =
  | { readonly type: 'too_many_rows' }
  /** The text breaks off or has a quote too many, near this line. */
  | { readonly type: 'unreadable'; readonly line: number }
  /** A workbook that is damaged, of the old `.xls` kind or locked, or that unpacks to more than a list of products can be. */
  | { readonly type: 'workbook'; readonly why: 'broken' | 'old_or_locked' | 'swells' }

/** Some rows of a workbook. */
export type BookRows = readonly (readonly (string | number)[])[]

/** Lists as files: read and written without holding up the till. */
export interface Tables {
  /** Rows of comma-separated text, or of the first sheet of a workbook (`.xlsx`); which of them, the bytes tell. */
  read(bytes: Uint8Array, mostRows: number): Promise<Result<readonly TableRow[], TableProblem>>
  /** Lines of comma-separated text; what a spreadsheet would run as a formula is made text. */
  write(rows: readonly (readonly string[])[]): string
  /** The same, where numbers stay numbers. */
  writeCells(rows: readonly (readonly (string | number)[])[]): string
  /** A workbook with one sheet. Texts stay texts there, so no code loses its zeros; numbers are numbers. */
  writeBook(pages: AsyncIterable<BookRows>): Promise<Uint8Array>
}
