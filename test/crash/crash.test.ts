import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { openTestTill, fillCart, eventually } from '../till/bench.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { compareBooks, type ProviderBooks } from './compare-books.ts'
import { runSchedule } from './schedule.ts'

describe('a till that is killed again and again while the network fails', () => {
  it.each([11, 12, 13, 14])(
    'loses nothing and charges nothing twice (schedule %i)',
    async (seed) => {
      const outcome = await runSchedule(seed)
      expect(outcome.broken).toEqual([])
      expect(outcome.sales).toBeGreaterThan(0)
    },
    120_000,
  )
})

describe('the comparison of both books', () => {
  it('finds money that the till does not know, and a sale that says paid without it', async () => {
    const till = await openTestTill()
    try {
      fillCart(till, 20_000)
      const charged = await till.core.payments.charge({
        attemptId: till.ids.next(),
        kind: 'qris',
        amount: amountOf(20_000),
      })
      expect(charged.ok).toBe(true)
      const tender = () => saleOnCounter(till.core.till)?.sale.tenders[0]
      await eventually(
        () =>
          tender()?.type === 'provider' && tender()?.id !== undefined && stateOf(tender()) === 'presented',
        tender,
      )
      const open = (await till.books()) as unknown as ProviderBooks
      expect(compareBooks(till.core.till.store, open)).toEqual([])
      const [session] = open.sessions
      const capture = { sessionId: session?.id ?? '', amount: 20_000, adapter: 'xendit', visible: true }
      expect(compareBooks(till.core.till.store, { ...open, captures: [capture] })).toHaveLength(1)

      await till.hand(`sessions/${session?.id}/pay`)
      await eventually(() => stateOf(tender()) === 'settled', tender)
      const paid = (await till.books()) as unknown as ProviderBooks
      expect(compareBooks(till.core.till.store, paid)).toEqual([])
      expect(compareBooks(till.core.till.store, { ...paid, captures: [] })).toHaveLength(1)
      expect(
        compareBooks(till.core.till.store, { ...paid, sessions: [...paid.sessions, ...paid.sessions] }),
      ).toHaveLength(1)
    } finally {
      await till.close()
    }
  })
})

const stateOf = (tender: { readonly type: string } | undefined): string =>
  tender !== undefined && 'state' in tender ? (tender.state as { name: string }).name : ''
