// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BackupsView, BooksView } from '../../src/core/contract/views/books.ts'
import type { CounterView } from '../../src/core/contract/views/counter.ts'
import { rightsOf } from '../../src/core/domain/people/permissions.ts'
import { ok } from '../../src/core/domain/result.ts'
import { BackupSettings } from '../../src/renderer/cashier/settings/BackupSettings.tsx'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { BooksBanner } from '../../src/renderer/cashier/status/BooksBanner.tsx'
import { cashier, fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

const NEWEST = { name: 'live-00002-20260715T070500Z-daily-v4.sqlite', at: '2026-07-15T07:05:00.000Z' }

const backups: BackupsView = {
  folder: '/data/backups',
  copies: [
    { ...NEWEST, bytes: 12_400_000, why: 'daily' },
    { name: 'older', at: '2026-07-14T07:05:00.000Z', bytes: 364_544, why: 'by_hand' },
  ],
  setAside: [{ name: 'live-20260701T030000Z', at: '2026-07-01T03:00:00.000Z', bytes: 9_000_000 }],
  usedBytes: 12_764_544,
  freeBytes: 83_800_000_000,
  running: null,
  trouble: null,
}

const calls: { readonly name: string; readonly input: unknown }[] = []
const answering = (list: BackupsView = backups) =>
  fakeClient({
    'backups.list': () => {
      calls.push({ name: 'list', input: null })
      return Promise.resolve(ok(list))
    },
    'backups.make': () => Promise.resolve(ok(backups)),
    'backups.giveUp': () => {
      calls.push({ name: 'giveUp', input: null })
      return Promise.resolve(ok(backups))
    },
    'backups.restore': (input) => {
      calls.push({ name: 'restore', input })
      return Promise.resolve(ok(null))
    },
  })
const show = (client = answering(), shown: CounterView = view) =>
  renderWith(
    client,
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <BackupSettings view={shown} />
    </QueryClientProvider>,
  )

beforeEach(() => {
  calls.length = 0
  resetScreens()
})
afterEach(cleanup)

describe('the copies of the books', () => {
  test('are listed with their time, their reason, their size and that they were checked', async () => {
    show()
    const rows = await screen.findAllByTestId('backup-row')
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/15 Jul 2026, 14\.05\.00.*Harian.*Sudah diperiksa.*Terbaru.*12,4 MB/),
      expect.stringMatching(/14 Jul 2026, 14\.05\.00.*Dibuat sendiri.*365 kB/),
      expect.stringMatching(/1 Jul 2026.*9 MB/),
    ])
  })

  test('say honestly that there is none yet, and why the last one was not made', async () => {
    show(answering({ ...backups, copies: [], setAside: [], trouble: { type: 'disk_full' } }))
    expect(await screen.findByText('Belum ada cadangan')).toBeTruthy()
    expect(screen.getByTestId('refusal').dataset['type']).toBe('disk_full')
  })

  test('show how far they are, and stop when asked to', async () => {
    show(answering({ ...backups, running: { step: 'copying', percent: 40 } }))
    fireEvent.click(await screen.findByTestId('backup-give-up'))
    await waitFor(() => expect(calls.map(({ name }) => name)).toContain('giveUp'))
    await waitFor(() => expect(screen.queryByTestId('backup-give-up')).toBeNull())
  })

  test('are not asked for by themselves where the person at the counter may not see them', () => {
    show(answering(), { ...view, actor: cashier, rights: rightsOf('cashier') })
    expect(screen.queryByTestId('backup-list')).toBeNull()
    expect(calls).toEqual([])
    expect(screen.getByTestId('backups-show')).toBeTruthy()
  })

  test.each([
    ['PULIHKAN', true],
    [' restore ', true],
    ['pulih', false],
    ['', false],
  ])('are restored after the word was typed: %j', async (typed, restored) => {
    show()
    fireEvent.click((await screen.findAllByTestId('backup-restore'))[0] as HTMLElement)
    const dialog = screen.getByTestId('restore')
    for (const word of ['tidak dihapus', 'Penjualan sesudahnya', 'PIN'])
      expect(dialog.textContent).toContain(word)
    fireEvent.change(screen.getByTestId('restore-word'), { target: { value: typed } })
    fireEvent.submit(screen.getByTestId('restore-word'))
    if (restored) {
      await waitFor(() => expect(calls.at(-1)?.name).toBe('restore'))
      expect(calls.at(-1)?.input).toEqual({ name: NEWEST.name, typed: typed.trim().toUpperCase() })
    } else {
      expect(screen.getByTestId<HTMLButtonElement>('restore-go').disabled).toBe(true)
      expect(calls.map(({ name }) => name)).toEqual(['list'])
    }
  })
})

describe('trouble with the books themselves', () => {
  const banner = (books: Partial<BooksView>) =>
    renderWith(fakeClient({}), <BooksBanner view={{ ...view, books: { ...view.books, ...books } }} />)

  test('is not spoken of while all is well', () => {
    banner({})
    expect(screen.queryByTestId('books-banner')).toBeNull()
  })

  test('is said across the screen with the newest good copy and the way to it', () => {
    banner({ state: 'damaged', newestBackup: NEWEST })
    expect(screen.getByRole('alert').textContent).toMatch(/rusak.*15 Jul 2026, 14\.05/)
    fireEvent.click(screen.getByTestId('books-open'))
    expect(usePage.getState()).toMatchObject({ page: 'settings', section: 'backups' })
  })

  test('says when there is no good copy, when the file is gone, replaced, or the disk nearly full', () => {
    for (const [books, words] of [
      [{ state: 'damaged' }, /minta bantuan/],
      [{ state: 'gone' }, /jangan ditutup/],
      [{ state: 'replaced', newestBackup: NEWEST }, /diganti berkas lain.*15 Jul/],
      [{ diskLow: true }, /Disk hampir penuh/],
    ] as const) {
      banner(books)
      expect(screen.getByTestId('books-banner').textContent).toMatch(words)
      cleanup()
    }
  })
})
