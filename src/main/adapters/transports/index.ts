import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import type { PrinterConnection, PrinterTransport, TransportFailure } from '../../../core/ports/printer.ts'
import type { PrinterAddress } from './address.ts'
import { deviceTransport } from './device.ts'
import { fileTransport } from './file.ts'
import { placeOf, placesFor, type Places } from './places.ts'
import { queueTransport } from './queue.ts'
import { serialTransport } from './serial.ts'
import { tcpTransport } from './tcp.ts'
import { pacingOf, type TransportOptions } from './transport.ts'
import type { UsbBackend } from './usb-backend.ts'
import { usbTransport } from './usb.ts'
import type { Winspool } from './winspool.ts'

export { parsePrinterUri, type PrinterAddress } from './address.ts'
export type { TransportOptions } from './transport.ts'
export { findPrinters } from './find.ts'
export { ANYWHERE, placesFor, type Places } from './places.ts'

export interface OpenTransportOptions extends TransportOptions {
  /** Where files and devices may be; without it only the system's printer devices. */
  readonly places?: Places
  /** Another USB system than this machine's, for tests. */
  readonly usb?: () => Promise<UsbBackend>
  /** Another spooler than this machine's, for tests. */
  readonly winspool?: () => Promise<Winspool>
}

/** The way to the printer at an address. Nothing is opened yet, and no native package is loaded. */
export function openTransport(address: PrinterAddress, options: OpenTransportOptions = {}): PrinterTransport {
  const pacing = pacingOf(options)
  const places = options.places ?? placesFor()
  switch (address.kind) {
    case 'usb':
      return usbTransport(address, pacing, options.usb)
    case 'serial':
      return serialTransport(address, pacing)
    case 'tcp':
      return tcpTransport(address, pacing)
    case 'queue':
      return queueTransport(address, pacing, options.winspool)
    case 'device':
      return deviceTransport(address, pacing, places)
    case 'file':
      return fileTransport(address, places)
    case 'screen':
      return SCREEN
    default:
      return unreachable(address)
  }
}

/** Refuses an address that leads where no printer may write, before anybody saves it. */
export function admitAddress(
  address: PrinterAddress,
  places: Places,
): Result<PrinterAddress, TransportFailure> {
  if (address.kind !== 'file' && address.kind !== 'device') return ok(address)
  if (placeOf(address.kind, address.path, places) !== null) return ok(address)
  const detail =
    address.kind === 'file'
      ? `files may only be in ${places.folders.join(', ')}`
      : 'only the devices of printers, such as /dev/usb/lp0'
  return err({ type: 'printer_address_forbidden', address: address.uri, detail, bytesWritten: 0 })
}

/** The app draws the layout itself; the bytes have done their part when they were made. */
const SCREEN_CONNECTION: PrinterConnection = {
  write: async (bytes) => ({ ok: true, value: { written: bytes.length } }),
  close: async () => {},
}
const SCREEN: PrinterTransport = { open: async () => ({ ok: true, value: SCREEN_CONNECTION }) }
