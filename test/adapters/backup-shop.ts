import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupCopy } from '../../src/core/domain/books/backup-rotation.ts'
import type { Mode } from '../../src/core/domain/provider/session.ts'
import type { BackupShelf } from '../../src/core/ports/backups.ts'
import { backupFolder } from '../../src/main/adapters/sqlite/backup-names.ts'
import { booksFile } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { createBackupShelf } from '../../src/main/adapters/sqlite/backup-shelf.ts'
import { openStore, type OpenBooks } from '../../src/main/adapters/sqlite/store.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { aSale, ids, must } from './sqlite-records.ts'

/** A data folder with one mode's books and their copies, and nothing above them. */
export interface BackupShop {
  readonly folder: string
  readonly file: string
  readonly backups: string
  readonly mode: Mode
  books(): OpenBooks
  shelf(): BackupShelf
  open(): Promise<OpenBooks>
  close(): void
  sell(times?: number): void
  /** The numbers of all sales in the open books. */
  sold(): string[]
  makeCopy(why?: BackupCopy['why']): Promise<BackupCopy>
  remove(): void
}

export function openBackupShop(mode: Mode = 'test', clock = systemClock): BackupShop {
  const folder = mkdtempSync(join(tmpdir(), 'gerai-backups-'))
  const file = booksFile(folder, mode)
  let books: OpenBooks | null = null
  const shop: BackupShop = {
    folder,
    file,
    mode,
    backups: backupFolder(folder),
    books: () => {
      if (books === null) throw new Error('the books are closed')
      return books
    },
    shelf: () => createBackupShelf(shop.books(), { dataFolder: folder, mode, clock }),
    open: async () => {
      const opened = await openStore(file, mode, { clock, ids, backupFolder: backupFolder(folder) })
      if (!opened.ok) throw new Error(JSON.stringify(opened.error))
      books = opened.value
      return books
    },
    close: () => {
      books?.close()
      books = null
    },
    sell: (times = 1) => {
      for (let sale = 0; sale < times; sale += 1)
        must(shop.books(), (writer) => {
          writer.insertSale(aSale())
        })
    },
    sold: () => soldIn(shop.books().handle),
    makeCopy: async (why = 'by_hand') => {
      const made = await shop.shelf().make(why, () => {})
      if (!made.ok) throw new Error(JSON.stringify(made.error))
      return made.value
    },
    remove: () => {
      shop.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return shop
}

export function soldIn(handle: Database.Database): string[] {
  return handle.prepare<[], string>('SELECT number FROM sales ORDER BY id').pluck().all()
}

/** Looks into a file with SQLite alone. */
export function lookInto<T>(file: string, look: (handle: Database.Database) => T): T {
  const handle = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return look(handle)
  } finally {
    handle.close()
  }
}
