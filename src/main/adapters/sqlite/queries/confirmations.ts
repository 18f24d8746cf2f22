import type { SessionFacts } from '../../../../core/domain/provider/session.ts'
import type { ConfirmationWriter, Review } from '../../../../core/ports/confirmation-books.ts'
import type { Handle } from '../open.ts'

interface InReviewSqlRow {
  facts: string
  raw: string
  created_at: string
  fetched_at: string
}

const COLUMNS = `session_id AS sessionId, decision, amount, currency, decided_by AS decidedBy,
  decided_at AS decidedAt, reason, state, key, sent_at AS sentAt, next_at AS nextAt, trouble`

/** What waits for a person's word, and what people have decided. */
export function confirmationQueries(handle: Handle): ConfirmationWriter {
  const recorded = handle.prepare<[number], { tenderId: string; saleId: string }>(
    `SELECT id AS tenderId, sale_id AS saleId FROM tenders INDEXED BY tenders_recorded
     WHERE state_name = 'recorded' ORDER BY created_at, id LIMIT ?`,
  )
  const inReview = handle.prepare<[number], InReviewSqlRow>(
    `SELECT facts, raw, created_at, fetched_at FROM sessions INDEXED BY sessions_in_review
     WHERE status = 'review' AND tender_id IS NULL ORDER BY created_at, id LIMIT ?`,
  )
  const recordedCount = handle
    .prepare<[], number>(
      "SELECT count(*) FROM tenders INDEXED BY tenders_recorded WHERE state_name = 'recorded'",
    )
    .pluck()
  const pageCount = handle
    .prepare<[string], number>(
      `SELECT count(*) FROM sessions INDEXED BY sessions_in_review LEFT JOIN reviews ON reviews.session_id = sessions.id
       WHERE sessions.status = 'review' AND sessions.tender_id IS NULL
         AND (reviews.state IS NULL OR reviews.state = 'refused')
         AND (facts ->> 'terminalId' IS NULL OR EXISTS (SELECT 1 FROM json_each(?)
           WHERE value ->> 'id' = facts ->> 'terminalId'
             AND (value ->> 'until' IS NULL OR sessions.created_at <= value ->> 'until')))`,
    )
    .pluck()
  const byId = handle.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE session_id = ?`)
  const due = handle.prepare<[string, number], Review>(
    `SELECT ${COLUMNS} FROM reviews WHERE state IN ('waiting', 'sent') AND next_at <= ?
     ORDER BY next_at LIMIT ?`,
  )
  const decided = handle.prepare<[number], Review>(
    `SELECT ${COLUMNS} FROM reviews ORDER BY decided_at DESC LIMIT ?`,
  )
  const save = handle.prepare(
    `INSERT INTO reviews (session_id, decision, amount, currency, decided_by, decided_at, reason, state, key, sent_at,
       next_at, trouble, updated_at)
     VALUES (@sessionId, @decision, @amount, @currency, @decidedBy, @decidedAt, @reason, @state, @key, @sentAt,
       @nextAt, @trouble, @at)
     ON CONFLICT (session_id) DO UPDATE SET decision = excluded.decision, amount = excluded.amount,
       currency = excluded.currency, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
       reason = excluded.reason, state = excluded.state, key = excluded.key, sent_at = excluded.sent_at,
       next_at = excluded.next_at, trouble = excluded.trouble, updated_at = excluded.updated_at`,
  )
  return {
    recordedTenders: (limit) => recorded.all(limit),
    sessionsInReview: (limit) =>
      inReview.all(limit).map((row) => ({
        facts: JSON.parse(row.facts) as SessionFacts,
        tenderId: null,
        saleId: null,
        raw: row.raw,
        createdAt: row.created_at,
        fetchedAt: row.fetched_at,
      })),
    confirmationCount: (terminals) =>
      (recordedCount.get() ?? 0) + (pageCount.get(JSON.stringify(terminals)) ?? 0),
    review: (sessionId) => byId.get(sessionId) ?? null,
    reviewsDue: (now, limit) => due.all(now, limit),
    reviewsDecided: (limit) => decided.all(limit),
    saveReview: (review, at) => {
      save.run({ ...review, at })
    },
  }
}
