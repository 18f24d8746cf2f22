import Database from 'better-sqlite3'
import type { Mode } from './options.ts'

export type SessionStatus =
  | 'open'
  | 'pending'
  | 'pending_review'
  | 'completed'
  | 'expired'
  | 'canceled'
  | 'failed'

/** A checkout session as stored. Times are milliseconds; JSON columns hold text as it was received. */
export interface SessionRow {
  readonly id: string
  readonly mode: Mode
  readonly status: SessionStatus
  readonly amount: number
  readonly currency: string
  readonly methods: string
  readonly payment_method: string | null
  readonly adapter: string | null
  readonly customer_id: string | null
  readonly line_items: string
  readonly success_url: string
  readonly cancel_url: string
  readonly template_id: string | null
  readonly metadata: string | null
  readonly payment_id: string | null
  /** The catalogue id that the buyer chose last. */
  readonly chosen: string | null
  /** 1 once the provider behind a pending attempt can no longer be stopped. */
  readonly committed: number
  readonly expires_at: number
  readonly completed_at: number | null
  readonly created_at: number
  readonly updated_at: number
}

/** Money that moved, whether or not the session shows it. */
export interface CaptureRow {
  readonly id: string
  readonly session_id: string
  readonly mode: Mode
  readonly amount: number
  readonly currency: string
  readonly method: string
  readonly adapter: string
  readonly rrn: string | null
  readonly issuer: string | null
  readonly visible: number
  readonly captured_at: number
}

export interface ReceiptRow {
  readonly id: string
  readonly number: string
  readonly session_id: string
  readonly mode: Mode
  readonly customer_id: string | null
  readonly amount: number
  readonly currency: string
  readonly method: string
  readonly adapter: string
  readonly snapshot: string
  readonly issued_at: number
  readonly emailed_at: number | null
  readonly emailed_to: string | null
}

export interface EventRow {
  readonly id: string
  readonly type: string
  readonly mode: Mode
  readonly aggregate_id: string
  readonly data: string
  readonly occurred_at: number
}

export interface RefundRow {
  readonly id: string
  readonly mode: Mode
  readonly charge_id: string
  readonly session_id: string
  readonly amount: number
  readonly currency: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly reason: string | null
  readonly metadata: string | null
  readonly failure_code: string | null
  readonly failure_message: string | null
  readonly created_at: number
  readonly updated_at: number
}

export interface LedgerRow {
  readonly id: string
  readonly mode: Mode
  readonly tx_id: string
  readonly code: string
  readonly direction: 'debit' | 'credit'
  readonly amount: number
  readonly currency: string
  readonly source_type: string
  readonly source_id: string
  readonly posted_at: number
}

export interface CustomerRow {
  readonly id: string
  readonly mode: Mode
  readonly email: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly external_id: string | null
  readonly currency: string | null
  readonly metadata: string | null
  readonly created_at: number
  readonly updated_at: number
}

/** One thing that a call did, with the key that it carried: what a comparison of both books reads. */
export interface JournalRow {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly session_id: string | null
  readonly idempotency_key: string | null
  readonly detail: string
}

export interface IdempotencyRow {
  readonly mode: Mode
  readonly key: string
  readonly fingerprint: string
  readonly status: number
  readonly headers: string
  readonly body: Buffer
  readonly at: number
}

interface Tables {
  sessions: SessionRow
  captures: CaptureRow
  receipts: ReceiptRow
  events: EventRow
  refunds: RefundRow
  ledger: LedgerRow
  customers: CustomerRow
  journal: Omit<JournalRow, 'seq'>
  idempotency: IdempotencyRow
}

export type TableName = keyof Tables
export type SqlValue = string | number | bigint | Buffer | null

export interface Books {
  insert<T extends TableName>(table: T, row: Tables[T]): void
  update<T extends TableName>(table: T, id: string, change: Partial<Tables[T]>): void
  get<Row>(sql: string, ...values: readonly SqlValue[]): Row | undefined
  all<Row>(sql: string, ...values: readonly SqlValue[]): Row[]
  run(sql: string, ...values: readonly SqlValue[]): number
  /** All or nothing; what it returns passes through. */
  together<T>(work: () => T): T
  readOffsetMs(): number
  writeOffsetMs(offset: number): void
  close(): void
}

