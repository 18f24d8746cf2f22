import type { ImportPreviewView } from '../../../core/contract/views/catalog.ts'
import { asSeen, type Product, type ProductDraft } from '../../../core/domain/catalog/catalog.ts'
import {
  changes,
  draftOf,
  type ImportColumns,
  type ImportComplaint,
  type ImportRow,
} from '../../../core/domain/catalog/import.ts'
import type { Result } from '../../../core/domain/result.ts'
import { spellingsOf } from '../../../core/domain/catalog/scale-barcode.ts'
import type { CatalogReader } from '../../../core/ports/catalog-books.ts'
import type { TableRow } from '../../../core/ports/tables.ts'
import { takenBy } from './change.ts'

/** What a row of a list makes of a product, and the product as it was when this was planned. */
export interface Planned {
  readonly draft: ProductDraft
  readonly before: Product | null
}

const COMPLAINTS_SHOWN = 200
const CHANGES_SHOWN = 100
/** Looked through between two breaths. */
const PRODUCTS_AT_ONCE = 200

/** Ids of products without SKU and barcode, by their name; a shop may have given one name twice. */
type NamesAlone = ReadonlyMap<string, readonly string[]>

/** Products that have nothing but their name to be known by: a list that comes a second time means the same ones. */
export async function productsByNameAlone(
  read: CatalogReader,
  rows: readonly TableRow[],
  columns: ImportColumns,
  breathe: () => Promise<unknown>,
): Promise<NamesAlone> {
  const found = new Map<string, readonly string[]>()
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
      if (sku === '' && barcodes.length === 0)
        found.set(asSeen(name), [...(found.get(asSeen(name)) ?? []), id])
    cursor = page.nextCursor
    await breathe()
  } while (cursor !== null)
  return found
}

/** Puts rows together to a plan, one by one, with what is wrong with those that cannot be taken. */
export function createPlanner(read: CatalogReader, byNameAlone: NamesAlone) {
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
      if (before === 'one_of_several') {
        complain({ row: row.row, column: 'name', why: { type: 'ambiguous', text: row.name } })
        return
      }
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
  byNameAlone: NamesAlone,
  row: ImportRow,
): Product | null | 'one_of_several' {
  if (hasNameAlone(row)) {
    const named = (byNameAlone.get(row.name) ?? []).flatMap((id) => read.product(id) ?? [])
    if (named.length < 2) return named[0] ?? null
    // a price for the wrong one of two would be taken at the counter; one that stays as it is needs no guess
    return named.find((product) => !changes(draftOf(row, product), product)) ?? 'one_of_several'
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

/** As the books compare numbers of the shop: A to Z in any case are the same, letters beyond them are not. */
const foldAscii = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** A list that says two things about one product cannot be right in both. */
function twice(seen: Map<string, number>, given: ImportRow, before: Product | null): ImportComplaint | null {
  const { row, sku, barcodes, name } = given
  const marks = [
    ...(sku === null || sku === '' ? [] : [{ column: 'sku' as const, text: sku, key: `s${foldAscii(sku)}` }]),
    ...(barcodes ?? []).flatMap((text) =>
      spellingsOf(text).map((spelling) => ({ column: 'barcode' as const, text, key: `b${spelling}` })),
    ),
    ...(before === null ? [] : [{ column: 'name' as const, text: name, key: `p${before.id}` }]),
    ...(before === null && hasNameAlone(given)
      ? [{ column: 'name' as const, text: name, key: `n${name}` }]
      : []),
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
