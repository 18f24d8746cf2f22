import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { TransportFailure } from '../../src/core/ports/printer.ts'
import {
  findPrinters,
  openTransport,
  parsePrinterUri,
  type OpenTransportOptions,
} from '../../src/main/adapters/transports/index.ts'
import { serialOpenFailure } from '../../src/main/adapters/transports/serial.ts'
import { usbFailureOf } from '../../src/main/adapters/transports/usb.ts'
import {
  fakeUsb,
  fakeUsbPrinter,
  neverRead,
  openNetworkPrinter,
  openPseudoTerminal,
} from '../fakes/printer-devices.ts'

const SLIP = Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 251)

interface Outcome {
  readonly written: number | null
  readonly failure: TransportFailure | null
}

/** One job, as the print queue sends it. */
async function send(
  uri: string,
  bytes: Uint8Array = SLIP,
  options: OpenTransportOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Outcome> {
  const address = parsePrinterUri(uri)
  if (!address.ok) return { written: null, failure: address.error }
  const opened = await openTransport(address.value, options).open(signal)
  if (!opened.ok) return { written: null, failure: opened.error }
  const result = await opened.value.write(bytes, signal)
  await opened.value.close()
  await opened.value.close()
  return result.ok
    ? { written: result.value.written, failure: null }
    : { written: null, failure: result.error }
}

/** Fails, and before the first byte left: such a job may be tried again. */
const nothingLeft = (type: TransportFailure['type']) => ({
  written: null,
  failure: { type, bytesWritten: 0 },
})

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'gerai-printers-'))))
afterAll(async () => await rm(folder, { recursive: true, force: true }))

