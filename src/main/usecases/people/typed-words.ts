import type { Language } from '../../../core/domain/language.ts'
import { isPersonalRef } from '../../../core/domain/people/personal.ts'
import { receiptWords } from '../../../core/domain/receipts/words.ts'
import type { ReceiptDocument } from '../../../core/domain/receipts/receipt.ts'
import type { PersonalReader } from '../../../core/ports/personal-books.ts'
import { readNote } from './personal-data.ts'

/**
 * A stored slip as it is printed or shown. What people typed stands in it by a ref, so that it can be erased while the
 * stored slip stays as it was written; its words are read at this moment, and what was erased says so. Slips from before
 * that hold the words themselves.
 */
export function withTypedWords<Document extends ReceiptDocument>(
  books: PersonalReader,
  document: Document,
): Document {
  const { language } = document
  if (document.kind === 'cash_movement')
    return { ...document, reason: typedWords(books, document.reason, language) }
  if (document.kind !== 'z_report' || document.closing === undefined) return document
  const { closing } = document
  const reason = closing.varianceReason
  if (reason === null) return document
  return { ...document, closing: { ...closing, varianceReason: typedWords(books, reason, language) } }
}

const typedWords = (books: PersonalReader, text: string, language: Language): string =>
  isPersonalRef(text) ? (readNote(books, text) ?? receiptWords(language).erased) : text
