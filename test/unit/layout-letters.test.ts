import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  layoutDocument,
  layoutToText,
  toPrintable,
  warningSentence,
  type LayoutWarning,
} from '../../src/core/escpos-layout/index.ts'
import { kiosReceipt, splitReceipt } from '../fakes/printer-receipts.ts'

describe('letters', () => {
  test.each([
    ['Kopi \u201cGayo\u201d \u2013 2\u00a0kg', 'Kopi "Gayo" - 2 kg'],
    ['Cr\u00e8me br\u00fbl\u00e9e \u00d7 2\u2026', 'Creme brulee x 2...'],
    ['\u00c6bler \u00f8l Stra\u00dfe', 'AEbler ol Strasse'],
    ['Rp\u202f5.000', 'Rp 5.000'],
    ['satu\ndua\ttiga', 'satu dua tiga'],
    ['\u00bd kg', '1/2 kg'],
    ['50 \u00b5g \u2192 1 \u00b0C', '50 ug -> 1 oC'],
    ['\uff34\uff45\uff48 \u2122 \u00a9\ufe0f 1\ufe0f\u20e3', 'Teh TM (c) 1'],
  ])('%j is printed as %j', (text, expected) => {
    expect(toPrintable(text)).toEqual({ text: expected, replaced: [], removed: false })
  })

  test.each([
    ['bar\u0007\u001b@is\u0000', 'bar@is'],
    ['\u202emirip\u2066', 'mirip'],
    ['\u001bp\u0000\u0019\u00faLaci', 'puLaci'],
  ])('%j loses what could command a printer or turn the reading', (text, expected) => {
    expect(toPrintable(text)).toEqual({ text: expected, replaced: [], removed: true })
  })

  test.each([
    ['Kopi \u{1f469}\u{1f3fd}\u200d\u{1f373} enak', 'Kopi ? enak', ['\u{1f469}\u{1f3fd}\u200d\u{1f373}']],
    ['\u{1f1ee}\u{1f1e9} Kopi', '? Kopi', ['\u{1f1ee}\u{1f1e9}']],
    ['\u8336\u6c34', '??', ['\u8336', '\u6c34']],
    ['\ua9b1\ua9a4', '??', ['\ua9b1', '\ua9a4']],
  ])('%j is printed as %j', (text, expected, replaced) => {
    expect(toPrintable(text)).toEqual({ text: expected, replaced, removed: false })
  })

  test('without a counterpart become a question mark, once warned of for each name', () => {
    const layout = layoutDocument(splitReceipt, { columns: 32 })
    expect(layoutToText(layout)).toContain('Teh ?')
    expect(layout.warnings).toEqual([
      { type: 'characters_replaced', characters: ['\u8336'], text: 'Teh \u8336' },
    ])
  })

  test('are always one line of plain ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toPrintable(text).text).toMatch(/^[\x20-\x7E]*$/)
      }),
    )
  })
})

describe('a name that somebody typed or pasted', () => {
  const [line] = kiosReceipt.lines
  if (line === undefined) throw new Error('no line')
  const slipOf = (name: string) => {
    const layout = layoutDocument({ ...kiosReceipt, lines: [{ ...line, name }] }, { columns: 32 })
    return { lines: layoutToText(layout), warnings: layout.warnings }
  }
  const told = (warnings: readonly LayoutWarning[], language: 'id' | 'en') =>
    warnings.map((warning) => warningSentence(warning, language))

  test('with an emoji: one question mark, and a sentence that says so', () => {
    const { lines, warnings } = slipOf('Nasi Goreng \u{1f336}\ufe0f pedas')
    expect(lines).toContain('Nasi Goreng ? pedas')
    expect(told(warnings, 'id')).toEqual([
      'Printer tidak punya \u{1f336}\ufe0f di \u201cNasi Goreng \u{1f336}\ufe0f pedas\u201d: di kertas jadi \u201c?\u201d. Tulis dengan huruf biasa.',
    ])
  })

  test('in Chinese characters: each is a question mark, all in one sentence', () => {
    const { lines, warnings } = slipOf('\u70cf\u9f8d\u8336 Teh Oolong')
    expect(lines).toContain('??? Teh Oolong')
    expect(told(warnings, 'en')).toEqual([
      'The printer has no \u70cf \u9f8d \u8336 in \u201c\u70cf\u9f8d\u8336 Teh Oolong\u201d: paper shows \u201c?\u201d. Write it in plain letters.',
    ])
  })

  test('with control characters: they never reach the printer, and the sentence says so', () => {
    const { lines, warnings } = slipOf('Kopi\u001bp\u0000\u0019\u00fa')
    expect(lines).toContain('Kopipu')
    expect(told(warnings, 'id')).toEqual([
      'Karakter kendali yang tidak terlihat di \u201cKopi p \u00fa\u201d tidak dicetak. Ketik ulang supaya bersih.',
    ])
  })

  test('of 300 characters: printed whole, and the sentence tells what it costs', () => {
    const name = 'Paket Nasi Kotak Lengkap Ayam '.repeat(10).trim()
    const { lines, warnings } = slipOf(name)
    expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain(name)
    expect(told(warnings, 'id')).toEqual([expect.stringContaining('memakan 10 baris kertas')])
    expect(told(warnings, 'en')).toEqual([expect.stringContaining('takes 10 lines of paper')])
  })

  test('of 300 characters without a space: broken where the line ends, nothing lost', () => {
    const name = 'X'.repeat(300)
    expect(
      slipOf(name)
        .lines.filter((each) => /^X+$/.test(each))
        .join(''),
    ).toBe(name)
  })

  test('that is fine says nothing', () => {
    expect(slipOf('Kopi Susu Gula Aren').warnings).toEqual([])
  })
})
