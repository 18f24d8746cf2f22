import { evidenceKeys, type Evidence } from '../../../../core/domain/tenders/evidence.ts'
import { filtersSessions } from '../../../../core/domain/finding.ts'
import type { SessionFacts } from '../../../../core/domain/provider/session.ts'
import type { BooksReader, BooksWriter, OutboxEntry, StoredCode } from '../../../../core/ports/store.ts'
import type { StoredSession } from '../../../../core/ports/stored-session.ts'
import { cursorOf, pageOf, readCursor, OPAQUE_ID, UTC_TIME } from '../cursor.ts'
import type { Handle } from '../open.ts'
import { sessionPicker } from './filtering-sessions.ts'
import { sessionFinder } from './finding-sessions.ts'

interface SessionSqlRow {
  id: string
  tender_id: string | null
  sale_id: string | null
  facts: string
  raw: string
  created_at: string
  fetched_at: string
}

interface CodeSqlRow {
  tender_id: string
  kind: 'emv' | 'page'
  payload: string
  size: number
  modules: string
  merchant_name: string | null
  nmid: string | null
}

interface OutboxSqlRow extends Omit<OutboxEntry, 'done'> {
  doneAt: string | null
}

const OUTBOX_COLUMNS = `id, sale_id AS saleId, tender_id AS tenderId, call, session_id AS sessionId, key, body, sends,
  created_at AS createdAt, first_sent_at AS firstSentAt, next_at AS nextAt, trouble, done_at AS doneAt`

type Reads = Pick<
  BooksReader,
  | 'session'
  | 'sessions'
  | 'code'
  | 'evidence'
  | 'evidenceRecordedBy'
  | 'saleWithEvidence'
  | 'outboxDue'
  | 'outboxOf'
  | 'outboxEntry'
  | 'outboxNextAt'
>
type Writes = Pick<
  BooksWriter,
  | 'saveSession'
  | 'saveCode'
  | 'addEvidence'
  | 'addOutbox'
  | 'markSent'
  | 'reschedule'
  | 'markDone'
  | 'hastenOutbox'
>

