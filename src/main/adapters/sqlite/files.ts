import {
  chmodSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { DiskRoom } from '../../../core/ports/backups.ts'

/** Has the system put a finished file on the disk for good? Renaming it before could leave an empty one after a power cut. */
export function flushFile(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The same for the names in a folder. Windows does not let a folder be flushed, and writes names down by itself. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Makes a folder and those above it that are missing, for this user alone: books hold people and the hashes of short PINs.
 * Throws where there can be none. Not by `recursive`: Node tries that for ever below /proc and behind a link to nowhere.
 */
export function makeFolder(folder: string): string {
  const missing: string[] = []
  for (let at = resolve(folder); !isFolder(at); at = dirname(at)) missing.unshift(at)
  for (const each of missing) {
    try {
      mkdirSync(each, { mode: 0o700 })
    } catch (fault) {
      // somebody else made it meanwhile, or something that is no folder has its name
      if (!isFolder(each)) throw fault
    }
  }
  return folder
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Other users of this machine may not look into the folders of an older Gerai. The shop's own group stays as it is. */
export function shutFolders(parent: string, names: readonly string[]): void {
  for (const name of names) {
    const folder = join(parent, name)
    try {
      const facts = lstatSync(folder)
      if (facts.isDirectory() && (facts.mode & 0o007) !== 0) chmodSync(folder, facts.mode & 0o770)
    } catch {
      // not there yet, or another user's: then it is for that user to decide
    }
  }
}

/** What the disk under a folder has; null where the system does not tell (some network drives). */
export function roomIn(folder: string): DiskRoom | null {
  try {
    const { bsize, blocks, bavail } = statfsSync(folder)
    return blocks > 0 ? { totalBytes: bsize * blocks, freeBytes: bsize * bavail } : null
  } catch {
    return null
  }
}
