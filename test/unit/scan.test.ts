import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readStroke, type Burst } from '../../src/renderer/ui/scan.ts'

/** Keys with the pause before each, in milliseconds; gives the codes that were heard. */
function heard(strokes: readonly (readonly [key: string, pause: number])[]): string[] {
  let at = 1_000
  let burst: Burst | null = null
  return strokes.flatMap(([key, pause]) => {
    at += pause
    const read = readStroke(burst, key, at)
    burst = read.burst
    return read.code === null ? [] : [read.code]
  })
}
const typed = (text: string, pause: number, end = 'Enter') =>
  [...text, end].map((key) => [key, pause] as const)

describe('a scanner is told from fingers by its speed', () => {
  test.each([
    ['a quick scanner', typed('8991234567890', 2), ['8991234567890']],
    ['a slow one over Bluetooth', typed('8991234567890', 34), ['8991234567890']],
    ['one that ends with Tab', typed('KOPI-01', 5, 'Tab'), ['KOPI-01']],
    ['quick fingers', typed('8991234567890', 60), []],
    ['three keys rolled over', typed('123', 5), []],
    ['Enter pressed after a thought', [...typed('12345', 5).slice(0, -1), ['Enter', 400] as const], []],
    ['a pause in the middle', [...typed('89912', 5).slice(0, -1), ...typed('345', 300)], []],
    [
      'letters typed before the code came',
      [
        ['a', 200],
        ['b', 200],
        ...typed('12345', 5).map(([k, p], i) => [k, i === 0 ? 200 : p] as const),
      ] as const,
      ['12345'],
    ],
    ['an arrow in between', [...typed('1234', 5).slice(0, -1), ['ArrowUp', 5], ['Enter', 5]] as const, []],
    [
      'capitals, with their Shift',
      [
        ['Shift', 5],
        ['A', 5],
        ['Shift', 5],
        ['B', 5],
        ['1', 5],
        ['2', 5],
        ['Enter', 5],
      ] as const,
      ['AB12'],
    ],
    ['a stuck key', typed('1'.repeat(500), 5), []],
  ])('%s', (_what, strokes, codes) => {
    expect(heard(strokes)).toEqual(codes)
  })

  test('a burst of codes loses none and keeps their order', () => {
    const code = fc.stringMatching(/^[0-9A-Z]{4,20}$/)
    fc.assert(
      fc.property(
        fc.array(code, { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 0, max: 35 }),
        (codes, pause) => {
          expect(heard(codes.flatMap((each) => typed(each, pause)))).toEqual(codes)
        },
      ),
    )
  })

  test('fingers slower than 35 ms are never a scanner, whatever they type', () => {
    const stroke = fc.tuple(
      fc.constantFrom('1', 'a', 'Enter', 'Tab', 'Shift'),
      fc.integer({ min: 36, max: 500 }),
    )
    fc.assert(
      fc.property(fc.array(stroke), (strokes) => {
        expect(heard(strokes)).toEqual([])
      }),
    )
  })
})
