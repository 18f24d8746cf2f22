import { unzipSync, zipSync, type Unzipped } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import writeExcelFile from 'write-excel-file/node'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BookRows, TableProblem, TableRow } from '../../../core/ports/tables.ts'

/** A hundred thousand products are about 50 MB of sheet; what swells further is no list, or a bomb. */
const MOST_UNPACKED = 128 * 1024 * 1024
const MOST_ENTRIES = 500
/** Spreadsheets keep 15 digits of a number; from here on the others are gone. */
const FIRST_ROUNDED = 1e15

type Table = Result<readonly TableRow[], TableProblem>
/** A sheet's cell; the library's own type says `typeof Date` where it gives dates. */
type Cell = string | number | boolean | Date | null

/** The first sheet of a workbook as text. What a formula last gave is its value; empty rows are left out. */
export async function readXlsx(bytes: Uint8Array, mostRows: number): Promise<Table> {
  const unpacked = unpack(bytes)
  if (!unpacked.ok) return unpacked
  for (const [name, sheet] of Object.entries(unpacked.value))
    if (name.startsWith('xl/worksheets/')) unpacked.value[name] = withFaults(sheet)
  // packed again without squeezing: the reader now unpacks exactly the bytes that were counted
  const plain = zipSync(unpacked.value, { level: 0 })
  let sheet: readonly (readonly unknown[])[]
  try {
    sheet = await readSheet(new Blob([Uint8Array.from(plain)]))
  } catch {
    return err({ type: 'workbook', why: 'broken' })
  }
  const rows: TableRow[] = []
  for (const [place, given] of sheet.entries()) {
    const row = rowOf(place + 1, given)
    if (row.cells.every((text) => text.trim() === '')) continue
    if (rows.length >= mostRows) return err({ type: 'too_many_rows' })
    rows.push(row)
  }
  return ok(rows)
}

/** One sheet; texts are stored as texts, so that no spreadsheet reads a code as a number or runs it. */
export async function writeXlsx(rows: BookRows): Promise<Uint8Array> {
  const sheet = rows.map((row, place) =>
    row.map((value) => (place === 0 ? { value, fontWeight: 'bold' as const } : value)),
  )
  const columns = (rows[0] ?? []).map((_, place) => ({ width: place === 0 ? 36 : 16 }))
  return await writeExcelFile(sheet, { columns, stickyRowsCount: 1 }).toBuffer()
}

/** Unpacks only what is counted beforehand: an entry that claims to be small is cut off where it said it ends. */
function unpack(bytes: Uint8Array): Result<Unzipped, TableProblem> {
  let entries = 0
  let size = 0
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(xml|rels)$/.test(name)) return false
        entries += 1
        size += originalSize
        return entries <= MOST_ENTRIES && size <= MOST_UNPACKED
      },
    })
    if (entries > MOST_ENTRIES || size > MOST_UNPACKED) return err({ type: 'workbook', why: 'swells' })
    return ok(parts)
  } catch {
    return err({ type: 'workbook', why: 'broken' })
  }
}

/**
 * A formula that failed (`#N/A`) as the text it shows. The reader gives nothing for one, and a product whose number could
 * not be looked up is not one without a number.
 */
function withFaults(sheet: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(sheet.buffer, sheet.byteOffset, sheet.byteLength)
  if (!bytes.includes(' t="e"')) return sheet
  return Buffer.from(bytes.toString('latin1').replaceAll(/(<c\s[^<>]*?)\bt="e"/g, '$1t="str"'), 'latin1')
}

function rowOf(row: number, given: readonly unknown[]): TableRow {
  const dates: number[] = []
  const cells = (given as readonly Cell[]).map((cell, place) => {
    if (cell instanceof Date) dates.push(place)
    return textOf(cell)
  })
  return dates.length === 0 ? { row, cells } : { row, cells, dates }
}

function textOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'boolean') return cell ? '1' : '0'
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  if (Math.abs(cell) >= FIRST_ROUNDED) return cell.toExponential()
  // what a formula computed carries a tail of rounding: 17999.999999999996
  const clean = Number(cell.toPrecision(12))
  if (Number.isInteger(cell)) return String(cell)
  if (Number.isInteger(clean)) return String(clean)
  const [whole = '0', decimals = ''] = clean.toString().split('.')
  // three decimals would read as thousands
  return `${whole}.${decimals.padEnd(decimals.length > 2 ? 4 : 2, '0')}`
}
