import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capturedBy, lateMoneyOf, tenderOfLateMoney } from '../../src/core/domain/tenders/late-money.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import type { ProviderState, ProviderTender } from '../../src/core/domain/tenders/provider-tender.ts'
import { stepSale, type Sale, type SaleEvent } from '../../src/core/domain/tenders/sale-tenders.ts'
import type { SessionFacts } from '../../src/core/domain/provider/session.ts'
import { aCode, AT, refusalOf, theSession, valueOf } from './tender-builders.ts'

const LATE = {
  name: 'settled_late',
  sessionId: 's1',
  settledAt: AT,
  captured: amountOf(100_000),
} as const satisfies ProviderState
const there = (change: Partial<SessionFacts> = {}): SessionFacts =>
  theSession({ status: 'completed', amount: amountOf(100_000), ...change })
const attach = (tenderId: string, facts = there(), to = { saleId: 'sale-2', tenderId: 't9' }): SaleEvent => ({
  type: 'provider',
  tenderId,
  event: { type: 'late_attached', facts, to },
})
const saleWith = (
  tenders: readonly ProviderTender[],
  total = 100_000,
  phase: Sale['phase'] = 'open',
): Sale => ({
  id: 'sale-1',
  currency: 'IDR',
  total: amountOf(total),
  tenders,
  phase,
})

describe('late money that a person puts to a sale', () => {
  const code = aCode(LATE)
  const sale = saleWith([code], 100_000, 'paid')

  it('leaves its old place and counts in the new one, for all of it', () => {
    const { next, effects } = valueOf(stepSale(sale, attach(code.id)))
    const [left] = next.tenders
    expect(left?.type === 'provider' && left.state).toEqual({
      ...LATE,
      attachedTo: { saleId: 'sale-2', tenderId: 't9' },
    })
    expect(effects).toEqual([])
    const arrived = tenderOfLateMoney(code, { saleId: 'sale-2', tenderId: 't9' })
    expect(arrived).toMatchObject({ id: 't9', saleId: 'sale-2', amount: 100_000, covers: 100_000 })
    expect(arrived?.state).toEqual({ name: 'settled', sessionId: 's1', settledAt: AT })
  })

  it('is one press, however often it is sent, and goes nowhere else afterwards', () => {
    const { next } = valueOf(stepSale(sale, attach(code.id)))
    expect(valueOf(stepSale(next, attach(code.id))).next).toEqual(next)
    const elsewhere = attach(code.id, there(), { saleId: 'sale-3', tenderId: 't10' })
    expect(refusalOf(stepSale(next, elsewhere))).toEqual({ type: 'late_money_used' })
    const [left] = next.tenders
    expect(left?.type === 'provider' && lateMoneyOf(left)).toBeNull()
    expect(left?.type === 'provider' && capturedBy(left)).toBeNull()
  })

  it.each<[string, Partial<SessionFacts>]>([
    ['went back', { status: 'refunded' }],
    ['is not there', { status: 'expired' }],
    ['is another sum', { amount: amountOf(90_000) }],
    ['is of another session', { sessionId: 's2' }],
    ['is other money', { currency: 'USD' }],
  ])('is not used when it %s by now', (_, change) => {
    expect(refusalOf(stepSale(sale, attach(code.id, there(change)))).type).toBe('late_money_not_there')
  })

  it.each<ProviderState>([
    { name: 'settled', sessionId: 's1', settledAt: AT },
    { name: 'expired', sessionId: 's1', shownAt: AT },
    { name: 'intended' },
  ])('is only late money: not $name', (state) => {
    expect(refusalOf(stepSale(saleWith([aCode(state)]), attach(aCode(state).id)))).toMatchObject({
      type: 'event_out_of_order',
      event: 'late_attached',
    })
  })

  it('no longer clashes with what pays its old sale', () => {
    const open = saleWith([code], 200_000)
    const left = valueOf(stepSale(open, attach(code.id))).next
    const paid = tenderOfLateMoney(code, { saleId: 'sale-1', tenderId: 't9' })
    if (paid === null) throw new Error('no late money')
    // the same sale was short again: nobody is told of two payments, because there is one
    const { next, effects } = valueOf(stepSale(left, { type: 'tender_started', tender: paid }))
    expect(effects).toEqual([])
    expect(next.phase).toBe('open')
  })
})

