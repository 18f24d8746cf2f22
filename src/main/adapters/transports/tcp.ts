import { connect, type Socket } from 'node:net'
import type { PrinterConnection, PrinterTransport, StopSignal } from '../../../core/ports/printer.ts'
import type { TcpAddress } from './address.ts'
import { Inbox } from './inbox.ts'
import {
  codeOf,
  failed,
  NEVER,
  settleWithin,
  textOf,
  writeInChunks,
  type FailureType,
  type Finished,
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
  const inbox = new Inbox()
  socket.on('data', (said) => inbox.add(said))
  const fault = firstFault(socket)
  fault.catch(() => inbox.end())
  const connected = new Promise<void>((resolve) => socket.once('connect', resolve))
  const opened = await settleWithin(Promise.race([connected, fault]), pacing.connectTimeoutMs, signal)
  if (opened.by === 'value')
    return { ok: true, value: new TcpConnection({ address, pacing, socket, inbox, fault }) }
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

interface Line {
  readonly address: TcpAddress
  readonly pacing: Pacing
  readonly socket: Socket
  readonly inbox: Inbox
  /** Rejects when the connection breaks. */
  readonly fault: Promise<never>
}

class TcpConnection implements PrinterConnection {
  readonly #line: Line
  #written = 0
  /** Broken, or hung up in order: nothing more is to be said. */
  #isOver = false

  constructor(line: Line) {
    this.#line = line
  }

  async write(bytes: Uint8Array, signal: StopSignal): Promise<Written> {
    const { address, pacing, fault } = this.#line
    const sent = await writeInChunks({
      address: address.uri,
      bytes,
      pacing,
      signal,
      send: (chunk) => Promise.race([this.#send(chunk), fault]),
      failureOf: () => ({ type: 'printer_gone', chunkLeft: true }),
    })
    if (sent.ok) this.#written += sent.value.written
    else this.#isOver = true
    return sent
  }

  async read(timeoutMs: number, signal: StopSignal): Promise<Uint8Array> {
    return await this.#line.inbox.take(timeoutMs, signal)
  }

  /** Half-closes and reads to the end: only so does a reset that swallows the last bytes come to light. */
  async finish(signal: StopSignal): Promise<Finished> {
    if (this.#isOver) return { ok: true, value: null }
    this.#isOver = true
    const hungUp = await this.#hangUp(signal)
    if (hungUp.by !== 'error') return { ok: true, value: null }
    return failed('printer_gone', this.#line.address.uri, textOf(hungUp.error), this.#written)
  }

  /** Never destroys before the system has the last byte: that truncates the slip. */
  async close(): Promise<void> {
    await this.finish(NEVER)
    this.#line.socket.destroy()
  }

  #send(chunk: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#line.socket.write(chunk, (error) => (error ? reject(error) : resolve()))
    })
  }

  #hangUp(signal: StopSignal) {
    const { socket, pacing, fault } = this.#line
    const ended = new Promise<void>((resolve, reject) => {
      socket.once('end', resolve)
      socket.once('error', reject)
      if (socket.readableEnded) resolve()
    })
    socket.end()
    return settleWithin(Promise.race([ended, fault]), pacing.hangUpMs, signal)
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
