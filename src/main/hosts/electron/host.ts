import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, ipcMain, protocol, safeStorage, screen, session, shell, utilityProcess } from 'electron'
import type { Refusal } from '../../../core/domain/refusals.ts'
import type { Mode } from '../../../core/domain/session.ts'
import type { Log } from '../../../core/ports/system.ts'
import { toStoreRefusal } from '../../adapters/sqlite/open.ts'
import { createLog } from '../../adapters/system/log.ts'
import { systemClock } from '../../adapters/system/system.ts'
import { modeAtStart, openGerai, type OpenGerai } from '../../gerai.ts'
import { callsForCopy, findCopy, restoreClosed } from '../../rescue.ts'
import { profileFromEnvironment } from '../environment-profile.ts'
import { keepCustomerWindow } from './customer-window.ts'
import { EXIT_REFUSED } from './exit-code.ts'
import { lockDownContents, lockDownSession } from './lockdown.ts'
import { setMenu } from './menu.ts'
import { createPages, SCHEME } from './pages.ts'
import { openPortDesk } from './ports.ts'
import { askToRestore, showRefusal } from './refusal-box.ts'
import { openSecrets } from './safe-storage-secrets.ts'
import { forkSimulator } from './simulator-utility.ts'
import { createCashierWindow, createCustomerWindow, type WindowOptions } from './windows.ts'

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
  const opened = await openOrRescue(options)
  if (!opened.ok) {
    if (opened.isTold !== true) showRefusal(opened.refusal)
    app.exit(EXIT_REFUSED)
    return
  }
  const { gerai, log } = opened
  try {
    lockDownSession(session.defaultSession)
    protocol.handle(SCHEME, createPages(join(options.builtFolder, 'renderer')))
    setMenu(process.platform)
    openWindows(options, gerai, log)
  } catch (fault) {
    showRefusal(toRefusal(fault, options.dataFolder, log))
    await gerai.close()
    app.exit(EXIT_REFUSED)
  }
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
      log = createLog(join(dataFolder, 'logs'))
      logBugs(log)
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
  const reference = randomBytes(4).toString('hex')
  log?.error('start_fault', { reference, fault: describe(fault) })
  return { type: 'internal', reference }
}

/** Writes bugs of ours down; Electron itself shows the first kind and only warns of the second. */
function logBugs(log: Log): void {
  process.on('uncaughtExceptionMonitor', (fault) => {
    log.error('host_fault', { fault: describe(fault) })
  })
  process.on('unhandledRejection', (fault) => {
    log.error('host_fault', { fault: describe(fault) })
  })
}

const describe = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)

function openWindows({ builtFolder }: HostOptions, gerai: OpenGerai, log: Log): void {
  const windowOptions: WindowOptions = {
    preload: join(builtFolder, 'preload', 'index.cjs'),
    devTools: !app.isPackaged,
    log,
    onHopeless: (seat) => {
      if (seat === 'customer') return customer.close()
      showRefusal({ type: 'internal', reference: 'page_gone' })
      app.quit()
    },
  }
  // before the pages load, so that the first one that asks finds the desk open
  const desk = openPortDesk(
    ipcMain,
    gerai,
    () => ({ cashier: cashier.webContents, customer: customer.contents() }),
    log,
  )
  const cashier = createCashierWindow(windowOptions)
  const customer = keepCustomerWindow({
    screen,
    cashierBounds: () => cashier.getBounds(),
    create: (bounds) => createCustomerWindow(bounds, windowOptions),
  })

  app.on('second-instance', () => {
    if (cashier.isMinimized()) cashier.restore()
    cashier.show()
    cashier.focus()
  })
  cashier.on('closed', () => {
    app.quit()
  })
  closeBeforeQuit(async () => {
    desk.close()
    customer.close()
    await gerai.close()
  }, log)
}

/** Quitting waits until the books are closed. Killing does no harm either; this way nothing is left to repair. */
function closeBeforeQuit(close: () => Promise<void>, log: Log): void {
  let isClosing = false
  app.on('before-quit', (event) => {
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    close()
      .catch((fault: unknown) => {
        log.error('close_fault', { fault: describe(fault) })
      })
      .finally(() => {
        app.exit(0)
      })
  })
}
