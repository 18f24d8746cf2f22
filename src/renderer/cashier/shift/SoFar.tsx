import { EyeOff } from 'lucide-react'
import type { CurrentShiftView } from '../../../core/contract/views/shift.ts'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'

/** The sums so far for whoever may see them; whoever counts blind is told why there are none. */
export function SoFar({ current }: { current: CurrentShiftView }) {
  const t = useT()
  const { full } = useMoney(current.currency)
  const { sums } = current
  if (sums === null)
    return (
      <p className="m-0 flex gap-3 rounded-card border border-line bg-card px-5 py-4 text-note text-second">
        <EyeOff size={18} aria-hidden="true" className="mt-0.5 shrink-0" />
        {t('shift.blind')}
      </p>
    )
  return (
    <section className="rounded-card border border-line bg-card p-5" data-testid="so-far">
      <h3 className="m-0 mb-2 text-base font-bold">{t('shift.sums')}</h3>
      <dl className="m-0 flex flex-col gap-1.5 text-base">
        {sums.takings.map((sum) => (
          <div key={`${sum.what}${sum.method}${sum.currency}`} className="flex justify-between gap-3">
            <dt className="text-second">
              {t(`shift.what.${sum.what}`)}
              {(sum.what === 'sale' || sum.what === 'refund') && ` · ${t(`kind.${sum.method}`)}`}
            </dt>
            <TakingAmount amount={sum.amount} currency={sum.currency} />
          </div>
        ))}
        <div className="mt-1 flex justify-between gap-3 border-t border-line pt-2.5 font-bold">
          <dt>{t('shift.expected')}</dt>
          <dd className="figures m-0">{full(sums.expectedCash)}</dd>
        </div>
      </dl>
    </section>
  )
}

type Sum = NonNullable<CurrentShiftView['sums']>['takings'][number]

function TakingAmount({ amount, currency }: Pick<Sum, 'amount' | 'currency'>) {
  const { full } = useMoney(currency)
  return <dd className="figures m-0">{full(amount)}</dd>
}
