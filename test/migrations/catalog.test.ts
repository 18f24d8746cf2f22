import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'
import { catalogQueries } from '../../src/main/adapters/sqlite/queries/catalog.ts'

const STAMP = { mode: 'live', terminalId: 'T1', now: '2026-07-15T07:00:00.000Z' } as const
const ALL = { text: '', category: null, favouritesOnly: false, active: true, cursor: null, limit: 10 }

let folder = ''
let handle: Handle
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-catalog-'))
})
afterEach(() => {
  handle.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (migrations: readonly string[]): Handle => {
  const opened = openBooks(join(folder, 'gerai.sqlite'), STAMP, migrations)
  if (!opened.ok) throw new Error(opened.error.type)
  return opened.value
}

describe('the catalog of older books', () => {
  beforeEach(() => {
    const old = open(MIGRATIONS.slice(0, 8))
    const add = old.prepare(
      `INSERT INTO products (id, position, name, sku, barcode, price, category, tax, favourite)
       VALUES (?, ?, ?, ?, ?, ?, 'Minuman', 'none', 1)`,
    )
    add.run('b', 0, 'Teh Botol', 'T1', '8991234567890', 6_000)
    add.run('a', 0, 'Kopi Susu', 'K1', null, 18_000)
    add.run('c', 1, 'Teh Lain', 'T2', '8991234567890', 7_000)
    add.run('d', 2, 'Air', '', '', 4_000)
    old.close()
    handle = open(MIGRATIONS.slice(0, 9))
  })

  it('is carried over in its order, sold by the piece', () => {
    const { rows } = catalogQueries(handle).findProducts(ALL)
    expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(rows[1]).toMatchObject({
      name: 'Teh Botol',
      barcodes: ['8991234567890'],
      price: 6_000,
      unit: 'pcs',
      active: true,
      picture: null,
      favourite: true,
    })
    expect(rows[1]?.updatedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  it('gives a code that two had to the first of them', () => {
    expect(catalogQueries(handle).productOfBarcode('8991234567890')?.id).toBe('b')
    expect(catalogQueries(handle).product('c')?.barcodes).toEqual([])
  })

  it('is found by name, SKU and code at once', () => {
    const find = (text: string) => catalogQueries(handle).findProducts({ ...ALL, text })
    expect(find('te').rows.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(find('k1').rows.map(({ id }) => id)).toEqual(['a'])
    expect(find('4567').rows.map(({ id }) => id)).toEqual(['b'])
  })

  it('keeps every change of a price for good', () => {
    const books = catalogQueries(handle)
    const { price } = books.product('a') ?? {}
    if (price === undefined) throw new Error('the product is gone')
    books.addPriceChange('a', { at: STAMP.now, by: 'p', from: null, to: price })
    expect(() => handle.prepare('UPDATE price_changes SET new_price = 1').run()).toThrow('never changed')
    expect(() => handle.prepare('DELETE FROM price_changes').run()).toThrow('never deleted')
  })
})
