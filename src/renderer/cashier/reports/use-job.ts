import { useCallback, useEffect, useRef, useState } from 'react'
import { ulid } from 'ulidx'
import type { Result } from '../../../core/domain/result.ts'
import type { Trouble } from '../../ui/RefusalPanel.tsx'
import { useCore } from '../client.ts'

/** Before that nothing is said: what is done at once needs no progress. */
const SAY_AFTER_MS = 300
const LOOK_EVERY_MS = 400

export interface Job<T> {
  readonly value: T | null
  readonly trouble: Trouble | null
  readonly busy: boolean
  /** Between 0 and 1 once it takes longer than a moment; null before that. */
  readonly part: number | null
  readonly run: (call: (jobId: string) => Promise<Result<T, Trouble>>) => Promise<T | null>
  readonly stop: () => void
}

/** One long call to the core at a time: a newer one ends the one before, as does leaving the page. */
export function useJob<T>(): Job<T> {
  const { client } = useCore()
  const [value, setValue] = useState<T | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [running, setRunning] = useState<string | null>(null)
  const [part, setPart] = useState<number | null>(null)
  const current = useRef<string | null>(null)

  const stop = useCallback(() => {
    // the answer of the call itself says that it was stopped
    if (current.current !== null) client.reports.cancel({ jobId: current.current }).catch(() => {})
  }, [client])

  const run: Job<T>['run'] = useCallback(
    async (call) => {
      stop()
      const jobId = ulid()
      current.current = jobId
      setRunning(jobId)
      setTrouble(null)
      setPart(null)
      let answer: Result<T, Trouble>
      try {
        answer = await call(jobId)
      } catch {
        answer = { ok: false, error: { type: 'call_lost' } }
      }
      if (current.current !== jobId) return null
      current.current = null
      setRunning(null)
      if (!answer.ok) {
        setTrouble(answer.error)
        return null
      }
      setValue(() => (answer.ok ? answer.value : null))
      return answer.value
    },
    [stop],
  )

  useEffect(() => {
    if (running === null) return undefined
    let timer: ReturnType<typeof setTimeout>
    const look = async () => {
      try {
        const answer = await client.reports.progress({ jobId: running })
        if (answer.ok && answer.value !== null && current.current === running)
          setPart(answer.value.of === 0 ? 0 : answer.value.done / answer.value.of)
      } catch {
        // the call itself will say that the line is gone
      }
      timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    }
    timer = setTimeout(() => void look(), SAY_AFTER_MS)
    return () => clearTimeout(timer)
  }, [client, running])

  // nobody waits for it any more
  useEffect(
    () => () => {
      stop()
      current.current = null
    },
    [stop],
  )
  return { value, trouble, busy: running !== null, part, run, stop }
}
