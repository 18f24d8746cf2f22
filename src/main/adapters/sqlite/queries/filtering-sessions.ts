import type { SessionFilter, Wanted } from '../../../../core/domain/finding.ts'
import type { Handle } from '../open.ts'
import type { Place, SessionFinder } from './finding-sessions.ts'

/** Sessions are looked at so many at a time, newest first ... */
const HANDFUL = 2_000
/** ... and so many times for one page, so that an answer comes at once, if only "not yet". */
const MOST_HANDFULS = 10
/** Of what was found by text, each is looked at by itself. */
const FOUND_HANDFUL = 200

interface Picked {
  readonly ids: readonly string[]
  /** Where the next page begins; null at the end of the books. */
  readonly goOn: Place | null
}

const PASSES = `(@status IS NULL OR status = @status) AND (@foreign = 0 OR sale_id IS NULL)
  AND (@least IS NULL OR amount >= @least) AND (@most IS NULL OR amount <= @most)
  AND (@from IS NULL OR created_at >= @from) AND (@to IS NULL OR created_at < @to)`

/** Picks the page of sessions that pass a filter, beginning before `after`. An empty page with a way on is no end. */
export function sessionPicker(
  handle: Handle,
  finder: SessionFinder,
): (asked: { wanted: Wanted | null; filter: SessionFilter }, after: Place, limit: number) => Picked {
  type Terms = Readonly<Record<string, string | number | null>>
  const floorOf = handle.prepare<[string, string, number], Place>(
    `SELECT created_at AS createdAt, id FROM sessions WHERE (created_at, id) < (?, ?)
     ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ?`,
  )
  const within = handle.prepare<[Terms], Place>(
    `SELECT created_at AS createdAt, id FROM sessions
     WHERE (created_at, id) < (@createdAt, @id) AND (created_at, id) >= (@floorAt, @floorId) AND ${PASSES}
     ORDER BY created_at DESC, id DESC LIMIT @limit`,
  )
  const passing = handle
    .prepare<[Terms], string>(
      `SELECT sessions.id FROM json_each(@ids) AS wanted CROSS JOIN sessions ON sessions.id = wanted.value
       WHERE ${PASSES}`,
    )
    .pluck()
  const ofNoSale = handle.prepare<[Terms], Place>(
    `SELECT created_at AS createdAt, id FROM sessions
     WHERE sale_id IS NULL AND (created_at, id) < (@createdAt, @id) AND ${PASSES}
     ORDER BY created_at DESC, id DESC LIMIT @limit`,
  )
  const placeOf = handle.prepare<[string], Place>(
    'SELECT created_at AS createdAt, id FROM sessions WHERE id = ?',
  )

  return ({ wanted, filter: { foreign, ...rest } }, after, limit) => {
    const terms: Terms = { ...rest, foreign: foreign ? 1 : 0 }
    const ids: string[] = []
    const pageAfter = (): Place | null => placeOf.get(ids[limit - 1] ?? '') ?? null
    const typed = wanted !== null && wanted.typed !== null ? wanted : null
    // what begins at the end of the range is not looked at at all
    let before = rest.to !== null && rest.to < after.createdAt ? { createdAt: rest.to, id: '' } : after
    if (typed === null && foreign) {
      ids.push(...ofNoSale.all({ ...terms, ...before, limit: limit + 1 }).map(({ id }) => id))
      return { ids: ids.slice(0, limit), goOn: ids.length > limit ? pageAfter() : null }
    }
    for (let handful = 0; handful < MOST_HANDFULS; handful += 1) {
      const most = limit + 1 - ids.length
      const floor = typed === null ? (floorOf.get(before.createdAt, before.id, HANDFUL - 1) ?? null) : null
      const found = typed === null ? [] : finder.find(typed, before, FOUND_HANDFUL)
      const more =
        typed === null
          ? within
              .all({
                ...terms,
                ...before,
                floorAt: floor?.createdAt ?? '',
                floorId: floor?.id ?? '',
                limit: most,
              })
              .map(({ id }) => id)
          : passing.all({ ...terms, ids: JSON.stringify(found) })
      ids.push(...more)
      if (ids.length > limit) return { ids: ids.slice(0, limit), goOn: pageAfter() }
      const lastFound = found.length < FOUND_HANDFUL ? undefined : found.at(-1)
      const next = typed === null ? floor : lastFound === undefined ? null : (placeOf.get(lastFound) ?? null)
      if (next === null || (rest.from !== null && next.createdAt < rest.from)) return { ids, goOn: null }
      before = next
    }
    return { ids, goOn: before }
  }
}
