import type {
  ImportPreviewView,
  ImportProgressView,
  ImportedView,
} from '../../core/contract/catalog-views.ts'
import type { Product, ProductDraft } from '../../core/domain/catalog.ts'
import {
  changes,
  draftOf,
  readHeaders,
  readImportRow,
  type ImportComplaint,
  type ImportRow,
} from '../../core/domain/catalog-import.ts'
import type { Refusal } from '../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../core/domain/result.ts'
import type { CatalogReader } from '../../core/ports/catalog-books.ts'
import type { Tables } from '../../core/ports/tables.ts'
import { appendCatalogEvent, notePrice, takenBy } from './change-catalog.ts'
import { settingsOf, writeOrRefuse, type Till } from './till.ts'

export const IMPORT_LIMITS = { bytes: 10 * 1024 * 1024, rows: 100_000 }
const COMPLAINTS_SHOWN = 200
const CHANGES_SHOWN = 100
/** Rows between two breaths: a scan at the counter waits no longer than these take. */
const AT_ONCE = 25

interface Planned {
  readonly draft: ProductDraft
  readonly before: Product | null
}

interface Upload {
  readonly id: string
  readonly parts: Uint8Array[]
  bytes: number
  plan: readonly Planned[] | null
  progress: ImportProgressView | null
}

export interface CatalogImports {
  /** Takes the next piece of a file; a new id puts the file before out of mind. */
  part(id: string, index: number, bytes: Uint8Array): Result<null, Refusal>
  /** Reads the whole file and says what it would do. Nothing is changed. */
  preview(id: string): Promise<Result<ImportPreviewView, Refusal>>
  /** Does what was previewed, and nothing else: a product that was changed since then stops it. */
  apply(id: string): Promise<Result<ImportedView, Refusal>>
  /** How far the reading or taking of this file is; null when neither is going on. */
  progress(id: string): ImportProgressView | null
  /** Puts the file out of mind; what runs stops after the rows in hand. */
  cancel(id: string): void
}

/** The desk where lists of products are taken in: one file at a time, held in memory until it is applied. */
export function createCatalogImports(
  till: Till,
  tables: Pick<Tables, 'read'>,
  breathe: () => Promise<unknown>,
): CatalogImports {
  let current: Upload | null = null
  const find = (id: string): Upload | null => (current?.id === id ? current : null)
  return {
    part: (id, index, bytes) => {
      if (index === 0) current = { id, parts: [], bytes: 0, plan: null, progress: null }
      const upload = find(id)
      if (upload === null || upload.parts.length !== index) return err({ type: 'import_unknown' })
      upload.bytes += bytes.length
      if (upload.bytes > IMPORT_LIMITS.bytes) {
        current = null
        return err({ type: 'import_too_large', of: 'bytes', limit: IMPORT_LIMITS.bytes })
      }
      upload.parts.push(bytes)
      return ok(null)
    },
    preview: async (id) => {
      const upload = find(id)
      if (upload === null) return err({ type: 'import_unknown' })
      upload.progress = { done: 0, total: null }
      const table = await tables.read(joined(upload), IMPORT_LIMITS.rows + 1)
      upload.progress = null
      if (!table.ok)
        return err(
          table.error.type === 'too_many_rows'
            ? { type: 'import_too_large', of: 'rows', limit: IMPORT_LIMITS.rows }
            : table.error.type === 'workbook'
              ? { type: 'import_workbook', why: table.error.why }
              : { type: 'import_unreadable', line: table.error.line },
        )
      const [headers, ...rows] = table.value
      const columns = readHeaders(headers?.cells ?? [])
      if (!columns.ok) return err({ type: 'import_column', ...columns.error })
      const { currency } = settingsOf(till)
      const planner = createPlanner(till.store.read)
      for (const [place, { row, cells, dates }] of rows.entries()) {
        planner.add(readImportRow(row, cells, columns.value, currency, dates))
        if (place % AT_ONCE === AT_ONCE - 1) {
          upload.progress = { done: place + 1, total: rows.length }
          await breathe()
        }
        if (find(id) !== upload) return err({ type: 'import_unknown' })
      }
      upload.progress = null
      upload.plan = planner.plan
      return ok(planner.view(rows.length))
    },
    apply: async (id) => {
      const upload = find(id)
      const plan = upload?.plan ?? null
      if (upload === null || plan === null) return err({ type: 'import_unknown' })
      // a second press must not add the same products again
      upload.plan = null
      let done = 0
      let stopped: Refusal | null = null
      while (done < plan.length && stopped === null) {
        const isGone = find(id) === null
        const stored = isGone
          ? err<Refusal>({ type: 'import_stopped', done, total: plan.length, name: null })
          : applySome(till, plan.slice(done, done + AT_ONCE), done, plan.length)
        if (stored.ok) done += stored.value
        else stopped = stored.error
        upload.progress = { done, total: plan.length }
        await breathe()
      }
      if (find(id) !== null) current = null
      const noted = noteImport(till, plan.slice(0, done))
      till.changed.ring()
      return stopped === null ? noted : err(stopped)
    },
    progress: (id) => find(id)?.progress ?? null,
    cancel: (id) => {
      if (find(id) !== null) current = null
    },
  }
}

