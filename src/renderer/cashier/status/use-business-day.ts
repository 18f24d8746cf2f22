import { useEffect, useState } from 'react'
import type { SettingsView } from '../../../core/contract/views/counter.ts'
import { useCounter } from '../state/counter.ts'
import { businessDayAt } from './shift-words.ts'

/** Often enough that a shift of yesterday is amber before the first customer, rare enough to cost nothing. */
const LOOK_EVERY_MS = 30_000

/** The business day it is now by the core's clock; a till that stays on overnight sees it change. */
export function useBusinessDay({
  utcOffsetMinutes,
  businessDayStartsAt,
}: Pick<SettingsView, 'utcOffsetMinutes' | 'businessDayStartsAt'>): string {
  const offsetMs = useCounter((state) => state.offsetMs)
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [])
  return businessDayAt(nowMs + offsetMs, { utcOffsetMinutes, businessDayStartsAt })
}
