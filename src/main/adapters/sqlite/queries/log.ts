import type { ReceiptDocument } from '../../../../core/domain/receipts/receipt.ts'
import type { AttentionRecord, BooksReader, BooksWriter, PrintJob } from '../../../../core/ports/store.ts'
import type { Ids } from '../../../../core/ports/system.ts'
import { cursorOf, pageOf, readCursor, ULID } from '../cursor.ts'
import type { Handle } from '../open.ts'

interface AttentionSqlRow extends Omit<AttentionRecord, 'facts'> {
  facts: string
}
export interface PrintJobSqlRow extends Omit<PrintJob, 'copy'> {
  copy: string | null
}

const ATTENTION_COLUMNS = `id, kind, sale_id AS saleId, tender_id AS tenderId, facts, created_at AS createdAt,
  resolved_at AS resolvedAt, resolved_by AS resolvedBy, note, escalated_at AS escalatedAt`
export const JOB_COLUMNS = `id, document_id AS documentId, sale_id AS saleId, what, copy, printer_uri AS printerUri, state,
  reason, asked_by AS askedBy, bytes_hash AS bytesHash, bytes_written AS bytesWritten, failure,
  created_at AS createdAt, updated_at AS updatedAt`

type Reads = Pick<
  BooksReader,
  | 'attention'
  | 'attentions'
  | 'attentionsOf'
  | 'attentionOpenCount'
  | 'document'
  | 'receiptOf'
  | 'printJobs'
  | 'printJob'
  | 'lastPrintJobs'
  | 'printsOf'
  | 'hasOriginal'
>
type Writes = Pick<
  BooksWriter,
  'addAttention' | 'resolveAttention' | 'addDocument' | 'addPrintJob' | 'updatePrintJob'
>

