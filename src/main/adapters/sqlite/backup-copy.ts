import { open, rm } from 'node:fs/promises'
import { renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { BackupCopy, BackupReason } from '../../../core/domain/books/backup-rotation.ts'
import type { BackupRefusal, StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { BackupProgress } from '../../../core/ports/backups.ts'
import { copyName, nextNumber, leftBehindIn, UNFINISHED } from './backup-names.ts'
import { checkBooks, CheckStopped } from './check-books.ts'
import { flushFolder, makeFolder, roomIn } from './files.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { toStoreRefusal, type Handle } from './open.ts'

export interface CopyOrder {
  /** The folder of all copies. */
  readonly folder: string
  readonly mode: Mode
  readonly at: string
  readonly why: BackupReason
  /** The newest shape the books may have; this version's when nothing else is said. */
  readonly known?: number
  /** In one go instead of page by page: for a handle that is not the one that writes, beside a till that sells. */
  readonly atOnce?: boolean
  readonly stop?: AbortSignal
  readonly progress?: (now: BackupProgress) => void
}

/** Copied in one go between two turns of everything else: 256 KiB, well under a millisecond. */
const PAGES_AT_ONCE = 64
const ALL_PAGES = 0x7fff_ffff
/** Written so far is flushed this often, by another thread, or the last flush would hold up the till for seconds. */
const FLUSH_EVERY_BYTES = 16 * 1024 * 1024
/** Left free beside the copy, for the selling that goes on. */
const ROOM_TO_SELL_BYTES = 32 * 1024 * 1024

/**
 * Copies open books over the handle that writes them, so that what is sold meanwhile goes into the copy too and the copy
 * never has to begin again. It gets its name only after it was read from end to end and opened; until then, and when
 * anything goes wrong, nothing of it can be taken for a copy.
 */
export async function copyBooks(
  handle: Handle,
  order: CopyOrder,
): Promise<Result<BackupCopy, BackupRefusal | StoreRefusal>> {
  const { folder, mode, at, why, known = MIGRATIONS.length, stop } = order
  let unfinished: string | null = null
  try {
    makeFolder(folder)
    await Promise.all(leftBehindIn(folder, at).map((name) => rm(join(folder, name), { force: true })))
    const lack = lackOfRoom(handle, folder)
    if (lack !== null) return err(lack)
    const number = nextNumber(folder, mode)
    unfinished = join(folder, `${mode}-${number}-${process.pid}${UNFINISHED}`)
    await copyPages(handle, unfinished, order)
    order.progress?.({ step: 'checking', percent: 100 })
    const answer = await checkBooks({ type: 'finish_copy', file: unfinished, mode, known }, stop)
    if (answer.type === 'refused') return err(answer.refusal)
    if (answer.type === 'damaged') return err({ type: 'store_damaged', detail: answer.problems.join('; ') })
    // whole seconds, as its name tells them
    const facts = { number, at: `${at.slice(0, 19)}.000Z`, why, version: answer.version }
    const name = copyName(mode, facts)
    renameSync(unfinished, join(folder, name))
    flushFolder(folder)
    return ok({ name, ...facts, bytes: statSync(join(folder, name)).size })
  } catch (fault) {
    if (stop?.aborted === true || fault instanceof CheckStopped) return err({ type: 'backup_stopped' })
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal.type === 'store_unwritable' ? { ...refusal, folder } : refusal)
  } finally {
    if (unfinished !== null)
      await Promise.all(['', '-journal'].map((part) => rm(`${unfinished}${part}`, { force: true })))
  }
}

function lackOfRoom(handle: Handle, folder: string): BackupRefusal | null {
  const room = roomIn(folder)
  const pages = Number(handle.pragma('page_count', { simple: true }))
  const neededBytes = pages * Number(handle.pragma('page_size', { simple: true })) + ROOM_TO_SELL_BYTES
  if (room === null || room.freeBytes >= neededBytes) return null
  return { type: 'backup_no_room', neededBytes, freeBytes: room.freeBytes }
}

async function copyPages(
  handle: Handle,
  target: string,
  { atOnce = false, stop, progress }: CopyOrder,
): Promise<void> {
  const pageSize = Number(handle.pragma('page_size', { simple: true }))
  let flushedPages = 0
  let flushing: Promise<unknown> | null = null
  let lastPercent = -1
  await handle.backup(target, {
    progress: ({ totalPages, remainingPages }) => {
      if (stop?.aborted === true) throw new CheckStopped()
      if (flushing !== null) return 0
      const copied = totalPages - remainingPages
      if ((copied - flushedPages) * pageSize >= FLUSH_EVERY_BYTES) {
        flushedPages = copied
        flushing = flush(target).finally(() => {
          flushing = null
        })
      }
      const percent = Math.floor((100 * copied) / Math.max(1, totalPages))
      if (percent !== lastPercent) progress?.({ step: 'copying', percent })
      lastPercent = percent
      return atOnce ? ALL_PAGES : PAGES_AT_ONCE
    },
  })
}

/** Only to keep the last flush short, so its failing is told by that one. */
async function flush(file: string): Promise<void> {
  try {
    const opened = await open(file, 'r+')
    await opened.sync().finally(() => opened.close())
  } catch {
    // the copy's own last flush says what is wrong
  }
}
