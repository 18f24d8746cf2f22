import { useQuery } from '@tanstack/react-query'
import { Printer, Receipt, X } from 'lucide-react'
import { useState } from 'react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleView } from '../../../core/contract/views/sale.ts'
import { QUANTITY_UNIT } from '../../../core/domain/sale.ts'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { LoadingRows } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { Refused, useAction, useCore, valueOf } from '../client.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { Problem } from '../Problem.tsx'
import { SaleStanding } from '../MoneyBackBadge.tsx'
import { goTo, say } from '../state/page.ts'
import { Timeline } from '../Timeline.tsx'
import { useT } from '../words.ts'
import { CustomerOfSale } from './CustomerOfSale.tsx'
import { Refunds } from './Refunds.tsx'
import { StoredSlip } from './StoredSlip.tsx'
import { Tender } from './Tender.tsx'

/** One sale: what was sold, how it was paid, everything that happened, and its slip. */
export function SaleDetail({
  view,
  saleId,
  onClose,
}: {
  view: CounterView
  saleId: string
  onClose: () => void
}) {
  const t = useT()
  const { client } = useCore()
  useKeys({ Escape: onClose })
  const sale = useQuery({
    queryKey: ['sale', view.mode, saleId, view.revision],
    queryFn: () => valueOf(client.sale.get({ saleId })),
    placeholderData: (before) => before,
  })
  return (
    <div className="calm-scroll flex h-full flex-col gap-5 p-6" data-testid="sale-detail">
      <button
        type="button"
        aria-label={t('common.close')}
        onClick={onClose}
        className="-mt-2 -mr-2 -mb-14 flex size-11 shrink-0 items-center justify-center self-end rounded-control text-second hover:bg-ink/5"
      >
        <X size={20} aria-hidden="true" />
      </button>
      {sale.isPending && <LoadingRows rows={4} label={t('common.loading')} />}
      {sale.error instanceof Refused && <Problem trouble={sale.error.trouble} />}
      {sale.data !== undefined && <Detail view={view} sale={sale.data} />}
    </div>
  )
}

function Detail({ view, sale }: { view: CounterView; sale: SaleView }) {
  const t = useT()
  const { full } = useMoney(sale.currency)
  return (
    <>
      <header className="pr-12">
        <p className="m-0 text-base font-semibold text-second">{sale.number}</p>
        <p className="m-0 text-[34px] leading-[42px] font-extrabold tracking-tight">{full(sale.total)}</p>
        <p className="m-0 mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-note text-second">
          <SaleStanding sale={sale} />
          <span>
            {formatDay(sale.createdAt, view.settings)} · {formatClock(sale.createdAt, view.settings, false)} ·{' '}
            {sale.cashier}
          </span>
        </p>
      </header>
      <CustomerOfSale sale={sale} />
      <Doings sale={sale} />
      <section>
        <h2 className="m-0 mb-1.5 text-base font-bold">{t('sales.tenders')}</h2>
        {sale.tenders.length === 0 && <p className="m-0 text-note text-second">{t('common.none')}</p>}
        {sale.tenders.map((tender) => (
          <Tender key={tender.id} view={view} sale={sale} tender={tender} />
        ))}
      </section>
      <Refunds view={view} sale={sale} />
      <Lines sale={sale} />
      <section>
        <h2 className="m-0 mb-1.5 text-base font-bold">{t('pay.happened')}</h2>
        <Timeline entries={sale.timeline} settings={view.settings} total={sale.total} />
      </section>
    </>
  )
}

function Doings({ sale }: { sale: SaleView }) {
  const t = useT()
  const { client, draft } = useCore()
  const action = useAction()
  const [slip, setSlip] = useState(false)
  const reprint = async () => {
    const answer = await action.run(() => client.sale.print({ saleId: sale.id }))
    if (answer?.ok) say(t('paid.reprinted'))
  }
  const resume = async () => {
    const answer = await action.run(async () => {
      await draft.flush()
      return await client.counter.resume({ saleId: sale.id })
    })
    if (answer?.ok) goTo('sale')
  }
  const open = sale.status !== 'paid' && sale.status !== 'canceled'
  if (!open && sale.documentId === null) return null
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        {open && (
          <Button tone="accent" busy={action.busy} onClick={() => void resume()}>
            {t('sales.resume')}
          </Button>
        )}
        {sale.documentId !== null && (
          <>
            <Button
              icon={<Printer size={18} aria-hidden="true" />}
              busy={action.busy}
              data-testid="detail-reprint"
              onClick={() => void reprint()}
            >
              {t('sales.reprint')}
            </Button>
            <Button icon={<Receipt size={18} aria-hidden="true" />} onClick={() => setSlip(!slip)}>
              {t(slip ? 'sales.hideSlip' : 'sales.slip')}
            </Button>
          </>
        )}
      </div>
      <Problem trouble={action.trouble} compact />
      {slip && <StoredSlip sale={sale} />}
    </div>
  )
}

function Lines({ sale }: { sale: SaleView }) {
  const t = useT()
  const { plain, language } = useMoney(sale.currency)
  return (
    <section>
      <h2 className="m-0 mb-1.5 text-base font-bold">{t('sales.lines')}</h2>
      <ul className="m-0 flex list-none flex-col gap-1 p-0 text-note text-second">
        {sale.lines.map((line) => (
          <li key={line.id} className="flex justify-between gap-3">
            <span>
              {line.name}
              {line.quantity !== QUANTITY_UNIT && ` ×${formatQuantity(line.quantity, language)}`}
            </span>
            <span>{plain(line.net)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
