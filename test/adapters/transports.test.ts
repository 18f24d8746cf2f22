import { spawnSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findPrinters, parsePrinterUri } from '../../src/main/adapters/transports/index.ts'
import { fakeUsb, fakeUsbPrinter } from '../fakes/printer-devices.ts'
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
