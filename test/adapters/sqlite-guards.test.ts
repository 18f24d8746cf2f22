import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { err, ok } from '../../src/core/domain/result.ts'
import { writeOrRefuse, type Till } from '../../src/main/usecases/till.ts'
import { openBooks, toStoreRefusal } from '../../src/main/adapters/sqlite/open.ts'
import { storeOn } from '../../src/main/adapters/sqlite/store.ts'
import { silentLog } from '../../src/main/adapters/system/system.ts'
import {
  aReceipt,
  aSale,
  AT,
  ids,
  must,
  openTestBooks,
  storedSale,
  type TestBooks,
} from './sqlite-records.ts'

let books: TestBooks
beforeEach(() => {
  books = openTestBooks()
})
afterEach(() => {
  books.close()
})

const pragma = (name: string): unknown => books.handle.pragma(name, { simple: true })

describe('how the books are opened', () => {
  it('writes a log ahead, flushes it at every commit, and trusts nothing that stands in the file', () => {
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('recursive_triggers')).toBe(1)
    expect(pragma('busy_timeout')).toBe(2000)
  })

  it('opens them the same way the second time', () => {
    books.store.close()
    const again = openBooks(books.file, { mode: 'practice', terminalId: 'other', now: AT })
    if (!again.ok) throw new Error(JSON.stringify(again.error))
    expect(again.value.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(again.value.pragma('synchronous', { simple: true })).toBe(2)
    expect(again.value.pragma('foreign_keys', { simple: true })).toBe(1)
    // the terminal's id was given once, when the books were made
    expect(storeOn(again.value, ids).terminalId).toBe(books.store.terminalId)
    again.value.close()
  })

  it('has nothing but STRICT tables', () => {
    const tables = books.handle
      .prepare(`SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'`)
      .all() as { name: string; strict: number }[]
    const own = tables.filter((table) => !table.name.startsWith('sqlite_'))
    expect(own.length).toBeGreaterThan(10)
    expect(own.filter((table) => table.strict !== 1)).toEqual([])
  })

  it('refuses text where money belongs, money of nothing, and a tender of no sale', () => {
    const { record, tender } = storedSale(books.store)
    const { handle } = books
    expect(() =>
      handle.prepare('UPDATE sales SET total = ? WHERE id = ?').run('banyak', record.sale.id),
    ).toThrow(/cannot store TEXT/)
    expect(() => handle.prepare('UPDATE sales SET total = 0').run()).toThrow(/CHECK/)
    expect(() => handle.prepare('UPDATE tenders SET amount = -1').run()).toThrow(/CHECK/)
    expect(() =>
      handle.prepare('UPDATE tenders SET sale_id = ? WHERE id = ?').run('none', tender.id),
    ).toThrow(/FOREIGN KEY/)
    expect(() => handle.prepare('DELETE FROM sales').run()).toThrow(/FOREIGN KEY/)
  })
})

describe('what never changes', () => {
  const KEPT = ['evidence', 'events', 'documents'] as const

  beforeEach(() => {
    const { record, tender } = storedSale(books.store)
    must(books.store, (writer) => {
      writer.addEvidence(tender.id, { kind: 'static_qris', rrn: '1' }, 'Sari', AT)
      writer.appendEvent({
        at: AT,
        actor: null,
        kind: 'sale_opened',
        saleId: record.sale.id,
        tenderId: null,
        facts: {},
      })
      writer.addDocument(ids.next(), record.sale.id, aReceipt(record), AT)
    })
  })

  it.each(KEPT)('%s cannot be updated, deleted or replaced', (table) => {
    const { handle } = books
    const before = handle.prepare(`SELECT * FROM ${table}`).all()
    expect(before).toHaveLength(1)
    const columns = Object.keys(before[0] as object)
    for (const column of columns) {
      expect(() => handle.prepare(`UPDATE ${table} SET ${column} = ${column}`).run()).toThrow(/never change/)
    }
    expect(() => handle.prepare(`DELETE FROM ${table}`).run()).toThrow(/never go/)
    const same = columns.map((column) => `"${column}"`).join(', ')
    expect(() =>
      handle.prepare(`INSERT OR REPLACE INTO ${table} (${same}) SELECT ${same} FROM ${table}`).run(),
    ).toThrow(/never go/)
    expect(() => handle.prepare(`REPLACE INTO ${table} SELECT * FROM ${table}`).run()).toThrow(/never go/)
    expect(handle.prepare(`SELECT * FROM ${table}`).all()).toEqual(before)
  })

  it('a tender has one evidence and a sale one receipt', () => {
    const { record, tender } = storedSale(books.store)
    const add = (): void => {
      must(books.store, (writer) => {
        writer.addEvidence(tender.id, { kind: 'static_qris', rrn: '2' }, 'Sari', AT)
        writer.addDocument(ids.next(), record.sale.id, aReceipt(record), AT)
      })
    }
    add()
    expect(add).toThrow(/UNIQUE/)
  })
})

