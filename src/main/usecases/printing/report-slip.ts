import { ZERO, type Currency } from '../../../core/domain/money.ts'
import type { SalesReport } from '../../../core/domain/receipts/receipt.ts'
import { sumReport, type CurrencyReport, type Report } from '../../../core/domain/reports/report.ts'
import { slipFrame } from './receipts.ts'
import { settingsOf, type Till } from '../till.ts'

/** One slip for each currency that money came in; an empty one of the shop's when there was none. */
export function salesReportOf(till: Till, report: Report, at: string): readonly SalesReport[] {
  const settings = settingsOf(till)
  const frame = slipFrame(till, settings, at)
  const all = report.currencies.length === 0 ? [emptyReport(report, settings.currency)] : report.currencies
  return all.map(({ currency, totals, byMethod, byCashier, byCategory, taxes, untaxed }) => ({
    ...{ ...frame, kind: 'sales_report', currency, ...report.range, totals, taxes, untaxed },
    tenders: byMethod
      .filter(({ payments }) => payments > 0)
      .map(({ key, payments, received }) => ({ tender: key, count: payments, amount: received })),
    cashiers: byCashier
      .filter(({ sales }) => sales > 0)
      .map(({ key, sales, sold }) => ({ name: key, count: sales, amount: sold })),
    categories: byCategory.map(({ category, net }) => ({ name: category, amount: net })),
  }))
}

/** A day without a sale is a report too. */
function emptyReport({ range, standing }: Report, currency: Currency): CurrencyReport {
  const sums = sumReport(range)
  sums.canceled({ currency, count: 0, amount: ZERO })
  const [empty] = sums.finish(standing).currencies
  if (empty === undefined) throw new Error('a report that was given something has a currency')
  return empty
}
