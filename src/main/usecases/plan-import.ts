import type { ImportPreviewView } from '../../core/contract/catalog-views.ts'
import type { Product, ProductDraft } from '../../core/domain/catalog.ts'
import {
  changes,
  draftOf,
  type ImportColumns,
  type ImportComplaint,
  type ImportRow,
} from '../../core/domain/catalog-import.ts'
import type { Result } from '../../core/domain/result.ts'
import type { CatalogReader } from '../../core/ports/catalog-books.ts'
import type { TableRow } from '../../core/ports/tables.ts'
import { takenBy } from './change-catalog.ts'

/** What a row of a list makes of a product, and the product as it was when this was planned. */
export interface Planned {
  readonly draft: ProductDraft
  readonly before: Product | null
}

const COMPLAINTS_SHOWN = 200
const CHANGES_SHOWN = 100
/** Looked through between two breaths. */
const PRODUCTS_AT_ONCE = 200

/** Products that have nothing but their name to be known by: a list that comes a second time means the same ones. */
export async function productsByNameAlone(
  read: CatalogReader,
  rows: readonly TableRow[],
  columns: ImportColumns,
  breathe: () => Promise<unknown>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  const codes = (['sku', 'barcode'] as const).flatMap((column) => columns.get(column) ?? [])
  const isNeeded = rows.some(({ cells }) => codes.every((place) => (cells[place] ?? '').trim() === ''))
  if (!isNeeded) return found
  let cursor: string | null = null
  do {
    const page = read.findProducts({
      ...{ text: '', category: null, favouritesOnly: false, active: true },
      ...{ cursor, limit: PRODUCTS_AT_ONCE },
    })
    for (const { id, name, sku, barcodes } of page.rows)
      if (sku === '' && barcodes.length === 0) found.set(name, id)
    cursor = page.nextCursor
    await breathe()
  } while (cursor !== null)
  return found
}

/** Puts rows together to a plan, one by one, with what is wrong with those that cannot be taken. */
export function createPlanner(read: CatalogReader, byNameAlone: ReadonlyMap<string, string>) {
  const plan: Planned[] = []
  const complaints: ImportComplaint[] = []
  const seen = new Map<string, number>()
  let refused = 0
  let unchanged = 0
  const complain = (complaint: ImportComplaint): void => {
    refused += 1
    if (complaints.length < COMPLAINTS_SHOWN) complaints.push(complaint)
  }
  return {
    plan: plan as readonly Planned[],
    add: (given: Result<ImportRow, ImportComplaint>): void => {
      if (!given.ok) {
        complain(given.error)
        return
      }
      const row = given.value
      const before = productOfRow(read, byNameAlone, row)
      const draft = draftOf(row, before)
      const complaint = twice(seen, row, before) ?? taken(read, row, draft, before)
      if (complaint !== null) complain(complaint)
      else if (before !== null && !changes(draft, before)) unchanged += 1
      else plan.push({ draft, before })
    },
    view: (rows: number): ImportPreviewView => ({
      rows,
      added: plan.filter(({ before }) => before === null).length,
      changed: plan.filter(({ before }) => before !== null).length,
      unchanged,
      refused,
      complaints,
      sample: plan.slice(0, CHANGES_SHOWN).map(({ draft, before }) => ({
        name: draft.name,
        isNew: before === null,
        priceFrom: before?.price ?? null,
        priceTo: draft.price,
      })),
    }),
  }
}

/** By the shop's own number, else by a barcode; with neither, by its name, if that product has neither as well. */
function productOfRow(
  read: CatalogReader,
  byNameAlone: ReadonlyMap<string, string>,
  row: ImportRow,
): Product | null {
  if (hasNameAlone(row)) {
    const id = byNameAlone.get(row.name)
    return id === undefined ? null : read.product(id)
  }
  const { sku, barcodes } = row
  const bySku = sku === null || sku === '' ? null : read.productOfSku(sku)
  if (bySku !== null) return bySku
  for (const code of barcodes ?? []) {
    const product = read.productOfBarcode(code)
    if (product !== null) return product
  }
  return null
}

const hasNameAlone = ({ sku, barcodes }: ImportRow): boolean =>
  (sku === null || sku === '') && (barcodes === null || barcodes.length === 0)

/** A list that says two things about one product cannot be right in both. */
function twice(seen: Map<string, number>, given: ImportRow, before: Product | null): ImportComplaint | null {
  const { row, sku, barcodes, name } = given
  const marks = [
    ...(sku === null || sku === ''
      ? []
      : [{ column: 'sku' as const, text: sku, key: `s${sku.toLowerCase()}` }]),
    ...(barcodes ?? []).map((text) => ({ column: 'barcode' as const, text, key: `b${text}` })),
    ...(before === null ? [] : [{ column: 'name' as const, text: name, key: `p${before.id}` }]),
    ...(hasNameAlone(given) ? [{ column: 'name' as const, text: name, key: `n${name}` }] : []),
  ]
  for (const { column, text, key } of marks) {
    const firstRow = seen.get(key)
    if (firstRow !== undefined) return { row, column, why: { type: 'twice', text, firstRow } }
  }
  for (const { key } of marks) seen.set(key, row)
  return null
}

function taken(
  read: CatalogReader,
  { row }: ImportRow,
  draft: ProductDraft,
  before: Product | null,
): ImportComplaint | null {
  const refusal = takenBy(read, { ...draft, id: before?.id ?? '' })
  if (refusal === null) return null
  return refusal.type === 'barcode_taken'
    ? { row, column: 'barcode', why: { type: 'taken', text: refusal.code, name: refusal.name } }
    : { row, column: 'sku', why: { type: 'taken', text: refusal.sku, name: refusal.name } }
}
