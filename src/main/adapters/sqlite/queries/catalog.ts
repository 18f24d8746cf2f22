import type { PriceChange, Product } from '../../../../core/domain/catalog/catalog.ts'
import type { CatalogWriter, ProductQuery } from '../../../../core/ports/catalog-books.ts'
import type { Handle } from '../open.ts'
import { productTexts, textOf } from './product-texts.ts'

interface ProductSqlRow extends Omit<Product, 'barcodes' | 'favourite' | 'active'> {
  readonly position: number
  readonly barcodes: string
  readonly favourite: number
  readonly active: number
}

export const PRODUCT_COLUMNS = `p.id, p.position, p.name, p.sku, p.price, p.unit, p.category, p.tax, p.favourite, p.active,
  p.picture, p.updated_at AS updatedAt,
  (SELECT json_group_array(b.code) FROM product_barcodes b WHERE b.product_id = p.id) AS barcodes`

export const productOf = (row: ProductSqlRow): Product => ({
  id: row.id,
  name: row.name,
  sku: row.sku,
  barcodes: JSON.parse(row.barcodes) as readonly string[],
  price: row.price,
  unit: row.unit,
  category: row.category,
  tax: row.tax,
  favourite: row.favourite === 1,
  active: row.active === 1,
  picture: row.picture,
  updatedAt: row.updatedAt,
})

type Narrowed = Readonly<Record<'active' | 'favourites' | 'after' | 'limit', number>> & {
  readonly category: string | null
}
type Sought = Narrowed & { readonly words: string; readonly pieces: string }

/** What the shop sells, its codes, its prices over time, and the two indexes that find it by what a person types. */
export function catalogQueries(handle: Handle): CatalogWriter {
  const rest = 'p.position > @after ORDER BY p.position LIMIT @limit'
  const page = (where: string) =>
    handle.prepare<[Narrowed], ProductSqlRow>(
      `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.active = @active AND ${where}${rest}`,
    )
  const all = page('')
  const favourites = page('p.favourite = @favourites AND ')
  const ofCategory = page('p.category = @category AND (@favourites = 0 OR p.favourite = 1) AND ')
  const narrowed = `p.active = @active AND (@category IS NULL OR p.category = @category)
    AND (@favourites = 0 OR p.favourite = 1)`
  const byWords = handle.prepare<[Sought], ProductSqlRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product_words w CROSS JOIN products p ON p.position = w.rowid
     WHERE product_words MATCH @words AND w.rowid > @after AND ${narrowed} ORDER BY w.rowid LIMIT @limit`,
  )
  const byPieces = handle.prepare<[Sought], ProductSqlRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product_pieces f CROSS JOIN products p ON p.position = f.rowid
     WHERE product_pieces MATCH @pieces AND f.rowid > @after AND ${narrowed}
       AND f.rowid NOT IN (SELECT rowid FROM product_words WHERE product_words MATCH @words)
     ORDER BY f.rowid LIMIT @limit`,
  )
  const one = (where: string) =>
    handle.prepare<[string], ProductSqlRow>(`SELECT ${PRODUCT_COLUMNS} FROM products p WHERE ${where}`)
  const byId = one('p.id = ?')
  const byBarcode = one('p.id = (SELECT product_id FROM product_barcodes WHERE code = ?)')
  const bySku = one('p.sku = ? COLLATE NOCASE ORDER BY p.active DESC LIMIT 1')
  const categories = handle.prepare<[], { name: string; count: number }>(
    `SELECT category AS name, count(*) AS count FROM products WHERE active = 1
     GROUP BY category ORDER BY min(position)`,
  )
  const changes = handle.prepare<[string, number], PriceChange>(
    `SELECT at, by, old_price AS "from", new_price AS "to" FROM price_changes
     WHERE product_id = ? ORDER BY id DESC LIMIT ?`,
  )
  const write = productWrites(handle)
  // counted anew after a change only: over a hundred thousand products it takes a scan
  let counted: readonly { name: string; count: number }[] | null = null

  const bySearch = (query: ProductQuery, given: Narrowed): readonly [string, readonly ProductSqlRow[]][] => {
    const words = wordsOf(query.text)
    const pieces = piecesOf(query.text)
    if (words === '') return []
    const sought = { ...given, words, pieces }
    const found = query.cursor?.startsWith('f') === true ? [] : byWords.all(sought)
    const left = given.limit - found.length
    if (left <= 0 || pieces === '') return [['w', found]]
    const after = query.cursor?.startsWith('f') === true ? given.after : 0
    return [
      ['w', found],
      ['f', byPieces.all({ ...sought, after, limit: left })],
    ]
  }
  return {
    findProducts: (query) => {
      const given = {
        active: query.active ? 1 : 0,
        category: query.category,
        favourites: query.favouritesOnly ? 1 : 0,
        after: Number(query.cursor?.slice(1) ?? 0),
        limit: query.limit + 1,
      }
      const list = query.category !== null ? ofCategory : query.favouritesOnly ? favourites : all
      const found = query.text.trim() === '' ? [['w', list.all(given)] as const] : bySearch(query, given)
      const rows = found.flatMap(([way, some]) => some.map((row) => ({ row, at: `${way}${row.position}` })))
      const shown = rows.slice(0, query.limit)
      return {
        rows: shown.map(({ row }) => productOf(row)),
        nextCursor: rows.length > query.limit ? (shown.at(-1)?.at ?? null) : null,
      }
    },
    product: (id) => loaded(byId.get(id)),
    productOfBarcode: (code) => loaded(byBarcode.get(code)),
    productOfSku: (sku) => loaded(bySku.get(sku)),
    categories: () => {
      // what a transaction that is still open says may be taken back
      if (handle.inTransaction) return categories.all()
      counted ??= categories.all()
      return counted
    },
    priceChanges: (productId, limit) => changes.all(productId, limit),
    ...write,
    saveProduct: (product) => {
      counted = null
      write.saveProduct(product)
    },
  }
}

