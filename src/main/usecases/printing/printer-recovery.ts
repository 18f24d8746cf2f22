import { isUnableToPrint, type Printer } from '../../../core/domain/printers.ts'
import { openPrinter, type PrinterLanes } from './printer-line.ts'
import { printerAt } from './printers.ts'
import type { Till } from '../till.ts'

/** How long after a printer said that it cannot print it is asked again. */
const LOOK_EVERY_MS = 10_000
/** An hour of it; after that somebody presses a button. */
const MOST_LOOKS = 360
const LOOK_LIMIT_MS = 15_000

/**
 * Asks a printer that cannot print, and only that one, until it can: whoever puts paper in sees it in the status bar.
 * Nothing is printed by this, and a printer that works is left in peace.
 */
export interface RecoveryWatch {
  /** Looks after a printer from now on, if its last word was that it cannot print. */
  look(uri: string): void
  stop(): Promise<void>
}

export function createRecoveryWatch(till: Till, lanes: PrinterLanes): RecoveryWatch {
  const waiting = new Map<string, () => void>()
  const asking = new Set<Promise<void>>()
  let stopped = false

  const lookAfter = (uri: string, looks: number): void => {
    if (stopped || waiting.has(uri) || looks >= MOST_LOOKS || !isStuck(printerAt(till, uri))) return
    const goOn = (): void => {
      waiting.delete(uri)
      const asked = lanes
        .run(uri, () => ask(till, uri))
        .catch((fault: unknown) => till.log.error('printer_look_fault', { fault: String(fault) }))
        .then(() => lookAfter(uri, looks + 1))
        .finally(() => asking.delete(asked))
      asking.add(asked)
    }
    waiting.set(uri, till.clock.after(LOOK_EVERY_MS, goOn))
  }

  return {
    look: (uri) => lookAfter(uri, 0),
    stop: async () => {
      stopped = true
      for (const cancel of waiting.values()) cancel()
      await Promise.all(asking)
    },
  }
}

const isStuck = (printer: Printer | null): boolean =>
  printer?.finding != null &&
  printer.finding.channel !== 'none' &&
  printer.standing !== null &&
  isUnableToPrint(printer.standing.condition)

async function ask(till: Till, uri: string): Promise<void> {
  const printer = printerAt(till, uri)
  if (printer === null || printer.finding === null || !isStuck(printer)) return
  const signal = AbortSignal.timeout(LOOK_LIMIT_MS)
  const opened = await openPrinter(till, printer, signal)
  // switched off while it is being filled: it is asked again later
  if (!opened.ok) return
  try {
    const condition = await till.printers.condition(opened.value, printer.finding, signal)
    till.store.write((books) => books.notePrinter(printer.id, { condition, at: till.clock.now() }))
  } finally {
    await opened.value.close()
  }
  till.changed.ring()
}
