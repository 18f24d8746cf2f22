import type { Language } from '../domain/language.ts'
import type { PrinterCondition, PrinterFinding, PrinterProfile, TrialPage } from '../domain/printers.ts'
import type { RasterImage } from '../escpos-layout/index.ts'
import type { ReceiptDocument } from '../domain/receipts/receipt.ts'
import type { PrinterRefusal } from '../domain/refusals.ts'
import type { Result } from '../domain/result.ts'
import type { PrinterConnection, PrinterTransport, StopSignal, TransportFailure } from './printer.ts'

/** Printers as the till sees them: documents become bytes by a printer's profile, an address becomes a way to it. */
export interface ReceiptPrinters {
  /** The profiles that come with the app. */
  profiles(): readonly PrinterProfile[]
  /** A profile that comes with the app by its id, the generic 58 mm one when it is not known (any more), or the shop's own. */
  profile(profile: string | PrinterProfile): PrinterProfile
  /** The profile a printer's own name points to. */
  guessProfile(label: string): PrinterProfile
  /** Reads a profile of the shop's own; names the first field that is wrong. */
  readProfile(json: unknown): Result<PrinterProfile, PrinterRefusal>
  encode(document: ReceiptDocument, profile: PrinterProfile, logo: RasterImage | null): Promise<Uint8Array>
  drawerPulse(profile: PrinterProfile): Uint8Array
  /** What goes before the first job after one of `tornBytes` that broke off: it ends a command left half said. */
  afterBreak(profile: PrinterProfile, tornBytes: number): Uint8Array
  /** One page that answers a question of the set-up. */
  encodeTrial(page: TrialPage, profile: PrinterProfile, language: Language): Promise<Uint8Array>
  /** The way to a printer, its bytes dosed as the profile says. Refuses an address that leads where nobody may print. */
  connect(uri: string, profile: PrinterProfile): Result<PrinterTransport, TransportFailure>
  /** Printers that can be seen from this machine now. */
  find(): Promise<PrinterSearch>
  /** Asks a printer in every way there is what it can say about itself. */
  probe(
    connection: PrinterConnection,
    signal: StopSignal,
  ): Promise<{ readonly finding: PrinterFinding; readonly condition: PrinterCondition }>
  /** Asks in the way that was found; silence is `unknown`. */
  condition(
    connection: PrinterConnection,
    finding: PrinterFinding,
    signal: StopSignal,
  ): Promise<PrinterCondition>
  /** Waits until the printer itself says that what it was `sent` is on paper; null when it says nothing. */
  confirm(
    connection: PrinterConnection,
    finding: PrinterFinding,
    sent: Uint8Array,
    signal: StopSignal,
  ): Promise<PrinterCondition | null>
}

export interface FoundPrinter {
  /** The address to print to. */
  readonly uri: string
  readonly label: string
  /** It is there and this account may not open it. */
  readonly locked: boolean
}

export interface PrinterSearch {
  readonly printers: readonly FoundPrinter[]
  /** Ways that could not be searched on this machine, and why; the others were. */
  readonly notSearched: readonly {
    readonly way: 'usb' | 'serial' | 'queue' | 'device'
    readonly detail: string
  }[]
}
