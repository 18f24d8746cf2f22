// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ComparisonView } from '../../src/core/contract/views/reports.ts'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import { rangeBefore, type ReportRange } from '../../src/core/domain/reports/range.ts'
import { sumReport, type MoneyCell, type Report } from '../../src/core/domain/reports/report.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { ReportsPage } from '../../src/renderer/cashier/reports/ReportsPage.tsx'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

// a canvas is no part of this page without a browser; the end-to-end test looks at it
vi.mock('../../src/renderer/cashier/reports/Bars.tsx', () => ({ Bars: () => null }))

const STANDING = { openSales: 2, undecidedPayments: 0, unsettledSlips: 1, attention: 0 }
const cell = (change: Partial<MoneyCell>): MoneyCell => ({
  ...{ currency: 'IDR', day: '2026-07-15', hour: 9, method: 'cash', what: 'sale', cashier: 'Sari', count: 1 },
  ...{ amount: ZERO, rounding: ZERO, sales: 0, sold: ZERO, orderDiscounts: ZERO },
  ...change,
})
const reportOf = (range: ReportRange, ...cells: readonly MoneyCell[]): Report => {
  const sums = sumReport(range)
  for (const each of cells) sums.money(each)
  return sums.finish(STANDING)
}
const sold = (amount: number, change: Partial<MoneyCell> = {}): MoneyCell =>
  cell({ amount: amountOf(amount), sales: 1, sold: amountOf(amount), ...change })
const compared = (range: ReportRange, ...cells: readonly MoneyCell[]): ComparisonView => {
  const before = rangeBefore(range)
  return { range: before, currencies: reportOf(before, ...cells).currencies }
}

function show(
  cells: readonly MoneyCell[],
  earlier: readonly MoneyCell[] = [],
  answers: Parameters<typeof fakeClient>[0] = {},
) {
  const asked: ReportRange[] = []
  renderWith(
    fakeClient({
      'reports.summary': (range: ReportRange) => {
        asked.push({ from: range.from, to: range.to })
        return Promise.resolve(ok(reportOf(range, ...cells)))
      },
      'reports.compare': (range: ReportRange) => Promise.resolve(ok(compared(range, ...earlier))),
      'reports.progress': () => Promise.resolve(ok(null)),
      'reports.cancel': () => Promise.resolve(ok(null)),
      ...answers,
    }),
    <ReportsPage view={view} />,
  )
  return asked
}
const textOf = (testId: string): string =>
  (screen.getByTestId(testId).textContent ?? '').replaceAll('\u00A0', ' ')
const press = (testId: string) => fireEvent.click(screen.getByTestId(testId))

describe('the reports page', () => {
  afterEach(() => {
    cleanup()
    resetScreens()
  })

  test('today at a glance: what was sold, how it compares, and what is not finished', async () => {
    show([sold(150_000)], [sold(100_000)])
    await waitFor(() => expect(textOf('reports-sold')).toBe('Rp 150.000'))
    await waitFor(() => expect(textOf('reports-compared')).toContain('naik 50%'))
    expect(textOf('reports-standing')).toMatch(/2.*Nota belum lunas|Nota belum lunas.*2/)
    expect(textOf('reports-standing')).not.toContain('Perlu dicek')
  })

  test('a voided card stands apart from a refund, in the glance and under each way of paying', async () => {
    show([
      sold(80_000),
      sold(60_000, { method: 'edc' }),
      cell({ what: 'refund', amount: amountOf(-20_000) }),
      cell({ what: 'void', method: 'edc', amount: amountOf(-60_000) }),
    ])
    await screen.findByTestId('reports-glance')
    expect(textOf('reports-glance')).toMatch(/DikembalikanRp 20\.000.*1×Void kartuRp 60\.000/)
    press('reports-tab-byMethod')
    const table = await screen.findByTestId('reports-table')
    const [, card] = within(table).getAllByRole('row').slice(1)
    expect(card?.textContent).toMatch(/−60\.000/)
    expect(table.querySelector('tfoot')?.textContent).toMatch(/−20\.000−60\.000/)
  })

  test('a shop without card voids is shown no column of them', async () => {
    show([sold(80_000)])
    await screen.findByTestId('reports-glance')
    press('reports-tab-byMethod')
    expect((await screen.findByTestId('reports-table')).textContent).not.toContain('Void kartu')
  })

  test('other days are read anew; a range that cannot be is not asked for', async () => {
    const asked = show([sold(80_000)])
    await screen.findByTestId('reports-glance')
    press('reports-custom')
    const from = await screen.findByTestId('reports-from')
    fireEvent.change(from, { target: { value: '01/07/2026' } })
    fireEvent.change(screen.getByTestId('reports-to'), { target: { value: '31/06/2026' } })
    fireEvent.blur(screen.getByTestId('reports-to'))
    expect(screen.getByTestId<HTMLButtonElement>('reports-show').disabled).toBe(true)
    fireEvent.change(screen.getByTestId('reports-to'), { target: { value: '10/07/2026' } })
    press('reports-show')
    await waitFor(() => expect(asked.at(-1)).toEqual({ from: '2026-07-01', to: '2026-07-10' }))
  })

  test('a file that cannot be written says so in words, and the sheet stays open', async () => {
    show([sold(80_000)], [], {
      'reports.exportStart': () => Promise.resolve(err({ type: 'export_not_written', reason: 'full' })),
    })
    await screen.findByTestId('reports-glance')
    press('reports-file')
    fireEvent.submit((await screen.findByTestId('export-make')).closest('form') ?? document.body)
    await waitFor(() => expect(textOf('export-sheet')).toMatch(/penuh/i))
  })

  test('a long export can be stopped; what it says is that it was stopped', async () => {
    let stop: () => void = () => {}
    show([sold(80_000)], [], {
      'reports.exportStart': () =>
        new Promise((resolve) => (stop = () => resolve(err({ type: 'report_stopped' })))),
      'reports.cancel': () => (stop(), Promise.resolve(ok(null))),
    })
    await screen.findByTestId('reports-glance')
    press('reports-file')
    fireEvent.submit((await screen.findByTestId('export-make')).closest('form') ?? document.body)
    fireEvent.click(await screen.findByTestId('export-stop'))
    await waitFor(() => expect(textOf('export-sheet')).toContain('dihentikan'))
    expect(screen.queryByTestId('export-stop')).toBeNull()
  })
})
