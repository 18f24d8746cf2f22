import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchBatch, openBatches, type RecordedSlip } from '../../src/core/domain/shifts/edc-match.ts'
import { amountOf, CURRENCIES, negate, MAX_SALE_AMOUNT } from '../../src/core/domain/money.ts'
import {
  checkCount,
  compareCount,
  countTotal,
  DRAWER_PIECES,
  expectedCash,
  sumOf,
  sumTakings,
  type Taking,
} from '../../src/core/domain/shifts/shift.ts'

const METHODS = ['cash', 'qris', 'edc', 'transfer', 'static_qris', 'link'] as const
const anyAmount = fc.integer({ min: 1, max: 5_000_000 }).map(amountOf)
type Row = Pick<Taking, 'what' | 'method' | 'currency' | 'amount' | 'rounding'>
const row = (what: Row['what'], method: Row['method'], amount: number, currency: Row['currency']): Row => ({
  ...{ what, method, currency, amount: amountOf(amount), rounding: amountOf(0) },
})
const anyRow = fc
  .tuple(
    fc.constantFrom('float', 'sale', 'refund', 'cash_in', 'cash_out' as const),
    fc.constantFrom(...METHODS),
    anyAmount,
    fc.constantFrom(...CURRENCIES),
  )
  .map(([what, method, amount, currency]) =>
    row(
      what,
      what === 'sale' || what === 'refund' ? method : 'cash',
      what === 'refund' || what === 'cash_out' ? negate(amount) : amount,
      currency,
    ),
  )

describe('what ought to be in the drawer', () => {
  it('is float + cash kept - cash given back + put in - taken out, whatever came by other ways', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const idr = rows.filter(({ currency }) => currency === 'IDR')
        const cash = (what: Row['what']) =>
          idr
            .filter((each) => each.what === what && each.method === 'cash')
            .reduce((sum, { amount }) => sum + Math.abs(amount), 0)
        expect(expectedCash(idr)).toBe(
          cash('float') + cash('sale') - cash('refund') + cash('cash_in') - cash('cash_out'),
        )
      }),
    )
  })

  it('sums keep every row once and never add two currencies', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (rows) => {
        const sums = sumTakings(rows)
        for (const currency of CURRENCIES) {
          const those = rows.filter((each) => each.currency === currency)
          const summed = sums.filter((each) => each.currency === currency)
          expect(summed.reduce((all, { amount }) => all + amount, 0)).toBe(
            those.reduce((all, { amount }) => all + amount, 0),
          )
          expect(summed.reduce((all, { count }) => all + count, 0)).toBe(those.length)
          const sales = those.filter(({ what }) => what === 'sale')
          expect(sumOf(sums, 'sale', currency)).toEqual({
            count: sales.length,
            amount: sales.reduce((all, { amount }) => all + amount, 0),
          })
        }
      }),
    )
  })
})

describe('a count', () => {
  it('of known notes and coins is their sum, in whatever order it was typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CURRENCIES).chain((currency) =>
          fc.tuple(
            fc.constant(currency),
            fc
              .shuffledSubarray([...DRAWER_PIECES[currency]])
              .chain((values) =>
                fc.tuple(
                  ...values.map((value) =>
                    fc.integer({ min: 0, max: 500 }).map((pieces) => ({ value, pieces })),
                  ),
                ),
              ),
          ),
        ),
        ([currency, typed]) => {
          const asText = typed.map(({ value, pieces }) => ({ value, pieces: ` ${pieces} ` }))
          const checked = checkCount(asText, currency)
          const total = typed.reduce((sum, { value, pieces }) => sum + value * pieces, 0)
          if (total > MAX_SALE_AMOUNT) return expect(checked.ok).toBe(false)
          if (!checked.ok) throw new Error(JSON.stringify(checked.error))
          expect(checked.value.total).toBe(total)
          expect(countTotal(checked.value.counts)).toBe(total)
          return undefined
        },
      ),
    )
  })

  it.each([
    ['letters', 'dua'],
    ['a sign', '-3'],
    ['a fraction', '1,5'],
    ['a number below zero', -1],
    ['half a note', 0.5],
    ['no number', Number.NaN],
    ['a scanned barcode', '8991234567890'],
    ['more than a drawer holds', 20_001],
    ['an exponent', '1e3'],
  ])('with %s is refused, with the line that is wrong', (_what, pieces) => {
    expect(checkCount([{ value: 50_000, pieces }], 'IDR')).toEqual({
      ok: false,
      error: { type: 'count_invalid', value: 50_000, typed: String(pieces).slice(0, 20) },
    })
  })

  it('of a note that does not exist, or of one twice, or of more than fits, is refused', () => {
    expect(checkCount([{ value: 30_000, pieces: 1 }], 'IDR').ok).toBe(false)
    expect(
      checkCount(
        [
          { value: 5_000, pieces: 1 },
          { value: 5_000, pieces: 1 },
        ],
        'IDR',
      ).ok,
    ).toBe(false)
    expect(checkCount([{ value: 100_000, pieces: 20_000 }], 'IDR')).toMatchObject({
      error: { type: 'count_invalid', value: null },
    })
  })

  it('left empty counts nothing', () => {
    expect(checkCount([{ value: 5_000, pieces: '' }], 'IDR')).toMatchObject({ value: { total: 0 } })
  })

  it('that fits needs no reason; one that differs does, either way', () => {
    fc.assert(
      fc.property(
        anyAmount,
        anyAmount,
        fc.constantFrom('', '   ', ' uang kecil '),
        (counted, expected, reason) => {
          const compared = compareCount(counted, expected, reason)
          const variance = counted - expected
          if (variance === 0) expect(compared).toEqual({ ok: true, value: { variance: 0, reason: null } })
          else if (reason.trim() === '')
            expect(compared).toMatchObject({ error: { type: 'variance_needs_reason', variance } })
          else expect(compared).toEqual({ ok: true, value: { variance, reason: 'uang kecil' } })
        },
      ),
    )
  })
})

