import { createContext, useCallback, useContext, useRef, useState } from 'react'
import { ulid } from 'ulidx'
import type { Refusal } from '../../core/domain/refusals.ts'
import type { Result } from '../../core/domain/result.ts'
import type { CounterClient } from '../api/counter.ts'
import type { Trouble } from '../ui/RefusalPanel.tsx'
import type { DraftSync } from './state/draft-sync.ts'

export interface Counter {
  readonly client: CounterClient
  readonly draft: DraftSync
}

export const CounterContext = createContext<Counter | null>(null)

export function useCore(): Counter {
  const counter = useContext(CounterContext)
  if (counter === null) throw new Error('no connection to the core is provided')
  return counter
}

export interface Action {
  readonly busy: boolean
  readonly trouble: Trouble | null
  /**
   * Runs one call; a second press while it runs is the same press and does nothing. The attempt id stays the same until
   * an answer has come, so that pressing again after a broken connection cannot charge twice; in another `situation`
   * (say, one payment more on the sale) it is another attempt.
   */
  readonly run: <T>(
    call: (attemptId: string) => Promise<Result<T, Trouble>>,
    situation?: string,
  ) => Promise<Result<T, Trouble> | null>
  readonly clear: () => void
}

/** One button's call to the core: busy while it runs, and what went wrong if it did. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const running = useRef(false)
  const attempt = useRef<{ readonly id: string; readonly situation: string } | null>(null)

  const run: Action['run'] = useCallback(async (call, situation = '') => {
    if (running.current) return null
    running.current = true
    if (attempt.current?.situation !== situation) attempt.current = { id: ulid(), situation }
    const { id } = attempt.current
    setBusy(true)
    setTrouble(null)
    const answer = await answerOf(call(id))
    running.current = false
    setBusy(false)
    if (answer.ok || answer.error.type !== 'call_lost') attempt.current = null
    if (!answer.ok) setTrouble(answer.error)
    return answer
  }, [])
  const clear = useCallback(() => setTrouble(null), [])
  return { busy, trouble, run, clear }
}

async function answerOf<T>(call: Promise<Result<T, Trouble>>): Promise<Result<T, Trouble>> {
  try {
    return await call
  } catch {
    return { ok: false, error: { type: 'call_lost' } }
  }
}

/**
 * A call about the order on the screen: first the core must have the cart exactly as the cashier sees it, or nothing is
 * charged for it.
 */
export async function withCart<T>(
  { draft }: Counter,
  call: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Trouble>> {
  const trouble = await draft.flush()
  return trouble === null ? await call() : { ok: false, error: trouble }
}

/** For lists: the value, or the refusal thrown so that the list shows it. */
export class Refused extends Error {
  readonly trouble: Trouble
  constructor(trouble: Trouble) {
    super(trouble.type)
    this.trouble = trouble
  }
}

export async function valueOf<T>(call: Promise<Result<T, Refusal>>): Promise<T> {
  const answer = await answerOf(call)
  if (!answer.ok) throw new Refused(answer.error)
  return answer.value
}
