import type { OutboxEntry } from '../../../core/ports/store.ts'
import { runCall } from './calls.ts'
import { saleOnCounter, timeIn, type Till } from '../till.ts'

/** Sends what is stored to be sent. Nothing leaves this machine towards the provider as a write but through here. */
export interface Outbox {
  start(): void
  /** Something was queued: look now. */
  wake(): void
  /** Calls get through again: what waited for that is due now. */
  hasten(): void
  /** Makes this one call now (or joins it when it is under way) and waits for its outcome. */
  attempt(entryId: string): Promise<void>
  stop(): Promise<void>
}

/** How long an entry rests whose outcome could not be written down (a full disk, locked books). */
const UNWRITTEN_REST_MS = 2_000

/** Calls for customers who are waiting run side by side; bookings wait their turn, one at a time, in order. */
const MAX_LIVE_CALLS = 6

/** While nobody answers, one booking is tried so often: thousands of tries would wear out the disk and find nothing. */
const OFFLINE_PROBE_MS = 10_000

/** With a backlog the same hundred entries are looked at after every call. */
const KINDS_REMEMBERED = 1_000

/** Later than every time: the list of watched tenders then holds only live ones. */
const NO_ENDED_ONES = '~'

export function createOutbox(till: Till): Outbox {
  const running = new Map<string, { promise: Promise<void>; tenderId: string; live: boolean }>()
  const restingUntil = new Map<string, number>()
  const liveTenders = new Map<string, boolean>()
  let probedAt = Number.NEGATIVE_INFINITY
  let cancelTimer: () => void = () => {}
  let stopped = true

  const run = (entry: OutboxEntry, live: boolean): Promise<void> => {
    const promise = runCall(till, entry)
      .catch((fault: unknown) => {
        // a bug of ours must not stop the queue; the entry is looked at again later, and says that something is wrong
        const reference = till.ids.token(4)
        till.log.error('outbox_fault', {
          reference,
          entryId: entry.id,
          call: entry.call,
          fault: String(fault),
        })
        till.store.write((books) => {
          books.reschedule(
            entry.id,
            timeIn(till.clock, 30_000),
            JSON.stringify({ type: 'internal', reference }),
          )
        })
      })
      .finally(() => {
        running.delete(entry.id)
        if (stopped) return
        restWhenUnwritten(entry)
        // the only ring of most calls; the screens draw when the tender's next call has been stored and handed over
        till.changed.ring()
        wake()
      })
    running.set(entry.id, { promise, tenderId: entry.tenderId, live })
    return promise
  }

  /** An entry that is due exactly as before would be started again at once, for ever, and nothing else would run. */
  const restWhenUnwritten = (entry: OutboxEntry): void => {
    const now = till.store.read.outboxEntry(entry.id)
    if (now !== null && !now.done && now.nextAt === entry.nextAt) {
      restingUntil.set(entry.id, till.clock.epochMs() + UNWRITTEN_REST_MS)
    } else restingUntil.delete(entry.id)
  }

  /** A clock that was set back must not make a rest longer than it was meant. */
  const isResting = (entryId: string): boolean => {
    const left = (restingUntil.get(entryId) ?? 0) - till.clock.epochMs()
    return left > 0 && left <= UNWRITTEN_REST_MS
  }

  /** Of which kind a tender is never changes. */
  const isLive = ({ tenderId }: OutboxEntry): boolean => {
    const known = liveTenders.get(tenderId)
    if (known !== undefined) return known
    const tenders = till.store.read.saleOfTender(tenderId)?.sale.tenders ?? []
    const live = tenders.some((tender) => tender.id === tenderId && tender.type === 'provider')
    if (liveTenders.size >= KINDS_REMEMBERED) liveTenders.clear()
    liveTenders.set(tenderId, live)
    return live
  }

  const isOffline = (): boolean => till.network.current().state === 'offline'

  /** A live call finds out by itself that the line is back; bookings wait for that, or for the next probe. */
  const mayBook = (): boolean => {
    const sinceProbe = Math.abs(till.clock.epochMs() - probedAt)
    return !isOffline() || sinceProbe >= OFFLINE_PROBE_MS
  }

  const wake = (): void => {
    if (stopped) return
    cancelTimer()
    const now = till.clock.now()
    const next = till.store.read.outboxNextAt()
    // mostly, and without a provider always, nothing waits; looking through it anyway took a sixth of a cash sale
    if (next === null) return
    if (next <= now) startDue(now)
    scheduleNext()
  }

  const startDue = (now: string): void => {
    for (const entry of [...dueForCustomers(now), ...till.store.read.outboxDue(now, 100)]) {
      if (running.has(entry.id) || isResting(entry.id)) continue
      // calls of one tender go one after the other
      if ([...running.values()].some((each) => each.tenderId === entry.tenderId)) continue
      const live = isLive(entry)
      const busy = [...running.values()].filter((each) => each.live === live).length
      if (busy >= (live ? MAX_LIVE_CALLS : 1)) continue
      if (!live) {
        if (!mayBook()) continue
        probedAt = till.clock.epochMs()
      }
      void run(entry, live)
    }
  }

  /** After hours without a network thousands of bookings are due; whoever waits for a code does not queue behind them. */
  const dueForCustomers = (now: string): OutboxEntry[] => {
    const onCounter = saleOnCounter(till)?.sale.tenders ?? []
    const live = till.store.read.watched(NO_ENDED_ONES).map(({ tender }) => tender)
    const ids = new Set([...onCounter, ...live].flatMap(({ id, type }) => (type === 'provider' ? [id] : [])))
    return [...ids].flatMap((id) =>
      till.store.read.outboxOf(id).filter((entry) => !entry.done && entry.nextAt <= now),
    )
  }

  const scheduleNext = (): void => {
    const next = till.store.read.outboxNextAt()
    if (next === null) return
    const wait = Date.parse(next) - till.clock.epochMs()
    // what is due but has no place yet waits for a running call to end; others may become due before that
    const soon = running.size === 0 && !isOffline() ? 50 : 1_000
    cancelTimer = till.clock.after(wait > 0 ? Math.min(wait, 60_000) : soon, wake)
  }

  return {
    start: () => {
      stopped = false
      wake()
    },
    wake,
    hasten: () => {
      if (stopped) return
      till.store.write((books) => {
        books.hastenOutbox(till.clock.now())
      })
      wake()
    },
    attempt: async (entryId) => {
      const under = running.get(entryId)
      if (under !== undefined) {
        await under.promise
        return
      }
      const entry = till.store.read.outboxEntry(entryId)
      if (entry === null || entry.done) return
      const others = [...running.values()].filter((each) => each.tenderId === entry.tenderId)
      await Promise.all(others.map((each) => each.promise))
      const again = till.store.read.outboxEntry(entryId)
      const joined = running.get(entryId)
      if (joined !== undefined) await joined.promise
      else if (again !== null && !again.done) await run(again, true)
    },
    stop: async () => {
      stopped = true
      cancelTimer()
      await Promise.all([...running.values()].map((each) => each.promise))
    },
  }
}
