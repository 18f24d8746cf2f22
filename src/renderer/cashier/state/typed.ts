import { useEffect, useState, type Dispatch, type SetStateAction } from 'react'
import { useCounter } from './counter.ts'

const kept = new Map<string, unknown>()

/**
 * Like `useState`, for what somebody is typing: it outlives the locking of the till, so that the same person finds it
 * again. A sheet that is closed by hand forgets it. `name` is the field's own in the whole screen.
 */
export function useTyped<T>(name: string, initial: T): [T, Dispatch<SetStateAction<T>>] {
  const [value, setValue] = useState<T>(() => (kept.has(name) ? (kept.get(name) as T) : initial))
  useEffect(() => {
    kept.set(name, value)
    return () => {
      if (useCounter.getState().locked === null) kept.delete(name)
    }
  }, [name, value])
  return [value, setValue]
}

/** Somebody else is at the counter now. */
export const forgetTyped = (): void => kept.clear()
