import { existsSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import type { BackupRefusal, StoreRefusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Whereabouts } from '../../../core/ports/backups.ts'
import type { Store } from '../../../core/ports/store.ts'
import type { Clock, Ids } from '../../../core/ports/system.ts'
import { copyBooks, type CopyOrder } from './backup-copy.ts'
import { copiesIn } from './backup-names.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { beginNewLife, lastMomentIn, planNewLife, readPast } from './new-life.ts'
import { bringUpToDate, OPEN_SINCE, openHandle, toStoreRefusal, versionOf, type Handle } from './open.ts'
import { notePlace, wereCopied } from './place.ts'
import { openReserve, type Reserve } from './reserve.ts'
import { storeOn } from './store-on.ts'
import { watchPlace } from './whereabouts.ts'

/** The store over a handle alone, for tests and copies. */
export { storeOn } from './store-on.ts'

/** Open books, with what looking after them needs. */
export interface OpenBooks extends Store {
  readonly handle: Handle
  readonly file: string
  readonly reserve: Reserve
  /** The run before this one did not close its books: a kill, a power cut. */
  readonly wasUnclean: boolean
  whereabouts(): Whereabouts
}

export interface StoreOptions {
  readonly clock: Clock
  readonly ids: Ids
  /** Copies are made here before the books get a new shape. */
  readonly backupFolder: string
  readonly migrations?: readonly string[]
}

/** Opens (or makes) one mode's books as a `Store`. Older books are copied before they get their new shape. */
export async function openStore(
  file: string,
  mode: Mode,
  { clock, ids, backupFolder, migrations = MIGRATIONS }: StoreOptions,
): Promise<Result<OpenBooks, StoreRefusal | BackupRefusal>> {
  if (isMissing(file, mode, backupFolder)) return err({ type: 'store_missing', folder: dirname(file) })
  const now = clock.now()
  const opened = openHandle(file, mode, migrations.length)
  if (!opened.ok) return opened
  const handle = opened.value
  const version = versionOf(handle)
  if (version > 0 && version < migrations.length) {
    const copied = await copyBeforeUpdate(handle, {
      folder: backupFolder,
      mode,
      at: now,
      known: migrations.length,
    }).catch((fault: unknown) => {
      handle.close()
      throw fault
    })
    if (!copied.ok) {
      handle.close()
      return copied
    }
  }
  const ready = bringUpToDate(handle, { mode, terminalId: ids.next(), now }, migrations)
  if (!ready.ok) return ready
  const settled = settleIn(handle, ids.next(), now)
  return settled.ok ? ok(openOn(handle, file, ids, now)) : settled
}

/** Books that were copied here by hand begin a new life before anything is done with them. */
function settleIn(handle: Handle, terminalId: string, at: string): Result<null, StoreRefusal> {
  try {
    if (wereCopied(handle)) {
      const past = readPast(handle)
      const madeAt = lastMomentIn(handle) ?? at
      const known = { reason: 'cloned', from: hostname(), madeAt, at, by: null, terminalId } as const
      beginNewLife(handle, planNewLife(known, { leaving: null, copies: [past], replacedSince: 0 }))
    }
    return ok(null)
  } catch (fault) {
    handle.close()
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal)
  }
}

/** Practice books are invented, and throwing them away is how one begins again. */
const isMissing = (file: string, mode: Mode, backupFolder: string): boolean =>
  mode !== 'practice' && !existsSync(file) && copiesIn(backupFolder).some((copy) => copy.mode === mode)

/** One copy for each shape: an update that fails at every start must not fill the disk with copies of the same books. */
async function copyBeforeUpdate(
  handle: Handle,
  order: Omit<CopyOrder, 'why'>,
): Promise<Result<null, StoreRefusal | BackupRefusal>> {
  const { folder, mode } = order
  const copied = await copyBooks(handle, { ...order, why: 'update' })
  if (!copied.ok) return copied
  const { name: kept, version } = copied.value
  for (const copy of copiesIn(folder)) {
    const isEarlier = copy.mode === mode && copy.why === 'update' && copy.version === version
    if (isEarlier && copy.name !== kept) rmSync(join(folder, copy.name), { force: true })
  }
  return ok(null)
}

function openOn(handle: Handle, file: string, ids: Ids, now: string): OpenBooks {
  const whereabouts = watchPlace(file)
  const reserve = openReserve(dirname(file))
  const wasUnclean = markOpen(handle, now)
  const store = storeOn(handle, ids, { reserve, whereabouts })
  return {
    ...store,
    handle,
    file,
    reserve,
    wasUnclean,
    whereabouts,
    close: () => {
      if (handle.open) noteOrLeave(() => handle.prepare('DELETE FROM meta WHERE name = ?').run(OPEN_SINCE))
      store.close()
    },
  }
}

/** True when the mark of an earlier run still stands. */
function markOpen(handle: Handle, now: string): boolean {
  const before = handle.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(OPEN_SINCE)
  noteOrLeave(() => {
    notePlace(handle)
    handle
      .prepare(
        'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(OPEN_SINCE, now)
  })
  return before !== undefined
}

/** A mark that cannot be written (a full disk, held books) costs at most one check too many or too few. */
function noteOrLeave(note: () => unknown): void {
  try {
    note()
  } catch (fault) {
    if (toStoreRefusal(fault) === null) throw fault
  }
}
