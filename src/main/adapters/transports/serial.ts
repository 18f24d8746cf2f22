import type { SerialPort } from 'serialport'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import type { SerialAddress } from './address.ts'
import { Inbox } from './inbox.ts'
import {
  failed,
  NEVER,
  settleWithin,
  textOf,
  writeInChunks,
  type FailureType,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'

/** A printer on a serial line, or on a USB cable that pretends to be one. */
export const serialTransport = (address: SerialAddress, pacing: Pacing): PrinterTransport => ({
  open: (signal) => openSerial(address, pacing, signal),
})

async function openSerial(address: SerialAddress, pacing: Pacing, signal: StopSignal): Promise<Opened> {
  const created = await createPort(address)
  if ('error' in created) return failed('printer_address_invalid', address.uri, textOf(created.error))
  const { port } = created
  const opening = new Promise<void>((resolve, reject) =>
    port.open((error) => (error ? reject(error) : resolve())),
  )
  const opened = await settleWithin(opening, pacing.connectTimeoutMs, signal)
  if (opened.by === 'value') return { ok: true, value: serialConnection(address, pacing, port) }
  // should it open after all, nobody is left to close it
  opening.then(
    () => closePort(port),
    () => {},
  )
  if (opened.by === 'error') return failed(serialOpenFailure(opened.error), address.uri, textOf(opened.error))
  return failed(
    'printer_stalled',
    address.uri,
    opened.by === 'stopped' ? 'stopped' : 'the port did not open in time',
  )
}

/** The native package is loaded when the first serial printer is used: a machine without it starts all the same. */
async function createPort(address: SerialAddress): Promise<{ port: SerialPort } | { error: unknown }> {
  try {
    const { SerialPort: Port } = await import('serialport')
    const port = new Port({
      path: address.path,
      baudRate: address.baudRate,
      autoOpen: false,
      rtscts: address.flow === 'rts',
      xon: address.flow === 'xon',
      xoff: address.flow === 'xon',
    })
    return { port }
  } catch (error) {
    return { error }
  }
}

function serialConnection(address: SerialAddress, pacing: Pacing, port: SerialPort): PrinterConnection {
  // only a port that is being read from notices that its cable was pulled
  const inbox = new Inbox()
  port.on('data', (said: Buffer) => inbox.add(said))
  port.on('error', () => {})
  const gone = new Promise<never>((_, reject) => {
    port.once('close', (error: Error | null) => reject(error ?? new Error('the port was closed')))
  })
  gone.catch(() => inbox.end())
  let closing: Promise<void> | null = null
  return {
    write: (bytes, signal) => writeSerial({ address, pacing, port, gone, signal }, bytes),
    read: (timeoutMs, signal) => inbox.take(timeoutMs, signal),
    close: () => (closing ??= closePort(port)),
  }
}

interface Line {
  readonly address: SerialAddress
  readonly pacing: Pacing
  readonly port: SerialPort
  readonly gone: Promise<never>
  readonly signal: StopSignal
}

async function writeSerial(
  { address, pacing, port, gone, signal }: Line,
  bytes: Uint8Array,
): Promise<Written> {
  const slowest = lineTimeMs(address, pacing.chunkBytes)
  const sent = await writeInChunks({
    address: address.uri,
    bytes,
    // the line itself needs time: 4 KiB take 4 s at 9600 baud
    pacing: { ...pacing, stallTimeoutMs: pacing.stallTimeoutMs + slowest },
    signal,
    send: (chunk) => Promise.race([sendAndDrain(port, chunk), gone]),
    failureOf: () => ({ type: 'printer_gone', chunkLeft: true }),
  })
  // what is still in the buffer would come out with the next job, or hold the close for half a minute
  if (!sent.ok && port.isOpen) await new Promise<void>((resolve) => port.flush(() => resolve()))
  return sent
}

/**
 * Drained, because the next job's opening throws away whatever the system still holds. The package never calls back for
 * a device that takes nothing, so the caller must hold the clock.
 */
function sendAndDrain(port: SerialPort, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null | undefined): void => (error ? reject(error) : resolve())
    port.write(Buffer.from(chunk), (error) => (error ? reject(error) : port.drain(done)))
  })
}

/** Start bit, eight data bits, stop bit: ten bits for a byte. */
const lineTimeMs = ({ baudRate }: SerialAddress, bytes: number): number =>
  Math.ceil((bytes * 10_000) / baudRate)

const CLOSE_MS = 2_000

async function closePort(port: SerialPort): Promise<void> {
  if (!port.isOpen) return
  const closed = new Promise<void>((resolve) => port.close(() => resolve()))
  await settleWithin(closed, CLOSE_MS, NEVER)
}

/** The package's errors carry text only; the texts are the systems' own. */
export function serialOpenFailure(error: unknown): FailureType {
  const text = textOf(error)
  if (/no such file|file not found|no such device|unknown error code 2\b|cannot find/i.test(text)) {
    return 'printer_not_found'
  }
  if (/cannot lock|temporarily unavailable|resource busy|device busy/i.test(text)) return 'printer_busy'
  // Windows says "Access denied" to the second program on a port; Linux and macOS say "Permission denied"
  if (/access (is )?denied/i.test(text)) return 'printer_busy'
  if (/permission denied|operation not permitted/i.test(text)) return 'printer_denied'
  if (/not a serial port|inappropriate ioctl|not a tty|invalid argument|is a directory/i.test(text)) {
    return 'printer_address_invalid'
  }
  return 'printer_refused'
}
