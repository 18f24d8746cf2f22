import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysLater } from '../../src/core/domain/reports/range.ts'
import {
  dayInWords,
  isWholeDay,
  placeInWeek,
  readDay,
  sameDateLater,
  showDay,
  weeksOf,
} from '../../src/renderer/ui/days.ts'

const TODAY = '2026-07-15'
const anyDay = fc.integer({ min: 0, max: 36_524 }).map((days) => daysLater('2000-01-01', days))

describe('a day as the shop writes it', () => {
  test('is the date first, whatever the browser was made for', () => {
    expect(showDay('2026-07-05')).toBe('05/07/2026')
  })

  test.each([
    ['05/07/2026', '2026-07-05'],
    ['5/7/2026', '2026-07-05'],
    ['5-7-26', '2026-07-05'],
    [' 5.7.2026 ', '2026-07-05'],
    ['5 7 2026', '2026-07-05'],
    ['05072026', '2026-07-05'],
    ['050726', '2026-07-05'],
    ['5 Jul 2026', '2026-07-05'],
    ['17 Agustus 2025', '2025-08-17'],
    ['17aug2025', '2025-08-17'],
    ['2026-07-05', '2026-07-05'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is read', (typed, day) => {
    expect(readDay(typed, TODAY)).toBe(day)
  })

  test('without its year it is the latest such day, since tills look back', () => {
    expect(readDay('15/07', TODAY)).toBe('2026-07-15')
    expect(readDay('16/07', TODAY)).toBe('2025-07-16')
    expect(readDay('3112', '2027-01-02')).toBe('2026-12-31')
    expect(readDay('1 des', '2027-01-02')).toBe('2026-12-01')
  })

  test.each([
    '',
    '31/06/2026',
    '29/02/2026',
    '07/25/2026',
    '0/1/2026',
    '1/0/2026',
    '1/1/0206',
    '1/1/3026',
    'kemarin',
    '5 foo 2026',
    '5/7/202',
  ])('"%s" is no day, and never taken for another one', (typed) => {
    expect(readDay(typed, TODAY)).toBeNull()
  })

  test('every day that is shown is read as the same day, and is known to be whole', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(readDay(showDay(day), TODAY)).toBe(day)
        expect(isWholeDay(showDay(day))).toBe(true)
      }),
    )
  })

  test('what may still grow is not taken for whole', () => {
    for (const typed of ['050726', '5/7/20', '5/7', '5 Jul 2026', '0507202'])
      expect(isWholeDay(typed)).toBe(false)
  })
})

describe('a month of days', () => {
  test('has six weeks that begin on Monday and hold every day of it once', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const weeks = weeksOf(day)
        const days = weeks.flat()
        expect(weeks.map((week) => week.length)).toEqual([7, 7, 7, 7, 7, 7])
        expect(weeks.map(([first = '']) => placeInWeek(first))).toEqual([0, 0, 0, 0, 0, 0])
        expect(days.filter((each) => each === day)).toHaveLength(1)
        expect(days).toContain(`${day.slice(0, 8)}01`)
      }),
    )
  })

  test('a month later than the 31st is the last of a shorter month', () => {
    expect(sameDateLater('2026-01-31', 1)).toBe('2026-02-28')
    expect(sameDateLater('2024-02-29', -12)).toBe('2023-02-28')
    expect(sameDateLater('2026-03-15', -3)).toBe('2025-12-15')
  })

  test('is named in the language of the shop', () => {
    expect(dayInWords('2026-08-17', 'month', 'id')).toBe('Agustus 2026')
    expect(dayInWords('2026-08-17', 'whole', 'id')).toBe('Senin, 17 Agustus 2026')
    expect(dayInWords('2026-08-17', 'month', 'en')).toBe('August 2026')
  })
})
