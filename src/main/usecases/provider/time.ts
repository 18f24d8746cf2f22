import type { BooksWriter } from '../../../core/ports/store.ts'
import type { Till } from '../till.ts'

const MARK = 'provider_time_mark'
const MARK_EVERY_MS = 60_000

/**
 * The provider's time as well as this till can tell: its own clock corrected by the difference the provider last told,
 * and never earlier than the latest provider time it has seen. A clock that was set back a day would otherwise make an
 * old idempotency key look fresh.
 */
export function providerTimeMs(till: Till): number {
  const corrected = till.clock.epochMs() + till.network.clockOffsetMs()
  return Math.max(corrected, markMs(till))
}

/** Keeps the latest provider time in the books, at most once a minute, in a transaction that runs anyway. */
export function markProviderTime(till: Till, books: BooksWriter): void {
  const now = till.clock.epochMs() + till.network.clockOffsetMs()
  if (now - markMs(till) >= MARK_EVERY_MS) books.setValue(MARK, new Date(now).toISOString())
}

function markMs(till: Till): number {
  const mark = till.store.read.value(MARK)
  return mark === null ? 0 : Date.parse(mark)
}

/** Differences up to this are how clocks are; taking them out would only make a countdown jump. */
const SAME_TIME_MS = 5_000

/**
 * A moment of the provider's as this machine's clock will show it. Screens count down by that clock, and take a code away
 * when it says that the time is over: on a machine that is an hour ahead no code would be seen at all.
 */
export function onOwnClock(till: Till, moment: string | null): string | null {
  const offsetMs = till.network.clockOffsetMs()
  const ms = moment === null ? Number.NaN : Date.parse(moment)
  if (Number.isNaN(ms) || Math.abs(offsetMs) <= SAME_TIME_MS) return moment
  return new Date(ms - Math.round(offsetMs / 1_000) * 1_000).toISOString()
}
