import type { BrowserWindow, Display, Rectangle, Screen, WebContents } from 'electron'
import type { CustomerChoice, KnownDisplay } from './desktop-file.ts'

/** The customer's screen: a window on a display of its own, or none while that display is not there. */
export interface CustomerWindow {
  contents(): WebContents | null
  /** The display it is on now. */
  shownOn(): number | null
  /** It was shown, or is meant to be, and its display is not there: what the customer should see is seen by nobody. */
  isLost(): boolean
  /** Looks again where it belongs: the choice has changed. */
  place(): void
  /** Takes the window away, with everything on it, until `uncover`. */
  cover(): void
  uncover(): void
  /** For good. */
  close(): void
}

export interface CustomerWindowOptions {
  readonly screen: Screen
  readonly choice: () => CustomerChoice
  /** Where the cashier sits; the customer never gets that display. */
  readonly cashierBounds: () => Rectangle
  /** Makes the window, hidden, with its page loading. */
  readonly create: (bounds: Rectangle) => BrowserWindow
}

/**
 * Follows the displays. When its display goes the window is closed, page and all, and not only hidden: the system would
 * move it over the cashier's screen, and a code must not stay painted where nobody looks after it. It comes back as a new
 * page, which shows only what the core says then.
 */
export function keepCustomerWindow(options: CustomerWindowOptions): CustomerWindow {
  const { screen, choice, cashierBounds, create } = options
  let window: BrowserWindow | null = null
  let shownOn: number | null = null
  let usedLast: number | null = null
  let isCovered = false
  let isOver = false

  const place = (): void => {
    const display = isCovered || isOver ? null : wanted()
    shownOn = display?.id ?? null
    if (display === null) {
      takeAway()
    } else {
      usedLast = display.id
      window ??= make(display.bounds)
      window.setBounds(display.bounds)
      // without taking the keyboard: a barcode scanner types into the window that has it
      window.showInactive()
      // from a display of another scale Windows gets there only at the second try
      window.setBounds(display.bounds)
    }
  }
  const wanted = (): Display | null => {
    const cashier = screen.getDisplayMatching(cashierBounds()).id
    return customerDisplay(screen.getAllDisplays(), cashier, choice(), usedLast)
  }
  const make = (bounds: Rectangle): BrowserWindow => {
    const made = create(bounds)
    // above the taskbar of the second display
    made.setAlwaysOnTop(true, 'screen-saver')
    made.on('closed', () => {
      if (window === made) window = null
    })
    return made
  }
  const takeAway = (): void => {
    const going = window
    window = null
    going?.destroy()
  }

  place()
  screen.on('display-added', place)
  screen.on('display-removed', place)
  screen.on('display-metrics-changed', place)
  return {
    contents: () => window?.webContents ?? null,
    shownOn: () => shownOn,
    isLost: () => {
      if (isCovered || shownOn !== null || choice() === 'off') return false
      return choice() !== 'auto' || usedLast !== null
    },
    place,
    cover: () => {
      isCovered = true
      place()
    },
    uncover: () => {
      isCovered = false
      place()
    },
    close: () => {
      isOver = true
      screen.off('display-added', place)
      screen.off('display-removed', place)
      screen.off('display-metrics-changed', place)
      takeAway()
      shownOn = null
    },
  }
}

/** The display for the customer: the chosen one or none; by itself the one used last, else the first that is free. */
export function customerDisplay(
  displays: readonly Display[],
  cashierDisplay: number,
  choice: CustomerChoice,
  usedLast: number | null,
): Display | null {
  if (choice === 'off') return null
  const free = displays.filter(({ id }) => id !== cashierDisplay)
  if (choice === 'auto') return free.find(({ id }) => id === usedLast) ?? free[0] ?? null
  return free.find(({ id }) => id === choice.id) ?? theOneLike(free, choice)
}

/** A display that was plugged in elsewhere, or after a restart, may have another id: then its name and size tell. */
function theOneLike(displays: readonly Display[], known: KnownDisplay): Display | null {
  const alike = displays.filter((each) => isLike(each, known))
  return alike.length === 1 ? (alike[0] ?? null) : null
}

const isLike = ({ label, bounds }: Display, known: KnownDisplay): boolean =>
  known.label !== '' &&
  label === known.label &&
  bounds.width === known.width &&
  bounds.height === known.height

export const known = ({ id, label, bounds: { width, height } }: Display): KnownDisplay => ({
  id,
  label,
  width,
  height,
})
