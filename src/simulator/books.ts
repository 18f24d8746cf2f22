import Database from 'better-sqlite3'
import { LATER_COLUMNS, SCHEMA } from './books-schema.ts'
import type { Mode } from './options.ts'
import type { PlexoPaymentRow, PlexoSessionRow, PlexoTransactionRow } from './plexo/rows.ts'
import type { DeliveryRow, EndpointRow } from './webhooks/rows.ts'

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
  /** What is known about how it came to be, as JSON. */
  readonly metadata: string | null
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
  readonly tax_id: string | null
  readonly default_payment_token_id: string | null
  readonly created_at: number
  readonly updated_at: number
}

/** A receipt as it would have been sent; nothing leaves this machine. */
export interface EmailRow {
  readonly id: string
  readonly receipt_id: string
  readonly mode: Mode
  readonly recipient: string
  readonly subject: string
  readonly body: string
  readonly sent_at: number
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
  emails: EmailRow
  webhook_endpoints: EndpointRow
  deliveries: DeliveryRow
  plexo_sessions: PlexoSessionRow
  plexo_payments: PlexoPaymentRow
  plexo_transactions: PlexoTransactionRow
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
  addLaterColumns(database)
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

function addLaterColumns(database: Database.Database): void {
  for (const { table, column, type } of LATER_COLUMNS) {
    const columns = database.pragma(`table_info(${table})`) as readonly { name: string }[]
    if (columns.some(({ name }) => name === column)) continue
    database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`)
  }
}
