import { spawn } from 'node:child_process'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { UsbBackend, UsbPrinterDevice } from '../../src/main/adapters/transports/usb-backend.ts'

/** A real pseudo-terminal: what a program writes to `path` comes out in `received()`. */
export interface PseudoTerminal {
  readonly path: string
  readonly received: () => Buffer
  /** Resolves when so many bytes have come out. */
  readonly arrived: (count: number) => Promise<void>
  /** Sends bytes to the till, as a printer does that answers, or that holds the line with XOFF. */
  readonly say: (bytes: Uint8Array) => void
  /** Takes nothing any more, like a printer without paper. */
  readonly freeze: () => void
  /** Goes away, like a pulled cable. */
  readonly unplug: () => void
}

export async function openPseudoTerminal(): Promise<PseudoTerminal> {
  const child = spawn('script', ['-qfc', 'stty raw -echo; tty; exec sleep 60', '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  let output = Buffer.alloc(0)
  const waiting = new Set<() => void>()
  child.stdout.on('data', (data: Buffer) => {
    output = Buffer.concat([output, data])
    for (const wake of waiting) wake()
  })
  const until = (isThere: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!isThere()) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  const start = (): number => output.indexOf('\n') + 1
  await until(() => start() > 0)
  return {
    path: output.subarray(0, start()).toString().trim(),
    received: () => output.subarray(start()),
    arrived: (count) => until(() => output.length - start() >= count),
    say: (bytes) => void child.stdin.write(bytes),
    freeze: () => child.kill('SIGSTOP'),
    unplug: () => child.kill('SIGKILL'),
  }
}

/** A network printer on a port of its own. */
export interface NetworkPrinter {
  readonly uri: string
  readonly received: () => Buffer
  readonly close: () => Promise<void>
}

export async function openNetworkPrinter(
  behave: (socket: Socket, received: () => number) => void,
  { allowHalfOpen = false } = {},
): Promise<NetworkPrinter> {
  const chunks: Buffer[] = []
  const sockets = new Set<Socket>()
  const size = (): number => chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const server = createServer({ allowHalfOpen }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    behave(socket, size)
    socket.on('data', (data: Buffer) => chunks.push(data))
    // a listener for data starts the flow; the one that never reads stops it again
    if (PAUSED.has(socket)) socket.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    uri: `tcp://127.0.0.1:${port}`,
    received: () => Buffer.concat(chunks),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

const PAUSED = new WeakSet<Socket>()

/** Keeps a socket from being read until somebody resumes it. */
export const neverRead = (socket: Socket): void => void PAUSED.add(socket)

export interface FakeUsbPrinter extends UsbPrinterDevice {
  readonly calls: string[]
  readonly printed: number[]
  /** What the printer says next, byte by byte. */
  readonly says: number[]
  driver: string | null
  plugged: boolean
}

/** A device the account may not read: ids and names are shown, the configuration is not (as measured on Linux). */
const LOCKED: Partial<UsbPrinterDevice> = {
  vendorId: 0x04b8,
  productId: 0x0202,
  serialNumber: 'L1',
  get configuration(): never {
    throw new Error('open error: permission denied (errno 13)')
  },
}

/** A USB printer as the `usb` package shows one, with its measured habits. `onChunk` throws to fail a transfer. */
export function fakeUsbPrinter(
  options: {
    readonly serialNumber?: string
    readonly productId?: number
    readonly driver?: string | null
    readonly failOpen?: string
    readonly failClaim?: string
    readonly onChunk?: (chunk: Uint8Array, printer: FakeUsbPrinter) => void | Promise<void>
    /** No way back: the interface has no IN endpoint. */
    readonly listensOnly?: boolean
    /** The byte of GET_PORT_STATUS; null fails the request. */
    readonly portStatus?: number | null
  } = {},
): FakeUsbPrinter {
  let busy = false
  const called = async (name: string, error?: string): Promise<void> => {
    if (busy) throw new Error('cannot be borrowed mutably')
    printer.calls.push(name)
    if (error !== undefined) throw new Error(error)
  }
  const printer: FakeUsbPrinter = {
    ...{
      calls: [],
      printed: [],
      says: [],
      plugged: true,
      driver: options.driver === undefined ? 'usblp' : options.driver,
    },
    ...{
      vendorId: 0x04b8,
      productId: options.productId ?? 0x0e15,
      serialNumber: options.serialNumber ?? 'A1',
    },
    ...{ manufacturerName: 'EPSON', productName: 'TM-T20', bus: '001', ports: [2] },
    configuration: {
      interfaces: [
        { interfaceNumber: 1, alternate: { interfaceClass: 3, endpoints: [] } },
        {
          interfaceNumber: 0,
          alternate: {
            interfaceClass: 7,
            endpoints: [
              ...(options.listensOnly === true ? [] : [{ endpointNumber: 2, direction: 'in', type: 'bulk' }]),
              { endpointNumber: 1, direction: 'out', type: 'bulk' },
            ],
          },
        },
      ],
    },
    open: () => called('open', options.failOpen),
    close: () => called('close'),
    claimInterface: (number) => called(`claim ${number}`, options.failClaim),
    releaseInterface: (number) => called(`release ${number}`),
    detachKernelDriver: (number) => called(`detach ${number}`),
    attachKernelDriver: (number) => called(`attach ${number}`),
    clearHalt: (direction, endpoint) => called(`clearHalt ${direction} ${endpoint}`),
    transferOut: async (endpoint, data) => {
      await called(`transfer ${endpoint} ${data.length}`)
      busy = true
      try {
        // the package reads the buffer a little later: whoever reuses it prints something else
        await new Promise((resolve) => setImmediate(resolve))
        await options.onChunk?.(data, printer)
        printer.printed.push(...data)
        return { bytesWritten: data.length }
      } finally {
        busy = false
      }
    },
    transferIn: async (_endpoint, length, timeout = 1000) => {
      await called('read')
      busy = true
      try {
        await new Promise((resolve) =>
          setTimeout(resolve, printer.says.length > 0 ? 0 : Math.min(timeout, 20)),
        )
        const said = printer.says.splice(0, length)
        if (said.length === 0) throw new Error('transferIn error: Cancelled')
        return { data: new DataView(Uint8Array.from(said).buffer) }
      } finally {
        busy = false
      }
    },
    controlTransferIn: async () => {
      await called('port status')
      if (options.portStatus == null) throw new Error('controlTransferIn error: Stall')
      return { data: new DataView(Uint8Array.of(options.portStatus).buffer) }
    },
  }
  return printer
}

/** A machine with these printers, and one more device that may not be read (04b8:0202). */
export const fakeUsb = (...printers: FakeUsbPrinter[]): (() => Promise<UsbBackend>) => {
  return async () => ({
    getDevices: async () => [LOCKED as UsbPrinterDevice, ...printers.filter((printer) => printer.plugged)],
    kernelDriver: async (device) => printers.find((printer) => printer === device)?.driver ?? null,
    interfaceClass: async () => 7,
  })
}
