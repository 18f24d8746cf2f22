import { resolve } from 'node:path'
import type { BackupCopy } from '../core/domain/books/backup-rotation.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Clock } from '../core/ports/system.ts'
import { backupFolder } from './adapters/sqlite/backup-names.ts'
import { prepareRestore, sourceNamed, takePlace } from './adapters/sqlite/backup-restore.ts'
import { newestGoodCopy } from './adapters/sqlite/backup-shelf.ts'
import { lockDataFolder } from './adapters/sqlite/open.ts'
import { createIds } from './adapters/system/system.ts'

/** Books that do not open, and nothing that runs on them: what a person can still do. */
export interface ClosedBooks {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
}

/** Is this a refusal at the start that a copy of the books can help with? */
export const callsForCopy = (refusal: Refusal): boolean =>
  refusal.type === 'store_damaged' || refusal.type === 'store_missing'

/** The newest copy that passes its checks now; reads whole copies, so it takes a while for large ones. */
export const findCopy = async ({ dataFolder, mode }: ClosedBooks): Promise<BackupCopy | null> =>
  await newestGoodCopy(backupFolder(dataFolder), mode)

/** What restoring a copy means, for a person who has to decide, in both languages: nobody has been asked for theirs yet. */
export function offerOf({ at }: BackupCopy): readonly [id: string, en: string] {
  const when = (locale: string): string =>
    new Date(at).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' })
  return [
    `Cadangan baik terbaru dibuat ${when('id-ID')}. Kalau dipulihkan, buku yang ada sekarang disisihkan (tidak dihapus), dan penjualan setelah waktu itu tidak ada di buku.`,
    `The newest good backup was made on ${when('en-GB')}. If it is restored, the present books are set aside (not deleted), and sales after that time are not in the books.`,
  ]
}

/**
 * Sets the closed books aside and puts a copy in their place: one by its name in the list, `NEWEST`, or any file. Gerai must
 * not run on the folder. Answers with the name of what was restored.
 */
export async function restoreClosed(books: ClosedBooks, what: string): Promise<Result<string, Refusal>> {
  const { dataFolder, mode, clock } = books
  const lock = lockDataFolder(dataFolder)
  if (!lock.ok) return lock
  try {
    const at = clock.now()
    // a restore that a power cut interrupted goes through first
    takePlace(dataFolder, mode, at)
    const newest = what === 'NEWEST' ? await findCopy(books) : null
    if (what === 'NEWEST' && newest === null) return err({ type: 'backup_none' })
    const name = newest?.name ?? what
    const named = sourceNamed(dataFolder, mode, name) ?? { source: resolve(name), madeAt: null }
    const terminalId = createIds(clock).next()
    const order = { dataFolder, mode, at, terminalId, name, by: null, as: 'restored' } as const
    const prepared = await prepareRestore({ ...order, ...named })
    if (!prepared.ok) return prepared
    takePlace(dataFolder, mode, at)
    return ok(name)
  } finally {
    lock.value.release()
  }
}
