import { closeSync, fsyncSync, mkdirSync, openSync, statfsSync } from 'node:fs'
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

export function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
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
