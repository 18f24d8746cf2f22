import { pino } from 'pino'
import type { Log } from '../../../core/ports/system.ts'
import { openLogFile, type LogFileLimits } from './log-file.ts'
import { cleanFacts, cleanText, oneLine } from './log-words.ts'

/**
 * JSON lines in `folder/gerai.log`, written line by line so that the last words before a crash are there. Secrets, cards
 * and personal data are taken out on the way, and one call is one line whatever is in it.
 */
export function createLog(folder: string, limits?: LogFileLimits): Log {
  const file = openLogFile(folder, limits)
  const logger = pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    {
      write: (line: string) => {
        file.write(`${oneLine(line.trimEnd())}\n`)
      },
    },
  )
  return {
    info: (event, facts) => {
      logger.info(cleanFacts(facts ?? {}), cleanText(event))
    },
    warn: (event, facts) => {
      logger.warn(cleanFacts(facts ?? {}), cleanText(event))
    },
    error: (event, facts) => {
      logger.error(cleanFacts(facts ?? {}), cleanText(event))
    },
  }
}
