// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DesktopView, UpdateView } from '../../src/core/contract/views/desktop.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { LostDisplay } from '../../src/renderer/cashier/pay/LostDisplay.tsx'
import { DesktopSettings } from '../../src/renderer/cashier/settings/DesktopSettings.tsx'
import { fakeClient, renderWith, resetScreens } from './fixtures.tsx'

const desktop: DesktopView = {
  version: '0.1.0',
  displays: [{ id: 1, name: 'Layar laptop', width: 1366, height: 768, isCashiers: true }],
  customer: { choice: 'auto', chosen: null, shownOn: null, isLost: false },
  kiosk: false,
  keyStore: 'system',
  update: { state: 'none', checkedAt: null },
}
const READY = { state: 'ready', version: '0.2.0', notes: 'Cetak lebih cepat.', waitsFor: null } as const

let asked: string[]
const client = (view: DesktopView | null) =>
  fakeClient({
    'desktop.view': () => {
      asked.push('view')
      return Promise.resolve(view === null ? err({ type: 'desktop_only' }) : ok(view))
    },
    'desktop.installUpdate': () => {
      asked.push('install')
      return Promise.resolve(ok(null))
    },
  })
const within = (element: React.ReactElement) => (
  <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
    {element}
  </QueryClientProvider>
)
const showUpdate = (update: UpdateView) =>
  renderWith(client({ ...desktop, update }), within(<DesktopSettings />))

beforeEach(() => {
  asked = []
  resetScreens()
})
afterEach(cleanup)

describe('an update', () => {
  test('that is ready says what is new, how to go back, and is installed by a press', async () => {
    showUpdate(READY)
    expect((await screen.findByTestId('update-state')).textContent).toBe('Versi 0.2.0 siap dipasang.')
    expect(screen.getByText('Cetak lebih cepat.')).toBeTruthy()
    // the version to go back to is the one that runs now
    expect(screen.getByText(/Kalau versi baru bermasalah: .*pasang lagi versi 0\.1\.0/)).toBeTruthy()
    fireEvent.click(screen.getByTestId('update-install'))
    await waitFor(() => expect(asked).toContain('install'))
  })

  test.each([
    ['payment', 'Menunggu pembayaran yang sedang berjalan.'],
    ['order', 'Menunggu pesanan di meja kasir selesai.'],
    ['shift', 'Menunggu penutupan shift selesai.'],
  ] as const)('waits for a %s, and cannot be pressed meanwhile', async (waitsFor, words) => {
    showUpdate({ ...READY, waitsFor })
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByTestId('update-install')).toHaveProperty('disabled', true)
  })

  test.each([
    ['package_manager', 'Pembaruan lewat pengelola paket sistem.'],
    ['no_feed', 'Pemasangan ini tidak memperbarui sendiri. Pasang versi baru dengan tangan.'],
  ] as const)('is off and says why: %s', async (why, words) => {
    showUpdate({ state: 'off', why })
    expect((await screen.findByTestId('update-state')).textContent).toBe(words)
    expect(screen.queryByTestId('update-check')).toBe(null)
    expect(screen.queryByTestId('update-install')).toBe(null)
  })
})

describe('beside a code', () => {
  const lost = { ...desktop, customer: { ...desktop.customer, isLost: true } }

  test('it is said that the customer’s display has gone', async () => {
    renderWith(client(lost), within(<LostDisplay />))
    expect((await screen.findByTestId('lost-display')).textContent).toContain('Layar pelanggan terputus.')
  })

  test('nothing is said while it is there, nor in a browser', async () => {
    renderWith(client(desktop), within(<LostDisplay />))
    await waitFor(() => expect(asked).toEqual(['view']))
    expect(screen.queryByTestId('lost-display')).toBe(null)
    cleanup()
    renderWith(client(null), within(<LostDisplay />))
    await waitFor(() => expect(asked).toEqual(['view', 'view']))
    expect(screen.queryByTestId('lost-display')).toBe(null)
  })
})
