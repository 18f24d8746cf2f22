import type { Printer, PrinterCondition } from '../../../core/domain/printers.ts'
import { unreachable, type Result } from '../../../core/domain/result.ts'
import type { PrinterConnection, TransportFailure } from '../../../core/ports/printer.ts'
import type { Till } from '../till.ts'

/** Opens the way to a printer as it is set up. Nothing has left for it yet. */
export async function openPrinter(
  till: Pick<Till, 'printers'>,
  { uri, profile }: Pick<Printer, 'uri' | 'profile'>,
  signal: AbortSignal,
): Promise<Result<PrinterConnection, TransportFailure>> {
  const transport = till.printers.connect(uri, till.printers.profile(profile))
  return transport.ok ? await transport.value.open(signal) : transport
}

export interface PrinterTrouble {
  readonly type: 'printer_paper_out' | 'printer_cover_open' | 'printer_offline'
  readonly address: string
  readonly detail: string
}

/** Why a printer in this condition cannot print, by its own word; null when it can, or says nothing. */
export function troubleOf(condition: PrinterCondition, address: string): PrinterTrouble | null {
  const detail = `the printer says: ${condition}`
  switch (condition) {
    case 'ready':
    case 'paper_low':
    case 'unknown':
      return null
    case 'paper_out':
      return { type: 'printer_paper_out', address, detail }
    case 'cover_open':
      return { type: 'printer_cover_open', address, detail }
    case 'offline':
    case 'error':
      return { type: 'printer_offline', address, detail }
    default:
      return unreachable(condition)
  }
}

/** Work with one printer at a time, each printer by itself: jobs and the set-up never talk into each other. */
export interface PrinterLanes {
  run<T>(uri: string, work: () => Promise<T>): Promise<T>
}

export function createPrinterLanes(): PrinterLanes {
  const last = new Map<string, Promise<unknown>>()
  return {
    run: (uri, work) => {
      const mine = (last.get(uri) ?? Promise.resolve()).then(work)
      const quiet = mine.catch(() => {})
      last.set(uri, quiet)
      void quiet.then(() => {
        if (last.get(uri) === quiet) last.delete(uri)
      })
      return mine
    },
  }
}
