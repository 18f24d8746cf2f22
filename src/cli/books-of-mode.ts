import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Mode } from '../core/domain/provider/session.ts'
import { booksFile } from '../main/adapters/sqlite/backup-restore.ts'
import { refuse } from './command.ts'
import { defaultDataFolder } from './data-folder.ts'

const MODES: readonly Mode[] = ['practice', 'test', 'live']

export interface BooksOfMode {
  readonly dataFolder: string
  readonly mode: Mode
  readonly file: string
}

/** The books that `--data` and `--mode` mean; without them those of this machine that were on last. Refused where there are none. */
export function findBooks(options: { readonly data?: string; readonly mode?: string }): BooksOfMode {
  const books = chooseBooks(options)
  if (!existsSync(books.file))
    return refuse(
      `Belum ada buku mode ${books.mode} di ${books.dataFolder}. Tidak ada yang diubah. Sebut folder yang benar dengan --data.`,
      `There are no ${books.mode} books in ${books.dataFolder}. Nothing was changed. Name the right folder with --data.`,
    )
  return books
}

/** The same, also where there are no books (any more). */
export function chooseBooks(options: { readonly data?: string; readonly mode?: string }): BooksOfMode {
  const dataFolder = resolve(options.data ?? process.env['GERAI_DATA'] ?? defaultDataFolder())
  const asked = options.mode ?? lastMode(dataFolder)
  const mode = MODES.find((each) => each === asked)
  if (mode === undefined)
    return refuse(
      `Mode ${asked} tidak ada: practice, test, atau live.`,
      `There is no mode ${asked}: practice, test or live.`,
    )
  return { dataFolder, mode, file: booksFile(dataFolder, mode) }
}

function lastMode(dataFolder: string): string {
  try {
    const used: unknown = JSON.parse(readFileSync(join(dataFolder, 'gerai.json'), 'utf8'))
    const isNote = typeof used === 'object' && used !== null && 'mode' in used
    return isNote && typeof used.mode === 'string' ? used.mode : 'practice'
  } catch {
    return 'practice'
  }
}
