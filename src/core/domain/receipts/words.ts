import type { Language } from '../language.ts'
import type { ReceiptWords } from './vocabulary.ts'
import { ENGLISH } from './words-en.ts'
import { INDONESIAN } from './words-id.ts'

export type { ReceiptWords } from './vocabulary.ts'

/** The words for one language of paper. */
export const receiptWords = (language: Language): ReceiptWords => (language === 'id' ? INDONESIAN : ENGLISH)
