import type { ProviderTender } from '../../../core/domain/tenders/provider-tender.ts'
import type { ProviderRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Tender } from '../../../core/domain/tenders/sale-tenders.ts'
import { acceptSession } from '../outbox/answers.ts'
import { callProvider, toProviderRefusal } from './calls.ts'
import { saleOnCounter, timeIn, type Till } from '../till.ts'

/** Reads sessions until the provider has spoken its last word, and for three days after: money can come late. */
export interface Watcher {
  start(): void
  /** One read at once ("check now", window focus, network back). */
  check(tenderId: string): Promise<Result<null, ProviderRefusal>>
  stop(): Promise<void>
}

const TICK_MS = 100
/** On the counter: every second while the customer is likely to pay, then every three. */
const COUNTER_MS = 1_000
const COUNTER_SLOW_MS = 3_000
const COUNTER_FAST_FOR_MS = 120_000
/** Live but set aside: parked, superseded, given up before it was shown. */
const ASIDE_MS = 15_000
/** Over, as the provider said; still asked now and then. */
const ENDED_MS = 30 * 60_000
const ENDED_FOR_MS = 72 * 3_600_000
/** What one round of ended ones leaves over follows this much later. */
const ENDED_REST_MS = 500
const MAX_READS_AT_ONCE = 8
/** A clock that is this far behind the last tick was set back. */
const SET_BACK_MS = 1_000

interface Watched {
  readonly tender: ProviderTender
  readonly saleId: string
  readonly sessionId: string
  readonly updatedAt: string
}

interface Due extends Watched {
  readonly isOnCounter: boolean
}

export function createWatcher(till: Till): Watcher {
  const lastRead = new Map<string, number>()
  const reading = new Map<string, Promise<Result<null, ProviderRefusal>>>()
  let notBefore = 0
  let lastTick = 0
  let cancelTick: () => void = () => {}
  let stopped = true
  let lastEndedRound = Number.NEGATIVE_INFINITY

  const read = (watched: Watched): Promise<Result<null, ProviderRefusal>> => {
    const under = reading.get(watched.sessionId)
    if (under !== undefined) return under
    const promise = readOnce(till, watched)
      .then((answer) => {
        if (!answer.ok && answer.error.type === 'provider_busy') {
          notBefore = till.clock.epochMs() + answer.error.retryAfterMs // a promise of the provider's, so it is kept
        }
        return answer
      })
      .catch((fault: unknown): Result<null, ProviderRefusal> => {
        // a bug of ours, met while one session is read, must not end the watch over all others
        const reference = till.ids.token(4)
        till.log.error('watch_fault', { reference, sessionId: watched.sessionId, fault: String(fault) })
        return err({ type: 'provider_unknown', detail: `internal ${reference}`, requestId: null })
      })
      .finally(() => {
        reading.delete(watched.sessionId)
      })
    // counted from the start of a read: a slow answer must not put the next one off
    lastRead.set(watched.sessionId, till.clock.epochMs())
    reading.set(watched.sessionId, promise)
    return promise
  }

  /** After the clock was set back every session would look as if it had just been read, for as long as the step was. */
  const forgetTimes = (): void => {
    lastRead.clear()
    notBefore = 0
    lastEndedRound = Number.NEGATIVE_INFINITY
  }

  const tick = (): void => {
    if (stopped) return
    const now = till.clock.epochMs()
    if (now < lastTick - SET_BACK_MS) {
      // a code must not stay longer because the clock says that its end is further away
      till.network.clockSetBack(lastTick - now)
      forgetTimes()
    }
    lastTick = now
    if (now >= notBefore) {
      const due = dueNow(now)
      for (const watched of due) {
        // the customer at the counter never waits behind other sessions whose answers are slow
        if (reading.size >= MAX_READS_AT_ONCE && !watched.isOnCounter) continue
        if (!reading.has(watched.sessionId)) void read(watched)
      }
      // more than fits into one round: the rest follows at once, or the last ones would never have their turn
      if (due.some((each) => !reading.has(each.sessionId)))
        lastEndedRound = Math.min(lastEndedRound, now - COUNTER_FAST_FOR_MS + ENDED_REST_MS)
    }
    cancelTick = till.clock.after(TICK_MS, tick)
  }

  /** Whoever has waited longest comes first, so that with slow answers everybody has their turn; ended ones come last. */
  const dueNow = (now: number): Due[] => {
    const counterId = saleOnCounter(till)?.sale.id ?? null
    const withEnded = now - lastEndedRound >= COUNTER_FAST_FOR_MS
    if (withEnded) {
      lastEndedRound = now
      forgetOld(now)
    }
    // ended ones are looked through rarely; live ones at every tick, by an index that holds only them
    const since = withEnded ? timeIn(till.clock, -ENDED_FOR_MS) : '~'
    return till.store.read
      .watched(since)
      .flatMap(({ tender, saleId, updatedAt }) => toWatched(tender, saleId, updatedAt))
      .filter((each) => {
        const every = Math.max(intervalOf(each, counterId, now), till.gateway.traits.minimumPollMs)
        return now - lastHeard(each, now) >= every
      })
      .map((each) => ({ ...each, isOnCounter: each.saleId === counterId }))
      .toSorted((a, b) => rankOf(a) - rankOf(b) || lastHeard(a, now) - lastHeard(b, now))
  }

  /** A code that is being made, or was just shown, is the provider's newest word: reading it again would only hold it up. */
  const lastHeard = ({ sessionId, tender, updatedAt }: Watched, now: number): number => {
    const written = Date.parse(updatedAt)
    const isNews = ['requesting', 'presented'].includes(tender.state.name) && written <= now
    return lastRead.get(sessionId) ?? (isNews ? written : Number.NEGATIVE_INFINITY)
  }

  /** Times of reads of sessions that nobody watches any more. */
  const forgetOld = (now: number): void => {
    for (const [sessionId, at] of lastRead) if (now - at > 2 * ENDED_MS) lastRead.delete(sessionId)
  }

  return {
    start: () => {
      stopped = false
      tick()
    },
    check: async (tenderId) => {
      const record = till.store.read.saleOfTender(tenderId)
      const tender = record?.sale.tenders.find((each) => each.id === tenderId)
      if (record === null || tender === undefined) return ok(null)
      const [watched] = toWatched(tender, record.sale.id, till.clock.now())
      return watched === undefined ? ok(null) : await read(watched)
    },
    stop: async () => {
      stopped = true
      cancelTick()
      await Promise.all(reading.values())
    },
  }
}

