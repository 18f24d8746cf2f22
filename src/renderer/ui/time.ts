import type { Language } from '../../core/domain/language.ts'
import { useEffect, useState } from 'react'

/** Whole seconds until `until`, by a clock that is `offsetMs` ahead of this device's; 0 when it has passed. */
export function secondsLeft(until: string, offsetMs: number, deviceMs: number): number {
  const left = Date.parse(until) - (deviceMs + offsetMs)
  return Number.isFinite(left) ? Math.max(0, Math.ceil(left / 1000)) : 0
}

/** `14:12`, and `1:05:00` above an hour. */
export function formatCountdown(seconds: number): string {
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = String(seconds % 60).padStart(2, '0')
  return hours > 0
    ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}`
    : `${String(minutes).padStart(2, '0')}:${rest}`
}

/** The seconds left, counted again four times a second; null when there is no end. */
export function useSecondsLeft(until: string | null, offsetMs: number): number | null {
  const [deviceMs, setDeviceMs] = useState(() => Date.now())
  useEffect(() => {
    if (until === null) return undefined
    setDeviceMs(Date.now())
    const timer = setInterval(() => setDeviceMs(Date.now()), 250)
    return () => clearInterval(timer)
  }, [until, offsetMs])
  return until === null ? null : secondsLeft(until, offsetMs, deviceMs)
}

interface Zone {
  readonly utcOffsetMinutes: number
  readonly language: Language
}

const wallClock = (iso: string, utcOffsetMinutes: number): Date =>
  new Date(Date.parse(iso) + utcOffsetMinutes * 60_000)
const two = (value: number): string => String(value).padStart(2, '0')

/** `14.05.02` in Indonesian, `14:05:02` in English, in the shop's zone whatever this device's is. */
export function formatClock(iso: string, { utcOffsetMinutes, language }: Zone, seconds = true): string {
  const at = wallClock(iso, utcOffsetMinutes)
  if (Number.isNaN(at.getTime())) return '–'
  const parts = [two(at.getUTCHours()), two(at.getUTCMinutes())]
  if (seconds) parts.push(two(at.getUTCSeconds()))
  return parts.join(language === 'id' ? '.' : ':')
}

/** `15 Jul 2026` in the shop's zone. */
export function formatDay(iso: string, { utcOffsetMinutes, language }: Zone): string {
  const at = wallClock(iso, utcOffsetMinutes)
  if (Number.isNaN(at.getTime())) return '–'
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(at)
}
