import type { PricedLine } from '../../../../core/domain/sale.ts'
import type { Handle } from '../open.ts'

/** Puts what a sale's lines say into the index of words, in the sale's own transaction. */
export function saleTextWriter(handle: Handle): (saleId: string, lines: readonly PricedLine[]) => void {
  const addText = handle.prepare('INSERT INTO sale_texts (sale_id) VALUES (?)')
  const addWords = handle.prepare('INSERT INTO sale_words (rowid, words) VALUES (?, ?)')
  return (saleId, lines) => {
    const { lastInsertRowid } = addText.run(saleId)
    const words = new Set(lines.flatMap(({ name, note }) => (note === null ? [name] : [name, note])))
    addWords.run(lastInsertRowid, [...words].join(' '))
  }
}
