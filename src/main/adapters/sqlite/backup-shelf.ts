import { renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { BackupCopy } from '../../../core/domain/books/backup-rotation.ts'
import type { BackupRefusal, StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { BackupShelf, BooksCheck } from '../../../core/ports/backups.ts'
import type { Clock } from '../../../core/ports/system.ts'
import { copyBooks } from './backup-copy.ts'
import { backupFolder, copiesIn, FOUND_BAD } from './backup-names.ts'
import { setAsideIn } from './backup-restore.ts'
import { checkBooks, CheckStopped } from './check-books.ts'
import { flushFolder, roomIn } from './files.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { OpenBooks } from './store.ts'

export interface ShelfOptions {
  readonly dataFolder: string
  readonly mode: Mode
  readonly clock: Clock
}

/** The copies of the books that are open. */
export function createBackupShelf(
  { handle, file, whereabouts, reserve }: OpenBooks,
  { dataFolder, mode, clock }: ShelfOptions,
): BackupShelf {
  const folder = backupFolder(dataFolder)
  const stopping = new AbortController()
  let givenUp = new AbortController()
  return {
    folder,
    copies: () => goodCopies(folder, mode),
    otherModesBytes: () =>
      copiesIn(folder)
        .filter((copy) => copy.mode !== mode)
        .reduce((sum, { bytes }) => sum + bytes, 0),
    setAside: () => setAsideIn(dataFolder, mode),
    make: async (why, progress) => {
      givenUp = new AbortController()
      const stop = AbortSignal.any([stopping.signal, givenUp.signal])
      return await copyBooks(handle, { folder, mode, at: clock.now(), why, progress, stop })
    },
    remove: (copies) => {
      for (const { name } of copies) rmSync(join(folder, name), { force: true })
    },
    verify: async (name) => await verifyCopy(folder, mode, name, stopping.signal),
    room: () => roomIn(dataFolder),
    checkBooks: async () => await checkOpenBooks(file, stopping.signal),
    whereabouts,
    refillReserve: reserve.refill,
    giveUp: () => {
      givenUp.abort()
    },
    stop: () => {
      stopping.abort()
    },
  }
}

/** Newest first. */
export const goodCopies = (folder: string, mode: Mode): readonly BackupCopy[] =>
  copiesIn(folder)
    .filter((copy) => copy.mode === mode)
    .map(({ mode: _mode, ...copy }) => copy)
    .toSorted((a, b) => b.number - a.number)

/** Reads one copy from end to end. One that is damaged gets another name: it is nobody's newest good copy any more. */
export async function verifyCopy(
  folder: string,
  mode: Mode,
  name: string,
  stop?: AbortSignal,
): Promise<Result<BackupCopy, BackupRefusal | StoreRefusal>> {
  const copy = goodCopies(folder, mode).find((each) => each.name === name)
  if (copy === undefined) return err({ type: 'backup_unknown', name })
  const file = join(folder, name)
  try {
    const answer = await checkBooks({ type: 'verify', file, mode, known: MIGRATIONS.length }, stop)
    if (answer.type === 'sound') return ok(copy)
    if (answer.type === 'refused') return err(answer.refusal)
    renameSync(file, `${file}${FOUND_BAD}`)
    flushFolder(folder)
    return err({ type: 'backup_unusable', name, detail: answer.problems.join('; ') })
  } catch (fault) {
    if (fault instanceof CheckStopped) return err({ type: 'backup_stopped' })
    throw fault
  }
}

/** Reads any file from end to end as a copy of this mode's books, and leaves it as it is; answers with its version. */
export async function verifyFile(
  file: string,
  mode: Mode,
): Promise<Result<number, BackupRefusal | StoreRefusal>> {
  const answer = await checkBooks({ type: 'verify', file, mode, known: MIGRATIONS.length })
  switch (answer.type) {
    case 'sound':
      return ok(answer.version)
    case 'damaged':
      return err({ type: 'backup_unusable', name: basename(file), detail: answer.problems.join('; ') })
    case 'refused':
      return err(answer.refusal)
  }
}

/** The newest copy that still passes its checks; copies that do not are taken off the list on the way. */
export async function newestGoodCopy(folder: string, mode: Mode): Promise<BackupCopy | null> {
  for (const { name } of goodCopies(folder, mode)) {
    const verified = await verifyCopy(folder, mode, name)
    if (verified.ok) return verified.value
  }
  return null
}

async function checkOpenBooks(file: string, stop: AbortSignal): Promise<BooksCheck> {
  try {
    const answer = await checkBooks({ type: 'quick', file }, stop)
    switch (answer.type) {
      case 'sound':
        return { type: 'sound' }
      case 'damaged':
        return answer
      case 'refused':
        return { type: 'unchecked', refusal: answer.refusal }
    }
  } catch (fault) {
    if (fault instanceof CheckStopped) return { type: 'unchecked', refusal: { type: 'backup_stopped' } }
    throw fault
  }
}
