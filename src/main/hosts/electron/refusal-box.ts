import { LANGUAGES } from '../../../core/domain/language.ts'
import { dialog } from 'electron'
import type { BackupCopy } from '../../../core/domain/books/backup-rotation.ts'
import { sentenceFor } from '../../../core/domain/sentences/sentence-for.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { offerOf } from '../../rescue.ts'

/** Says a refusal in both languages, because nobody has been asked for theirs yet. Waits until it was read. */
export function showRefusal(refusal: Refusal): void {
  dialog.showErrorBox('Gerai', paragraphsOf(refusal).join('\n\n'))
}

/** Says why the books do not open and what restoring this copy would mean. True when the person wants it. */
export function askToRestore(refusal: Refusal, copy: BackupCopy): boolean {
  const [what = '', ...more] = paragraphsOf(refusal)
  const chosen = dialog.showMessageBoxSync({
    type: 'error',
    title: 'Gerai',
    message: what,
    detail: [...more, ...offerOf(copy)].join('\n\n'),
    buttons: ['Pulihkan cadangan ini / Restore this backup', 'Keluar / Quit'],
    // whoever closes the box or presses Enter without reading has replaced nothing
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  return chosen === 0
}

function paragraphsOf(refusal: Refusal): readonly string[] {
  const paragraphs = LANGUAGES.map((language) => {
    const { what, safe, next } = sentenceFor(refusal, language)
    return [what, safe, next].filter((part) => part !== '').join(' ')
  })
  const { detail } = sentenceFor(refusal, 'en')
  return detail === null ? paragraphs : [...paragraphs, detail]
}
