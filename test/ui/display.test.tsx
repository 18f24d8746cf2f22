// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DisplayOrder, DisplayShop, DisplayView } from '../../src/core/contract/views/display.ts'
import type { CodeView } from '../../src/core/contract/views/sale.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { DisplayApp } from '../../src/renderer/display/DisplayApp.tsx'
import { createDisplayFeed, type DisplayFeed } from '../../src/renderer/display/feed.ts'
import { fitLines } from '../../src/renderer/display/Lines.tsx'
import { symbolEdge } from '../../src/renderer/display/QrSymbol.tsx'
import { formatQuantity, hostOf, shortNumber, shownName } from '../../src/renderer/display/text.ts'
import { displayCatalogs } from '../../src/renderer/i18n/display.words.ts'

const shop: DisplayShop = {
  name: 'Warung Contoh Satu',
  language: 'id',
  mode: 'live',
  zoneLabel: 'WIB',
  utcOffsetMinutes: 420,
}
const order: DisplayOrder = {
  saleNumber: 'BDG1-260715-00042',
  lines: [
    { name: 'Kopi Susu', quantity: 2000, net: amountOf(36_000) },
    { name: 'Jeruk', quantity: 350, net: amountOf(49_000) },
  ],
  orderDiscount: amountOf(5_000),
  total: amountOf(80_000),
  due: amountOf(80_000),
  currency: 'IDR',
}
/** Not a real symbol: a pattern whose every module can be compared. */
const matrix = {
  size: 21,
  modules: Array.from({ length: 441 }, (_, at) => (at % 3 === 0 ? '1' : '0')).join(''),
}

const CORE_START = Date.parse('2026-07-15T07:05:52.000Z')
const coreNow = (): string => new Date(CORE_START + performance.now()).toISOString()
const code = (over: Partial<CodeView> = {}): CodeView => ({
  kind: 'emv',
  matrix,
  merchantName: 'WARUNG CONTOH SATU',
  nmid: 'ID9990000000011',
  url: null,
  shownAt: coreNow(),
  expiresAt: new Date(Date.parse(coreNow()) + 852_000).toISOString(),
  ...over,
})
const codeScreen = (over: Partial<Extract<DisplayView, { screen: 'code' }>> = {}): DisplayView => ({
  screen: 'code',
  shop,
  order,
  code: code(),
  paying: false,
  ...over,
})

let feed: DisplayFeed
const show = (view: DisplayView) => act(() => feed.heard({ type: 'view', view, now: coreNow() }))
const advance = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const text = (testId: string): string => screen.getByTestId(testId).textContent ?? ''
const isThere = (testId: string): boolean => screen.queryByTestId(testId) !== null
const page = (): string => document.body.textContent ?? ''

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2019-01-01T00:00:00Z') })
  feed = createDisplayFeed()
  feed.opened()
  render(<DisplayApp feed={feed} />)
})
afterEach(() => {
  cleanup()
  feed.stop()
  vi.useRealTimers()
})

describe('the code', () => {
  test('has a ring that empties with its time', () => {
    const start = Date.parse(coreNow())
    const expiresAt = new Date(start + 100_000).toISOString()
    show(codeScreen({ code: code({ shownAt: new Date(start).toISOString(), expiresAt }) }))
    const left = () =>
      Number(screen.getByTestId('display-ring').getAttribute('stroke-dasharray')?.split(' ')[0])
    expect(left()).toBeGreaterThanOrEqual(99)
    for (let second = 0; second < 75; second += 1) {
      advance(1_000)
      act(() => feed.heard({ type: 'beat', now: coreNow() }))
    }
    expect(left()).toBeGreaterThanOrEqual(24)
    expect(left()).toBeLessThanOrEqual(25)
  })

  test('stands with the amount, the shop to compare, BELUM LUNAS and the time that is left', () => {
    show(codeScreen())
    expect(isThere('display-code')).toBe(true)
    expect(text('display-state')).toBe('BELUM LUNAS')
    expect(text('display-amount')).toBe('Rp 80.000')
    expect(text('display-countdown')).toBe('Berlaku 14:12')
    expect(text('display-lines')).toBe('2 × Kopi Susu36.0000,35 × Jeruk49.000Diskon\u22125.000')
    expect(page()).toContain('WARUNG CONTOH SATU')
    expect(page()).toContain('NMID ID9990000000011')
    expect(page()).toContain('Cocokkan nama toko')
    expect(isThere('display-mode')).toBe(false)
  })

  test('counts down by the stopwatch, whatever this device’s clock does', () => {
    show(codeScreen())
    vi.setSystemTime(Date.parse('2001-01-01T00:00:00Z'))
    advance(1_000)
    expect(text('display-countdown')).toBe('Berlaku 14:11')
  })

  test('is painted module for module, black on white, with four light modules around it', () => {
    show(codeScreen())
    const svg = screen.getByTestId('display-qr')
    expect(svg.getAttribute('viewBox')).toBe('-4 -4 29 29')
    expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('#ffffff')
    expect(svg.querySelector('path')?.getAttribute('fill')).toBe('#000000')
    expect(paintedModules(svg.querySelector('path')?.getAttribute('d') ?? '', 21)).toBe(matrix.modules)
  })

  test('of a payment page says so and names the address to compare', () => {
    show(
      codeScreen({
        code: code({ kind: 'page', merchantName: null, nmid: null, url: 'https://plugipay.com/c/cs_1' }),
      }),
    )
    expect(page()).toContain('Pindai untuk membuka halaman pembayaran')
    expect(page()).toContain('Alamatnya harus plugipay.com')
    expect(page()).not.toContain('NMID')
  })

  test('stays readable while the customer pays, and says that money is awaited', () => {
    show(codeScreen({ paying: true }))
    expect(isThere('display-qr')).toBe(true)
    expect(text('display-paying')).toBe('Menunggu pembayaran masuk…')
    expect(text('display-state')).toBe('BELUM LUNAS')
  })

  test('of a part names the part and the whole', () => {
    show(codeScreen({ order: { ...order, due: amountOf(30_000) } }))
    expect(text('display-amount')).toBe('Rp 30.000')
    expect(page()).toContain('Bayar bagian ini')
    expect(page()).toContain('dari total Rp 80.000')
  })
})

