import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sentenceFor } from '../../src/core/domain/sentences.ts'
import type { Mode } from '../../src/core/domain/session.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'

const NOW = '2026-07-15T07:05:00.123Z'
const NEXT = 'ALTER TABLE sales ADD COLUMN customer TEXT;'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-migrations-'))
  file = join(folder, 'books', 'gerai.sqlite')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const open = (migrations?: readonly string[], mode: Mode = 'test', now = NOW) =>
  openBooks(file, { mode, terminalId: 'terminal-1', now }, migrations)

function mustOpen(migrations?: readonly string[]): Handle {
  const opened = open(migrations)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  return opened.value
}

const version = (handle: Handle): unknown => handle.pragma('user_version', { simple: true })
const columnsOf = (handle: Handle, table: string): unknown[] =>
  handle.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table)
const backups = (): string[] => readdirSync(join(folder, 'books')).filter((name) => name.includes('.before-'))

function sellOne(handle: Handle): void {
  handle
    .prepare(
      `INSERT INTO sales (id, number, currency, total, subtotal, order_discount, taxes, phase, cashier, business_date,
         created_at) VALUES ('s1', 'TK1-1', 'IDR', 5000, 5000, 0, '[]', 'paid', 'Sari', '2026-07-15', ?)`,
    )
    .run(NOW)
}

/** Refused, in both languages, with the file as it was to the byte. */
function expectUntouched(before: Buffer, refusal: object, mode: Mode = 'test'): void {
  const opened = open(undefined, mode)
  expect(opened).toEqual({ ok: false, error: refusal })
  expect(readFileSync(file).equals(before)).toBe(true)
  if (opened.ok) return
  for (const language of ['id', 'en'] as const) {
    const { what, safe, next } = sentenceFor(opened.error, language)
    expect([what, safe, next].every((part) => part.length > 10)).toBe(true)
  }
}

describe('new books', () => {
  it('are made in the shape of this version and stamped with their mode and till', () => {
    const handle = mustOpen()
    expect(version(handle)).toBe(MIGRATIONS.length)
    const meta = handle.prepare('SELECT name, value FROM meta ORDER BY name').raw().all()
    expect(meta).toEqual([
      ['created_at', NOW],
      ['mode', 'test'],
      ['terminal_id', 'terminal-1'],
    ])
    expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
    handle.close()
    expect(backups()).toEqual([])
  })

  it('are made out of a file of nothing, which an interrupted first start leaves behind', () => {
    mkdirSync(join(folder, 'books'))
    writeFileSync(file, '')
    mustOpen().close()
  })

  it('are not made again the second time', () => {
    const first = mustOpen()
    sellOne(first)
    first.close()
    const again = mustOpen()
    expect(again.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    again.close()
    expect(backups()).toEqual([])
  })

  it('cannot be made where a file is in the way', () => {
    writeFileSync(join(folder, 'books'), 'a file')
    expect(open()).toEqual({ ok: false, error: { type: 'store_unwritable', folder: join(folder, 'books') } })
  })
})

describe('books that must not be touched', () => {
  beforeEach(() => {
    const handle = mustOpen()
    sellOne(handle)
    handle.close()
  })

  it('those of a newer version', () => {
    const handle = new Database(file)
    handle.pragma(`user_version = ${MIGRATIONS.length + 3}`)
    handle.close()
    const found = MIGRATIONS.length + 3
    expectUntouched(readFileSync(file), { type: 'store_newer', found, known: MIGRATIONS.length })
  })

  it('those of a newer version that keeps another kind of journal', () => {
    const handle = new Database(file)
    handle.pragma('journal_mode = DELETE')
    handle.pragma('user_version = 99')
    handle.close()
    expectUntouched(readFileSync(file), { type: 'store_newer', found: 99, known: MIGRATIONS.length })
  })

  it('those of a newer version that a power cut left with a log: books and log stay as they are', () => {
    const live = new Database(file)
    live.pragma('user_version = 99')
    copyFileSync(file, join(folder, 'copy'))
    copyFileSync(`${file}-wal`, join(folder, 'copy-wal'))
    live.close()
    copyFileSync(join(folder, 'copy'), file)
    copyFileSync(join(folder, 'copy-wal'), `${file}-wal`)
    const log = readFileSync(`${file}-wal`)
    expect(log.length).toBeGreaterThan(0)
    expectUntouched(readFileSync(file), { type: 'store_newer', found: 99, known: MIGRATIONS.length })
    expect(readFileSync(`${file}-wal`).equals(log)).toBe(true)
  })

  it.each(['practice', 'live'] as const)('those of the test mode, opened as %s', (mode) => {
    expectUntouched(readFileSync(file), { type: 'store_wrong_mode', found: 'test', expected: mode }, mode)
  })

  it('those of another mode are not even brought to the shape of a newer app', () => {
    const before = readFileSync(file)
    expect(open([...MIGRATIONS, NEXT], 'live')).toEqual({
      ok: false,
      error: { type: 'store_wrong_mode', found: 'test', expected: 'live' },
    })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(backups()).toEqual([])
  })

  it('garbage under their name', () => {
    const garbage = Buffer.from('this is no database, it only has its name. '.repeat(300))
    writeFileSync(file, garbage)
    expectUntouched(garbage, { type: 'store_damaged', detail: 'SQLITE_NOTADB' })
  })

  it('books whose first page was overwritten', () => {
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 0, 512)
    writeFileSync(file, bytes)
    expectUntouched(bytes, { type: 'store_damaged', detail: 'SQLITE_NOTADB' })
  })

  it('books that were cut short', () => {
    const { length } = readFileSync(file)
    truncateSync(file, length - 4096)
    expectUntouched(readFileSync(file), { type: 'store_damaged', detail: 'SQLITE_CORRUPT' })
    truncateSync(file, 700)
    expectUntouched(readFileSync(file), { type: 'store_damaged', detail: 'SQLITE_CORRUPT' })
  })

  it("somebody else's database", () => {
    rmSync(file)
    const other = new Database(file)
    other.exec('CREATE TABLE photos (id INTEGER PRIMARY KEY)')
    other.close()
    expectUntouched(readFileSync(file), { type: 'store_damaged', detail: 'not_gerai' })
    const versioned = new Database(file)
    versioned.pragma('user_version = 1')
    versioned.close()
    expectUntouched(readFileSync(file), { type: 'store_damaged', detail: 'not_gerai' })
  })
})

