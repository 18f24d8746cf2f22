import { describe, expect, test } from 'vitest'
import { usbFailureOf } from '../../src/main/adapters/transports/usb.ts'
import { fakeUsb, fakeUsbPrinter } from '../fakes/printer-devices.ts'
import { nothingLeft, send, SLIP } from '../fakes/printer-jobs.ts'

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
