/** Wrong PINs in a row that cost no waiting: fingers slip. */
const FREE_TRIES = 3

/** What each further one costs, in seconds; the last one holds from then on. */
const WAITS_SECONDS = [5, 15, 60, 300, 900, 1_800, 3_600] as const

/** Wrong PINs in a row of one person, and when the last one was, by the machine's clock. */
export interface PinFailures {
  readonly count: number
  /** UTC time. */
  readonly lastAt: string
}

/** What one run of the till knows about time: one clock that anybody can set, and one that only goes forward. */
export interface RunTime {
  /** What the machine's clock said when this run began, in milliseconds since 1970. */
  readonly startedAtMs: number
  /** How long this run has lasted. */
  readonly upMs: number
  /** How far into this run the last wrong PIN was typed; null when it was in an earlier one. */
  readonly failedAtUpMs: number | null
}

/** Tries that are left before waiting begins. */
export const triesLeft = (count: number): number => Math.max(0, FREE_TRIES - count)

/** The wait after this many wrong PINs in a row, in milliseconds. It grows, and never beyond an hour. */
export function waitAfter(count: number): number {
  if (count <= FREE_TRIES) return 0
  const step = Math.min(count - FREE_TRIES, WAITS_SECONDS.length) - 1
  return (WAITS_SECONDS[step] ?? 3_600) * 1_000
}

/**
 * Milliseconds until the next PIN of this person is looked at. What this run saw is counted by the clock that nobody can
 * set. For what an earlier run wrote down there is only the machine's clock, read once at the start: a time that lies in
 * the future (the clock was set back) counts as this very start, so the wait is neither shorter nor longer than a fresh one.
 */
export function waitLeft(failures: PinFailures | null, time: RunTime): number {
  if (failures === null) return 0
  const passed =
    time.failedAtUpMs === null
      ? passedBefore(time.startedAtMs, failures.lastAt) + time.upMs
      : time.upMs - time.failedAtUpMs
  return Math.max(0, waitAfter(failures.count) - passed)
}

/** A time that lies in the future or cannot be read is no time passed. */
function passedBefore(startedAtMs: number, lastAt: string): number {
  const passed = startedAtMs - Date.parse(lastAt)
  return passed > 0 ? passed : 0
}
