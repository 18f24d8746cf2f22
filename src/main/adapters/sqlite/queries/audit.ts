import { encodeTime } from 'ulidx'
import { readHead, type ChainRow } from '../../../../core/domain/books/event-chain.ts'
import type { AuditEvent, AuditQuery, AuditReader } from '../../../../core/ports/audit-books.ts'
import { cursorOf, pageOf, readCursor, ULID } from '../cursor.ts'
import type { Handle } from '../open.ts'

interface AuditSqlRow extends Omit<AuditEvent, 'facts'> {
  facts: string
}

/** Where the end of the chain is kept. */
export const LOG_HEAD = 'log_head'

const COLUMNS = 'seq, id, at, actor, kind, sale_id AS saleId, tender_id AS tenderId, facts'
const CHAIN_COLUMNS = `seq, id, terminal_id AS terminalId, at, kind, sale_id AS saleId, tender_id AS tenderId, facts,
  actor, previous_hash AS previous, hash`
/** Ids begin with their time, so a span of time is a span of ids, and no second index over all events is needed. */
const SPAN = 'id < @before AND id >= @from'

/** The whole log, for a person and for the check. Reads only, so it works on a handle that cannot write. */
export function auditQueries(handle: Handle): AuditReader {
  const chain = handle.prepare<[number, number], ChainRow>(
    `SELECT ${CHAIN_COLUMNS} FROM events WHERE seq > ? ORDER BY seq LIMIT ?`,
  )
  const head = handle.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck()
  const saleId = handle.prepare<[string], string>('SELECT id FROM sales WHERE number = ?').pluck()
  const statements = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (sql: string) => handle.prepare<[Record<string, string | number | null>], AuditSqlRow>(sql)
  const prepared = (sql: string): ReturnType<typeof prepare> => {
    const known = statements.get(sql) ?? prepare(sql)
    statements.set(sql, known)
    return known
  }
  return {
    auditEvents: (query) => {
      const [cursor] = readCursor(query.cursor, ULID)
      const end = query.to === null ? '~' : firstIdAt(query.to)
      const before = cursor !== undefined && cursor < end ? cursor : end
      const from = query.from === null ? '' : firstIdAt(query.from)
      const { actor, saleId: ofSale, limit } = query
      const rows = prepared(pageSql(query))
        .all({ before, from, actor, saleId: ofSale, limit: limit + 1, ...kindParameters(query.kinds) })
        .map((row) => ({ ...row, facts: JSON.parse(row.facts) as AuditEvent['facts'] }))
      return pageOf(rows, limit, (row) => cursorOf(row.id))
    },
    chainRows: (afterSeq, limit) => chain.all(afterSeq, limit),
    chainHead: () => readHead(head.get(LOG_HEAD) ?? ''),
    // no index: it is asked when something is wrong already
    isChained: (hash) =>
      handle.prepare('SELECT 1 FROM events WHERE hash = ? LIMIT 1').get(hash) !== undefined,
    saleIdOf: (saleNumber) => saleId.get(saleNumber) ?? null,
  }
}

/** The lowest id an event of this moment can have. */
const firstIdAt = (time: string): string =>
  `${encodeTime(Math.max(0, Date.parse(time)), 10)}${'0'.repeat(16)}`

const kindsIn = (kinds: AuditQuery['kinds']): readonly string[] =>
  kinds === null ? [] : 'only' in kinds ? kinds.only : kinds.not

const kindParameters = (kinds: AuditQuery['kinds']): Record<string, string> =>
  Object.fromEntries(kindsIn(kinds).map((kind, place) => [`kind${place}`, kind]))

/**
 * A few rare kinds out of a million events are found through the index of kinds, some rows of each; everything else is
 * dense enough to read backwards until the page is full.
 */
function pageSql({ kinds, actor, saleId }: AuditQuery): string {
  const narrow = [
    ...(actor === null ? [] : ['actor = @actor']),
    ...(saleId === null ? [] : ['sale_id = @saleId']),
  ]
  const names = kindsIn(kinds).map((_kind, place) => `@kind${place}`)
  const read = (...conditions: readonly string[]): string =>
    `SELECT ${COLUMNS} FROM events WHERE ${[SPAN, ...narrow, ...conditions].join(' AND ')} ORDER BY id DESC LIMIT @limit`
  if (kinds === null) return read()
  if ('not' in kinds) return read(`kind NOT IN (${names.join(', ')})`)
  // a sale has few events
  if (saleId !== null) return read(`kind IN (${names.join(', ')})`)
  const each = names.map((name) => `SELECT * FROM (${read(`kind = ${name}`)})`)
  return `SELECT * FROM (${each.join(' UNION ALL ')}) ORDER BY id DESC LIMIT @limit`
}
