import { expect, it } from 'vitest'
import { shortText } from '../../src/core/contract/inputs/parts.ts'

const text = shortText(40)

it.each([
  ['a turned direction', 'Kopi \u202E000.1 pR\u202C', 'Kopi 000.1 pR'],
  ['an isolate', '\u2066Sari\u2069', 'Sari'],
  ['zero width in a name that is another’s', 'Sa\u200Bri', 'Sari'],
  ['printer commands', 'Teh\u001B@\u001Dp', 'Teh @ p'],
  ['colours of a terminal', '\u001B[31mmerah\u001B[0m', '[31mmerah [0m'],
  ['an end of text', 'Teh\u0000Manis', 'Teh Manis'],
  ['a C1 control', 'a\u009Bb\u0085c', 'a b c'],
  ['tabs and carriage returns', 'a\tb\r\nc', 'a b \nc'],
  ['two ways to write one letter', 'Cafe\u0301', 'Café'],
])('%s is typed text without what nobody sees', (_name, typed, kept) => {
  expect(text.parse(typed)).toBe(kept)
})

it('what people write stays as it is: emoji of several signs, other scripts, lines', () => {
  for (const typed of ['👩‍👧 Es krim', 'शक्ति', 'โจ๊ก', 'Satu\nDua', 'Rp 5.000 – “murah”'])
    expect(text.parse(typed)).toBe(typed)
})

it('a name of nothing that is seen is no name, and the length counts what is kept', () => {
  expect(shortText(40).min(1).safeParse('\u200B\u2066 \u0000').success).toBe(false)
  expect(text.parse(`${'\u200B'.repeat(100)}Teh`)).toBe('Teh')
  expect(text.safeParse('x'.repeat(41)).success).toBe(false)
})
