import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Log } from '../../../core/ports/system.ts'

/** Names under which a secret or a card number could travel; whatever stands there is never written. */
const NEVER_LOGGED = ['secret', 'apiKey', 'authorization', 'signature', 'token', 'pin', 'cardNumber', 'slip']

/** Characters that wait for a disk that is full; what comes after them is lost. */
const KEPT_UNWRITTEN = 1_000_000

/** JSON lines in `folder/gerai.log`, flushed line by line so that the last words before a crash are there. */
export function createLog(folder: string): Log {
  mkdirSync(folder, { recursive: true })
  const file = pino.destination({
    dest: join(folder, 'gerai.log'),
    sync: true,
    mode: 0o600,
    maxLength: KEPT_UNWRITTEN,
  })
  // a full disk must not stop the shop because of its log; unheard, the error would be thrown at whoever wrote the line
  file.on('error', () => {})
  const logger = pino(
    {
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`]), censor: '[kept out]' },
    },
    file,
  )
  return {
    info: (event, facts) => {
      logger.info(facts ?? {}, event)
    },
    warn: (event, facts) => {
      logger.warn(facts ?? {}, event)
    },
    error: (event, facts) => {
      logger.error(facts ?? {}, event)
    },
  }
}
