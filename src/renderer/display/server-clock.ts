/** A message older than this was waiting in a buffer and proves nothing about now. */
const STALE_MS = 2_000
/** How long messages must agree on another time before it is believed that the core's own clock was set. */
const REBASE_AFTER_MS = 3_000
/** Quartz clocks drift apart; without this the fastest message of the first hour would outlaw those of the next day. */
const DRIFT = 0.0005

export interface ServerClock {
  /** Takes the `now` of a message that has just arrived. False: it is old, or its time cannot be read. */
  hear(now: string): boolean
  /** This device slept `ms` without its own stopwatch running. */
  slept(ms: number): void
  /** The core's time in milliseconds since 1970; null before the first message. */
  nowMs(): number | null
}

/**
 * The core's clock as seen from here, carried by the stopwatch (`performance.now`): a tablet's own date may be years
 * off. The message that took the shortest way tells the offset; one that is late by seconds is seen by it.
 */
export function createServerClock(): ServerClock {
  let offset: number | null = null
  let heardAt = 0
  let doubt: { readonly since: number; readonly offset: number } | null = null

  const judge = (measured: number, at: number): boolean => {
    if (offset === null || measured >= offset - STALE_MS) {
      offset = offset === null ? measured : Math.max(measured, offset - (at - heardAt) * DRIFT)
      doubt = null
      return true
    }
    // a buffer empties in one burst; a clock that was set back keeps its distance for seconds
    if (doubt === null || Math.abs(measured - doubt.offset) > 500) {
      doubt = { since: at, offset: measured }
    } else if (at - doubt.since >= REBASE_AFTER_MS) {
      offset = measured
      doubt = null
      return true
    }
    return false
  }

  return {
    hear(now) {
      const serverMs = Date.parse(now)
      if (!Number.isFinite(serverMs)) return false
      const at = performance.now()
      const fresh = judge(serverMs - at, at)
      heardAt = at
      return fresh
    },
    slept(ms) {
      if (offset !== null) offset += ms
    },
    nowMs: () => (offset === null ? null : offset + performance.now()),
  }
}
