import type { Clock } from '../../src/core/ports/system.ts'

/** Real time that can be moved on: whatever waits for a later moment wakes when that moment is jumped over. */
export interface MovableClock extends Clock {
  advance(ms: number): void
}

const LOOK_EVERY_MS = 5

export function movableClock(): MovableClock {
  const waiting = new Set<{ readonly at: number; readonly run: () => void }>()
  let ahead = 0
  const epochMs = (): number => Date.now() + ahead
  const wakeDue = (): void => {
    for (const each of waiting) {
      if (each.at > epochMs()) continue
      waiting.delete(each)
      each.run()
    }
  }
  setInterval(wakeDue, LOOK_EVERY_MS).unref()
  return {
    epochMs,
    now: () => new Date(epochMs()).toISOString(),
    after: (ms, run) => {
      const entry = { at: epochMs() + ms, run }
      waiting.add(entry)
      return () => {
        waiting.delete(entry)
      }
    },
    advance: (ms) => {
      ahead += ms
    },
  }
}
