import { ReceiptText } from 'lucide-react'
import type { CounterView } from '../../../core/contract/views/counter.ts'
import type { SaleSummary } from '../../../core/contract/views/sale.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { SaleFields } from '../../../core/domain/saved-filters.ts'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { SaleStanding } from '../MoneyBackBadge.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FindFrame } from './FindFrame.tsx'
import { FindTools } from './FindTools.tsx'
import { filterOf, narrowedBy, NO_FILTER } from './sale-filter.ts'
import { SaleDetail } from './SaleDetail.tsx'
import { SaleFilters } from './SaleFilters.tsx'
import { keptFor, useChips } from './use-chips.ts'
import { backToRows, useFindList } from './use-find-list.ts'
import { useNow } from './use-now.ts'
import { useSavedFilters } from './use-saved-filters.ts'
import { VirtualList } from './VirtualList.tsx'

/** Looked for every day in every shop. */
const READY = [
  ['finding.ready.today', { ...NO_FILTER, period: 'today' }],
  ['finding.ready.open', { ...NO_FILTER, phase: 'open' }],
  ['finding.ready.attention', { ...NO_FILTER, attention: true }],
  ['finding.ready.refunded', { ...NO_FILTER, refunded: true }],
] as const satisfies readonly (readonly [string, SaleFields])[]

/** Every sale of the books, newest first, to be found again and looked at. */
export function SalesPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const { utcOffsetMinutes, currency } = view.settings
  const now = useNow()
  const asked = (fields: SaleFields) =>
    filterOf(fields, {
      ...{ utcOffsetMinutes, decimals: CURRENCY_EXPONENT[currency], now },
    })
  const keyOf = (each: SaleFields) => JSON.stringify(asked(each))
  const list = useFindList<SaleFields, SaleSummary>({
    list: 'sales',
    view,
    none: NO_FILTER,
    keyOf,
    read: ({ find, fields }, page) => client.sale.list({ ...page, find, filter: asked(fields) }),
  })
  const { find, fields, chosen, rows } = list
  const saved = useSavedFilters(view, { list: 'sales', find, fields })
  const chips = useChips(list, {
    ...{ none: NO_FILTER, ready: READY, keyOf },
    ...{ kept: keptFor(saved.all, 'sales'), remove: saved.remove },
  })
  const close = () => backToRows(list, () => list.choose(null))
  return (
    <FindFrame
      title={t('sales.title')}
      rows={rows}
      find={find}
      narrowed={narrowedBy(fields)}
      chips={<FilterChips chips={chips} />}
      tools={
        <FindTools list={list} none={NO_FILTER} narrowed={narrowedBy(fields)} saved={saved}>
          <SaleFilters view={view} fields={fields} onChange={list.setFields} />
        </FindTools>
      }
      empty={
        <EmptyState icon={<ReceiptText size={40} aria-hidden="true" />} title={t('sales.empty')}>
          {t('sales.emptyAbout')}
        </EmptyState>
      }
      chosen={chosen !== null}
      detail={
        chosen === null ? (
          <EmptyState icon={<ReceiptText size={36} aria-hidden="true" />} title={t('sales.choose')} />
        ) : (
          <SaleDetail key={chosen} view={view} saleId={chosen} onClose={close} />
        )
      }
    >
      {(foot) => (
        <VirtualList
          ref={list.handle}
          label={t('sales.title')}
          testId="sales-list"
          rowTestId="sale-row"
          rows={rows}
          idOf={(row) => row.id}
          chosen={chosen}
          onOpen={(row) => list.choose(row.id)}
          startAt={list.startAt}
          foot={foot}
          columns={[
            {
              ...{ name: t('lists.number'), width: 'minmax(181px,1.1fr)' },
              cell: (row) => (
                <>
                  <span className="block truncate font-semibold">{row.number}</span>
                  <span className="block truncate text-small text-second">
                    {formatDay(row.createdAt, view.settings)} ·{' '}
                    {formatClock(row.createdAt, view.settings, false)}
                    <RefundNumbers numbers={row.back?.numbers ?? []} />
                  </span>
                </>
              ),
            },
            {
              ...{ name: t('lists.status'), width: 'minmax(0,1.3fr)' },
              cell: (row) => (
                <span className="flex min-w-0 flex-col items-start gap-0.5">
                  <SaleStanding sale={row} short />
                </span>
              ),
            },
            {
              ...{ name: t('lists.total'), width: 'minmax(140px,.85fr)', isAmount: true },
              cell: (row) => <Total row={row} />,
            },
          ]}
        />
      )}
    </FindFrame>
  )
}

/** The newest, without the till that stands in the sale's number already; of more than one, how many. */
function RefundNumbers({ numbers }: { numbers: readonly string[] }) {
  const newest = numbers.at(-1)
  if (newest === undefined) return null
  const more = numbers.length === 1 ? '' : ` +${numbers.length - 1}`
  return ` · ${newest.slice(newest.indexOf('-R-') + 1)}${more}`
}

/** In the sale's own currency: practice may have changed its own since. */
function Total({ row }: { row: SaleSummary }) {
  const t = useT()
  return (
    <>
      <span className="block truncate font-semibold">{useMoney(row.currency).full(row.total)}</span>
      <span className="block truncate text-small text-second">
        {row.kinds.map((kind) => t(`kind.${kind}`)).join(' + ')}
      </span>
    </>
  )
}
