import { connect, type Socket } from 'node:net'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import type { TcpAddress } from './address.ts'
import {
  codeOf,
  failed,
  settleWithin,
  textOf,
  writeInChunks,
  type FailureType,
  type Opened,
  type Pacing,
  type Written,
} from './transport.ts'

/** A network printer on its raw port. */
export const tcpTransport = (address: TcpAddress, pacing: Pacing): PrinterTransport => ({
  open: (signal) => openTcp(address, pacing, signal),
})

async function openTcp(address: TcpAddress, pacing: Pacing, signal: StopSignal): Promise<Opened> {
  // a printer that has said all it has to say still listens
  const socket = connect({ host: address.host, port: address.port, allowHalfOpen: true })
  socket.setNoDelay(true)
  // a printer may talk (status); unread bytes would turn our close into a reset
  socket.resume()
  const fault = firstFault(socket)
  const connected = new Promise<void>((resolve) => socket.once('connect', resolve))
  const opened = await settleWithin(Promise.race([connected, fault]), pacing.connectTimeoutMs, signal)
  if (opened.by === 'value') return { ok: true, value: new TcpConnection(address, pacing, socket, fault) }
  socket.destroy()
  if (opened.by === 'error') return failed(openFailureOf(opened.error), address.uri, textOf(opened.error))
  if (opened.by === 'stopped') return failed('printer_stalled', address.uri, 'stopped')
  return failed('printer_not_found', address.uri, 'no answer in time')
}

/** Rejects with the socket's first error, and never leaves it unheard. */
function firstFault(socket: Socket): Promise<never> {
  const fault = new Promise<never>((_, reject) => {
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the printer closed the connection')))
  })
  socket.on('error', () => {})
  fault.catch(() => {})
  return fault
}

class TcpConnection implements PrinterConnection {
  readonly #address: TcpAddress
  readonly #pacing: Pacing
  readonly #socket: Socket
  readonly #fault: Promise<never>

  constructor(address: TcpAddress, pacing: Pacing, socket: Socket, fault: Promise<never>) {
    this.#address = address
    this.#pacing = pacing
    this.#socket = socket
    this.#fault = fault
  }

  /** Sends, half-closes and reads to the end: only so does a reset that swallows the last bytes come to light. */
  async write(bytes: Uint8Array, signal: StopSignal): Promise<Written> {
    const sent = await writeInChunks({
      address: this.#address.uri,
      bytes,
      pacing: this.#pacing,
      signal,
      send: (chunk) => Promise.race([this.#send(chunk), this.#fault]),
      failureOf: () => ({ type: 'printer_gone', chunkLeft: true }),
    })
    if (!sent.ok) return sent
    const hungUp = await this.#hangUp(signal)
    if (hungUp.by !== 'error') return sent
    return failed('printer_gone', this.#address.uri, textOf(hungUp.error), sent.value.written)
  }

  /** Never destroys before the system has the last byte: that truncates the slip. */
  async close(): Promise<void> {
    this.#socket.destroy()
  }

  #send(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  }

  #hangUp(signal: StopSignal) {
    const ended = new Promise<void>((resolve, reject) => {
      this.#socket.once('end', resolve)
      this.#socket.once('error', reject)
      if (this.#socket.readableEnded) resolve()
    })
    this.#socket.end()
    return settleWithin(ended, this.#pacing.hangUpMs, signal)
  }
}

function openFailureOf(error: unknown): FailureType {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'printer_denied'
    // the machine is there, and nothing (or something busy with another till) takes connections on that port
    case 'ECONNREFUSED':
    case 'ECONNRESET':
      return 'printer_refused'
    default:
      return 'printer_not_found'
  }
}
