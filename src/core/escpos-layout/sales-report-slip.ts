import { negate } from '../domain/money.ts'
import type { SalesReport } from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'
import { tenderName } from './payment-slip.ts'
import { signed } from './report-slip.ts'
import { layoutEnd, layoutShopHead, momentText } from './slip-parts.ts'

/** The sums of some business days on paper, in the order a person checks them: sold, taxes, money, who, what. */
export function layoutSalesReport(paper: Paper, report: SalesReport): void {
  const { words } = paper
  const { from, to } = report
  layoutShopHead(paper, report, words.salesReport)
  const width = Math.max(words.period.length, words.date.short.length, words.cashier.length)
  paper.field(words.period, from === to ? dayText(from) : `${dayText(from)} - ${dayText(to)}`, width)
  paper.field(words.date.short, momentText(report.occurredAt, report), width)
  paper.field(words.cashier, report.cashier, width)
  layoutSold(paper, report)
  layoutTaxes(paper, report)
  layoutMoney(paper, report)
  if (report.cashiers.length > 0) {
    heading(paper, words.byCashier)
    for (const { name, count, amount } of report.cashiers)
      paper.pair(`${name} ${words.count(count)}`, paper.amount(amount))
  }
  if (report.categories.length > 0) {
    heading(paper, words.byCategory)
    for (const { name, amount } of report.categories)
      paper.pair(name === '' ? words.noCategory : name, paper.amount(amount))
    // what belongs to whole sales and to no category: with it the parts are the total
    layoutOrderDiscounts(paper, report)
    layoutAddedTaxes(paper, report)
  }
  layoutEnd(paper, report)
}

function layoutSold(paper: Paper, { totals }: SalesReport): void {
  const { words } = paper
  heading(paper, words.sales)
  if (totals.sales === 0) paper.text(words.nothingSold)
  paper.pair(`${words.gross} ${words.count(totals.sales)}`, paper.amount(totals.gross))
  const discounts = totals.lineDiscounts + totals.orderDiscounts
  if (discounts !== 0) {
    paper.pair(words.discounts, paper.amount(negate(totals.lineDiscounts)))
    layoutOrderDiscounts(paper, { totals })
  }
  layoutAddedTaxes(paper, { totals })
  paper.pair(words.total, paper.money(totals.sold, paper.columns - words.total.length - 1), { bold: true })
  if (totals.sales > 0) paper.pair(words.average, paper.amount(totals.average))
  if (totals.canceled.count > 0)
    paper.pair(
      `${words.canceledSales} ${words.count(totals.canceled.count)}`,
      paper.amount(totals.canceled.amount),
    )
}

function layoutOrderDiscounts(paper: Paper, { totals }: Pick<SalesReport, 'totals'>): void {
  const { discounts, sale } = paper.words
  if (totals.orderDiscounts !== 0)
    paper.pair(`${discounts} (${sale})`, paper.amount(negate(totals.orderDiscounts)))
}

function layoutAddedTaxes(paper: Paper, { totals }: Pick<SalesReport, 'totals'>): void {
  if (totals.addedTaxes !== 0) paper.pair(paper.words.addedTaxes, paper.amount(totals.addedTaxes))
}

function layoutTaxes(paper: Paper, { taxes, untaxed }: SalesReport): void {
  if (taxes.length === 0) return
  const { words } = paper
  heading(paper, words.taxes)
  for (const tax of taxes) {
    paper.pair(tax.included ? words.includesTax(tax.label) : tax.label, paper.amount(tax.amount))
    paper.pair(words.taxBase, paper.amount(tax.base), {}, 2)
  }
  if (untaxed !== 0) paper.pair(words.untaxed, paper.amount(untaxed))
}

function layoutMoney(paper: Paper, { tenders, totals }: SalesReport): void {
  const { words } = paper
  heading(paper, words.tenders)
  for (const { tender, count, amount } of tenders)
    paper.pair(`${tenderName(words, tender)} ${words.count(count)}`, paper.amount(amount))
  paper.pair(words.received, paper.amount(totals.received), { bold: true })
  if (totals.rounding !== 0) paper.pair(words.rounding, signed(paper, totals.rounding), {}, 2)
  if (totals.unfinished !== 0) paper.pair(words.unfinished, signed(paper, totals.unfinished), {}, 2)
  if (totals.voids > 0)
    paper.pair(`${words.voids} ${words.count(totals.voids)}`, paper.amount(negate(totals.voided)))
  if (totals.refunds > 0)
    paper.pair(`${words.refunds} ${words.count(totals.refunds)}`, paper.amount(negate(totals.refunded)))
}

function heading(paper: Paper, text: string): void {
  paper.rule()
  paper.text(text, { bold: true })
}

/** `2026-07-15` as it is written on slips. */
const dayText = (day: string): string => day.split('-').toReversed().join('/')
