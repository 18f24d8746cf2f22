import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTransport, parsePrinterUri } from '../../src/main/adapters/transports/index.ts'
import { neverRead, openNetworkPrinter } from '../fakes/printer-devices.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

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

  test('that is hung up on without a good-bye still gets every byte', async () => {
    const printer = await openNetworkPrinter(() => {})
    onTestFinished(printer.close)
    const address = parsePrinterUri(printer.uri)
    if (!address.ok) throw new Error(address.error.detail)
    const { signal } = new AbortController()
    const opened = await openTransport(address.value).open(signal)
    if (!opened.ok) throw new Error(opened.error.detail)
    expect((await opened.value.write(SLIP, signal)).ok).toBe(true)
    // whoever forgets to finish the job loses nothing of it
    await opened.value.close()
    await expect.poll(() => printer.received().equals(SLIP)).toBe(true)
  })

  test('that went away without a word is noticed at the end of the job, not taken for one that printed', async () => {
    const printer = await openNetworkPrinter(
      (socket) => void socket.on('data', () => setTimeout(() => socket.resetAndDestroy(), 1)),
      { allowHalfOpen: true },
    )
    onTestFinished(printer.close)
    const { failure } = await send(printer.uri, SLIP.subarray(0, 100), { chunkBytes: 50, chunkDelayMs: 20 })
    expect(failure).toMatchObject({ type: 'printer_gone' })
    expect(failure?.bytesWritten).toBeGreaterThan(0)
  })

  test('is read in its own time: what it said is kept, and silence ends', async () => {
    const printer = await openNetworkPrinter((socket) => void socket.write(Buffer.from([1, 2, 3])))
    onTestFinished(printer.close)
    const address = parsePrinterUri(printer.uri)
    if (!address.ok) throw new Error(address.error.detail)
    const { signal } = new AbortController()
    const opened = await openTransport(address.value).open(signal)
    if (!opened.ok) throw new Error(opened.error.detail)
    onTestFinished(() => opened.value.close())
    expect(await opened.value.read?.(2_000, signal)).toEqual(Uint8Array.of(1, 2, 3))
    expect(await opened.value.read?.(10, signal)).toHaveLength(0)
    expect(await opened.value.read?.(5_000, AbortSignal.abort())).toHaveLength(0)
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
