import type { Language } from '../domain/language.ts'
import { quoted } from '../domain/shown-text.ts'
import type { LayoutWarning } from './layout.ts'

/** What a person reads about a warning: what will be on the paper, and what to do about it. */
export function warningSentence(warning: LayoutWarning, language: Language): string {
  const text = quoted(warning.text)
  switch (warning.type) {
    case 'characters_replaced': {
      const characters = warning.characters.slice(0, CHARACTERS_NAMED).join(' ')
      return language === 'id'
        ? `Printer tidak punya ${characters} di ${text}: di kertas jadi “?”. Tulis dengan huruf biasa.`
        : `The printer has no ${characters} in ${text}: paper shows “?”. Write it in plain letters.`
    }
    case 'characters_removed':
      return language === 'id'
        ? `Karakter kendali yang tidak terlihat di ${text} tidak dicetak. Ketik ulang supaya bersih.`
        : `Invisible control characters in ${text} are not printed. Type it again to be rid of them.`
    case 'text_long':
      return language === 'id'
        ? `${text} memakan ${warning.lines} baris kertas. Pendekkan supaya struknya tidak panjang.`
        : `${text} takes ${warning.lines} lines of paper. Make it shorter to keep the slip short.`
  }
}

const CHARACTERS_NAMED = 8
