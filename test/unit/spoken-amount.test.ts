import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  MOST_SPOKEN,
  spokenNumber,
  spokenSentence,
  VOICE_CLIPS,
} from '../../src/core/domain/spoken-amount.ts'

const VOICE = join(import.meta.dirname, '..', '..', 'resources', 'voice')
const LANGUAGES = ['id', 'en'] as const
const said = (number: number, language: 'id' | 'en') => spokenNumber(number, language).join(' ')

describe('an amount is said as a cashier says it', () => {
  test.each([
    [0, 'nol'],
    [7, 'tujuh'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [15, 'lima belas'],
    [20, 'dua puluh'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [999, 'sembilan ratus sembilan puluh sembilan'],
    [1_000, 'seribu'],
    [1_001, 'seribu satu'],
    [2_000, 'dua ribu'],
    [10_000, 'sepuluh ribu'],
    [11_000, 'sebelas ribu'],
    [21_500, 'dua puluh satu ribu lima ratus'],
    [100_000, 'seratus ribu'],
    [101_000, 'seratus satu ribu'],
    [1_000_000, 'satu juta'],
    [1_001_000, 'satu juta seribu'],
    [1_250_000, 'satu juta dua ratus lima puluh ribu'],
    [1_000_000_000, 'satu miliar'],
    [
      MOST_SPOKEN,
      'sembilan ratus sembilan puluh sembilan miliar sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan',
    ],
  ])('%i in Indonesian: %s', (number, words) => {
    expect(said(number, 'id')).toBe(words)
  })

  test.each([
    [0, 'zero'],
    [13, 'thirteen'],
    [40, 'forty'],
    [100, 'one hundred'],
    [105, 'one hundred and five'],
    [1_000, 'one thousand'],
    [1_005, 'one thousand and five'],
    [1_105, 'one thousand one hundred and five'],
    [21_500, 'twenty one thousand five hundred'],
    [100_000, 'one hundred thousand'],
    [1_000_011, 'one million and eleven'],
    [2_000_000_000, 'two billion'],
  ])('%i in English: %s', (number, words) => {
    expect(said(number, 'en')).toBe(words)
  })

  test('a sentence says what it is about first, and the currency last', () => {
    expect(spokenSentence('to_pay', amountOf(80_000), 'IDR', 'id')).toEqual(
      'total_bayar delapan puluh ribu rupiah'.split(' '),
    )
    expect(spokenSentence('paid', amountOf(80_000), 'IDR', 'en')).toEqual(
      'paid eighty thousand rupiah'.split(' '),
    )
  })

  test('what there are no words for is not said at all', () => {
    expect(spokenSentence('to_pay', amountOf(1_250), 'UYU', 'id')).toBeNull()
    expect(spokenSentence('to_pay', amountOf(-1), 'IDR', 'id')).toBeNull()
    expect(spokenSentence('paid', amountOf(MOST_SPOKEN + 1), 'IDR', 'en')).toBeNull()
    expect(() => spokenNumber(1.5, 'id')).toThrow(RangeError)
  })

  test('no two amounts sound alike, and each word has its clip', () => {
    const number = fc.integer({ min: 0, max: MOST_SPOKEN })
    for (const language of LANGUAGES) {
      fc.assert(
        fc.property(number, number, (one, other) => {
          for (const word of spokenNumber(one, language)) expect(VOICE_CLIPS[language]).toHaveProperty(word)
          if (one !== other) expect(said(one, language)).not.toBe(said(other, language))
        }),
      )
    }
    const all = Array.from({ length: 10_000 }, (_, at) => at)
    for (const language of LANGUAGES)
      expect(new Set(all.map((each) => said(each, language))).size).toBe(all.length)
  })
})

describe('the clips', () => {
  test.each(LANGUAGES)('every word of %s lies in its folder, and nothing else', (language) => {
    const words = Object.keys(VOICE_CLIPS[language])
    expect(readdirSync(join(VOICE, language)).toSorted()).toEqual(
      words.map((word) => `${word}.ogg`).toSorted(),
    )
  })

  test('are small enough to come along with every copy', () => {
    const sizes = LANGUAGES.flatMap((language) =>
      readdirSync(join(VOICE, language)).map((file) => statSync(join(VOICE, language, file)).size),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(700_000)
    expect(Math.min(...sizes)).toBeGreaterThan(500)
  })
})
