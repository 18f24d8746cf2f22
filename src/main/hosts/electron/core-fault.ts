import { randomBytes } from 'node:crypto'
import type { Log } from '../../../core/ports/system.ts'

/** Writes bugs of ours down, from the first moment on. Electron itself shows one that nobody caught. */
export function logFaults(log: Log): void {
  const note = (fault: unknown): void => {
    log.error('host_fault', { fault: describeFault(fault) })
  }
  process.on('uncaughtExceptionMonitor', note)
  process.on('unhandledRejection', note)
}

/**
 * A bug that nobody caught leaves the core in a state that nobody knows: `onFault` puts the restart screen up, once, with a
 * reference that is in the log beside the fault. Returns the way to stop listening.
 */
export function watchForFaults(log: Log, onFault: (reference: string) => void): () => void {
  let isTold = false
  const onUncaught = (): void => {
    if (isTold) return
    isTold = true
    const reference = randomBytes(4).toString('hex')
    log.error('restart_offered', { reference })
    onFault(reference)
  }
  process.on('uncaughtException', onUncaught)
  return () => {
    process.off('uncaughtException', onUncaught)
  }
}

export const describeFault = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
