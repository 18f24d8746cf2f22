import type { Clock } from '../../../core/ports/system.ts'
import type { Core } from '../../core.ts'
import type { OpenGerai } from '../../gerai.ts'

const NEXT_CORE_MS = 100

/** Calls `look` now and after every change of the books, also when another mode's core has taken over. Returns the way to stop. */
export function followCore(gerai: OpenGerai, clock: Clock, look: (core: Core) => void): () => void {
  let isOver = false
  let unlisten = (): void => {}
  let cancel = (): void => {}
  const attach = (before: Core | null): void => {
    if (isOver) return
    const core = gerai.core()
    if (core === before) {
      cancel = clock.after(NEXT_CORE_MS, () => {
        attach(before)
      })
      return
    }
    const lookAgain = (): void => {
      if (!isOver && !core.stopped.aborted) look(core)
    }
    unlisten = core.till.changed.listen(lookAgain)
    core.stopped.addEventListener(
      'abort',
      () => {
        unlisten()
        attach(core)
      },
      { once: true },
    )
    lookAgain()
  }
  attach(null)
  return () => {
    isOver = true
    unlisten()
    cancel()
  }
}
