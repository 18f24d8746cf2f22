import { createServer, type AddressInfo, type Socket } from 'node:net'

/** What a printer reports, as its sensors have it. */
export interface Sensors {
  coverOpen?: boolean
  paperOut?: boolean
  paperLow?: boolean
  error?: boolean
  offline?: boolean
}

export interface StatusPrinterOptions {
  /** What it answers: real-time questions, automatic status, both or nothing. */
  readonly answers?: 'dle' | 'asb' | 'nothing'
  /** Does it answer `GS r 1`, the question behind a slip? */
  readonly confirms?: boolean
  /** Runs out of paper after so many bytes of slips: then nothing is printed any more, and `GS r` is not answered. */
  readonly paperBytes?: number
}

/** The part of a receipt printer that listens: takes questions out of the bytes and answers them by its sensors. */
export class StatusPrinter {
  sensors: Sensors = {}
  readonly paper: number[] = []
  readonly #options: Required<StatusPrinterOptions>
  #pending: number[] = []

  constructor(options: StatusPrinterOptions = {}) {
    this.#options = { answers: 'dle', confirms: false, paperBytes: Number.POSITIVE_INFINITY, ...options }
  }

  get isStuck(): boolean {
    return this.paper.length >= this.#options.paperBytes
  }

  /** Takes bytes, prints what is to be printed, and gives back what it says. */
  take(bytes: Uint8Array): Uint8Array {
    const said: number[] = []
    this.#pending.push(...bytes)
    while (this.#pending.length > 0) {
      const [first, second, third] = this.#pending
      const isQuestion =
        (first === 0x10 && (second === 0x04 || second === undefined)) ||
        (first === 0x1d && (second === 0x61 || second === 0x72 || second === undefined))
      if (!isQuestion) {
        if (!this.isStuck) this.paper.push(...this.#pending.splice(0, 1))
        else this.#pending.splice(0, 1)
        if (this.isStuck) this.sensors.paperOut = true
        continue
      }
      if (second === undefined || third === undefined) break
      this.#pending.splice(0, 3)
      said.push(...this.#answer(first ?? 0, second, third))
    }
    return Uint8Array.from(said)
  }

  #answer(first: number, second: number, argument: number): readonly number[] {
    const { answers, confirms } = this.#options
    if (first === 0x10) return answers === 'dle' ? [this.#realTime(argument)] : []
    if (second === 0x61) return answers === 'asb' && argument !== 0 ? this.#automatic() : []
    return confirms && !this.isStuck ? [this.sensors.paperLow === true ? 0x03 : 0x00] : []
  }

  #realTime(question: number): number {
    const { coverOpen, paperOut, paperLow, error, offline } = this.sensors
    const stopped = coverOpen === true || paperOut === true || error === true || offline === true
    switch (question) {
      case 1:
        return 0x12 | (stopped ? 0x08 : 0)
      case 2:
        return (
          0x12 |
          (coverOpen === true ? 0x04 : 0) |
          (paperOut === true ? 0x20 : 0) |
          (error === true ? 0x40 : 0)
        )
      case 3:
        return 0x12 | (error === true ? 0x08 : 0)
      default:
        return 0x12 | (paperOut === true ? 0x6c : paperLow === true ? 0x0c : 0)
    }
  }

  #automatic(): readonly number[] {
    const { coverOpen, paperOut, paperLow, error, offline } = this.sensors
    return [
      0x10 | (coverOpen === true ? 0x20 : 0) | (offline === true ? 0x08 : 0),
      error === true ? 0x08 : 0,
      paperOut === true ? 0x0c : paperLow === true ? 0x03 : 0,
      0,
    ]
  }
}

export interface NetworkStatusPrinter {
  readonly uri: string
  readonly device: StatusPrinter
  /** Connections made so far. */
  readonly calls: () => number
  readonly close: () => Promise<void>
}

/** A network printer that answers. Without paper it still listens: only nothing is printed any more. */
export async function openStatusPrinter(
  options: StatusPrinterOptions = {},
  behave: (socket: Socket) => void = () => {},
): Promise<NetworkStatusPrinter> {
  const device = new StatusPrinter(options)
  const sockets = new Set<Socket>()
  let calls = 0
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    calls += 1
    sockets.add(socket)
    socket.on('error', () => {})
    behave(socket)
    socket.on('data', (bytes: Buffer) => {
      const said = device.take(bytes)
      if (said.length > 0 && socket.writable) socket.write(said)
    })
    socket.on('end', () => socket.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    uri: `tcp://127.0.0.1:${port}`,
    device,
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
