import { ulid } from 'ulidx'
import { create } from 'zustand'
import type { Result } from '../../../core/domain/result.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { addFound, type FoundProduct } from './draft.ts'

/** A code that put nothing into the order. */
export interface MissedCode {
  readonly code: string
  readonly trouble: Trouble
}

/** Codes that were scanned and are not in the order, newest last; they stay until somebody has seen to them. */
export const useScanned = create<{ readonly missed: readonly MissedCode[] }>()(() => ({ missed: [] }))

export const forgetMissed = (): void => useScanned.setState({ missed: [] })

/** What the core knows about a code. */
export type FindCode = (code: string) => Promise<Result<FoundProduct, Trouble>>

let queue: Promise<void> = Promise.resolve()

/**
 * Puts the product of a scanned code into the order. Codes are looked up side by side and taken in the order in which
 * they were scanned, so a burst loses none. Settles when this one and all before it are done.
 */
export function takeCode(find: FindCode, code: string): Promise<void> {
  const asked = find(code).catch(() => ({ ok: false as const, error: { type: 'call_lost' as const } }))
  queue = queue.then(async () => {
    const found = await asked
    if (found.ok) {
      addFound(found.value, ulid())
      // scanned again and known now: the notice about it is over
      useScanned.setState(({ missed }) => ({ missed: missed.filter((each) => each.code !== code) }))
      return
    }
    const miss = { code, trouble: found.error }
    useScanned.setState(({ missed }) => ({ missed: [...missed.filter((each) => each.code !== code), miss] }))
  })
  return queue
}
