import type { BrowserWindow, Screen, Shell } from 'electron'
import type { DesktopView } from '../../../core/contract/views/desktop.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { Desktop } from '../../../core/ports/desktop.ts'
import { known, type CustomerWindow } from './customer-window.ts'
import type { DesktopFile } from './desktop-file.ts'
import type { Updates } from './updates.ts'

export interface DesktopOptions {
  readonly version: string
  readonly logFolder: string
  readonly hasKeyStore: boolean
  readonly screen: Screen
  readonly shell: Shell
  readonly file: DesktopFile
  readonly updates: Updates
  readonly cashier: () => BrowserWindow
  readonly customer: () => CustomerWindow
  readonly closeThen: (last: () => void) => void
}

/** What the settings show and change of windows, displays and updates. */
export function createDesktop(options: DesktopOptions): Desktop<DesktopView> {
  const { version, logFolder, hasKeyStore, screen, shell, file, updates, cashier, customer } = options
  const cashierDisplay = (): number => screen.getDisplayMatching(cashier().getBounds()).id

  const keep = (choice: Parameters<DesktopFile['change']>[0]): Result<null, Refusal> => {
    file.change(choice)
    customer().place()
    return ok(null)
  }
  return {
    view: () => {
      const { customer: choice, kiosk } = file.now()
      const cashiers = cashierDisplay()
      return {
        version,
        displays: screen.getAllDisplays().map(({ id, label, bounds: { width, height } }) => ({
          id,
          name: label,
          width,
          height,
          isCashiers: id === cashiers,
        })),
        customer: {
          choice: typeof choice === 'string' ? choice : 'chosen',
          chosen: typeof choice === 'string' ? null : { id: choice.id, name: choice.label },
          shownOn: customer().shownOn(),
          isLost: customer().isLost(),
        },
        kiosk,
        keyStore: hasKeyStore ? 'system' : 'none',
        update: updates.view(),
      }
    },
    chooseDisplay: (input) => {
      if (input.choice !== 'chosen') return keep({ customer: input.choice })
      const display = screen.getAllDisplays().find(({ id }) => id === input.displayId)
      if (display === undefined) return err({ type: 'display_unknown' })
      if (display.id === cashierDisplay()) return err({ type: 'display_is_cashiers' })
      return keep({ customer: known(display) })
    },
    setKiosk: (on) => {
      file.change({ kiosk: on })
      cashier().setKiosk(on)
      return ok(null)
    },
    openLogs: () => openLogs(shell, logFolder),
    checkUpdate: () => updates.check(),
    installUpdate: () => updates.install(options.closeThen),
  }
}

/** Shows the logs in the system's file manager, from where they can be sent. */
export async function openLogs(shell: Shell, folder: string): Promise<Result<null, Refusal>> {
  const detail = await shell.openPath(folder)
  return detail === '' ? ok(null) : err({ type: 'logs_not_opened', folder, detail })
}
