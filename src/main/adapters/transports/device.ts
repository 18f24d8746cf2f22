import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import { fileFailureOf } from './file.ts'
import { ForbiddenPlace, placeOf, realDevice, type Places } from './places.ts'
import {
  chunksOf,
  codeOf,
  failed,
  pause,
  textOf,
  type FailureType,
  type Finished,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'

type DeviceAddress = { readonly uri: string; readonly path: string }

/** How long to wait before a full device is offered bytes again, or a silent one is asked again. */
const RETRY_MS = 20

/**
 * A character device such as `/dev/usb/lp0`, or a named pipe. Opened without blocking: a blocking write to a printer
 * without paper would hold a thread for ever, and nothing could stop it. The price: usblp then forgets a transfer that
 * fails after it was begun (measured), so the direct way by `usb:` is the one to offer.
 */
export const deviceTransport = (
  address: DeviceAddress,
  pacing: Pacing,
  places: Places,
): PrinterTransport => ({
  open: () => openDevice(address, pacing, places),
})

async function openDevice(address: DeviceAddress, pacing: Pacing, places: Places): Promise<Opened> {
  const place = placeOf('device', address.path, places)
  if (place === null) return failed('printer_address_forbidden', address.uri, 'no device may be there')
  try {
    const path = await realDevice(place, places)
    // judged before it is opened: opening alone does something to some devices
    if (!isDevice(await stat(path))) {
      const detail = 'this is a file, not a device: write file: in front'
      return failed('printer_address_invalid', address.uri, detail)
    }
    const { file, canRead } = await openBothWays(path)
    if (isDevice(await file.stat())) {
      return { ok: true, value: deviceConnection(address, pacing, file, canRead) }
    }
    await file.close()
    throw new ForbiddenPlace(`${path} became something else`)
  } catch (error) {
    return failed(fileFailureOf(error), address.uri, textOf(error))
  }
}

const isDevice = (found: { isCharacterDevice(): boolean; isFIFO(): boolean }): boolean =>
  found.isCharacterDevice() || found.isFIFO()

/** A pipe opened for both would be its own reader, and nobody would notice that no printer is there. */
async function openBothWays(path: string): Promise<{ file: FileHandle; canRead: boolean }> {
  if ((await stat(path)).isCharacterDevice()) {
    try {
      return { file: await open(path, constants.O_RDWR | constants.O_NONBLOCK), canRead: true }
    } catch (error) {
      if (codeOf(error) !== 'EACCES') throw error
    }
  }
  return { file: await open(path, constants.O_WRONLY | constants.O_NONBLOCK), canRead: false }
}

function deviceConnection(
  address: DeviceAddress,
  pacing: Pacing,
  file: FileHandle,
  canRead: boolean,
): PrinterConnection {
  let closing: Promise<void> | null = null
  let total = 0
  const oneWay: PrinterConnection = {
    write: async (bytes, signal) => {
      const written = await writeDevice({ address, pacing, file, signal }, bytes)
      if (written.ok) total += written.value.written
      return written
    },
    finish: (signal) => emptyDevice({ address, pacing, file, signal }, total),
    close: () => (closing ??= file.close().catch(() => {})),
  }
  return canRead ? { ...oneWay, read: (timeoutMs, signal) => readDevice(file, timeoutMs, signal) } : oneWay
}

/** Asks again and again: the system has no way to wait for a device that was opened like this. */
async function readDevice(file: FileHandle, timeoutMs: number, signal: StopSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(64)
  for (let waited = 0; !signal.aborted; waited += RETRY_MS) {
    try {
      const { bytesRead } = await file.read(bytes, 0, bytes.length, null)
      if (bytesRead > 0) return bytes.slice(0, bytesRead)
    } catch (error) {
      // a one-way printer says so here; it has nothing to say
      if (codeOf(error) !== 'EAGAIN') return new Uint8Array()
    }
    if (waited >= timeoutMs) break
    await pause(RETRY_MS)
  }
  return new Uint8Array()
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

/**
 * Waits until the driver has handed the last bytes over: closing throws away what it still holds (measured on usblp: the
 * last 2 kB of a slip for a slow printer). Writing nothing is refused for as long as something is on its way.
 */
async function emptyDevice(device: Device, total: number): Promise<Finished> {
  const { address, pacing, file, signal } = device
  for (let waited = 0; !signal.aborted && waited <= pacing.stallTimeoutMs; waited += RETRY_MS) {
    try {
      await file.write(NOTHING, 0, 0)
      return { ok: true, value: null }
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') {
        const { type, detail } = writeFailureOf(error)
        return failed(type, address.uri, detail, total)
      }
      await pause(RETRY_MS)
    }
  }
  return failed('printer_stalled', address.uri, 'the last bytes were not taken', total)
}

/** One byte of room, of which none is written: an empty buffer would not even reach the device. */
const NOTHING = new Uint8Array(1)

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
