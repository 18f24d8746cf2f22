import { describe, expect, it } from 'vitest'
import {
  hasCheckDigit,
  readScaleBarcode,
  spellingsOf,
  type ScaleRule,
} from '../../src/core/domain/catalog/scale-barcode.ts'

const RULES: readonly ScaleRule[] = [
  { prefix: '20', holds: 'weight', step: 1 },
  { prefix: '21', holds: 'price', step: 10 },
]

/** Twelve digits with the one that must follow. */
const ean = (twelve: string): string =>
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${twelve}${digit}`).find(hasCheckDigit) ?? ''

describe("a scale's label", () => {
  it('says the weight in thousandths of the unit', () => {
    const read = readScaleBarcode(ean('200012301250'), RULES)
    expect(read).toEqual({ ok: true, value: { item: '00123', holds: 'weight', value: 1_250 } })
  })

  it('says the price, with the zeros a scale leaves away', () => {
    const read = readScaleBarcode(ean('210012301250'), RULES)
    expect(read).toEqual({ ok: true, value: { item: '00123', holds: 'price', value: 12_500 } })
  })

  it('is not believed when one digit of it was misread', () => {
    const code = ean('200012301250')
    for (let place = 2; place < 13; place += 1) {
      const wrong = (Number(code[place]) + 1) % 10
      const misread = `${code.slice(0, place)}${wrong}${code.slice(place + 1)}`
      expect(readScaleBarcode(misread, RULES)).toEqual({ ok: false, error: 'misread' })
    }
  })

  it('without a weight in it sells nothing', () => {
    expect(readScaleBarcode(ean('200012300000'), RULES)).toEqual({ ok: false, error: 'misread' })
  })

  it.each(['220012301250', '899123456789', '2000123'])('is no other code: %s', (code) => {
    expect(readScaleBarcode(code.length === 12 ? ean(code) : code, RULES)).toBeNull()
  })
})

describe('codes', () => {
  it.each(['4006381333931', '96385074', '036000291452'])('know their check digit: %s', (code) => {
    const fits = Array.from({ length: 10 }, (_, last) => `${code.slice(0, -1)}${last}`).filter(hasCheckDigit)
    expect(fits).toEqual([code])
  })

  it('of one article are the same with the zero in front and without', () => {
    expect(spellingsOf('036000291452')).toEqual(['036000291452', '0036000291452'])
    expect(spellingsOf('0036000291452')).toEqual(['0036000291452', '036000291452'])
    expect(spellingsOf('8991234567890')).toEqual(['8991234567890'])
  })
})
