import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { PrinterConnection } from '../../src/core/ports/printer.ts'
import { askCondition, confirmPrinted, probePrinter } from '../../src/main/adapters/escpos/index.ts'
import {
  conditionOfAutomatic,
  conditionOfPort,
  conditionOfRealTime,
} from '../../src/main/adapters/escpos/status.ts'
import {
  openTransport,
  parsePrinterUri,
  type OpenTransportOptions,
} from '../../src/main/adapters/transports/index.ts'
import { fakeUsb, fakeUsbPrinter, openPseudoTerminal } from '../fakes/printer-devices.ts'
import {
  openStatusPrinter,
  StatusPrinter,
  type Sensors,
  type StatusPrinterOptions,
} from '../fakes/status-printer.ts'

const signal = new AbortController().signal
const SLIP = Buffer.from('Kopi Susu\n')
const CONFIRMS = { channel: 'dle', confirms: true } as const

async function connectTo(uri: string, options: OpenTransportOptions = {}): Promise<PrinterConnection> {
  const address = parsePrinterUri(uri)
  if (!address.ok) throw new Error(address.error.detail)
  const opened = await openTransport(address.value, options).open(signal)
  if (!opened.ok) throw new Error(opened.error.detail)
  onTestFinished(() => opened.value.close())
  return opened.value
}

async function networkPrinter(options: StatusPrinterOptions = {}, sensors: Sensors = {}) {
  const printer = await openStatusPrinter(options)
  onTestFinished(printer.close)
  printer.device.sensors = sensors
  return { printer, connection: await connectTo(printer.uri) }
}

describe('what a printer says about itself', () => {
  test.each([
    [{}, 'ready'],
    [{ paperLow: true }, 'paper_low'],
    [{ paperOut: true }, 'paper_out'],
    [{ coverOpen: true }, 'cover_open'],
    [{ error: true }, 'error'],
    [{ offline: true }, 'offline'],
    [{ coverOpen: true, paperOut: true }, 'cover_open'],
  ] as const)('in real time: %j is %s', async (sensors, condition) => {
    const { connection } = await networkPrinter({ answers: 'dle' }, sensors)
    expect(await askCondition(connection, { channel: 'dle', confirms: false }, signal)).toBe(condition)
  })

  test.each([
    [{}, 'ready'],
    [{ paperLow: true }, 'paper_low'],
    [{ paperOut: true }, 'paper_out'],
    [{ coverOpen: true }, 'cover_open'],
    [{ error: true }, 'error'],
    [{ offline: true }, 'offline'],
  ] as const)('by automatic status: %j is %s', async (sensors, condition) => {
    const { connection } = await networkPrinter({ answers: 'asb' }, sensors)
    expect(await askCondition(connection, { channel: 'asb', confirms: false }, signal)).toBe(condition)
  })

  test('silence is unknown, also from a printer that answered before', async () => {
    const { connection } = await networkPrinter({ answers: 'nothing' })
    expect(await askCondition(connection, { channel: 'dle', confirms: true }, signal)).toBe('unknown')
  })

  test('flow control and old news are no answers', async () => {
    const { printer, connection } = await networkPrinter({ answers: 'nothing' })
    const noise = await openStatusPrinter({ answers: 'dle' }, (socket) => {
      // XON, XOFF, and an automatic report of an open cover, before anybody asked
      socket.write(Buffer.from([0x11, 0x13, 0x30, 0, 0, 0]))
    })
    onTestFinished(noise.close)
    const noisy = await connectTo(noise.uri)
    await expect.poll(noise.calls).toBe(1)
    expect(await askCondition(noisy, { channel: 'dle', confirms: false }, signal)).toBe('ready')
    expect(await askCondition(connection, { channel: 'dle', confirms: false }, signal)).toBe('unknown')
    expect(printer.device.paper).toEqual([])
  })

  test('nothing of a question is ever printed by a printer that knows it', async () => {
    const { printer, connection } = await networkPrinter({ answers: 'dle', confirms: true })
    await probePrinter(connection, signal)
    expect(printer.device.paper).toEqual([])
  })

  test.each([
    [0x12, 0x12, 0x12, 0x12, 'ready'],
    [0x1a, 0x12, 0x32, 0x12, 'error'],
    [0x1a, 0x52, 0x12, 0x12, 'error'],
    [0x1a, 0x32, 0x12, 0x12, 'paper_out'],
    [0x12, 0x12, 0x12, 0x1e, 'paper_low'],
  ] as const)('the bytes %i %i %i %i are %s', (printer, offline, error, paper, condition) => {
    expect(conditionOfRealTime(printer, offline, error, paper)).toBe(condition)
  })

  test('the port of a USB printer brings bad news or none', () => {
    expect([0x18, 0x30, 0x10, 0x08].map(conditionOfPort)).toEqual([
      'unknown',
      'paper_out',
      'error',
      'offline',
    ])
    expect(conditionOfAutomatic([0x10, 0, 0, 0])).toBe('ready')
  })
})

