import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waysToCollect } from '../../src/core/domain/tenders/collecting.ts'
import {
  amountOf,
  CASH_PIECES,
  CASH_ROUNDING_STEPS,
  CURRENCIES,
  decimalMark,
  formatAmount,
  formatMoney,
  MAX_SALE_AMOUNT,
  parseTypedAmount,
  type Currency,
} from '../../src/core/domain/money.ts'
import { cashRounding, quickCashAmounts } from '../../src/core/domain/sale.ts'

type Writing = readonly [Currency, 'id' | 'en']
const PESOS: Writing = ['UYU', 'id']
const DOLLARS: Writing = ['USD', 'en']
const read = (typed: string, [currency, language]: Writing) => parseTypedAmount(typed, { currency, language })
const inCents: readonly Writing[] = [PESOS, ['UYU', 'en'], DOLLARS, ['USD', 'id']]

describe('pesos and dollars as a person types them', () => {
  it.each<[string, Writing, number]>([
    ['1234', PESOS, 123_400],
    ['1.234', PESOS, 123_400],
    ['1 234', PESOS, 123_400],
    ['1.234,5', PESOS, 123_450],
    ['1.234,50', PESOS, 123_450],
    ['1234,50', PESOS, 123_450],
    ['$U 1.234,50', PESOS, 123_450],
    ['$1.234,50', PESOS, 123_450],
    ['0,05', PESOS, 5],
    ['12,30', PESOS, 1_230],
    // the mark of the other convention, where nothing else can be meant
    ['1.50', PESOS, 150],
    ['0.05', PESOS, 5],
    ['1,234.50', PESOS, 123_450],
    ['9.999.999,99', PESOS, 999_999_999],
    ['1,234.50', DOLLARS, 123_450],
    ['US$ 1,234.50', DOLLARS, 123_450],
    ['$12', DOLLARS, 1_200],
    ['1,234', DOLLARS, 123_400],
    ['1,50', DOLLARS, 150],
    ['1.234,50', DOLLARS, 123_450],
    ['1.234', ['USD', 'id'], 123_400],
    ['1.234,50', ['USD', 'id'], 123_450],
  ])('%j (%s) is %d', (typed, writing, expected) => {
    expect(read(typed, writing)).toEqual({ ok: true, value: expected })
  })

  it.each<[string, Writing, string]>([
    ['', PESOS, 'amount_empty'],
    ['$U', PESOS, 'amount_empty'],
    ['0,00', PESOS, 'amount_not_positive'],
    ['0', PESOS, 'amount_not_positive'],
    ['-1,50', PESOS, 'amount_not_positive'],
    ['1,505', PESOS, 'amount_too_fine'],
    ['12,3456', PESOS, 'amount_too_fine'],
    // a thousand and a half, or one and a half thousandths? Nobody is asked to guess.
    ['1,234', PESOS, 'amount_too_fine'],
    ['1.234', DOLLARS, 'amount_too_fine'],
    ['0.500', PESOS, 'amount_not_a_number'],
    ['1.5000', PESOS, 'amount_not_a_number'],
    ['1.234.50', PESOS, 'amount_not_a_number'],
    ['1.2345,6', PESOS, 'amount_not_a_number'],
    [',50', PESOS, 'amount_not_a_number'],
    ['5,', PESOS, 'amount_not_a_number'],
    ['1,2,3', PESOS, 'amount_not_a_number'],
    ['Rp 5', PESOS, 'amount_not_a_number'],
    ['1e3', PESOS, 'amount_not_a_number'],
    ['10.000.000,00', PESOS, 'amount_too_large'],
    ['$U 5', ['IDR', 'id'], 'amount_not_a_number'],
    ['9'.repeat(400), PESOS, 'amount_too_large'],
  ])('%j (%s) is %s', (typed, writing, type) => {
    const refused = read(typed, writing)
    expect(refused.ok ? refused : refused.error.type).toBe(type)
  })

  it('every amount is read back as it was written, in either language', () => {
    const amount = fc.integer({ min: 1, max: MAX_SALE_AMOUNT }).map(amountOf)
    fc.assert(
      fc.property(amount, fc.constantFrom(...inCents), (value, writing) => {
        const [currency, language] = writing
        expect(read(formatAmount(value, currency, language), writing)).toEqual({ ok: true, value })
        expect(read(formatMoney(value, currency, language), writing)).toEqual({ ok: true, value })
      }),
    )
  })

  it('what is pasted is never anything but the digits that stand there', () => {
    const hostile = fc.string({ unit: fc.constantFrom(...'0123456789.,, -$U') })
    fc.assert(
      fc.property(hostile, fc.constantFrom(...inCents), (typed, writing) => {
        const result = read(typed, writing)
        if (!result.ok) return
        expect(result.value).toBeGreaterThan(0)
        expect(result.value).toBeLessThanOrEqual(MAX_SALE_AMOUNT)
        const digits = typed.replace(/\D/g, '').replace(/^0+/, '')
        expect(String(result.value).replace(/0+$/, '')).toBe(digits.replace(/0+$/, ''))
      }),
      { numRuns: 2_000 },
    )
  })

  it('the key for cents is the mark that the language writes', () => {
    expect(CURRENCIES.map((currency) => decimalMark(currency, 'id'))).toEqual([null, ',', ','])
    expect(CURRENCIES.map((currency) => decimalMark(currency, 'en'))).toEqual([null, '.', ','])
  })

  it('the largest sale fits in double width on 58 mm paper', () => {
    for (const [currency, language] of inCents)
      expect(formatMoney(MAX_SALE_AMOUNT, currency, language).length).toBeLessThanOrEqual(16)
  })
})

