import { addAmounts, amountOf, subtractAmount, ZERO, type Amount, type Currency } from '../money.ts'
import { countDays, type ReportRange } from './range.ts'
import { unreachable } from '../result.ts'
import type { TaxTotal } from '../sale.ts'
import type { Tender } from '../tenders/sale-tenders.ts'

type TakingMethod = Tender['kind']

/** Rows of the ledger that the books have added up already: one day, hour, method and cashier. */
export interface MoneyCell {
  readonly currency: Currency
  readonly day: string
  /** Of the shop's clock, 0 to 23. */
  readonly hour: number
  readonly method: TakingMethod
  /** A card slip that was voided is none that was refunded: nothing of it was ever on its way to the shop. */
  readonly what: 'sale' | 'refund' | 'void'
  /** Who sold, as the sale has it; also for money that went back. */
  readonly cashier: string
  readonly count: number
  /** Below zero for refunds and voids. */
  readonly amount: Amount
  readonly rounding: Amount
  /** Sales that this money made paid, with their totals and the discounts on whole orders. */
  readonly sales: number
  readonly sold: Amount
  readonly orderDiscounts: Amount
}

/** Lines of paid sales, added up for one product; what was typed without one goes by its name. */
export interface ProductCell {
  readonly currency: Currency
  readonly productId: string | null
  readonly name: string
  readonly category: string
  readonly lines: number
  /** In thousandths. */
  readonly quantity: number
  readonly gross: Amount
  readonly discounts: Amount
  /** After the lines' own discounts, before those on whole orders and before added taxes. */
  readonly net: Amount
}

export interface TaxCell extends TaxTotal {
  readonly currency: Currency
  readonly sales: number
}

export interface CanceledCell {
  readonly currency: Currency
  readonly count: number
  readonly amount: Amount
}

/** What is unfinished now, whatever days the report is about. */
export interface ReportStanding {
  readonly openSales: number
  readonly undecidedPayments: number
  readonly unsettledSlips: number
  readonly attention: number
}

export interface MoneyFigures {
  readonly payments: number
  /** What came in and stays, rounding included. */
  readonly received: Amount
  readonly rounding: Amount
  readonly refunds: number
  /** What went back, above zero; card slips that were voided stand apart. */
  readonly refunded: Amount
  readonly voids: number
  /** What the voided slips had brought, above zero. */
  readonly voided: Amount
}

export interface Figures extends MoneyFigures {
  /** Sales that became paid. */
  readonly sales: number
  readonly sold: Amount
}

export interface Totals extends Figures {
  /** Prices times quantities, before every discount. `gross - discounts + addedTaxes = sold`. */
  readonly gross: Amount
  readonly lineDiscounts: Amount
  readonly orderDiscounts: Amount
  readonly addedTaxes: Amount
  /** Money for sales that are paid on another day: `received = sold + rounding + unfinished`. */
  readonly unfinished: Amount
  /** Per sale, rounded down; zero without sales. */
  readonly average: Amount
  readonly canceled: { readonly count: number; readonly amount: Amount }
}

export type Row<Key, Of = Figures> = Of & { readonly key: Key }
export type ProductFigures = Omit<ProductCell, 'currency'>
export type CategoryFigures = Pick<
  ProductCell,
  'category' | 'lines' | 'quantity' | 'gross' | 'discounts' | 'net'
>
export type TaxFigures = Omit<TaxCell, 'currency'>

/** Everything about one currency; currencies are never added to each other. */
export interface CurrencyReport {
  readonly currency: Currency
  readonly totals: Totals
  readonly byDay: readonly Row<string>[]
  readonly byHour: readonly Row<number>[]
  readonly byMethod: readonly Row<TakingMethod, MoneyFigures>[]
  readonly byCashier: readonly Row<string>[]
  /** Most money first; `rest` is all that do not stand in the list, so that the sums stay whole. */
  readonly products: readonly ProductFigures[]
  readonly rest: (Omit<CategoryFigures, 'category'> & { readonly products: number }) | null
  readonly byCategory: readonly CategoryFigures[]
  readonly taxes: readonly TaxFigures[]
  /** The part of `sold` that bore no tax: `sold = untaxed + every base + every tax`. */
  readonly untaxed: Amount
}

