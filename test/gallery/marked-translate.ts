import type { Language } from '../../src/core/domain/language.ts'
import { createWords as createPlain, type Words } from '../../src/renderer/i18n/translate.ts'

export type { Translate, Values, Words } from '../../src/renderer/i18n/translate.ts'

/**
 * Signs that nobody sees and that take no room, around every text of a catalog: whatever letters stand on a page outside
 * of them were never translated, and those inside tell which language said them.
 */
export const MARKS: Readonly<Record<Language, readonly [open: string, close: string]>> = {
  id: ['\u2061', '\u2062'],
  en: ['\u2063', '\u2064'],
}

type Texts = Readonly<Record<string, string>>

const marked = (texts: Texts, [open, close]: readonly [string, string]): Texts =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, `${open}${text}${close}`]))

const both = ({ id, en }: Readonly<Record<Language, Texts>>): Readonly<Record<Language, Texts>> => ({
  id: marked(id, MARKS.id),
  en: marked(en, MARKS.en),
})

/** The real one, of marked texts. The gallery's build puts it in the place of the real one. */
export function createWords<Key extends string>(
  catalogs: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): Words<string> {
  const words = createPlain<string>(both(catalogs))
  return { ...words, with: (more) => words.with(both(more)) }
}
