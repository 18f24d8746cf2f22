import type { Wanted } from '../../../../core/domain/finding.ts'
import type { Handle } from '../open.ts'
import { refundFinder } from './finding-refunds.ts'

/** A start that fits everything (`BDG1-`) is cut to the newest: what a person looks for is not page forty of it. */
const MOST_NUMBERS = 2000
/** So many different words may begin with what was typed; more letters make them fewer. */
const MOST_TERMS = 40
/** So many people may have the typed fragment in their names. */
const MOST_PEOPLE = 100
const MOST_REFERENCES = 50
const LAST_LETTER = '\u{10FFFF}'

export interface SaleFinder {
  /** Ids of the sales that have what was typed anywhere, newest first, all before `after`; at most `limit`. */
  find(wanted: Wanted, after: string, limit: number): readonly string[]
}

/**
 * Each way to find a sale is one statement over one index that gives the newest first and stops at the page's size, so
 * that a million sales cost what ten thousand do. The newest of all ways together are the page.
 */
export function saleFinder(handle: Handle): SaleFinder {
  const byNumber = handle
    .prepare<[string, string], string>(
      `SELECT id FROM sales WHERE number >= ? AND number < ? ORDER BY number DESC LIMIT ${MOST_NUMBERS}`,
    )
    .pluck()
  const byTail = handle
    .prepare<[string, string, number], string>(
      'SELECT id FROM sales WHERE substr(number, -5) = ? AND id < ? ORDER BY id DESC LIMIT ?',
    )
    .pluck()
  const byTotal = handle
    .prepare<[number, string, number], string>(
      'SELECT id FROM sales WHERE total = ? AND id < ? ORDER BY id DESC LIMIT ?',
    )
    .pluck()
  const byPart = handle
    .prepare<[number, string, number], string>(
      'SELECT sale_id FROM tenders WHERE amount = ? AND sale_id < ? ORDER BY sale_id DESC LIMIT ?',
    )
    .pluck()
  const references = referenceFinder(handle)
  const words = wordFinder(handle)
  const people = peopleFinder(handle)
  const refunds = refundFinder(handle)
  return {
    find: (wanted, after, limit) => {
      const { start, tail, amount, reference, typed, fragment } = wanted
      const numbers = start === null ? [] : byNumber.all(start, `${start}${LAST_LETTER}`)
      const ids = new Set([
        ...numbers,
        ...(tail === null ? [] : byTail.all(tail, after, limit)),
        ...(amount === null
          ? []
          : [...byTotal.all(amount, after, limit), ...byPart.all(amount, after, limit)]),
        ...(typed === null || reference === null ? [] : references(typed, reference)),
        ...(start === null ? [] : refunds(start)),
        ...words(wanted.words, after, limit),
        ...(fragment === null ? [] : people(fragment, after, limit)),
      ])
      return [...ids]
        .filter((id) => id < after)
        .toSorted((a, b) => (a < b ? 1 : -1))
        .slice(0, limit)
    },
  }
}

/** No provider's id has a space in it: two words need not be looked for among them. */
export const mayBeId = (typed: string): boolean => !/\s/.test(typed)

/** A reference may be typed in groups, but words in groups are no reference. */
const mayBeReference = (typed: string): boolean => mayBeId(typed) || /\d/.test(typed)

/** By the payment's own numbers: the session, the charge, the slip's or the notice's reference. */
function referenceFinder(handle: Handle): (typed: string, reference: string) => readonly string[] {
  const statements = [
    'SELECT sale_id FROM sessions WHERE id >= ? AND id < ? AND sale_id IS NOT NULL',
    `SELECT sale_id FROM sessions WHERE facts ->> 'paymentId' >= ? AND facts ->> 'paymentId' < ? AND sale_id IS NOT NULL`,
  ]
  const ofEvidence = ['rrn', 'reference'].map(
    (name) =>
      `SELECT tenders.sale_id FROM evidence JOIN tenders ON tenders.id = evidence.tender_id
       WHERE upper(facts ->> '${name}') >= ? AND upper(facts ->> '${name}') < ? AND facts ->> '${name}' <> ''`,
  )
  const prepare = (sql: string) =>
    handle.prepare<[string, string], string>(`${sql} LIMIT ${MOST_REFERENCES}`).pluck()
  const exact = statements.map(prepare)
  const folded = ofEvidence.map(prepare)
  return (typed, reference) => [
    ...(mayBeId(typed) ? exact : []).flatMap((statement) => statement.all(typed, `${typed}${LAST_LETTER}`)),
    ...(mayBeReference(typed) ? folded : []).flatMap((statement) =>
      statement.all(reference, `${reference}${LAST_LETTER}`),
    ),
  ]
}

