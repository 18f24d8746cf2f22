import { forgetTyped } from './typed.ts'
import { useCounter } from './counter.ts'
import { closeOverlay } from './overlay.ts'
import { usePage } from './page.ts'

/** Who was signed in here last, so that coming back takes only the PIN. */
let last: string | null = null

export const lastOnDuty = (): string | null => last

/**
 * Follows who is at the counter. The one who comes back after a lock finds the page, the sheet and what was typed;
 * somebody else starts at the sale. The cart belongs to the counter and always stays. `onChange` is told whenever what
 * the one before could see has to go. Returns the way to stop.
 */
export function followDuty(onChange: () => void): () => void {
  return useCounter.subscribe(({ view, locked }, before) => {
    if (view === before.view && locked === before.locked) return
    const actor = view?.actor.id ?? null
    if (actor === (before.view?.actor.id ?? null)) return
    closeOverlay()
    onChange()
    if (actor === null) return
    if (last !== null && last !== actor) {
      forgetTyped()
      usePage.setState({ page: 'sale', sheet: null })
    }
    last = actor
  })
}
