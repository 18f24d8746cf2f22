// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import type { AttentionDetail, AttentionRow, RefundView } from '../../src/core/contract/views/after-sale.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { err, ok } from '../../src/core/domain/result.ts'
import { AttentionItem } from '../../src/renderer/cashier/lists/AttentionItem.tsx'
import { RefundSheet } from '../../src/renderer/cashier/lists/RefundSheet.tsx'
import { Tender } from '../../src/renderer/cashier/lists/Tender.tsx'
import { CustomerSheet } from '../../src/renderer/cashier/sale/CustomerSheet.tsx'
import { SALES } from '../gallery/scenes/sales.ts'
import { fakeClient, renderWith, resetScreens, view } from './fixtures.tsx'

type Answers = Parameters<typeof fakeClient>[0]

function show(answers: Answers, element: React.ReactElement) {
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return renderWith(
    fakeClient(answers),
    <QueryClientProvider client={queries}>{element}</QueryClientProvider>,
  )
}
const nothing = () => undefined
const type = (testId: string, value: string) =>
  fireEvent.change(screen.getByTestId(testId), { target: { value } })

afterEach(() => {
  cleanup()
  resetScreens()
})

describe('giving money back', () => {
  const payment = {
    tenderId: 't1',
    kind: 'qris',
    at: '2026-07-15T07:05:00.000Z',
    remaining: amountOf(80_000),
  } as const
  const refundable = {
    ...{ captured: amountOf(80_000), remaining: amountOf(80_000), coinsOwed: amountOf(0), obstacle: null },
    ways: [{ way: 'provider', obstacle: null }],
  }
  const sale = { id: 's1', lines: [], tenders: [{ id: 't1', refundable }] }
  const sheet = async (sent: unknown[], answer: unknown = ok({})) => {
    show(
      {
        'sale.get': () => Promise.resolve(ok(sale)),
        'refunds.start': (input: never) => (sent.push(input), Promise.resolve(answer)),
      },
      <RefundSheet view={view} saleId="s1" payment={payment} onClose={nothing} />,
    )
    await screen.findByTestId('refund-amount')
  }
  const go = () => act(async () => fireEvent.click(screen.getByTestId('refund-go')))

  test('all that is left is filled in, and the button says how much', async () => {
    const sent: unknown[] = []
    await sheet(sent)
    expect(screen.getByTestId<HTMLInputElement>('refund-amount').value).toBe('80.000')
    expect(screen.getByTestId('refund-go').textContent).toContain('80.000')
    await go()
    expect(sent).toEqual([
      expect.objectContaining({
        saleId: 's1',
        tenderId: 't1',
        amount: 80_000,
        reason: 'requested_by_customer',
        words: '',
        attemptId: expect.stringMatching(/^[0-9A-Z]{26}$/),
      }),
    ])
  })

  test('"other" needs words, and nothing is sent without them', async () => {
    const sent: unknown[] = []
    await sheet(sent)
    fireEvent.click(screen.getByRole('radio', { name: 'Lainnya' }))
    await go()
    expect(sent).toEqual([])
    expect(screen.getByText('Tulis dulu alasannya dengan kata sendiri.')).toBeDefined()
    type('refund-words', 'salah barang')
    await go()
    expect(sent).toEqual([expect.objectContaining({ reason: 'other', words: 'salah barang' })])
  })

  test('what is no amount is said, and what was typed stays', async () => {
    const sent: unknown[] = []
    await sheet(sent)
    type('refund-amount', 'delapan puluh')
    await go()
    expect(sent).toEqual([])
    expect(screen.getByTestId('refusal').dataset['type']).toBe('amount_not_a_number')
    expect(screen.getByTestId<HTMLInputElement>('refund-amount').value).toBe('delapan puluh')
  })

  test('the core’s no is a sentence', async () => {
    const refusal = { type: 'refund_exceeds_remaining', remaining: amountOf(1_000), asked: amountOf(80_000) }
    await sheet([], err(refusal as never))
    await go()
    await waitFor(() => expect(screen.getByTestId('refusal').textContent).toContain('Rp 1.000'))
  })
})

describe('a payment of a sale', () => {
  const [refund] = SALES.voided.refunds
  if (refund === undefined) throw new Error('the sale has no refund')
  const tell = (refunds: readonly RefundView[], remaining = 0) => {
    const [tender] = SALES.voided.tenders
    if (tender === undefined) throw new Error('the sale has no payment')
    const refundable = { ...tender.refundable, remaining: amountOf(remaining) }
    show({}, <Tender view={view} sale={{ ...SALES.voided, refunds }} tender={{ ...tender, refundable }} />)
    return screen.getByTestId('detail-tender').textContent
  }

  test('that was voided on its terminal is not called accepted, and says when and by whom', () => {
    const words = tell(SALES.voided.refunds)
    expect(words).toContain('dibatalkan di EDC')
    expect(words).not.toContain('diterima')
    expect(words).toMatch(/Dibatalkan15 Jul 2026 14\.06.*Dewi/)
  })

  test('of which a part went back is accepted still; a void that failed changes nothing', () => {
    const part: RefundView = { ...refund, way: 'cash', amount: amountOf(10_000) }
    expect(tell([part], 70_000)).toMatch(/diterima.*sebagian dikembalikan/)
    cleanup()
    expect(tell([{ ...refund, state: 'failed' }], 80_000)).not.toContain('dibatalkan')
    cleanup()
    expect(tell([{ ...refund, tenderId: 't9' }])).toContain('diterima')
  })
})

