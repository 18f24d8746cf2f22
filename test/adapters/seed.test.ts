import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  EMPTY_CHAIN,
  eventText,
  rowFault,
  type ChainHead,
  type ChainRow,
} from '../../src/core/domain/books/event-chain.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'
import { seedBooks, seedRefusal } from '../../scripts/seed/seed-books.ts'

let folder: string
let handle: Database.Database
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-seed-'))
  handle = new Database(await seedBooks({ folder: join(folder, 'a'), sales: 300, seed: 7 }), {
    readonly: true,
  })
})
afterAll(() => {
  handle.close()
  rmSync(folder, { recursive: true, force: true })
})

const all = (from: Database.Database, sql: string): unknown[] => from.prepare(sql).raw().all()

describe('invented books', () => {
  it('hold what was asked for, of every kind of payment and ending, each part paid in full', () => {
    expect(all(handle, 'SELECT count(*) FROM sales')).toEqual([[300]])
    expect(all(handle, 'SELECT DISTINCT kind FROM tenders ORDER BY kind').flat()).toEqual([
      'cash',
      'edc',
      'qris',
      'transfer',
    ])
    expect(all(handle, 'SELECT DISTINCT phase FROM sales ORDER BY phase').flat()).toEqual([
      'canceled',
      'paid',
    ])
    const uncovered = `SELECT id FROM sales WHERE phase = 'paid'
      AND total <> (SELECT sum(covers) FROM tenders WHERE sale_id = sales.id)`
    expect(all(handle, uncovered)).toEqual([])
    expect(all(handle, 'PRAGMA foreign_key_check')).toEqual([])
  })

  it('have a whole chain of events', () => {
    const ids = createIds(systemClock)
    const rows = handle
      .prepare<[], ChainRow>(
        `SELECT seq, id, terminal_id AS terminalId, at, kind, sale_id AS saleId, tender_id AS tenderId, facts, actor,
           previous_hash AS previous, hash FROM events ORDER BY seq`,
      )
      .all()
    let before: ChainHead = EMPTY_CHAIN
    for (const row of rows) {
      expect(rowFault(row, before, ids.sha256(eventText(row)), () => false)).toBeNull()
      before = row
    }
    expect(rows.length).toBe(600)
  })

  it('are the same for the same seed, and others for another', async () => {
    const text = async (name: string, seed: number): Promise<string> => {
      const made = new Database(await seedBooks({ folder: join(folder, name), sales: 300, seed }), {
        readonly: true,
      })
      const rows = JSON.stringify(all(made, 'SELECT * FROM sales ORDER BY id'))
      made.close()
      return rows
    }
    const first = JSON.stringify(all(handle, 'SELECT * FROM sales ORDER BY id'))
    expect(await text('b', 7)).toBe(first)
    expect(await text('c', 8)).not.toBe(first)
  })

  it.each(['test', 'live'])('never go beside books of %s mode', async (mode) => {
    const real = join(folder, `real-${mode}`)
    mkdirSync(join(real, mode), { recursive: true })
    writeFileSync(join(real, mode, 'gerai.sqlite'), 'real')
    expect(seedRefusal(real)).toBe('real_books')
    await expect(seedBooks({ folder: real, sales: 1 })).rejects.toThrow('real_books')
    expect(readdirSync(real)).toEqual([mode])
  })

  it('never go over books that are there', () => {
    expect(seedRefusal(join(folder, 'a'))).toBe('books_there')
    expect(existsSync(join(folder, 'a', 'practice', 'gerai.sqlite'))).toBe(true)
  })
})
