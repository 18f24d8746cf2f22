export interface Printable {
  readonly text: string
  /** Characters that had no counterpart and became `?`; an emoji of several code points is one. */
  readonly replaced: readonly string[]
  /** Control characters and turns of the writing direction were left out. */
  readonly removed: boolean
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
  '\u03BC': 'u',
  '\u2190': '<-',
  '\u2192': '->',
  '\u2264': '<=',
  '\u2265': '>=',
  '\u2713': 'v',
  '\u2714': 'v',
}

const PLAIN = /^[\x20-\x7E]*$/
/** Whole emoji, several code points each. Made from a string because the flag is newer than our language level. */
const EMOJI = new RegExp('\\p{RGI_Emoji}', 'gv')
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/
/** Control characters but the ones that stand for a space. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u0085]/u

/**
 * Reduces text to the ASCII that every printer has, in one line. Control and invisible characters vanish (a name must
 * not be able to send commands to a printer), accents are dropped, what has no counterpart becomes `?`.
 */
export function toPrintable(text: string): Printable {
  if (PLAIN.test(text)) return { text: oneLine(text), replaced: [], removed: false }
  const replaced: string[] = []
  const reduce = (characters: string): string => {
    const found = asciiOf(characters)
    if (found === null) replaced.push(characters)
    return found ?? '?'
  }
  let letters = ''
  let done = 0
  for (const { 0: emoji, index } of text.matchAll(EMOJI)) {
    letters += Array.from(text.slice(done, index), reduce).join('') + reduceEmoji(emoji, reduce)
    done = index + emoji.length
  }
  letters += Array.from(text.slice(done), reduce).join('')
  return { text: oneLine(letters), replaced, removed: DIRECTION.test(text) || CONTROL.test(text) }
}

const oneLine = (text: string): string => text.replace(/ {2,}/g, ' ').trim()

/** `\u00A9` or a digit in a box keeps its letters; any other emoji is one question mark, however it is put together. */
function reduceEmoji(emoji: string, reduce: (characters: string) => string): string {
  const letters = Array.from(emoji.replace(/[\uFE0F\u20E3]/g, ''), asciiOf)
  return letters.includes(null) ? reduce(emoji) : letters.join('')
}

function asciiOf(character: string): string | null {
  if (character.length === 1 && PLAIN.test(character)) return character
  // acute and macron on their own decompose to a space and a mark, so counterparts are looked up first
  const counterpart = COUNTERPARTS[character]
  if (counterpart !== undefined) return counterpart
  if (/^[\t\n\v\f\r\u0085\p{Z}]$/u.test(character)) return ' '
  if (/^[\p{Cc}\p{Cf}\p{M}]$/u.test(character)) return ''
  const parts = Array.from(character.normalize('NFKD'))
  if (parts.length === 1 && parts[0] === character) return null
  const reduced = parts.map(asciiOf)
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
