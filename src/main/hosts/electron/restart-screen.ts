import type { Language } from '../../../core/domain/language.ts'
import { app, dialog, type BrowserWindow } from 'electron'
import { join } from 'node:path'
import type { Log } from '../../../core/ports/system.ts'
import { systemClock } from '../../adapters/system/system.ts'
import { exportLogsAfterFault } from '../../log-export.ts'
import type { Till } from '../../usecases/till.ts'
import { saveLogs } from './save-logs.ts'
import { startAgain } from './start-again.ts'
import { askToRestart, type RestartBox } from './trouble-box.ts'

export interface RestartScreenOptions {
  readonly dataFolder: string
  readonly log: Log
  readonly language: () => Language
  /** The cashier's, once there is one. */
  readonly window: () => BrowserWindow | null
  /** Throws when there is none any more. */
  readonly till: () => Till
}

export interface RestartScreen {
  /** Asks once, however much goes wrong behind it, and does what is chosen. */
  offer(why: RestartBox['why'], reference: string | null): void
  /** Where and what the person wants to keep of the logs; also without anything wrong. */
  saveLogs(): Promise<string | null>
}

/** What is left when the pages or the core are not: start again, keep the logs, end. */
export function createRestartScreen(options: RestartScreenOptions): RestartScreen {
  const { dataFolder, log, language, window, till } = options
  let isOffered = false
  const keepLogs = (): Promise<string | null> =>
    saveLogs({
      ...{ dialog, window: window(), language: language(), log },
      folder: app.getPath('documents'),
      logFolder: join(dataFolder, 'logs'),
      makeFile: () => exportLogsAfterFault(dataFolder, systemClock.now(), till),
    })
  const ask = async (why: RestartBox['why'], reference: string | null): Promise<void> => {
    const box = { language: language(), window: window(), why, reference, saveLogs: keepLogs }
    const isRestart = await askToRestart(box).catch((fault: unknown) => {
      log.error('restart_box_fault', { fault: String(fault) })
      return false
    })
    if (isRestart) startAgain()
    // after a fault nothing is flushed by a core in an unknown state: what was answered is on the disk already
    if (why === 'fault') app.exit(1)
    else app.quit()
  }
  return {
    offer: (why, reference) => {
      if (isOffered) return
      isOffered = true
      void ask(why, reference)
    },
    saveLogs: keepLogs,
  }
}
