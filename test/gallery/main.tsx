import { createRoot } from 'react-dom/client'
import { Components } from './Components.tsx'
import { lookOf, type Look } from './look.ts'
import { freezeStates } from './pseudo-states.ts'
import { CASHIER_SCENES, CUSTOMER_SCENES, type CashierScene, type CustomerScene } from './scene-list.ts'
import { cashierScreen, customerScreen, told, turns } from './screens.tsx'
import type { Unsaid } from './unsaid.ts'
import { takeMarksOut, unsaidOn } from './untranslated.ts'
import './gallery.css'

declare global {
  interface Window {
    /** For the tests: what stands on the page that nobody translated. */
    unsaid: () => Unsaid
    /** The same page without the marks of its texts. */
    bare: () => void
    /** Paints the same scene in another language or theme. */
    turn: (changes: Partial<Look>) => void
  }
}

let look = lookOf(new URLSearchParams(location.search))
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

window.unsaid = () => unsaidOn(document.body, look.language, told)
window.bare = () => takeMarksOut(document.body)
window.turn = (changes) => {
  look = { ...look, ...changes }
  turns.to(look)
}

const isCashiers = (show: string): show is CashierScene => Object.hasOwn(CASHIER_SCENES, show)
const isCustomers = (show: string): show is CustomerScene => Object.hasOwn(CUSTOMER_SCENES, show)

if (isCustomers(look.show)) {
  // its style sheet turns the whole page into a sign
  await import('../../src/renderer/display/display.css')
  createRoot(root).render(customerScreen(look.show, look))
} else if (isCashiers(look.show)) {
  createRoot(root).render(cashierScreen(look.show, look))
} else {
  freezeStates()
  createRoot(root).render(<Components look={look} />)
}
