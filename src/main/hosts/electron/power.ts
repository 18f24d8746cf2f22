import type { PowerMonitor, PowerSaveBlocker } from 'electron'
import type { Clock, Log } from '../../../core/ports/system.ts'
import type { OpenGerai } from '../../gerai.ts'
import { isCodeShown, readLiveCodes } from '../../usecases/selling/live-codes.ts'
import type { CustomerWindow } from './customer-window.ts'
import { followCore } from './follow-core.ts'

/** Keeps the displays lit while a code is on them, and only then. Returns the way to stop. */
export function keepCodesLit(gerai: OpenGerai, clock: Clock, blocker: PowerSaveBlocker): () => void {
  let id: number | null = null
  const release = (): void => {
    if (id !== null) blocker.stop(id)
    id = null
  }
  const stop = followCore(gerai, clock, ({ till }) => {
    if (!isCodeShown(till)) release()
    else id ??= blocker.start('prevent-display-sleep')
  })
  return () => {
    stop()
    release()
  }
}

/** How often a code is asked about after a sleep, until somebody answers. */
const ASK_AGAIN_MS = 1_000

export interface SleepOptions {
  readonly gerai: OpenGerai
  readonly clock: Clock
  readonly log: Log
  readonly monitor: PowerMonitor
  readonly customer: CustomerWindow
  quit(): void
}

/**
 * The customer's screen goes before the machine sleeps, and comes back when the provider has said how the code on it
 * stands now: one that was paid meanwhile must not be there for the next customer. Returns the way to stop.
 */
export function coverWhileAsleep(options: SleepOptions): () => void {
  const { gerai, clock, log, monitor, customer, quit } = options
  let turn = 0
  let cancel = (): void => {}

  const onSuspend = (): void => {
    turn += 1
    log.info('suspended')
    customer.cover()
  }
  const onResume = (): void => {
    turn += 1
    log.info('resumed')
    // not every system says that it goes to sleep
    customer.cover()
    void ask(turn)
  }
  const ask = async (mine: number): Promise<void> => {
    const isHeard = await hear()
    // it slept again meanwhile
    if (mine !== turn) return
    if (isHeard) return customer.uncover()
    cancel = clock.after(ASK_AGAIN_MS, () => void ask(mine))
  }
  const hear = async (): Promise<boolean> => {
    const { till, payments } = gerai.core()
    try {
      return await readLiveCodes(till, (tenderId) => payments.checkNow(tenderId))
    } catch (fault) {
      log.error('resume_fault', { fault: String(fault) })
      return false
    }
  }
  // the types leave the event out; without this Linux takes the machine down while the books are being closed
  const onShutdown = (...heard: readonly unknown[]): void => {
    const [event] = heard
    if (isPreventable(event)) event.preventDefault()
    quit()
  }
  monitor.on('suspend', onSuspend)
  monitor.on('resume', onResume)
  monitor.on('shutdown', onShutdown)
  return () => {
    turn += 1
    cancel()
    monitor.off('suspend', onSuspend)
    monitor.off('resume', onResume)
    monitor.off('shutdown', onShutdown)
  }
}

const isPreventable = (event: unknown): event is { preventDefault(): void } =>
  typeof event === 'object' &&
  event !== null &&
  'preventDefault' in event &&
  typeof event.preventDefault === 'function'
