// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type {
  ConfirmationsView,
  DecidedRow,
  PageRow,
  ProviderWord,
  RecordedRow,
  VoidedRow,
} from '../../src/core/contract/views/confirmation.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { ConfirmationsPage } from '../../src/renderer/cashier/confirm/ConfirmationsPage.tsx'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

const provider: ProviderWord = {
  status: 'review',
  amount: amountOf(40_000),
  currency: 'IDR',
  method: 'transfer',
  readAt: '2026-07-15T07:04:00.000Z',
}
const page: PageRow = {
  source: 'page',
  id: 'cs_1',
  owner: 'page',
  amount: amountOf(40_000),
  currency: 'IDR',
  since: '2026-07-15T07:00:00.000Z',
  provider,
  payer: 'Bu Tuti',
  words: 'sudah ya',
  hasProof: false,
  decision: null,
  right: 'confirm_money',
}
const cash: RecordedRow = {
  source: 'till',
  id: 't1',
  saleId: 's1',
  saleNumber: 'BDG1-260715-00001',
  kind: 'cash',
  amount: amountOf(12_000),
  currency: 'IDR',
  since: '2026-07-15T07:01:00.000Z',
  recordedBy: 'Budi',
  evidence: { kind: 'cash', tendered: amountOf(20_000), change: amountOf(8_000) },
  provider: null,
  right: 'confirm_by_rule',
  takesSomebodyElse: false,
}
const inbox = (...rows: ConfirmationsView['rows']): ConfirmationsView => ({
  ...{ rows, more: false, decided: [], askedAt: null, trouble: null },
})

function show(rows: ConfirmationsView['rows'], answers: Parameters<typeof fakeClient>[0] = {}) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const listed = () => Promise.resolve(ok(inbox(...rows)))
  return renderWith(
    fakeClient({ 'confirmations.list': listed, 'confirmations.refresh': listed, ...answers }),
    <QueryClientProvider client={queries}>
      <ConfirmationsPage view={view} />
    </QueryClientProvider>,
  )
}
const keep =
  (sent: unknown[], answer: unknown = ok(inbox())) =>
  (input: never) => (sent.push(input), Promise.resolve(answer))
/** A machine under load takes its time; what is expected stays the same. */
const SOON = { timeout: 10_000 }
const press = (key: string) => fireEvent.keyDown(document.body, { key })

afterEach(() => {
  cleanup()
  resetScreens()
})