/**
 * By what was sold. The words that begin with a typed one are read from the index's own vocabulary first: each of them
 * has its sales in order already, which the index's own `kopi*` would have to merge for all sales at each search.
 */
function wordFinder(
  handle: Handle,
): (words: readonly string[], after: string, limit: number) => readonly string[] {
  const nextTerm = handle
    .prepare<[string, string], string>(
      'SELECT term FROM sale_vocabulary WHERE term >= ? AND term <= ? LIMIT 1',
    )
    .pluck()
  const docBefore = handle
    .prepare<[string], number>('SELECT doc FROM sale_texts WHERE sale_id < ? ORDER BY sale_id DESC LIMIT 1')
    .pluck()
  const matching = handle
    .prepare<[string, number, number], string>(
      `SELECT (SELECT sale_id FROM sale_texts WHERE doc = sale_words.rowid) FROM sale_words
       WHERE sale_words MATCH ? AND rowid <= ? ORDER BY rowid DESC LIMIT ?`,
    )
    .pluck()
  const termsFrom = (word: string): string[] => {
    const terms: string[] = []
    for (let from = word; terms.length < MOST_TERMS; from = `${terms.at(-1)}\u0001`) {
      const term = nextTerm.get(from, `${word}${LAST_LETTER}`)
      if (term === undefined) break
      terms.push(term)
    }
    return terms
  }
  return (words, after, limit) => {
    if (words.length === 0) return []
    const terms = words.map(termsFrom)
    const newest = docBefore.get(after)
    if (newest === undefined || terms.some((each) => each.length === 0)) return []
    const match = terms.map((each) => `(${each.map((term) => `"${term}"`).join(' OR ')})`).join(' AND ')
    return matching.all(match, newest, limit)
  }
}

/** By who bought it, and by what a person noted when they settled something about it. */
function peopleFinder(handle: Handle): (fragment: string, after: string, limit: number) => readonly string[] {
  const refs = handle
    .prepare<[string], string>(
      `SELECT ref FROM personal_texts WHERE doc IN (
         SELECT rowid FROM personal_words WHERE personal_words MATCH ? ORDER BY rowid DESC LIMIT ${MOST_PEOPLE})`,
    )
    .pluck()
  const customersBy = ['name_ref', 'phone_ref', 'email_ref'].map((column) =>
    handle.prepare<[string], string>(`SELECT id FROM customers WHERE ${column} = ?`).pluck(),
  )
  const bought = handle
    .prepare<[string, string, number], string>(
      'SELECT sale_id FROM sale_customers WHERE customer_id = ? AND sale_id < ? ORDER BY sale_id DESC LIMIT ?',
    )
    .pluck()
  const noted = handle
    .prepare<[string], string>('SELECT sale_id FROM attention WHERE note = ? AND sale_id IS NOT NULL')
    .pluck()
  return (fragment, after, limit) => {
    // one phrase in quotes: whatever stands in it is text and no operator
    const found = refs.all(`"${fragment.replaceAll('"', '""').replaceAll('\0', '')}"`)
    const customers = new Set(found.flatMap((ref) => customersBy.flatMap((by) => by.all(ref))))
    return [
      ...[...customers].flatMap((id) => bought.all(id, after, limit)),
      ...found.flatMap((ref) => noted.all(ref)),
    ]
  }
}
