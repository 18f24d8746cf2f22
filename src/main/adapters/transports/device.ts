import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import { fileFailureOf } from './file.ts'
import {
  chunksOf,
  codeOf,
  failed,
  pause,
  textOf,
  type FailureType,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'

type DeviceAddress = { readonly uri: string; readonly path: string }

/** How long to wait before a full device is offered bytes again. */
const RETRY_MS = 20

/**
 * A character device such as `/dev/usb/lp0`. Opened without blocking: a blocking write to a printer without paper
 * would hold a thread for ever, and nothing could stop it.
 */
export const deviceTransport = (address: DeviceAddress, pacing: Pacing): PrinterTransport => ({
  open: () => openDevice(address, pacing),
})

async function openDevice(address: DeviceAddress, pacing: Pacing): Promise<Opened> {
  try {
    const file = await open(address.path, constants.O_WRONLY | constants.O_NONBLOCK)
    if (!(await file.stat()).isFile()) return { ok: true, value: deviceConnection(address, pacing, file) }
    await file.close()
    return failed(
      'printer_address_invalid',
      address.uri,
      'this is a file, not a device: write file: in front',
    )
  } catch (error) {
    return failed(fileFailureOf(error), address.uri, textOf(error))
  }
}

function deviceConnection(address: DeviceAddress, pacing: Pacing, file: FileHandle): PrinterConnection {
  let closing: Promise<void> | null = null
  return {
    write: (bytes, signal) => writeDevice({ address, pacing, file, signal }, bytes),
    close: () => (closing ??= file.close().catch(() => {})),
  }
}

interface Device {
  readonly address: DeviceAddress
  readonly pacing: Pacing
  readonly file: FileHandle
  readonly signal: StopSignal
}

async function writeDevice(device: Device, bytes: Uint8Array): Promise<Written> {
  let written = 0
  for (const chunk of chunksOf(bytes, device.pacing.chunkBytes)) {
    const sent = await writeChunk(device, chunk)
    written += sent.taken
    if (sent.failure !== null)
      return failed(sent.failure.type, device.address.uri, sent.failure.detail, written)
    if (written < bytes.length) await pause(device.pacing.chunkDelayMs)
  }
  return { ok: true, value: { written } }
}

interface ChunkResult {
  readonly taken: number
  readonly failure: { readonly type: FailureType; readonly detail: string } | null
}

/** The system says exactly how many bytes it took, so nothing is counted that did not leave. */
async function writeChunk({ pacing, file, signal }: Device, chunk: Uint8Array): Promise<ChunkResult> {
  let taken = 0
  let idleMs = 0
  while (taken < chunk.length) {
    if (signal.aborted) return { taken, failure: { type: 'printer_stalled', detail: 'stopped' } }
    try {
      taken += (await file.write(chunk, taken)).bytesWritten
      idleMs = 0
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return { taken, failure: writeFailureOf(error) }
      if (idleMs >= pacing.stallTimeoutMs)
        return { taken, failure: { type: 'printer_stalled', detail: textOf(error) } }
      await pause(RETRY_MS)
      idleMs += RETRY_MS
    }
  }
  return { taken, failure: null }
}

/** The same codes mean something else once the device was open: then it went away. */
function writeFailureOf(error: unknown): { readonly type: FailureType; readonly detail: string } {
  const type = fileFailureOf(error)
  // the usblp driver answers ENOSPC when the printer reports that its paper has run out
  if (codeOf(error) === 'ENOSPC') return { type: 'printer_stalled', detail: textOf(error) }
  return { type: type === 'printer_not_found' ? 'printer_gone' : type, detail: textOf(error) }
}
