import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Language, Refusal } from '../core/domain/refusals.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import type { Mode } from '../core/domain/session.ts'
import type { Clock, Log, Secrets } from '../core/ports/system.ts'
import { lockDataFolder, toStoreRefusal } from './adapters/sqlite/open.ts'
import { createIds } from './adapters/system/system.ts'
import { startCore, type Core } from './core.ts'
import type { CoreEnvironment, PracticeProvider } from './environment.ts'
import type { Gerai } from './procedures.ts'

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
  language: z.enum(['id', 'en']).catch('id'),
})

/** Opens the data folder and starts the core. The first time it is practice mode: a newcomer sells without an account. */
export async function openGerai(options: GeraiOptions): Promise<Result<OpenGerai, Refusal>> {
  const { dataFolder } = options
  const lock = lockDataFolder(dataFolder)
  if (!lock.ok) return lock
  const file = join(dataFolder, 'gerai.json')
  const remembered = readLastUsed(file)
  const ids = createIds(options.clock)
  let simulator: RunningSimulator | null = null
  let core: Core | null = null

  const start = async (mode: Mode): Promise<Result<Core, Refusal>> => {
    if (mode === 'practice' && simulator === null) {
      const folder = join(dataFolder, 'practice')
      mkdirSync(folder, { recursive: true })
      simulator = await options.launchSimulator(join(folder, 'simulator.sqlite'))
    }
    return await startCore({ ...options, mode, ids, practice: simulator })
  }

  const change = async (mode: Mode): Promise<Result<null, Refusal>> => {
    const before = core?.till.mode ?? mode
    await core?.stop()
    const started = await start(mode).catch(async (fault: unknown) => {
      await goBack(before)
      throw fault
    })
    if (started.ok) {
      core = started.value
      remember(file, { mode, language: remembered.language })
      return ok(null)
    }
    await goBack(before)
    return started
  }

  /** The other mode's books cannot be opened: the shop stays where it was. */
  const goBack = async (mode: Mode): Promise<void> => {
    const back = await start(mode)
    if (back.ok) core = back.value
  }

  let changing: Promise<unknown> = Promise.resolve()
  /** One change at a time; a restart asks for the mode that is on when its turn comes, not when it was asked. */
  const changeInTurn = (mode: () => Mode): Promise<Result<null, Refusal>> => {
    const turn = changing.then(() => change(mode()))
    changing = turn.catch(() => {})
    return turn
  }

  const close = async (): Promise<void> => {
    await core?.stop()
    await simulator?.stop()
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
    return err(refusal)
  }
  const current = (): Core => {
    if (core === null) throw new Error('no core is running')
    return core
  }
  return ok({
    language: remembered.language,
    core: current,
    switchMode: (mode) => changeInTurn(() => mode),
    restart: () => changeInTurn(() => current().till.mode),
    close,
  })
}

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
