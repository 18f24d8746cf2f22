import type { Till } from './till.ts'

/**
 * Notices when the machine's clock is set back. What was to be done "in a minute" would then be done in a day: that is put
 * right at once, and a person is told. (How old a key is goes by the provider's time, which does not go back.)
 */
export interface ClockWatch {
  start(): void
  stop(): void
}

const LOOK_EVERY_MS = 15_000
/** Small steps back are how clocks are kept right. */
const TOLERATED_MS = 60_000
const NOTE_EVERY_MS = 600_000
const LATEST_SEEN = 'clock_latest_seen'
/** While the clock is known to be wrong it is compared anew this often: somebody, or the system, will put it right. */
const MEASURE_EVERY_MS = 60_000

/** `measure` asks the provider for its time; what it tells is what this machine's clock is corrected by. */
export function createClockWatch(till: Till, onSetBack: () => void, measure: () => void): ClockWatch {
  let latestSeen = 0
  let measuredAt = Number.NEGATIVE_INFINITY
  let isSuspected = false
  let cancel: () => void = () => {}
  let stopped = true

  const look = (): void => {
    const now = till.clock.epochMs()
    const noted = notedMs(till)
    const before = Math.max(latestSeen, noted)
    if (now >= before - TOLERATED_MS) {
      isSuspected = false
      latestSeen = Math.max(now, before)
      if (now - noted >= NOTE_EVERY_MS) note(till)
    } else if (!isSuspected) {
      isSuspected = setRight(till)
      measureAt(now)
    } else if (tell(till, before)) {
      // a machine that starts with a wrong clock often has the right one a moment later, and then nobody is told
      isSuspected = false
      latestSeen = now
      onSetBack()
    }
    const isOff = Math.abs(till.network.clockOffsetMs()) > TOLERATED_MS
    if (isOff && Math.abs(now - measuredAt) >= MEASURE_EVERY_MS) measureAt(now)
    if (!stopped) cancel = till.clock.after(LOOK_EVERY_MS, look)
  }
  const measureAt = (now: number): void => {
    measuredAt = now
    if (!stopped) measure()
  }

  return {
    start: () => {
      stopped = false
      look()
    },
    stop: () => {
      stopped = true
      cancel()
      if (till.clock.epochMs() > notedMs(till)) note(till)
    },
  }
}

/** The latest time the books know of; 0 when they know none. */
const notedMs = (till: Till): number => Date.parse(till.store.read.value(LATEST_SEEN) ?? '') || 0

const note = (till: Till): void => {
  till.store.write((books) => {
    books.setValue(LATEST_SEEN, till.clock.now())
  })
}

/** Calls and decisions that wait for a moment which is far away now are due at once. */
function setRight(till: Till): boolean {
  const now = till.clock.now()
  const latest = till.clock.epochMs() + TOLERATED_MS
  const written = till.store.write((books) => {
    for (const entry of books.outboxDue('~', Number.MAX_SAFE_INTEGER))
      if (Date.parse(entry.nextAt) > latest) books.reschedule(entry.id, now, entry.trouble)
    for (const review of books.reviewsDue('~', Number.MAX_SAFE_INTEGER))
      if (Date.parse(review.nextAt) > latest) books.saveReview({ ...review, nextAt: now }, now)
  })
  till.changed.ring()
  return written.ok
}

function tell(till: Till, beforeMs: number): boolean {
  const at = till.clock.now()
  const before = new Date(beforeMs).toISOString()
  const facts = { before, now: at }
  const kind = 'clock_moved_back'
  till.log.warn(kind, facts)
  const written = till.store.write((books) => {
    books.setValue(LATEST_SEEN, at)
    books.appendEvent({ at, actor: null, kind, saleId: null, tenderId: null, facts })
    books.addAttention({ kind, saleId: null, tenderId: null, facts, dedupe: `${kind}:${before}` }, at)
  })
  till.changed.ring()
  return written.ok
}