const loaded = (row: ProductSqlRow | undefined): Product | null => (row === undefined ? null : productOf(row))

/** The writes alone: the practice shop's list is put in with the same ones. */
export function productWrites(handle: Handle): Pick<CatalogWriter, 'saveProduct' | 'addPriceChange'> {
  const put = handle
    .prepare<[object], number>(
      `INSERT INTO products (id, position, name, sku, price, unit, category, tax, favourite, active, picture, updated_at)
     VALUES (@id, coalesce((SELECT max(position) FROM products), 0) + 1, @name, @sku, @price, @unit, @category, @tax,
       @favourite, @active, @picture, @updatedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, sku = excluded.sku, price = excluded.price,
       unit = excluded.unit, category = excluded.category, tax = excluded.tax, favourite = excluded.favourite,
       active = excluded.active, picture = excluded.picture, updated_at = excluded.updated_at
     RETURNING position`,
    )
    .pluck()
  const stored = handle.prepare<[string], ProductSqlRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM products p WHERE p.id = ?`,
  )
  const dropCodes = handle.prepare('DELETE FROM product_barcodes WHERE product_id = ?')
  const addCode = handle.prepare('INSERT INTO product_barcodes (code, product_id, position) VALUES (?, ?, ?)')
  const texts = productTexts(handle)
  const addChange = handle.prepare(
    'INSERT INTO price_changes (product_id, at, by, old_price, new_price) VALUES (?, ?, ?, ?, ?)',
  )
  return {
    saveProduct: (product) => {
      const { barcodes, favourite, active, ...columns } = product
      const before = loaded(stored.get(product.id))
      const position = put.get({ ...columns, favourite: favourite ? 1 : 0, active: active ? 1 : 0 }) ?? 0
      // another price alone, as most lists bring it, is one row
      if (before?.barcodes.join('\n') !== barcodes.join('\n')) {
        if (before !== null) dropCodes.run(product.id)
        barcodes.forEach((code, place) => addCode.run(code, product.id, place))
      }
      texts.put(position, textOf(product), before === null ? null : textOf(before))
    },
    addPriceChange: (productId, { at, by, from, to }) => {
      addChange.run(productId, at, by, from, to)
    },
  }
}

/** What was typed, as text to look for: nothing in it is a command to the index. */
const typed = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
const literal = (word: string): string => `"${word.replaceAll('"', '""')}"`

const wordsOf = (text: string): string =>
  typed(text)
    .map((word) => `${literal(word)}*`)
    .join(' AND ')

/** The index of pieces knows three letters and more; with fewer, the beginnings of words are all there is. */
const piecesOf = (text: string): string => {
  const words = typed(text)
  return words.some((word) => [...word].length < 3) ? '' : words.map(literal).join(' AND ')
}
