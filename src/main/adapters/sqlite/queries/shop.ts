import type { Cart } from '../../../../core/domain/sale.ts'
import type { Settings } from '../../../../core/domain/settings.ts'
import type { BooksReader, BooksWriter } from '../../../../core/ports/store.ts'
import type { Handle } from '../open.ts'
import { PRODUCT_COLUMNS, productOf, productWrites } from './catalog.ts'

type Reads = Pick<BooksReader, 'settings' | 'value' | 'draft' | 'products'>
type Writes = Pick<BooksWriter, 'saveSettings' | 'setValue' | 'saveDraft' | 'replaceProducts'>

/** Settings (one row each, so that a newer version's settings survive an older one), the open cart, the catalog. */
export function shopQueries(handle: Handle): Reads & Writes {
  const settings = handle.prepare<[], { name: string; value: string }>('SELECT name, value FROM settings')
  const putSetting = handle.prepare(
    `INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  )
  const value = handle.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck()
  const putValue = handle.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const dropValue = handle.prepare('DELETE FROM meta WHERE name = ?')
  const products = handle.prepare<[], Parameters<typeof productOf>[0]>(
    `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.active = 1 ORDER BY p.position`,
  )
  const clearProducts = ['products', 'product_words', 'product_pieces'].map((table) =>
    handle.prepare(`DELETE FROM ${table}`),
  )
  const { saveProduct } = productWrites(handle)
  /** One sale asks for the settings ten times, and nobody but this store writes them while it is open. */
  let kept: Partial<Settings> | null = null
  let mayKeep = true

  return {
    settings: () => {
      if (kept !== null) return kept
      const read = Object.fromEntries(
        settings.all().map((row) => [row.name, JSON.parse(row.value) as unknown]),
      ) as Partial<Settings>
      // what an open transaction has changed may still be taken back
      mayKeep ||= !handle.inTransaction
      if (mayKeep) kept = read
      return read
    },
    saveSettings: (changed, at) => {
      kept = null
      mayKeep = false
      for (const [name, each] of Object.entries(changed)) putSetting.run(name, JSON.stringify(each), at)
    },
    value: (name) => value.get(name) ?? null,
    setValue: (name, text) => {
      if (text === null) dropValue.run(name)
      else putValue.run(name, text)
    },
    draft: () => {
      const text = value.get('draft')
      return text === undefined ? null : (JSON.parse(text) as Cart)
    },
    saveDraft: (cart) => {
      putValue.run('draft', JSON.stringify(cart))
    },
    products: () => products.all().map(productOf),
    replaceProducts: (list) => {
      for (const clear of clearProducts) clear.run()
      for (const product of list) saveProduct(product)
    },
  }
}
