import type { ExportBookView, ExportPartView } from '../../../core/contract/views/catalog.ts'
import { CURRENCY_EXPONENT, formatAmount } from '../../../core/domain/money.ts'
import { TAX_WORDS } from '../../../core/domain/catalog/tax-words.ts'
import type { ProductQuery } from '../../../core/ports/catalog-books.ts'
import type { BookRows, Tables } from '../../../core/ports/tables.ts'
import { settingsOf, type Till } from '../till.ts'

const ROWS_AT_ONCE = 500
/** Before the first product. */
const FIRST = 'w0'
const sold = (cursor: string | null): ProductQuery => ({
  text: '',
  category: null,
  favouritesOnly: false,
  active: true,
  cursor,
  limit: ROWS_AT_ONCE,
})
const HEADERS = {
  id: ['Nama', 'SKU', 'Barcode', 'Harga', 'Satuan', 'Kategori', 'Favorit', 'Jenis pajak'],
  en: ['Name', 'SKU', 'Barcode', 'Price', 'Unit', 'Category', 'Favourite', 'Tax type'],
}

/** All that the shop sells as one workbook, read in pieces so that the counter does not wait for it. */
export async function exportBook(
  till: Pick<Till, 'store'>,
  tables: Pick<Tables, 'writeBook'>,
  breathe: () => Promise<unknown>,
): Promise<ExportBookView> {
  const { currency, language } = settingsOf(till)
  async function* pages(): AsyncGenerator<BookRows> {
    yield [HEADERS[language]]
    for (let cursor: string | null = FIRST; cursor !== null;) {
      const { rows, nextCursor } = till.store.read.findProducts(sold(cursor))
      yield rows.map((product) => [
        product.name,
        product.sku,
        product.barcodes.join('|'),
        // a spreadsheet's own number: in rupiah as it is, else with its cents
        product.price / 10 ** CURRENCY_EXPONENT[currency],
        product.unit,
        product.category,
        product.favourite ? '1' : '0',
        TAX_WORDS[product.tax][language],
      ])
      cursor = nextCursor
      await breathe()
    }
  }
  const file = await tables.writeBook(pages())
  return { data: Buffer.from(file).toString('base64') }
}

/** The next rows of what the shop sells, as comma-separated text that an import takes back. */
export function exportPart(
  till: Pick<Till, 'store'>,
  tables: Pick<Tables, 'write'>,
  cursor: string | null,
): ExportPartView {
  const { currency, language } = settingsOf(till)
  const { rows, nextCursor } = till.store.read.findProducts(sold(cursor))
  const lines = rows.map((product) => [
    product.name,
    product.sku,
    product.barcodes.join('|'),
    currency === 'IDR' ? String(product.price) : formatAmount(product.price, currency, language),
    product.unit,
    product.category,
    product.favourite ? '1' : '0',
    TAX_WORDS[product.tax][language],
  ])
  // spreadsheets take a text for UTF-8 only when this mark is in front
  return {
    text: cursor === null ? `\uFEFF${tables.write([HEADERS[language], ...lines])}` : tables.write(lines),
    nextCursor,
  }
}
