import type { Clock } from '../../src/core/ports/system.ts'

/** A clock on the wall that somebody sets; waiting goes on beside it, as on a real machine. */
export interface WallClock extends Clock {
  /** Moves the hands; nobody's waiting is shortened by it. */
  set(byMs: number): void
}

/** `speed` lets waiting pass that much faster than it says, so that a minute's work can be watched. */
export function wallClock(speed = 1): WallClock {
  let offset = 0
  const epochMs = (): number => Date.now() + offset
  return {
    epochMs,
    now: () => new Date(epochMs()).toISOString(),
    after: (ms, run) => {
      const timer = setTimeout(run, ms / speed)
      return () => {
        clearTimeout(timer)
      }
    },
    set: (byMs) => {
      offset += byMs
    },
  }
}
