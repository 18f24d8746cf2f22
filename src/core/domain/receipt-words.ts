import type { ReceiptLanguage } from './receipt-frame.ts'
import type { ReceiptWords } from './receipt-vocabulary.ts'
import { ENGLISH } from './receipt-words-en.ts'
import { INDONESIAN } from './receipt-words-id.ts'

export type { ReceiptWords } from './receipt-vocabulary.ts'

/** The words for one language of paper. */
export const receiptWords = (language: ReceiptLanguage): ReceiptWords =>
  language === 'id' ? INDONESIAN : ENGLISH
