import type { TaxKind } from '../sale.ts'
import { TAX_WORDS } from './tax-words.ts'
import { asSeen, type Product, type ProductDraft } from './catalog.ts'
import { parseTypedAmount, ZERO, type Amount, type AmountRefusal, type Currency } from '../money.ts'
import { err, ok, type Result } from '../result.ts'

/** What a column of a product list can be. */
export type ImportColumn = 'name' | 'price' | 'sku' | 'barcode' | 'unit' | 'category' | 'favourite' | 'tax'

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
  readonly tax: TaxKind | null
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
    /** What a spreadsheet shows where a formula failed, e.g. `#N/A`. */
    | { readonly type: 'failed_formula'; readonly text: string }
    | { readonly type: 'price'; readonly refusal: AmountRefusal }
    /** A spreadsheet showed a long number as `8.99E+12`; its digits are gone. */
    | { readonly type: 'rounded'; readonly text: string }
    /** A code written as a number or in groups, `8.991.234.567.890`: no scanner reads it so. */
    | { readonly type: 'grouped'; readonly text: string }
    /** A spreadsheet took what was typed for a day, and keeps only the day. */
    | { readonly type: 'date'; readonly text: string }
    | { readonly type: 'barcode'; readonly text: string }
    | { readonly type: 'tax'; readonly text: string }
    | { readonly type: 'twice'; readonly text: string; readonly firstRow: number }
    /** Several products have this name, and nothing else to tell them apart. */
    | { readonly type: 'ambiguous'; readonly text: string }
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
  // not `Pajak`: lists of others have amounts there
  ...['jenispajak', 'taxtype', 'taxkind'].map((each) => [each, 'tax'] as const),
  ...['favorit', 'favourite', 'favorite'].map((each) => [each, 'favourite'] as const),
])

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')
const TAXES = new Map(
  (['none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added'] as const).flatMap((kind) =>
    [TAX_WORDS[kind].id, TAX_WORDS[kind].en].map((words) => [lettersOf(words), kind] as const),
  ),
)

const LIMITS = { name: 120, sku: 40, unit: 10, category: 40 } as const
const MOST_BARCODES = 10
/** `8.991.234.567.890`, `8991234567890.0`, and the groups under the bars of an EAN: `8 991234 567890`. */
const GROUPED_CODE = /^(?:\d{1,3}(?:[.,]\d{3}){2,}(?:[.,]\d+)?|\d{7,}[.,]0+|\d \d{6} \d{6})$/
const FAILED_FORMULA = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!)$/i
const YES = new Set(['1', 'ya', 'y', 'yes', 'true', 'benar', 'x'])

