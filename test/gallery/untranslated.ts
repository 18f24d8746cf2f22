import type { Language } from '../../src/core/domain/language.ts'
import { MARKS } from './marked-translate.ts'
import type { Unsaid } from './unsaid.ts'

/** Signs and names that are the same in every language; what the shop itself is called comes from what the core said. */
const SAME = [
  ...[
    'Gerai',
    'QRIS',
    'NMID',
    'RRN',
    'TID',
    'MID',
    'PIN',
    'SKU',
    'CSV',
    'XLSX',
    'WhatsApp',
    'QR',
    'EDC',
    'PPN',
  ],
  ...['Bahasa Indonesia', 'English', 'WIB', 'WITA', 'WIT', 'UYT', 'UTC', 'IDR', 'USD', 'UYU', 'Rp', 'US$'],
  ...['Plugipay', 'Plexo', 'rupiah'],
  // units and codes that a shop or a provider writes in small letters
  ...['pcs', 'kg', 'MB', 'GB', 'kB', 'px'],
]
const READ_ALOUD = [
  'aria-label',
  'placeholder',
  'title',
  'alt',
  'aria-description',
  'aria-roledescription',
] as const
/** Short names of months and days, written alike in both. */
const CALENDAR = /(?<!\p{L})(Jan|Feb|Mar|Apr|Jun|Jul|Sep|Nov)(?!\p{L})/gu

/** Everything that a person can read or hear on the page now, sorted by who said it. `data` is what the core told. */
export function unsaidOn(root: ParentNode, language: Language, data: ReadonlySet<string>): Unsaid {
  const foreign: string[] = []
  const unmarked: string[] = []
  const names = [...SAME, ...data].toSorted((a, b) => b.length - a.length)
  const look = (text: string, where: string): void => {
    if (text.includes(MARKS[language === 'id' ? 'en' : 'id'][0])) foreign.push(`${where}: ${text}`)
    let left = outsideOf(text).trim()
    // cut short to fit
    if (left.endsWith('…') && names.some((name) => name.startsWith(left.slice(0, -1)))) return
    for (const name of names) if (left.includes(name)) left = left.replaceAll(name, ' ')
    // one or two capitals are somebody's initials or a key
    left = left.replaceAll(CALENDAR, ' ').replaceAll(/(?<!\p{L})\p{Lu}{1,2}(?!\p{L})/gu, ' ')
    if (/\p{L}{2,}/u.test(left)) unmarked.push(`${where}: ${text.trim()}`)
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement
    if (parent === null || parent.closest(NOT_READ) !== null) continue
    look(node.nodeValue ?? '', parent.tagName.toLowerCase())
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of READ_ALOUD) look(element.getAttribute(name) ?? '', name)
  }
  return { foreign, unmarked }
}

/** Keys, drawings, what a machine wrote; and what says itself in which language it is. */
const NOT_READ = 'kbd, style, script, svg, pre, code, [translate="no"], body [lang]'

function outsideOf(text: string): string {
  let depth = 0
  let left = ''
  for (const letter of text) {
    if (letter === MARKS.id[0] || letter === MARKS.en[0]) depth += 1
    else if (letter === MARKS.id[1] || letter === MARKS.en[1]) depth -= 1
    else if (depth <= 0) left += letter
  }
  return left
}

/** Collects what the core says on its way to the page: texts of the shop, and no codes of the program. */
export function gatherTexts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    const text = value.trim()
    if (/\p{L}{2,}/u.test(text) && !/^[a-z][a-z0-9_]*$/.test(text)) into.add(text)
  } else if (Array.isArray(value)) for (const each of value) gatherTexts(each, into)
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) gatherTexts(each, into)
}

const MARKED = /[\u2061-\u2064]/
const SIGNS = /[\u2061-\u2064]/g

/** Takes the signs out of the page, for whoever reads it letter by letter. */
export function takeMarksOut(root: ParentNode): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? ''
    if (MARKED.test(text)) node.nodeValue = text.replaceAll(SIGNS, '')
  }
  for (const element of root.querySelectorAll('*')) {
    for (const name of READ_ALOUD) {
      const text = element.getAttribute(name)
      if (text !== null && MARKED.test(text)) element.setAttribute(name, text.replaceAll(SIGNS, ''))
    }
  }
}
