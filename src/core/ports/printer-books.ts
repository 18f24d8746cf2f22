import type { Printer, PrinterFinding, PrinterStanding } from '../domain/printers.ts'

export interface PrinterReader {
  /** The printers of this till, in the order they were set up. */
  printers(): readonly Printer[]
}

export interface PrinterWriter extends PrinterReader {
  /** Adds a printer or replaces the one with its id. Roles it holds are taken from the others. */
  savePrinter(printer: Printer, at: string): void
  removePrinter(id: string, at: string): void
  /** What a printer said, when it was asked; the finding stays as it is when it was not looked for. */
  notePrinter(id: string, standing: PrinterStanding, finding?: PrinterFinding): void
}
