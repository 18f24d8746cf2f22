import { join } from 'node:path'
import {
  app,
  ipcMain,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  type BrowserWindow,
  type SafeStorage,
} from 'electron'
import type { Language } from '../../../core/domain/refusals.ts'
import type { Log } from '../../../core/ports/system.ts'
import { systemClock } from '../../adapters/system/system.ts'
import type { OpenGerai } from '../../gerai.ts'
import { busyWith } from '../../usecases/live-codes.ts'
import { settingsOf } from '../../usecases/till.ts'
import { keepCustomerWindow, type CustomerWindow } from './customer-window.ts'
import { watchForFaults } from './core-fault.ts'
import { createDesktop, openLogs } from './desktop.ts'
import { openDesktopFile } from './desktop-file.ts'
import { followCore } from './follow-core.ts'
import { setMenu } from './menu.ts'
import { openPortDesk } from './ports.ts'
import { coverWhileAsleep, keepCodesLit } from './power.ts'
import { hasKeyStore } from './safe-storage-secrets.ts'
import { closeBeforeQuit } from './shutdown.ts'
import { askAboutHang, askToRestart, type RestartBox } from './trouble-box.ts'
import { createUpdates, whyUpdatesAreOff } from './updates.ts'
import { placeOnDisplays, rememberPlace } from './window-place.ts'
import { createCashierWindow, createCustomerWindow, type WindowOptions } from './windows.ts'

export interface OpenWindowsOptions {
  readonly dataFolder: string
  readonly builtFolder: string
  readonly gerai: OpenGerai
  readonly log: Log
  readonly safeStorage: SafeStorage
}

/** Late enough that the shop is open and selling. */
const FIRST_UPDATE_CHECK_MS = 60_000

/** Both windows over an open core, everything that watches them, and the one way in which all of it closes. */
export async function openWindows(options: OpenWindowsOptions): Promise<void> {
  const { dataFolder, builtFolder, gerai, log, safeStorage } = options
  const logFolder = join(dataFolder, 'logs')
  const file = openDesktopFile(join(dataFolder, 'desktop.json'), log)
  const language = (): Language => settingsOf(gerai.core().till).language
  const exportLogs = () => openLogs(shell, logFolder)
  const isSealed = await hasKeyStore(safeStorage)

  const windowOptions: WindowOptions = {
    preload: join(builtFolder, 'preload', 'index.cjs'),
    devTools: !app.isPackaged,
    log,
    askAboutHang: (answersAgain) => askAboutHang(language(), answersAgain),
    onHopeless: (seat) => {
      if (seat === 'customer') return customer.close()
      void offerRestart({ language: language(), why: 'crashed', reference: null, exportLogs }, log)
    },
  }
  const updates = createUpdates({
    off: whyUpdatesAreOff({
      isPackaged: app.isPackaged,
      platform: process.platform,
      resources: process.resourcesPath,
      environment: process.env,
    }),
    load: async () => (await import('electron-updater')).autoUpdater,
    busy: () => busyWith(gerai.core().till),
    language,
    clock: systemClock,
    log,
    firstCheckMs: FIRST_UPDATE_CHECK_MS,
  })
  const desktop = createDesktop({
    version: app.getVersion(),
    logFolder,
    hasKeyStore: isSealed,
    screen,
    shell,
    file,
    updates,
    cashier: () => cashier,
    customer: () => customer,
    closeThen: (last) => {
      shutdown.closeThen(last)
    },
  })
  // before the pages load, so that the first one that asks finds the desk open
  const desk = openPortDesk(
    ipcMain,
    { ...gerai, desktop },
    () => ({ cashier: cashier.webContents, customer: customer.contents() }),
    log,
  )
  const { window: place, kiosk } = file.now()
  const cashier: BrowserWindow = createCashierWindow(
    {
      bounds: placeOnDisplays(place, screen.getAllDisplays()),
      maximized: place?.maximized ?? false,
      kiosk,
    },
    windowOptions,
  )
  rememberPlace(cashier, (window) => {
    file.change({ window })
  })
  const customer: CustomerWindow = keepCustomerWindow({
    screen,
    choice: () => file.now().customer,
    cashierBounds: () => cashier.getBounds(),
    create: (bounds) => createCustomerWindow(bounds, windowOptions),
  })
  const stops = [
    keepMenu(gerai, cashier, exportLogs),
    keepCodesLit(gerai, systemClock, powerSaveBlocker),
    coverWhileAsleep({
      gerai,
      clock: systemClock,
      log,
      monitor: powerMonitor,
      customer,
      quit: () => app.quit(),
    }),
    watchForFaults(log, (reference) => {
      // nothing more is asked of a core that nobody can vouch for
      desk.close()
      customer.close()
      void offerRestart({ language: gerai.language, why: 'fault', reference, exportLogs }, log)
    }),
    updates.stop,
  ]
  const shutdown = closeBeforeQuit({
    app,
    log,
    upMs: () => performance.now(),
    close: async () => {
      for (const stop of stops) stop()
      desk.close()
      customer.close()
      await gerai.close()
    },
  })
  focusOnSecondStart(cashier)
  cashier.on('closed', () => {
    app.quit()
  })
  cashier.on('session-end', () => {
    app.quit()
  })
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    // the system's graphics process and the like: Chromium starts them again by itself
    if (reason !== 'clean-exit') log.warn('helper_gone', { type, reason, exitCode })
  })
}

/** One app per folder: who starts it again finds the first one before them. */
function focusOnSecondStart(cashier: BrowserWindow): void {
  app.on('second-instance', () => {
    if (cashier.isMinimized()) cashier.restore()
    cashier.show()
    cashier.focus()
  })
}

/** The menu, in the language the shop has chosen, also when it chooses another one. */
function keepMenu(gerai: OpenGerai, cashier: BrowserWindow, exportLogs: () => Promise<unknown>): () => void {
  let shown: Language | null = null
  return followCore(gerai, systemClock, ({ till }) => {
    const { language } = settingsOf(till)
    if (language === shown) return
    shown = language
    setMenu(process.platform, language, {
      press: (keyCode) => {
        cashier.webContents.sendInputEvent({ type: 'keyDown', keyCode })
        cashier.webContents.sendInputEvent({ type: 'keyUp', keyCode })
      },
      reload: () => {
        cashier.webContents.reload()
      },
      openLogs: () => void exportLogs(),
      quit: () => {
        app.quit()
      },
    })
  })
}

/** Puts the restart screen up and does what is chosen there. */
async function offerRestart(box: RestartBox, log: Log): Promise<void> {
  const isRestart = await askToRestart(box).catch((fault: unknown) => {
    log.error('restart_box_fault', { fault: String(fault) })
    return false
  })
  if (isRestart) app.relaunch(relaunchOptions())
  // after a fault nothing is flushed by a core in an unknown state: what was answered is on the disk already
  if (box.why === 'fault') app.exit(1)
  else app.quit()
}

/** An AppImage runs from a folder that goes with it: the file itself has to be started. */
function relaunchOptions(): { args?: string[]; execPath?: string } {
  const image = process.env['APPIMAGE'] ?? ''
  return image === '' ? {} : { execPath: image, args: process.argv.slice(1) }
}
