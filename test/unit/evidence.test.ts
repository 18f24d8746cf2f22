import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkCash,
  checkEdcSlip,
  looksLikeCardNumber,
  type EdcSlip,
} from '../../src/core/domain/tenders/evidence.ts'
import { amountOf } from '../../src/core/domain/money.ts'

const slip: EdcSlip = {
  bank: 'BCA',
  tid: '12345678',
  mid: '000000012345678',
  batch: '000012',
  trace: '000345',
  rrn: '000012345678',
  approvalCode: 'A1B2C3',
  lastFour: '1234',
  entryMode: 'chip',
}

/** Appends the digit that makes the Luhn sum a multiple of ten; written apart from the code under test. */
function withCheckDigit(digits: string): string {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

const cardNumbers = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 })
  .map((digits) => withCheckDigit(digits.join('')))

describe('a card slip', () => {
  it('is kept as typed, leading zeros included', () => {
    expect(checkEdcSlip(slip)).toEqual({ ok: true, value: slip })
  })

  it('may leave out what the terminal did not print, but not what a settlement is matched by', () => {
    const sparse = { ...slip, mid: '', batch: '', rrn: '', lastFour: '' }
    expect(checkEdcSlip(sparse)).toMatchObject({ ok: true })
    for (const field of ['bank', 'tid', 'trace', 'approvalCode'] as const) {
      expect(checkEdcSlip({ ...slip, [field]: '  ' })).toEqual({
        ok: false,
        error: { type: 'edc_field_missing', field },
      })
    }
  })

  it.each([
    ['lastFour', '123'],
    ['lastFour', '12a4'],
    ['trace', '12-45'],
    ['batch', 'abc'],
    ['bank', '<script>'],
    ['approvalCode', 'A B'],
  ] as const)('refuses %s %j', (field, value) => {
    expect(checkEdcSlip({ ...slip, [field]: value })).toEqual({
      ok: false,
      error: { type: 'edc_field_invalid', field },
    })
  })

  it('never takes a card number, in whatever field and however it is grouped; the refusal does not hold it either', () => {
    const fields = ['bank', 'tid', 'mid', 'batch', 'trace', 'rrn', 'approvalCode', 'lastFour'] as const
    fc.assert(
      fc.property(
        cardNumbers,
        fc.constantFrom(...fields),
        fc.constantFrom('', ' ', '-', '.'),
        (card, field, mark) => {
          const grouped = card.replace(/(.{4})(?=.)/g, `$1${mark}`)
          const checked = checkEdcSlip({ ...slip, [field]: grouped })
          expect(checked).toEqual({ ok: false, error: { type: 'card_number_typed', field } })
          expect(JSON.stringify(checked)).not.toContain(card)
        },
      ),
    )
  })

  it('takes a long reference that is no card number', () => {
    expect(looksLikeCardNumber('4111111111111111')).toBe(true)
    expect(looksLikeCardNumber('4111111111111112')).toBe(false)
    expect(looksLikeCardNumber('123456789012')).toBe(false)
  })
})

describe('cash in the hand', () => {
  it('gives the change to the rupiah', () => {
    expect(checkCash(amountOf(47_500), amountOf(50_000))).toEqual({
      ok: true,
      value: { kind: 'cash', tendered: 50_000, change: 2_500 },
    })
  })

  it('is refused when it is too little', () => {
    expect(checkCash(amountOf(47_500), amountOf(47_000))).toEqual({
      ok: false,
      error: { type: 'cash_too_little', due: 47_500, tendered: 47_000 },
    })
  })
})
