import { Tabs } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { negate, type Amount } from '../../../core/domain/money.ts'
import type { CurrencyReport, Figures, MoneyFigures } from '../../../core/domain/reports/report.ts'
import { useLanguage, useT, type WordKey } from '../desk-words.ts'
import { formatQuantity, useMoney } from '../money.ts'
import { cx } from '../../ui/cx.ts'
import { countText, hourText, percentText, weekdayText } from './days.ts'

const TABS = ['byDay', 'byHour', 'byMethod', 'byCashier', 'byProduct', 'byCategory', 'byTax'] as const
type Tab = (typeof TABS)[number]

/** The rows of the report from each side; every table ends with the same sums. */
export function ReportTables({ report, days }: { report: CurrencyReport; days: number }) {
  const t = useT()
  const tabs = TABS.filter((tab) => tab !== 'byDay' || days > 1)
  return (
    <Tabs.Root defaultValue={tabs[0]} className="overflow-hidden rounded-card border border-line bg-card">
      <Tabs.List
        aria-label={t('reports.tabs')}
        className="flex overflow-x-auto border-b border-line px-3 pt-2"
      >
        {tabs.map((tab) => (
          <Tabs.Tab
            key={tab}
            value={tab}
            data-testid={`reports-tab-${tab}`}
            className="min-h-11 border-b-2 border-transparent px-3.5 text-base font-semibold whitespace-nowrap text-second hover:text-ink data-active:border-nila data-active:text-nila"
          >
            {t(`reports.${tab}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab} value={tab} className="overflow-x-auto -outline-offset-3">
          <TableOf tab={tab} report={report} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  )
}

/** Texts as they are, numbers as counts. */
type Cell = string | number

function TableOf({ tab, report }: { tab: Tab; report: CurrencyReport }) {
  const t = useT()
  const language = useLanguage()
  const { plain } = useMoney(report.currency)
  const { totals } = report
  // a shop without card voids is not shown an empty column
  const hasVoids = totals.voids > 0
  const back: readonly WordKey[] = ['reports.refunds', ...(hasVoids ? (['reports.voids'] as const) : [])]
  const backCells = (row: MoneyFigures): Cell[] =>
    [row.refunded, ...(hasVoids ? [row.voided] : [])].map((gone) => (gone === 0 ? '' : plain(negate(gone))))
  const sales: readonly WordKey[] = ['reports.count', 'reports.sold', 'reports.received', ...back]
  const salesCells = (row: Figures): Cell[] => [
    ...[row.sales, plain(row.sold), plain(row.received), ...backCells(row)],
  ]
  const all: readonly Cell[] = [t('reports.total'), ...salesCells(totals)]
  const share = (part: Amount, of: Amount): string => (of === 0 ? '' : percentText(part / of, language, 1))
  switch (tab) {
    case 'byDay':
      return (
        <Table
          heads={['reports.byDay', ...sales]}
          rows={report.byDay.map((row) => [weekdayText(row.key, language), ...salesCells(row)])}
          feet={[all]}
        />
      )
    case 'byHour':
      return (
        <Table
          heads={['reports.byHour', ...sales]}
          rows={report.byHour.map((row) => [hourText(row.key, language), ...salesCells(row)])}
          feet={[all]}
        />
      )
    case 'byCashier':
      return (
        <Table
          heads={['reports.byCashier', ...sales, 'reports.share']}
          rows={report.byCashier.map((row) => [
            ...[row.key === '' ? t('reports.nobody') : row.key, ...salesCells(row)],
            share(row.sold, totals.sold),
          ])}
          feet={[[...all, '']]}
        />
      )
    case 'byMethod':
      return (
        <Table
          heads={[
            ...(['reports.byMethod', 'reports.payments', 'reports.received', 'reports.rounding'] as const),
            ...[...back, 'reports.share' as const],
          ]}
          rows={report.byMethod.map((row) => [
            ...[t(`kind.${row.key}`), row.payments, plain(row.received)],
            row.rounding === 0 ? '' : plain(row.rounding),
            ...backCells(row),
            share(row.received, totals.received),
          ])}
          feet={[
            [
              ...[t('reports.total'), totals.payments, plain(totals.received)],
              totals.rounding === 0 ? '' : plain(totals.rounding),
              ...backCells(totals),
              '',
            ],
          ]}
        />
      )
    case 'byProduct':
    case 'byCategory':
      return <GoodsTable tab={tab} report={report} share={share} />
    case 'byTax':
      return (
        <Table
          heads={['reports.kind', 'reports.count', 'reports.base', 'reports.tax']}
          rows={[
            ...report.taxes.map((tax) => [
              t(tax.included ? 'reports.included' : 'reports.added', { label: tax.label }),
              ...[tax.sales, plain(tax.base), plain(tax.amount)],
            ]),
            [t('reports.untaxed'), '', plain(report.untaxed), ''],
          ]}
          feet={[[t('reports.total'), totals.sales, plain(totals.sold), '']]}
        />
      )
  }
}

function GoodsTable({
  tab,
  report,
  share,
}: {
  tab: 'byProduct' | 'byCategory'
  report: CurrencyReport
  share: (part: Amount, of: Amount) => string
}) {
  const t = useT()
  const language = useLanguage()
  const { plain } = useMoney(report.currency)
  const { totals, rest } = report
  const cells = (row: { quantity: number; gross: Amount; discounts: Amount; net: Amount }): Cell[] => [
    ...[formatQuantity(row.quantity, language), plain(row.gross)],
    ...[row.discounts === 0 ? '' : plain(negate(row.discounts)), plain(row.net), share(row.net, totals.sold)],
  ]
  const rows =
    tab === 'byProduct'
      ? [
          ...report.products.map((row) => [row.name, ...cells(row)]),
          ...(rest === null ? [] : [[t('reports.rest', { count: rest.products }), ...cells(rest)]]),
        ]
      : report.byCategory.map((row) => [
          ...[row.category === '' ? t('reports.noCategory') : row.category, ...cells(row)],
        ])
  // from the lines to what was sold: the same road as on a receipt
  const between: readonly (readonly [WordKey, Amount])[] = [
    ['reports.orderDiscounts', negate(totals.orderDiscounts)],
    ['reports.addedTaxes', totals.addedTaxes],
  ]
  return (
    <Table
      heads={[
        ...([`reports.${tab}`, 'reports.quantity', 'reports.gross', 'reports.discounts'] as const),
        ...(['reports.net', 'reports.share'] as const),
      ]}
      rows={rows}
      feet={[
        ...between
          .filter(([, amount]) => amount !== 0)
          .map(([word, amount]) => [t(word), '', '', '', plain(amount), '']),
        [t('reports.total'), '', plain(totals.gross), '', plain(totals.sold), ''],
      ]}
    />
  )
}

/** Names to the left, figures to the right edge, one under the other. */
function Table({
  heads,
  rows,
  feet,
}: {
  heads: readonly WordKey[]
  rows: readonly (readonly Cell[])[]
  feet: readonly (readonly Cell[])[]
}) {
  const t = useT()
  const language = useLanguage()
  const cell = (value: Cell, place: number): ReactNode =>
    place === 0 ? (
      <th key={place} scope="row" className="max-w-80 truncate px-5 py-2.5 text-left font-semibold">
        {value}
      </th>
    ) : (
      <td key={place} className="px-5 py-2.5 text-right whitespace-nowrap tabular-nums">
        {typeof value === 'number' ? countText(value, language) : value}
      </td>
    )
  return (
    <table className="w-full border-collapse text-base" data-testid="reports-table">
      <thead>
        <tr className="border-b border-line">
          {heads.map((word, place) => (
            <th
              key={word}
              scope="col"
              className={cx(
                'px-5 py-3 text-small font-semibold whitespace-nowrap text-second',
                place === 0 ? 'text-left' : 'text-right',
              )}
            >
              {t(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place} className="border-b border-line">
            {row.map(cell)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        {feet.map((row, place) => (
          <tr key={place} className={cx('bg-ink/3', place === feet.length - 1 && 'font-bold')}>
            {row.map(cell)}
          </tr>
        ))}
      </tfoot>
    </table>
  )
}
