import type { Result } from '../domain/result.ts'

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number
  readonly cells: readonly string[]
}

export type TableProblem =
  | { readonly type: 'too_many_rows' }
  /** The text breaks off or has a quote too many, near this line. */
  | { readonly type: 'unreadable'; readonly line: number }

/** Lists as files: read and written without holding up the till. */
export interface Tables {
  read(bytes: Uint8Array, mostRows: number): Promise<Result<readonly TableRow[], TableProblem>>
  /** Lines of comma-separated text; what a spreadsheet would run as a formula is made text. */
  write(rows: readonly (readonly string[])[]): string
}
