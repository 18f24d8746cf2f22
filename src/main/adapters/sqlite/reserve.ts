import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { roomIn } from './files.ts'

/**
 * Room that is put aside while there is some, so that what the provider says about money that is already moving can be
 * written down on a full disk. New sales do not get it: they are refused until there is room again.
 */
export interface Reserve {
  /** May something new begin? Not while the room is lent to outcomes and cannot be put aside again. */
  isReady(): boolean
  /** Gives the room back to the disk; false when there is none to give. */
  give(): boolean
  refill(): void
}

const BLOCK_BYTES = 1024 * 1024
const BLOCKS = 8
/** The reserve must not be what fills the disk. */
const ROOM_NEEDED_BYTES = 4 * BLOCKS * BLOCK_BYTES

export function openReserve(folder: string): Reserve {
  const file = join(folder, 'reserve.bin')
  const kept = statSync(file, { throwIfNoEntry: false })
  let state: 'kept' | 'given' | 'none' = kept?.size === BLOCKS * BLOCK_BYTES ? 'kept' : 'none'
  const refill = (): void => {
    if (state === 'kept') return
    const room = roomIn(folder)
    if (room === null || room.freeBytes < ROOM_NEEDED_BYTES) return
    if (fill(file)) state = 'kept'
  }
  return {
    isReady: () => {
      if (state === 'given') refill()
      return state !== 'given'
    },
    give: () => {
      if (state !== 'kept') return false
      rmSync(file, { force: true })
      state = 'given'
      return true
    },
    refill,
  }
}

/** Chance instead of zeros: a file system that packs would keep no room for zeros. */
function fill(file: string): boolean {
  const block = randomBytes(BLOCK_BYTES)
  try {
    const descriptor = openSync(file, 'w')
    try {
      for (let written = 0; written < BLOCKS; written += 1) writeSync(descriptor, block)
    } finally {
      closeSync(descriptor)
    }
    return true
  } catch {
    // no reserve is no reason to stop: without it a full disk refuses in words as before
    rmSync(file, { force: true })
    return false
  }
}
