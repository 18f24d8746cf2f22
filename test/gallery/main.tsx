import { createRoot } from 'react-dom/client'
import { Components } from './Components.tsx'
import { lookOf } from './look.ts'
import { freezeStates } from './pseudo-states.ts'
import { cashierScreen, customerScreen } from './screens.tsx'
import './gallery.css'

const look = lookOf(new URLSearchParams(location.search))
const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

if (look.show.startsWith('customer-')) {
  // its style sheet turns the whole page into a sign
  await import('../../src/renderer/display/display.css')
  createRoot(root).render(customerScreen(look.show.slice('customer-'.length), look))
} else if (look.show === 'components') {
  freezeStates()
  createRoot(root).render(<Components look={look} />)
} else {
  createRoot(root).render(cashierScreen(look))
}
