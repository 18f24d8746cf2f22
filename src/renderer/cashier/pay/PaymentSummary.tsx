import { Ban, CircleCheck } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'
import { negate } from '../../../core/domain/money.ts'
import { QUANTITY_UNIT } from '../../../core/domain/sale.ts'
import { cx } from '../../ui/cx.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { Timeline } from '../Timeline.tsx'
import { useT } from '../words.ts'
import { dueOf } from './tender-state.ts'

/** What is being paid for, and what has happened so far. */
export function PaymentSummary({
  view,
  sale,
  tender,
}: {
  view: CounterView
  sale: SaleView
  tender: TenderView | null
}) {
  const t = useT()
  const { full } = useMoney()
  const due = dueOf(sale, tender)
  // a rounding or a transfer's unique part makes no part of it
  const covered = tender !== null && tender.inFlight ? tender.covers : due
  return (
    <aside
      aria-label={t('pay.sale', { number: sale.number })}
      className="calm-scroll flex w-[22%] max-w-[380px] min-w-[252px] flex-col gap-5 border-r border-line bg-card px-5 py-6 max-[820px]:w-full max-[820px]:max-w-none max-[820px]:shrink-0 max-[820px]:border-y"
    >
      <div>
        <p className="m-0 text-note font-semibold whitespace-nowrap text-second xl:text-base">
          {t('pay.sale', { number: sale.number })}
        </p>
        <p data-testid="due" data-amount={due} className="m-0 text-total font-extrabold tracking-tight">
          {full(due)}
        </p>
        {covered !== sale.total && (
          <p className="m-0 text-note text-second">{t('pay.part', { total: full(sale.total) })}</p>
        )}
      </div>
      <Lines sale={sale} />
      <PaidParts sale={sale} />
      <section>
        <h2 className="m-0 mb-1.5 text-base font-bold">{t('pay.happened')}</h2>
        <Timeline entries={sale.timeline} settings={view.settings} total={sale.total} />
      </section>
    </aside>
  )
}

function Lines({ sale }: { sale: SaleView }) {
  const t = useT()
  const { plain, language } = useMoney()
  return (
    <ul className="m-0 flex list-none flex-col gap-1 p-0 text-note text-second">
      {sale.lines.map((line) => (
        <li key={line.id} className="flex justify-between gap-3">
          <span className="min-w-0">
            {line.name}
            {line.quantity !== QUANTITY_UNIT && ` ×${formatQuantity(line.quantity, language)}`}
          </span>
          <span className="shrink-0">{plain(line.net)}</span>
        </li>
      ))}
      {sale.orderDiscount > 0 && (
        <li className="flex justify-between gap-3">
          <span>{t('sale.discount')}</span>
          <span>{plain(negate(sale.orderDiscount))}</span>
        </li>
      )}
      {sale.taxes
        .filter((tax) => !tax.included)
        .map((tax) => (
          <li key={tax.tax} className="flex justify-between gap-3">
            <span>{tax.label}</span>
            <span>{plain(tax.amount)}</span>
          </li>
        ))}
    </ul>
  )
}

function PaidParts({ sale }: { sale: SaleView }) {
  const t = useT()
  const { plain } = useMoney()
  const counted = sale.tenders.filter((tender) => tender.counted)
  if (counted.length === 0) return null
  return (
    <section className="rounded-card bg-pandan-wash p-3 text-note text-pandan">
      <h2 className="m-0 text-note font-bold">{t('pay.paidParts')}</h2>
      {counted.map((tender) => {
        const isVoid = sale.refunds.some(
          ({ tenderId, way, state }) => tenderId === tender.id && way === 'terminal' && state === 'succeeded',
        )
        const Icon = isVoid ? Ban : CircleCheck
        return (
          <p
            key={tender.id}
            className={cx('m-0 mt-1 flex items-center gap-2 font-semibold', isVoid && 'text-cabai')}
          >
            <Icon size={16} aria-hidden="true" />
            <span className="flex-1">
              {t(`kind.${tender.kind}`)}
              {isVoid && ` · ${t('refund.back.voided')}`}
            </span>
            {plain(tender.covers)}
          </p>
        )
      })}
    </section>
  )
}
