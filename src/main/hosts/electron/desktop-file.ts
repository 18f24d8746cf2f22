import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Log } from '../../../core/ports/system.ts'

/** What a till remembers about its own screens. It belongs to the machine, so it is not in the books. */
const side = z.int().min(-100_000).max(100_000)
const place = z.object({
  x: side,
  y: side,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  maximized: z.boolean(),
})
const knownDisplay = z.object({
  id: z.number(),
  label: z.string().max(200),
  width: z.number(),
  height: z.number(),
})
const remembered = z.object({
  window: place.nullable().catch(null),
  /** `auto` is the first display that is not the cashier's; a chosen one is waited for and never replaced by another. */
  customer: z.union([z.literal('auto'), z.literal('off'), knownDisplay]).catch('auto'),
  kiosk: z.boolean().catch(false),
})

export type WindowPlace = z.infer<typeof place>
export type KnownDisplay = z.infer<typeof knownDisplay>
export type CustomerChoice = z.infer<typeof remembered>['customer']
export type Remembered = z.infer<typeof remembered>

export interface DesktopFile {
  now(): Remembered
  /** False when it could not be kept: it holds until the app ends, and the next start knows nothing of it. */
  change(changes: Partial<Remembered>): boolean
}

/** A damaged or missing file is a fresh start: nothing in it is about money. */
export function openDesktopFile(file: string, log: Log): DesktopFile {
  let current = read(file)
  return {
    now: () => current,
    change: (changes) => {
      current = { ...current, ...changes }
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify(current)}\n`)
        renameSync(`${file}.new`, file)
        return true
      } catch (fault) {
        log.warn('desktop_not_kept', { fault: String(fault) })
        return false
      }
    },
  }
}

function read(file: string): Remembered {
  const fresh: Remembered = { window: null, customer: 'auto', kiosk: false }
  if (!existsSync(file)) return fresh
  try {
    return remembered.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return fresh
  }
}
