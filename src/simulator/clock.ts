import { monotonicFactory } from 'ulidx'

/** The provider's time: the machine's, moved by what the tester's hand has advanced. Milliseconds since 1970. */
export interface SimulatedClock {
  now(): number
  advance(seconds: number): void
}

export interface OffsetStore {
  readOffsetMs(): number
  writeOffsetMs(offset: number): void
}

/** The offset is kept with the books, so that a restart does not undo the hours a test has let pass. */
export function simulatedClock(store: OffsetStore): SimulatedClock {
  let offset = store.readOffsetMs()
  return {
    now: () => Date.now() + offset,
    advance(seconds) {
      offset += seconds * 1000
      store.writeOffsetMs(offset)
    },
  }
}

export const isoTime = (ms: number): string => new Date(ms).toISOString()

/** Provider ids such as `cs_` + ULID; ids made in the same millisecond still sort in the order of their making. */
export function idMaker(clock: SimulatedClock): (prefix: string) => string {
  const ulid = monotonicFactory()
  return (prefix) => `${prefix}_${ulid(clock.now())}`
}
