import type { Till } from './till.ts'

/** A screen that hears nothing for 1.8 seconds covers its code, so a beat may come a second late before it does. */
const BEAT_MS = 700

/**
 * Feeds one screen: the view at once, again after every change, and a beat in between. Changes that come while the
 * screen is busy fall together: it always gets the newest view, never a queue of old ones.
 */
export async function* watchView<View>(
  till: Till,
  stopped: AbortSignal,
  gone: AbortSignal | undefined,
  render: (revision: number) => View,
): AsyncGenerator<View | { type: 'beat'; now: string }, void> {
  let revision = 0
  let changed = true
  let wake = (): void => {}
  const nudge = (): void => {
    wake()
  }
  const unlisten = till.changed.listen(() => {
    changed = true
    wake()
  })
  stopped.addEventListener('abort', nudge)
  gone?.addEventListener('abort', nudge)
  const ended = (): boolean => stopped.aborted || (gone?.aborted ?? false)
  try {
    while (!ended()) {
      if (changed) {
        changed = false
        revision += 1
        yield render(revision)
      } else {
        yield { type: 'beat', now: till.clock.now() }
      }
      if (changed || ended()) continue
      await new Promise<void>((resolve) => {
        const cancel = till.clock.after(BEAT_MS, resolve)
        wake = () => {
          cancel()
          resolve()
        }
      })
    }
  } finally {
    unlisten()
    stopped.removeEventListener('abort', nudge)
    gone?.removeEventListener('abort', nudge)
  }
}
