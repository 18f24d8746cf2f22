import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { MIGRATIONS } from '../src/main/adapters/sqlite/migrations/index.ts'
import { figureOf, medianOf, type BenchOptions, type Figure } from './figure.ts'
import { openCore, payCash, takeOrder } from './till.ts'

type Handle = Database.Database
type Row = Record<string, string | number | null>

/** Tables a sale adds rows to, in an order that foreign keys allow, and how the rows of one sale are found. */
const SALE_TABLES: Readonly<Record<string, string>> = {
  sales: 'id = @sale',
  sale_lines: 'sale_id = @sale',
  tenders: 'sale_id = @sale',
  evidence: 'tender_id IN (SELECT id FROM tenders WHERE sale_id = @sale)',
  outbox: 'sale_id = @sale',
  events: 'sale_id = @sale',
  documents: 'sale_id = @sale',
  print_jobs: 'sale_id = @sale',
  takings: 'sale_id = @sale',
  sale_texts: 'sale_id = @sale',
}
/** What the index of words takes in for one sale; it keeps no text that could be read back. */
const WORDS = `SELECT doc, (SELECT group_concat(word, ' ') FROM
    (SELECT DISTINCT name AS word FROM sale_lines WHERE sale_id = @sale ORDER BY position)) AS words
  FROM sale_texts WHERE sale_id = @sale`
/** One row each that a sale writes over: the number's counter, the emptied cart, and what stands on the counter. */
const KEPT_ROWS: Readonly<Record<string, string>> = {
  counters: "name LIKE 'sale:%'",
  meta: "name IN ('draft', 'counter_sale', 'log_head')",
}

/**
 * A durable eight-line cash sale through the real use case and store, beside the bare insert of the very same rows by
 * better-sqlite3 with the same pragmas. One of each in turn, so that both meet the same disk and the same neighbours.
 */
export async function benchCommit({ scale, folder }: BenchOptions): Promise<readonly Figure[]> {
  const core = await openCore(join(folder, 'commit'))
  // the printer's own transactions come after the sale's and are no part of it
  await core.prints.stop()
  const reader = new Database(join(folder, 'commit', 'practice', 'gerai.sqlite'), { readonly: true })
  const raw = openRaw(join(folder, 'raw.sqlite'))
  assertSamePragmas(core.till.store.terminalId, reader, raw)
  const insert = rawInsert(raw)
  const ours: number[] = []
  const bare: number[] = []
  const warmUp = 100
  for (let round = 0; round < warmUp + 400 * scale; round += 1) {
    takeOrder(core)
    const before = performance.now()
    const saleId = await payCash(core)
    const done = performance.now()
    const rows = rowsOf(reader, saleId)
    const rawBefore = performance.now()
    insert(rows)
    const rawDone = performance.now()
    if (round < warmUp) continue
    ours.push(done - before)
    bare.push(rawDone - rawBefore)
  }
  reader.close()
  raw.close()
  await core.stop()
  return [
    figureOf(
      {
        name: 'commit: cash sale, 8 lines',
        unit: 'ms',
        note: 'press of cash to durable books, index of words included',
      },
      ours,
    ),
    figureOf(
      { name: 'commit: the same rows, raw insert', unit: 'ms', note: 'prepared statements, one transaction' },
      bare,
    ),
    figureOf(
      { name: 'commit: ratio', unit: 'x', budget: { atMost: 1.5, of: 'median' }, note: 'median over median' },
      [medianOf(ours) / medianOf(bare)],
    ),
  ]
}

export function openRaw(file: string): Handle {
  const isNew = !existsSync(file)
  const handle = new Database(file)
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('trusted_schema = OFF')
  handle.pragma('recursive_triggers = ON')
  handle.pragma('secure_delete = ON')
  if (isNew) for (const migration of MIGRATIONS) handle.exec(migration)
  return handle
}

/** Both must flush alike, or the ratio says nothing. `synchronous` belongs to a connection: the store's is in its tests. */
function assertSamePragmas(terminalId: string, ours: Handle, raw: Handle): void {
  if (terminalId === '') throw new Error('the books have no stamp')
  for (const name of ['journal_mode', 'page_size', 'auto_vacuum']) {
    const values = [ours, raw].map((handle) => handle.pragma(name, { simple: true }))
    if (values[0] !== values[1]) throw new Error(`${name} differs: ${values.join(' and ')}`)
  }
}

export interface SaleRows {
  readonly added: ReadonlyMap<string, readonly Row[]>
  readonly kept: ReadonlyMap<string, readonly Row[]>
  readonly words: readonly Row[]
}

export function rowsOf(reader: Handle, sale: string): SaleRows {
  const added = Object.entries(SALE_TABLES).map(([table, where]): [string, Row[]] => [
    table,
    reader.prepare<[{ sale: string }], Row>(`SELECT * FROM ${table} WHERE ${where}`).all({ sale }),
  ])
  const kept = Object.entries(KEPT_ROWS).map(([table, where]): [string, Row[]] => [
    table,
    reader.prepare<[], Row>(`SELECT * FROM ${table} WHERE ${where}`).all(),
  ])
  const words = reader.prepare<[{ sale: string }], Row>(WORDS).all({ sale })
  return { added: new Map(added), kept: new Map(kept), words }
}

/** The least a program can do: one prepared statement a table, all rows in one transaction. */
export function rawInsert(handle: Handle): (rows: SaleRows) => void {
  const statements = new Map(
    [...Object.keys(SALE_TABLES), ...Object.keys(KEPT_ROWS)].map((table) => [
      table,
      insertInto(handle, table),
    ]),
  )
  const index = handle.prepare('INSERT INTO sale_words (rowid, words) VALUES (?, ?)')
  return handle.transaction(({ added, kept, words }: SaleRows) => {
    for (const row of words) index.run(Object.values(row))
    for (const rows of [added, kept]) {
      for (const [table, list] of rows) {
        const statement = statements.get(table)
        for (const row of list) statement?.run(Object.values(row))
      }
    }
  })
}

function insertInto(handle: Handle, table: string): Database.Statement {
  const columns = handle.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`).all()
  const verb = table in KEPT_ROWS ? 'INSERT OR REPLACE' : 'INSERT'
  const marks = columns.map(() => '?').join(', ')
  return handle.prepare(
    `${verb} INTO ${table} (${columns.map(({ name }) => name).join(', ')}) VALUES (${marks})`,
  )
}
