import type { SqlValue } from '../books.ts'
import type { World } from '../world.ts'
import { LIST } from './assumptions.ts'
import type { PlexoFault } from './wire.ts'

export interface Window {
  readonly page: number
  readonly size: number
  readonly min: number | null
  readonly max: number | null
}

export type ReadWindow =
  | { readonly ok: true; readonly value: Window }
  | { readonly ok: false; readonly fault: PlexoFault }

/** `page`, `size`, and the two dates, which go together only. */
export function readWindow(query: URLSearchParams): ReadWindow {
  const no = (field: string, complaint: string): ReadWindow => ({
    ok: false,
    fault: { name: 'invalid', message: 'The query has invalid fields.', params: { [field]: [complaint] } },
  })
  const page = query.get('page') ?? '1'
  const size = query.get('size') ?? String(LIST.size)
  if (!/^[1-9]\d{0,6}$/.test(page)) return no('page', 'must be 1 or more')
  if (!/^[1-9]\d{0,2}$/.test(size) || Number(size) > LIST.maxSize)
    return no('size', `must be 1 to ${LIST.maxSize}`)
  const [min, max] = [query.get('minDate'), query.get('maxDate')]
  if ((min === null) !== (max === null))
    return no(min === null ? 'minDate' : 'maxDate', 'the two dates go together')
  const [from, to] = [readDate(min), readDate(max)]
  if (Number.isNaN(from)) return no('minDate', 'must be a date')
  if (Number.isNaN(to)) return no('maxDate', 'must be a date')
  return { ok: true, value: { page: Number(page), size: Number(size), min: from, max: to } }
}

const readDate = (text: string | null): number | null => (text === null ? null : Date.parse(text))

export function listRows<Row>(
  world: World,
  table: 'plexo_sessions' | 'plexo_payments',
  { page, size, min, max }: Window,
  filters: Readonly<Record<string, string | null>>,
): { readonly rows: Row[]; readonly page: number; readonly size: number; readonly total: number } {
  const conditions: { sql: string; value: SqlValue }[] = Object.entries(filters).flatMap(([column, value]) =>
    value === null ? [] : [{ sql: `CAST(${column} AS TEXT) = ?`, value }],
  )
  if (min !== null) conditions.push({ sql: 'created_at >= ?', value: min })
  if (max !== null) conditions.push({ sql: 'created_at <= ?', value: max })
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`
  const values = conditions.map(({ value }) => value)
  const total =
    world.books.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} ${where}`, ...values)?.n ?? 0
  const sql = `SELECT * FROM ${table} ${where} ORDER BY created_at DESC, rowid DESC LIMIT ? OFFSET ?`
  return { rows: world.books.all<Row>(sql, ...values, size, (page - 1) * size), page, size, total }
}
