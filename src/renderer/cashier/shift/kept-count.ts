import { useState } from 'react'
import type { TypedPieces } from './drawer-count.ts'

/** What somebody has counted so far, and why it differs, if they got that far. */
export interface KeptCount {
  readonly typed: TypedPieces
  readonly reason: string
}

const PREFIX = 'gerai.count.'
const keyOf = (shiftId: string, actorId: string): string => `${PREFIX}${shiftId}.${actorId}`

/**
 * A count of a full drawer takes minutes, so it outlives locking, reloading and a crash of the page: this screen's own
 * storage keeps it until the shift is closed. Each person has their own, because a count is made blind.
 */
export function useKeptCount(
  shiftId: string,
  actorId: string,
  initial: TypedPieces,
): readonly [KeptCount, (next: KeptCount) => void] {
  const key = keyOf(shiftId, actorId)
  const [kept, setKept] = useState<KeptCount>(() => readKept(key) ?? { typed: initial, reason: '' })
  const keep = (next: KeptCount): void => {
    setKept(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // a full or forbidden storage only costs the way back after a reload
    }
  }
  return [kept, keep]
}

/** Whether this person has begun to count that shift's drawer here. */
export const hasKeptCount = (shiftId: string, actorId: string): boolean =>
  readKept(keyOf(shiftId, actorId)) !== null

/** The shift is closed: nobody goes on with any count of it. */
export function forgetCounts(shiftId: string): void {
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index))
  for (const key of keys) if (key?.startsWith(`${PREFIX}${shiftId}.`) === true) localStorage.removeItem(key)
}

function readKept(key: string): KeptCount | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isKept(found) ? found : null
  } catch {
    return null
  }
}

function isKept(found: unknown): found is KeptCount {
  if (typeof found !== 'object' || found === null || !('typed' in found) || !('reason' in found)) return false
  const { typed, reason } = found
  return (
    typeof reason === 'string' &&
    typeof typed === 'object' &&
    typed !== null &&
    Object.values(typed).every((each) => typeof each === 'string')
  )
}