describe('a stale code', () => {
  const expectCovered = (title: string) => {
    expect(isThere('display-qr')).toBe(false)
    expect(document.querySelector('svg path[fill="#000000"]')).toBeNull()
    expect(isThere('display-amount')).toBe(false)
    expect(text('display-cover')).toContain(title)
    expect(text('display-cover')).toContain('jangan bayar dulu')
    expect(text('display-cover')).toContain('please do not pay yet')
  }

  test('leaves the page after 1.8 seconds of silence', () => {
    show(codeScreen())
    advance(1_799)
    expect(isThere('display-qr')).toBe(true)
    advance(1)
    expectCovered('Menyambung kembali…')
    expect(text('display-cover')).toContain('Reconnecting, please do not pay yet')
  })

  test('leaves the page when the connection closes', () => {
    show(codeScreen())
    act(() => feed.ended())
    expectCovered('Menyambung kembali…')
  })

  test('leaves the page when its time is over', () => {
    show(codeScreen({ code: code({ expiresAt: new Date(Date.parse(coreNow()) + 1_000).toISOString() }) }))
    expect(isThere('display-qr')).toBe(true)
    advance(1_000)
    expectCovered('Waktu kode QR habis')
  })

  test('leaves the page when the tab is hidden, and is not back before a fresh message', () => {
    show(codeScreen())
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
      act(() => void document.dispatchEvent(new Event('visibilitychange')))
    }
    hide(true)
    expectCovered('Menyambung kembali…')
    hide(false)
    expectCovered('Menyambung kembali…')
    act(() => feed.heard({ type: 'beat', now: coreNow() }))
    expect(isThere('display-qr')).toBe(true)
    Reflect.deleteProperty(document, 'hidden')
  })

  test('is not left behind by a fault while drawing', () => {
    show(codeScreen())
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    show(codeScreen({ order: { ...order, due: 0.5 as typeof order.due } }))
    log.mockRestore()
    expectCovered('Menyambung kembali…')
    show({ screen: 'idle', shop })
    expect(isThere('display-idle')).toBe(true)
  })
})

