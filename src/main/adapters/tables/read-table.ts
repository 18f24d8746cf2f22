import { err, type Result } from '../../../core/domain/result.ts'
import type { TableProblem, TableRow } from '../../../core/ports/tables.ts'
import { readCsv } from './csv.ts'
import { readXlsx } from './xlsx.ts'

/** Reads a list by what its bytes are, whatever its name says. */
export async function readTable(
  bytes: Uint8Array,
  mostRows: number,
): Promise<Result<readonly TableRow[], TableProblem>> {
  if (beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return await readXlsx(bytes, mostRows)
  // what Excel wrote before 2007, and what it wraps a workbook with a password in
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return err({ type: 'workbook', why: 'old_or_locked' })
  return await readCsv(bytes, mostRows)
}

const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, place) => bytes[place] === byte)
