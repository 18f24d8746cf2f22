import { ReceiptText } from 'lucide-react'
import { flushSync } from 'react-dom'
import type { CounterView, SaleSummary } from '../../../core/contract/views.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import type { SaleFields } from '../../../core/domain/saved-filters.ts'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useT } from '../desk-words.ts'
import { useMoney } from '../money.ts'
import { SaleStanding } from '../MoneyBackBadge.tsx'
import { FilterChips, type Chip } from './FilterChips.tsx'
import { FilterPanel } from './FilterPanel.tsx'
import { FindField } from './FindField.tsx'
import { FindFrame } from './FindFrame.tsx'
import { filterOf, narrowedBy, NO_FILTER } from './sale-filter.ts'
import { SaleDetail } from './SaleDetail.tsx'
import { SaleFilters } from './SaleFilters.tsx'
import { useFindList } from './use-find-list.ts'
import { useNow } from './use-now.ts'
import { useSavedFilters } from './use-saved-filters.ts'
import { VirtualList } from './VirtualList.tsx'

/** Looked for every day in every shop. */
const READY = [
  ['today', { ...NO_FILTER, period: 'today' }],
  ['open', { ...NO_FILTER, phase: 'open' }],
  ['attention', { ...NO_FILTER, attention: true }],
  ['refunded', { ...NO_FILTER, refunded: true }],
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
  const list = useFindList<SaleFields, SaleSummary>({
    list: 'sales',
    view,
    none: NO_FILTER,
    keyOf: (fields) => JSON.stringify(asked(fields)),
    read: ({ find, fields }, page) => client.sale.list({ ...page, find, filter: asked(fields) }),
  })
  const { find, fields, chosen, rows } = list
  const saved = useSavedFilters(view, { list: 'sales', find, fields })
  const isNow = (other: string, each: SaleFields) =>
    other === find && JSON.stringify(asked(each)) === JSON.stringify(asked(fields))
  const chips: Chip[] = [
    ...READY.map(([id, each]) => ({
      ...{ id, name: t(`finding.ready.${id}`), on: isNow('', each) },
      press: () => list.set('', isNow('', each) ? NO_FILTER : each),
    })),
    ...saved.all.flatMap((each) =>
      each.list === 'sales'
        ? {
            ...{ id: each.id, name: each.name, on: isNow(each.find, each.fields) },
            press: () =>
              isNow(each.find, each.fields) ? list.set('', NO_FILTER) : list.set(each.find, each.fields),
            remove: () => void saved.remove(each.id),
          }
        : [],
    ),
  ]
  const close = () => {
    // on a narrow window the list takes the focus only once it is seen again
    flushSync(() => list.choose(null))
    list.handle.current?.focus()
  }
  return (
    <FindFrame
      title={t('sales.title')}
      rows={rows}
      find={find}
      narrowed={narrowedBy(fields)}
      chips={<FilterChips chips={chips} />}
      tools={
        <>
          <FindField
            label={t('lists.find')}
            find={find}
            onFind={list.setFind}
            onLeave={() => list.handle.current?.focus()}
          />
          <FilterPanel narrowed={narrowedBy(fields)} saved={saved} onClear={() => list.setFields(NO_FILTER)}>
            <SaleFilters view={view} fields={fields} onChange={list.setFields} />
          </FilterPanel>
        </>
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
