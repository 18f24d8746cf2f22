import { useEffect, useState, useSyncExternalStore } from 'react'
import type { DisplayFeed } from './feed.ts'

const TICK_MS = 100

/** The core's time in whole seconds since 1970, drawn again when it changes; null before it is known. */
export function useServerSecond(feed: DisplayFeed): number | null {
  const [second, setSecond] = useState(() => serverSecond(feed))
  useEffect(() => {
    setSecond(serverSecond(feed))
    const timer = setInterval(() => setSecond(serverSecond(feed)), TICK_MS)
    return () => clearInterval(timer)
  }, [feed])
  return second
}

/** Whole seconds until `until` by the core's clock, never more than are left; null when there is no end. */
export function useSecondsLeft(feed: DisplayFeed, until: string | null): number | null {
  const [left, setLeft] = useState(() => secondsLeft(feed, until))
  useEffect(() => {
    setLeft(secondsLeft(feed, until))
    const timer = setInterval(() => setLeft(secondsLeft(feed, until)), TICK_MS)
    return () => clearInterval(timer)
  }, [feed, until])
  return left
}

function serverSecond(feed: DisplayFeed): number | null {
  const now = feed.nowMs()
  return now === null ? null : Math.floor(now / 1000)
}

function secondsLeft(feed: DisplayFeed, until: string | null): number | null {
  const now = feed.nowMs()
  const end = until === null ? Number.NaN : Date.parse(until)
  return now === null || Number.isNaN(end) ? null : Math.max(0, Math.floor((end - now) / 1000))
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
