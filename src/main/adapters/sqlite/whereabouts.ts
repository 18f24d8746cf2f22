import { existsSync, statSync } from 'node:fs'
import type { Whereabouts } from '../../../core/ports/backups.ts'

/**
 * Watches that the file at a path stays the one it is now. Where a file can be taken away while it is open, a program goes
 * on writing into it happily, and everything is gone when it is closed.
 */
export function watchPlace(file: string): () => Whereabouts {
  const before = statSync(file, { bigint: true })
  // what was sold last is in the log, which is there from the first write on until the books are closed
  let hasLog = false
  return () => {
    const now = statSync(file, { bigint: true, throwIfNoEntry: false })
    if (now === undefined) return 'gone'
    if (now.ino !== before.ino || now.dev !== before.dev) return 'replaced'
    const log = existsSync(`${file}-wal`)
    if (hasLog && !log) return 'gone'
    hasLog = log
    return 'in_place'
  }
}