function noteImport(till: Till, done: readonly Planned[]): Result<ImportedView, Refusal> {
  const added = done.filter(({ before }) => before === null).length
  const imported = { added, changed: done.length - added }
  if (done.length === 0) return ok(imported)
  return writeOrRefuse(till, (books) => {
    appendCatalogEvent(till, books, 'catalog_imported', imported)
    return ok(imported)
  })
}

function joined({ parts, bytes }: Upload): Uint8Array {
  const whole = new Uint8Array(bytes)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function createPlanner(read: CatalogReader) {
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
      const before = productOfRow(read, row)
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

/** By the shop's own number, else by a barcode; a row that has neither makes a new product. */
function productOfRow(read: CatalogReader, { sku, barcodes }: ImportRow): Product | null {
  const bySku = sku === null || sku === '' ? null : read.productOfSku(sku)
  if (bySku !== null) return bySku
  for (const code of barcodes ?? []) {
    const product = read.productOfBarcode(code)
    if (product !== null) return product
  }
  return null
}

/** A list that says two things about one product cannot be right in both. */
function twice(seen: Map<string, number>, given: ImportRow, before: Product | null): ImportComplaint | null {
  const { row, sku, barcodes, name } = given
  const marks = [
    ...(sku === null || sku === ''
      ? []
      : [{ column: 'sku' as const, text: sku, key: `s${sku.toLowerCase()}` }]),
    ...(barcodes ?? []).map((text) => ({ column: 'barcode' as const, text, key: `b${text}` })),
    ...(before === null ? [] : [{ column: 'name' as const, text: name, key: `p${before.id}` }]),
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

/** One transaction; a product that is no longer as it was previewed takes all of its rows back. */
function applySome(
  till: Till,
  some: readonly Planned[],
  done: number,
  total: number,
): Result<number, Refusal> {
  return writeOrRefuse<number>(till, (books) => {
    for (const { draft, before } of some) {
      const now = before === null ? null : books.product(before.id)
      const product: Product = {
        ...draft,
        id: before?.id ?? till.ids.next(),
        active: before?.active ?? true,
        updatedAt: till.clock.now(),
      }
      const isOutdated = before !== null && JSON.stringify(now) !== JSON.stringify(before)
      if (isOutdated || takenBy(books, product) !== null)
        return err({ type: 'import_stopped', done, total, name: draft.name })
      books.saveProduct(product)
      notePrice(till, books, before, product)
      if (before !== null && before.price !== product.price) {
        const facts = {
          product: product.id,
          name: product.name,
          price_from: before.price,
          price_to: product.price,
        }
        appendCatalogEvent(till, books, 'product_changed', { ...facts, names: 'price' })
      }
    }
    return ok(some.length)
  })
}
