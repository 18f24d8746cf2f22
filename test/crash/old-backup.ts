import { join } from 'node:path'
import Database from 'better-sqlite3'
import { prepareRestore, takePlace } from '../../src/main/adapters/sqlite/backup-restore.ts'
import { createIds, systemClock } from '../../src/main/adapters/system/system.ts'

export const booksIn = (folder: string): string => join(folder, 'practice', 'gerai.sqlite')
const copyIn = (folder: string): string => join(folder, 'old-copy.sqlite')

/** The owner copies the books while the till is down. */
export function copyBooks(folder: string): void {
  const handle = new Database(booksIn(folder))
  handle.prepare('VACUUM INTO ?').run(copyIn(folder))
  handle.close()
}

/** And puts the copy back later, by the till's own restore: what was done in between is gone from the books. */
export async function putCopyBack(folder: string, nowMs: number): Promise<void> {
  const at = new Date(nowMs).toISOString()
  const ready = await prepareRestore({
    dataFolder: folder,
    mode: 'practice',
    source: copyIn(folder),
    name: 'old-copy.sqlite',
    madeAt: null,
    at,
    terminalId: createIds(systemClock).next(),
    as: 'restored',
  })
  if (!ready.ok) throw new Error(`the copy cannot be put back: ${JSON.stringify(ready.error)}`)
  takePlace(folder, 'practice', at)
}
