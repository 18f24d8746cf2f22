import { History } from 'lucide-react'
import { useState } from 'react'
import type { PriceChangeView } from '../../../core/contract/views/catalog.ts'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import { Button } from '../../ui/Button.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useAction, useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'

/** Who set which price when; read when it is asked for, since reading it takes the same right as changing. */
export function PriceHistory({
  productId,
  settings,
}: {
  productId: string
  settings: CounterView['settings']
}) {
  const t = useT()
  const { plain } = useMoney()
  const { client } = useCore()
  const action = useAction()
  const [changes, setChanges] = useState<readonly PriceChangeView[] | null>(null)
  const read = async () => {
    const found = await action.run(() => client.catalog.prices({ productId }))
    if (found?.ok === true) setChanges(found.value)
  }
  if (changes === null) {
    return (
      <div className="flex flex-col items-start gap-2">
        <Button
          tone="quiet"
          busy={action.busy}
          icon={<History size={18} aria-hidden="true" />}
          data-testid="price-history"
          onClick={() => void read()}
        >
          {t('catalog.history')}
        </Button>
        <Problem trouble={action.trouble} compact />
      </div>
    )
  }
  if (changes.length === 0) return <p className="m-0 text-note text-second">{t('catalog.historyNone')}</p>
  return (
    <section aria-label={t('catalog.history')}>
      <h3 className="m-0 mb-1 text-note font-semibold text-second">{t('catalog.history')}</h3>
      <ul className="calm-scroll m-0 max-h-44 list-none rounded-card border border-line p-0">
        {changes.map(({ at, byName, from, to }) => (
          <li
            key={`${at}${to}`}
            data-testid="price-change"
            className="flex min-h-11 items-center gap-4 border-b border-line px-4 text-note last:border-0"
          >
            <span className="w-44 shrink-0">
              {formatDay(at, settings)} {formatClock(at, settings)}
            </span>
            <span className="min-w-0 flex-1 truncate text-second">{byName ?? t('catalog.historyTill')}</span>
            <span className="figures font-semibold whitespace-nowrap">
              {from === null ? plain(to) : `${plain(from)} → ${plain(to)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
