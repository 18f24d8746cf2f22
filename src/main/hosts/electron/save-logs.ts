import type { Language } from '../../../core/domain/language.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { Log } from '../../../core/ports/system.ts'
import type { LogFile } from '../../log-export.ts'
import { hostWords } from './host-words.ts'
import { canHoldBox } from './trouble-box.ts'

export interface SaveLogsOptions {
  readonly dialog: Dialog
  /** The cashier's, where there is one. */
  readonly window: BrowserWindow | null
  readonly language: Language
  /** Where the system's own box begins. */
  readonly folder: string
  /** Where the logs themselves lie, for whoever cannot save them. */
  readonly logFolder: string
  readonly log: Log
  makeFile(): Promise<LogFile>
}

/**
 * Asks where to and writes the zip there. Nothing of the pages or the core takes part, so it works when neither does.
 * Answers with what became of it in the shop's language; null when the person changed their mind.
 */
export async function saveLogs(options: SaveLogsOptions): Promise<string | null> {
  const { dialog, window, language, folder, logFolder, log, makeFile } = options
  const words = hostWords(language)
  try {
    const { name, bytes } = await makeFile()
    const box = {
      title: words.saveLogs,
      defaultPath: join(folder, name),
      filters: [{ name: 'ZIP', extensions: ['zip'] }],
    }
    const { canceled, filePath } =
      window !== null && canHoldBox(window)
        ? await dialog.showSaveDialog(window, box)
        : await dialog.showSaveDialog(box)
    if (canceled || filePath === '') return null
    await writeFile(filePath, bytes)
    return `${words.logsSaved}: ${filePath}`
  } catch (fault) {
    log.warn('logs_not_saved', { fault: String(fault) })
    return `${words.logsNotSaved} ${logFolder}`
  }
}