describe('an item of the inbox', () => {
  const row: AttentionRow = {
    id: 'a1',
    kind: 'money_late',
    saleId: 's1',
    saleNumber: 'TK1-1',
    facts: { captured: 30_000 },
    createdAt: '2026-07-15T07:05:00.000Z',
    resolvedAt: null,
    resolvedBy: null,
    note: null,
    escalatedAt: null,
  }
  const detail: AttentionDetail = {
    id: 'a1',
    resolvedAt: null,
    escalatedAt: null,
    actions: ['attach', 'refund', 'escalate', 'note', 'resolve'],
    steps: [],
    lateMoney: amountOf(30_000),
    targets: [
      { saleId: 's2', number: 'TK1-2', remaining: amountOf(45_000), createdAt: '2026-07-15T07:00:00.000Z' },
    ],
    cartTotal: null,
    refundable: [],
    refundId: null,
  }
  const item = async (answers: Answers, shown: AttentionDetail = detail) => {
    show(
      { 'attention.get': () => Promise.resolve(ok(shown)), ...answers },
      <AttentionItem view={view} row={row} onClose={nothing} />,
    )
    await screen.findByTestId('resolve')
  }

  test('offers what the core offers, each with its key, and nothing else', async () => {
    await item({})
    const keys = screen
      .getAllByRole('button')
      .flatMap((button) => button.getAttribute('aria-keyshortcuts') ?? [])
    expect(keys).toEqual(['F1', 'F2', 'F8', 'F9', 'F3'])
    expect(screen.queryByTestId('attention-do-reprint')).toBeNull()
  })

  test('late money goes to the sale that a person chooses', async () => {
    const sent: unknown[] = []
    await item({ 'attention.attach': (input: never) => (sent.push(input), Promise.resolve(ok(detail))) })
    fireEvent.keyDown(window, { key: 'F1' })
    await act(async () => fireEvent.click(screen.getByTestId('attach-sale')))
    expect(sent).toEqual([
      {
        attentionId: 'a1',
        attemptId: expect.stringMatching(/^[0-9A-Z]{26}$/),
        target: { kind: 'sale', saleId: 's2' },
      },
    ])
  })

  test('is settled only with a word', async () => {
    const sent: unknown[] = []
    await item({ 'attention.resolve': (input: never) => (sent.push(input), Promise.resolve(ok(null))) })
    fireEvent.keyDown(window, { key: 'F3' })
    await act(async () => fireEvent.click(screen.getByTestId('resolve-go')))
    expect(sent).toEqual([])
    type('resolve-reason', 'dikembalikan tunai')
    await act(async () => fireEvent.click(screen.getByTestId('resolve-go')))
    expect(sent).toEqual([{ attentionId: 'a1', note: 'dikembalikan tunai' }])
  })

  test('says who did what about it, the till itself included', async () => {
    await item(
      {},
      {
        ...detail,
        actions: ['note', 'resolve'],
        steps: [
          { at: '2026-07-15T08:05:00.000Z', by: 'Dewi', kind: 'note', note: 'sudah ditelepon', facts: {} },
          {
            at: '2026-07-15T09:05:00.000Z',
            by: null,
            kind: 'outcome_known',
            note: null,
            facts: { state: 'expired' },
          },
        ],
      },
    )
    const steps = screen.getByTestId('attention-steps').textContent
    expect(steps).toContain('sudah ditelepon')
    expect(steps).toContain('Dewi')
    expect(steps).toContain('Hasilnya sudah jelas: kedaluwarsa')
    expect(steps).toContain('Gerai · 15 Jul 2026')
  })
})

describe('a customer', () => {
  const sari = {
    choice: { kind: 'own', customerId: 'c1' },
    name: 'Bu Sari',
    phone: '6281234567890',
    email: null,
  }
  const sheet = (answers: Answers, onClose = nothing) =>
    show(answers, <CustomerSheet saleId={null} customer={null} onClose={onClose} />)

  test('Enter takes the first one found', async () => {
    const sent: unknown[] = []
    sheet({
      'customers.search': () => Promise.resolve(ok([sari])),
      'customers.ask': () => Promise.resolve(ok([])),
      'customers.attach': (input: never) => (sent.push(input), Promise.resolve(ok(null))),
    })
    type('customer-search', 'sari')
    await screen.findByTestId('customer-row')
    await act(async () => fireEvent.submit(screen.getByTestId('customer-search')))
    expect(sent).toEqual([{ saleId: null, choice: sari.choice }])
  })

  test('nobody found: Enter begins a new one with what was typed, and one press more keeps and uses it', async () => {
    const sent: unknown[] = []
    sheet({
      'customers.search': () => Promise.resolve(ok([])),
      'customers.ask': () => Promise.resolve(err({ type: 'provider_unreachable', detail: '' })),
      'customers.create': (input: never) => (sent.push(input), Promise.resolve(ok({ id: 'c9' }))),
      'customers.attach': (input: never) => (sent.push(input), Promise.resolve(ok(null))),
    })
    type('customer-search', '0812 3456 7890')
    await waitFor(() => expect(screen.getByText(/belum bisa ditanya/)).toBeDefined(), { timeout: 3_000 })
    await act(async () => fireEvent.submit(screen.getByTestId('customer-search')))
    expect(screen.getByTestId<HTMLInputElement>('customer-phone').value).toBe('0812 3456 7890')
    type('customer-name', 'Bu Sari')
    await act(async () => fireEvent.submit(screen.getByTestId('customer-name')))
    expect(sent).toEqual([
      expect.objectContaining({ name: 'Bu Sari', phone: '0812 3456 7890', email: '' }),
      { saleId: null, choice: { kind: 'own', customerId: 'c9' } },
    ])
  })
})
