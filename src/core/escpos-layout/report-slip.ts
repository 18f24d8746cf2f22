import { amountOf, formatMoney, negate, subtractAmount, type Amount } from '../domain/money.ts'
import type { CashCount, CountedAmount, ReportClosing, TillReport } from '../domain/receipts/receipt.ts'
import type { Paper } from './paper.ts'
import { tenderName } from './payment-slip.ts'
import {
  layoutEnd,
  layoutNumberAndPeople,
  layoutShopHead,
  layoutSignature,
  momentText,
} from './slip-parts.ts'

/** X or Z: what was sold, taxed, taken, given back, and what ought to be in the drawer. */
export function layoutReport(paper: Paper, report: TillReport): void {
  const { words } = paper
  const isClosing = report.kind === 'z_report'
  layoutShopHead(paper, report, isClosing ? words.zReport : words.xReport)
  layoutNumberAndPeople(paper, report, { label: words.number.short, value: report.number }, [
    [words.shift, report.shiftNumber],
    ...(report.closing === undefined
      ? []
      : [
          [words.openedBy, report.closing.openedBy] as const,
          [words.businessDate, dayText(report.closing.businessDate)] as const,
        ]),
    [words.from, momentText(report.from, report)],
    [words.until, momentText(report.until, report)],
  ])
  layoutSales(paper, report)
  layoutTaxes(paper, report)
  layoutTenders(paper, report)
  layoutDrawer(paper, report)
  paper.rule()
  paper.pair(words.reprints, String(report.reprints))
  paper.pair(words.drawerOpenings, String(report.drawerOpenings))
  if (report.closing !== undefined) layoutClosing(paper, report.closing, report.language)
  if (isClosing) layoutSignature(paper, `${words.receivedBy}: ${report.cashier}`)
  else paper.centered(words.xReportNote)
  layoutEnd(paper, report)
}

function heading(paper: Paper, text: string): void {
  paper.rule()
  paper.text(text, { bold: true })
}

function layoutSales(paper: Paper, { sales, numbers }: TillReport): void {
  const { words } = paper
  heading(paper, words.sales)
  if (numbers === null) paper.text(words.nothingSold)
  else {
    const width = Math.max(words.firstSale.length, words.lastSale.length)
    paper.field(words.firstSale, numbers.first, width)
    paper.field(words.lastSale, numbers.last, width)
  }
  paper.pair(`${words.gross} ${words.count(sales.count)}`, paper.amount(sales.gross))
  paper.pair(words.discounts, paper.amount(negate(sales.discounts)))
  if (sales.addedTaxes !== 0) paper.pair(words.addedTaxes, paper.amount(sales.addedTaxes))
  if (sales.rounding !== 0) paper.pair(words.rounding, signed(paper, sales.rounding))
  const total = paper.money(sales.total, paper.columns - words.total.length - 1)
  paper.pair(words.total, total, { bold: true })
}

function layoutTaxes(paper: Paper, { taxes }: TillReport): void {
  if (taxes.length === 0) return
  heading(paper, paper.words.taxes)
  for (const tax of taxes) {
    paper.pair(tax.included ? paper.words.includesTax(tax.label) : tax.label, paper.amount(tax.amount))
    paper.pair(paper.words.taxBase, paper.amount(tax.base), {}, 2)
  }
}

function layoutTenders(paper: Paper, report: TillReport): void {
  const { words } = paper
  heading(paper, words.tenders)
  for (const { tender, ...counted } of report.tenders) countedPair(paper, tenderName(words, tender), counted)
  // parts of sales that another shift finishes or has begun: without this line the ways of paying are not the total
  const taken = report.tenders.reduce((sum, { amount }) => sum + amount, 0)
  const other = amountOf(taken - report.sales.total)
  if (other !== 0) paper.pair(words.otherShifts, signed(paper, other), {}, 2)
  countedPair(paper, words.voids, report.voids, -1)
  countedPair(paper, words.refunds, report.refunds, -1)
  // never part of a sum: it may come, or never have been
  if (report.unsure.count > 0) countedPair(paper, words.unsure, report.unsure)
}

function countedPair(paper: Paper, label: string, { count, amount }: CountedAmount, sign: 1 | -1 = 1): void {
  paper.pair(`${label} ${paper.words.count(count)}`, paper.amount(sign === 1 ? amount : negate(amount)))
}

