import type { CounterClient } from '../../api/counter.ts'
import { useCounter } from './counter.ts'

/** Rare enough to cost nothing, often enough that a till which locks after a minute sees every press. */
const TELL_EVERY_MS = 15_000

/**
 * Tells the core that somebody is at the screen, also while what they type goes nowhere yet: a long slip must not be
 * locked away from under the fingers. Returns the way to stop.
 */
export function tellPresence(client: CounterClient): () => void {
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = () => {
    const now = performance.now()
    if (useCounter.getState().view === null || now - toldAt < TELL_EVERY_MS) return
    toldAt = now
    // unheard, the next press tells it again
    client.people.stay().catch(() => undefined)
  }
  window.addEventListener('pointerdown', tell, true)
  window.addEventListener('keydown', tell, true)
  return () => {
    window.removeEventListener('pointerdown', tell, true)
    window.removeEventListener('keydown', tell, true)
  }
}
