import type { Log } from '../../../core/ports/system.ts'
import { cleanText } from './log-words.ts'

/**
 * A fault that nobody caught ends the process: what a half-done step left in memory cannot be trusted, and what is stored
 * can. Node's own words would print everything that hangs on the error (a request, its headers); these say only what the
 * log may hold.
 */
export function endOnUncaught(log: Log): void {
  const end = (fault: unknown): void => {
    const words = cleanText(fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
    log.error('host_fault', { fault: words })
    process.stderr.write(
      'Gerai berhenti karena kesalahan di dalam. Yang sudah tersimpan aman. Jalankan lagi; rinciannya ada di log.\n' +
        'Gerai stopped because of a fault inside. What was saved is safe. Start it again; the details are in the log.\n' +
        // somebody else's text may stand in it, and a terminal obeys what it is sent
        `${words.replaceAll(/[^\P{C}\n]/gu, ' ')}\n`,
    )
    process.exit(1)
  }
  process.on('uncaughtException', end)
  process.on('unhandledRejection', end)
}
