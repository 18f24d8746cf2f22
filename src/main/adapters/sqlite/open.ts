import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import { makeFolder } from './files.ts'
import { MIGRATIONS } from './migrations/index.ts'

export type Handle = Database.Database

/** How long a write waits for another program that has the books open, before it is refused. */
const BUSY_MS = 2000

/** Stands in the books while they are open. */
export const OPEN_SINCE = 'open_since'

export interface Stamp {
  readonly mode: Mode
  readonly terminalId: string
  readonly now: string
}

/**
 * Opens the books of one mode and brings them to this version's shape, one transaction per migration. Refuses in words
 * what it must not touch: newer books, another mode's books, damaged ones. Makes no copy first: `openStore` does.
 */
export function openBooks(
  file: string,
  stamp: Stamp,
  migrations: readonly string[] = MIGRATIONS,
): Result<Handle, StoreRefusal> {
  const opened = openHandle(file, stamp.mode, migrations.length)
  return opened.ok ? bringUpToDate(opened.value, stamp, migrations) : opened
}

/** Opens books as they are, whatever their shape, or an empty file where there are none. */
export function openHandle(file: string, mode: Mode, known: number): Result<Handle, StoreRefusal> {
  let handle: Handle | null = null
  try {
    makeFolder(dirname(file))
    const notOurs = existsSync(file) ? lookAt(file, mode, known) : null
    if (notOurs !== null) return err(notOurs)
    handle = new Database(file, { timeout: BUSY_MS })
    handle.pragma('journal_mode = WAL')
    // money is on the disk before anybody is told: FULL flushes the log at every commit
    handle.pragma('synchronous = FULL')
    handle.pragma('foreign_keys = ON')
    handle.pragma('trusted_schema = OFF')
    // without it INSERT OR REPLACE would take a row away behind the back of the triggers that keep it
    handle.pragma('recursive_triggers = ON')
    // an erased name leaves no bytes in the file
    handle.pragma('secure_delete = ON')
    return ok(handle)
  } catch (fault) {
    return closeAndRefuse(handle, file, fault)
  }
}

/** Runs the migrations that are missing. On a refusal or a fault the handle is closed and the last whole step stands. */
export function bringUpToDate(
  handle: Handle,
  stamp: Stamp,
  migrations: readonly string[] = MIGRATIONS,
): Result<Handle, StoreRefusal> {
  try {
    migrate(handle, stamp, migrations)
    return ok(handle)
  } catch (fault) {
    return closeAndRefuse(handle, handle.name, fault)
  }
}

function closeAndRefuse(handle: Handle | null, file: string, fault: unknown): Result<never, StoreRefusal> {
  handle?.close()
  const refusal = toStoreRefusal(fault)
  if (refusal === null) throw fault
  return err(refusal.type === 'store_unwritable' ? { ...refusal, folder: dirname(file) } : refusal)
}

/** The shape books have: how many migrations they went through. */
export const versionOf = (handle: Handle): number => Number(handle.pragma('user_version', { simple: true }))

/** Looks before touching, by a handle that cannot write: what is refused keeps every byte, its journal mode included. */
export function lookAt(file: string, mode: Mode, known: number): StoreRefusal | null {
  const handle = new Database(file, { readonly: true, timeout: BUSY_MS })
  try {
    const found = Number(handle.pragma('user_version', { simple: true }))
    if (found > known) return { type: 'store_newer', found, known }
    const tables = handle.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all()
    if (found === 0 && tables.length === 0) return null // an interrupted first start
    if (found === 0 || !tables.includes('meta')) return { type: 'store_damaged', detail: 'not_gerai' }
    const stamped = handle.prepare('SELECT value FROM meta WHERE name = ?').pluck().get('mode')
    if (stamped === mode) return null
    return { type: 'store_wrong_mode', found: String(stamped), expected: mode }
  } finally {
    handle.close()
  }
}

function migrate(handle: Handle, stamp: Stamp, migrations: readonly string[]): void {
  for (let version = versionOf(handle); version < migrations.length; version += 1) {
    handle.transaction(() => {
      handle.exec(migrations[version] ?? '')
      handle.pragma(`user_version = ${version + 1}`)
      if (version > 0) return
      const put = handle.prepare('INSERT INTO meta (name, value) VALUES (?, ?)')
      put.run('mode', stamp.mode)
      put.run('terminal_id', stamp.terminalId)
      put.run('created_at', stamp.now)
    })()
  }
}

/** SQLite's trouble in our words; `null` when it is our own bug and has to be thrown on. */
export function toStoreRefusal(fault: unknown): StoreRefusal | null {
  const code = textOf(fault, 'code')
  // the shared-memory file that cannot be given its size is how a full disk shows while the books are being opened
  const full = ['SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(code)
  if (full || code.startsWith('SQLITE_FULL')) return { type: 'disk_full' }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return { type: 'store_busy' }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return { type: 'store_damaged', detail: code }
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ELOOP', 'ENAMETOOLONG'].includes(code) ||
    // a place that takes no folders, such as /proc
    (code === 'ENOENT' && textOf(fault, 'syscall') === 'mkdir')
  ) {
    return { type: 'store_unwritable', folder: '' }
  }
  if (code.startsWith('SQLITE_IOERR')) return { type: 'store_damaged', detail: code }
  return null
}

function textOf(fault: unknown, name: 'code' | 'syscall'): string {
  return typeof fault === 'object' && fault !== null && name in fault ? String(Reflect.get(fault, name)) : ''
}

/**
 * Holds the data folder for this process alone, by an exclusive lock on a file of its own (not on the books, which
 * other readers may open). The lock goes with the process, however it ends.
 */
export function lockDataFolder(folder: string): Result<{ release(): void }, StoreRefusal> {
  let handle: Handle | null = null
  try {
    makeFolder(folder)
    handle = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
    handle.pragma('locking_mode = EXCLUSIVE')
    handle.exec('BEGIN EXCLUSIVE')
    const held = handle
    return ok({
      release: () => {
        held.close()
      },
    })
  } catch (fault) {
    handle?.close()
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    if (refusal.type === 'store_busy') return err({ type: 'data_folder_in_use', folder })
    return err(refusal.type === 'store_unwritable' ? { ...refusal, folder } : refusal)
  }
}
