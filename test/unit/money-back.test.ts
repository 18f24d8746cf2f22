import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { moneyBack } from '../../src/core/domain/refunds/money-back.ts'
import type { Refund, RefundState, RefundWay } from '../../src/core/domain/refunds/refund.ts'
import { aCode, aSale, byHand } from './tender-builders.ts'

const accepted = byHand({ money: { name: 'accepted', at: 'now', by: 'p1' } })
const refund = (way: RefundWay, amount: number, name: RefundState['name'], tenderId = 'm1'): Refund => ({
  ...{ id: `r${amount}`, saleId: 'sale1', tenderId, way, chargeId: null, amount: amountOf(amount) },
  ...{ currency: 'IDR', reason: 'other', words: '' },
  state: stateOf(name, amount),
})

function stateOf(name: RefundState['name'], amount: number): RefundState {
  switch (name) {
    case 'pending':
    case 'succeeded':
      return { name, refundId: 're_1', given: amountOf(amount) }
    case 'failed':
      return { name, refundId: null, code: 'x', message: '' }
    case 'intended':
    case 'requesting':
      return { name }
  }
}

describe("what became of a paid sale's money", () => {
  const sale = aSale(100_000, accepted)

  it('is said: a part, all of it, a voided card, or nothing', () => {
    expect(moneyBack(sale, [])).toBeNull()
    expect(moneyBack(sale, [refund('cash', 30_000, 'succeeded')])).toEqual({
      standing: 'part',
      amount: 30_000,
    })
    const both = [refund('cash', 30_000, 'succeeded'), refund('provider', 70_000, 'succeeded')]
    expect(moneyBack(sale, both)).toEqual({ standing: 'refunded', amount: 100_000 })
    expect(moneyBack(sale, [refund('terminal', 100_000, 'succeeded')])?.standing).toBe('voided')
  })

  it('a card voided beside cash that went back is refunded, not voided', () => {
    const split = aSale(150_000, accepted, { ...accepted, id: 'm2', kind: 'cash', amount: amountOf(50_000) })
    const card = refund('terminal', 100_000, 'succeeded')
    expect(moneyBack(split, [card])).toEqual({ standing: 'part', amount: 100_000 })
    const all = moneyBack(split, [card, refund('cash', 50_000, 'succeeded', 'm2')])
    expect(all).toEqual({ standing: 'refunded', amount: 150_000 })
  })

  it('what is unknown is on its way and not gone; what failed is nothing', () => {
    expect(moneyBack(sale, [refund('provider', 100_000, 'requesting')])).toEqual({
      ...{ standing: 'under_way', amount: 100_000 },
    })
    expect(moneyBack(sale, [refund('provider', 100_000, 'failed')])).toBeNull()
  })

  it('late money that was given back takes nothing from the sale that was paid without it', () => {
    const late = aCode({
      name: 'settled_late',
      sessionId: 's1',
      settledAt: 'now',
      captured: amountOf(100_000),
    })
    const paid = aSale(100_000, accepted, late)
    expect(moneyBack(paid, [refund('provider', 100_000, 'succeeded', 't1')])).toBeNull()
  })

  it('it is all back exactly when nothing of what was collected stays', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 6 })
    fc.assert(
      fc.property(parts, (amounts) => {
        const refunds = amounts.map((amount) => refund('cash', amount, 'succeeded'))
        const gone = amounts.reduce((sum, amount) => sum + amount, 0)
        const back = moneyBack(sale, refunds)
        expect(back?.amount ?? 0).toBe(gone)
        expect(back?.standing === 'refunded').toBe(gone >= 100_000)
      }),
    )
  })
})
