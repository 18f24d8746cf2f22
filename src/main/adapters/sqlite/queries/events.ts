import { EMPTY_CHAIN, eventText, headText, readHead } from '../../../../core/domain/books/event-chain.ts'
import type { BooksReader, BooksWriter, EventRow } from '../../../../core/ports/store.ts'
import type { Ids } from '../../../../core/ports/system.ts'
import type { Handle } from '../open.ts'
import { LOG_HEAD } from './audit.ts'

interface EventSqlRow extends Omit<EventRow, 'facts'> {
  facts: string
}

type Reads = Pick<BooksReader, 'events'>
type Writes = Pick<BooksWriter, 'appendEvent'>

/**
 * What happened, each event with the hash of the one before. The chain goes on from the head that is kept outside of the
 * table, not from the last row: cutting off the end and writing on leaves a gap that the check finds.
 */
export function eventQueries(handle: Handle, ids: Ids, terminalId: string): Reads & Writes {
  const ofSale = handle.prepare<[string, number], EventSqlRow>(
    `SELECT id, at, actor, kind, sale_id AS saleId, tender_id AS tenderId, facts FROM events WHERE sale_id = ?
     ORDER BY seq DESC LIMIT ?`,
  )
  const head = handle.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck()
  const putHead = handle.prepare(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )
  const append = handle.prepare(
    `INSERT INTO events (seq, id, terminal_id, at, kind, sale_id, tender_id, facts, previous_hash, hash, actor)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const last = handle.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1',
  )
  const chainEnd = () => {
    const kept = readHead(head.get(LOG_HEAD) ?? '')
    const written = last.get() ?? EMPTY_CHAIN
    // a head that is gone or behind was tampered with; selling goes on, and the check says so
    return kept === null || kept.seq < written.seq ? written : kept
  }
  return {
    events: (saleId, limit) =>
      ofSale
        .all(saleId, limit)
        .toReversed()
        .map((row) => ({ ...row, facts: JSON.parse(row.facts) as EventRow['facts'] })),
    appendEvent: ({ at, actor, kind, saleId, tenderId, facts: given }) => {
      const { seq: before, hash: previous } = chainEnd()
      const id = ids.next()
      const facts = JSON.stringify(given)
      const hash = ids.sha256(
        eventText({ previous, id, terminalId, at, kind, saleId, tenderId, facts, actor }),
      )
      append.run(before + 1, id, terminalId, at, kind, saleId, tenderId, facts, previous, hash, actor)
      putHead.run(LOG_HEAD, headText({ seq: before + 1, hash }))
    },
  }
}
