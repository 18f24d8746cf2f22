import { constants, enableCompileCache, flushCompileCache } from 'node:module'
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '..', 'out', 'compiled')

/**
 * Keeps what the engine makes of the sources for the next start, which then needs half of the processor's time. Called
 * before the sources are imported. It belongs to the program, as the built pages do; where the program's folder is
 * somebody else's (a service under a user of its own), it lies in the data folder. A folder that cannot be written, or that
 * belongs to another version of the engine, only costs what it would have saved.
 */
export function useCompiled(dataFolder?: string): void {
  if (enableCompileCache(FOLDER).status !== constants.compileCacheStatus.FAILED) return
  const folder = dataFolder === undefined ? null : privateFolderIn(dataFolder, process.getuid?.())
  if (folder !== null) enableCompileCache(folder)
}

/** Writes what is new; at once, because a till is ended by a switch at the wall as often as in order. */
export function keepCompiled(): void {
  flushCompileCache()
}

/**
 * The folder for it in a data folder that is there, made when it is missing. What lies in it is run as the program is, so
 * null where another user could have put something there: in it, or in its place. Also null where the system knows no owners.
 */
export function privateFolderIn(dataFolder: string, uid: number | undefined): string | null {
  if (uid === undefined) return null
  try {
    const data = realpathSync(dataFolder)
    const folder = join(data, 'compiled')
    if (!isSafeWay(data, uid)) return null
    mkdirSync(folder, { mode: 0o700, recursive: true })
    const { mode, uid: owner } = lstatSync(folder)
    return owner === uid && (mode & 0o170077) === 0o040000 ? folder : null
  } catch {
    return null
  }
}

/** Only we and root can put another folder at this path: `/tmp` is fine, as nobody can rename there what is ours. */
function isSafeWay(folder: string, uid: number): boolean {
  const { mode, uid: owner } = lstatSync(folder)
  if (owner !== uid && owner !== 0) return false
  if ((mode & 0o022) !== 0 && (mode & 0o1000) === 0) return false
  return folder === dirname(folder) || isSafeWay(dirname(folder), uid)
}
