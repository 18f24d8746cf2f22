import { describe, expect, it } from 'vitest'
import { amountOf, ZERO } from '../../src/core/domain/money.ts'
import {
  checkRange,
  countDays,
  daysLater,
  daysOf,
  MOST_REPORT_DAYS,
  rangeBefore,
  rangeOf,
} from '../../src/core/domain/reports/range.ts'
import { exportFileName } from '../../src/core/domain/reports/export.ts'
import {
  sumReport,
  type MoneyCell,
  type ProductCell,
  type Report,
} from '../../src/core/domain/reports/report.ts'

const DAY = { from: '2026-07-15', to: '2026-07-15' }
const STANDING = { openSales: 0, undecidedPayments: 0, unsettledSlips: 0, attention: 0 }

const cell = (change: Partial<MoneyCell>): MoneyCell => ({
  ...{ currency: 'IDR', day: '2026-07-15', hour: 9, method: 'cash', what: 'sale', cashier: 'Sari', count: 1 },
  ...{ amount: ZERO, rounding: ZERO, sales: 0, sold: ZERO, orderDiscounts: ZERO },
  ...change,
})
const product = (name: string, net: number, change: Partial<ProductCell> = {}): ProductCell => ({
  ...{ currency: 'IDR', productId: name, name, category: 'Minuman', lines: 1, quantity: 1000 },
  ...{ gross: amountOf(net), discounts: ZERO, net: amountOf(net) },
  ...change,
})
const only = (report: Report) => {
  const [first] = report.currencies
  if (first === undefined) throw new Error('the report has no currency')
  return first
}

describe('days of a report', () => {
  it('the period before is as long and ends the day before, over months and leap years', () => {
    expect(rangeBefore({ from: '2024-03-01', to: '2024-03-31' })).toEqual({
      from: '2024-01-30',
      to: '2024-02-29',
    })
    expect(countDays(rangeBefore({ from: '2024-03-01', to: '2024-03-31' }))).toBe(31)
    expect(rangeBefore(DAY)).toEqual({ from: '2026-07-14', to: '2026-07-14' })
  })

  it('a week begins on Monday, a month on its first day, and both end today', () => {
    // a Wednesday
    expect(rangeOf('week', '2026-07-15')).toEqual({ from: '2026-07-13', to: '2026-07-15' })
    // a Sunday and a Monday
    expect(rangeOf('week', '2026-07-19').from).toBe('2026-07-13')
    expect(rangeOf('week', '2026-07-20').from).toBe('2026-07-20')
    expect(rangeOf('month', '2026-07-15')).toEqual({ from: '2026-07-01', to: '2026-07-15' })
    expect(rangeOf('yesterday', '2026-07-01')).toEqual({ from: '2026-06-30', to: '2026-06-30' })
  })

  it('days that are none, in the wrong order or too many are refused', () => {
    const longest = { from: '2026-07-15', to: daysLater('2026-07-15', MOST_REPORT_DAYS - 1) }
    expect(checkRange(longest).ok).toBe(true)
    expect(daysOf(longest)).toHaveLength(MOST_REPORT_DAYS)
    for (const range of [
      { from: '2026-07-16', to: '2026-07-15' },
      { from: '2026-02-30', to: '2026-03-01' },
      { from: '', to: '' },
      { from: '15-07-2026', to: '15-07-2026' },
      { from: '2026-07-15', to: daysLater('2026-07-15', MOST_REPORT_DAYS) },
    ])
      expect(checkRange(range)).toMatchObject({ ok: false, error: { type: 'report_range_invalid' } })
  })
})

it('a file of play money says so in its name, and the shop’s own does not', () => {
  const file = { kind: 'sales', format: 'csv', from: '2026-07-01', to: '2026-07-31' } as const
  const named = (mode: 'practice' | 'test' | 'live') => exportFileName(file, { language: 'id', mode })
  expect(named('live')).toBe('gerai-penjualan-2026-07-01-2026-07-31.csv')
  expect(named('practice')).toBe('gerai-latihan-penjualan-2026-07-01-2026-07-31.csv')
  expect(named('test')).toContain('uji-coba')
})

