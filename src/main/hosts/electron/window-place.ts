import type { BrowserWindow, Display, Rectangle, Screen } from 'electron'
import type { WindowPlace } from './desktop-file.ts'

/** How much of the window's top edge must lie on a display, so that a hand can take hold of it. */
const GRIP_PX = 120
const SAVE_AFTER_MS = 500

/** The remembered place, if a person could still see and move a window there; null puts it where the system likes. */
export function placeOnDisplays(place: WindowPlace | null, displays: readonly Display[]): Rectangle | null {
  if (place === null) return null
  const home = displays.find(({ workArea }) => isWithinReach(place, workArea))
  if (home === undefined) return null
  const { workArea } = home
  return {
    x: place.x,
    y: place.y,
    // it was saved on a larger display
    width: Math.min(place.width, workArea.width),
    height: Math.min(place.height, workArea.height),
  }
}

function isWithinReach(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  const isTopSeen = place.y >= area.y && place.y <= area.y + area.height - GRIP_PX
  return across >= Math.min(GRIP_PX, place.width) && isTopSeen
}

/**
 * Tells when the window has come to another display. A window that was carried under the customer's, which lies above all
 * others, would not be seen again.
 */
export function watchDisplayOf(window: BrowserWindow, screen: Screen, tell: () => void): void {
  const here = (): number => screen.getDisplayMatching(window.getBounds()).id
  let last = here()
  window.on('move', () => {
    // Windows puts a minimized window far outside of every display
    if (window.isMinimized()) return
    const now = here()
    if (now === last) return
    last = now
    tell()
  })
}

/** Saves where the window is a moment after it came to rest, and when it closes. */
export function rememberPlace(window: BrowserWindow, save: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined
  const saveNow = (): void => {
    clearTimeout(timer)
    // a minimized or full screen window has no place of its own
    if (window.isMinimized() || window.isFullScreen() || window.isKiosk()) return
    save({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  const saveSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(saveNow, SAVE_AFTER_MS)
    timer.unref()
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', saveNow)
  window.on('closed', () => {
    clearTimeout(timer)
  })
}
