import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAmounts, amountOf, ZERO } from '../../src/core/domain/money.ts'
import { linesTotal, paidForLines, quantityLeft, refundLines } from '../../src/core/domain/refunds/lines.ts'
import {
  checkRefund,
  checkVoidSlip,
  formatRefundNumber,
  type RefundedLine,
} from '../../src/core/domain/refunds/refund.ts'
import {
  DEFAULT_TAX_RULES,
  priceCart,
  type Cart,
  type SaleLine,
  type TaxKind,
} from '../../src/core/domain/sale.ts'

const line = (id: string, unitPrice: number, more: Partial<SaleLine> = {}): SaleLine => ({
  ...{ id, productId: null, name: `Barang ${id}`, quantity: 1000, unitPrice: amountOf(unitPrice) },
  ...{ tax: 'none', discount: null, note: null },
  ...more,
})
const priced = (cart: Omit<Cart, 'currency'>) => {
  const totals = priceCart({ currency: 'IDR', ...cart }, DEFAULT_TAX_RULES)
  if (!totals.ok) throw new Error(totals.error.type)
  return totals.value
}

/** Any order that can be sold: a few grams of something cheap at half its price come to nothing. */
const anyCart: fc.Arbitrary<Omit<Cart, 'currency'>> = fc
  .record({
    discount: fc.option(
      fc.record({ kind: fc.constant('percent' as const), basisPoints: fc.integer({ min: 1, max: 6_000 }) }),
      { nil: null },
    ),
    lines: fc
      .array(
        fc.record({
          unitPrice: fc.integer({ min: 100, max: 250_000 }),
          quantity: fc.integer({ min: 10, max: 5_000 }),
          tax: fc.constantFrom<TaxKind>('none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added'),
          percent: fc.option(fc.integer({ min: 1, max: 5_000 }), { nil: null }),
        }),
        { minLength: 1, maxLength: 8 },
      )
      .map((lines) =>
        lines.map(({ unitPrice, quantity, tax, percent }, index) =>
          line(String(index), unitPrice, {
            ...{ quantity, tax },
            discount: percent === null ? null : { kind: 'percent', basisPoints: percent },
          }),
        ),
      ),
  })
  .filter((cart) => priceCart({ currency: 'IDR', ...cart }, DEFAULT_TAX_RULES).ok)

describe('what the customer paid for each line', () => {
  it('takes the order’s discount and the added tax along', () => {
    const sale = priced({
      discount: { kind: 'amount', amount: amountOf(10_000) },
      lines: [line('a', 60_000, { tax: 'ppn_added' }), line('b', 40_000)],
    })
    // 60.000 - 6.000 + 11 % of 54.000, and 40.000 - 4.000
    expect(paidForLines(sale, sale.total)).toEqual([59_940, 36_000])
  })

  it('is together what was paid, to the rupiah, rounding of cash included', () => {
    fc.assert(
      fc.property(anyCart, fc.integer({ min: -50, max: 50 }), (cart, rounding) => {
        const sale = priced(cart)
        const collected = amountOf(Math.max(1, sale.total + rounding))
        const paid = paidForLines(sale, collected)
        expect(addAmounts(ZERO, ...paid)).toBe(collected)
        expect(paid.every((each) => each >= 0)).toBe(true)
      }),
    )
  })

  it('in whatever parts the lines come back, all of them together are what was paid', () => {
    const parts = fc.array(fc.record({ which: fc.nat(7), part: fc.integer({ min: 1, max: 100 }) }), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(anyCart, parts, (cart, presses) => {
        const sale = priced(cart)
        let back: readonly RefundedLine[] = []
        const give = (lineId: string, quantity: number): void => {
          const lines = refundLines(sale, sale.total, back, [{ lineId, quantity }])
          if (!lines.ok) throw new Error(lines.error.type)
          back = [...back, ...lines.value]
        }
        for (const { which, part } of presses) {
          const chosen = sale.lines[which % sale.lines.length]
          if (chosen === undefined) continue
          const quantity = Math.ceil((quantityLeft(chosen, back) * part) / 100)
          if (quantity > 0) give(chosen.id, quantity)
        }
        for (const each of sale.lines) {
          const left = quantityLeft(each, back)
          if (left > 0) give(each.id, left)
        }
        expect(linesTotal(back)).toBe(sale.total)
        expect(back.every(({ amount }) => amount >= 0)).toBe(true)
      }),
    )
  })
})

describe('choosing lines', () => {
  const sale = priced({ discount: null, lines: [line('a', 5_000, { quantity: 3000 }), line('b', 2_000)] })

  it('gives back one of three, and then no more than the other two', () => {
    const one = refundLines(sale, sale.total, [], [{ lineId: 'a', quantity: 1000 }])
    expect(one).toEqual({
      ok: true,
      value: [{ lineId: 'a', name: 'Barang a', quantity: 1000, amount: 5_000 }],
    })
    const back = one.ok ? one.value : []
    const invalid = { ok: false, error: { type: 'refund_lines_invalid' } }
    expect(refundLines(sale, sale.total, back, [{ lineId: 'a', quantity: 2001 }])).toEqual(invalid)
    expect(refundLines(sale, sale.total, back, [{ lineId: 'a', quantity: 2000 }])).toMatchObject({ ok: true })
  })

  it.each([
    ['a line of another sale', [{ lineId: 'x', quantity: 1000 }]],
    [
      'the same line twice',
      [
        { lineId: 'a', quantity: 1000 },
        { lineId: 'a', quantity: 1000 },
      ],
    ],
    ['nothing of a line', [{ lineId: 'a', quantity: 0 }]],
  ])('refuses %s', (_what, chosen) => {
    expect(refundLines(sale, sale.total, [], chosen)).toEqual({
      ok: false,
      error: { type: 'refund_lines_invalid' },
    })
  })
})

describe('a refund’s paper', () => {
  it('has a number of its own beside those of sales', () => {
    expect(formatRefundNumber('BDG1', '2026-11-21', 1)).toBe('BDG1-R-261121-0001')
  })

  it('a void needs the approval code of the terminal’s slip, and takes no card number', () => {
    expect(checkVoidSlip({ rrn: ' 000012345678 ', approvalCode: ' A1B2C3 ' })).toEqual({
      ok: true,
      value: { rrn: '000012345678', approvalCode: 'A1B2C3' },
    })
    const refused = (slip: { rrn: string; approvalCode: string }) => {
      const checked = checkVoidSlip(slip)
      return checked.ok ? null : checked.error
    }
    expect(refused({ rrn: '1', approvalCode: '' })).toEqual({
      type: 'void_slip_invalid',
      field: 'approvalCode',
    })
    expect(refused({ rrn: '4111111111111111', approvalCode: '1' })).toEqual({
      type: 'void_slip_invalid',
      field: 'rrn',
    })
  })

  it('nothing at all is no refund', () => {
    expect(checkRefund(amountOf(10_000), [], amountOf(0))).toMatchObject({ ok: false })
  })
})