// --- two sales, and whatever a person tries ------------------------------------------------------------------------------

interface Try {
  readonly from: number
  readonly to: number
  readonly captured: number
}
const aTry: fc.Arbitrary<Try> = fc.record({
  from: fc.nat({ max: 2 }),
  to: fc.nat({ max: 2 }),
  captured: fc.constantFrom(20_000, 30_000, 50_000, 100_000),
})

describe('whatever is put where', () => {
  it('no sale is covered beyond its total, and no session’s money counts twice', () => {
    let moved = 0
    fc.assert(
      fc.property(fc.array(aTry, { maxLength: 24 }), (tries) => {
        const sales: Sale[] = [0, 1, 2].map((each) => ({ ...saleWith([], 50_000), id: `sale-${each}` }))
        const sessions = new Map<string, number>()
        const set = (sale: Sale) => {
          sales[sales.findIndex((each) => each.id === sale.id)] = sale
        }
        tries.forEach(({ from, to, captured }, index) => {
          arrive(sales[from], `late-${index}`, captured, set, sessions)
          move(sales, from, to, `late-${index % 7}`, `moved-${index}`, set)
        })
        moved += sales
          .flatMap((sale) => sale.tenders)
          .filter((tender) => tender.id.startsWith('moved')).length
        for (const sale of sales) {
          const counted = sale.tenders.filter(
            (tender) => tender.type === 'provider' && tender.state.name === 'settled',
          )
          expect(counted.reduce((sum, tender) => sum + tender.covers, 0)).toBeLessThanOrEqual(sale.total)
        }
        for (const [sessionId, captured] of sessions) {
          const standing = sales
            .flatMap((sale) => sale.tenders)
            .filter((tender) => tender.type === 'provider')
            .filter((tender) => 'sessionId' in tender.state && tender.state.sessionId === sessionId)
            .map(capturedBy)
            .filter((each) => each !== null)
          expect(standing).toEqual([captured])
        }
      }),
      { numRuns: 1_000 },
    )
    // it was not all refused at the door
    expect(moved).toBeGreaterThan(100)
  })
})

/** Money that the sale did not need, as a read brings it. */
function arrive(
  sale: Sale | undefined,
  id: string,
  captured: number,
  set: (sale: Sale) => void,
  sessions: Map<string, number>,
): void {
  if (sale === undefined) return
  const tender: ProviderTender = {
    ...aCode({ ...LATE, sessionId: `session-${id}`, captured: amountOf(captured) }),
    id,
    saleId: sale.id,
    amount: amountOf(captured),
    covers: amountOf(captured),
  }
  sessions.set(`session-${id}`, captured)
  set({ ...sale, tenders: [...sale.tenders, tender] })
}

/** As a person's press does it: out of the old place, then into the new one, or not at all. */
function move(
  sales: readonly Sale[],
  from: number,
  to: number,
  id: string,
  tenderId: string,
  set: (sale: Sale) => void,
): void {
  const source = sales[from]
  const tender = source?.tenders.find((each) => each.id === id)
  if (source === undefined || tender?.type !== 'provider' || !('sessionId' in tender.state)) return
  const saleId = sales[to]?.id ?? ''
  const { sessionId } = tender.state
  const facts = there({ sessionId: sessionId ?? '', amount: tender.amount })
  const left = stepSale(source, attach(id, facts, { saleId, tenderId }))
  const arrived = tenderOfLateMoney(tender, { saleId, tenderId })
  if (!left.ok || arrived === null) return
  const target = from === to ? left.value.next : sales[to]
  if (target === undefined) return
  const paid = stepSale(target, { type: 'tender_started', tender: arrived })
  if (!paid.ok) return
  if (from !== to) set(left.value.next)
  set(paid.value.next)
}