describe('the confirmations inbox', () => {
  test('shows the payer’s picture by Enter, and large by another, with its amount beside it', async () => {
    show([{ ...page, hasProof: true }], {
      'confirmations.proof': () => Promise.resolve(ok({ contentType: 'image/png', base64: 'aGFsbw==' })),
    })
    await screen.findByTestId('confirm-show-proof', {}, SOON)
    press('Enter')
    await screen.findByTestId('confirm-proof', {}, SOON)
    expect(screen.getByTestId('confirm-do').textContent).toContain('40.000')
    press('Enter')
    const large = await screen.findByRole('dialog', {}, SOON)
    expect(large.textContent).toContain('Rp\u00a040.000')
    press('Escape')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), SOON)
    expect(screen.getByTestId('confirm-proof')).toBeDefined()
  })

  test('is empty in words', async () => {
    show([])
    expect(await screen.findByText('Tidak ada yang menunggu')).toBeDefined()
  })

  test('confirms what is shown with its amount, by C, and goes through the list by J', async () => {
    const pages: unknown[] = []
    const tenders: unknown[] = []
    show([page, cash], { 'confirmations.confirm': keep(pages), 'sale.acceptTender': keep(tenders) })
    await screen.findByTestId('confirm-item')
    expect(screen.getByText('Bu Tuti', { selector: 'dd' })).toBeDefined()
    press('c')
    await waitFor(() => expect(pages).toEqual([{ sessionId: 'cs_1', amount: 40_000 }]), SOON)
    press('j')
    await screen.findByText('Uang diterima')
    press('c')
    await waitFor(() => expect(tenders).toEqual([{ tenderId: 't1' }]), SOON)
  })

  test('asks why before it turns something down', async () => {
    const sent: unknown[] = []
    show([page], { 'confirmations.reject': keep(sent) })
    await screen.findByTestId('confirm-item')
    press('r')
    fireEvent.click(await screen.findByTestId('confirm-reason-go'))
    expect(sent).toEqual([])
    fireEvent.change(screen.getByTestId('confirm-reason-reason'), { target: { value: 'tidak ada' } })
    fireEvent.click(screen.getByTestId('confirm-reason-go'))
    await waitFor(() => expect(sent).toMatchObject([{ sessionId: 'cs_1', reason: 'tidak ada' }]), SOON)
  })

  test('gives no word about what another till has made, nor about what is on its way', async () => {
    const decision: DecidedRow = {
      sessionId: 'cs_1',
      decision: 'confirm',
      amount: page.amount,
      currency: 'IDR',
      by: 'Dewi',
      at: page.since,
      reason: null,
      state: 'sent',
    }
    const sent: unknown[] = []
    const first = show([{ ...page, owner: 'other' }], { 'confirmations.confirm': keep(sent) })
    await screen.findByTestId('confirm-item')
    press('c')
    expect(screen.queryByTestId('confirm-do')).toBeNull()
    first.unmount()
    show([{ ...page, decision }], { 'confirmations.confirm': keep(sent) })
    await screen.findByTestId('confirm-item')
    press('c')
    expect(screen.queryByTestId('confirm-do')).toBeNull()
    expect(sent).toEqual([])
  })

  test('says that the amounts differ, and why a press was refused', async () => {
    show([{ ...page, provider: { ...provider, amount: amountOf(400_000) } }], {
      'confirmations.confirm': keep([], err({ type: 'review_differs' })),
    })
    expect(await screen.findByText('Jumlahnya berbeda')).toBeDefined()
    fireEvent.click(screen.getByTestId('confirm-do'))
    expect(await screen.findByText(/tidak sama dengan yang tampil/, {}, SOON)).toBeDefined()
  })

  test('names a voided card slip among what was decided: whose, when, why, and who allowed it', async () => {
    const voided: VoidedRow = {
      ...{ decision: 'void', refundId: 'r1', saleNumber: 'BDG1-260715-00004', amount: amountOf(60_000) },
      ...{ currency: 'IDR', by: 'Budi', approvedBy: 'Dewi', at: '2026-07-15T07:10:00.000Z' },
      ...{ reason: 'duplicate', words: 'salah kartu', approvalCode: '004512' },
    }
    const listed = () => Promise.resolve(ok({ ...inbox(), decided: [voided] }))
    show([], { 'confirmations.list': listed, 'confirmations.refresh': listed })
    fireEvent.click(await screen.findByTestId('confirm-decided'))
    const row = (await screen.findByTestId('confirm-decided-list')).textContent
    for (const said of ['Budi', '14.10', 'BDG1-260715-00004', 'Terbayar dua kali', 'salah kartu', 'Dewi'])
      expect(row).toContain(said)
    expect(row).toMatch(/dibatalkan.*004512.*60\.000/i)
  })

  test('confirms cash many at a time only after a question', async () => {
    const sent: unknown[] = []
    show([cash, { ...cash, id: 't2' }], {
      'confirmations.acceptCash': keep(sent, ok({ confirmed: 2, refusal: null })),
    })
    await screen.findByTestId('confirm-cash')
    press('a')
    fireEvent.click(await screen.findByTestId('confirm-cash-go'))
    await waitFor(() => expect(sent).toEqual([{ tenderIds: ['t1', 't2'] }]), SOON)
    await waitFor(() => expect(screen.queryByTestId('confirm-cash-sheet')).toBeNull(), SOON)
  })
})
