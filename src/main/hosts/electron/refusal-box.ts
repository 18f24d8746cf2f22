import { dialog } from 'electron'
import { sentenceFor } from '../../../core/domain/sentences.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'

/** Says a refusal in both languages, because nobody has been asked for theirs yet. Waits until it was read. */
export function showRefusal(refusal: Refusal): void {
  const paragraphs = (['id', 'en'] as const).map((language) => {
    const { what, safe, next } = sentenceFor(refusal, language)
    return [what, safe, next].filter((part) => part !== '').join(' ')
  })
  const { detail } = sentenceFor(refusal, 'en')
  dialog.showErrorBox('Gerai', [...paragraphs, ...(detail === null ? [] : [detail])].join('\n\n'))
}
