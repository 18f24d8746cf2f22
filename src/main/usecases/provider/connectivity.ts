import { isSomebodyElse } from '../../../core/domain/provider/codes.ts'
import type { ProviderRefusal } from '../../../core/domain/refusals.ts'
import type { Clock } from '../../../core/ports/system.ts'

export interface NetworkState {
  readonly state: 'online' | 'degraded' | 'offline' | 'unknown' | 'none'
  readonly reason: ProviderRefusal | null
  readonly since: string
}

/** What the last real calls to the provider say about the network. Nothing is pinged: only outcomes count. */
export interface Connectivity {
  current(): NetworkState
  /** The provider's clock minus ours, as last told. */
  clockOffsetMs(): number
  /** This machine's clock was set back by so much: until the provider tells its time again, the difference grew by that. */
  clockSetBack(byMs: number): void
  /** An answer came; the clock's difference to the provider's is told when it is known. */
  succeeded(clockOffsetMs?: number | null): void
  /** `silent`: nobody answered at all, be it that nothing could be sent or that no word came back. */
  failed(reason: ProviderRefusal, silent?: boolean): void
}

/** Past this the machine's clock is worth a word: the provider refuses signatures at five minutes. */
const CLOCK_WARNING_MS = 60_000

/** Answers take their time and tell whole seconds: less than this is no other clock, and no countdown jumps for it. */
const SAME_OFFSET_MS = 2_000
/** More than this moves the end of a code that is shown, so the screens are drawn anew. */
const SHOWN_OFFSET_MS = 5_000

/** A single lost call is no outage: this many in a row are. */
const SILENT_UNTIL_OFFLINE = 2

/** `onBack` runs when calls get through again after they did not. */
export function createConnectivity(
  clock: Clock,
  hasProvider: boolean,
  onChange: () => void,
  onBack: () => void = () => {},
): Connectivity {
  let now: NetworkState = { state: hasProvider ? 'unknown' : 'none', reason: null, since: clock.now() }
  let silentInARow = 0
  let offsetMs = 0
  let isMeasured = false
  const learn = (measuredMs: number): void => {
    const step = Math.abs(measuredMs - offsetMs)
    isMeasured = true
    if (step < SAME_OFFSET_MS) return
    offsetMs = measuredMs
    if (step > SHOWN_OFFSET_MS) onChange()
  }
  const become = (state: NetworkState['state'], reason: ProviderRefusal | null): void => {
    if (now.state === state && isSameReason(now.reason, reason)) return
    const back = state === 'online' && (now.state === 'offline' || now.state === 'degraded')
    now = { state, reason, since: clock.now() }
    onChange()
    if (back) onBack()
  }
  return {
    current: () => now,
    clockOffsetMs: () => offsetMs,
    clockSetBack: (byMs) => {
      // while it was never compared nobody knows which of the two times was the wrong one
      if (isMeasured) learn(offsetMs + byMs)
    },
    succeeded: (clockOffsetMs = null) => {
      silentInARow = 0
      if (clockOffsetMs !== null) learn(clockOffsetMs)
      const clockIsOff = Math.abs(offsetMs) > CLOCK_WARNING_MS
      become(
        'online',
        clockIsOff ? { type: 'provider_clock_off', offsetSeconds: Math.round(offsetMs / 1000) } : null,
      )
    },
    failed: (reason, silent = reason.type === 'provider_unreachable') => {
      // an answer we do not like is an answer: the line works, the provider or the key does not
      silentInARow = silent ? silentInARow + 1 : 0
      // the next call is signed by the corrected time and will succeed, but the machine's clock is still wrong
      if (reason.type === 'provider_clock_off' && reason.offsetSeconds !== null)
        learn(reason.offsetSeconds * 1000)
      become(silentInARow >= SILENT_UNTIL_OFFLINE ? 'offline' : 'degraded', reason)
    },
  }
}

/** Read by people in the same words. */
function isSameReason(one: ProviderRefusal | null, other: ProviderRefusal | null): boolean {
  if (one?.type === 'provider_unknown' && other?.type === 'provider_unknown')
    return isSomebodyElse(one.detail) === isSomebodyElse(other.detail)
  return one?.type === other?.type
}
