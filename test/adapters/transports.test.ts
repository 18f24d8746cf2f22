import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  ANYWHERE,
  findPrinters,
  openTransport,
  parsePrinterUri,
} from '../../src/main/adapters/transports/index.ts'
import { listQueues } from '../../src/main/adapters/transports/queue.ts'
import { fakeUsb, fakeUsbPrinter, openPseudoTerminal } from '../fakes/printer-devices.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

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
    // nobody reads the pipe until the stream has opened it
    await expect.poll(async () => (await send(`device:${path}`)).written).toBe(SLIP.length)
    await expect.poll(() => Buffer.concat(chunks).equals(SLIP)).toBe(true)
    reader.destroy()
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

  test('that answers is listened to', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const address = parsePrinterUri(`device:${terminal.path}`)
    if (!address.ok) throw new Error(address.error.detail)
    const { signal } = new AbortController()
    const opened = await openTransport(address.value, { places: ANYWHERE }).open(signal)
    if (!opened.ok) throw new Error(opened.error.detail)
    onTestFinished(() => opened.value.close())
    expect((await opened.value.write(SLIP.subarray(0, 100), signal)).ok).toBe(true)
    terminal.say(Uint8Array.of(0x12))
    expect(await opened.value.read?.(2_000, signal)).toEqual(Uint8Array.of(0x12))
    expect(await opened.value.read?.(40, signal)).toHaveLength(0)
    expect(await opened.value.finish?.(signal)).toEqual({ ok: true, value: null })
    await terminal.arrived(100)
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

  /** Puts commands of our own in front of the system's. */
  async function withCups({ lp = 'exit 0', lpstat = 'exit 0' }): Promise<void> {
    for (const [name, script] of Object.entries({ lp, lpstat })) {
      await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
      await chmod(join(folder, name), 0o755)
    }
    process.env['PATH'] = `${folder}${delimiter}${path}`
  }

  test('gets the bytes raw, under its name', async () => {
    await withCups({ lp: `printf '%s|' "$@" > "${folder}/lp-args"; cat > "${folder}/lp-bytes"` })
    expect(await send('queue:Kasir depan')).toEqual({ written: SLIP.length, failure: null })
    expect(await readFile(join(folder, 'lp-args'), 'utf8')).toBe('-s|-d|Kasir depan|-o|raw|')
    expect((await readFile(join(folder, 'lp-bytes'))).equals(SLIP)).toBe(true)
  })

  test.each([
    ['lp: Error - The printer or class does not exist.', 'printer_not_found'],
    ['lp: Error - queue is not accepting jobs', 'printer_refused'],
    ['lp: Error - scheduler not responding.', 'printer_refused'],
  ] as const)('that says "%s"', async (complaint, type) => {
    await withCups({ lp: `echo '${complaint}' >&2; exit 1` })
    expect(await send('queue:Kasir')).toMatchObject(nothingLeft(type))
  })

  test.each([
    [`echo 'lpstat: Invalid destination name in list "Kasir".' >&2; exit 1`, 'printer_not_found'],
    [`echo 'printer Kasir disabled since Mon 21 Nov 2026 -'; echo '\treason unknown'`, 'printer_refused'],
  ] as const)('that would keep the slip is not given one: %s', async (lpstat, type) => {
    await withCups({ lp: `touch "${folder}/lp-called"`, lpstat })
    expect(await send('queue:Kasir')).toMatchObject(nothingLeft(type))
    await expect(readFile(join(folder, 'lp-called'))).rejects.toThrow('ENOENT')
  })

  test('that does not answer is given up, and may print later', async () => {
    await withCups({ lp: 'exec sleep 10' })
    expect(await send('queue:Kasir', SLIP, { stallTimeoutMs: 100 })).toMatchObject({
      failure: { type: 'printer_stalled', bytesWritten: SLIP.length },
    })
  })

  test('whose system does not answer at all is given up before anything is sent', async () => {
    await withCups({ lpstat: 'exec sleep 10' })
    expect(await send('queue:Kasir', SLIP, { connectTimeoutMs: 100 })).toMatchObject(
      nothingLeft('printer_stalled'),
    )
  })

  test('is listed by its name', async () => {
    await withCups({ lpstat: `printf 'Kasir\nDapur\n'` })
    expect(await listQueues()).toEqual(['Kasir', 'Dapur'])
    await withCups({ lpstat: `echo 'lpstat: No destinations added.' >&2; exit 1` })
    expect(await listQueues()).toEqual([])
  })

  test('on a system without queues is a wrong address, and says so', async () => {
    process.env['PATH'] = join(folder, 'empty')
    const { failure } = await send('queue:Kasir')
    expect(failure).toMatchObject({ type: 'printer_address_invalid', bytesWritten: 0 })
    expect(failure?.detail).toContain('CUPS')
    await expect(listQueues()).rejects.toThrow('ENOENT')
  })
})

test('the screen takes everything: the app draws the slip itself', async () => {
  expect(await send('screen:')).toEqual({ written: SLIP.length, failure: null })
})

describe('looking for printers', () => {
  const queues = async () => ['Kasir depan']

  test('lists what answers, by the address to print to', async () => {
    const usb = fakeUsb(fakeUsbPrinter({ serialNumber: 'X1' }))
    const serial = async () => [
      { path: '/dev/ttyUSB0', manufacturer: 'Prolific' },
      { path: '/dev/ttyUSB1', vendorId: '1A86' },
      { path: '/dev/ttyS0' },
    ]
    const { printers, notSearched } = await findPrinters({ usb, serial, queues })
    expect(printers.filter(({ uri }) => !uri.startsWith('device:'))).toEqual([
      { uri: 'usb:04b8:0e15:X1', label: 'EPSON TM-T20', locked: false },
      { uri: 'usb:04b8:0202:L1', label: 'USB printer', locked: true },
      { uri: 'serial:/dev/ttyUSB0?baud=9600', label: 'Prolific', locked: false },
      { uri: 'serial:/dev/ttyUSB1?baud=9600', label: 'QinHeng CH340', locked: false },
      { uri: 'serial:/dev/ttyS0?baud=9600', label: 'serial port', locked: false },
      { uri: 'queue:Kasir depan', label: 'Kasir depan', locked: false },
    ])
    expect(notSearched).toEqual([])
    for (const { uri } of printers) expect(parsePrinterUri(uri).ok).toBe(true)
  })

  test('says which way could not be searched, and searches the others', async () => {
    const usb = fakeUsb(fakeUsbPrinter())
    const serial = () => Promise.reject(new Error('udevadm is missing'))
    const found = await findPrinters({ usb, serial, queues })
    expect(found.notSearched).toEqual([{ way: 'serial', detail: 'udevadm is missing' }])
    expect(found.printers.map(({ uri }) => uri)).toContain('usb:04b8:0e15:A1')
  })

  test('on this very machine ends, whatever is plugged in or missing', async () => {
    const found = await findPrinters()
    for (const { uri } of found.printers) expect(parsePrinterUri(uri).ok).toBe(true)
    for (const { detail } of found.notSearched) expect(detail).not.toBe('')
  })
})
