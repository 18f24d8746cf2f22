import { describe, expect, test } from 'vitest'
import { listQueues } from '../../src/main/adapters/transports/queue.ts'
import { spoolerFailureOf } from '../../src/main/adapters/transports/queue-windows.ts'
import { loadWinspool, type Winspool } from '../../src/main/adapters/transports/winspool.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

const HANDLE = 42n

interface Plan {
  /** The Windows error code a call ends with, by the call's name. */
  readonly errors?: Readonly<Partial<Record<keyof Winspool, number>>>
  readonly status?: number
  readonly attributes?: number
  /** How many bytes WritePrinter takes of each piece; all of them without it. */
  readonly takes?: number
  /** A call that never comes back. */
  readonly hangs?: keyof Winspool
}

/** Windows' spooler on paper: it writes down each call and keeps the document. */
function fakeSpooler({ errors = {}, status = 0, attributes = 0, takes, hangs }: Plan = {}) {
  const calls: string[] = []
  const printed: number[] = []
  const called = async (name: keyof Winspool, ...facts: unknown[]): Promise<{ error: number }> => {
    calls.push([name, ...facts].join(' '))
    if (name === hangs) await new Promise(() => {})
    return { error: errors[name] ?? 0 }
  }
  const spooler: Winspool = {
    open: async (queue) => ({ ...(await called('open', queue)), handle: HANDLE }),
    state: async (handle) => ({ ...(await called('state', handle)), status, attributes }),
    startDocument: (handle, name) => called('startDocument', handle, name),
    startPage: (handle) => called('startPage', handle),
    write: async (handle, bytes) => {
      const { error } = await called('write', handle, bytes.length)
      const written = error === 0 ? Math.min(bytes.length, takes ?? bytes.length) : 0
      printed.push(...bytes.subarray(0, written))
      return { error, written }
    },
    endPage: (handle) => called('endPage', handle),
    endDocument: (handle) => called('endDocument', handle),
    abort: (handle) => called('abort', handle),
    close: async (handle) => void (await called('close', handle)),
    queues: async () => ['EPSON TM-T82', 'Microsoft Print to PDF'],
  }
  return { calls, printed, winspool: async () => spooler }
}

const OPENED = ['open EPSON TM-T82', 'state 42']
const uri = 'queue:EPSON TM-T82'

describe('a queue of Windows', () => {
  test('gets one raw document, in the order the spooler wants', async () => {
    const { calls, printed, winspool } = fakeSpooler()
    expect(await send(uri, SLIP.subarray(0, 10_000), { winspool })).toEqual({
      written: 10_000,
      failure: null,
    })
    expect(calls).toEqual([
      ...OPENED,
      ...['startDocument 42 Gerai', 'startPage 42'],
      ...['write 42 4096', 'write 42 4096', 'write 42 1808'],
      ...['endPage 42', 'endDocument 42', 'close 42'],
    ])
    expect(printed).toEqual(Array.from(SLIP.subarray(0, 10_000)))
  })

  test.each([
    [0x01, 'paused'],
    [0x04, 'deleted'],
    [0x10, 'out of paper'],
    [0x08, 'jammed'],
    [0x0040_0000, 'cover is open'],
    [0x80, 'offline'],
    [0x1000, 'not available'],
    [0x0010_0000, 'look at it'],
    [0x02, 'error'],
    [0x10 | 0x400, 'out of paper'],
  ])(
    'that says of itself 0x%s is given nothing: a slip would come out tomorrow (%s)',
    async (status, words) => {
      const { calls, winspool } = fakeSpooler({ status })
      const { failure } = await send(uri, SLIP, { winspool })
      expect(failure).toMatchObject({ type: 'printer_refused', bytesWritten: 0 })
      expect(failure?.detail).toContain(words)
      expect(calls).toEqual([...OPENED, 'close 42'])
    },
  )

  test('whose printer was unplugged works offline, as Windows calls it, and is given nothing', async () => {
    const { winspool } = fakeSpooler({ attributes: 0x400 | 0x40 })
    expect((await send(uri, SLIP, { winspool })).failure?.detail).toContain('unplugged')
  })

  test('that only prints, or is busy with another document, is fine', async () => {
    const { winspool } = fakeSpooler({ status: 0x400 | 0x200 | 0x4000, attributes: 0x40 })
    expect((await send(uri, SLIP, { winspool })).written).toBe(SLIP.length)
  })

  test('that does not say how it stands is tried', async () => {
    const { winspool } = fakeSpooler({ errors: { state: 5 } })
    expect((await send(uri, SLIP, { winspool })).written).toBe(SLIP.length)
  })

  test.each([
    ['open', 1801, 'printer_not_found', ['open EPSON TM-T82']],
    ['startDocument', 5, 'printer_denied', [...OPENED, 'startDocument 42 Gerai', 'close 42']],
    [
      'startPage',
      170,
      'printer_busy',
      [...OPENED, 'startDocument 42 Gerai', 'startPage 42', 'abort 42', 'close 42'],
    ],
  ] as const)('that refuses at %s (error %i) leaves nothing behind', async (call, error, type, expected) => {
    const { calls, winspool } = fakeSpooler({ errors: { [call]: error } })
    expect(await send(uri, SLIP, { winspool })).toMatchObject(nothingLeft(type))
    expect(calls).toEqual(expected)
  })

  test.each([
    [{ takes: 100 }, 100],
    [{ errors: { endPage: 63 } }, SLIP.length],
    [{ errors: { endDocument: 63 } }, SLIP.length],
  ] as const)('that breaks off with %j may have printed what it took', async (plan, bytesWritten) => {
    const { calls, winspool } = fakeSpooler(plan)
    expect(await send(uri, SLIP, { winspool })).toMatchObject({
      failure: { type: 'printer_refused', bytesWritten },
    })
    expect(calls.at(-1)).toBe('close 42')
  })

  test('whose server does not answer is given up, before and after something was sent', async () => {
    const early = fakeSpooler({ hangs: 'open' })
    expect(await send(uri, SLIP, { winspool: early.winspool, connectTimeoutMs: 50 })).toMatchObject(
      nothingLeft('printer_stalled'),
    )
    const late = fakeSpooler({ hangs: 'endDocument' })
    const pacing = { stallTimeoutMs: 50, connectTimeoutMs: 50 }
    expect(await send(uri, SLIP, { winspool: late.winspool, ...pacing })).toMatchObject({
      failure: { type: 'printer_stalled', bytesWritten: SLIP.length },
    })
    // the handle is not closed under a call that is still running: it might be somebody else's by then
    expect(late.calls.at(-1)).toBe('endDocument 42')
  })

  test('is not there on another system, and koffi is not even loaded', async () => {
    await expect(loadWinspool()).rejects.toThrow('no Windows spooler')
    expect(await send(uri, SLIP, { winspool: loadWinspool })).toMatchObject(
      nothingLeft('printer_address_invalid'),
    )
  })

  test('is listed by its name', async () => {
    expect(await listQueues(fakeSpooler().winspool)).toEqual(['EPSON TM-T82', 'Microsoft Print to PDF'])
  })

  test.each([
    [5, 'printer_denied'],
    [1722, 'printer_not_found'],
    [1801, 'printer_not_found'],
    [32, 'printer_busy'],
    [1804, 'printer_address_invalid'],
    [123, 'printer_address_invalid'],
    [31, 'printer_refused'],
  ])('error %i means %s', (error, type) => expect(spoolerFailureOf(error)).toBe(type))
})
