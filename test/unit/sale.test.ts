import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAmounts, amountOf, MAX_SALE_AMOUNT, scaleAmount } from '../../src/core/domain/money.ts'
import {
  cashRounding,
  DEFAULT_TAX_RULES,
  formatSaleNumber,
  lineDiscountShown,
  priceCart,
  quickCashAmounts,
  type Cart,
  type Discount,
  type SaleLine,
  type SaleTotals,
  type TaxKind,
  type TaxRules,
} from '../../src/core/domain/sale.ts'
import { refusalOf, valueOf } from './tender-builders.ts'

const line = (unitPrice: number, change: Partial<SaleLine> = {}): SaleLine => ({
  id: `line${unitPrice}`,
  productId: null,
  name: 'Pulpen Biru',
  quantity: 1000,
  unitPrice: amountOf(unitPrice),
  tax: 'none',
  discount: null,
  note: null,
  ...change,
})
const off = (amount: number): Discount => ({ kind: 'amount', amount: amountOf(amount) })
const percentOff = (basisPoints: number): Discount => ({ kind: 'percent', basisPoints })
const cart = (lines: readonly SaleLine[], discount: Discount | null = null): Cart => ({
  currency: 'IDR',
  lines,
  discount,
})
const totalsOf = (lines: readonly SaleLine[], discount: Discount | null = null, rules = DEFAULT_TAX_RULES) =>
  valueOf(priceCart(cart(lines, discount), rules))
const refused = (lines: readonly SaleLine[], discount: Discount | null = null) =>
  refusalOf(priceCart(cart(lines, discount), DEFAULT_TAX_RULES))
const only = (totals: SaleTotals) => {
  expect(totals.taxes).toHaveLength(1)
  return totals.taxes[0]
}

describe('value added tax', () => {
  it('is added to prices without it: 135.000 + 14.850 = 149.850', () => {
    const lines = [line(75_000, { tax: 'ppn_added' }), line(20_000, { tax: 'ppn_added', quantity: 3000 })]
    const totals = totalsOf(lines)
    expect(totals.subtotal).toBe(135_000)
    expect(only(totals)).toEqual({
      tax: 'ppn',
      label: 'PPN 11%',
      included: false,
      base: 135_000,
      amount: 14_850,
    })
    expect(totals.total).toBe(149_850)
    expect(scaleAmount(amountOf(135_000), 11, 12)).toBe(123_750)
  })

  it('stands in prices with it: 14.865 of 150.000, the base is the rest', () => {
    const totals = totalsOf([
      line(25_000, { quantity: 2000, tax: 'ppn_included' }),
      line(45_000, { quantity: 2000, tax: 'ppn_included' }),
      line(5_000, { quantity: 3000, tax: 'ppn_included', discount: off(5_000) }),
    ])
    expect(only(totals)).toMatchObject({ included: true, base: 135_135, amount: 14_865 })
    expect(totals.total).toBe(150_000)
    expect(scaleAmount(amountOf(135_135), 11, 12)).toBe(123_874)
  })

  it('of 100.000 with tax is 9.910, the base 90.090', () => {
    expect(only(totalsOf([line(100_000, { tax: 'ppn_included' })]))).toMatchObject({
      base: 90_090,
      amount: 9_910,
    })
    expect(scaleAmount(amountOf(90_090), 11, 12)).toBe(82_583)
  })

  it('is 12 % on luxury where the shop sets it: 1.000.000 becomes 1.120.000', () => {
    const rules: TaxRules = { ...DEFAULT_TAX_RULES, ppnBasisPoints: 1200, ppnLabel: 'PPN 12%' }
    const totals = totalsOf([line(1_000_000, { tax: 'ppn_added' })], null, rules)
    expect(only(totals)).toMatchObject({ label: 'PPN 12%', base: 1_000_000, amount: 120_000 })
    expect(totals.total).toBe(1_120_000)
  })

  it('is rounded once over all lines, not on each: three times 50 is 16,5 and not three times 6', () => {
    const three = [1, 2, 3].map((id) => line(50, { id: `l${id}`, tax: 'ppn_added' }))
    expect(only(totalsOf(three))?.amount).toBe(17)
  })

  it('is worked out after discounts, also the share of the order discount', () => {
    const totals = totalsOf([line(60_000, { tax: 'ppn_added' }), line(40_000)], off(10_000))
    expect(only(totals)).toMatchObject({ base: 54_000, amount: 5_940 })
    expect(totals.total).toBe(95_940)
  })

  it('does not appear where a shop charges none', () => {
    expect(totalsOf([line(100_000)]).taxes).toEqual([])
    const rules = { ...DEFAULT_TAX_RULES, ppnBasisPoints: 0 }
    expect(totalsOf([line(100_000, { tax: 'ppn_added' })], null, rules)).toMatchObject({
      taxes: [],
      total: 100_000,
    })
  })
})

