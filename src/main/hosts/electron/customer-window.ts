import type { BrowserWindow, Display, Rectangle, Screen, WebContents } from 'electron'

/** The customer's screen: a window on a display of its own, or none while there is only one display. */
export interface CustomerWindow {
  readonly contents: () => WebContents | null
  close(): void
}

export interface CustomerWindowOptions {
  readonly screen: Screen
  /** Where the cashier sits; the customer never gets that display. */
  readonly cashierBounds: () => Rectangle
  /** Makes the window, hidden, with its page loading. */
  readonly create: (bounds: Rectangle) => BrowserWindow
}

/** Follows the displays: shown on a second one, hidden when that one goes, back when it returns. */
export function keepCustomerWindow({ screen, cashierBounds, create }: CustomerWindowOptions): CustomerWindow {
  let window: BrowserWindow | null = null
  let usedLast: number | null = null

  const place = (): void => {
    const cashier = screen.getDisplayMatching(cashierBounds()).id
    const display = customerDisplay(screen.getAllDisplays(), cashier, usedLast)
    if (display === null) {
      window?.hide()
      return
    }
    usedLast = display.id
    window ??= make(display.bounds)
    window.setBounds(display.bounds)
    // without taking the keyboard: a barcode scanner types into the window that has it
    window.showInactive()
  }
  const make = (bounds: Rectangle): BrowserWindow => {
    const made = create(bounds)
    // above the taskbar of the second display
    made.setAlwaysOnTop(true, 'screen-saver')
    made.on('closed', () => {
      window = null
    })
    return made
  }

  place()
  screen.on('display-added', place)
  screen.on('display-removed', place)
  screen.on('display-metrics-changed', place)
  return {
    contents: () => window?.webContents ?? null,
    close: () => {
      screen.off('display-added', place)
      screen.off('display-removed', place)
      screen.off('display-metrics-changed', place)
      window?.destroy()
    },
  }
}

/** The display for the customer: the one used last if it is there, else the first that is not the cashier's. */
export function customerDisplay(
  displays: readonly Display[],
  cashierDisplay: number,
  usedLast: number | null,
): Display | null {
  const free = displays.filter(({ id }) => id !== cashierDisplay)
  return free.find(({ id }) => id === usedLast) ?? free[0] ?? null
}
