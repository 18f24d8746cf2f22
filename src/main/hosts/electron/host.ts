import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, protocol, safeStorage, session, shell, utilityProcess } from 'electron'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Mode } from '../../../core/domain/provider/session.ts'
import type { Log } from '../../../core/ports/system.ts'
import { makeFolder } from '../../adapters/sqlite/files.ts'
import { toStoreRefusal } from '../../adapters/sqlite/open.ts'
import { createLog } from '../../adapters/system/log.ts'
import { systemClock } from '../../adapters/system/system.ts'
import { languageAtStart, modeAtStart, openGerai, type OpenGerai } from '../../gerai.ts'
import { callsForCopy, findCopy, restoreClosed } from '../../rescue.ts'
import { profileFromEnvironment } from '../environment-profile.ts'
import { describeFault, logFaults } from './core-fault.ts'
import { EXIT_REFUSED } from './exit-code.ts'
import { lockDownContents, lockDownSession } from './lockdown.ts'
import { missingPart, unloadedBinary } from './missing-part.ts'
import { openWindows } from './open-windows.ts'
import { createPages, SCHEME } from './pages.ts'
import { askToRestore, showRefusal } from './refusal-box.ts'
import { createRestartScreen } from './restart-screen.ts'
import { openSecrets } from './safe-storage-secrets.ts'
import { forkSimulator } from './simulator-utility.ts'

export interface HostOptions {
  readonly dataFolder: string
  /** The built app: `main`, `preload` and `renderer` are in it. */
  readonly builtFolder: string
  readonly mode?: Mode
}

/** What Electron wants to know before it is ready. */
export function prepareHost(): void {
  app.enableSandbox()
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
  lockDownContents(app, (url) => shell.openExternal(url))
}

/** The Electron host: opens the books, then the windows, and closes in the opposite order. */
export async function runHost(options: HostOptions): Promise<void> {
  await app.whenReady()
  const part = missingPart(options.builtFolder)
  if (part !== null) {
    showRefusal({ type: 'app_incomplete', part })
    app.exit(EXIT_REFUSED)
    return
  }
  const opened = await openOrRescue(options)
  if (!opened.ok) {
    if (opened.refusal.type === 'internal' && opened.log !== null)
      return offerRestart(options.dataFolder, opened.log, opened.refusal.reference)
    if (opened.isTold !== true) showRefusal(opened.refusal)
    app.exit(EXIT_REFUSED)
    return
  }
  const { gerai, log } = opened
  try {
    lockDownSession(session.defaultSession)
    protocol.handle(SCHEME, createPages(join(options.builtFolder, 'renderer')))
    await openWindows({ ...options, gerai, log, safeStorage })
  } catch (fault) {
    showRefusal(toRefusal(fault, options.dataFolder, log))
    await gerai.close()
    app.exit(EXIT_REFUSED)
  }
}

/** A bug of ours before there was a window: the logs can be kept, which the sentence of a refusal could only ask for. */
function offerRestart(dataFolder: string, log: Log, reference: string): void {
  createRestartScreen({
    dataFolder,
    log,
    language: () => languageAtStart(dataFolder),
    window: () => null,
    till: () => {
      throw new Error('the books are not open')
    },
  }).offer('fault', reference)
}

/** Books that do not open can be replaced by a copy, when the person at the screen says so. */
async function openOrRescue(options: HostOptions): Promise<Opened> {
  const opened = await openBooks(options)
  if (opened.ok || !callsForCopy(opened.refusal)) return opened
  const { dataFolder, mode = modeAtStart(dataFolder) } = options
  const books = { dataFolder, mode, clock: systemClock }
  const newest = await findCopy(books)
  if (newest === null) return opened
  if (!askToRestore(opened.refusal, newest)) return { ...opened, isTold: true }
  const restored = await restoreClosed(books, newest.name)
  return restored.ok ? await openBooks(options, opened.log) : { ...opened, refusal: restored.error }
}

type Opened =
  | { readonly ok: true; readonly gerai: OpenGerai; readonly log: Log }
  | {
      readonly ok: false
      readonly refusal: Refusal
      readonly log: Log | null
      /** The person has read it already. */
      readonly isTold?: boolean
    }

async function openBooks(
  { dataFolder, builtFolder, mode }: HostOptions,
  openLog: Log | null = null,
): Promise<Opened> {
  let log = openLog
  try {
    if (log === null) {
      log = createLog(makeFolder(join(dataFolder, 'logs')))
      logFaults(log)
    }
    const gerai = await openGerai({
      dataFolder,
      clock: systemClock,
      log,
      secrets: await openSecrets(dataFolder, safeStorage, log),
      environmentProfile: profileFromEnvironment(process.env),
      launchSimulator: async (file) =>
        await forkSimulator(utilityProcess, join(builtFolder, 'main', 'simulator.js'), file),
      ...(mode === undefined ? {} : { mode }),
    })
    return gerai.ok ? { ok: true, gerai: gerai.value, log } : { ok: false, refusal: gerai.error, log }
  } catch (fault) {
    return { ok: false, refusal: toRefusal(fault, dataFolder, log), log }
  }
}

function toRefusal(fault: unknown, folder: string, log: Log | null): Refusal {
  const refusal = toStoreRefusal(fault)
  if (refusal !== null) return refusal.type === 'store_unwritable' ? { ...refusal, folder } : refusal
  const part = unloadedBinary(fault)
  if (part !== null) {
    log?.error('start_fault', { fault: describeFault(fault) })
    return { type: 'app_incomplete', part }
  }
  const reference = randomBytes(4).toString('hex')
  log?.error('start_fault', { reference, fault: describeFault(fault) })
  return { type: 'internal', reference }
}
