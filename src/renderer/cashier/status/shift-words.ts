import type { SettingsView } from '../../../core/contract/views/counter.ts'

/** The business day of a moment, e.g. `2026-07-15`: what is sold before its start belongs to the day before. */
export const businessDayAt = (
  epochMs: number,
  { utcOffsetMinutes, businessDayStartsAt }: Pick<SettingsView, 'utcOffsetMinutes' | 'businessDayStartsAt'>,
): string => new Date(epochMs + (utcOffsetMinutes - businessDayStartsAt) * 60_000).toISOString().slice(0, 10)

/** `S0007` of `TK1-S0007`: at its own till nobody needs to read the till's code. */
export const shortNumber = (number: string): string => number.slice(number.lastIndexOf('-') + 1)
