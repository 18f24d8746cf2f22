import type { ExportPartView } from '../../core/contract/catalog-views.ts'
import { formatAmount } from '../../core/domain/money.ts'
import type { Tables } from '../../core/ports/tables.ts'
import { settingsOf, type Till } from './till.ts'

const ROWS_AT_ONCE = 500
const HEADERS = {
  id: ['Nama', 'SKU', 'Barcode', 'Harga', 'Satuan', 'Kategori', 'Favorit'],
  en: ['Name', 'SKU', 'Barcode', 'Price', 'Unit', 'Category', 'Favourite'],
}

/** The next rows of what the shop sells, as comma-separated text that an import takes back. */
export function exportPart(
  till: Pick<Till, 'store'>,
  tables: Pick<Tables, 'write'>,
  cursor: string | null,
): ExportPartView {
  const { currency, language } = settingsOf(till)
  const query = { text: '', category: null, favouritesOnly: false, active: true, cursor, limit: ROWS_AT_ONCE }
  const { rows, nextCursor } = till.store.read.findProducts(query)
  const lines = rows.map((product) => [
    product.name,
    product.sku,
    product.barcodes.join('|'),
    currency === 'IDR' ? String(product.price) : formatAmount(product.price, currency, language),
    product.unit,
    product.category,
    product.favourite ? '1' : '0',
  ])
  // spreadsheets take a text for UTF-8 only when this mark is in front
  return {
    text: cursor === null ? `\uFEFF${tables.write([HEADERS[language], ...lines])}` : tables.write(lines),
    nextCursor,
  }
}
