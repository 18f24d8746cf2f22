import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Handle } from '../../src/main/adapters/sqlite/open.ts'
import { catalogQueries } from '../../src/main/adapters/sqlite/queries/catalog.ts'
import { openTestBooks, type TestBooks } from './sqlite-records.ts'

let books: TestBooks
beforeEach(() => {
  books = openTestBooks()
})
afterEach(() => {
  books.close()
})

/** How SQLite would carry out the statement that this is part of. */
function planOf(part: RegExp): readonly string[] {
  const prepared: string[] = []
  const listening = new Proxy(books.handle, {
    get: (handle, name) => {
      const member: unknown = Reflect.get(handle, name)
      if (typeof member !== 'function') return member
      return (...given: unknown[]) => {
        if (name === 'prepare') prepared.push(String(given[0]))
        return (member as (...all: unknown[]) => unknown).apply(handle, given)
      }
    },
  }) as Handle
  catalogQueries(listening)
  const sql = prepared.find((each) => part.test(each))
  if (sql === undefined) throw new Error(`no statement with ${String(part)}`)
  const rows = books.handle.prepare(`EXPLAIN QUERY PLAN ${sql.replaceAll(/\?|@\w+/g, `'x'`)}`).all()
  return (rows as { detail: string }[]).map(({ detail }) => detail)
}

describe('a hundred thousand products are never read through', () => {
  it.each([
    ['all', /active = @active AND p\.position > @after/, 'products_sold (active=? AND position>?)'],
    [
      'a group',
      /AND p\.category = @category AND \(@fav/,
      'products_by_category (active=? AND category=? AND position>?)',
    ],
    [
      'favourites',
      /AND p\.favourite = @favourites AND/,
      'products_favourite (active=? AND favourite=? AND position>?)',
    ],
    ['a barcode', /FROM product_barcodes WHERE code = /, 'sqlite_autoindex_products_1 (id=?)'],
    ['a SKU', /p\.sku = \? COLLATE/, 'products_by_sku (sku=?)'],
    ['beginnings of words', /FROM product_words w CROSS JOIN/, 'products_by_position (position=?)'],
    ['pieces of words', /FROM product_pieces f CROSS JOIN/, 'products_by_position (position=?)'],
    ['prices over time', /FROM price_changes/, 'price_changes_of (product_id=?)'],
  ])('%s', (_name, sql, index) => {
    const steps = planOf(sql)
    expect(steps.join('\n')).toContain(index)
    expect(steps.filter((step) => step.startsWith('SCAN') && !step.includes('VIRTUAL TABLE'))).toEqual([])
    expect(steps.filter((step) => step.includes('TEMP B-TREE'))).toEqual([])
  })
})
