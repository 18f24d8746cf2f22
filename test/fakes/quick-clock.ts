import type { Clock } from '../../src/core/ports/system.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'

/**
 * Time that passes so many times as fast, from now on. What waits between two tries waits as the shop would, and the test
 * need not; sockets, disks and the simulator keep the time of the world.
 */
export function quickClock(times = 4): Clock {
  const started = Date.now()
  const epochMs = (): number => Math.floor(started + (Date.now() - started) * times)
  return {
    now: () => new Date(epochMs()).toISOString(),
    epochMs,
    after: (ms, run) => systemClock.after(ms / times, run),
  }
}
