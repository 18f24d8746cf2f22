import type { ReceiptDocument } from '../domain/receipt.ts'
import type { Result } from '../domain/result.ts'
import type { PrinterTransport, TransportFailure } from './printer.ts'

/** Printers as the till sees them: documents become bytes by a printer's profile, an address becomes a way to it. */
export interface ReceiptPrinters {
  profiles(): readonly { readonly id: string; readonly name: string; readonly columns: number }[]
  /** Characters per line of a profile; the generic 58 mm one's when the id is not known (any more). */
  columnsOf(profileId: string): number
  encode(document: ReceiptDocument, profileId: string): Promise<Uint8Array>
  drawerPulse(profileId: string): Uint8Array
  connect(uri: string): Result<PrinterTransport, TransportFailure>
  /** Printers that can be seen from this machine now. */
  list(): Promise<readonly { readonly uri: string; readonly name: string }[]>
}
