import type { Language } from '../../language.ts'
import type { SavedFilterRefusal } from '../../saved-filters.ts'
import { say, type Words } from '../words.ts'

/** What a person reads when a filter was not kept. */
export const savedFilterWords = ({ limit }: SavedFilterRefusal, language: Language): Words =>
  language === 'id'
    ? say(
        `Sudah ada ${limit} saringan yang disimpan untuk daftar ini.`,
        'Daftar di layar tetap tersaring.',
        'Hapus dulu satu saringan yang tidak dipakai.',
      )
    : say(
        `${limit} filters are saved for this list already.`,
        'The list on the screen stays filtered.',
        'Delete one that nobody uses first.',
      )
