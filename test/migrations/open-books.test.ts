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
import { sentenceFor } from '../../src/core/domain/sentences/sentence-for.ts'
import type { Mode } from '../../src/core/domain/provider/session.ts'
import { MIGRATIONS } from '../../src/main/adapters/sqlite/migrations/index.ts'
import { openBooks, type Handle } from '../../src/main/adapters/sqlite/open.ts'
import { openStore, type OpenBooks } from '../../src/main/adapters/sqlite/store.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

const ids = createIds(systemClock)
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
/** The books and nothing beside them. */
const beside = (): string[] =>
  readdirSync(join(folder, 'books')).filter((name) => !/^gerai\.sqlite(-wal|-shm)?$/.test(name))

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
    expect(beside()).toEqual([])
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
    expect(beside()).toEqual([])
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
    expect(beside()).toEqual([])
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

  it('keeps the rows and raises the version', () => {
    const handle = mustOpen([...MIGRATIONS, NEXT])
    expect(version(handle)).toBe(MIGRATIONS.length + 1)
    expect(columnsOf(handle, 'sales')).toContain('customer')
    expect(handle.prepare('SELECT number, customer FROM sales').raw().all()).toEqual([['TK1-1', null]])
    handle.close()
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

describe('an update of the books, as the shop starts', () => {
  const FAILING = `${NEXT} CREATE TABLE half_done (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);`
  const backupFolder = (): string => join(folder, 'backups')
  const copies = (): string[] => (existsSync(backupFolder()) ? readdirSync(backupFolder()).toSorted() : [])
  const start = (migrations: readonly string[]) =>
    openStore(file, 'test', { clock: systemClock, ids, backupFolder: backupFolder(), migrations })
  const mustStart = async (migrations: readonly string[] = MIGRATIONS): Promise<OpenBooks> => {
    const opened = await start(migrations)
    if (!opened.ok) throw new Error(JSON.stringify(opened.error))
    return opened.value
  }

  beforeEach(() => {
    const handle = mustOpen()
    sellOne(handle)
    handle.close()
  })

  it('makes a checked copy of the books first, in their old shape', async () => {
    const store = await mustStart([...MIGRATIONS, NEXT])
    expect(columnsOf(store.handle, 'sales')).toContain('customer')
    store.close()
    const [name = '', ...others] = copies()
    expect(others).toEqual([])
    expect(name).toMatch(new RegExp(`^test-00001-\\d{8}T\\d{6}Z-update-v${MIGRATIONS.length}\\.sqlite$`))
    const copy = new Database(join(backupFolder(), name), { readonly: true })
    expect(version(copy)).toBe(MIGRATIONS.length)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(copy.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    expect(columnsOf(copy, 'sales')).not.toContain('customer')
    copy.close()
  })

  it('makes none when the books have their shape already, and none of new books', async () => {
    ;(await mustStart()).close()
    rmSync(file)
    ;(await mustStart()).close()
    expect(copies()).toEqual([])
  })

  it('that fails leaves the books as they were; the copy opens in the version before', async () => {
    await expect(start([...MIGRATIONS, FAILING])).rejects.toThrow(/no such table: nowhere/)
    const store = await mustStart()
    expect(version(store.handle)).toBe(MIGRATIONS.length)
    expect(columnsOf(store.handle, 'sales')).not.toContain('customer')
    expect(columnsOf(store.handle, 'half_done')).toEqual([])
    store.close()
    rmSync(file)
    copyFileSync(join(backupFolder(), copies()[0] ?? ''), file)
    const restored = await mustStart()
    expect(restored.handle.prepare('SELECT number FROM sales').pluck().all()).toEqual(['TK1-1'])
    restored.close()
  })

  it('that fails at every start keeps one copy, of the books as they are now', async () => {
    for (let times = 0; times < 4; times += 1) {
      await expect(start([...MIGRATIONS, FAILING])).rejects.toThrow(/nowhere/)
      expect(copies()).toHaveLength(1)
    }
    // the shop went back to the version before and sold: its books are others now
    const store = await mustStart()
    store.handle.exec(`UPDATE sales SET cashier = 'Budi'`)
    store.close()
    await expect(start([...MIGRATIONS, FAILING])).rejects.toThrow(/nowhere/)
    const [name = '', ...others] = copies()
    expect(others).toEqual([])
    const copy = new Database(join(backupFolder(), name), { readonly: true })
    expect(copy.prepare('SELECT cashier FROM sales').pluck().all()).toEqual(['Budi'])
    copy.close()
  })

  it('keeps a copy of each shape when it fails after another one went well', async () => {
    await expect(start([...MIGRATIONS, NEXT, FAILING])).rejects.toThrow(/duplicate column/)
    await expect(start([...MIGRATIONS, NEXT, FAILING])).rejects.toThrow(/duplicate column/)
    const shapes = copies().map((name) => /-v(\d+)\.sqlite$/.exec(name)?.[1])
    expect(shapes).toEqual([`${MIGRATIONS.length}`, `${MIGRATIONS.length + 1}`])
  })

  it('is not begun without a copy', async () => {
    writeFileSync(backupFolder(), 'a file where the copies go')
    expect(await start([...MIGRATIONS, NEXT])).toEqual({
      ok: false,
      error: { type: 'store_unwritable', folder: backupFolder() },
    })
    rmSync(backupFolder())
    const store = await mustStart()
    expect(version(store.handle)).toBe(MIGRATIONS.length)
    store.close()
  })
})

describe('books that are gone', () => {
  const start = async (mode: Mode) =>
    await openStore(file, mode, { clock: systemClock, ids, backupFolder: join(folder, 'backups') })
  const copyOf = (mode: Mode): void => {
    mkdirSync(join(folder, 'backups'))
    writeFileSync(join(folder, 'backups', `${mode}-00001-20260715T070500Z-daily-v1.sqlite`), '')
  }

  it('while there are copies of them are not silently begun anew', async () => {
    copyOf('live')
    const refusal = { type: 'store_missing', folder: join(folder, 'books') } as const
    expect(await start('live')).toEqual({ ok: false, error: refusal })
    expect(existsSync(file)).toBe(false)
    for (const language of ['id', 'en'] as const) {
      const { what, safe, next } = sentenceFor(refusal, language)
      expect([what, safe, next].every((part) => part.length > 10)).toBe(true)
    }
  })

  it('in practice, where money is invented, are begun anew; so are those of another mode', async () => {
    copyOf('practice')
    for (const mode of ['practice', 'test'] as const) {
      const opened = await start(mode)
      if (!opened.ok) throw new Error(opened.error.type)
      opened.value.close()
      rmSync(file)
    }
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
