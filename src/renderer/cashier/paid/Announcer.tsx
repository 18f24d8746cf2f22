import type { CounterView } from '../../../core/contract/views/counter.ts'
import { useMoney } from '../money.ts'
import { useT } from '../words.ts'

/**
 * Says LUNAS to whoever listens to the screen instead of looking at it. It stands on every page from the start: what comes
 * to a page together with its words is not read aloud by every reader.
 */
export function Announcer({ sale }: Pick<CounterView, 'sale'>) {
  const t = useT()
  const { full } = useMoney(sale?.currency)
  return (
    <p role="status" aria-live="assertive" className="sr-only" data-testid="announcer">
      {sale?.status === 'paid' && t('paid.announce', { amount: full(sale.total), number: sale.number })}
    </p>
  )
}
