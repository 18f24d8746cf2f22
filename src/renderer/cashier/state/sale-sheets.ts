import type { CounterView } from '../../../core/contract/views/counter.ts'
import { useCounter } from './counter.ts'
import { usePage } from './page.ts'

/**
 * What a sheet asks is about the sale as it stood when it was opened, so another sale, or one payment more on this one,
 * takes it away. The core's news of a payment may come before its answer to the sheet that asked for it: a sheet that was
 * still there, drawn anew over the next screen, would take the next Enter for another payment. Returns the way to stop.
 */
export function followSale(): () => void {
  let before: string | null = null
  return useCounter.subscribe(({ view }) => {
    // what happens while the till is locked is found when it is opened again
    if (view === null) return
    const now = standing(view)
    const changed = before !== null && before !== now
    before = now
    if (changed && usePage.getState().sheet?.name !== 'shortcuts') usePage.setState({ sheet: null })
  })
}

/** A canceled sale has given the counter back. */
const standing = ({ sale }: CounterView): string =>
  sale === null || sale.status === 'canceled' ? '' : `${sale.id} ${sale.tenders.length}`
