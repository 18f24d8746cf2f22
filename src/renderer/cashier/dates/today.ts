import type { CounterView } from '../../../core/contract/views/counter.ts'

/** The day of the calendar in the shop's zone, whatever this device's is. */
export const calendarDayOf = ({ now, settings }: Pick<CounterView, 'now' | 'settings'>): string =>
  new Date(Date.parse(now) + settings.utcOffsetMinutes * 60_000).toISOString().slice(0, 10)
