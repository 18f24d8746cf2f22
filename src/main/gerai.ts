import { LANGUAGES, type Language } from '../core/domain/language.ts'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { BackupCopy } from '../core/domain/books/backup-rotation.ts'
import type { Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/provider/session.ts'
import type { Clock, Log, Secrets } from '../core/ports/system.ts'
import { backupFolder } from './adapters/sqlite/backup-names.ts'
import {
  forgetRestore,
  prepareRestore,
  sourceNamed,
  takePlace,
  type RestoreOrder,
} from './adapters/sqlite/backup-restore.ts'
import { makeFolder, shutFolders } from './adapters/sqlite/files.ts'
import { lockDataFolder, toStoreRefusal } from './adapters/sqlite/open.ts'
import { createDuty } from './adapters/system/duty.ts'
import { createIds } from './adapters/system/system.ts'
import { startCore, type Core } from './core.ts'
import type { CoreEnvironment, PracticeProvider } from './environment.ts'
import type { Gerai } from './procedures/answering.ts'
import { tellPutBack } from './usecases/books/keep-books.ts'
import { noteModeSwitch, signOut } from './usecases/people/sign-in.ts'

/** What both hosts open: the data folder, held by this process alone, and the core of the mode that is on. */
export interface OpenGerai extends Gerai {
  readonly language: Language
  close(): Promise<void>
}

export interface GeraiOptions {
  readonly dataFolder: string
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  /** Overrides the mode that was on last. */
  readonly mode?: Mode
  readonly environmentProfile: CoreEnvironment['environmentProfile']
  /** Starts the practice provider as a child of this process; its books live in the given file. */
  launchSimulator(databaseFile: string): Promise<RunningSimulator>
}

export interface RunningSimulator extends PracticeProvider {
  stop(): Promise<void>
}

const lastUsed = z.object({
  mode: z.enum(['practice', 'test', 'live']).catch('practice'),
  language: z.enum(LANGUAGES).catch('id'),
})

/** What stands in the data folder, made here and by Electron. */
const OWN_FOLDERS = ['practice', 'test', 'live', 'backups', 'set-aside', 'logs', 'browser'] as const

type Exchange = Pick<RestoreOrder, 'source' | 'name' | 'madeAt' | 'as'>

/** Opens the data folder and starts the core. The first time it is practice mode: a newcomer sells without an account. */
export async function openGerai(options: GeraiOptions): Promise<Result<OpenGerai, Refusal>> {
  const { dataFolder } = options
  const lock = lockDataFolder(dataFolder)
  if (!lock.ok) return lock
  shutFolders(dataFolder, OWN_FOLDERS)
  const file = join(dataFolder, 'gerai.json')
  const remembered = readLastUsed(file)
  const ids = createIds(options.clock)
  const duty = createDuty(options.clock)
  let simulator: Promise<RunningSimulator> | null = null
  let core: Core | null = null
  const current = (): Core => {
    if (core === null) throw new Error('no core is running')
    return core
  }

  const start = async (mode: Mode): Promise<Result<Core, Refusal>> => {
    if (mode === 'practice' && simulator === null) {
      const folder = join(dataFolder, 'practice')
      makeFolder(folder)
      // it comes up while the books are opened; one that cannot is reported where it is waited for
      simulator = options.launchSimulator(join(folder, 'simulator.sqlite'))
      simulator.catch(() => {
        simulator = null
      })
    }
    // a restore that a power cut interrupted goes through first
    takePlace(dataFolder, mode, options.clock.now())
    return await startCore({ ...options, mode, ids, duty, practice: simulator, putBack })
  }

  const change = async (mode: Mode): Promise<Result<null, Refusal>> => {
    const before = core?.till.mode ?? mode
    const by = duty.actor()?.id ?? null
    if (core !== null && mode !== before) {
      noteModeSwitch(core.till, by, before, mode)
      // other books, other people: whoever goes on there signs in there
      signOut(core.till, 'mode')
    }
    await core?.stop()
    const started = await start(mode).catch(async (fault: unknown) => {
      await goBack(before)
      throw fault
    })
    if (started.ok) {
      core = started.value
      if (mode !== before) noteModeSwitch(core.till, by, before, mode)
      remember(file, { mode, language: remembered.language })
      return ok(null)
    }
    await goBack(before)
    if (mode !== before) noteModeSwitch(current().till, by, mode, before)
    return started
  }

  /** The other mode's books cannot be opened: the shop stays where it was. */
  const goBack = async (mode: Mode): Promise<void> => {
    const back = await start(mode)
    if (back.ok) core = back.value
  }

  /** The core starts again on other books of the same mode. Until they stand ready the shop sells on. */
  const exchange = async (order: Exchange): Promise<Result<null, Refusal>> => {
    const { mode } = current().till
    const at = options.clock.now()
    const by = duty.actor()?.id ?? null
    const prepared = await prepareRestore({ ...order, dataFolder, mode, at, by, terminalId: ids.next() })
    if (!prepared.ok) return prepared
    await current().stop()
    const started = await start(mode).catch(async (fault: unknown) => {
      forgetRestore(dataFolder, mode)
      await goBack(mode)
      throw fault
    })
    if (started.ok) core = started.value
    return started.ok ? ok(null) : started
  }

  const restore = async (name: string): Promise<Result<null, Refusal>> => {
    const named = sourceNamed(dataFolder, current().till.mode, name)
    if (named === null) return err({ type: 'backup_unknown', name })
    const restored = await exchange({ ...named, name, as: 'restored' })
    // other books, perhaps other people: whoever goes on signs in there
    if (restored.ok) duty.end()
    return restored
  }

  const putBack = (copy: BackupCopy): void => {
    const source = join(backupFolder(dataFolder), copy.name)
    const order: Exchange = { source, name: copy.name, madeAt: copy.at, as: 'put_back' }
    inTurn(() => exchange(order))
      .then((done) => {
        if (done.ok) tellPutBack(current().till, copy)
        else options.log.error('put_back_refused', { refusal: done.error.type })
      })
      .catch((fault: unknown) => {
        options.log.error('put_back_fault', { fault: String(fault) })
      })
  }

  let changing: Promise<unknown> = Promise.resolve()
  /** One change at a time; a restart asks for the mode that is on when its turn comes, not when it was asked. */
  const inTurn = (work: () => Promise<Result<null, Refusal>>): Promise<Result<null, Refusal>> => {
    const turn = changing.then(work)
    changing = turn.catch(() => {})
    return turn
  }

  const close = async (): Promise<void> => {
    await changing
    await core?.stop()
    const running = await simulator?.catch(() => null)
    await running?.stop()
    lock.value.release()
  }

  try {
    const first = await start(options.mode ?? remembered.mode)
    if (!first.ok) {
      await close()
      return first
    }
    core = first.value
    if (!existsSync(file)) remember(file, { mode: first.value.till.mode, language: remembered.language })
  } catch (fault) {
    await close()
    const refusal = toStoreRefusal(fault)
    if (refusal === null) throw fault
    return err(refusal.type === 'store_unwritable' ? { ...refusal, folder: dataFolder } : refusal)
  }
  return ok({
    language: remembered.language,
    core: current,
    switchMode: (mode) => inTurn(() => change(mode)),
    restart: () => inTurn(() => change(current().till.mode)),
    restoreBackup: (name) => inTurn(() => restore(name)),
    close,
  })
}

/** The mode that a start without a word about it opens. */
export const modeAtStart = (dataFolder: string): Mode => readLastUsed(join(dataFolder, 'gerai.json')).mode

/** The language of a shop whose books are not open. */
export const languageAtStart = (dataFolder: string): Language =>
  readLastUsed(join(dataFolder, 'gerai.json')).language

/** A damaged or missing file means a fresh start in practice mode: the books themselves are elsewhere. */
function readLastUsed(file: string): z.infer<typeof lastUsed> {
  const fresh = { mode: 'practice', language: 'id' } as const
  if (!existsSync(file)) return fresh
  try {
    return lastUsed.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return fresh
  }
}

/** Only a comfort for the next start: where it cannot be written, selling goes on all the same. */
function remember(file: string, used: z.infer<typeof lastUsed>): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(used)}\n`)
    renameSync(`${file}.new`, file)
  } catch (fault) {
    if (toStoreRefusal(fault) === null) throw fault
  }
}