describe('the other screens', () => {
  test('nothing to do: the shop and its own time', () => {
    show({ screen: 'idle', shop })
    expect(text('display-idle')).toContain('Warung Contoh Satu')
    expect(text('display-idle')).toContain('14.05')
  })

  test('a cart grows with its total and shows no state', () => {
    const { lines, orderDiscount, total, currency } = order
    show({ screen: 'cart', shop, lines, orderDiscount, total, currency })
    expect(isThere('display-cart')).toBe(true)
    expect(text('display-amount')).toBe('Rp 80.000')
    expect(isThere('display-state')).toBe(false)
  })

  test('a code that is being made shows none', () => {
    show({ screen: 'asking', shop, order })
    expect(page()).toContain('Menyiapkan QR…')
    expect(isThere('display-qr')).toBe(false)
  })

  test('a slip that waits to be confirmed says nothing of codes', () => {
    show({ screen: 'waiting', shop, order, reason: 'slip' })
    expect(text('display-waiting')).toContain('Kasir sedang mencatat pembayaran')
    expect(text('display-waiting')).not.toContain('ode')
    expect(text('display-state')).toBe('BELUM LUNAS')
  })

  test.each([
    ['cashier', 'Kasir sedang memeriksa'],
    ['ended', 'Kode QR tadi sudah selesai'],
  ] as const)('a code taken down (%s) says not to pay', (reason, title) => {
    show({ screen: 'waiting', shop, order, reason })
    expect(text('display-waiting')).toContain(title)
    expect(text('display-waiting')).toContain('Jangan bayar')
    expect(isThere('display-qr')).toBe(false)
    expect(text('display-state')).toBe('BELUM LUNAS')
  })

  test('LUNAS stands with amount, ways of paying, number, time and change', () => {
    const paidAt = '2026-07-15T07:05:50.000Z'
    show({ screen: 'paid', shop, order, paidAt, kinds: ['qris', 'cash', 'qris'], change: amountOf(20_000) })
    expect(text('display-state')).toBe('LUNAS')
    expect(text('display-amount')).toBe('Rp 80.000')
    expect(text('display-change')).toBe('Kembalian Rp 20.000')
    expect(text('display-paid')).toContain('QRIS + Tunai')
    expect(text('display-paid')).toContain('No. BDG1-260715-00042')
    expect(text('display-paid')).toContain('14.05.50')
  })

  test('its watermark carries the time of now, so that an old picture betrays itself', () => {
    show({ screen: 'paid', shop, order, paidAt: coreNow(), kinds: ['qris'], change: amountOf(0) })
    expect(isThere('display-change')).toBe(false)
    expect(text('display-watermark')).toContain('00042 · 14.05.52')
    act(() => feed.heard({ type: 'beat', now: coreNow() }))
    advance(1_000)
    expect(text('display-watermark')).toContain('00042 · 14.05.53')
  })

  test('practice and test are said on every screen, live says nothing', () => {
    show({ screen: 'idle', shop: { ...shop, mode: 'practice' } })
    expect(text('display-mode')).toContain('LATIHAN')
    show(codeScreen({ shop: { ...shop, mode: 'test' } }))
    expect(text('display-mode')).toContain('UJI COBA')
    act(() => feed.ended())
    expect(text('display-mode')).toContain('UJI COBA')
  })

  test('the shop’s language is the page’s language', () => {
    show(codeScreen({ shop: { ...shop, language: 'en' } }))
    expect(text('display-state')).toBe('NOT PAID YET')
    expect(text('display-countdown')).toBe('Valid for 14:12')
    expect(document.documentElement.lang).toBe('en')
    act(() => feed.ended())
    expect(text('display-cover')).toContain('Reconnecting…')
    show(codeScreen())
    expect(document.documentElement.lang).toBe('id')
  })

  test('names cannot carry markup, line breaks or turned-around text onto the screen', () => {
    show({ screen: 'idle', shop: { ...shop, name: '<img src=x>\u202eSATU\n\u200bDUA' } })
    expect(document.querySelector('img')).toBeNull()
    expect(text('display-idle')).toContain('<img src=x> SATU DUA')
  })
})

describe('what is worked out for the painting', () => {
  test('a symbol always fits, in whole device pixels per module', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }).map((version) => 17 + 4 * version),
        fc.integer({ min: 220, max: 2_000 }),
        fc.constantFrom(1, 1.25, 1.5, 2, 3),
        (size, room, ratio) => {
          const edge = symbolEdge(size, { width: room, height: room + 50 }, ratio)
          const devicePerModule = (edge * ratio) / (size + 8)
          expect(edge).toBeLessThanOrEqual(room)
          expect(devicePerModule).toBeGreaterThanOrEqual(1)
          expect(Math.abs(devicePerModule - Math.round(devicePerModule))).toBeLessThan(1e-9)
        },
      ),
    )
  })

  test('lines that do not fit are counted, never cut', () => {
    fc.assert(
      fc.property(
        fc.nat(300),
        fc.nat(40),
        fc.constantFrom('newest' as const, 'first' as const),
        (count, rows, keep) => {
          const { from, to, hidden } = fitLines(count, rows, keep)
          expect(to - from + hidden).toBe(count)
          expect(to - from + (hidden > 0 && rows > 0 ? 1 : 0)).toBeLessThanOrEqual(rows)
          if (hidden > 0) expect(keep === 'first' ? from : to).toBe(keep === 'first' ? 0 : count)
        },
      ),
    )
  })

  test('quantities, addresses and numbers read as people say them', () => {
    const line = (quantity: number) => ({ name: 'Jeruk', quantity, net: amountOf(1) })
    expect(formatQuantity(line(2_000), 'id')).toBe('2')
    expect(formatQuantity(line(350), 'id')).toBe('0,35')
    expect(formatQuantity(line(350), 'en')).toBe('0.35')
    expect(hostOf('https://plugipay.com/c/1')).toBe('plugipay.com')
    expect(hostOf('not an address')).toBeNull()
    expect(hostOf(null)).toBeNull()
    expect(shortNumber('BDG1-260715-00042')).toBe('00042')
    expect([...shownName('x'.repeat(500))].length).toBe(80)
  })

  test('every sentence exists in both languages and differs where it should', () => {
    const same = Object.keys(displayCatalogs.id).filter(
      (key) =>
        displayCatalogs.id[key as keyof typeof displayCatalogs.id] ===
        displayCatalogs.en[key as keyof typeof displayCatalogs.en],
    )
    expect(same).toEqual(['nmid', 'saleNumber', 'kind_qris', 'kind_transfer', 'kind_static_qris'])
  })
})

/** Fills the runs of the path into a grid, as a painter would. */
function paintedModules(path: string, size: number): string {
  const grid = Array.from({ length: size * size }, () => '0')
  for (const [, column, row, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(width); step += 1) grid[Number(row) * size + Number(column) + step] = '1'
  }
  return grid.join('')
}
