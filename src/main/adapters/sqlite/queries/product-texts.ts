import type { Product } from '../../../../core/domain/catalog/catalog.ts'
import type { Handle } from '../open.ts'

/** Texts between two steps of tidying, and the pages of one step: a step takes a few milliseconds at most. */
const TIDY_EVERY = 50
const TIDY_PAGES = 16n
/** More pieces than come together between two steps; beyond it SQLite would put them together at once. */
const MOST_PIECES = 100n

export interface ProductTexts {
  /** `was` is what the indexes have about this product now; null when they have nothing. */
  put(position: number, text: string, was: string | null): void
}

export const textOf = ({
  name,
  sku,
  barcodes,
}: Pick<Product, 'name' | 'sku'> & { readonly barcodes: readonly string[] }): string =>
  [name, sku, ...barcodes].join(' ').normalize('NFC')

/**
 * The two indexes that find a product by what a person types. Left to itself, FTS5 tidies up while it commits, for up to
 * half a second in an import, and nobody can scan meanwhile. Here that is done in small steps, paid by the writes.
 */
export function productTexts(handle: Handle): ProductTexts {
  const indexes = ['product_words', 'product_pieces'].map((table) => ({
    drop: handle.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
    add: handle.prepare(`INSERT INTO ${table} (rowid, text) VALUES (?, ?)`),
    tell: handle.prepare<[string, bigint]>(`INSERT INTO ${table} (${table}, rank) VALUES (?, ?)`),
    told: handle
      .prepare<[], number>(`SELECT count(*) FROM ${table}_config WHERE k = 'automerge' AND v = 0`)
      .pluck(),
  }))
  let written = 0
  let prepared = false
  /** Kept by the index itself, so once in the life of the books; looked at again in each run. */
  const prepare = (): void => {
    for (const { tell, told } of indexes) {
      if (told.get() === 1) continue
      tell.run('automerge', 0n)
      tell.run('deletemerge', 0n)
      tell.run('crisismerge', MOST_PIECES)
    }
    prepared = true
  }
  return {
    put: (position, text, was) => {
      if (text === was) return
      if (!prepared) prepare()
      written += 1
      for (const { drop, add, tell } of indexes) {
        if (was !== null) drop.run(position)
        add.run(position, text)
        if (written % TIDY_EVERY === 0) tell.run('merge', TIDY_PAGES)
      }
    },
  }
}
