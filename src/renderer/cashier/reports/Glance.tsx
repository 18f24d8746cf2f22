import { TrendingDown, TrendingUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { addAmounts, type Amount } from '../../../core/domain/money.ts'
import type { ReportRange } from '../../../core/domain/reports/range.ts'
import type { CurrencyReport, ReportStanding, Totals } from '../../../core/domain/reports/report.ts'
import { useMoney } from '../money.ts'
import { useLanguage, useT } from '../desk-words.ts'
import { countText, percentText, rangeText } from './days.ts'

const NONE: readonly Fact[] = []
type Fact = readonly [label: string, value: Amount, count?: number, about?: string]

/** The figures an owner looks for first: one large, the rest in a row. */
export function Glance({
  report,
  before,
}: {
  report: CurrencyReport
  /** The period before, once it is read; its totals are null when nothing was sold in it. */
  before: { readonly range: ReportRange; readonly totals: Totals | null } | null
}) {
  const t = useT()
  const language = useLanguage()
  const money = useMoney(report.currency)
  const { totals } = report
  const discounts = addAmounts(totals.lineDiscounts, totals.orderDiscounts)
  const facts: readonly Fact[] = [
    [t('reports.average'), totals.average],
    [t('reports.received'), totals.received],
    [t('reports.discounts'), discounts],
    [t('reports.refunds'), totals.refunded, totals.refunds],
    ...(totals.voids === 0 ? NONE : [[t('reports.voids'), totals.voided, totals.voids] satisfies Fact]),
    [t('reports.canceled'), totals.canceled.amount, totals.canceled.count],
    ...(totals.rounding === 0 ? NONE : [[t('reports.rounding'), totals.rounding] satisfies Fact]),
    ...(totals.unfinished === 0
      ? NONE
      : [[t('reports.unfinished'), totals.unfinished, 0, t('reports.unfinishedAbout')] satisfies Fact]),
  ]
  return (
    <section className="rounded-card border border-line bg-card p-6" data-testid="reports-glance">
      <h2 className="m-0 text-note font-semibold text-second">{t('reports.sold')}</h2>
      <div className="mt-1 flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <strong className="text-total font-bold tabular-nums" data-testid="reports-sold">
          {money.full(totals.sold)}
        </strong>
        <span className="text-lead font-semibold text-second tabular-nums">
          {t('reports.sales', { count: totals.sales })}
        </span>
      </div>
      {/* its place is kept, so that nothing jumps when the comparison comes */}
      <div className="min-h-7">{before !== null && <Compared now={totals} before={before} />}</div>
      <dl className="m-0 mt-4 grid grid-cols-[repeat(auto-fit,minmax(150px,1fr))] gap-x-6 gap-y-4 border-t border-line pt-4">
        {facts.map(([label, value, count, about]) => (
          <div key={label} title={about}>
            <dt className="text-small text-second">{label}</dt>
            <dd className="m-0 text-lead font-bold tabular-nums">
              {money.full(value)}
              {count !== undefined && count > 0 && (
                <span className="ml-1.5 text-note font-semibold text-second">
                  {countText(count, language)}×
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Compared({
  now,
  before: { range, totals },
}: {
  now: Totals
  before: { readonly range: ReportRange; readonly totals: Totals | null }
}) {
  const t = useT()
  const language = useLanguage()
  const period = rangeText(range, language)
  const line = (text: string, tone: string, icon: ReactNode = null): ReactNode => (
    <p
      className={`m-0 flex items-center gap-1.5 text-base font-semibold ${tone}`}
      data-testid="reports-compared"
    >
      {icon}
      {text}
    </p>
  )
  if (totals === null || totals.sold === 0) return line(t('reports.new', { period }), 'text-second')
  const share = (now.sold - totals.sold) / totals.sold
  if (share === 0) return line(t('reports.same', { period }), 'text-second')
  const percent = percentText(Math.abs(share), language, Math.abs(share) < 0.1 ? 1 : 0)
  return share > 0
    ? line(t('reports.more', { percent, period }), 'text-pandan', <TrendingUp size={18} aria-hidden="true" />)
    : line(
        t('reports.less', { percent, period }),
        'text-second',
        <TrendingDown size={18} aria-hidden="true" />,
      )
}

/** What is not finished now, whatever days are looked at; nothing stands here when all is. */
export function Standing({ standing }: { standing: ReportStanding }) {
  const t = useT()
  const language = useLanguage()
  const rows = [
    [t('reports.openSales'), standing.openSales],
    [t('reports.undecided'), standing.undecidedPayments],
    [t('reports.unsettled'), standing.unsettledSlips],
    [t('reports.attention'), standing.attention],
  ] as const
  if (rows.every(([, count]) => count === 0)) return null
  return (
    <section className="rounded-card border border-line bg-card px-6 py-4" data-testid="reports-standing">
      <h2 className="m-0 mb-2 text-note font-semibold text-second">{t('reports.now')}</h2>
      <dl className="m-0 flex flex-wrap gap-x-8 gap-y-2">
        {rows
          .filter(([, count]) => count > 0)
          .map(([label, count]) => (
            <div key={label} className="flex items-baseline gap-2">
              <dd className="order-first m-0 text-lead font-bold text-kunyit tabular-nums">
                {countText(count, language)}
              </dd>
              <dt className="text-base text-second">{label}</dt>
            </div>
          ))}
      </dl>
    </section>
  )
}

/** Ways of paying, the largest first, each with its share as a bar. */
export function ByMethod({ report }: { report: CurrencyReport }) {
  const t = useT()
  const language = useLanguage()
  const money = useMoney(report.currency)
  const whole = Math.max(1, report.totals.received)
  return (
    <section className="rounded-card border border-line bg-card p-6">
      <h2 className="m-0 mb-3 text-note font-semibold text-second">{t('reports.byMethod')}</h2>
      <ul className="m-0 flex list-none flex-col gap-3.5 p-0">
        {report.byMethod
          .filter(({ payments }) => payments > 0)
          .map(({ key, received }) => (
            <li key={key}>
              <div className="flex items-baseline justify-between gap-3 text-base">
                <span className="font-semibold">{t(`kind.${key}`)}</span>
                <span className="text-right tabular-nums">
                  <b>{money.plain(received)}</b>
                  <span className="ml-2 inline-block w-11 text-second">
                    {percentText(received / whole, language)}
                  </span>
                </span>
              </div>
              <div aria-hidden="true" className="mt-1.5 h-2 rounded-full bg-ink/6">
                <div
                  className="h-2 rounded-full bg-nila"
                  style={{ width: `${Math.max(1, (received / whole) * 100)}%` }}
                />
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
