import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  admitAddress,
  parsePrinterUri,
  placesFor,
  type Places,
} from '../../src/main/adapters/transports/index.ts'
import { nothingLeft, send } from '../fakes/printer-jobs.ts'

const BYTES = Buffer.from('Kopi Susu\n')
let folder = ''
let slips = ''
let places: Places

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-places-'))
  slips = join(folder, 'slips')
  places = placesFor(slips)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const forbidden = nothingLeft('printer_address_forbidden')
const admitted = (uri: string): boolean => {
  const address = parsePrinterUri(uri)
  if (!address.ok) throw new Error(address.error.detail)
  return admitAddress(address.value, places).ok
}

describe('a file of a till', () => {
  test('is in the slips folder, which is made when it is needed', async () => {
    expect(await send('file:today.bin', BYTES, { places })).toEqual({ written: BYTES.length, failure: null })
    expect(readFileSync(join(slips, 'today.bin')).equals(BYTES)).toBe(true)
    expect((await send(`file:${join(slips, 'other.bin')}`, BYTES, { places })).written).toBe(BYTES.length)
  })

  test.each([
    ['above it', () => `file:${join(folder, 'gerai.sqlite')}`],
    ['beside it, under a like name', () => `file:${slips}-2/out.bin`],
    ['out of it by dots', () => `file:${slips}/../gerai.sqlite`],
    ['out of it by dots in a bare name', () => 'file:../gerai.sqlite'],
    ['the folder itself', () => `file:${slips}`],
    ['anywhere else', () => 'file:/etc/cron.d/gerai'],
    ['a device', () => 'file:/dev/sda'],
  ])('is never %s', async (_, address) => {
    writeFileSync(join(folder, 'gerai.sqlite'), 'the books')
    expect(admitted(address())).toBe(false)
    expect(await send(address(), BYTES, { places })).toMatchObject(forbidden)
    expect(readFileSync(join(folder, 'gerai.sqlite'), 'utf8')).toBe('the books')
  })

  test('is no link to another place, neither itself nor by its folder', async () => {
    mkdirSync(slips)
    writeFileSync(join(folder, 'gerai.sqlite'), 'the books')
    symlinkSync(join(folder, 'gerai.sqlite'), join(slips, 'link.bin'))
    symlinkSync(folder, join(slips, 'out'))
    expect((await send('file:link.bin', BYTES, { places })).failure?.bytesWritten).toBe(0)
    expect(await send('file:out/gerai.sqlite', BYTES, { places })).toMatchObject(forbidden)
    expect(readFileSync(join(folder, 'gerai.sqlite'), 'utf8')).toBe('the books')
  })

  test('is no named pipe: that would wait for a reader for ever', async () => {
    mkdirSync(slips)
    spawnSync('mkfifo', [join(slips, 'pipe')])
    expect(await send('file:pipe', BYTES, { places })).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('is nowhere at all for whoever was given no folder', async () => {
    expect(await send('file:out.bin', BYTES, { places: placesFor() })).toMatchObject(forbidden)
    expect(await send('file:/tmp/out.bin', BYTES, { places: placesFor() })).toMatchObject(forbidden)
  })
})

describe('a device of a till', () => {
  test.each(['/dev/usb/lp0', '/dev/lp0', '/dev/ttyUSB3', '/dev/rfcomm0', '/dev/receipt-printer'])(
    'may be set up as %s before it is plugged in',
    (path) => expect(admitted(`device:${path}`)).toBe(true),
  )

  test.each(['/etc/passwd', '/proc/sysrq-trigger', '/dev/../etc/passwd', '/sys/power/state', 'dev/usb/lp0'])(
    'is never %s',
    async (path) => {
      expect(admitted(`device:${path}`)).toBe(false)
      expect(await send(`device:${path}`, BYTES, { places })).toMatchObject(forbidden)
    },
  )

  test.each(['/dev/null', '/dev/zero', '/dev/full', '/dev/tty', '/dev/mem'])(
    'is no other device of the system: %s',
    async (path) => {
      const { failure } = await send(`device:${path}`, BYTES, { places })
      expect(failure?.bytesWritten).toBe(0)
      expect(['printer_address_forbidden', 'printer_not_found']).toContain(failure?.type)
    },
  )

  test('may be a named pipe in the slips folder', async () => {
    mkdirSync(slips)
    const pipe = join(slips, 'pipe')
    spawnSync('mkfifo', [pipe])
    expect(admitted(`device:${pipe}`)).toBe(true)
    // nobody reads it: so far it got, and not further
    expect(await send(`device:${pipe}`, BYTES, { places })).toMatchObject(nothingLeft('printer_not_found'))
  })

  test('is not reached by a link out of the slips folder', async () => {
    mkdirSync(slips)
    symlinkSync('/dev/full', join(slips, 'printer'))
    expect(await send(`device:${join(slips, 'printer')}`, BYTES, { places })).toMatchObject(forbidden)
  })
})
