import type { OutboxEntry } from '../../core/ports/store.ts'
import { runCall } from './outbox-calls.ts'
import type { Till } from './till.ts'

/** Sends what is stored to be sent. Nothing leaves this machine towards the provider as a write but through here. */
export interface Outbox {
  start(): void
  /** Something was queued: look now. */
  wake(): void
  /** Makes this one call now (or joins it when it is under way) and waits for its outcome. */
  attempt(entryId: string): Promise<void>
  stop(): Promise<void>
}

/** Calls for customers who are waiting run side by side; bookings wait their turn, one at a time, in order. */
const MAX_LIVE_CALLS = 6

export function createOutbox(till: Till): Outbox {
  const running = new Map<string, { promise: Promise<void>; tenderId: string; live: boolean }>()
  let cancelTimer: () => void = () => {}
  let stopped = true

  const run = (entry: OutboxEntry, live: boolean): Promise<void> => {
    const promise = runCall(till, entry)
      .catch((fault: unknown) => {
        // a bug of ours must not stop the queue; the entry is looked at again later
        till.log.error('outbox_fault', { entryId: entry.id, call: entry.call, fault: String(fault) })
        till.store.write((books) => {
          books.reschedule(entry.id, new Date(till.clock.epochMs() + 30_000).toISOString(), entry.trouble)
        })
      })
      .finally(() => {
        running.delete(entry.id)
        till.changed.ring()
        wake()
      })
    running.set(entry.id, { promise, tenderId: entry.tenderId, live })
    return promise
  }

  const isLive = (entry: OutboxEntry): boolean =>
    till.store.read
      .saleOfTender(entry.tenderId)
      ?.sale.tenders.some((tender) => tender.id === entry.tenderId && tender.type === 'provider') ?? false

  const wake = (): void => {
    if (stopped) return
    cancelTimer()
    const now = till.clock.now()
    for (const entry of till.store.read.outboxDue(now, 100)) {
      if (running.has(entry.id)) continue
      // calls of one tender go one after the other
      if ([...running.values()].some((each) => each.tenderId === entry.tenderId)) continue
      const live = isLive(entry)
      const busy = [...running.values()].filter((each) => each.live === live).length
      if (busy >= (live ? MAX_LIVE_CALLS : 1)) continue
      void run(entry, live)
    }
    scheduleNext()
  }

  const scheduleNext = (): void => {
    const next = till.store.read.outboxNextAt()
    if (next === null) return
    const wait = Date.parse(next) - till.clock.epochMs()
    // what is due but has no place yet is started when a running call ends
    if (wait > 0 || running.size === 0)
      cancelTimer = till.clock.after(Math.min(Math.max(wait, 50), 60_000), wake)
  }

  return {
    start: () => {
      stopped = false
      wake()
    },
    wake,
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
