import type { ReceiptLanguage } from './frame.ts'
import type { ReceiptWords } from './vocabulary.ts'
import { ENGLISH } from './words-en.ts'
import { INDONESIAN } from './words-id.ts'

export type { ReceiptWords } from './vocabulary.ts'

/** The words for one language of paper. */
export const receiptWords = (language: ReceiptLanguage): ReceiptWords =>
  language === 'id' ? INDONESIAN : ENGLISH
