import { sampleModuleDots, type PrinterProfile, type TrialPage } from '../../../core/domain/printers.ts'
import type { Language } from '../../../core/domain/language.ts'
import { unreachable } from '../../../core/domain/result.ts'
import {
  MAX_COLUMNS,
  MIN_COLUMNS,
  type Block,
  type Layout,
  type TextBlock,
} from '../../../core/escpos-layout/index.ts'
import { drawerPulse, encodeLayout } from './encode.ts'

/** The bytes of one set-up page; none for a drawer the profile does not know of. */
export async function encodeTrial(
  page: TrialPage,
  profile: PrinterProfile,
  language: Language,
): Promise<Uint8Array> {
  if (page === 'drawer') return drawerPulse(profile)
  return await encodeLayout(trialLayout(page, profile, language), profile)
}

/** Short enough for the narrowest paper: a line broken on the ruler is to be one of the ruler. */
const WORDS = {
  id: {
    ruler: 'Baris utuh terakhir:',
    letters: 'Semua huruf terbaca?',
    codes: 'Mana yang terbaca HP?',
    dots: (dots: number) => `${dots} titik`,
    cut: 'Dipotong di bawah ini.',
  },
  en: {
    ruler: 'The last whole line:',
    letters: 'Are all letters there?',
    codes: 'Which one scans?',
    dots: (dots: number) => `${dots} dots`,
    cut: 'Cut below this line.',
  },
} as const

function trialLayout(
  page: Exclude<TrialPage, 'drawer'>,
  profile: PrinterProfile,
  language: Language,
): Layout {
  const words = WORDS[language]
  const { columns } = profile
  switch (page) {
    case 'ruler':
      // made for the widest paper: where a narrower one breaks the lines is the answer
      return slip(MAX_COLUMNS, [line(words.ruler), ...RULER.map((length) => line(rulerLine(length)))])
    case 'letters':
      return slip(columns, [
        line(words.letters),
        ...LETTERS.map((letters) => line(letters)),
        line('TOTAL Rp 150.000', { bold: true }),
        line('Rp 150.000', { size: 'double', bold: true }),
      ])
    case 'codes':
      return slip(columns, [
        line(words.codes, { bold: true }),
        ...sampleModuleDots(profile).flatMap((dots): Block[] => [
          { kind: 'qr', payload: codeSample(dots), moduleHint: 'qris', moduleDots: dots },
          line(words.dots(dots), { align: 'center', bold: true }),
        ]),
      ])
    case 'cut':
      return slip(columns, [line(words.cut), { kind: 'rule', character: '-' }])
    default:
      return unreachable(page)
  }
}

const slip = (columns: number, blocks: readonly Block[]): Layout => ({
  columns,
  blocks: [...blocks, { kind: 'cut' }],
  warnings: [],
})

const line = (text: string, style: Partial<TextBlock> = {}): TextBlock => ({
  ...{ kind: 'text', text, size: 'normal', bold: false, align: 'left' },
  ...style,
})

/** Every width that is met, and those beside it: 20 lines instead of 40. */
const RULER: readonly number[] = [
  ...[MIN_COLUMNS, 28, 30, 31, 32, 33, 34, 35, 36, 38],
  ...[40, 42, 44, 46, 47, 48, 50, 52, 56, MAX_COLUMNS],
]

/** `>.....32<`, as long as it says. Only a line that the printer did not break has both its ends. */
export const rulerLine = (length: number): string => `>${String(length).padStart(length - 2, '.')}<`

/** All printable ASCII, short enough for the narrowest paper. */
const LETTERS: readonly string[] = [
  '!"#$%&\'()*+,-./',
  '0123456789:;<=>?@',
  'ABCDEFGHIJKLMNOPQR',
  'STUVWXYZ[\\]^_`',
  'abcdefghijklmnopqr',
  'stuvwxyz{|}~',
]

/** As long as a real payment code and payable by nobody; whoever scans it reads which one it was. */
const codeSample = (dots: number): string =>
  `gerai uji cetak: ${dots} titik. `.padEnd(220, 'bukan kode pembayaran. ')
