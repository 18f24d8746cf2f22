import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import { contrastWithWhite, readableOnWhite } from '../../src/core/domain/brand.ts'
import { toScreenLogo } from '../../src/main/adapters/pictures/screen-logo.ts'
import { displayView } from '../../src/main/usecases/views/display.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { showQris } from './after-sale-bench.ts'
import { eventually, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let clock: MovableClock

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
})
afterEach(async () => {
  await till.close()
})

const brand = () => {
  const view = displayView(till.core.till)
  return view.screen === 'idle' ? view.brand : undefined
}
const setBrand = async (change: object): Promise<void> => {
  await fetch(`${till.simulatorUrl}/api/v1/checkout/settings`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer pk_test_simulator', 'content-type': 'application/json' },
    body: JSON.stringify(change),
  })
}
const seen = async (ready: () => unknown) => await eventually(() => Boolean(ready()), brand)

describe('the shop’s look on the customer’s screen', () => {
  it('is read at the start, kept in the books, and there without a network', async () => {
    await seen(() => brand()?.name === 'Warung Contoh Satu')
    await till.hand('outage', { on: true })
    await till.restart()
    expect(brand()).toMatchObject({ name: 'Warung Contoh Satu' })
  })

  it('is read again every day', async () => {
    await seen(brand)
    await setBrand({ brandName: 'Kopi Senja', brandTagline: 'Pelan-pelan saja', brandAccentColor: '#ffdd00' })
    clock.advance(23 * 3_600_000)
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(brand()?.name).toBe('Warung Contoh Satu')
    clock.advance(2 * 3_600_000)
    await seen(() => brand()?.name === 'Kopi Senja')
    expect(brand()?.tagline).toBe('Pelan-pelan saja')
    // yellow cannot be read on white: a darker one of the same hue can
    expect(brand()?.accent).toMatch(/^#[0-9a-f]{6}$/)
    expect(brand()?.accent).not.toBe('#ffdd00')
  })

  it('shows the logo as a picture of ours, never as the provider’s file', async () => {
    const { sessionId } = await showQris(till, 20_000)
    const url = `${till.simulatorUrl}/c/${sessionId}/qris.png`
    const original = Buffer.from(await (await fetch(url)).arrayBuffer())
    expect(original.subarray(1, 4).toString()).toBe('PNG')
    await setBrand({ brandLogoUrl: url })
    await till.restart()
    const { nextCustomer } = await import('../../src/main/usecases/selling/counter.ts')
    nextCustomer(till.core.till)
    await seen(() => brand()?.logo)
    const logo = Buffer.from(brand()?.logo ?? '', 'base64')
    expect(logo.equals(original)).toBe(false)
    expect(PNG.sync.read(logo).width).toBeLessThanOrEqual(480)
  })

  it.each(['https://evil.example/logo.png', 'http://127.0.0.1:9/logo.png', 'javascript:alert(1)'])(
    'a logo at %s is not fetched, and the rest of the look stays',
    async (brandLogoUrl) => {
      await setBrand({ brandLogoUrl, brandTagline: 'Sejak 1998' })
      await till.restart()
      await seen(() => brand()?.tagline === 'Sejak 1998')
      expect(brand()?.logo).toBeNull()
    },
  )
})

describe('a colour', () => {
  it('ends up readable on white, whatever it was', () => {
    const channel = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(channel, channel, channel, (...rgb) => {
        const accent = `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
        const shown = readableOnWhite(accent) ?? ''
        const channels = [1, 3, 5].map((at) => Number.parseInt(shown.slice(at, at + 2), 16))
        expect(contrastWithWhite(channels)).toBeGreaterThanOrEqual(7)
      }),
    )
  })

  it('that can be read stays as it is, and what is no colour is none', () => {
    expect(readableOnWhite('#3b3fd8')).toMatch(/^#3[0-9a-f]{5}$/)
    expect(readableOnWhite('#1a1a66')).toBe('#1a1a66')
    for (const odd of [null, 'red', '#12', 'url(x)', '#12345g']) expect(readableOnWhite(odd)).toBeNull()
  })
})

describe('a logo', () => {
  const png = (width: number, height: number, fill: readonly number[]): Uint8Array => {
    const picture = new PNG({ width, height })
    for (let at = 0; at < picture.data.length; at += 4) picture.data.set(fill, at)
    return PNG.sync.write(picture)
  }

  it('is made small, keeps its shape and its see-through parts', () => {
    const drawn = PNG.sync.read(Buffer.from(toScreenLogo(png(1200, 300, [200, 30, 30, 128])) ?? []))
    expect([drawn.width, drawn.height]).toEqual([480, 120])
    expect([...drawn.data.subarray(0, 4)]).toEqual([200, 30, 30, 128])
  })

  it('carries nothing else of the file along', () => {
    const chunk = Buffer.concat([
      Buffer.from([0, 0, 0, 5]),
      Buffer.from('tEXtrahas'),
      Buffer.from([0, 0, 0, 0, 0]),
    ])
    const plain = Buffer.from(png(8, 8, [0, 0, 0, 255]))
    const spiked = Buffer.concat([plain.subarray(0, 33), chunk, plain.subarray(33)])
    const drawn = toScreenLogo(spiked)
    expect(drawn === null || !Buffer.from(drawn).includes('raha')).toBe(true)
  })

  it('that is no PNG, is damaged or claims too much is none', () => {
    const bomb = Buffer.from(png(8, 8, [0, 0, 0, 255]))
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    const cut = png(64, 64, [1, 2, 3, 255]).subarray(0, 60)
    for (const bytes of [Buffer.from('<svg/>'), Buffer.from([0xff, 0xd8, 0xff]), bomb, cut, new Uint8Array()])
      expect(toScreenLogo(bytes)).toBeNull()
  })
})
