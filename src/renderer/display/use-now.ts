import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DisplayFeed } from './feed.ts'

/** The core's time in whole seconds since 1970, drawn again when it changes; null before it is known. */
export function useServerSecond(feed: DisplayFeed): number | null {
  const read = () => {
    const now = feed.nowMs()
    return now === null ? null : Math.floor(now / 1000)
  }
  const [second, setSecond] = useState(read)
  useEffect(() => {
    setSecond(read())
    const timer = setInterval(() => setSecond(read()), 100)
    return () => clearInterval(timer)
  }, [feed])
  return second
}

/** Whole seconds until `until` by the core's clock, never more than are left; null when there is no end. */
export function useSecondsLeft(feed: DisplayFeed, until: string | null): number | null {
  const read = () => {
    const now = feed.nowMs()
    const end = until === null ? Number.NaN : Date.parse(until)
    return now === null || Number.isNaN(end) ? null : Math.max(0, Math.floor((end - now) / 1000))
  }
  const [left, setLeft] = useState(read)
  useEffect(() => {
    setLeft(read())
    const timer = setInterval(() => setLeft(read()), 100)
    return () => clearInterval(timer)
  }, [feed, until])
  return left
}

const REDUCED = '(prefers-reduced-motion: reduce)'

/** Does the person want things to stand still? */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(REDUCED)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => window.matchMedia(REDUCED).matches,
  )
}