describe('a later migration', () => {
  beforeEach(() => {
    const handle = mustOpen()
    sellOne(handle)
    handle.close()
  })

  it('keeps the rows, raises the version, and makes a copy of the books first', () => {
    const handle = mustOpen([...MIGRATIONS, NEXT])
    expect(version(handle)).toBe(MIGRATIONS.length + 1)
    expect(columnsOf(handle, 'sales')).toContain('customer')
    expect(handle.prepare('SELECT number, customer FROM sales').raw().all()).toEqual([['TK1-1', null]])
    handle.close()
    const [backup, ...others] = backups()
    expect(others).toEqual([])
    expect(backup).toMatch(/^gerai\.sqlite\.before-2-2026-07-15T07-05-00-123Z$/)
    const copy = new Database(join(folder, 'books', backup ?? ''), { readonly: true })
    expect(version(copy)).toBe(MIGRATIONS.length)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    expect(columnsOf(copy, 'sales')).not.toContain('customer')
    copy.close()
  })

  it('that fails leaves the books as they were, and the copy that was made first opens', () => {
    const failing = `${NEXT} CREATE TABLE half_done (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);`
    expect(() => open([...MIGRATIONS, failing])).toThrow(/no such table: nowhere/)
    const handle = mustOpen()
    expect(version(handle)).toBe(MIGRATIONS.length)
    expect(columnsOf(handle, 'sales')).not.toContain('customer')
    expect(columnsOf(handle, 'half_done')).toEqual([])
    expect(handle.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    handle.close()
    const [backup = ''] = backups()
    rmSync(file)
    copyFileSync(join(folder, 'books', backup), file)
    const restored = mustOpen()
    expect(restored.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    restored.close()
  })

  it('that fails after another one keeps what the other one did, and goes on from there', () => {
    const earlier = '2026-07-15T07:00:00.000Z'
    expect(() => open([...MIGRATIONS, NEXT, 'SELECT broken'], 'test', earlier)).toThrow(/broken/)
    const handle = mustOpen([...MIGRATIONS, NEXT, 'CREATE TABLE notes (id TEXT) STRICT;'])
    expect(version(handle)).toBe(MIGRATIONS.length + 2)
    expect(columnsOf(handle, 'sales')).toContain('customer')
    handle.close()
  })

  it('is not begun while another program writes in the books', () => {
    const other = new Database(file)
    other.exec('BEGIN EXCLUSIVE')
    expect(open([...MIGRATIONS, NEXT])).toEqual({ ok: false, error: { type: 'store_busy' } })
    other.exec('ROLLBACK')
    other.close()
    const handle = mustOpen()
    expect(version(handle)).toBe(MIGRATIONS.length)
    handle.close()
  })
})

it('nothing is left of new books whose making failed', () => {
  expect(() => open(['CREATE TABLE meta (name TEXT); CREATE TABLE meta (name TEXT);'])).toThrow(
    /already exists/,
  )
  expect(existsSync(file)).toBe(true)
  const handle = mustOpen()
  expect(version(handle)).toBe(MIGRATIONS.length)
  handle.close()
})