export interface Report {
  readonly range: ReportRange
  readonly days: number
  readonly currencies: readonly CurrencyReport[]
  readonly standing: ReportStanding
}

/** So many products stand in a report by name; the file has all of them. */
const MOST_PRODUCTS = 200

const NO_MONEY: MoneyFigures = {
  ...{ payments: 0, received: ZERO, rounding: ZERO, refunds: 0, refunded: ZERO, voids: 0, voided: ZERO },
}
const NOTHING: Figures = { ...NO_MONEY, sales: 0, sold: ZERO }

/** Takes what the books have added up, in any order and number of pieces, and makes the report of it. */
export interface ReportSums {
  money(cell: MoneyCell): void
  product(cell: ProductCell): void
  tax(cell: TaxCell): void
  canceled(cell: CanceledCell): void
  finish(standing: ReportStanding): Report
}

export function sumReport(range: ReportRange): ReportSums {
  const books = new Map<Currency, CurrencySums>()
  const of = (currency: Currency): CurrencySums => {
    const sums = books.get(currency) ?? emptySums(currency)
    books.set(currency, sums)
    return sums
  }
  return {
    money: (cell) => addMoney(of(cell.currency), cell),
    product: ({ currency, ...cell }) => addProduct(of(currency).products, cell),
    tax: ({ currency, ...cell }) => addTax(of(currency).taxes, cell),
    canceled: ({ currency, count, amount }) => {
      const sums = of(currency)
      sums.canceled = { count: sums.canceled.count + count, amount: addAmounts(sums.canceled.amount, amount) }
    },
    finish: (standing) => ({
      range,
      days: countDays(range),
      currencies: [...books.values()].toSorted((a, b) => compare(a.currency, b.currency)).map(finishCurrency),
      standing,
    }),
  }
}

interface CurrencySums {
  readonly currency: Currency
  all: Figures
  orderDiscounts: Amount
  canceled: { count: number; amount: Amount }
  readonly days: Map<string, Figures>
  readonly hours: Map<number, Figures>
  readonly methods: Map<TakingMethod, Figures>
  readonly cashiers: Map<string, Figures>
  readonly products: Map<string, ProductFigures>
  readonly taxes: Map<string, TaxFigures>
}

const emptySums = (currency: Currency): CurrencySums => ({
  ...{ currency, all: NOTHING, orderDiscounts: ZERO, canceled: { count: 0, amount: ZERO } },
  ...{ days: new Map(), hours: new Map(), methods: new Map(), cashiers: new Map() },
  ...{ products: new Map(), taxes: new Map() },
})

function addMoney(sums: CurrencySums, cell: MoneyCell): void {
  sums.all = withCell(sums.all, cell)
  sums.orderDiscounts = addAmounts(sums.orderDiscounts, cell.orderDiscounts)
  addTo(sums.days, cell.day, cell)
  addTo(sums.hours, cell.hour, cell)
  addTo(sums.methods, cell.method, cell)
  addTo(sums.cashiers, cell.cashier, cell)
}

const addTo = <Key>(rows: Map<Key, Figures>, key: Key, cell: MoneyCell): void =>
  void rows.set(key, withCell(rows.get(key) ?? NOTHING, cell))

const withCell = (before: Figures, cell: MoneyCell): Figures => ({
  ...before,
  ...moved(before, cell),
  rounding: addAmounts(before.rounding, cell.rounding),
  sales: before.sales + cell.sales,
  sold: addAmounts(before.sold, cell.sold),
})

function moved(before: Figures, { what, count, amount }: MoneyCell): Partial<Figures> {
  switch (what) {
    case 'sale':
      return { payments: before.payments + count, received: addAmounts(before.received, amount) }
    case 'refund':
      return { refunds: before.refunds + count, refunded: subtractAmount(before.refunded, amount) }
    case 'void':
      return { voids: before.voids + count, voided: subtractAmount(before.voided, amount) }
    default:
      return unreachable(what)
  }
}