/** Finds the columns by their headers, Indonesian or English. Refuses a list without names or prices, or with one twice. */
export function readHeaders(
  cells: readonly string[],
): Result<ImportColumns, { readonly column: ImportColumn; readonly problem: 'missing' | 'twice' }> {
  const columns = new Map<ImportColumn, number>()
  for (const [place, cell] of cells.entries()) {
    // `Harga Jual (Rp)`
    const title = cell.toLowerCase().replace(/\b(?:rp|idr)\b/, '')
    const column = HEADERS.get(lettersOf(title))
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
    return place === undefined ? null : asSeen(cells[place] ?? '')
  }
  // what Gerai's own export put before a text that a spreadsheet would take for a formula
  const cell = (column: ImportColumn): string | null =>
    raw(column)?.replaceAll(/(?<=^|[;\t]\s*)'(?=[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20])/g, '') ?? null
  const code = (column: 'sku' | 'barcode'): string | null => {
    const text = cell(column)
    return text === null ? null : keptText(text)
  }
  for (const column of ['name', 'sku', 'unit', 'category'] as const) {
    const text = column === 'sku' ? code(column) : cell(column)
    const isFormula = text !== null && text === raw(column) && text.startsWith('=')
    const why = isFormula ? { type: 'formula' as const } : wrongText(text ?? '', LIMITS[column])
    if (why !== null) return err({ row, column, why })
  }
  const sku = code('sku')
  if (sku !== null && /^\d(?:[.,]\d+)?e\+\d+$/i.test(sku))
    return err({ row, column: 'sku', why: { type: 'rounded', text: sku } })
  const name = cell('name') ?? ''
  if (name === '') return err({ row, column: 'name', why: { type: 'empty' } })
  const price = readPrice(cell('price') ?? '', currency)
  if (!price.ok) return err({ row, column: 'price', why: price.error })
  const barcodes = readBarcodes(code('barcode'))
  if (!barcodes.ok) return err({ row, column: 'barcode', why: barcodes.error })
  const taxed = cell('tax')
  const tax = taxed === null || taxed === '' ? null : TAXES.get(lettersOf(taxed))
  if (tax === undefined) return err({ row, column: 'tax', why: { type: 'tax', text: taxed ?? '' } })
  const favourite = cell('favourite')
  return ok({
    row,
    name,
    price: price.value,
    sku,
    barcodes: barcodes.value,
    unit: cell('unit'),
    category: cell('category'),
    favourite: favourite === null ? null : YES.has(favourite.toLowerCase()),
    tax,
  })
}

/** The text of a cell that was told to stay one: `'0899`, and `="0899"` as lists have it that keep their zeros in Excel. */
const keptText = (text: string): string => text.replace(/^'(?=\d)/, '').replace(/^="([^"]*)"$/, '$1')

function wrongText(text: string, limit: number): ImportComplaint['why'] | null {
  if (FAILED_FORMULA.test(text)) return { type: 'failed_formula', text }
  if (/\p{Cc}/u.test(text)) return { type: 'control_character' }
  return text.length > limit ? { type: 'too_long', limit } : null
}

/**
 * A price as lists have it: `15.000`, `15000`, `Rp 15.000`, also `15.000,00`, `15.000,-` and `15,000.00`; never a guess, and
 * in rupiah no cents.
 */
export function readPrice(text: string, currency: Currency): Result<Amount, ImportComplaint['why']> {
  if (text.startsWith('=')) return err({ type: 'formula' })
  if (FAILED_FORMULA.test(text)) return err({ type: 'failed_formula', text })
  const whole = currency === 'IDR' ? wholeRupiah(text) : text
  if (/^(?:Rp\.?\s*)?0+$/i.test(whole)) return ok(ZERO)
  const read = parseTypedAmount(whole, { currency })
  return read.ok ? read : err({ type: 'price', refusal: read.error })
}

/** Rupiah without the cents that nobody has, as spreadsheets and price tags write them. */
function wholeRupiah(text: string): string {
  const amount = text.replace(/^IDR\s*/i, '')
  // `15.00` could be fifteen thousand that lost a zero; from four digits or a comma on there is one reading
  const english = /^(?:Rp\.?\s*)?(\d{4,}|[1-9]\d{0,2}(?:,\d{3})+)\.00$/i.exec(amount)?.[1]
  return english?.replaceAll(',', '') ?? amount.replace(/^(.*\d)(?:,00?|[.,]--?)$/, '$1')
}

function readBarcodes(cell: string | null): Result<readonly string[] | null, ImportComplaint['why']> {
  if (cell === null) return ok(null)
  if (cell.startsWith('=')) return err({ type: 'formula' })
  if (FAILED_FORMULA.test(cell)) return err({ type: 'failed_formula', text: cell })
  if (GROUPED_CODE.test(cell)) return err({ type: 'grouped', text: cell })
  const codes = [...new Set(cell.split(/[\s|]+/).filter((code) => code !== ''))]
  for (const code of codes) {
    if (/^\d[.,]?\d*e\+?\d+$/i.test(code)) return err({ type: 'rounded', text: code })
    if (GROUPED_CODE.test(code)) return err({ type: 'grouped', text: code })
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
    tax: row.tax ?? before?.tax ?? 'none',
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
  draft.tax !== before.tax ||
  draft.barcodes.toSorted().join(' ') !== before.barcodes.toSorted().join(' ')
