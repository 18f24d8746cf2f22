import { useEffect, useState } from 'react'
import { useCounter } from '../state/counter.ts'

const MINUTE_MS = 60_000

/** The core's clock to the minute, so that "today" becomes another day at midnight. Milliseconds since 1970. */
export function useNow(): number {
  const offsetMs = useCounter((state) => state.offsetMs)
  const [deviceMs, setDeviceMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setDeviceMs(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return deviceMs + offsetMs
}
