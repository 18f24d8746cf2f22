import { ReceiptText, SlidersHorizontal } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { CounterView, SaleSummary } from '../../../core/contract/views.ts'
import { CURRENCY_EXPONENT } from '../../../core/domain/money.ts'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/States.tsx'
import { formatClock, formatDay } from '../../ui/time.ts'
import { useCore } from '../client.ts'
import { useMoney } from '../money.ts'
import { SaleStatusBadge } from '../SaleStatusBadge.tsx'
import { useT } from '../words.ts'
import { FindField, NothingFound } from './FindField.tsx'
import { CELL, HEAD, ListFrame } from './ListFrame.tsx'
import { usePages } from './pages.ts'
import { filterOf, narrowedBy, NO_FILTER } from './sale-filter.ts'
import { SaleDetail } from './SaleDetail.tsx'
import { SaleFilters } from './SaleFilters.tsx'

export function SalesPage({ view }: { view: CounterView }) {
  const t = useT()
  const { client } = useCore()
  const [find, setFind] = useState('')
  const [fields, setFields] = useState(NO_FILTER)
  const [filtersShown, setFiltersShown] = useState(false)
  const { utcOffsetMinutes, currency } = view.settings
  const filter = filterOf(fields, { utcOffsetMinutes, decimals: CURRENCY_EXPONENT[currency] })
  const narrowed = narrowedBy(fields)
  const query = usePages<SaleSummary>(
    'sales',
    (page) => client.sale.list({ ...page, find, filter }),
    JSON.stringify([find, filter]),
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const empty =
    find !== '' ? (
      <NothingFound find={find} />
    ) : narrowed > 0 ? (
      <EmptyState icon={<SlidersHorizontal size={40} aria-hidden="true" />} title={t('lists.nonePass')}>
        {t('lists.nonePassAbout')}
      </EmptyState>
    ) : (
      <EmptyState icon={<ReceiptText size={40} aria-hidden="true" />} title={t('sales.empty')}>
        {t('sales.emptyAbout')}
      </EmptyState>
    )
  return (
    <div className="flex h-full">
      <ListFrame
        title={t('sales.title')}
        query={query}
        empty={empty}
        tools={
          <>
            <FindField label={t('lists.find')} onFind={setFind} />
            <Button
              icon={<SlidersHorizontal size={18} aria-hidden="true" />}
              aria-expanded={filtersShown}
              data-testid="filters-open"
              onClick={() => setFiltersShown(!filtersShown)}
            >
              {narrowed === 0 ? t('lists.filter') : t('lists.filtered', { count: narrowed })}
            </Button>
          </>
        }
        filters={filtersShown ? <SaleFilters view={view} filter={fields} onChange={setFields} /> : undefined}
      >
        {(rows) => <Table rows={rows} view={view} chosen={chosen} onChoose={setChosen} />}
      </ListFrame>
      <aside className="w-[38%] max-w-[560px] min-w-[380px] border-l border-line bg-card">
        {chosen === null ? (
          <EmptyState icon={<ReceiptText size={36} aria-hidden="true" />} title={t('sales.choose')} />
        ) : (
          <SaleDetail key={chosen} view={view} saleId={chosen} onClose={() => setChosen(null)} />
        )}
      </aside>
    </div>
  )
}

function Table({
  rows,
  view,
  chosen,
  onChoose,
}: {
  rows: readonly SaleSummary[]
  view: CounterView
  chosen: string | null
  onChoose: (saleId: string) => void
}) {
  const t = useT()
  return (
    <table className="w-full border-collapse text-base" data-testid="sales-list">
      <thead>
        <tr className="border-b border-line">
          <th className={HEAD}>{t('lists.number')}</th>
          <th className={HEAD}>{t('lists.kinds')}</th>
          <th className={HEAD}>{t('lists.status')}</th>
          <th className={cx(HEAD, 'text-right')}>{t('lists.total')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className={cx('border-b border-line', row.id === chosen ? 'bg-nila-wash' : 'hover:bg-ink/3')}
          >
            <td className="p-0">
              <button
                type="button"
                data-testid="sale-row"
                onKeyDown={stepByArrows}
                aria-pressed={row.id === chosen}
                onClick={() => onChoose(row.id)}
                className="block w-full px-5 py-2.5 text-left -outline-offset-3"
              >
                <span className="block font-semibold whitespace-nowrap">{row.number}</span>
                <span className="block text-small whitespace-nowrap text-second">
                  {formatDay(row.createdAt, view.settings)} ·{' '}
                  {formatClock(row.createdAt, view.settings, false)}
                </span>
              </button>
            </td>
            <td className={cx(CELL, 'text-second')}>
              {row.kinds.map((kind) => t(`kind.${kind}`)).join(' + ')}
            </td>
            <td className={CELL}>
              <SaleStatusBadge status={row.status} />
            </td>
            <td className={cx(CELL, 'figures')}>
              <Total row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The arrows go from row to row; Enter opens one, as on any button. */
function stepByArrows(event: KeyboardEvent<HTMLButtonElement>): void {
  const row = event.currentTarget.closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  event.preventDefault()
  next?.querySelector('button')?.focus()
}

/** In the sale's own currency: practice may have changed its own since. */
function Total({ row }: { row: SaleSummary }) {
  return useMoney(row.currency).full(row.total)
}
