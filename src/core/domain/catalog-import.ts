import type { Product, ProductDraft } from './catalog.ts'
import { parseTypedAmount, ZERO, type Amount, type AmountRefusal, type Currency } from './money.ts'
import { err, ok, type Result } from './result.ts'

/** What a column of a product list can be. */
export type ImportColumn = 'name' | 'price' | 'sku' | 'barcode' | 'unit' | 'category' | 'favourite'

/** Where each known column stands; a list with no place for one leaves that of a product as it is. */
export type ImportColumns = ReadonlyMap<ImportColumn, number>

/** One row as it was meant. Null where the list has no such column. */
export interface ImportRow {
  /** As a spreadsheet counts: the headers are row 1. */
  readonly row: number
  readonly name: string
  readonly price: Amount
  readonly sku: string | null
  readonly barcodes: readonly string[] | null
  readonly unit: string | null
  readonly category: string | null
  readonly favourite: boolean | null
}

/** Why a row is not taken, and in which of its columns. */
export interface ImportComplaint {
  readonly row: number
  readonly column: ImportColumn
  readonly why:
    | { readonly type: 'empty' }
    | { readonly type: 'too_long'; readonly limit: number }
    | { readonly type: 'control_character' }
    | { readonly type: 'formula' }
    | { readonly type: 'price'; readonly refusal: AmountRefusal }
    /** A spreadsheet showed a long number as `8.99E+12`; its digits are gone. */
    | { readonly type: 'rounded'; readonly text: string }
    /** A spreadsheet took what was typed for a day, and keeps only the day. */
    | { readonly type: 'date'; readonly text: string }
    | { readonly type: 'barcode'; readonly text: string }
    | { readonly type: 'twice'; readonly text: string; readonly firstRow: number }
    | { readonly type: 'taken'; readonly text: string; readonly name: string }
}

const HEADERS = new Map<string, ImportColumn>([
  ...['nama', 'namabarang', 'namaproduk', 'barang', 'produk', 'name', 'productname', 'product', 'item'].map(
    (each) => [each, 'name'] as const,
  ),
  ...['harga', 'hargajual', 'price', 'sellingprice', 'unitprice'].map((each) => [each, 'price'] as const),
  ...['sku', 'kode', 'kodebarang', 'kodeproduk', 'plu', 'code'].map((each) => [each, 'sku'] as const),
  ...['barcode', 'barkod', 'kodebatang', 'ean', 'gtin', 'upc'].map((each) => [each, 'barcode'] as const),
  ...['satuan', 'unit', 'uom'].map((each) => [each, 'unit'] as const),
  ...['kategori', 'kelompok', 'category', 'group'].map((each) => [each, 'category'] as const),
  ...['favorit', 'favourite', 'favorite'].map((each) => [each, 'favourite'] as const),
])

const LIMITS = { name: 120, sku: 40, unit: 10, category: 40 } as const
const MOST_BARCODES = 10
const YES = new Set(['1', 'ya', 'y', 'yes', 'true', 'benar', 'x'])

/** Finds the columns by their headers, Indonesian or English. Refuses a list without names or prices, or with one twice. */
export function readHeaders(
  cells: readonly string[],
): Result<ImportColumns, { readonly column: ImportColumn; readonly problem: 'missing' | 'twice' }> {
  const columns = new Map<ImportColumn, number>()
  for (const [place, cell] of cells.entries()) {
    const column = HEADERS.get(cell.toLowerCase().replace(/[^a-z]/g, ''))
    if (column === undefined) continue
    if (columns.has(column)) return err({ column, problem: 'twice' })
    columns.set(column, place)
  }
  for (const column of ['name', 'price'] as const)
    if (!columns.has(column)) return err({ column, problem: 'missing' })
  return ok(columns)
}

