import { unreachable } from '../../../core/domain/result.ts'
import type { PrinterConnection, PrinterTransport } from '../../../core/ports/printer.ts'
import type { PrinterAddress } from './address.ts'
import { deviceTransport } from './device.ts'
import { fileTransport } from './file.ts'
import { queueTransport } from './queue.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import { pacingOf, type TransportOptions } from './transport.ts'
import type { UsbBackend } from './usb-backend.ts'
import { usbTransport } from './usb.ts'

export { parsePrinterUri, type PrinterAddress } from './address.ts'
export type { TransportOptions } from './transport.ts'
export { findPrinters, type FoundPrinter, type PrinterSearch } from './find.ts'

export interface OpenTransportOptions extends TransportOptions {
  /** Another USB system than this machine's, for tests. */
  readonly usb?: () => Promise<UsbBackend>
}

/** The way to the printer at an address. Nothing is opened yet, and no native package is loaded. */
export function openTransport(address: PrinterAddress, options: OpenTransportOptions = {}): PrinterTransport {
  const pacing = pacingOf(options)
  switch (address.kind) {
    case 'usb':
      return usbTransport(address, pacing, options.usb)
    case 'serial':
      return serialTransport(address, pacing)
    case 'tcp':
      return tcpTransport(address, pacing)
    case 'queue':
      return queueTransport(address, pacing)
    case 'device':
      return deviceTransport(address, pacing)
    case 'file':
      return fileTransport(address)
    case 'screen':
      return SCREEN
    default:
      return unreachable(address)
  }
}

/** The app draws the layout itself; the bytes have done their part when they were made. */
const SCREEN_CONNECTION: PrinterConnection = {
  write: async (bytes) => ({ ok: true, value: { written: bytes.length } }),
  close: async () => {},
}
const SCREEN: PrinterTransport = { open: async () => ({ ok: true, value: SCREEN_CONNECTION }) }
