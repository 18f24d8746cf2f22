import type { FileHandle } from 'node:fs/promises'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import { ForbiddenPlace, openPlainFile, placeOf, type Places } from './places.ts'
import { codeOf, failed, textOf, type FailureType, type Opened, type Written } from './transport.ts'

type FileAddress = { readonly uri: string; readonly path: string }

/** A file instead of a printer, for tests and archives; what was in it is replaced. */
export const fileTransport = (address: FileAddress, places: Places): PrinterTransport => ({
  open: () => openFile(address, places),
})

async function openFile(address: FileAddress, places: Places): Promise<Opened> {
  const path = placeOf('file', address.path, places)
  if (path === null) return failed('printer_address_forbidden', address.uri, 'files may not be there')
  try {
    return { ok: true, value: fileConnection(address, await openPlainFile(path, places)) }
  } catch (error) {
    return failed(fileFailureOf(error), address.uri, textOf(error))
  }
}

function fileConnection(address: FileAddress, file: FileHandle): PrinterConnection {
  let closing: Promise<void> | null = null
  return {
    write: (bytes, signal) => writeFile(address, file, bytes, signal),
    close: () => (closing ??= file.close().catch(() => {})),
  }
}

async function writeFile(
  address: FileAddress,
  file: FileHandle,
  bytes: Uint8Array,
  signal: StopSignal,
): Promise<Written> {
  if (signal.aborted) return failed('printer_stalled', address.uri, 'stopped')
  try {
    await file.writeFile(bytes)
    await file.sync()
    return { ok: true, value: { written: bytes.length } }
  } catch (error) {
    // a full disk: how much of the job is in the file is not known
    return failed(fileFailureOf(error), address.uri, textOf(error), bytes.length)
  }
}

/** What a system error on a path means for the shop. */
export function fileFailureOf(error: unknown): FailureType {
  if (error instanceof ForbiddenPlace) return 'printer_address_forbidden'
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'printer_denied'
    case 'EBUSY':
    case 'ETXTBSY':
      return 'printer_busy'
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENXIO':
    case 'ENODEV':
      return 'printer_not_found'
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'EINVAL':
      return 'printer_address_invalid'
    case 'EPIPE':
    case 'EIO':
      return 'printer_gone'
    default:
      return 'printer_refused'
  }
}