describe('the chain of events', () => {
  interface ChainRow {
    seq: number
    id: string
    terminal_id: string
    at: string
    kind: string
    sale_id: string | null
    tender_id: string | null
    facts: string
    previous_hash: string
    hash: string
  }
  const rows = (): ChainRow[] => books.handle.prepare<[], ChainRow>('SELECT * FROM events ORDER BY seq').all()
  const hashOf = (row: ChainRow): string =>
    ids.sha256(
      [
        row.previous_hash,
        row.id,
        row.terminal_id,
        row.at,
        row.kind,
        row.sale_id ?? '',
        row.tender_id ?? '',
        row.facts,
      ].join('\n'),
    )

  it('each row names the hash of the one before it, and its own can be worked out again', () => {
    for (let count = 0; count < 20; count += 1) {
      must(books.store, (writer) => {
        for (const kind of ['a', 'b'])
          writer.appendEvent({
            at: AT,
            actor: null,
            kind,
            saleId: null,
            tenderId: null,
            facts: { count, text: 'é\n"' },
          })
      })
    }
    const chain = rows()
    expect(chain).toHaveLength(40)
    expect(chain.map((row) => row.hash)).toEqual(chain.map(hashOf))
    expect(chain.map((row) => row.previous_hash)).toEqual(['', ...chain.slice(0, -1).map((row) => row.hash)])
    expect(new Set(chain.map((row) => row.terminal_id))).toEqual(new Set([books.store.terminalId]))
  })

  it('goes on where it stopped after the books were closed and after a write was taken back', () => {
    const say = (kind: string): void =>
      must(books.store, (writer) => {
        writer.appendEvent({ at: AT, actor: null, kind, saleId: null, tenderId: null, facts: {} })
      })
    say('first')
    expect(() =>
      books.store.write((writer) => {
        writer.appendEvent({ at: AT, actor: null, kind: 'lost', saleId: null, tenderId: null, facts: {} })
        throw new Error('a bug')
      }),
    ).toThrow('a bug')
    say('second')
    const chain = rows()
    expect(chain.map((row) => row.kind)).toEqual(['first', 'second'])
    expect(chain[1]?.previous_hash).toBe(chain[0]?.hash)
  })
})

describe('a write that is refused', () => {
  const till = (): Till => ({ store: books.store, log: silentLog }) as Till

  it('leaves no trace, and no gap in the sale numbers', () => {
    const next = (refuse: boolean) =>
      writeOrRefuse(till(), (writer) => {
        const number = writer.nextCounter('sale:TK1:2026-07-15')
        const record = { ...aSale(), number: `TK1-260715-${number}` }
        writer.insertSale(record)
        writer.setValue('counter_sale', record.sale.id)
        writer.appendEvent({
          at: AT,
          actor: null,
          kind: 'sale_opened',
          saleId: record.sale.id,
          tenderId: null,
          facts: {},
        })
        return refuse ? err({ type: 'cart_empty' }) : ok(number)
      })
    expect(next(false)).toEqual(ok(1))
    const before = books.handle.serialize()
    expect(next(true)).toEqual(err({ type: 'cart_empty' }))
    expect(next(true)).toEqual(err({ type: 'cart_empty' }))
    expect(books.handle.serialize().equals(before)).toBe(true)
    expect(next(false)).toEqual(ok(2))
    expect(books.store.read.sales({ cursor: null, limit: 10 }).rows.map((row) => row.number)).toEqual([
      'TK1-260715-2',
      'TK1-260715-1',
    ])
  })

  it('is taken back as a whole by a bug, which is thrown on', () => {
    const bug = (): unknown =>
      books.store.write((writer) => {
        writer.insertSale(aSale())
        throw new TypeError('a bug')
      })
    expect(bug).toThrow(TypeError)
    expect(books.handle.inTransaction).toBe(false)
    expect(books.store.read.sales({ cursor: null, limit: 10 }).rows).toEqual([])
  })

  it('counts the numbers of each till and day by themselves', () => {
    const numbers = ['a', 'b', 'a', 'a', 'b'].map((name) =>
      must(books.store, (writer) => writer.nextCounter(name)),
    )
    expect(numbers).toEqual([1, 1, 2, 3, 2])
  })
})

describe("SQLite's trouble in our words", () => {
  it.each([
    ['SQLITE_FULL', { type: 'disk_full' }],
    ['ENOSPC', { type: 'disk_full' }],
    // measured on a full file system: the shared-memory file of the log cannot be given its size
    ['SQLITE_IOERR_SHMSIZE', { type: 'disk_full' }],
    ['SQLITE_BUSY', { type: 'store_busy' }],
    ['SQLITE_BUSY_SNAPSHOT', { type: 'store_busy' }],
    ['SQLITE_LOCKED', { type: 'store_busy' }],
    ['SQLITE_CORRUPT', { type: 'store_damaged', detail: 'SQLITE_CORRUPT' }],
    ['SQLITE_CORRUPT_INDEX', { type: 'store_damaged', detail: 'SQLITE_CORRUPT_INDEX' }],
    ['SQLITE_NOTADB', { type: 'store_damaged', detail: 'SQLITE_NOTADB' }],
    ['SQLITE_IOERR_READ', { type: 'store_damaged', detail: 'SQLITE_IOERR_READ' }],
    ['SQLITE_READONLY_DIRECTORY', { type: 'store_unwritable', folder: '' }],
    ['SQLITE_CANTOPEN', { type: 'store_unwritable', folder: '' }],
    ['EROFS', { type: 'store_unwritable', folder: '' }],
  ])('%s', (code, refusal) => {
    expect(toStoreRefusal(Object.assign(new Error('x'), { code }))).toEqual(refusal)
  })

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { code: 'SQLITE_CONSTRAINT' }),
    'text',
    null,
    undefined,
    7,
  ])('leaves what is our own bug to be thrown: %s', (fault) => {
    expect(toStoreRefusal(fault)).toBeNull()
  })
})
