import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addAmounts,
  amountOf,
  formatAmount,
  formatMoney,
  MAX_SALE_AMOUNT,
  negate,
  parseTypedAmount,
  roundToStep,
  scaleAmount,
  splitAmount,
  subtractAmount,
  type Amount,
} from '../../src/core/domain/money.ts'
import { refusalOf, valueOf } from './tender-builders.ts'

const anAmount = fc.integer({ min: -999_999_999, max: 999_999_999 }).map(amountOf)

describe('money is whole', () => {
  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('so %d is a bug, not an amount', (value) => {
    expect(() => amountOf(value)).toThrow(RangeError)
  })

  it('and a sum that leaves the exact range is a bug too, never a wrong sum', () => {
    expect(() => addAmounts(amountOf(Number.MAX_SAFE_INTEGER), amountOf(1))).toThrow(RangeError)
    expect(() => subtractAmount(amountOf(Number.MIN_SAFE_INTEGER), amountOf(1))).toThrow(RangeError)
  })

  it('and nothing owed is plain zero, not minus zero', () => {
    expect(Object.is(negate(amountOf(0)), 0)).toBe(true)
    expect(Object.is(scaleAmount(amountOf(-1), 1, 1000), 0)).toBe(true)
    expect(Object.is(roundToStep(amountOf(-1), amountOf(100)), 0)).toBe(true)
  })
})

describe('scaling', () => {
  it.each([
    [5, 1, 10, 1],
    [-5, 1, 10, -1],
    [4, 1, 10, 0],
    [-4, 1, 10, 0],
    [15, 1, 10, 2],
  ])('%d times %d/%d rounds half away from zero to %d', (value, numerator, denominator, expected) => {
    expect(scaleAmount(amountOf(value), numerator, denominator)).toBe(expected)
  })

  it('stays exact where a double would not be', () => {
    // 999.999.999 x 11.111 / 11.111 passes 2^53 on the way when the factor is large
    expect(scaleAmount(MAX_SALE_AMOUNT, 999_999_937, 999_999_937)).toBe(MAX_SALE_AMOUNT)
  })

  it('is never further than half from the true value', () => {
    fc.assert(
      fc.property(anAmount, fc.nat(9_000_000), fc.integer({ min: 1, max: 20_000 }), (value, up, down) => {
        const twiceOff =
          2n * (BigInt(scaleAmount(value, up, down)) * BigInt(down) - BigInt(value) * BigInt(up))
        expect((twiceOff < 0n ? -twiceOff : twiceOff) <= BigInt(down)).toBe(true)
      }),
    )
  })

  it('by nothing, or by a negative share, is a bug', () => {
    expect(() => scaleAmount(amountOf(1), 1, 0)).toThrow(RangeError)
    expect(() => scaleAmount(amountOf(1), 1, -1)).toThrow(RangeError)
  })
})

describe('rounding to coins', () => {
  it.each([
    [149_850, 100, 149_900],
    [149_849, 100, 149_800],
    [149_850, 1, 149_850],
    [149_850, 0, 149_850],
    [149_875, 50, 149_900],
    [-150, 100, -200],
  ])('%d to steps of %d is %d', (value, step, expected) => {
    expect(roundToStep(amountOf(value), amountOf(step))).toBe(expected)
  })
})

describe('a split', () => {
  const weights = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 12 })

  it('never loses or invents a rupiah', () => {
    fc.assert(
      fc.property(anAmount, weights, (total, shares) => {
        expect(addAmounts(...splitAmount(total, shares))).toBe(total)
      }),
    )
  })

  it('is fair: every part is its exact share, rounded up or down', () => {
    fc.assert(
      fc.property(
        anAmount,
        weights.filter((shares) => shares.some((share) => share > 0)),
        (total, shares) => {
          const sum = shares.reduce((a, b) => a + BigInt(b), 0n)
          for (const [index, part] of splitAmount(total, shares).entries()) {
            const off = BigInt(part) * sum - BigInt(total) * BigInt(shares[index] ?? 0)
            expect((off < 0n ? -off : off) < sum).toBe(true)
          }
        },
      ),
    )
  })

  it('takes from no part more than there is in it', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (shares, portion) => {
        const total = Math.floor(shares.reduce((a, b) => a + b, 0) * portion)
        for (const [index, part] of splitAmount(amountOf(total), shares).entries()) {
          expect(part).toBeLessThanOrEqual(shares[index] ?? 0)
        }
      }),
    )
  })

  it('gives the odd rupiah to the earlier part', () => {
    expect(splitAmount(amountOf(100), [1, 1, 1])).toEqual([34, 33, 33])
    expect(splitAmount(amountOf(-100), [1, 1, 1])).toEqual([-34, -33, -33])
    expect(splitAmount(amountOf(10), [1, 2])).toEqual([3, 7])
  })

  it('over nothing but zeros goes to the first part', () => {
    expect(splitAmount(amountOf(5), [0, 0])).toEqual([5, 0])
  })

  it.each([[[]], [[-1, 2]], [[0.5]], [[Number.NaN]]])('over %j is a bug', (shares) => {
    expect(() => splitAmount(amountOf(5), shares)).toThrow(RangeError)
  })
})