describe('the address of a printer', () => {
  test.each([
    ['usb:04b8:0e15', { kind: 'usb', vendorId: 0x04b8, productId: 0x0e15, serial: null }],
    ['usb:04B8:0E15:X4KY:01', { kind: 'usb', serial: 'X4KY:01' }],
    ['serial:/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, flow: 'none' }],
    ['serial:COM3?baud=115200&flow=xon', { kind: 'serial', path: 'COM3', baudRate: 115_200, flow: 'xon' }],
    ['tcp://192.0.2.7', { kind: 'tcp', host: '192.0.2.7', port: 9100 }],
    ['tcp://printer.lan:9101', { kind: 'tcp', host: 'printer.lan', port: 9101 }],
    ['tcp://[::1]:9100', { kind: 'tcp', host: '::1', port: 9100 }],
    ['queue:EPSON TM-T82 (kasir)', { kind: 'queue', name: 'EPSON TM-T82 (kasir)' }],
    ['device:/dev/usb/lp0', { kind: 'device', path: '/dev/usb/lp0' }],
    ['file:/tmp/50% off?.bin', { kind: 'file', path: '/tmp/50% off?.bin' }],
    ['file:///tmp/out.bin', { kind: 'file', path: '/tmp/out.bin' }],
    [' screen: ', { kind: 'screen' }],
  ])('%s', (uri, expected) => {
    expect(parsePrinterUri(uri)).toMatchObject({ ok: true, value: { ...expected, uri: uri.trim() } })
  })

  test.each([
    '',
    'printer',
    'http://192.0.2.7',
    'usb:4b8:e15',
    'usb:04b8',
    'serial:',
    'serial:/etc/passwd',
    'serial:/dev/../etc/passwd',
    'serial:/dev/ttyUSB0?baud=9601',
    'serial:/dev/ttyUSB0?flow=maybe',
    'serial:/dev/ttyUSB0?parity=even',
    'tcp:192.0.2.7',
    'tcp://',
    'tcp://host:0',
    'tcp://host:70000',
    'tcp://user@host:9100',
    'tcp://host:9100/path',
    'queue:',
    'queue:-o raw',
    'queue:a/b',
    'file:',
    'file:/tmp/a\u0000b',
    'screen:1',
    `file:/${'a'.repeat(2000)}`,
  ])('%j is refused', (uri) => {
    expect(parsePrinterUri(uri)).toMatchObject({
      ok: false,
      error: { type: 'printer_address_invalid', bytesWritten: 0 },
    })
  })

  test('whatever is typed is read or refused, and never thrown at anybody', () => {
    const scheme = fc.constantFrom('usb:', 'serial:', 'tcp://', 'queue:', 'device:', 'file:', 'screen:', '')
    fc.assert(
      fc.property(scheme, fc.string({ unit: 'binary' }), (start, rest) => {
        expect(typeof parsePrinterUri(start + rest).ok).toBe('boolean')
      }),
    )
  })
})

describe('a network printer', () => {
  test('gets every byte, however slowly it reads', async () => {
    const printer = await openNetworkPrinter((socket) => {
      socket.on('data', () => {
        socket.pause()
        setTimeout(() => socket.resume(), 2)
      })
    })
    onTestFinished(printer.close)
    expect(await send(printer.uri, SLIP, { chunkBytes: 1000 })).toEqual({
      written: SLIP.length,
      failure: null,
    })
    expect(printer.received().equals(SLIP)).toBe(true)
  })

  test('that has hung up its own side still gets every byte', async () => {
    const printer = await openNetworkPrinter((socket) => socket.end(), { allowHalfOpen: true })
    onTestFinished(printer.close)
    expect(await send(printer.uri)).toEqual({ written: SLIP.length, failure: null })
    await expect.poll(() => printer.received().length).toBe(SLIP.length)
  })

  test('that never hangs up does not hold the till', async () => {
    const printer = await openNetworkPrinter(() => {}, { allowHalfOpen: true })
    onTestFinished(printer.close)
    expect(await send(printer.uri, SLIP, { hangUpMs: 50 })).toEqual({ written: SLIP.length, failure: null })
    await expect.poll(() => printer.received().equals(SLIP)).toBe(true)
  })

  test('that talks is listened to and does not lose its slip', async () => {
    const printer = await openNetworkPrinter((socket) => socket.write(Buffer.alloc(500, 0x12)))
    onTestFinished(printer.close)
    expect(await send(printer.uri)).toEqual({ written: SLIP.length, failure: null })
    expect(printer.received().equals(SLIP)).toBe(true)
  })

  test('that breaks off in the middle may have printed something', async () => {
    const printer = await openNetworkPrinter((socket, received) => {
      socket.on('data', () => {
        if (received() > 10_000) socket.resetAndDestroy()
      })
    })
    onTestFinished(printer.close)
    const { failure } = await send(printer.uri, SLIP, { chunkDelayMs: 1 })
    expect(failure?.type).toBe('printer_gone')
    expect(failure?.bytesWritten).toBeGreaterThan(0)
  })

  test('that resets when all bytes are on the way is not taken for one that printed', async () => {
    const printer = await openNetworkPrinter(
      (socket) => void socket.on('end', () => setTimeout(() => socket.resetAndDestroy(), 20)),
      { allowHalfOpen: true },
    )
    onTestFinished(printer.close)
    expect(await send(printer.uri)).toMatchObject({
      failure: { type: 'printer_gone', bytesWritten: SLIP.length },
    })
  })

  test('that takes nothing is given up, and what left is counted', async () => {
    const printer = await openNetworkPrinter(neverRead)
    onTestFinished(printer.close)
    const { failure } = await send(printer.uri, new Uint8Array(30_000_000), { stallTimeoutMs: 200 })
    expect(failure?.type).toBe('printer_stalled')
    expect(failure?.bytesWritten).toBeGreaterThan(0)
    expect(failure?.bytesWritten).toBeLessThan(30_000_000)
  })

  test('that is being waited for can be stopped', async () => {
    const printer = await openNetworkPrinter(neverRead)
    onTestFinished(printer.close)
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    const { failure } = await send(printer.uri, new Uint8Array(30_000_000), {}, stop.signal)
    expect(failure).toMatchObject({ type: 'printer_stalled', detail: 'stopped' })
  })

  test('with nothing on its port refuses before a byte has left', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    expect(await send(`tcp://127.0.0.1:${port}`)).toMatchObject(nothingLeft('printer_refused'))
  })

  test('with a name nobody knows is not found', async () => {
    expect(await send('tcp://no-such-printer.invalid:9100')).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('is not even called when the job was stopped before', async () => {
    const printer = await openNetworkPrinter(() => {})
    onTestFinished(printer.close)
    expect((await send(printer.uri, SLIP, {}, AbortSignal.abort())).failure?.bytesWritten).toBe(0)
    expect(printer.received()).toHaveLength(0)
  })
})

describe('a serial printer', () => {
  const fast = 'baud=115200'

  test('gets 60 000 bytes exactly', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    expect(await send(`serial:${terminal.path}?${fast}`)).toEqual({ written: SLIP.length, failure: null })
    await terminal.arrived(SLIP.length)
    expect(terminal.received().equals(SLIP)).toBe(true)
  })

  test('can be opened again after a job', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const bytes = SLIP.subarray(0, 100)
    expect((await send(`serial:${terminal.path}?${fast}`, bytes)).written).toBe(100)
    expect((await send(`serial:${terminal.path}?${fast}`, bytes)).written).toBe(100)
    await terminal.arrived(200)
    expect(terminal.received().equals(Buffer.concat([bytes, bytes]))).toBe(true)
  })

  test('without paper stalls, and the slip may be on it', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    terminal.freeze()
    const { failure } = await send(`serial:${terminal.path}?${fast}`, SLIP, {
      chunkBytes: 512,
      stallTimeoutMs: 200,
    })
    expect(failure?.type).toBe('printer_stalled')
    expect(failure?.bytesWritten).toBeGreaterThan(0)
    expect(failure?.bytesWritten).toBeLessThan(SLIP.length)
  })

  test('pulled in the middle of a slip is gone', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    void terminal.arrived(5_000).then(terminal.unplug)
    const { failure } = await send(`serial:${terminal.path}?${fast}`, SLIP, {
      chunkBytes: 256,
      chunkDelayMs: 2,
    })
    expect(failure?.type).toBe('printer_gone')
    expect(failure?.bytesWritten).toBeGreaterThan(0)
  })

  test('held by another program is busy', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const address = parsePrinterUri(`serial:${terminal.path}`)
    if (!address.ok) throw new Error(address.error.detail)
    const first = await openTransport(address.value).open(new AbortController().signal)
    if (!first.ok) throw new Error(first.error.detail)
    onTestFinished(first.value.close)
    expect(await send(`serial:${terminal.path}`)).toMatchObject(nothingLeft('printer_busy'))
  })

  test('that is not there is not found', async () => {
    expect(await send('serial:/dev/ttyNOSUCH7')).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('that is no serial port at all is a wrong address', async () => {
    expect(await send('serial:/dev/null')).toMatchObject(nothingLeft('printer_address_invalid'))
  })

  test.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'printer_not_found'],
    ['Opening COM7: File not found', 'printer_not_found'],
    ['Error Resource temporarily unavailable Cannot lock port', 'printer_busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'printer_busy'],
    ['Opening COM3: Access denied', 'printer_busy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'printer_denied'],
    ['Error: Inappropriate ioctl for device, cannot open /dev/zero', 'printer_address_invalid'],
    ['something new', 'printer_refused'],
  ])('"%s" means %s', (text, type) => {
    expect(serialOpenFailure(new Error(text))).toBe(type)
  })
})

