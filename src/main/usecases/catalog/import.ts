import type {
  ImportPreviewView,
  ImportProgressView,
  ImportedView,
} from '../../../core/contract/views/catalog.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { readHeaders, readImportRow, type ImportColumns } from '../../../core/domain/catalog/import.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import type { TableRow, Tables } from '../../../core/ports/tables.ts'
import { appendCatalogEvent, notePrice, takenBy } from './change.ts'
import { createPlanner, productsByNameAlone, type Planned } from './plan-import.ts'
import { settingsOf, writeOrRefuse, type Till } from '../till.ts'

const IMPORT_LIMITS = { bytes: 10 * 1024 * 1024, rows: 100_000 }
/** Work between two breaths: a scan at the counter waits no longer than this and one commit. */
const AT_ONCE_MS = 8
/** However quick they are: what a transaction holds is also what one wrong row takes back. */
const MOST_AT_ONCE = 500

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
  /** The same when the till ends; over once nothing of a list touches the books any more. */
  stop(): Promise<void>
}

/** The desk where lists of products are taken in: one file at a time, held in memory until it is applied. */
export function createCatalogImports(
  till: Till,
  tables: Pick<Tables, 'read'>,
  breathe: () => Promise<unknown>,
): CatalogImports {
  let current: Upload | null = null
  const find = (id: string): Upload | null => (current?.id === id ? current : null)
  const working = new Set<Promise<unknown>>()
  const overBooks = async <T>(work: Promise<T>): Promise<T> => {
    working.add(work)
    try {
      return await work
    } finally {
      working.delete(work)
    }
  }
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
      if (find(id) !== upload) return err({ type: 'import_unknown' })
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
      return await overBooks(planRows(upload, rows, columns.value))
    },
    apply: async (id) => await overBooks(applyPlan(id)),
    progress: (id) => find(id)?.progress ?? null,
    cancel: (id) => {
      if (find(id) !== null) current = null
    },
    stop: async () => {
      current = null
      await Promise.allSettled(working)
    },
  }

  async function planRows(
    upload: Upload,
    rows: readonly TableRow[],
    columns: ImportColumns,
  ): Promise<Result<ImportPreviewView, Refusal>> {
    const { currency } = settingsOf(till)
    const { read } = till.store
    const planner = createPlanner(read, await productsByNameAlone(read, rows, columns, breathe))
    let breathedAt = till.duty.upMs()
    for (const [place, { row, cells, dates }] of rows.entries()) {
      planner.add(readImportRow(row, cells, columns, currency, dates))
      if (till.duty.upMs() - breathedAt >= AT_ONCE_MS || place % MOST_AT_ONCE === MOST_AT_ONCE - 1) {
        upload.progress = { done: place + 1, total: rows.length }
        await breathe()
        breathedAt = till.duty.upMs()
      }
      if (current !== upload) return err({ type: 'import_unknown' })
    }
    upload.progress = null
    upload.plan = planner.plan
    return ok(planner.view(rows.length))
  }

  async function applyPlan(id: string): Promise<Result<ImportedView, Refusal>> {
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
        : applySome(till, plan, done)
      if (stored.ok) done += stored.value
      else stopped = stored.error
      upload.progress = { done, total: plan.length }
      await breathe()
    }
    if (find(id) !== null) current = null
    const noted = noteImport(till, plan.slice(0, done))
    till.changed.ring()
    return stopped === null ? noted : err(stopped)
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

/** One transaction of a few milliseconds; a product that is no longer as it was previewed takes all of its rows back. */
function applySome(till: Till, plan: readonly Planned[], done: number): Result<number, Refusal> {
  const until = till.duty.upMs() + AT_ONCE_MS
  return writeOrRefuse<number>(till, (books) => {
    let taken = 0
    for (const planned of plan.slice(done, done + MOST_AT_ONCE)) {
      if (!applyOne(till, books, planned))
        return err({ type: 'import_stopped', done, total: plan.length, name: planned.draft.name })
      taken += 1
      if (till.duty.upMs() >= until) break
    }
    return ok(taken)
  })
}

/** False when the product is no longer as it was previewed. */
function applyOne(till: Till, books: BooksWriter, { draft, before }: Planned): boolean {
  const now = before === null ? null : books.product(before.id)
  const product: Product = {
    ...draft,
    id: before?.id ?? till.ids.next(),
    active: before?.active ?? true,
    updatedAt: till.clock.now(),
  }
  const isOutdated = before !== null && JSON.stringify(now) !== JSON.stringify(before)
  if (isOutdated || takenBy(books, product) !== null) return false
  books.saveProduct(product)
  notePrice(till, books, before, product)
  if (before !== null && (before.price !== product.price || before.tax !== product.tax)) {
    const isPrice = before.price !== product.price
    const isTax = before.tax !== product.tax
    appendCatalogEvent(till, books, 'product_changed', {
      ...{ product: product.id, name: product.name },
      names: [...(isPrice ? ['price'] : []), ...(isTax ? ['tax'] : [])].join(','),
      ...(isPrice ? { price_from: before.price, price_to: product.price } : {}),
      ...(isTax ? { tax_from: before.tax, tax_to: product.tax } : {}),
    })
  }
  return true
}
