import type { ProviderRefusal } from '../../core/domain/refusals.ts'
import type { Result } from '../../core/domain/result.ts'
import type { ChangePage } from '../../core/ports/gateway-desks.ts'
import type { GatewayFailure } from '../../core/ports/gateway.ts'
import { endFormerLives, hasOpenLives } from './books/restored.ts'
import { markProviderTime } from './provider/time.ts'
import { timeIn, type Till } from './till.ts'
import type { Watcher } from './provider/watch-sessions.ts'

/**
 * Follows the provider's list of what happened, so that completions of sessions that are over, parked or superseded are
 * noticed without reading each of them: the cost does not grow with their number. A change is only a hint to read.
 */
export interface ChangeWatcher {
  start(): void
  /** A webhook or a callback: the same news twice is read once, and an id the list brings later is not read again. */
  hear(news: News): void
  stop(): Promise<void>
}

interface News {
  readonly id: string | null
  readonly sessionId: string | null
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

  const hint = async (sessionId: string): Promise<Learned> => {
    const tenderId = till.store.read.session(sessionId)?.tenderId ?? null
    // another till's session, or one made on the hosted page: not this till's to settle
    if (tenderId === null || isSettled(till, tenderId)) return 'known'
    const checked = await watcher.check(tenderId)
    if (checked.ok) return 'known'
    // silence is nothing that this session says
    const isSilent = till.network.current().state === 'offline'
    return isSilent ? 'later' : learnedFrom(checked.error)
  }

  const take = async ({ id, sessionId }: News): Promise<Learned> => {
    if (sessionId === null || (id !== null && seen.has(id))) return 'known'
    const learned = await hint(sessionId)
    if (learned === 'known' && id !== null) remember(id)
    return learned
  }

  const remember = (id: string): void => {
    seen.add(id)
    const oldest = seen.values().next().value
    if (seen.size > SEEN_LIMIT && oldest !== undefined) seen.delete(oldest)
  }

  const round = async (): Promise<void> => {
    // the provider's list goes by the provider's clock
    const startedAt = timeIn(till.clock, till.network.clockOffsetMs())
    const marked = till.store.read.value(SEEN_AT)
    // a mark of the future was set by a clock that was wrong, before the provider had told the time
    const isWrong = marked !== null && marked > startedAt
    const seenAt = marked === null || isWrong ? startedAt : marked
    const occurredAfter = new Date(Date.parse(seenAt) - OVERLAP_MS).toISOString()
    let cursor: string | null = null
    let reached = startedAt
    for (let page = 0; page < MAX_PAGES && !stopped; page += 1) {
      // background news: what it fails in says nothing that the reads of live sessions do not say sooner
      const answer: Result<ChangePage, GatewayFailure> = await till.background.desks.changes.since({
        occurredAfter,
        cursor,
      })
      if (!answer.ok) return
      for (const change of answer.value.changes) {
        // not learned yet: the mark stays, and the next round brings it again. One session that cannot be read does not
        // hide the money of all others: the overlap brings it for a while, and the watch over it goes on
        if ((await take(change)) === 'later') return
      }
      cursor = answer.value.nextCursor
      // a round that is cut short goes on from the last change it saw
      reached = cursor === null ? startedAt : (answer.value.changes.at(-1)?.occurredAt ?? reached)
      if (cursor === null) break
    }
    moveMark(reached, isWrong)
  }

  /** The overlap covers what the mark is behind, so not every round is written down. */
  const moveMark = (reached: string, isWrong: boolean): void => {
    const marked = till.store.read.value(SEEN_AT)
    // the provider's time is known once a call that everybody waits for has come through
    const endsLife = hasOpenLives(till) && till.network.current().state === 'online'
    const isFresh = marked !== null && !isWrong && Date.parse(reached) - Date.parse(marked) <= MARK_EVERY_MS
    if (isFresh && !endsLife) return
    till.store.write((books) => {
      books.setValue(SEEN_AT, reached)
      markProviderTime(till, books)
      if (endsLife) endFormerLives(till, books)
    })
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
    hear: (news) => {
      take(news).catch((fault: unknown) => {
        // the books are closed while others take their place: the list brings the news again
        if (!stopped) till.log.error('change_news_fault', { fault: String(fault) })
      })
    },
    stop: async () => {
      stopped = true
      cancelRound()
      await running
    },
  }
}

/** `known`: nothing more to learn now. `later`: nothing can be read now. `unreadable`: this one session makes no sense. */
type Learned = 'known' | 'later' | 'unreadable'

function learnedFrom({ type }: ProviderRefusal): Learned {
  if (type === 'provider_not_found' || type === 'provider_refused') return 'known'
  return type === 'provider_unknown' ? 'unreadable' : 'later'
}

function isSettled(till: Till, tenderId: string): boolean {
  const tender = till.store.read.saleOfTender(tenderId)?.sale.tenders.find((each) => each.id === tenderId)
  return (
    tender?.type === 'provider' && (tender.state.name === 'settled' || tender.state.name === 'settled_late')
  )
}
