import { chmod } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTransport, parsePrinterUri } from '../../src/main/adapters/transports/index.ts'
import { serialOpenFailure } from '../../src/main/adapters/transports/serial.ts'
import { openPseudoTerminal } from '../fakes/printer-devices.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

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
    // opening a port throws away what is still in its buffer; draining prevents it, but a pseudo-terminal does not drain
    await terminal.arrived(100)
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

  test('that holds the line with XOFF stalls, and takes the next job after XON', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const address = parsePrinterUri(`serial:${terminal.path}?${fast}&flow=xon`)
    if (!address.ok) throw new Error(address.error.detail)
    const signal = new AbortController().signal
    const opened = await openTransport(address.value, { chunkBytes: 64, stallTimeoutMs: 300 }).open(signal)
    if (!opened.ok) throw new Error(opened.error.detail)
    onTestFinished(() => opened.value.close())
    terminal.say(Uint8Array.of(0x13))
    // the byte takes its own way through the terminal
    const write = async () => await opened.value.write(SLIP.subarray(0, 64), signal)
    let last = await write()
    for (const until = Date.now() + 5_000; last.ok && Date.now() < until;) last = await write()
    expect(last).toMatchObject({ ok: false, error: { type: 'printer_stalled', bytesWritten: 64 } })
    terminal.say(Uint8Array.of(0x11))
    await opened.value.close()
    const arrived = terminal.received().length
    expect((await send(`serial:${terminal.path}?${fast}&flow=xon`, SLIP.subarray(0, 100))).written).toBe(100)
    await terminal.arrived(arrived + 100)
  })

  test('that this account may not open is denied', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    await chmod(terminal.path, 0)
    const isRoot = process.geteuid?.() === 0
    // the rules of files do not hold for root: for a moment this process is nobody
    if (isRoot) {
      await send(`serial:/dev/ttyNOSUCH7`)
      process.seteuid?.(65_534)
    }
    const outcome = await send(`serial:${terminal.path}`).finally(() => {
      if (isRoot) process.seteuid?.(0)
    })
    expect(outcome).toMatchObject(nothingLeft('printer_denied'))
  })

  test('says what it has to say to whoever listens, once', async () => {
    const terminal = await openPseudoTerminal()
    onTestFinished(terminal.unplug)
    const address = parsePrinterUri(`serial:${terminal.path}?${fast}`)
    if (!address.ok) throw new Error(address.error.detail)
    const signal = new AbortController().signal
    const opened = await openTransport(address.value).open(signal)
    if (!opened.ok) throw new Error(opened.error.detail)
    onTestFinished(() => opened.value.close())
    terminal.say(Uint8Array.of(0x12))
    expect(await opened.value.read?.(2_000, signal)).toEqual(Uint8Array.of(0x12))
    expect(await opened.value.read?.(10, signal)).toHaveLength(0)
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
