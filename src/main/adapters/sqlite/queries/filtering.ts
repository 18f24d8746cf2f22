import { ulidTime } from '../cursor.ts'
import type { SaleFilter, Wanted } from '../../../../core/domain/finding.ts'
import type { Handle } from '../open.ts'
import type { SaleFinder } from './finding.ts'

/** Sales are looked at so many at a time, newest first ... */
const HANDFUL = 2_000
/** ... and so many times for one page: an answer that says "not yet" comes at once, one that reads all books does not. */
const MOST_HANDFULS = 10
/** Of what was found by text or stands in a short list, each is looked at by its id. */
const FOUND_HANDFUL = 200

interface Picked {
  readonly ids: readonly string[]
  /** Where the next page begins; null at the end of the books. */
  readonly goOn: string | null
}

interface Asked {
  readonly wanted: Wanted | null
  readonly filter: SaleFilter
}

const PASSES = `(@phase IS NULL OR phase = @phase) AND (@cashier IS NULL OR cashier = @cashier)
  AND (@least IS NULL OR total >= @least) AND (@most IS NULL OR total <= @most)
  AND (@from IS NULL OR created_at >= @from) AND (@to IS NULL OR created_at < @to)
  AND (@kind IS NULL OR EXISTS (SELECT 1 FROM tenders WHERE tenders.sale_id = sales.id AND tenders.kind = @kind))
  AND (@attention = 0 OR EXISTS (SELECT 1 FROM attention WHERE attention.sale_id = sales.id AND resolved_at IS NULL))
  AND (@refunded = 0 OR EXISTS (SELECT 1 FROM refunds WHERE refunds.sale_id = sales.id AND state_name <> 'failed'))
  AND (@voided = 0 OR EXISTS (SELECT 1 FROM refunds WHERE refunds.sale_id = sales.id AND way = 'terminal'))`

/** Picks the page of sales that pass a filter, beginning before `after`. An empty page with a way on is no end. */
export function salePicker(
  handle: Handle,
  finder: SaleFinder,
): (asked: Asked, after: string, limit: number) => Picked {
  type Terms = Readonly<Record<string, string | number | null>>
  const floorOf = handle
    .prepare<[string, number], string>('SELECT id FROM sales WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?')
    .pluck()
  const within = handle
    .prepare<[Terms], string>(
      `SELECT id FROM sales WHERE id < @before AND id >= @floor AND ${PASSES} ORDER BY id DESC LIMIT @limit`,
    )
    .pluck()
  const passes = handle
    .prepare<[Terms], string>(
      `SELECT sales.id FROM json_each(@ids) AS wanted CROSS JOIN sales ON sales.id = wanted.value WHERE ${PASSES}`,
    )
    .pluck()
  const waiting = handle
    .prepare<[string, number], string>(
      `SELECT DISTINCT sale_id FROM attention WHERE resolved_at IS NULL AND sale_id IS NOT NULL AND sale_id < ?
       ORDER BY sale_id DESC LIMIT ?`,
    )
    .pluck()
  // the index holds only what is open, which is never many
  const open = handle
    .prepare<[string, number], string>(
      `SELECT id FROM sales INDEXED BY sales_open WHERE phase = 'open' AND id < ? ORDER BY id DESC LIMIT ?`,
    )
    .pluck()
  const refunded = handle
    .prepare<[string, number], string>(
      'SELECT DISTINCT sale_id FROM refunds WHERE sale_id < ? ORDER BY sale_id DESC LIMIT ?',
    )
    .pluck()

  return ({ wanted, filter }, after, limit) => {
    const { attention, refunded: wentBack, voided, ...rest } = filter
    const ticks = { attention: attention ? 1 : 0, refunded: wentBack ? 1 : 0, voided: voided ? 1 : 0 }
    const terms: Terms = { ...rest, ...ticks }
    // ids begin with their time: a range of days is a range of ids, with a day to spare for a clock that was set
    const ceiling = filter.to === null ? '~' : ulidTime(Date.parse(filter.to) + DAY_MS)
    const least = filter.from === null ? '' : ulidTime(Date.parse(filter.from) - DAY_MS)
    const start = after < ceiling ? after : ceiling
    const few = fewOf(finder, { wanted, filter }, { waiting, open, refunded })
    return few === null
      ? walk({ start, least, limit }, (before, most) => {
          const found = floorOf.get(before, HANDFUL - 1) ?? null
          const floor = found === null || found < least ? least : found
          const ids = within.all({ ...terms, before, floor, limit: most })
          return { ids, next: found !== null && found >= least ? found : null }
        })
      : walk({ start, least, limit }, (before) => {
          const candidates = few(before, FOUND_HANDFUL)
          const ids = passes.all({ ...terms, ids: JSON.stringify(candidates.filter((id) => id >= least)) })
          const last = candidates.length < FOUND_HANDFUL ? null : (candidates.at(-1) ?? null)
          return { ids, next: last !== null && last >= least ? last : null }
        })
  }
}

const DAY_MS = 24 * 60 * 60_000

type Few = (before: string, limit: number) => readonly string[]

/** The shortest list that all that pass must stand in; null when it is all sales. */
function fewOf(
  finder: SaleFinder,
  { wanted, filter }: Asked,
  lists: Readonly<Record<'waiting' | 'open' | 'refunded', { readonly all: Few }>>,
): Few | null {
  if (wanted !== null && wanted.typed !== null) return (before, limit) => finder.find(wanted, before, limit)
  if (filter.attention) return (before, limit) => lists.waiting.all(before, limit)
  if (filter.phase === 'open') return (before, limit) => lists.open.all(before, limit)
  if (filter.refunded || filter.voided) return (before, limit) => lists.refunded.all(before, limit)
  return null
}

function walk(
  { start, least, limit }: { start: string; least: string; limit: number },
  look: (before: string, most: number) => { ids: readonly string[]; next: string | null },
): Picked {
  const ids: string[] = []
  let before = start
  for (let handful = 0; handful < MOST_HANDFULS && before > least; handful += 1) {
    const { ids: more, next } = look(before, limit + 1 - ids.length)
    ids.push(...more)
    if (ids.length > limit) return { ids: ids.slice(0, limit), goOn: ids[limit - 1] ?? null }
    if (next === null) return { ids, goOn: null }
    before = next
  }
  return { ids, goOn: before > least ? before : null }
}
