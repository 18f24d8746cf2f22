export interface Printable {
  readonly text: string
  /** Characters that had no counterpart and became `?`. */
  readonly replaced: readonly string[]
}

/** What Unicode's own decomposition does not reduce to ASCII, and paper still wants readable. */
const COUNTERPARTS: Readonly<Record<string, string>> = {
  '\u2018': "'",
  '\u2019': "'",
  '\u201A': "'",
  '\u201B': "'",
  '\u2032': "'",
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u2033': '"',
  '\u00AB': '"',
  '\u00BB': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\u00D7': 'x',
  '\u00F7': '/',
  '\u2044': '/',
  '\u2022': '*',
  '\u00B7': '.',
  '\u00B0': 'o',
  '\u00A9': '(c)',
  '\u00AE': '(R)',
  '\u20AC': 'EUR',
  '\u00A3': 'GBP',
  '\u00A5': 'JPY',
  '\u00C6': 'AE',
  '\u00E6': 'ae',
  '\u0152': 'OE',
  '\u0153': 'oe',
  '\u00D8': 'O',
  '\u00F8': 'o',
  '\u0110': 'D',
  '\u0111': 'd',
  '\u00D0': 'D',
  '\u00F0': 'd',
  '\u0141': 'L',
  '\u0142': 'l',
  '\u00DE': 'Th',
  '\u00FE': 'th',
  '\u00DF': 'ss',
  '\u0131': 'i',
}

/**
 * Reduces text to the ASCII that every printer has, in one line. Control and invisible characters vanish (a name must
 * not be able to send commands to a printer), accents are dropped, what has no counterpart becomes `?`.
 */
export function toPrintable(text: string): Printable {
  if (/^[\x20-\x7E]*$/.test(text)) return { text: text.replace(/ {2,}/g, ' ').trim(), replaced: [] }
  const replaced: string[] = []
  // acute and macron on their own decompose to a space and a mark, so counterparts are looked up first
  const letters = Array.from(text, (character) => {
    if (/^[\x20-\x7E]$/.test(character)) return character
    const found = asciiOf(character)
    if (found === null) replaced.push(character)
    return found ?? '?'
  })
  return { text: letters.join('').replace(/ {2,}/g, ' ').trim(), replaced }
}

function asciiOf(character: string): string | null {
  const counterpart = COUNTERPARTS[character]
  if (counterpart !== undefined) return counterpart
  if (/^[\t\n\v\f\r\u0085\p{Z}]$/u.test(character)) return ' '
  if (/^[\p{Cc}\p{Cf}\p{M}]$/u.test(character)) return ''
  const parts = Array.from(character.normalize('NFKD'))
  if (parts.length === 1 && parts[0] === character) return null
  const reduced = parts.map((part) => (/^[\x20-\x7E]$/.test(part) ? part : asciiOf(part)))
  return reduced.includes(null) ? null : reduced.join('')
}

/** Breaks printable text into lines of at most `width`; a word longer than a line is broken where the line ends. */
export function wrapText(text: string, width: number): string[] {
  if (width < 1) throw new RangeError(`no room for text: ${width}`)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').filter((each) => each !== '')) {
    if (line !== '' && line.length + 1 + word.length <= width) {
      line += ` ${word}`
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = piecesOf(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  return line === '' ? lines : [...lines, line]
}

function piecesOf(word: string, width: number): string[] {
  const pieces: string[] = []
  for (let start = 0; start < word.length; start += width) pieces.push(word.slice(start, start + width))
  return pieces
}
