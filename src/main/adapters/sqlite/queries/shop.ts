import type { Product } from '../../../../core/domain/catalog.ts'
import type { Amount } from '../../../../core/domain/money.ts'
import type { Cart, TaxKind } from '../../../../core/domain/sale.ts'
import type { Settings } from '../../../../core/domain/settings.ts'
import type { BooksReader, BooksWriter } from '../../../../core/ports/store.ts'
import type { Handle } from '../open.ts'

interface ProductSqlRow {
  id: string
  name: string
  sku: string
  barcode: string | null
  price: Amount
  category: string
  tax: TaxKind
  favourite: number
}

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
  const products = handle.prepare<[], ProductSqlRow>(
    'SELECT id, name, sku, barcode, price, category, tax, favourite FROM products ORDER BY position',
  )
  const clearProducts = handle.prepare('DELETE FROM products')
  const addProduct = handle.prepare(
    `INSERT INTO products (id, position, name, sku, barcode, price, category, tax, favourite)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  return {
    settings: () =>
      Object.fromEntries(
        settings.all().map((row) => [row.name, JSON.parse(row.value) as unknown]),
      ) as Partial<Settings>,
    saveSettings: (changed, at) => {
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
    products: () => products.all().map((row): Product => ({ ...row, favourite: row.favourite === 1 })),
    replaceProducts: (list) => {
      clearProducts.run()
      list.forEach((product, position) => {
        const { id, name, sku, barcode, price, category, tax, favourite } = product
        addProduct.run(id, position, name, sku, barcode, price, category, tax, favourite ? 1 : 0)
      })
    },
  }
}
