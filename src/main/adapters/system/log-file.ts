import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

const LOG_NAME = 'gerai.log'
const KEPT_BYTES = 5 * 1024 * 1024
const KEPT_FILES = 8
const KEPT_DAYS = 60
const DAY_MS = 86_400_000
/** Characters that wait for a disk that is full; what comes after them is lost. */
const KEPT_UNWRITTEN = 1_000_000

export interface LogFileLimits {
  readonly bytesPerFile?: number
  /** All of them together, the one being written included. */
  readonly files?: number
  readonly days?: number
  readonly nowMs?: () => number
}

/** Where lines go. Each is on its way to the disk when `write` returns; never throws for the disk's sake. */
export interface LogFile {
  write(line: string): void
  close(): void
}

/**
 * `gerai.log`, and the older ones as `gerai.1.log` (the youngest of them) and so on. A line is never cut in two by a
 * change of files. Lines that a full disk refused wait and are written first when there is room.
 */
export function openLogFile(folder: string, limits: LogFileLimits = {}): LogFile {
  const { bytesPerFile = KEPT_BYTES, files = KEPT_FILES, days = KEPT_DAYS } = limits
  const nowMs = limits.nowMs ?? Date.now
  mkdirSync(folder, { recursive: true })
  const current = join(folder, LOG_NAME)
  let handle = openSync(current, 'a', 0o600)
  let size = fstatSync(handle).size
  let waiting: Buffer[] = []
  let waitingBytes = 0

  const rotate = (): void => {
    try {
      for (let age = files - 1; age >= 1; age -= 1) {
        const from = age === 1 ? current : join(folder, olderName(age - 1))
        if (existsSync(from)) renameSync(from, join(folder, olderName(age)))
      }
      const next = openSync(current, 'a', 0o600)
      closeSync(handle)
      handle = next
      size = fstatSync(handle).size
    } catch {
      // an open file somewhere (Windows) or a folder that cannot be changed: the lines go on where they went so far
      size = 0
    }
    dropOld(folder, { files, days, nowMs: nowMs() })
  }

  const flush = (): void => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      try {
        const written = writeSync(handle, next)
        size += written
        waitingBytes -= written
        if (written < next.length) waiting[0] = next.subarray(written)
        else waiting.shift()
      } catch {
        // a full disk must not stop the shop because of its log
        return
      }
    }
  }

  dropOld(folder, { files, days, nowMs: nowMs() })
  return {
    write: (line) => {
      const bytes = Buffer.from(line)
      // only between lines, so that none is cut in two
      if (waiting.length === 0 && size > 0 && size + bytes.length > bytesPerFile) rotate()
      if (waitingBytes + bytes.length > KEPT_UNWRITTEN) return flush()
      waiting.push(bytes)
      waitingBytes += bytes.length
      flush()
    },
    close: () => {
      flush()
      waiting = []
      closeSync(handle)
    },
  }
}

/** The log's files, the youngest first. */
export function logFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name === LOG_NAME || AGE.test(name))
    .toSorted((a, b) => ageOf(a) - ageOf(b))
    .map((name) => join(folder, name))
}

const AGE = /^gerai\.(\d{1,3})\.log$/
const olderName = (age: number): string => `gerai.${age}.log`
const ageOf = (name: string): number => Number(AGE.exec(name)?.[1] ?? 0)

function dropOld(
  folder: string,
  { files, days, nowMs }: Required<Pick<LogFileLimits, 'files' | 'days'>> & { nowMs: number },
): void {
  for (const [place, file] of logFiles(folder).entries()) {
    if (place === 0) continue
    try {
      if (place >= files || nowMs - statSync(file).mtimeMs > days * DAY_MS) rmSync(file)
    } catch {
      // gone already, or held by somebody who reads it: the next turn takes it
    }
  }
}
