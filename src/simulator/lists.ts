import { refused, type Page, type Refused } from './answers.ts'
import type { SqlValue } from './books.ts'
import type { Dialect } from './options.ts'
import type { Call, World } from './world.ts'

interface ListPlan {
  readonly table: 'sessions' | 'receipts' | 'events' | 'refunds' | 'customers' | 'ledger' | 'deliveries'
  readonly timeColumn: string
  /** Names of the two time filters in the SDK sources; the API pages say `since` and `until` everywhere. */
  readonly after: string
  readonly before: string
  readonly defaultOrder: 'asc' | 'desc'
  readonly where: readonly { readonly sql: string; readonly value: SqlValue }[]
}

export type Listed<Row> =
  | { readonly ok: true; readonly rows: Row[]; readonly page: Page }
  | { readonly ok: false; readonly refusal: Refused }

/** One page, sorted by time and id; the cursor is the id of the last row, since ids are ULIDs. */
export function listPage<Row extends { id: string }>(world: World, call: Call, plan: ListPlan): Listed<Row> {
  const asked = readPaging(call.query, world.options.dialect, plan)
  if ('kind' in asked) return { ok: false, refusal: asked }
  const conditions = [{ sql: 'mode = ?', value: call.mode }, ...plan.where]
  const time = plan.timeColumn
  if (asked.after !== null) conditions.push({ sql: `${time} > ?`, value: asked.after })
  if (asked.before !== null) conditions.push({ sql: `${time} < ?`, value: asked.before })
  const sign = asked.order === 'asc' ? '>' : '<'
  const cursorSql = `(${time}, id) ${sign} (SELECT ${time}, id FROM ${plan.table} WHERE id = ?)`
  if (asked.cursor !== null) conditions.push({ sql: cursorSql, value: asked.cursor })
  const rows = world.books.all<Row>(
    `SELECT * FROM ${plan.table} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}
     ORDER BY ${time} ${asked.order}, id ${asked.order} LIMIT ?`,
    ...conditions.map(({ value }) => value),
    asked.limit + 1,
  )
  const page = rows.slice(0, asked.limit)
  const nextCursor = rows.length > asked.limit ? (page.at(-1)?.id ?? null) : null
  return { ok: true, rows: page, page: { limit: asked.limit, nextCursor } }
}

/** Conditions for the filters that a query names; `columns` maps a filter to its column. */
export function equalTo(call: Call, columns: Readonly<Record<string, string>>): ListPlan['where'] {
  return Object.entries(columns).flatMap(([name, column]) => {
    const value = call.query.get(name)
    return value === null ? [] : [{ sql: `${column} = ?`, value }]
  })
}

interface Paging {
  readonly limit: number
  readonly cursor: string | null
  readonly order: 'asc' | 'desc'
  readonly after: number | null
  readonly before: number | null
}

const MAX_LIMIT = 100

function readPaging(query: URLSearchParams, dialect: Dialect, plan: ListPlan): Paging | Refused {
  const isApi = dialect === 'api'
  const limit = query.get('limit') ?? '50'
  if (!/^[1-9]\d{0,8}$/.test(limit)) return refused('bad_field', 'limit must be a number above 0.', 'limit')
  // The API pages give 100 as the maximum; an SDK page asks for 500. Only the API dialect is strict about it.
  if (isApi && Number(limit) > MAX_LIMIT) return refused('bad_field', 'limit must not exceed 100.', 'limit')
  const order = query.get(isApi ? 'direction' : 'order') ?? plan.defaultOrder
  if (order !== 'asc' && order !== 'desc') return refused('bad_field', 'order is asc or desc.', 'order')
  const after = readTime(query.get(isApi ? 'since' : plan.after))
  const before = readTime(query.get(isApi ? 'until' : plan.before))
  if (Number.isNaN(after) || Number.isNaN(before))
    return refused('bad_field', 'A date filter is no ISO 8601 time.')
  return { limit: Math.min(Number(limit), MAX_LIMIT), cursor: query.get('cursor'), order, after, before }
}

const readTime = (text: string | null): number | null => (text === null ? null : Date.parse(text))