describe('a USB printer', () => {
  const uri = 'usb:04b8:0e15'

  test('is taken from the system for the job and given back after it', async () => {
    const printer = fakeUsbPrinter()
    expect(await send(uri, SLIP.subarray(0, 10_000), { usb: fakeUsb(printer) })).toEqual({
      written: 10_000,
      failure: null,
    })
    expect(printer.printed).toEqual(Array.from(SLIP.subarray(0, 10_000)))
    expect(printer.calls).toEqual([
      ...['open', 'detach 0', 'claim 0', 'transfer 1 4096', 'transfer 1 4096', 'transfer 1 1808'],
      ...['release 0', 'attach 0', 'close'],
    ])
  })

  test('no driver but the system printer driver is ever pushed aside', async () => {
    for (const driver of ['usbfs', null]) {
      const printer = fakeUsbPrinter({ driver })
      await send(uri, SLIP.subarray(0, 10), { usb: fakeUsb(printer) })
      expect(printer.calls).toEqual(['open', 'claim 0', 'transfer 1 10', 'release 0', 'close'])
    }
  })

  test('is told from its twin by its serial number', async () => {
    const [left, right] = [
      fakeUsbPrinter({ serialNumber: 'LEFT' }),
      fakeUsbPrinter({ serialNumber: 'RIGHT' }),
    ]
    await send(`${uri}:RIGHT`, SLIP.subarray(0, 10), { usb: fakeUsb(left, right) })
    expect([left.printed.length, right.printed.length]).toEqual([0, 10])
  })

  test.each([
    ['permission denied (errno 13)', 'printer_denied'],
    ['interface is busy (errno 16)', 'printer_busy'],
    ['Disconnected', 'printer_not_found'],
  ] as const)('that cannot be opened (%s) leaves nothing behind', async (failOpen, type) => {
    const printer = fakeUsbPrinter({ failOpen })
    expect(await send(uri, SLIP, { usb: fakeUsb(printer) })).toMatchObject(nothingLeft(type))
    expect(printer.calls).toEqual(['open', 'close'])
  })

  test('that cannot be claimed goes back to the system', async () => {
    const printer = fakeUsbPrinter({ failClaim: 'interface is busy (errno 16)' })
    expect(await send(uri, SLIP, { usb: fakeUsb(printer) })).toMatchObject(nothingLeft('printer_busy'))
    expect(printer.calls).toEqual(['open', 'detach 0', 'claim 0', 'attach 0', 'close'])
  })

  test('that is not plugged in is not found, even beside a device nobody may read', async () => {
    const other = fakeUsbPrinter({ productId: 0x0001 })
    expect(await send(uri, SLIP, { usb: fakeUsb(other) })).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('that this account may not read is denied, and the rule to add is named', async () => {
    const { failure } = await send('usb:04b8:0202:L1', SLIP, { usb: fakeUsb() })
    expect(failure).toMatchObject({ type: 'printer_denied', bytesWritten: 0 })
    expect(failure?.detail).toContain('60-gerai-printers.rules')
  })

  test('on a machine without USB is not found, and says why', async () => {
    const usb = () => Promise.reject(new Error('no USB bus'))
    const { failure } = await send(uri, SLIP, { usb })
    expect(failure).toMatchObject({
      type: 'printer_not_found',
      detail: 'USB cannot be used here: no USB bus',
    })
  })

  test('that runs out of paper is stalled, and its last chunk may be on paper', async () => {
    const printer = fakeUsbPrinter({
      onChunk: (_, { printed }) => {
        if (printed.length >= 8192) throw new Error('transferOut error: Cancelled')
      },
    })
    const { failure } = await send(uri, SLIP, { usb: fakeUsb(printer) })
    expect(failure).toMatchObject({ type: 'printer_stalled', bytesWritten: 12_288 })
    expect(printer.calls.slice(-3)).toEqual(['release 0', 'attach 0', 'close'])
  })

  test('with a halted endpoint is freed for the next job', async () => {
    let halted = true
    const printer = fakeUsbPrinter({
      onChunk: () => {
        if (halted) throw new Error('transferOut error: Stall')
      },
    })
    const usb = fakeUsb(printer)
    expect((await send(uri, SLIP, { usb })).failure?.type).toBe('printer_stalled')
    expect(printer.calls).toContain('clearHalt out 1')
    halted = false
    expect((await send(uri, SLIP, { usb })).written).toBe(SLIP.length)
  })

  test.each(['Disconnected', 'Fault', 'endpoint not found'])(
    'pulled in the middle (%s) is gone',
    async (text) => {
      const printer = fakeUsbPrinter({
        onChunk: (_, self) => {
          self.plugged = false
          throw new Error(`transferOut error: ${text}`)
        },
      })
      const { failure } = await send(uri, SLIP, { usb: fakeUsb(printer) })
      expect(failure).toMatchObject({ type: 'printer_gone', bytesWritten: 4096 })
    },
  )

  test('that answers nothing at all is left when its time is over, not in the middle of a transfer', async () => {
    const printer = fakeUsbPrinter({
      onChunk: () => new Promise((_, reject) => setTimeout(() => reject(new Error('Cancelled')), 300)),
    })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 20)
    const { failure } = await send(uri, SLIP, { usb: fakeUsb(printer) }, stop.signal)
    expect(failure).toMatchObject({ type: 'printer_stalled', bytesWritten: 4096 })
    expect(printer.calls.slice(-3)).toEqual(['release 0', 'attach 0', 'close'])
  })

  test.each([
    ['Access denied', 'printer_denied'],
    ['no such device (errno 19)', 'printer_gone'],
    ['something new', 'printer_refused'],
  ])('"%s" means %s', (text, type) => {
    expect(usbFailureOf(new Error(text))).toBe(type)
  })
})

describe('a device of the system', () => {
  /** A named pipe behaves as a printer's device does: nobody there, full, gone. */
  function makePipe(name: string): string {
    const path = join(folder, name)
    expect(spawnSync('mkfifo', [path]).status).toBe(0)
    return path
  }

  test('gets every byte', async () => {
    const path = makePipe('whole')
    const chunks: Buffer[] = []
    const reader = createReadStream(path).on('data', (data) => chunks.push(Buffer.from(data)))
    await expect.poll(async () => (await send(`device:${path}`)).written).toBe(SLIP.length)
    reader.destroy()
    expect(Buffer.concat(chunks).equals(SLIP)).toBe(true)
  })

  test('with nothing behind it is not found', async () => {
    expect(await send(`device:${makePipe('nobody')}`)).toMatchObject(nothingLeft('printer_not_found'))
    expect(await send(`device:${join(folder, 'no-such-device')}`)).toMatchObject(
      nothingLeft('printer_not_found'),
    )
  })

  test('that is full stalls, and is counted to the byte', async () => {
    const path = makePipe('full')
    const holder = spawnSync('sh', ['-c', `(exec 3<>"${path}"; exec sleep 5) >/dev/null 2>&1 & echo $!`])
    const pid = Number(holder.stdout.toString())
    onTestFinished(() => void process.kill(pid))
    const { failure } = await send(`device:${path}`, new Uint8Array(500_000), { stallTimeoutMs: 100 })
    expect(failure?.type).toBe('printer_stalled')
    // a pipe holds 64 KiB on Linux
    expect(failure?.bytesWritten).toBe(65_536)
  })

  test('that is a file is a wrong address, and the file keeps its content', async () => {
    const path = join(folder, 'notes.txt')
    await writeFile(path, 'keep me')
    expect(await send(`device:${path}`)).toMatchObject(nothingLeft('printer_address_invalid'))
    expect(await readFile(path, 'utf8')).toBe('keep me')
  })
})

describe('a file', () => {
  test('holds the job and nothing of the one before', async () => {
    const path = join(folder, 'out.bin')
    expect((await send(`file:${path}`)).written).toBe(SLIP.length)
    expect((await send(`file:${path}`, SLIP.subarray(0, 10))).written).toBe(10)
    expect((await readFile(path)).equals(SLIP.subarray(0, 10))).toBe(true)
  })

  test('in a folder that is not there is not found', async () => {
    expect(await send(`file:${join(folder, 'none', 'out.bin')}`)).toMatchObject(
      nothingLeft('printer_not_found'),
    )
  })

  test('that may not be written is denied', async () => {
    // the kernel refuses this one to root as well
    expect(await send('file:/proc/sys/kernel/ostype')).toMatchObject(nothingLeft('printer_denied'))
  })

  test('that is a folder is a wrong address', async () => {
    expect(await send(`file:${folder}`)).toMatchObject(nothingLeft('printer_address_invalid'))
  })

  test('on a full disk may hold a part', async () => {
    expect(await send('file:/dev/full')).toMatchObject({
      failure: { type: 'printer_refused', bytesWritten: SLIP.length },
    })
  })
})

describe('a print queue', () => {
  const path = process.env['PATH'] ?? ''
  afterAll(() => void (process.env['PATH'] = path))

  /** Puts a command `lp` of our own in front of the system's. */
  async function withLp(script: string): Promise<void> {
    const lp = join(folder, 'lp')
    await writeFile(lp, `#!/bin/sh\n${script}\n`)
    await chmod(lp, 0o755)
    process.env['PATH'] = `${folder}${delimiter}${path}`
  }

  test('gets the bytes raw, under its name', async () => {
    await withLp(`printf '%s|' "$@" > "${folder}/lp-args"; cat > "${folder}/lp-bytes"`)
    expect(await send('queue:Kasir depan')).toEqual({ written: SLIP.length, failure: null })
    expect(await readFile(join(folder, 'lp-args'), 'utf8')).toBe('-s|-d|Kasir depan|-o|raw|')
    expect((await readFile(join(folder, 'lp-bytes'))).equals(SLIP)).toBe(true)
  })

  test.each([
    ['lp: Error - The printer or class does not exist.', 'printer_not_found'],
    ['lp: Error - queue is not accepting jobs', 'printer_refused'],
  ] as const)('that says "%s"', async (complaint, type) => {
    await withLp(`echo '${complaint}' >&2; exit 1`)
    expect(await send('queue:Kasir')).toMatchObject(nothingLeft(type))
  })

  test('that does not answer is given up, and may print later', async () => {
    await withLp('exec sleep 10')
    expect(await send('queue:Kasir', SLIP, { stallTimeoutMs: 100 })).toMatchObject({
      failure: { type: 'printer_stalled', bytesWritten: SLIP.length },
    })
  })

  test('on a system without queues is a wrong address', async () => {
    process.env['PATH'] = join(folder, 'empty')
    expect(await send('queue:Kasir')).toMatchObject(nothingLeft('printer_address_invalid'))
  })
})

test('the screen takes everything: the app draws the slip itself', async () => {
  expect(await send('screen:')).toEqual({ written: SLIP.length, failure: null })
})

describe('looking for printers', () => {
  test('lists what answers, by the address to print to', async () => {
    const usb = fakeUsb(fakeUsbPrinter({ serialNumber: 'X1' }))
    const serial = async () => [{ path: '/dev/ttyUSB0', manufacturer: 'Prolific' }, { path: '/dev/ttyS0' }]
    const { printers, notSearched } = await findPrinters({ usb, serial })
    expect(printers.filter(({ uri }) => !uri.startsWith('device:'))).toEqual([
      { uri: 'usb:04b8:0e15:X1', label: 'EPSON TM-T20' },
      { uri: 'serial:/dev/ttyUSB0?baud=9600', label: 'Prolific' },
      { uri: 'serial:/dev/ttyS0?baud=9600', label: 'serial port' },
    ])
    expect(notSearched).toEqual([])
    for (const { uri } of printers) expect(parsePrinterUri(uri).ok).toBe(true)
  })

  test('says which way could not be searched, and searches the others', async () => {
    const usb = fakeUsb(fakeUsbPrinter())
    const found = await findPrinters({ usb, serial: () => Promise.reject(new Error('udevadm is missing')) })
    expect(found.notSearched).toEqual([{ way: 'serial', detail: 'udevadm is missing' }])
    expect(found.printers.map(({ uri }) => uri)).toContain('usb:04b8:0e15:A1')
  })
})