/** What a person has to look at, and what was or will be put on paper. */
export function logQueries(handle: Handle, ids: Ids): Reads & Writes {
  const attentionsBy = (where: string) =>
    handle.prepare<[string, number], AttentionSqlRow>(
      `SELECT ${ATTENTION_COLUMNS} FROM attention WHERE id < ? ${where} ORDER BY id DESC LIMIT ?`,
    )
  const attentions = {
    all: attentionsBy(''),
    open: attentionsBy('AND resolved_at IS NULL'),
    resolved: attentionsBy('AND resolved_at IS NOT NULL'),
  }
  const attention = handle.prepare<[string], AttentionSqlRow>(
    `SELECT ${ATTENTION_COLUMNS} FROM attention WHERE id = ?`,
  )
  const attentionsOf = handle.prepare<[string], AttentionSqlRow>(
    `SELECT ${ATTENTION_COLUMNS} FROM attention
     WHERE resolved_at IS NULL AND tender_id IN (SELECT value FROM json_each(?))`,
  )
  const openCount = handle
    .prepare<[], number>('SELECT count(*) FROM attention WHERE resolved_at IS NULL')
    .pluck()
  const addAttention = handle.prepare(
    `INSERT INTO attention (id, kind, sale_id, tender_id, dedupe, facts, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (dedupe) DO NOTHING`,
  )
  const resolve = handle.prepare(
    'UPDATE attention SET resolved_at = ?, resolved_by = ?, note = ? WHERE id = ? AND resolved_at IS NULL',
  )
  const document = handle.prepare<[string], string>('SELECT body FROM documents WHERE id = ?').pluck()
  const receipt = handle.prepare<[string], { id: string; body: string }>(
    `SELECT id, body FROM documents WHERE sale_id = ? AND kind = 'receipt'`,
  )
  const addDocument = handle.prepare(
    'INSERT INTO documents (id, sale_id, kind, version, body, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const jobsIn = handle.prepare<[string], PrintJobSqlRow>(
    `SELECT ${JOB_COLUMNS} FROM print_jobs WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id`,
  )
  const job = handle.prepare<[string], PrintJobSqlRow>(`SELECT ${JOB_COLUMNS} FROM print_jobs WHERE id = ?`)
  const lastJobs = handle.prepare<[number], PrintJobSqlRow>(
    `SELECT ${JOB_COLUMNS} FROM print_jobs WHERE what <> 'drawer' ORDER BY id DESC LIMIT ?`,
  )
  const prints = handle
    .prepare<[string], number>(
      `SELECT count(*) FROM print_jobs WHERE document_id = ? AND what = 'slip' AND state <> 'failed'`,
    )
    .pluck()
  const original = handle
    .prepare<[string], number>(
      `SELECT 1 FROM print_jobs WHERE document_id = ? AND what = 'slip' AND state <> 'failed' AND copy IS NULL LIMIT 1`,
    )
    .pluck()
  const addJob = handle.prepare(
    `INSERT INTO print_jobs (id, document_id, sale_id, what, copy, printer_uri, state, reason, asked_by, created_at,
       updated_at)
     VALUES (@id, @documentId, @saleId, @what, @copy, @printerUri, @state, @reason, @askedBy, @createdAt, @createdAt)`,
  )
  const updateJob = handle.prepare(
    `UPDATE print_jobs SET state = coalesce(@state, state), bytes_hash = coalesce(@bytesHash, bytes_hash),
       bytes_written = coalesce(@bytesWritten, bytes_written), failure = coalesce(@failure, failure), updated_at = @at
     WHERE id = @id`,
  )

  return {
    attention: (id) => {
      const row = attention.get(id)
      return row === undefined ? null : toAttention(row)
    },
    attentions: ({ cursor, limit, which = 'all' }) => {
      const [after] = readCursor(cursor, ULID)
      const rows = attentions[which].all(after ?? '~', limit + 1).map(toAttention)
      return pageOf(rows, limit, (row) => cursorOf(row.id))
    },
    attentionsOf: (tenderIds) => attentionsOf.all(JSON.stringify(tenderIds)).map(toAttention),
    attentionOpenCount: () => openCount.get() ?? 0,
    addAttention: ({ kind, saleId, tenderId, facts, dedupe }, at) => {
      addAttention.run(ids.next(), kind, saleId, tenderId, dedupe, JSON.stringify(facts), at)
    },
    resolveAttention: (id, by, note, at) => resolve.run(at, by, note, id).changes > 0,
    document: (id) => {
      const body = document.get(id)
      return body === undefined ? null : (JSON.parse(body) as ReceiptDocument)
    },
    receiptOf: (saleId) => {
      const row = receipt.get(saleId)
      return row === undefined ? null : { id: row.id, document: JSON.parse(row.body) as ReceiptDocument }
    },
    addDocument: (id, saleId, body, at) => {
      addDocument.run(id, saleId, body.kind, body.version, JSON.stringify(body), at)
    },
    printJobs: (states) => jobsIn.all(JSON.stringify(states)).map(toJob),
    printJob: (id) => {
      const row = job.get(id)
      return row === undefined ? null : toJob(row)
    },
    lastPrintJobs: (limit) => lastJobs.all(limit).map(toJob),
    printsOf: (documentId) => prints.get(documentId) ?? 0,
    hasOriginal: (documentId) => original.get(documentId) !== undefined,
    addPrintJob: (added) => {
      addJob.run({ ...added, copy: added.copy === null ? null : JSON.stringify(added.copy) })
    },
    updatePrintJob: (id, change, at) => {
      updateJob.run({ state: null, bytesHash: null, bytesWritten: null, failure: null, ...change, id, at })
    },
  }
}

const toAttention = (row: AttentionSqlRow): AttentionRecord => ({
  ...row,
  facts: JSON.parse(row.facts) as AttentionRecord['facts'],
})

export const toJob = (row: PrintJobSqlRow): PrintJob => ({
  ...row,
  copy: row.copy === null ? null : (JSON.parse(row.copy) as PrintJob['copy']),
})