const slip = (trace: string, amount: number, more: Partial<RecordedSlip> = {}): RecordedSlip => ({
  ...{
    tenderId: `t${trace}`,
    saleNumber: `TK1-${trace}`,
    tid: '10203040',
    batch: '000012',
    bank: 'BCA',
    mid: '',
  },
  ...{ trace, amount: amountOf(amount), at: '2026-07-15T05:00:00.000Z' },
  ...more,
})

describe("a card terminal's settlement", () => {
  it('matches when count and sum are the same, with leading zeros or without', () => {
    const match = matchBatch([slip('000101', 50_000), slip('000102', 20_000)], {
      ...{ count: 2, amount: amountOf(70_000) },
      slips: [
        { trace: '102', amount: amountOf(20_000) },
        { trace: '101', amount: amountOf(50_000) },
      ],
    })
    expect(match).toMatchObject({ verdict: 'matches', difference: 0, missing: [], extra: [], differing: [] })
  })

  it('names what is missing there, what is extra there, and what differs', () => {
    const match = matchBatch([slip('101', 50_000), slip('102', 20_000), slip('103', 30_000)], {
      ...{ count: 3, amount: amountOf(99_000) },
      slips: [
        { trace: '101', amount: amountOf(50_000) },
        { trace: '103', amount: amountOf(31_000) },
        { trace: '104', amount: amountOf(18_000) },
      ],
    })
    expect(match.verdict).toBe('differs')
    expect(match.missing.map(({ trace }) => trace)).toEqual(['102'])
    expect(match.extra).toEqual([{ trace: '104', amount: 18_000 }])
    expect(match.differing).toMatchObject([{ slip: { trace: '103' }, typed: 31_000 }])
  })

  it('with sums alone points at the one slip that would explain what is missing', () => {
    const match = matchBatch([slip('101', 50_000), slip('102', 20_000)], {
      ...{ count: 1, amount: amountOf(50_000), slips: [] },
    })
    expect(match).toMatchObject({ verdict: 'differs', difference: -20_000, suspects: [{ trace: '102' }] })
  })

  it('the same sum with another number of slips is no match', () => {
    const typed = { count: 1, amount: amountOf(70_000), slips: [] }
    expect(matchBatch([slip('101', 50_000), slip('102', 20_000)], typed).verdict).toBe('differs')
  })

  it('every recorded slip ends in exactly one place: paired, differing or missing', () => {
    const anySlip = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }))
    fc.assert(
      fc.property(
        fc.array(anySlip, { maxLength: 8 }),
        fc.array(anySlip, { minLength: 1, maxLength: 8 }),
        (here, there) => {
          const recorded = here.map(([trace, amount], place) =>
            slip(String(trace), amount, { tenderId: `t${place}` }),
          )
          const slips = there.map(([trace, amount]) => ({ trace: String(trace), amount: amountOf(amount) }))
          const amount = amountOf(slips.reduce((sum, each) => sum + each.amount, 0))
          const match = matchBatch(recorded, { count: slips.length, amount, slips })
          const paired = slips.length - match.extra.length - match.differing.length
          expect(paired + match.differing.length + match.missing.length).toBe(recorded.length)
        },
      ),
    )
  })

  it('that was forgotten stands there by terminal and batch, oldest first', () => {
    const open = openBatches([
      slip('1', 10_000, { at: '2026-07-15T09:00:00.000Z' }),
      slip('2', 5_000, { tid: '99', batch: '', at: '2026-07-14T09:00:00.000Z' }),
      slip('3', 15_000, { at: '2026-07-15T08:00:00.000Z' }),
    ])
    expect(open).toMatchObject([
      { tid: '99', batch: '', count: 1, amount: 5_000 },
      { tid: '10203040', count: 2, amount: 25_000, since: '2026-07-15T08:00:00.000Z' },
    ])
  })
})
