import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupRefusal, StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { SetAside } from '../../../core/ports/backups.ts'
import { backupFolder, copiesIn } from './backup-names.ts'
import { checkBooks } from './check-books.ts'
import { flushFile, flushFolder, makeFolder, roomIn } from './files.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { OPEN_SINCE, toStoreRefusal } from './open.ts'
import { forgetPlace } from './place.ts'
import { beginNewLife, lastMomentIn, planNewLife, readPast, type PastLife } from './new-life.ts'

export interface RestoreOrder {
  readonly dataFolder: string
  readonly mode: Mode
  /** The copy's file: one of ours, or one that a person brought. */
  readonly source: string
  /** As people know it. */
  readonly name: string
  /** When the copy was made, where that is known. */
  readonly madeAt: string | null
  readonly at: string
  readonly terminalId: string
  /** The id of the person who chose it. */
  readonly by?: string | null
  /**
   * `restored`: older books take the place of newer ones, and begin a new life. `put_back`: the same books, whose file was
   * taken away while they were open, go on as they were.
   */
  readonly as: 'restored' | 'put_back'
}

const BOOKS = 'gerai.sqlite'
/** SQLite's own files beside the books; without them the books may be half of what they were. */
const PARTS = ['', '-wal', '-shm']
/** Ready to take the place of the books; from the moment this name is there, the change goes through. */
const READY = '.restored'
const MAKING = '.restoring'
/** The books that leave, until all parts of them are together. */
const LEAVING = 'leaving'
const SET_ASIDE = 'set-aside'
const ROOM_LEFT_BYTES = 16 * 1024 * 1024

export const booksFile = (dataFolder: string, mode: Mode): string => join(dataFolder, mode, BOOKS)

/**
 * Makes a checked copy of a backup stand ready beside the books, which are not touched and may be open. `takePlace` does
 * the change. A copy that is not sound, not of this mode or of a newer version is refused, and nothing is left of it.
 */
export async function prepareRestore(
  order: RestoreOrder,
): Promise<Result<null, BackupRefusal | StoreRefusal>> {
  const { dataFolder, mode, source, name } = order
  const file = booksFile(dataFolder, mode)
  const making = `${file}${MAKING}`
  try {
    const found = statSync(source, { throwIfNoEntry: false })
    if (found === undefined || !found.isFile()) return err({ type: 'backup_unknown', name })
    makeFolder(dirname(file))
    const neededBytes = found.size + ROOM_LEFT_BYTES
    const freeBytes = roomIn(dirname(file))?.freeBytes ?? Number.POSITIVE_INFINITY
    if (freeBytes < neededBytes) return err({ type: 'backup_no_room', neededBytes, freeBytes })
    removeParts(making)
    await copyParts(source, making)
    const answer = await checkBooks({ type: 'finish_copy', file: making, mode, known: MIGRATIONS.length })
    if (answer.type === 'refused') return err(answer.refusal)
    if (answer.type === 'damaged')
      return err({ type: 'backup_unusable', name, detail: answer.problems.join('; ') })
    const other = order.as === 'restored' ? otherShopIn(making, file) : null
    if (other !== null) return err({ type: 'backup_of_other_shop', name, shop: other })
    makeOpenable(making, order)
    flushFile(making)
    renameSync(making, `${file}${READY}`)
    flushFolder(dirname(file))
    return ok(null)
  } catch (fault) {
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal.type === 'store_unwritable' ? { ...refusal, folder: dirname(file) } : refusal)
  } finally {
    removeParts(making)
  }
}

/**
 * The name of the shop in a copy that has nothing to do with the present books, or null: books know each terminal they
 * have been. Books without a sale give way to any, and damaged ones cannot tell.
 */
function otherShopIn(copy: string, present: string): string | null {
  const past = pastIn(present)
  const own = pastIn(copy)
  if (past === null || own === null || !hasSales(present)) return null
  if (own.terminalIds.some((id) => past.terminalIds.includes(id))) return null
  const handle = new Database(copy, { readonly: true, fileMustExist: true })
  try {
    const value = handle
      .prepare<[], string>("SELECT value FROM settings WHERE name = 'shopName'")
      .pluck()
      .get()
    return value === undefined ? '-' : String(JSON.parse(value))
  } finally {
    handle.close()
  }
}

function hasSales(file: string): boolean {
  const handle = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return handle.prepare('SELECT 1 FROM sales LIMIT 1').get() !== undefined
  } finally {
    handle.close()
  }
}

/** Takes back a restore that stands ready, unless it has already begun to take the place. */
export function forgetRestore(dataFolder: string, mode: Mode): void {
  const file = booksFile(dataFolder, mode)
  if (existsSync(file)) rmSync(`${file}${READY}`, { force: true })
}