/** What the provider said, what customers scan, what cashiers saw, and the calls still to be made. */
export function sessionQueries(handle: Handle): Reads & Writes {
  const byId = handle.prepare<[string], SessionSqlRow>('SELECT * FROM sessions WHERE id = ?')
  const page = handle.prepare<[string, string, number], SessionSqlRow>(
    'SELECT * FROM sessions WHERE (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?',
  )
  const finder = sessionFinder(handle)
  const pick = sessionPicker(handle, finder)
  const save = handle.prepare(
    `INSERT INTO sessions (id, tender_id, sale_id, status, amount, currency, facts, raw, created_at, fetched_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, facts = excluded.facts, raw = excluded.raw,
       amount = excluded.amount, currency = excluded.currency, fetched_at = excluded.fetched_at`,
  )
  const code = handle.prepare<[string], CodeSqlRow>('SELECT * FROM codes WHERE tender_id = ?')
  const saveCode = handle.prepare(
    `INSERT INTO codes (tender_id, kind, payload, size, modules, merchant_name, nmid) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (tender_id) DO UPDATE SET kind = excluded.kind, payload = excluded.payload, size = excluded.size,
       modules = excluded.modules, merchant_name = excluded.merchant_name, nmid = excluded.nmid`,
  )
  const recordedBy = handle
    .prepare<[string], string>('SELECT recorded_by FROM evidence WHERE tender_id = ?')
    .pluck()
  const saleWithEvidence = handle
    .prepare<[string], string>(
      `SELECT sales.number FROM evidence_keys JOIN tenders ON tenders.id = evidence_keys.tender_id
       JOIN sales ON sales.id = tenders.sale_id
       WHERE evidence_keys.key = ? AND tenders.state_name <> 'rejected' ORDER BY evidence_keys.tender_id LIMIT 1`,
    )
    .pluck()
  const addEvidenceKey = handle.prepare('INSERT INTO evidence_keys (key, tender_id) VALUES (?, ?)')
  const evidence = handle.prepare<[string], string>('SELECT facts FROM evidence WHERE tender_id = ?').pluck()
  const addEvidence = handle.prepare(
    'INSERT INTO evidence (tender_id, kind, facts, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?)',
  )
  const due = handle.prepare<[string, number], OutboxSqlRow>(
    `SELECT ${OUTBOX_COLUMNS} FROM outbox WHERE done_at IS NULL AND next_at <= ? ORDER BY next_at, id LIMIT ?`,
  )
  const ofTender = handle.prepare<[string], OutboxSqlRow>(
    `SELECT ${OUTBOX_COLUMNS} FROM outbox WHERE tender_id = ? ORDER BY id`,
  )
  const entry = handle.prepare<[string], OutboxSqlRow>(`SELECT ${OUTBOX_COLUMNS} FROM outbox WHERE id = ?`)
  const nextAt = handle
    .prepare<[], string | null>('SELECT min(next_at) FROM outbox WHERE done_at IS NULL')
    .pluck()
  const addOutbox = handle.prepare(
    `INSERT INTO outbox (id, sale_id, tender_id, call, session_id, key, body, created_at, next_at)
     VALUES (@id, @saleId, @tenderId, @call, @sessionId, @key, @body, @createdAt, @nextAt)`,
  )
  const markSent = handle.prepare(
    'UPDATE outbox SET sends = sends + 1, first_sent_at = coalesce(first_sent_at, @at) WHERE id = @id',
  )
  const reschedule = handle.prepare(
    'UPDATE outbox SET next_at = ?, trouble = ? WHERE id = ? AND done_at IS NULL',
  )
  const hasten = handle.prepare(
    `UPDATE outbox SET next_at = @now WHERE done_at IS NULL AND next_at > @now
       AND trouble ->> 'type' IN ('provider_unreachable', 'provider_unknown')`,
  )
  const markDone = handle.prepare(
    'UPDATE outbox SET done_at = coalesce(done_at, ?), trouble = ? WHERE id = ?',
  )

  return {
    session: (id) => toSession(byId.get(id)),
    sessions: ({ cursor, limit }, wanted, filter) => {
      const [createdAt = '~', id = ''] = readCursor(cursor, UTC_TIME, OPAQUE_ID)
      if (filter !== undefined && filtersSessions(filter)) {
        const { ids, goOn } = pick({ wanted: wanted ?? null, filter }, { createdAt, id }, limit)
        return {
          rows: ids.flatMap((each) => toSession(byId.get(each)) ?? []),
          nextCursor: goOn === null ? null : cursorOf(goOn.createdAt, goOn.id),
        }
      }
      const some =
        wanted == null || wanted.typed === null
          ? page.all(createdAt, id, limit + 1)
          : finder.find(wanted, { createdAt, id }, limit + 1).flatMap((each) => byId.get(each) ?? [])
      const rows = some.flatMap((row) => toSession(row) ?? [])
      return pageOf(rows, limit, (row) => cursorOf(row.createdAt, row.facts.sessionId))
    },
    code: (tenderId) => toCode(code.get(tenderId)),
    evidenceRecordedBy: (tenderId) => recordedBy.get(tenderId) ?? null,
    saleWithEvidence: (key) => saleWithEvidence.get(key) ?? null,
    evidence: (tenderId) => {
      const facts = evidence.get(tenderId)
      return facts === undefined ? null : (JSON.parse(facts) as Evidence)
    },
    outboxDue: (now, limit) => due.all(now, limit).map(toOutbox),
    outboxOf: (tenderId) => ofTender.all(tenderId).map(toOutbox),
    outboxEntry: (id) => {
      const row = entry.get(id)
      return row === undefined ? null : toOutbox(row)
    },
    outboxNextAt: () => nextAt.get() ?? null,
    saveSession: ({ facts, tenderId, saleId, raw, createdAt, fetchedAt }) => {
      const { sessionId, status, amount, currency } = facts
      save.run(
        sessionId,
        tenderId,
        saleId,
        status,
        amount,
        currency,
        JSON.stringify(facts),
        raw,
        createdAt ?? fetchedAt,
        fetchedAt,
      )
    },
    saveCode: ({ tenderId, kind, payload, matrix, merchantName, nmid }) => {
      saveCode.run(tenderId, kind, payload, matrix.size, matrix.modules, merchantName, nmid)
    },
    addEvidence: (tenderId, facts, by, at) => {
      addEvidence.run(tenderId, facts.kind, JSON.stringify(facts), by, at)
      for (const key of evidenceKeys(facts)) addEvidenceKey.run(key, tenderId)
    },
    addOutbox: (added) => {
      addOutbox.run(added)
    },
    markSent: (id, at) => {
      markSent.run({ id, at })
    },
    reschedule: (id, next, trouble) => {
      reschedule.run(next, trouble, id)
    },
    hastenOutbox: (now) => {
      hasten.run({ now })
    },
    markDone: (id, at, trouble) => {
      markDone.run(at, trouble, id)
    },
  }
}

function toSession(row: SessionSqlRow | undefined): StoredSession | null {
  if (row === undefined) return null
  return {
    facts: JSON.parse(row.facts) as SessionFacts,
    tenderId: row.tender_id,
    saleId: row.sale_id,
    raw: row.raw,
    createdAt: row.created_at,
    fetchedAt: row.fetched_at,
  }
}

function toCode(row: CodeSqlRow | undefined): StoredCode | null {
  if (row === undefined) return null
  return {
    tenderId: row.tender_id,
    kind: row.kind,
    payload: row.payload,
    matrix: { size: row.size, modules: row.modules },
    merchantName: row.merchant_name,
    nmid: row.nmid,
  }
}

const toOutbox = ({ doneAt, ...row }: OutboxSqlRow): OutboxEntry => ({ ...row, done: doneAt !== null })