/** The provider's books in SQLite. A file survives a restart; losing the last moment to a power cut is acceptable here. */
export function openBooks(file: string): Books {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.exec(SCHEMA)
  const prepared = new Map<string, Database.Statement<SqlValue[]>>()
  const statement = (sql: string): Database.Statement<SqlValue[]> => {
    const known = prepared.get(sql) ?? database.prepare<SqlValue[]>(sql)
    prepared.set(sql, known)
    return known
  }
  const books: Books = {
    insert(table, row) {
      const names = Object.keys(row)
      const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
      statement(sql).run(...(Object.values(row) as SqlValue[]))
    },
    update(table, id, change) {
      const names = Object.keys(change)
      const sql = `UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`
      statement(sql).run(...(Object.values(change) as SqlValue[]), id)
    },
    get: <Row>(sql: string, ...values: readonly SqlValue[]) =>
      statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: readonly SqlValue[]) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => statement(sql).run(...values).changes,
    together: (work) => (database.inTransaction ? work() : database.transaction(work).immediate()),
    readOffsetMs: () =>
      books.get<{ value: number }>(`SELECT value FROM settings WHERE name = 'clock_offset_ms'`)?.value ?? 0,
    writeOffsetMs: (offset) => {
      books.run(`INSERT OR REPLACE INTO settings (name, value) VALUES ('clock_offset_ms', ?)`, offset)
    },
    close: () => database.close(),
  }
  return books
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sessions (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, status TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  methods TEXT NOT NULL, payment_method TEXT, adapter TEXT, customer_id TEXT, line_items TEXT NOT NULL,
  success_url TEXT NOT NULL, cancel_url TEXT NOT NULL, template_id TEXT, metadata TEXT, payment_id TEXT,
  chosen TEXT, committed INTEGER NOT NULL, expires_at INTEGER NOT NULL, completed_at INTEGER,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS sessions_by_time ON sessions (mode, created_at, id);
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at) WHERE status IN ('open', 'pending');
CREATE UNIQUE INDEX IF NOT EXISTS sessions_by_payment ON sessions (payment_id) WHERE payment_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS captures (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, mode TEXT NOT NULL, amount INTEGER NOT NULL,
  currency TEXT NOT NULL, method TEXT NOT NULL, adapter TEXT NOT NULL, rrn TEXT, issuer TEXT,
  visible INTEGER NOT NULL, captured_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS captures_by_session ON captures (session_id);
CREATE TABLE IF NOT EXISTS receipts (
  id TEXT PRIMARY KEY, number TEXT NOT NULL, session_id TEXT NOT NULL, mode TEXT NOT NULL, customer_id TEXT,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, method TEXT NOT NULL, adapter TEXT NOT NULL,
  snapshot TEXT NOT NULL, issued_at INTEGER NOT NULL, emailed_at INTEGER, emailed_to TEXT
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS receipts_by_session ON receipts (session_id);
CREATE INDEX IF NOT EXISTS receipts_by_time ON receipts (mode, issued_at, id);
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY, type TEXT NOT NULL, mode TEXT NOT NULL, aggregate_id TEXT NOT NULL, data TEXT NOT NULL,
  occurred_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_time ON events (mode, occurred_at, id);
CREATE TABLE IF NOT EXISTS refunds (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, charge_id TEXT NOT NULL, session_id TEXT NOT NULL,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT NOT NULL, reason TEXT, metadata TEXT,
  failure_code TEXT, failure_message TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS refunds_by_charge ON refunds (charge_id);
CREATE TABLE IF NOT EXISTS ledger (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, tx_id TEXT NOT NULL, code TEXT NOT NULL, direction TEXT NOT NULL,
  amount INTEGER NOT NULL, currency TEXT NOT NULL, source_type TEXT NOT NULL, source_id TEXT NOT NULL,
  posted_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS customers (
  id TEXT PRIMARY KEY, mode TEXT NOT NULL, email TEXT, name TEXT, phone TEXT, external_id TEXT, currency TEXT,
  metadata TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS journal (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, session_id TEXT, idempotency_key TEXT,
  detail TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS proofs (
  id TEXT PRIMARY KEY, session_id TEXT NOT NULL, mime TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS idempotency (
  mode TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL,
  headers TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (mode, key)
) STRICT;
`
