import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Nedb from '@seald-io/nedb'
import leveldb from 'pouchdb-adapter-leveldb'
import PouchDB from 'pouchdb-core'
import initSqlJs from 'sql.js'
import { eightLines } from './till.ts'

/** A sale as a till without a ledger keeps it: one document, its lines inside. */
export interface SaleDocument {
  readonly _id: string
  readonly number: string
  readonly createdAt: string
  readonly cashier: string
  readonly total: number
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly price: number }[]
  readonly payments: readonly { readonly kind: 'cash'; readonly amount: number; readonly change: number }[]
}

/** One way to keep sales that other desktop tills use. `store` resolves when its library says that the sale is kept. */
export interface Rival {
  store(sale: SaleDocument): Promise<void>
  /** Sales of earlier days, as fast as the library takes them. */
  fill(sales: readonly SaleDocument[]): Promise<void>
  ids(): Promise<ReadonlySet<string>>
  close(): Promise<void>
}

export const RIVALS = ['NeDB', 'PouchDB on leveldb', 'sql.js and a file'] as const
export type RivalName = (typeof RIVALS)[number]

/** Opens a rival's books in a folder, or makes them. Throws when they cannot be read any more. */
export async function openRival(name: RivalName, folder: string): Promise<Rival> {
  mkdirSync(folder, { recursive: true })
  switch (name) {
    case 'NeDB':
      return await openNedb(join(folder, 'sales.db'))
    case 'PouchDB on leveldb':
      return openPouch(join(folder, 'sales'))
    case 'sql.js and a file':
      return await openSqlJs(join(folder, 'sales.sqlite'))
  }
}

async function openNedb(filename: string): Promise<Rival> {
  const db = new Nedb<SaleDocument>({ filename })
  await db.loadDatabaseAsync()
  return {
    store: async (sale) => {
      await db.insertAsync(sale)
    },
    fill: async (sales) => {
      await db.insertAsync([...sales])
    },
    ids: async () => new Set((await db.findAsync({})).map(({ _id }) => _id)),
    close: async () => {},
  }
}

function openPouch(name: string): Rival {
  PouchDB.plugin(leveldb)
  const db = new PouchDB(name, { adapter: 'leveldb' })
  return {
    store: async (sale) => {
      await db.put(sale)
    },
    fill: async (sales) => {
      await db.bulkDocs(sales)
    },
    ids: async () => new Set((await db.allDocs()).rows.map(({ id }) => id)),
    close: async () => await db.close(),
  }
}

/** The database lives in memory; a sale is kept when the whole of it has been written to the file once more. */
async function openSqlJs(file: string): Promise<Rival> {
  const { Database } = await initSqlJs()
  const db = existsSync(file) ? new Database(readFileSync(file)) : new Database()
  db.run(`CREATE TABLE IF NOT EXISTS sales
    (id TEXT PRIMARY KEY, number TEXT, created_at TEXT, cashier TEXT, total INTEGER, payments TEXT)`)
  db.run('CREATE TABLE IF NOT EXISTS lines (sale_id TEXT, name TEXT, quantity INTEGER, price INTEGER)')
  const insert = (sale: SaleDocument): void => {
    const { _id, number, createdAt, cashier, total, lines, payments } = sale
    const values = [_id, number, createdAt, cashier, total, JSON.stringify(payments)]
    db.run('INSERT INTO sales VALUES (?, ?, ?, ?, ?, ?)', values)
    for (const { name, quantity, price } of lines)
      db.run('INSERT INTO lines VALUES (?, ?, ?, ?)', [_id, name, quantity, price])
  }
  const inOne = (work: () => void): void => {
    db.run('BEGIN')
    work()
    db.run('COMMIT')
    writeFileSync(file, db.export())
  }
  return {
    store: async (sale) => inOne(() => insert(sale)),
    fill: async (sales) => inOne(() => sales.forEach(insert)),
    ids: async () =>
      new Set(db.exec('SELECT id FROM sales').flatMap(({ values }) => values.map(([id]) => String(id)))),
    close: async () => db.close(),
  }
}

/** The same eight lines that our own till sells. */
export function saleDocument(id: string, place: number): SaleDocument {
  const lines = eightLines().lines.map(({ name, quantity, unitPrice }) => ({
    ...{ name, quantity, price: unitPrice },
  }))
  const total = lines.reduce((sum, { quantity, price }) => sum + (quantity / 1_000) * price, 0)
  return {
    _id: id,
    number: `TK1-261121-${String(place).padStart(5, '0')}`,
    createdAt: new Date().toISOString(),
    cashier: 'Sari',
    total,
    lines,
    payments: [{ kind: 'cash', amount: total, change: 1_000_000 - total }],
  }
}