describe('finding out what a printer answers', () => {
  test.each([
    [
      { answers: 'dle', confirms: true },
      { channel: 'dle', confirms: true },
    ],
    [{ answers: 'dle' }, { channel: 'dle', confirms: false }],
    [
      { answers: 'asb', confirms: true },
      { channel: 'asb', confirms: true },
    ],
    [{ answers: 'nothing' }, { channel: 'none', confirms: false }],
  ] as const)('over the network: %j', async (options, finding) => {
    const { connection } = await networkPrinter(options)
    const condition = finding.channel === 'none' ? 'unknown' : 'ready'
    expect(await probePrinter(connection, signal)).toEqual({ finding, condition })
  })

  test('a printer without paper is not asked what only paper answers', async () => {
    const { connection } = await networkPrinter({ confirms: true }, { paperOut: true })
    expect(await probePrinter(connection, signal)).toEqual({
      finding: { channel: 'dle', confirms: false },
      condition: 'paper_out',
    })
  })

  test('over a serial line', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const device = new StatusPrinter({ confirms: true })
    let seen = 0
    const answering = setInterval(() => {
      const bytes = terminal.received()
      const said = device.take(bytes.subarray(seen))
      seen = bytes.length
      if (said.length > 0) terminal.say(said)
    }, 5)
    onTestFinished(() => clearInterval(answering))
    const connection = await connectTo(`serial:${terminal.path}?baud=115200`)
    expect(await probePrinter(connection, signal)).toEqual({
      finding: { channel: 'dle', confirms: true },
      condition: 'ready',
    })
  })

  test('over USB, by the printer itself', async () => {
    const device = new StatusPrinter({ confirms: true })
    const printer = fakeUsbPrinter({ onChunk: (chunk, self) => void self.says.push(...device.take(chunk)) })
    const connection = await connectTo('usb:04b8:0e15', { usb: fakeUsb(printer) })
    expect(await probePrinter(connection, signal)).toEqual({
      finding: { channel: 'dle', confirms: true },
      condition: 'ready',
    })
  })

  test.each([
    [0x18, { channel: 'port', confirms: false }],
    // a port that reports a fault while all is well would stop every slip
    [0x10, { channel: 'none', confirms: false }],
    [null, { channel: 'none', confirms: false }],
  ] as const)('over USB, from a printer that is mute but for its port (%j)', async (portStatus, finding) => {
    const printer = fakeUsbPrinter({ portStatus })
    const connection = await connectTo('usb:04b8:0e15', { usb: fakeUsb(printer) })
    expect(await probePrinter(connection, signal)).toEqual({ finding, condition: 'unknown' })
  })

  test('a USB printer that only listens is never read from', async () => {
    const printer = fakeUsbPrinter({ listensOnly: true })
    const connection = await connectTo('usb:04b8:0e15', { usb: fakeUsb(printer) })
    expect((await probePrinter(connection, signal)).finding.channel).toBe('none')
    expect(printer.calls).not.toContain('read')
  })

  test('a printer that does not even take the question is offline, and nothing is concluded', async () => {
    const printer = fakeUsbPrinter({
      onChunk: () => new Promise((_, reject) => setTimeout(() => reject(new Error('Cancelled')), 20)),
    })
    const connection = await connectTo('usb:04b8:0e15', { usb: fakeUsb(printer) })
    expect(await probePrinter(connection, signal)).toEqual({
      finding: { channel: 'none', confirms: false },
      condition: 'offline',
    })
  })
})

describe('the question behind a slip', () => {
  test.each([
    [{}, 'ready'],
    [{ paperLow: true }, 'paper_low'],
  ] as const)('is answered when what came before has been printed: %j', async (sensors, condition) => {
    const { printer, connection } = await networkPrinter({ confirms: true }, sensors)
    await connection.write(Buffer.from('Kopi Susu\n'), signal)
    expect(await confirmPrinted(connection, CONFIRMS, SLIP, signal)).toBe(condition)
    expect(Buffer.from(printer.device.paper).toString()).toBe('Kopi Susu\n')
  })

  test('that is not answered is followed by the question why', async () => {
    const { printer, connection } = await networkPrinter({ confirms: true, paperBytes: 5 })
    await connection.write(Buffer.from('Kopi Susu\n'), signal)
    expect(await confirmPrinted(connection, CONFIRMS, SLIP, signal)).toBe('paper_out')
    expect(Buffer.from(printer.device.paper).toString()).toBe('Kopi ')
  })

  test('is not waited for longer than anybody wants', async () => {
    const { connection } = await networkPrinter({ confirms: false })
    expect(await confirmPrinted(connection, CONFIRMS, SLIP, AbortSignal.timeout(300))).toBeNull()
  })

  test('is waited for as long as a slow printer needs for a long slip, and no longer', async () => {
    const answersAfter = async (printingMs: number, sent: Uint8Array) => {
      let now = 0
      const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
      onTestFinished(() => clock.mockRestore())
      let asked = Number.POSITIVE_INFINITY
      const slow: PrinterConnection = {
        write: async (bytes) => {
          if (bytes[0] === 0x1d) asked = now
          return { ok: true, value: { written: bytes.length } }
        },
        read: async (timeoutMs) => {
          if (now < asked + printingMs) now += timeoutMs
          return now >= asked + printingMs ? Uint8Array.of(0) : new Uint8Array()
        },
        close: async () => {},
      }
      return await confirmPrinted(slow, { channel: 'asb', confirms: true }, sent, signal)
    }
    // 300 things are 2,4 m of paper: 47 seconds at 50 mm a second, taken in by the printer at once
    const long = Buffer.from('Kopi Susu\n  1 x 10.000\n'.repeat(316))
    expect(await answersAfter(47_000, long)).toBe('ready')
    expect(await answersAfter(47_000, SLIP)).toBeNull()
    expect(await answersAfter(120_000, long)).toBeNull()
  })

  test('has no answer where the printer was switched off in between', async () => {
    const printer = await openStatusPrinter({ confirms: true }, (socket) => {
      socket.on('data', () => socket.resetAndDestroy())
    })
    onTestFinished(printer.close)
    const connection = await connectTo(printer.uri)
    await connection.write(Buffer.from('Kopi Susu\n'), signal)
    expect(await confirmPrinted(connection, CONFIRMS, SLIP, signal)).toBeNull()
  })
})