function toWatched(tender: Tender, saleId: string, updatedAt: string): Watched[] {
  if (tender.type !== 'provider') return []
  const sessionId = 'sessionId' in tender.state ? tender.state.sessionId : null
  return sessionId === null ? [] : [{ tender, saleId, sessionId, updatedAt }]
}

function intervalOf({ tender, saleId }: Watched, counterSaleId: string | null, now: number): number {
  const { state } = tender
  switch (state.name) {
    case 'presented':
    case 'canceling': {
      if (saleId !== counterSaleId) return ASIDE_MS
      return now - Date.parse(state.shownAt) < COUNTER_FAST_FOR_MS ? COUNTER_MS : COUNTER_SLOW_MS
    }
    case 'expired':
    case 'canceled':
    case 'failed':
      return ENDED_MS
    default:
      return ASIDE_MS
  }
}

function rankOf({ isOnCounter, tender }: Due): number {
  if (isOnCounter) return 0
  return ['expired', 'canceled', 'failed', 'quarantined'].includes(tender.state.name) ? 2 : 1
}

async function readOnce(
  till: Till,
  { tender, saleId, sessionId }: Watched,
): Promise<Result<null, ProviderRefusal>> {
  const answer = await callProvider(till, till.gateway.read(sessionId))
  if (!answer.ok) {
    if (answer.error.type === 'not_found') noteMissing(till, tender, saleId, sessionId)
    return err(toProviderRefusal(answer.error))
  }
  const known = till.store.read.session(sessionId)
  // no news is not written down: a code on the screen would cost a disk flush every second
  const isNews = known === null || JSON.stringify(known.facts) !== JSON.stringify(answer.value.facts)
  if (isNews) acceptSession(till, { tenderId: tender.id, saleId }, answer.value)
  return ok(null)
}

function noteMissing(till: Till, tender: ProviderTender, saleId: string, sessionId: string): void {
  const stored = till.store.write((books) => {
    const dedupe = `session_missing:${tender.id}`
    books.addAttention(
      { kind: 'session_missing', saleId, tenderId: tender.id, facts: { sessionId }, dedupe },
      till.clock.now(),
    )
  })
  if (stored.ok) till.changed.ring()
}
