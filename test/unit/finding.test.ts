import { describe, expect, it } from 'vitest'
import { wantedBy } from '../../src/core/domain/finding.ts'

describe('what was typed to find a sale again', () => {
  it.each([
    ['', null, null, null],
    ['42', '42', '00042', 42],
    ['00042', '00042', '00042', 42],
    ['27.500', '27.500', null, 27_500],
    ['Rp 27.500', 'RP 27.500', null, 27_500],
    ['27500', '27500', '27500', 27_500],
    ['bdg1-20260715-00042', 'BDG1-20260715-00042', null, null],
    ['cs_test_abc', 'CS_TEST_ABC', null, null],
    ['9999999999999999999', '9999999999999999999', null, null],
    ["'; DROP TABLE sales", "'; DROP TABLE SALES", null, null],
  ])('%s', (typed, start, tail, amount) => {
    expect(wantedBy(typed)).toMatchObject({ start, tail, amount })
  })

  it('words have a letter somewhere; digits alone are a number, a part of a phone, or a reference', () => {
    expect(wantedBy('Kopi  SUSU-gula').words).toEqual(['kopi', 'susu', 'gula'])
    expect(wantedBy('Café 600 ml').words).toEqual(['cafe', '600', 'ml'])
    expect(wantedBy('27500')).toMatchObject({ words: [], fragment: '27500', reference: '27500' })
    expect(wantedBy('12')).toMatchObject({ words: [], fragment: null, reference: null })
    expect(wantedBy('a b c d e f g h').words).toHaveLength(6)
  })

  it.each(['"', '*', '-', '%', '_', '(', '\u{1F4B0}', ' " * - '])('%j is no word', (typed) => {
    expect(wantedBy(typed).words).toEqual([])
  })

  it('with cents, the last comma or point is the decimal one', () => {
    expect(wantedBy('12,5', 2).amount).toBe(1_250)
    expect(wantedBy('1.234,50', 2).amount).toBe(123_450)
    expect(wantedBy('1234', 2).amount).toBe(123_400)
  })
})