function layoutDrawer(paper: Paper, { cash, counted }: TillReport): void {
  const { words } = paper
  heading(paper, words.cashDrawer)
  paper.pair(words.float, paper.amount(cash.float))
  paper.pair(words.cashSales, paper.amount(cash.sales))
  if (cash.in !== 0) paper.pair(words.cashIn, paper.amount(cash.in))
  if (cash.out !== 0) paper.pair(words.cashOut, paper.amount(negate(cash.out)))
  if (cash.refunds !== 0) paper.pair(words.cashRefunds, paper.amount(negate(cash.refunds)))
  paper.pair(words.expected, paper.amount(cash.expected), { bold: true })
  if (cash.counted === null) return paper.pair(words.counted, words.notCounted)
  layoutCounted(paper, counted)
  paper.pair(words.counted, paper.amount(cash.counted))
  const variance = subtractAmount(cash.counted, cash.expected)
  const verdict = variance === 0 ? words.noVariance : variance > 0 ? words.over : words.short
  paper.pair(verdict, signed(paper, variance), { bold: true })
}

/** What stands beside the sums; a part with nothing in it takes no paper. */
function layoutClosing(paper: Paper, closing: ReportClosing, language: TillReport['language']): void {
  const { words } = paper
  if (closing.counts > 1) paper.pair(words.countedTimes, String(closing.counts))
  if (closing.varianceReason !== null) paper.field(words.varianceReason, closing.varianceReason, 0)
  if (closing.outside.length > 0) {
    heading(paper, words.outside)
    for (const { tender, currency, count, amount } of closing.outside)
      paper.pair(
        `${tenderName(words, tender)} ${words.count(count)}`,
        formatMoney(amount, currency, language),
      )
    paper.text(words.outsideNote)
  }
  if (closing.carried.length > 0) {
    heading(paper, words.carried)
    for (const { saleNumber, tender, state, amount, currency } of closing.carried) {
      paper.text(saleNumber)
      paper.pair(
        `${tenderName(words, tender)}, ${words.carriedState(state)}`,
        formatMoney(amount, currency, language),
        {},
        2,
      )
    }
  }
  if (closing.unsettled.length > 0) {
    heading(paper, words.unsettled)
    for (const { tid, batch, count, amount } of closing.unsettled)
      paper.pair(`TID ${tid}${batch === '' ? '' : ` / ${batch}`} ${words.count(count)}`, paper.amount(amount))
    paper.text(words.unsettledNote)
  }
  layoutPeople(paper, closing)
  if (closing.restored) paper.text(words.restoredNote, { bold: true })
  paper.rule()
  paper.text(words.logEnd)
  paper.text(closing.logEnd)
}

function layoutPeople(paper: Paper, { people }: ReportClosing): void {
  if (people.length === 0) return
  const { words } = paper
  heading(paper, words.watched)
  for (const { name, afterExpiry = 0, ...counted } of people) {
    const { reprints, drawerOpenings, canceledSales, cashAfterCode, overrides } = counted
    paper.text(name)
    const lines = [
      [words.reprints, reprints],
      [words.drawerOpenings, drawerOpenings],
      [words.canceledSales, canceledSales],
      [words.cashAfterCode, cashAfterCode],
      [words.afterExpiry, afterExpiry],
      [words.overrides, overrides],
    ] as const
    for (const [label, count] of lines) if (count > 0) paper.pair(label, String(count), {}, 2)
  }
}

/** `2026-07-15` as it is written on slips. */
const dayText = (day: string): string => day.split('-').toReversed().join('/')

/** Note by note, as it was counted; nothing when it was counted as one sum. */
export function layoutCounted(paper: Paper, counted: readonly CashCount[]): void {
  for (const { value, pieces } of counted.filter((each) => each.pieces > 0)) {
    paper.pair(paper.words.pieces(pieces, paper.amount(value)), paper.amount(amountOf(value * pieces)), {}, 2)
  }
}

/** With a plus, where a reader has to see which way it goes. */
export const signed = (paper: Paper, amount: Amount): string =>
  amount > 0 ? `+${paper.amount(amount)}` : paper.amount(amount)
