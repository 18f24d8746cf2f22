import type { BrowserWindow } from 'electron'
import type { Log } from '../../../core/ports/system.ts'
import { seatOfUrl, type Seat } from './pages.ts'

/** A page that crashed again within this time would only crash once more. */
const HOPELESS_WITHIN_MS = 60_000
/** Chromium's `net::ERR_ABORTED`. */
const ABORTED = -3

export interface PageTroubleOptions {
  readonly log: Log
  /** Crashed twice within a minute, or could not be loaded at all: there is nothing in the window. */
  onHopeless(seat: Seat, why: 'crashed' | 'unloadable'): void
  /** The page hangs: asks whoever sits there, until the signal says that it answers again. True loads it anew. */
  askAboutHang(answersAgain: AbortSignal): Promise<boolean>
}

/** Brings a page back that crashed or hangs. The sale is in the core: the page shows it again as it was. */
export function watchPage(window: BrowserWindow, seat: Seat, options: PageTroubleOptions): void {
  const { log, onHopeless, askAboutHang } = options
  const { webContents } = window
  let crashedAt = Number.NEGATIVE_INFINITY
  let hang: AbortController | null = null

  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    hang?.abort()
    // a page that went with its window is not missed
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.error('page_gone', { seat, reason, exitCode })
    const now = performance.now()
    const isHopeless = now - crashedAt < HOPELESS_WITHIN_MS
    crashedAt = now
    if (isHopeless) onHopeless(seat, 'crashed')
    else webContents.reload()
  })
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    // another load of the same page took its place, or it was never a page of ours: then the one before is still there
    if (!isMainFrame || code === ABORTED || seatOfUrl(url) === null) return
    log.error('page_not_loaded', { seat, code, description })
    onHopeless(seat, 'unloadable')
  })
  webContents.on('preload-error', (_event, _path, fault) => {
    // without its port the page would wait for the core for ever
    log.error('preload_fault', { seat, fault: String(fault) })
    onHopeless(seat, 'unloadable')
  })
  const onHang = async (hanging: AbortController): Promise<void> => {
    // nobody may press anything on the customer's screen, so nobody is asked
    const isToReload = seat === 'customer' || (await askAboutHang(hanging.signal))
    if (isToReload && !hanging.signal.aborted && !window.isDestroyed()) {
      log.warn('hung_page_reloaded', { seat })
      // a reload alone would wait for the very script that hangs; what follows its end loads the page again
      webContents.forcefullyCrashRenderer()
    }
    if (hang === hanging) hang = null
  }
  window.on('unresponsive', () => {
    if (hang !== null) return
    hang = new AbortController()
    log.error('page_hangs', { seat })
    onHang(hang).catch((fault: unknown) => {
      log.error('hang_box_fault', { fault: String(fault) })
    })
  })
  window.on('responsive', () => {
    hang?.abort()
    hang = null
  })
  window.on('closed', () => {
    hang?.abort()
  })
}