/** A copy or set-aside books by the name they have in a list; nothing else can be named. */
export function sourceNamed(
  dataFolder: string,
  mode: Mode,
  name: string,
): Pick<RestoreOrder, 'source' | 'madeAt'> | null {
  const copy = copiesIn(backupFolder(dataFolder)).find((each) => each.mode === mode && each.name === name)
  if (copy !== undefined) return { source: join(backupFolder(dataFolder), name), madeAt: copy.at }
  const aside = setAsideIn(dataFolder, mode).find((each) => each.name === name)
  return aside === undefined ? null : { source: join(dataFolder, SET_ASIDE, name, BOOKS), madeAt: null }
}

/**
 * Sets the present books aside and puts the ones that stand ready in their place. Every step can be the last one before a
 * power cut: run again, it goes on where it was. Does nothing when nothing stands ready. The books must be closed.
 */
export function takePlace(dataFolder: string, mode: Mode, at: string): void {
  const file = booksFile(dataFolder, mode)
  const folder = dirname(file)
  const leaving = join(folder, LEAVING)
  if (existsSync(`${file}${READY}`)) {
    makeFolder(leaving)
    for (const part of PARTS)
      if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, join(leaving, `${BOOKS}${part}`))
    flushFolder(leaving)
    flushFolder(folder)
    renameSync(`${file}${READY}`, file)
    flushFolder(folder)
  }
  if (!existsSync(leaving)) return
  if (readdirSync(leaving).length === 0) {
    rmSync(leaving, { recursive: true })
    return
  }
  const place = freePlace(makeFolder(join(dataFolder, SET_ASIDE)), `${mode}-${stampOf(at)}`)
  renameSync(leaving, place)
  flushFolder(dirname(place))
}

/** Books that were replaced, newest first. */
export function setAsideIn(dataFolder: string, mode: Mode): readonly SetAside[] {
  const folder = join(dataFolder, SET_ASIDE)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((name) => {
      const [, of, year, month, day, hour, minute, second] = SET_ASIDE_NAME.exec(name) ?? []
      if (of !== mode) return []
      const at = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
      return [{ name, at, bytes: sizeOf(join(folder, name)) }]
    })
    .toSorted((a, b) => (a.name < b.name ? 1 : -1))
}

const SET_ASIDE_NAME = /^(practice|test|live)-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(?:-\d+)?$/

const stampOf = (at: string): string => `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`

function freePlace(folder: string, name: string): string {
  for (let turn = 1; ; turn += 1) {
    const place = join(folder, turn === 1 ? name : `${name}-${turn}`)
    if (!existsSync(place)) return place
  }
}

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

/** A file that a person copied out of a data folder may have its log beside it. */
async function copyParts(source: string, target: string): Promise<void> {
  await copyFile(source, target)
  if (existsSync(`${source}-wal`)) await copyFile(`${source}-wal`, `${target}-wal`)
}

function removeParts(file: string): void {
  for (const part of [...PARTS, '-journal']) rmSync(`${file}${part}`, { force: true })
}

/** Takes out what the books noted of the run they were copied in, and begins their new life. */
function makeOpenable(file: string, order: RestoreOrder): void {
  const handle = new Database(file)
  try {
    forgetPlace(handle)
    handle.prepare('DELETE FROM meta WHERE name = ?').run(OPEN_SINCE)
    if (order.as === 'restored') renew(handle, order)
  } finally {
    handle.close()
  }
}

function renew(handle: Database.Database, order: RestoreOrder): void {
  const { dataFolder, mode, name: from, at, by = null, terminalId } = order
  const madeAt = order.madeAt ?? lastMomentIn(handle) ?? at
  const replacedSince = setAsideIn(dataFolder, mode).filter((each) => each.at >= madeAt).length
  const known = { reason: 'restored', from, madeAt, at, by, terminalId } as const
  const leaving = pastIn(booksFile(dataFolder, mode))
  const copies = copiesIn(backupFolder(dataFolder))
    .filter((copy) => copy.mode === mode)
    .flatMap((copy) => pastIn(join(backupFolder(dataFolder), copy.name)) ?? [])
  const own = readPast(handle)
  beginNewLife(handle, planNewLife(known, { leaving, copies: [own, ...copies], replacedSince }))
}

/**
 * Numbers and terminals that were used after the copy was made must not be taken for new ones: the books that leave know
 * them, and so does every other copy. Damaged books tell nothing, which is why they are being replaced.
 */
function pastIn(file: string): PastLife | null {
  if (!existsSync(file)) return null
  try {
    const handle = new Database(file, { readonly: true, fileMustExist: true })
    try {
      return readPast(handle)
    } finally {
      handle.close()
    }
  } catch {
    return null
  }
}
