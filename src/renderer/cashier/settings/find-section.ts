import { DESK_CATALOGS, type WordKey } from '../desk-words.ts'
import { CATALOGS } from '../words.ts'

type Findable = { readonly id: string; readonly word: WordKey; readonly words: readonly string[] }

/** The names of fields and buttons; a whole sentence says too much to find anything by. */
const LONGEST_NAME = 44

type Names = Readonly<Partial<Record<string, string>>>

/** In both languages: what somebody knows by its English name is found in an Indonesian shop as well. */
const SAID: readonly Names[] = [
  namesIn({ ...CATALOGS.id, ...DESK_CATALOGS.id }),
  namesIn({ ...CATALOGS.en, ...DESK_CATALOGS.en }),
]

/** Texts with something to fill in are names of nothing. The built pages hold them compiled, which is no text at all. */
function namesIn(texts: Readonly<Record<string, unknown>>): Names {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' && !text.includes('{') ? [[key, text]] : [],
    ),
  )
}

/** Where the typed words were found in a section: in its own name, or in that of something on it. */
export type Found =
  | { readonly id: string; readonly by: 'name' }
  | { readonly id: string; readonly by: WordKey }

/** The sections in which every typed word begins a word of one name; all of them by nothing typed. */
export function findSections(sections: readonly Findable[], typed: string): readonly Found[] {
  const wanted = wordsOf(typed)
  return sections.flatMap(({ id, word, words }): Found[] => {
    if (wanted.length === 0 || matches(word, wanted)) return [{ id, by: 'name' }]
    const by = keysOf(words).find((key) => matches(key, wanted))
    return by === undefined ? [] : [{ id, by }]
  })
}

/** The section that Enter opens: one that is called so before one that has something called so. */
export const bestOf = (found: readonly Found[]): Found | undefined =>
  found.find(({ by }) => by === 'name') ?? found[0]

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

const matches = (key: WordKey, wanted: readonly string[]): boolean =>
  SAID.some((said) => {
    const name = wordsOf(said[key] ?? '')
    return wanted.every((word) => name.some((each) => each.startsWith(word)))
  })

const keysOf = (beginnings: readonly string[]): WordKey[] =>
  (Object.keys(SAID[0] ?? {}) as WordKey[]).filter((key) => {
    const name = SAID[0]?.[key] ?? ''
    return beginnings.includes(key.slice(0, key.indexOf('.'))) && name.length <= LONGEST_NAME
  })
