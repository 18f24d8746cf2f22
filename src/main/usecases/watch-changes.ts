import type { Till } from './till.ts'
import type { Watcher } from './watch-sessions.ts'

/**
 * Follows the provider's list of what happened, so that completions of sessions that are over, parked or superseded are
 * noticed without reading each of them: the cost does not grow with their number. A change is only a hint to read.
 */
export interface ChangeWatcher {
  start(): void
  /** A webhook or a callback said something about this session. */
  hint(sessionId: string): Promise<void>
  stop(): Promise<void>
}

const ROUND_MS = 15_000
/** Asked again from this much earlier: changes may be listed late, and ids that were seen are dropped. */
const OVERLAP_MS = 10 * 60_000
const MAX_PAGES = 10
const MARK_EVERY_MS = 60_000
const SEEN_LIMIT = 5_000
const SEEN_AT = 'changes_seen_at'

export function createChangeWatcher(till: Till, watcher: Watcher): ChangeWatcher {
  const seen = new Set<string>()
  let cancelRound: () => void = () => {}
  let running: Promise<void> = Promise.resolve()
  let stopped = true

  const hint: ChangeWatcher['hint'] = async (sessionId) => {
    const tenderId = till.store.read.session(sessionId)?.tenderId ?? null
    // another till's session, or one made on the hosted page: not this till's to settle
    if (tenderId !== null) await watcher.check(tenderId)
  }

  const remember = (id: string): boolean => {
    if (seen.has(id)) return false
    seen.add(id)
    const oldest = seen.values().next().value
    if (seen.size > SEEN_LIMIT && oldest !== undefined) seen.delete(oldest)
    return true
  }

  const round = async (): Promise<void> => {
    const startedAt = till.clock.now()
    const seenAt = till.store.read.value(SEEN_AT) ?? startedAt
    const occurredAfter = new Date(Date.parse(seenAt) - OVERLAP_MS).toISOString()
    let cursor: string | null = null
    for (let page = 0; page < MAX_PAGES && !stopped; page += 1) {
      // background news: what it fails in says nothing that the reads of live sessions do not say sooner
      const answer = await till.gateway.desks.changes.since({ occurredAfter, cursor })
      if (!answer.ok) return
      for (const { id, sessionId } of answer.value.changes) {
        if (remember(id) && sessionId !== null) await hint(sessionId)
      }
      cursor = answer.value.nextCursor
      if (cursor === null) break
    }
    // the mark moves only after a whole round; the overlap covers what it is behind, so not every round is written
    const marked = till.store.read.value(SEEN_AT)
    if (marked === null || Date.parse(startedAt) - Date.parse(marked) > MARK_EVERY_MS) {
      till.store.write((books) => {
        books.setValue(SEEN_AT, startedAt)
      })
    }
  }

  const next = (): void => {
    if (stopped) return
    running = round()
      .catch((fault: unknown) => {
        till.log.error('change_round_fault', { fault: String(fault) })
      })
      .finally(() => {
        if (!stopped) cancelRound = till.clock.after(ROUND_MS, next)
      })
  }

  return {
    start: () => {
      stopped = false
      next()
    },
    hint,
    stop: async () => {
      stopped = true
      cancelRound()
      await running
    },
  }
}
