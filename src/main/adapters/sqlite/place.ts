import { statSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import type { Handle } from './open.ts'

/**
 * Where books lie, noted in them: books that find themselves somewhere else were copied there, by a person with a file
 * manager, and the ones they were copied from may still be sold with.
 */
interface Place {
  readonly host: string
  readonly folder: string
  readonly folderId: FileId
  readonly fileId: FileId
}

/** A file's own number on its disk, and when it was made: a copy differs in one of them, since numbers are given again. */
interface FileId {
  readonly number: string
  /** Null where the disk does not keep it. */
  readonly madeAt: string | null
}

const PLACE = 'place'
/** Stands in every copy on the shelf: whoever opens it as books has put it there by hand. */
const A_COPY = 'copy'

/** Were these books copied to where they are? Books that never noted a place (new ones, older versions') were not. */
export function wereCopied(handle: Handle): boolean {
  const noted = notedIn(handle)
  if (noted === undefined) return false
  return noted === A_COPY || isElsewhere(JSON.parse(noted) as Place, placeOf(handle.name))
}

const notedIn = (handle: Handle): string | undefined =>
  handle.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(PLACE)

export function notePlace(handle: Handle): void {
  const now = JSON.stringify(placeOf(handle.name))
  if (notedIn(handle) !== now) put(handle, now)
}

export function markAsCopy(handle: Handle): void {
  const hasMeta = handle.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get() !== undefined
  if (hasMeta) put(handle, A_COPY)
}

export function forgetPlace(handle: Handle): void {
  handle.prepare('DELETE FROM meta WHERE name = ?').run(PLACE)
}

/**
 * A data folder that was moved keeps its files' numbers. Some disks number their files anew each time they are plugged in:
 * there file and folder change together while the machine and the path stay, and nothing is said.
 */
function isElsewhere(noted: Place, now: Place): boolean {
  if (isSameFile(noted.fileId, now.fileId)) return false
  const isSameSpot = noted.host === now.host && noted.folder === now.folder
  return !isSameSpot || isSameFile(noted.folderId, now.folderId)
}

function isSameFile(noted: FileId, now: FileId): boolean {
  if (noted.number !== now.number) return false
  return noted.madeAt === null || now.madeAt === null || noted.madeAt === now.madeAt
}

function placeOf(file: string): Place {
  const folder = dirname(file)
  return { host: hostname(), folder, folderId: idOf(folder), fileId: idOf(file) }
}

function idOf(path: string): FileId {
  const { ino, birthtimeNs, ctimeNs } = statSync(path, { bigint: true })
  // a disk that does not keep when a file was made tells its last change instead
  return { number: String(ino), madeAt: birthtimeNs === ctimeNs ? null : String(birthtimeNs) }
}

function put(handle: Handle, value: string): void {
  handle
    .prepare(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(PLACE, value)
}
