import { createHash, randomBytes } from 'node:crypto'
import { monotonicFactory } from 'ulidx'
import type { Clock, Ids, Log } from '../../../core/ports/system.ts'

export const systemClock: Clock = {
  now: () => new Date(Date.now()).toISOString(),
  epochMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}

/** ULIDs that rise within one process even in the same millisecond, so that ids sort as things happened. */
export function createIds(clock: Clock): Ids {
  const chance = randomBytesInTurn()
  const ulid = monotonicFactory(() => chance() / 256)
  return {
    next: () => ulid(clock.epochMs()),
    token: (bytes) => randomBytes(bytes).toString('hex'),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  }
}

/** The system is asked for many bytes at once: sixteen questions for each id took a tenth of a whole sale. */
function randomBytesInTurn(): () => number {
  let bytes = randomBytes(256)
  let next = 0
  return () => {
    if (next === bytes.length) {
      bytes = randomBytes(256)
      next = 0
    }
    const byte = bytes.readUInt8(next)
    next += 1
    return byte
  }
}

/** A log that says nothing; for tools that speak for themselves. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
