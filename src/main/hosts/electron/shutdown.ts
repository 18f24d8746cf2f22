import type { App, Event } from 'electron'
import type { Log } from '../../../core/ports/system.ts'

/** How long a close may take before a second request to quit ends the app as it is. */
export const FORCE_AFTER_MS = 5_000

export interface Shutdown {
  /** The books are being let go, or are gone: nothing can be asked of them. */
  isClosing(): boolean
  /** The app is on its way out because somebody quit it, and not to be replaced by a newer one. */
  isQuitting(): boolean
  /** Closes the books, then lets `last` end the app in its own way. */
  closeThen(last: () => void): void
}

export interface ShutdownOptions {
  readonly app: App
  readonly log: Log
  /** Milliseconds that only go forward. */
  readonly upMs: () => number
  /** Everything that has to be let go, in order; the books last. */
  close(): Promise<void>
}

/**
 * Quitting waits until the books are closed. Killing does no harm either: what was answered is on the disk, and what was
 * not is looked up at the next start. So a second request forces the end when the first one hangs.
 */
export function closeBeforeQuit({ app, log, upMs, close }: ShutdownOptions): Shutdown {
  let closingSince: number | null = null
  let isClosed = false
  let isQuitting = false
  const closeThen = (last: () => void): void => {
    if (closingSince !== null) return
    closingSince = upMs()
    close()
      .catch((fault: unknown) => {
        log.error('close_fault', {
          fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault),
        })
      })
      .finally(() => {
        isClosed = true
        last()
      })
  }
  app.on('before-quit', (event: Event) => {
    // what replaces the program quits the app itself, with the books closed
    if (isClosed) return
    event.preventDefault()
    if (closingSince !== null && upMs() - closingSince >= FORCE_AFTER_MS) {
      log.error('quit_forced', { afterMs: Math.round(upMs() - closingSince) })
      app.exit(1)
      return
    }
    isQuitting ||= closingSince === null
    closeThen(() => {
      app.exit(0)
    })
  })
  return { closeThen, isClosing: () => closingSince !== null, isQuitting: () => isQuitting }
}