describe('the regional tax on served food', () => {
  it("follows Jakarta's example: 100.000 - 20.000 + 5.000 service, tax 8.500, total 93.500", () => {
    const totals = totalsOf([
      line(100_000, { tax: 'pbjt_added', discount: off(20_000) }),
      line(5_000, { tax: 'pbjt_added', name: 'Biaya Layanan' }),
    ])
    expect(only(totals)).toMatchObject({ tax: 'pbjt', label: 'PB1 10%', base: 85_000, amount: 8_500 })
    expect(totals.total).toBe(93_500)
  })

  it('and value added tax keep their own lines in one sale', () => {
    const totals = totalsOf([
      line(100_000, { tax: 'pbjt_added' }),
      line(111_000, { tax: 'ppn_included' }),
      line(5_000),
    ])
    expect(totals.taxes.map(({ tax, included, amount }) => [tax, included, amount])).toEqual([
      ['ppn', true, 11_000],
      ['pbjt', false, 10_000],
    ])
    expect(totals.total).toBe(226_000)
  })
})

describe('lines and discounts', () => {
  it('take quantities in thousandths: 0,350 kg of 25.000 is 8.750', () => {
    expect(totalsOf([line(25_000, { quantity: 350 })]).total).toBe(8_750)
  })

  it('take a percentage of the price before it, rounded half up', () => {
    expect(totalsOf([line(999, { discount: percentOff(1_000) })]).lines[0]).toMatchObject({
      gross: 999,
      discountAmount: 100,
      net: 899,
    })
    expect(totalsOf([line(10_000)], percentOff(2_500))).toMatchObject({ orderDiscount: 2_500, total: 7_500 })
  })

  it('show a discount as a negative amount, and no discount as zero', () => {
    const [first, second] = totalsOf([line(5_000, { discount: off(500) }), line(1_000)]).lines
    expect(first && lineDiscountShown(first)).toBe(-500)
    expect(second && lineDiscountShown(second)).toBe(0)
  })

  it('may make one line free, but never the whole sale', () => {
    expect(totalsOf([line(5_000, { discount: percentOff(10_000) }), line(1_000)]).total).toBe(1_000)
    expect(refused([line(5_000)], off(5_000))).toEqual({ type: 'sale_not_positive' })
    expect(refused([line(0)])).toEqual({ type: 'sale_not_positive' })
  })

  it.each([
    ['more than the line', off(5_001)],
    ['more than all of it', percentOff(10_001)],
    ['a surcharge in disguise', off(-1)],
    ['a negative percentage', percentOff(-100)],
  ])('refuse %s', (_what, discount) => {
    expect(refused([line(5_000, { discount })])).toEqual({ type: 'discount_too_large', name: 'Pulpen Biru' })
    expect(refused([line(5_000)], discount)).toEqual({ type: 'discount_too_large', name: null })
  })

  it.each([0, -1000, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuse a quantity of %d',
    (quantity) => {
      expect(refused([line(5_000, { quantity })])).toEqual({
        type: 'line_quantity_invalid',
        name: 'Pulpen Biru',
      })
    },
  )

  it.each([-1, MAX_SALE_AMOUNT + 1])('refuse a price of %d', (price) => {
    expect(refused([line(price)])).toEqual({ type: 'line_price_invalid', name: 'Pulpen Biru' })
  })

  it('refuse an empty cart, and a sum that no longer prints', () => {
    expect(refused([])).toEqual({ type: 'cart_empty' })
    expect(refused([line(MAX_SALE_AMOUNT, { quantity: 2000 })])).toMatchObject({
      type: 'line_quantity_invalid',
    })
    expect(refused([line(MAX_SALE_AMOUNT), line(1)])).toEqual({
      type: 'sale_too_large',
      limit: MAX_SALE_AMOUNT,
      currency: 'IDR',
    })
  })
})

const aDiscount = (most: number): fc.Arbitrary<Discount | null> =>
  fc.oneof(fc.constant(null), fc.nat(most).map(off), fc.nat(10_000).map(percentOff))
const aLine = fc
  .record({
    unitPrice: fc.nat(500_000),
    quantity: fc.integer({ min: 1, max: 20_000 }),
    tax: fc.constantFrom<TaxKind>('none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added'),
    discount: aDiscount(5_000),
  })
  .map(({ unitPrice, ...rest }) => line(unitPrice, rest))
const aCart = fc.record({
  lines: fc.array(aLine, { minLength: 1, maxLength: 8 }),
  discount: aDiscount(20_000),
})

describe('for every cart the till accepts', () => {
  const always = (check: (totals: SaleTotals, lines: readonly SaleLine[]) => void): void => {
    let accepted = 0
    fc.assert(
      fc.property(aCart, ({ lines, discount }) => {
        const priced = priceCart(cart(lines, discount), DEFAULT_TAX_RULES)
        if (!priced.ok) return
        accepted += 1
        check(priced.value, lines)
      }),
      { numRuns: 1_000 },
    )
    expect(accepted).toBeGreaterThan(300)
  }

  it('lines - discounts + added tax is the total, to the rupiah', () => {
    always(({ lines, subtotal, orderDiscount, taxes, total }) => {
      const added = taxes.filter((tax) => !tax.included).reduce((sum, tax) => sum + tax.amount, 0)
      expect(lines.reduce((sum, each) => sum + each.gross - each.discountAmount, 0)).toBe(subtotal)
      expect(subtotal - orderDiscount + added).toBe(total)
      expect(total).toBeGreaterThan(0)
    })
  })

  it('tax and base together are what was taxed: all of it where every line bears tax, else no more', () => {
    always(({ taxes, subtotal, orderDiscount, lines }) => {
      const taxed = taxes.reduce((sum, tax) => sum + tax.base + (tax.included ? tax.amount : 0), 0)
      const least = lines.every((each) => each.tax !== 'none') ? subtotal - orderDiscount : 0
      expect(taxed).toBeGreaterThanOrEqual(least)
      expect(taxed).toBeLessThanOrEqual(subtotal - orderDiscount)
    })
  })

  it('every printed amount is whole and none is negative', () => {
    always(({ taxes, subtotal, orderDiscount, lines, total }) => {
      const printed = [
        ...lines.flatMap((each) => [each.gross, each.discountAmount, each.net]),
        ...taxes.flatMap((tax) => [tax.base, tax.amount]),
        subtotal,
        orderDiscount,
        total,
      ]
      for (const amount of printed) {
        expect(Number.isSafeInteger(amount)).toBe(true)
        expect(amount).toBeGreaterThanOrEqual(0)
      }
    })
  })

  it('a discount on the order never makes it dearer', () => {
    always(({ total }, lines) => {
      expect(total).toBeLessThanOrEqual(totalsOf(lines).total)
    })
  })

  it('the order in which things were scanned does not change the price', () => {
    always((_totals, lines) => {
      expect(totalsOf(lines.toReversed()).total).toBe(totalsOf(lines).total)
    })
  })
})

describe('cash', () => {
  it('is rounded to coins in use, and the difference is named', () => {
    expect(cashRounding(amountOf(149_850), amountOf(100))).toBe(50)
    expect(cashRounding(amountOf(149_840), amountOf(100))).toBe(-40)
    expect(cashRounding(amountOf(149_850), amountOf(0))).toBe(0)
  })

  it('is never rounded away altogether: a rest of Rp 40 stays Rp 40', () => {
    expect(cashRounding(amountOf(40), amountOf(100))).toBe(0)
    expect(cashRounding(amountOf(50), amountOf(100))).toBe(50)
  })

  it('after rounding is above zero, a multiple of the step or exact, and at most half a step away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.constantFrom(50, 100, 500, 1000),
        (due, step) => {
          const change = cashRounding(amountOf(due), amountOf(step))
          expect(due + change).toBeGreaterThan(0)
          expect(Math.abs(change) * 2).toBeLessThanOrEqual(step)
          expect(change === 0 || (due + change) % step === 0).toBe(true)
        },
      ),
    )
  })

  it.each([
    [3_500, [3_500, 5_000, 10_000, 20_000, 50_000]],
    [12_300, [12_300, 15_000, 20_000, 50_000, 100_000]],
    [15_000, [15_000, 20_000, 50_000, 100_000]],
    [25_000, [25_000, 30_000, 40_000, 50_000, 100_000]],
    [50_000, [50_000, 100_000]],
    [100_000, [100_000]],
    [149_850, [149_850, 150_000, 200_000]],
    [149_900, [149_900, 150_000, 200_000]],
  ])('for %d is handed over as %j', (due, expected) => {
    expect(quickCashAmounts(amountOf(due))).toEqual(expected)
  })

  it('sums offered at a press are exact first, then above it, ascending, in notes, at most four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), (due) => {
        const [first, ...more] = quickCashAmounts(amountOf(due))
        expect(first).toBe(due)
        expect(more.length).toBeLessThanOrEqual(4)
        for (const [index, sum] of more.entries()) {
          expect(sum).toBeGreaterThan(index === 0 ? due : (more[index - 1] ?? 0))
          expect(sum % 1_000).toBe(0)
          expect(sum - due).toBeLessThan(100_000)
        }
      }),
    )
  })
})

describe('the number of a sale', () => {
  it('names till, business day and a counter that may pass five digits', () => {
    expect(formatSaleNumber('DPS1', '2026-07-15', 42)).toBe('DPS1-260715-00042')
    expect(formatSaleNumber('DPS1', '2026-07-15', 123_456)).toBe('DPS1-260715-123456')
  })
})

describe('a cart with only included tax', () => {
  it('costs what the price tags say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 8 }),
        (prices) => {
          const lines = prices.map((price) => line(price, { tax: 'ppn_included' }))
          expect(totalsOf(lines).total).toBe(addAmounts(...prices.map(amountOf)))
        },
      ),
    )
  })
})
