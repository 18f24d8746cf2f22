import type { Wanted } from '../../../../core/domain/finding.ts'
import { ulidTime } from '../cursor.ts'
import type { Handle } from '../open.ts'
import { mayBeId, saleFinder } from './finding.ts'

export interface Place {
  readonly createdAt: string
  readonly id: string
}

/** Sales are looked at in handfuls until a page of sessions is full; many of them were paid without one. */
const HANDFUL = 100
const MOST_HANDFULS = 20

export interface SessionFinder {
  /** Ids of the sessions before `after` that have what was typed, newest first; at most `limit`. */
  find(wanted: Wanted, after: Place, limit: number): readonly string[]
}

/** A session is found by its own numbers and amount, and by everything its sale is found by. */
export function sessionFinder(handle: Handle): SessionFinder {
  const sales = saleFinder(handle)
  const byAmount = handle.prepare<[number, string, number], Place>(
    `SELECT id, created_at AS createdAt FROM sessions WHERE amount = ? AND created_at <= ?
     ORDER BY created_at DESC LIMIT ?`,
  )
  const byId = handle.prepare<[string, string], Place>(
    'SELECT id, created_at AS createdAt FROM sessions WHERE id >= ? AND id < ? LIMIT 50',
  )
  const byPayment = handle.prepare<[string, string], Place>(
    `SELECT id, created_at AS createdAt FROM sessions
     WHERE facts ->> 'paymentId' >= ? AND facts ->> 'paymentId' < ? LIMIT 50`,
  )
  const ofAll = handle.prepare<[string], Place>(
    `SELECT sessions.id, created_at AS createdAt FROM json_each(?) AS wanted
     CROSS JOIN sessions ON sessions.sale_id = wanted.value`,
  )

  const ofSales = (wanted: Wanted, after: Place, limit: number): Place[] => {
    const found: Place[] = []
    // a sale's amount may be that of cash beside the session: the session's own amount is looked for instead
    const asked = { ...wanted, amount: null }
    let before = ulidAfter(after.createdAt)
    for (let handful = 0; handful < MOST_HANDFULS && found.length < limit && before !== ''; handful += 1) {
      const ids = sales.find(asked, before, HANDFUL)
      found.push(...ofAll.all(JSON.stringify(ids)).filter((place) => isBefore(place, after)))
      before = ids.length < HANDFUL ? '' : (ids.at(-1) ?? '')
    }
    return found
  }
  return {
    find: (wanted, after, limit) => {
      const { typed, reference, amount } = wanted
      const end = `${typed}\u{10FFFF}`
      const own = [
        ...(amount === null ? [] : byAmount.all(amount, after.createdAt, limit + 1)),
        ...(typed === null || reference === null || !mayBeId(typed)
          ? []
          : [...byId.all(typed, end), ...byPayment.all(typed, end)]),
      ].filter((place) => isBefore(place, after))
      const places = new Map([...own, ...ofSales(wanted, after, limit)].map((place) => [place.id, place]))
      return [...places.values()]
        .toSorted((a, b) => (isBefore(a, b) ? 1 : -1))
        .slice(0, limit)
        .map(({ id }) => id)
    },
  }
}

const isBefore = (a: Place, b: Place): boolean =>
  a.createdAt < b.createdAt || (a.createdAt === b.createdAt && a.id < b.id)

/** Above every id that was made up to this moment; a sale is older than its sessions. */
function ulidAfter(at: string): string {
  const moment = Date.parse(at)
  return Number.isNaN(moment) ? '~' : ulidTime(moment + 1)
}
