// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { err, ok } from '../../src/core/domain/result.ts'
import { bestOf, findSections } from '../../src/renderer/cashier/settings/find-section.ts'
import { GROUPS } from '../../src/renderer/cashier/settings/sections.tsx'
import { SettingsPage } from '../../src/renderer/cashier/settings/SettingsPage.tsx'
import { TillSettings } from '../../src/renderer/cashier/settings/TillSettings.tsx'
import { goTo } from '../../src/renderer/cashier/state/page.ts'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

const ALL = GROUPS.flatMap(({ sections }) => sections)
const found = (typed: string) => findSections(ALL, typed).map(({ id }) => id)

describe('a setting is found', () => {
  test.each([
    ['printer', 'printer'],
    ['pajak', 'money'],
    ['tax', 'money'],
    ['npwp', 'shop'],
    ['bahasa', 'till'],
    ['dark', 'till'],
    ['rekening', 'notices'],
    ['bank account', 'notices'],
    ['webhook', 'provider'],
    ['cadangan', 'backups'],
    ['backup', 'backups'],
    ['pembul', 'money'],
    ['awal hari', 'till'],
    ['kunci', 'people'],
  ])('by "%s": %s is among what is shown', (typed, id) => {
    expect(found(typed)).toContain(id)
    expect(found(typed).length).toBeLessThan(ALL.length)
  })

  test('by nothing: all are there, each once, and each has words of its own', () => {
    expect(found('  ')).toEqual(ALL.map(({ id }) => id))
    expect(new Set(found('')).size).toBe(ALL.length)
  })

  test('and Enter takes the section of that name before one that only has it on it', () => {
    expect(bestOf(findSections(ALL, 'struk'))?.id).toBe('receipt')
    expect(bestOf(findSections(ALL, 'printer'))?.id).toBe('printer')
    expect(bestOf(findSections(ALL, 'xyzzy'))).toBeUndefined()
  })
})

describe('the settings of a till', () => {
  afterEach(() => {
    cleanup()
    resetScreens()
  })

  test('say how many share the payment account: each takes its part of the calls', async () => {
    const saved: object[] = []
    const client = fakeClient({
      'settings.save': (changes: object) => {
        saved.push(changes)
        return Promise.resolve(ok(null))
      },
    })
    renderWith(client, <TillSettings view={view} />)
    const share = screen.getByTestId<HTMLSelectElement>('setting-share')
    expect(share.selectedOptions[0]?.textContent).toBe('1–2 kasir (50% tiap kasir)')
    fireEvent.change(share, { target: { value: '33' } })
    fireEvent.click(screen.getByTestId('settings-save'))
    await waitFor(() => expect(saved).toMatchObject([{ providerSharePercent: 33 }]))
  })

  test('keep a part that was set otherwise', () => {
    const settings = { ...view.settings, providerSharePercent: 7 }
    renderWith(fakeClient({}), <TillSettings view={{ ...view, settings }} />)
    expect(screen.getByTestId<HTMLSelectElement>('setting-share').value).toBe('7')
  })
})

describe('the settings', () => {
  const open = () => {
    const client = fakeClient({
      'desktop.view': () => Promise.resolve(err({ type: 'desktop_only' })),
      'provider.get': () => new Promise(() => undefined),
    })
    return renderWith(
      client,
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SettingsPage view={view} />
      </QueryClientProvider>,
    )
  }
  const tabs = () => screen.getAllByRole('tab').map((each) => each.dataset['testid'])
  const field = () => screen.getByTestId<HTMLInputElement>('settings-find')
  const type = (text: string) => fireEvent.change(field(), { target: { value: text } })
  afterEach(() => {
    cleanup()
    resetScreens()
    goTo('sale')
  })

  test('stand under their headings, and open where something led to', () => {
    goTo('settings', 'money')
    open()
    expect(tabs()).toHaveLength(14)
    expect(screen.getByRole('tab', { selected: true }).dataset['testid']).toBe('settings-money')
    for (const heading of ['Toko dan orang', 'Pembayaran', 'Kasir dan alat', 'Data dan bantuan'])
      expect(screen.getByText(heading)).toBeDefined()
  })

  test('are searched by keys alone: / , the word, Enter; Esc brings all back', async () => {
    goTo('settings')
    open()
    fireEvent.keyDown(document.body, { key: '/' })
    expect(document.activeElement).toBe(field())
    type('npwp')
    expect(tabs()).toEqual(['settings-shop'])
    type('pajak')
    expect(tabs()).toContain('settings-money')
    fireEvent.keyDown(field(), { key: 'Enter' })
    await waitFor(() =>
      expect(screen.getByRole('tab', { selected: true }).dataset['testid']).toBe('settings-money'),
    )
    expect(document.activeElement?.getAttribute('data-testid')).toBe('settings-money')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(tabs()).toHaveLength(14))
  })

  test('that have no such word say so, and what was open stays open with what was typed into it', () => {
    goTo('settings')
    open()
    act(() => fireEvent.change(screen.getByTestId('setting-shopName'), { target: { value: 'Warung Baru' } }))
    type('xyzzy')
    expect(screen.queryAllByRole('tab')).toEqual([])
    expect(screen.getByRole('status').textContent).toBe('Tidak ada pengaturan dengan kata itu.')
    expect(screen.getByTestId<HTMLInputElement>('setting-shopName').value).toBe('Warung Baru')
  })
})
