import { BrowserWindow, type Rectangle } from 'electron'
import type { Log } from '../../../core/ports/system.ts'
import { webPreferences } from './lockdown.ts'
import { watchPage, type PageTroubleOptions } from './page-trouble.ts'
import { pageUrl, type Seat } from './pages.ts'

export interface WindowOptions extends PageTroubleOptions {
  readonly preload: string
  readonly devTools: boolean
  readonly log: Log
}

export interface CashierPlace {
  /** Null lets the system choose. */
  readonly bounds: Rectangle | null
  readonly maximized: boolean
  /** The whole display, and no way around it but the settings. */
  readonly kiosk: boolean
}

const BACKGROUND = '#ffffff'

export function createCashierWindow(place: CashierPlace, options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...place.bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    kiosk: place.kiosk,
    // the menu comes with Alt: its bar would take a row from every sale
    autoHideMenuBar: true,
    backgroundColor: BACKGROUND,
    webPreferences: webPreferences(options.preload, options.devTools),
  })
  window.once('ready-to-show', () => {
    if (place.maximized && !place.kiosk) window.maximize()
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
    // a Mac would keep it below its menu bar, and both systems round the corners off: the desktop would look out of them
    enableLargerThanScreen: true,
    roundedCorners: false,
    // with an edge to drag, Windows makes it larger than its display, and a finger smaller
    thickFrame: false,
    // a finger on the customer's screen must not take the keyboard from the cashier
    focusable: false,
    skipTaskbar: true,
    autoHideMenuBar: true,
    backgroundColor: BACKGROUND,
    webPreferences: webPreferences(options.preload, options.devTools),
  })
  openPage(window, 'customer', options)
  return window
}

function openPage(window: BrowserWindow, seat: Seat, options: WindowOptions): void {
  watchPage(window, seat, options)
  // whoever watches the page hears of a failure by its event, also when it is loaded again later
  window.loadURL(pageUrl(seat)).catch(() => {})
}
