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
  const ulid = monotonicFactory(() => randomBytes(1).readUInt8() / 256)
  return {
    next: () => ulid(clock.epochMs()),
    token: (bytes) => randomBytes(bytes).toString('hex'),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  }
}

/** A log that says nothing; for tools that speak for themselves. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} }
