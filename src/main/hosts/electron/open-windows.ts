import type { Language } from '../../../core/domain/language.ts'
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
import type { Log } from '../../../core/ports/system.ts'
import { systemClock } from '../../adapters/system/system.ts'
import type { OpenGerai } from '../../gerai.ts'
import { busyWith } from '../../usecases/selling/live-codes.ts'
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
import { createRestartScreen } from './restart-screen.ts'
import { startAgain } from './start-again.ts'
import { askAboutHang, askToLeave } from './trouble-box.ts'
import { createUpdates, whyUpdatesAreOff } from './updates.ts'
import { placeOnDisplays, rememberPlace, watchDisplayOf } from './window-place.ts'
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
  const restart = createRestartScreen({
    dataFolder,
    log,
    language: () => {
      try {
        return language()
      } catch {
        // nothing can be read from the books any more
        return gerai.language
      }
    },
    window: () => cashier,
    till: () => gerai.core().till,
  })
  const isSealed = await hasKeyStore(safeStorage)

  const windowOptions: WindowOptions = {
    preload: join(builtFolder, 'preload', 'index.cjs'),
    devTools: !app.isPackaged,
    log,
    askAboutHang: (answersAgain) => askAboutHang(language(), cashier, answersAgain),
    onHopeless: (seat, why) => {
      if (seat === 'customer') return customer.close()
      restart.offer(why, null)
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
    onNotInstalled: () => {
      startAgain()
      app.exit(1)
    },
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
      shutdown.closeThen(() => {
        // the new program may be up before this one is gone, and would take itself for a second start
        app.releaseSingleInstanceLock()
        last()
      })
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
    // Windows keeps a minimized window far outside of every display
    cashierBounds: () => (cashier.isMinimized() ? cashier.getNormalBounds() : cashier.getBounds()),
    create: (bounds) => createCustomerWindow(bounds, windowOptions),
  })
  watchDisplayOf(cashier, screen, customer.place)
  const stops = [
    keepMenu(gerai, cashier, { openLogs: () => openLogs(shell, logFolder), saveLogs: restart.saveLogs }),
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
      restart.offer('fault', reference)
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
  askBeforeLeaving(cashier, {
    isPaying: () => !shutdown.isClosing() && busyWith(gerai.core().till) === 'payment',
    ask: () => askToLeave(language(), cashier),
  })
  onSecondStart(cashier, shutdown.isQuitting)
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

/**
 * One app per folder: who starts it again finds the first one before them. One that is closing starts anew when it is done,
 * and a closing that hangs is ended by this as by every other second request.
 */
function onSecondStart(cashier: BrowserWindow, isQuitting: () => boolean): void {
  let isAskedFor = false
  app.on('second-instance', () => {
    if (isQuitting()) {
      if (!isAskedFor) startAgain()
      isAskedFor = true
      app.quit()
    } else if (!cashier.isDestroyed()) {
      if (cashier.isMinimized()) cashier.restore()
      cashier.show()
      cashier.focus()
    }
  })
}

/** A slip of the hand (Alt+F4 lies beside the page's own keys) does not close the till while a customer pays. */
function askBeforeLeaving(
  cashier: BrowserWindow,
  { isPaying, ask }: { isPaying(): boolean; ask(): Promise<boolean> },
): void {
  let isAsking = false
  let isMeant = false
  const leave = async (): Promise<void> => {
    isAsking = true
    isMeant = await ask().finally(() => {
      isAsking = false
    })
    if (isMeant && !cashier.isDestroyed()) cashier.close()
  }
  cashier.on('close', (event) => {
    if (isMeant || !isPaying()) return
    event.preventDefault()
    if (!isAsking) void leave()
  })
}

/** The menu, in the language the shop has chosen, also when it chooses another one. */
function keepMenu(
  gerai: OpenGerai,
  cashier: BrowserWindow,
  logs: { openLogs(): Promise<unknown>; saveLogs(): Promise<unknown> },
): () => void {
  let shown: Language | null = null
  // a menu is there a little longer than its window
  const onCashier = (work: () => void) => (): void => {
    if (!cashier.isDestroyed()) work()
  }
  return followCore(gerai, systemClock, ({ till }) => {
    const { language } = settingsOf(till)
    if (language === shown) return
    shown = language
    setMenu(process.platform, language, {
      press: (keyCode) => {
        onCashier(() => {
          cashier.webContents.sendInputEvent({ type: 'keyDown', keyCode })
          cashier.webContents.sendInputEvent({ type: 'keyUp', keyCode })
        })()
      },
      reload: onCashier(() => {
        cashier.webContents.reload()
      }),
      toggleFullScreen: onCashier(() => {
        if (!cashier.isKiosk()) cashier.setFullScreen(!cashier.isFullScreen())
      }),
      openLogs: () => void logs.openLogs(),
      saveLogs: () => void logs.saveLogs(),
      // as by the window's own button, which asks first
      quit: onCashier(() => {
        cashier.close()
      }),
    })
  })
}