describe('an amount typed by a person', () => {
  it.each([
    ['15000', 15_000],
    ['15.000', 15_000],
    ['15 000', 15_000],
    ['Rp 15.000', 15_000],
    ['Rp15.000', 15_000],
    ['rp. 15.000', 15_000],
    ['Rp\u00a015.000', 15_000],
    ['\u202f15.000\n', 15_000],
    ['\t 1.250.000 ', 1_250_000],
    ['0015', 15],
    ['1', 1],
    ['999.999.999', 999_999_999],
  ])('%j is %d', (typed, expected) => {
    expect(parseTypedAmount(typed)).toEqual({ ok: true, value: expected })
  })

  it.each(['', '   ', '\u00a0', 'Rp', 'Rp.', 'rp  '])('%j is empty', (typed) => {
    expect(parseTypedAmount(typed)).toEqual({ ok: false, error: { type: 'amount_empty' } })
  })

  it.each(['-5', '- 5', '\u22125', 'Rp -5.000', '0', '00', 'Rp 0'])('%j is not above zero', (typed) => {
    expect(parseTypedAmount(typed)).toEqual({ ok: false, error: { type: 'amount_not_positive', typed } })
  })

  it.each(['1.500,50', '1500,5', '15.000,00', '0,5', '1,500'])(
    '%j has a fraction, and none circulates',
    (typed) => {
      expect(parseTypedAmount(typed)).toEqual({ ok: false, error: { type: 'amount_fraction', typed } })
    },
  )

  it.each([
    '1.50',
    '1.5',
    '1.5000',
    '0.500',
    '0 500',
    '1.000.00',
    '.500',
    '500.',
    '1..000',
    '1. 000',
    '1.000 000',
    '1 000.000',
    '1,500,000',
    '1,500.50',
    ',5',
    '1e9',
    '1E9',
    '0x10',
    '0b1',
    '1_000',
    '+5',
    '--5',
    'NaN',
    'Infinity',
    '١٥٠٠٠', // Arabic-Indic digits
    '１５０００', // full-width digits
    '15\u00a0000',
    '15\n000',
    '15\u200b000',
    '15000 rupiah',
    'Rp Rp 5',
    'USD 5',
    '=1+1',
    '<b>5</b>',
    '5; DROP TABLE sales',
    'ID1020304050607',
    'null',
  ])('%j could be anything and is refused', (typed) => {
    expect(parseTypedAmount(typed)).toEqual({ ok: false, error: { type: 'amount_not_a_number', typed } })
  })

  it.each(['1000000000', '1.000.000.000', '9'.repeat(17), '9'.repeat(400)])('%j is too large', (typed) => {
    expect(parseTypedAmount(typed)).toEqual({
      ok: false,
      error: { type: 'amount_too_large', limit: MAX_SALE_AMOUNT, currency: 'IDR' },
    })
  })

  it('is held against the limit the field sets', () => {
    const limit = amountOf(50_000)
    expect(valueOf(parseTypedAmount('50.000', { limit }))).toBe(50_000)
    expect(refusalOf(parseTypedAmount('50.001', { limit }))).toEqual({
      type: 'amount_too_large',
      limit,
      currency: 'IDR',
    })
  })

  it('is never anything but a whole positive amount within the limit, whatever is pasted', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'0123456789., -Rpe\u00a0') }),
    )
    fc.assert(
      fc.property(hostile, (typed) => {
        const read = parseTypedAmount(typed)
        if (!read.ok) return
        expect(Number.isSafeInteger(read.value)).toBe(true)
        expect(read.value).toBeGreaterThan(0)
        expect(read.value).toBeLessThanOrEqual(MAX_SALE_AMOUNT)
        // and it is spelt by the digits that stand there, no others
        expect(String(read.value)).toBe(typed.replace(/[^0-9]/g, '').replace(/^0+/, ''))
      }),
      { numRuns: 2_000 },
    )
  })

  it('reads back every amount that was written for people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_SALE_AMOUNT }).map(amountOf), (amount) => {
        expect(valueOf(parseTypedAmount(formatAmount(amount)))).toBe(amount)
        expect(valueOf(parseTypedAmount(formatMoney(amount)))).toBe(amount)
      }),
    )
  })
})

describe('an amount written for people', () => {
  const money: readonly (readonly [string, Amount, 'IDR' | 'USD' | 'UYU', 'id' | 'en'])[] = [
    ['Rp 150.000', amountOf(150_000), 'IDR', 'id'],
    ['Rp 150.000', amountOf(150_000), 'IDR', 'en'],
    ['Rp 999', amountOf(999), 'IDR', 'id'],
    ['Rp 0', amountOf(0), 'IDR', 'id'],
    ['-Rp 25.000', amountOf(-25_000), 'IDR', 'id'],
    ['US$ 1,234.50', amountOf(123_450), 'USD', 'en'],
    ['US$ 1.234,50', amountOf(123_450), 'USD', 'id'],
    ['US$ 0,05', amountOf(5), 'USD', 'id'],
    ['$U 1.234,50', amountOf(123_450), 'UYU', 'en'],
  ]
  it.each(money)('is %s', (expected, amount, currency, language) => {
    expect(formatMoney(amount, currency, language)).toBe(expected)
  })

  it('has plain ASCII only, since thermal printers print rubbish for a no-break space', () => {
    fc.assert(
      fc.property(
        anAmount,
        fc.constantFrom('IDR' as const, 'USD' as const, 'UYU' as const),
        (amount, currency) => {
          expect(formatMoney(amount, currency)).toMatch(/^-?[A-Z$a-z]+ [0-9.,]+$/)
        },
      ),
    )
  })

  it('fits in double width on 58 mm paper, up to the largest sale', () => {
    expect(formatMoney(MAX_SALE_AMOUNT).length).toBeLessThanOrEqual(16)
  })
})
