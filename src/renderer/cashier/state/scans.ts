import { ulid } from 'ulidx'
import { create } from 'zustand'
import type { Result } from '../../../core/domain/result.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { addAllFound, type FoundProduct } from './draft.ts'

/** A code that put nothing into the order. */
export interface MissedCode {
  readonly code: string
  readonly trouble: Trouble | { readonly type: 'order_full' }
}

/** Codes that were scanned and are not in the order, newest last; they stay until somebody has seen to them. */
export const useScanned = create<{ readonly missed: readonly MissedCode[] }>()(() => ({ missed: [] }))

export const forgetMissed = (): void => useScanned.setState({ missed: [] })

/** What the core knows about a code. */
export type FindCode = (code: string) => Promise<Result<FoundProduct, Trouble>>

interface Scanned {
  readonly code: string
  answer: Result<FoundProduct, Trouble> | null
  readonly done: () => void
}

/** In the order in which they were scanned. */
const waiting: Scanned[] = []
let drawing = false

/**
 * Puts the product of a scanned code into the order. Codes are looked up side by side and taken in the order in which
 * they were scanned, so a burst loses none. Settles when this one and all before it are done.
 */
export function takeCode(find: FindCode, code: string): Promise<void> {
  const asked = find(code).catch(() => ({ ok: false as const, error: { type: 'call_lost' as const } }))
  return new Promise((done) => {
    const scanned: Scanned = { code, answer: null, done }
    waiting.push(scanned)
    void asked.then((answer) => {
      scanned.answer = answer
      takeAnswered()
    })
  })
}

/**
 * The first answer is taken at once. What comes while the page draws it is one change together: a scanner that empties its
 * memory would otherwise have the page drawn again for each code, which React gives up after fifty.
 */
function takeAnswered(): void {
  if (drawing) return
  const open = waiting.findIndex(({ answer }) => answer === null)
  const answered = waiting.splice(0, open < 0 ? waiting.length : open)
  if (answered.length === 0) return
  drawing = true
  setTimeout(() => {
    drawing = false
    takeAnswered()
  })
  take(answered)
  for (const { done } of answered) done()
}

function take(answered: readonly Scanned[]): void {
  const found: (FoundProduct & { readonly id: string; readonly code: string })[] = []
  const missed: MissedCode[] = []
  for (const { code, answer } of answered) {
    if (answer?.ok === true) found.push({ ...answer.value, id: ulid(), code })
    else if (answer !== null) missed.push({ code, trouble: answer.error })
  }
  for (const { code } of addAllFound(found)) missed.push({ code, trouble: { type: 'order_full' } })
  // scanned again and known now: the notice about it is over
  const news = new Set(answered.map(({ code }) => code))
  const { missed: before } = useScanned.getState()
  if (missed.length === 0 && !before.some(({ code }) => news.has(code))) return
  const last = new Map(missed.map((each) => [each.code, each]))
  useScanned.setState({ missed: [...before.filter(({ code }) => !news.has(code)), ...last.values()] })
}