describe('cash in pesos and dollars', () => {
  it.each<[Currency, number, number[]]>([
    ['UYU', 18_750, [18_750, 20_000, 50_000, 100_000, 200_000]],
    ['UYU', 20_000, [20_000, 50_000, 100_000, 200_000]],
    ['UYU', 100_000, [100_000, 200_000]],
    ['USD', 1_999, [1_999, 2_000, 5_000, 10_000]],
    ['USD', 325, [325, 500, 1_000, 2_000, 5_000]],
    ['USD', 10_000, [10_000]],
  ])('%s %d is handed over as %j', (currency, due, expected) => {
    expect(quickCashAmounts(amountOf(due), currency)).toEqual(expected)
  })

  it('every sum offered is exact, or above it in pieces that exist', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.constantFrom(...CURRENCIES), (due, currency) => {
        const pieces = CASH_PIECES[currency]
        const [first, ...more] = quickCashAmounts(amountOf(due), currency)
        expect(first).toBe(due)
        expect(more.length).toBeLessThanOrEqual(4)
        for (const sum of more) {
          expect(sum % (pieces.at(-1) ?? 1)).toBe(0)
          expect(sum - due).toBeLessThan(pieces[0] ?? 0)
        }
      }),
    )
  })

  it('is rounded by steps that exist in the currency', () => {
    for (const currency of CURRENCIES) expect(CASH_ROUNDING_STEPS[currency][0]).toBe(1)
    // to the peso
    expect(cashRounding(amountOf(18_749), amountOf(100))).toBe(-49)
    expect(cashRounding(amountOf(18_750), amountOf(100))).toBe(50)
    // to the nickel
    expect(cashRounding(amountOf(1_998), amountOf(5))).toBe(2)
  })
})

describe('how a customer may pay', () => {
  const plugipay = { collects: ['link', 'qris'], currencies: ['IDR', 'USD'] } as const
  const plexo = { collects: ['link'], currencies: ['UYU', 'USD'] } as const

  it('QRIS is offered in rupiah only, by a provider that does it', () => {
    expect(waysToCollect(plugipay, 'IDR')).toEqual(['qris', 'link'])
    expect(waysToCollect(plugipay, 'USD')).toEqual(['link'])
    expect(waysToCollect(plexo, 'UYU')).toEqual(['link'])
    expect(waysToCollect({ collects: ['qris', 'link'], currencies: CURRENCIES }, 'UYU')).toEqual(['link'])
  })

  it('nothing is offered in a currency that the provider does not take', () => {
    expect(waysToCollect(plexo, 'IDR')).toEqual([])
    expect(waysToCollect(plugipay, 'UYU')).toEqual([])
    expect(waysToCollect({ collects: [], currencies: [] }, 'IDR')).toEqual([])
  })
})
