import type { ReceiptLine } from './receipt-lines.ts'

/** Characters of font A on the two papers a receipt is asked for. */
export const COLUMNS = { '58': 32, '80': 48 } as const
export type PaperWidth = keyof typeof COLUMNS

const ESC = 0x1b
const GS = 0x1d
const RESET = [ESC, 0x40]
/** PC437 and no other: what is no ASCII is spelled in ASCII, so that no printer's code page matters. */
const CODE_PAGE_437 = [ESC, 0x74, 0]
const left = [ESC, 0x61, 0]
const centre = [ESC, 0x61, 1]
const bold = (on: boolean): number[] => [ESC, 0x45, on ? 1 : 0]
const double = (on: boolean): number[] => [GS, 0x21, on ? 0x11 : 0]
/** Feeds past the knife and cuts, leaving a corner. */
const FEED_AND_CUT = [GS, 0x56, 0x42, 0]

/** The bytes a thermal printer takes for a receipt: reset, text in columns, cut. Nothing else, no drawer pulse. */
export function toEscPos(lines: readonly ReceiptLine[], width: PaperWidth): Buffer {
  const columns = COLUMNS[width]
  const parts = lines.map((line) => Buffer.concat(encode(line, columns).map(toBytes)))
  const end = Buffer.from([0x0a, 0x0a, ...FEED_AND_CUT])
  return Buffer.concat([Buffer.from([...RESET, ...CODE_PAGE_437]), ...parts, end])
}

type Piece = readonly number[] | string
const toBytes = (piece: Piece): Buffer =>
  typeof piece === 'string' ? Buffer.from(piece, 'ascii') : Buffer.from(piece)

function encode(line: ReceiptLine, columns: number): Piece[] {
  switch (line.kind) {
    case 'title':
      return [
        centre,
        bold(true),
        double(true),
        text(wrap(line.text, columns / 2)),
        double(false),
        bold(false),
        left,
      ]
    case 'centred':
      return [centre, text(wrap(line.text, columns)), left]
    case 'rule':
      return [text(['-'.repeat(columns)])]
    case 'pair':
      return [text(inColumns(line.left, line.right, columns))]
    case 'total':
      return [
        bold(true),
        double(true),
        text(inColumns(line.left, line.right, columns / 2)),
        double(false),
        bold(false),
      ]
  }
}

const text = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('')

/** Left and right on one row; on two when they do not fit, and cut when even that is too long. */
export function inColumns(first: string, second: string, columns: number): string[] {
  const [a, b] = [plain(first), plain(second)]
  if (b === '') return wrap(a, columns)
  if (a.length + 1 + b.length <= columns) return [a + b.padStart(columns - a.length)]
  return [...wrap(a, columns), ...wrap(b, columns).map((row) => row.padStart(columns))]
}

/** Breaks at spaces, and within a word that is longer than a row. */
export function wrap(value: string, columns: number): string[] {
  const rows: string[] = []
  let row = ''
  for (const word of plain(value).split(' ')) {
    const next = row === '' ? word : `${row} ${word}`
    if (next.length <= columns) {
      row = next
      continue
    }
    if (row !== '') rows.push(row)
    row = word
    for (; row.length > columns; row = row.slice(columns)) rows.push(row.slice(0, columns))
  }
  return [...rows, row]
}

/** Printable ASCII only: accents fall off, and no control character of a name reaches the printer. */
const plain = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '?')