function addProduct(rows: Map<string, ProductFigures>, cell: ProductFigures): void {
  const key = cell.productId === null ? `name:${cell.name}` : `id:${cell.productId}`
  const before = rows.get(key)
  // the name a product has by now stands for all its lines
  rows.set(key, before === undefined ? cell : { ...cell, ...addLines(before, cell) })
}

type LineSums = Pick<ProductCell, 'lines' | 'quantity' | 'gross' | 'discounts' | 'net'>

const addLines = (a: LineSums, b: LineSums): LineSums => ({
  lines: a.lines + b.lines,
  quantity: a.quantity + b.quantity,
  gross: addAmounts(a.gross, b.gross),
  discounts: addAmounts(a.discounts, b.discounts),
  net: addAmounts(a.net, b.net),
})

const NO_LINES: LineSums = { lines: 0, quantity: 0, gross: ZERO, discounts: ZERO, net: ZERO }

function addTax(rows: Map<string, TaxFigures>, cell: TaxFigures): void {
  const key = `${cell.tax}:${cell.included}:${cell.label}`
  const before = rows.get(key)
  rows.set(
    key,
    before === undefined
      ? cell
      : {
          ...cell,
          sales: before.sales + cell.sales,
          base: addAmounts(before.base, cell.base),
          amount: addAmounts(before.amount, cell.amount),
        },
  )
}

function finishCurrency(sums: CurrencySums): CurrencyReport {
  const { currency, all, orderDiscounts, canceled } = sums
  const products = [...sums.products.values()].toSorted((a, b) => b.net - a.net || compare(a.name, b.name))
  const lines = products.reduce(addLines, NO_LINES)
  const taxes = [...sums.taxes.values()].toSorted(
    (a, b) => compare(b.tax, a.tax) || compare(a.label, b.label) || Number(b.included) - Number(a.included),
  )
  const added = taxes.filter(({ included }) => !included).map(({ amount }) => amount)
  const rest = products.slice(MOST_PRODUCTS)
  return {
    currency,
    totals: {
      ...all,
      gross: lines.gross,
      lineDiscounts: lines.discounts,
      orderDiscounts,
      addedTaxes: addAmounts(ZERO, ...added),
      unfinished: amountOf(all.received - all.rounding - all.sold),
      average: all.sales === 0 ? ZERO : amountOf(Math.floor(all.sold / all.sales)),
      canceled,
    },
    byDay: rowsOf(sums.days, (a, b) => compare(a.key, b.key)),
    byHour: rowsOf(sums.hours, (a, b) => a.key - b.key),
    byMethod: rowsOf(sums.methods, (a, b) => b.received - a.received).map(
      ({ sales: _sales, sold: _sold, ...money }) => money,
    ),
    byCashier: rowsOf(sums.cashiers, (a, b) => b.sold - a.sold || compare(a.key, b.key)),
    products: products.slice(0, MOST_PRODUCTS),
    rest: rest.length === 0 ? null : { ...rest.reduce(addLines, NO_LINES), products: rest.length },
    byCategory: categoriesOf(products),
    taxes,
    untaxed: amountOf(taxes.reduce<number>((left, { base, amount }) => left - base - amount, all.sold)),
  }
}

function categoriesOf(products: readonly ProductFigures[]): readonly CategoryFigures[] {
  const rows = new Map<string, CategoryFigures>()
  for (const product of products) {
    const { category } = product
    rows.set(category, { category, ...addLines(rows.get(category) ?? NO_LINES, product) })
  }
  return [...rows.values()].toSorted((a, b) => b.net - a.net || compare(a.category, b.category))
}

const rowsOf = <Key>(
  rows: ReadonlyMap<Key, Figures>,
  order: (a: Row<Key>, b: Row<Key>) => number,
): Row<Key>[] => [...rows].map(([key, figures]) => ({ ...figures, key })).toSorted(order)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
