import { BrowserWindow, type Rectangle } from 'electron'
import type { Log } from '../../../core/ports/system.ts'
import { pageUrl, type Seat } from './pages.ts'
import { webPreferences } from './lockdown.ts'

export interface WindowOptions {
  readonly preload: string
  readonly devTools: boolean
  readonly log: Log
  /** A page that crashed twice within a minute: showing it again would only crash again. */
  onHopeless(seat: Seat): void
}

const BACKGROUND = '#ffffff'

export function createCashierWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    backgroundColor: BACKGROUND,
    webPreferences: webPreferences(options.preload, options.devTools),
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  openPage(window, 'cashier', options)
  return window
}

export function createCustomerWindow(bounds: Rectangle, options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    frame: false,
    // a finger on the customer's screen must not take the keyboard from the cashier
    focusable: false,
    skipTaskbar: true,
    backgroundColor: BACKGROUND,
    webPreferences: webPreferences(options.preload, options.devTools),
  })
  openPage(window, 'customer', options)
  return window
}

function openPage(window: BrowserWindow, seat: Seat, { log, onHopeless }: WindowOptions): void {
  let crashedAt = Number.NEGATIVE_INFINITY
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error('page_gone', { seat, reason, exitCode })
    const now = performance.now()
    const isHopeless = now - crashedAt < 60_000
    crashedAt = now
    // the sale is in the core: the page shows it again as it was
    if (isHopeless) onHopeless(seat)
    else window.webContents.reload()
  })
  void window.loadURL(pageUrl(seat)).catch((fault: unknown) => {
    log.error('page_not_loaded', { seat, fault: String(fault) })
  })
}