/** Reads one row of a list; the first thing that is wrong with it refuses it. `dates` are places of cells that hold days. */
export function readImportRow(
  row: number,
  cells: readonly string[],
  columns: ImportColumns,
  currency: Currency,
  dates: readonly number[] = [],
): Result<ImportRow, ImportComplaint> {
  for (const [column, place] of columns)
    if (dates.includes(place)) return err({ row, column, why: { type: 'date', text: cells[place] ?? '' } })
  const raw = (column: ImportColumn): string | null => {
    const place = columns.get(column)
    return place === undefined ? null : (cells[place] ?? '').trim()
  }
  // what Gerai's own export put before a text that a spreadsheet would take for a formula
  const cell = (column: ImportColumn): string | null =>
    raw(column)?.replaceAll(/(?<=^|[;\t]\s*)'(?=[=+\-@\t])/g, '') ?? null
  for (const column of ['name', 'sku', 'unit', 'category'] as const) {
    const why = wrongText(raw(column) ?? '', LIMITS[column])
    if (why !== null) return err({ row, column, why })
  }
  const name = cell('name') ?? ''
  if (name === '') return err({ row, column: 'name', why: { type: 'empty' } })
  const price = readPrice(cell('price') ?? '', currency)
  if (!price.ok) return err({ row, column: 'price', why: price.error })
  const barcodes = readBarcodes(cell('barcode'))
  if (!barcodes.ok) return err({ row, column: 'barcode', why: barcodes.error })
  const favourite = cell('favourite')
  return ok({
    row,
    name,
    price: price.value,
    sku: cell('sku'),
    barcodes: barcodes.value,
    unit: cell('unit'),
    category: cell('category'),
    favourite: favourite === null ? null : YES.has(favourite.toLowerCase()),
  })
}

function wrongText(text: string, limit: number): ImportComplaint['why'] | null {
  if (text.startsWith('=')) return { type: 'formula' }
  if (/\p{Cc}/u.test(text)) return { type: 'control_character' }
  return text.length > limit ? { type: 'too_long', limit } : null
}

/** A price as lists have it: `15.000`, `15000`, `Rp 15.000`, also `15.000,00`; never a guess, and in rupiah no cents. */
export function readPrice(text: string, currency: Currency): Result<Amount, ImportComplaint['why']> {
  if (text.startsWith('=')) return err({ type: 'formula' })
  // rupiah of a spreadsheet that shows cents nobody has
  const whole = currency === 'IDR' ? text.replace(/^(.*\d),00?$/, '$1') : text
  if (/^(?:Rp\.?\s*)?0+$/i.test(whole)) return ok(ZERO)
  const read = parseTypedAmount(whole, { currency })
  return read.ok ? read : err({ type: 'price', refusal: read.error })
}

function readBarcodes(cell: string | null): Result<readonly string[] | null, ImportComplaint['why']> {
  if (cell === null) return ok(null)
  if (cell.startsWith('=')) return err({ type: 'formula' })
  const codes = [...new Set(cell.split(/[\s|]+/).filter((code) => code !== ''))]
  for (const code of codes) {
    if (/^\d[.,]?\d*e\+?\d+$/i.test(code)) return err({ type: 'rounded', text: code })
    if (!/^[!-~]{1,48}$/.test(code)) return err({ type: 'barcode', text: code.slice(0, 48) })
  }
  return codes.length > MOST_BARCODES ? err({ type: 'too_long', limit: MOST_BARCODES }) : ok(codes)
}

/** The product a row makes of the one it is about, or of none. */
export function draftOf(row: ImportRow, before: Product | null): ProductDraft {
  const filled = (text: string | null, otherwise: string): string =>
    text === null || text === '' ? otherwise : text
  return {
    name: row.name,
    price: row.price,
    sku: filled(row.sku, before?.sku ?? ''),
    barcodes: row.barcodes === null || row.barcodes.length === 0 ? (before?.barcodes ?? []) : row.barcodes,
    unit: filled(row.unit, before?.unit ?? 'pcs'),
    category: filled(row.category, before?.category ?? 'Lainnya'),
    favourite: row.favourite ?? before?.favourite ?? false,
    tax: before?.tax ?? 'none',
    picture: before?.picture ?? null,
  }
}

/** Whether a draft says anything new about a product. */
export const changes = (draft: ProductDraft, before: Product): boolean =>
  draft.name !== before.name ||
  draft.price !== before.price ||
  draft.sku !== before.sku ||
  draft.unit !== before.unit ||
  draft.category !== before.category ||
  draft.favourite !== before.favourite ||
  draft.barcodes.toSorted().join(' ') !== before.barcodes.toSorted().join(' ')