describe('what a report adds up', () => {
  it('money for a sale that is paid on another day is told apart, and rounding too', () => {
    const sums = sumReport(DAY)
    sums.money(cell({ amount: amountOf(50_100), rounding: amountOf(100), sales: 1, sold: amountOf(50_000) }))
    sums.money(cell({ amount: amountOf(20_000), method: 'edc' }))
    sums.money(cell({ what: 'refund', amount: amountOf(-5_000), count: 1 }))
    sums.money(cell({ what: 'void', amount: amountOf(-20_000), count: 1, method: 'edc' }))
    const { totals, byMethod } = only(sums.finish(STANDING))
    expect(totals).toMatchObject({
      ...{ sales: 1, sold: 50_000, payments: 2, received: 70_100, rounding: 100, unfinished: 20_000 },
      ...{ refunds: 1, refunded: 5_000, voids: 1, voided: 20_000, average: 50_000 },
    })
    expect(byMethod).toEqual([
      {
        ...{ key: 'cash', payments: 1, received: 50_100, rounding: 100, refunds: 1, refunded: 5_000 },
        ...{ voids: 0, voided: 0 },
      },
      {
        ...{ key: 'edc', payments: 1, received: 20_000, rounding: 0, refunds: 0, refunded: 0 },
        ...{ voids: 1, voided: 20_000 },
      },
    ])
  })

  it('currencies are never added to each other', () => {
    const sums = sumReport(DAY)
    sums.money(cell({ amount: amountOf(1_000) }))
    sums.money(cell({ amount: amountOf(700), currency: 'USD' }))
    expect(
      sums.finish(STANDING).currencies.map(({ currency, totals }) => [currency, totals.received]),
    ).toEqual([
      ['IDR', 1_000],
      ['USD', 700],
    ])
  })

  it('what was sold without a tax is what the taxed parts leave', () => {
    const sums = sumReport(DAY)
    sums.money(cell({ amount: amountOf(161_000), sales: 1, sold: amountOf(161_000) }))
    const tax = { currency: 'IDR', sales: 1 } as const
    sums.tax({
      ...tax,
      tax: 'ppn',
      label: 'PPN 11%',
      included: true,
      base: amountOf(90_090),
      amount: amountOf(9_910),
    })
    sums.tax({
      ...tax,
      tax: 'pbjt',
      label: 'PB1 10%',
      included: false,
      base: amountOf(10_000),
      amount: amountOf(1_000),
    })
    const { untaxed, totals, taxes } = only(sums.finish(STANDING))
    expect(untaxed).toBe(50_000)
    expect(totals.addedTaxes).toBe(1_000)
    expect(taxes.map((each) => each.tax)).toEqual(['ppn', 'pbjt'])
  })

  it('a product goes by the name it has last, and a free line by its own', () => {
    const sums = sumReport(DAY)
    sums.product(product('a', 5_000, { name: 'Kopi' }))
    sums.product(product('a', 7_000, { name: 'Kopi Susu' }))
    sums.product(product('x', 1_000, { productId: null, name: 'Kopi Susu', category: '' }))
    const { products, byCategory } = only(sums.finish(STANDING))
    expect(products.map(({ name, net, lines }) => [name, net, lines])).toEqual([
      ['Kopi Susu', 12_000, 2],
      ['Kopi Susu', 1_000, 1],
    ])
    expect(byCategory.map(({ category, net }) => [category, net])).toEqual([
      ['Minuman', 12_000],
      ['', 1_000],
    ])
  })

  it('a long list of products is cut, and what is left out stays in the sum', () => {
    const sums = sumReport(DAY)
    for (let each = 1; each <= 250; each += 1) sums.product(product(`p${each}`, each))
    const { products, rest, totals } = only(sums.finish(STANDING))
    expect(products).toHaveLength(200)
    expect(products[0]?.net).toBe(250)
    expect(rest).toMatchObject({ products: 50, net: (50 * 51) / 2 })
    expect(totals.gross).toBe((250 * 251) / 2)
  })
})
