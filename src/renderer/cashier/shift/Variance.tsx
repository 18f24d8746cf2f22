import { CircleCheck, TrendingDown, TrendingUp } from 'lucide-react'
import { amountOf, type Amount, type Currency } from '../../../core/domain/money.ts'
import { cx } from '../../ui/cx.ts'
import { Badge } from '../../ui/States.tsx'
import { useMoney } from '../money.ts'
import { useT } from '../desk-words.ts'
import { fitOf, type Fit } from './drawer-count.ts'

const LOOK = {
  fits: { tone: 'pandan', wash: 'bg-pandan-wash text-pandan', Icon: CircleCheck },
  short: { tone: 'cabai', wash: 'bg-cabai-wash text-cabai', Icon: TrendingDown },
  over: { tone: 'kunyit', wash: 'bg-kunyit-wash text-kunyit', Icon: TrendingUp },
} as const satisfies Readonly<Record<Fit, unknown>>

/** `Kurang Rp 5.000`: the word says it, colour and picture follow. */
function useFitWords(variance: Amount, currency: Currency): string {
  const t = useT()
  const { full } = useMoney(currency)
  const fit = fitOf(variance)
  return fit === 'fits' ? t('shift.fits') : t(`shift.${fit}`, { amount: full(amountOf(Math.abs(variance))) })
}

export function VarianceBadge({ variance, currency }: { variance: Amount; currency: Currency }) {
  const words = useFitWords(variance, currency)
  const { tone, Icon } = LOOK[fitOf(variance)]
  return (
    <Badge tone={tone} icon={<Icon size={14} aria-hidden="true" />}>
      {words}
    </Badge>
  )
}

/** How the drawer came out: counted, what ought to be there, and the difference in large words. */
export function VariancePanel({
  counted,
  expected,
  variance,
  currency,
  about,
}: {
  counted: Amount
  expected: Amount
  variance: Amount
  currency: Currency
  about?: string
}) {
  const t = useT()
  const { full } = useMoney(currency)
  const words = useFitWords(variance, currency)
  const { wash, Icon } = LOOK[fitOf(variance)]
  return (
    <div
      role="status"
      data-testid="variance"
      data-fit={fitOf(variance)}
      data-amount={variance}
      className={cx('flex animate-rise flex-col gap-3 rounded-card p-5', wash)}
    >
      <p className="m-0 flex items-center gap-3 text-large font-extrabold">
        <Icon size={30} aria-hidden="true" className="shrink-0" />
        {words}
      </p>
      <dl className="m-0 flex flex-wrap gap-x-8 gap-y-1 text-base text-ink">
        <div className="flex gap-2">
          <dt>{t('shift.counted')}</dt>
          <dd className="m-0 font-bold whitespace-nowrap">{full(counted)}</dd>
        </div>
        <div className="flex gap-2">
          <dt>{t('shift.expected')}</dt>
          <dd className="m-0 font-bold whitespace-nowrap">{full(expected)}</dd>
        </div>
      </dl>
      {about !== undefined && <p className="m-0 text-note text-ink">{about}</p>}
    </div>
  )
}
