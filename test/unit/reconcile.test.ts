import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { reconcile, type OurPayment, type TheirSession } from '../../src/core/domain/reports/reconcile.ts'

const our = (n: number, change: Partial<OurPayment> = {}): OurPayment => ({
  ...{ tenderId: `t${n}`, saleId: `sale${n}`, saleNumber: `A-${n}`, sessionId: `s${n}` },
  ...{ amount: amountOf(10_000 * n), currency: 'IDR', counted: true },
  ...change,
})
const their = (n: number, change: Partial<TheirSession> = {}): TheirSession => ({
  ...{ sessionId: `s${n}`, tenderId: `t${n}`, terminal: 'ours', status: 'completed' },
  ...{ amount: amountOf(10_000 * n), currency: 'IDR' },
  ...change,
})
const record = (n: number, amount = 10_000 * n) => ({
  ...{ id: `r${n}`, sessionId: `s${n}`, amount: amountOf(amount), currency: 'IDR' as const },
})
const compare = (
  ours: readonly OurPayment[],
  theirs: readonly TheirSession[],
  receipt: readonly ReturnType<typeof record>[] = [],
  ledger: readonly ReturnType<typeof record>[] = [],
) => reconcile('IDR', ours, theirs, { receipt, ledger })

describe("a day's books of both sides", () => {
  it('agree when every payment is on both', () => {
    const report = compare(
      [our(1), our(2)],
      [their(1), their(2)],
      [record(1), record(2)],
      [record(1), record(2)],
    )
    expect(report).toMatchObject({ matched: 2, differences: [] })
    expect(report.ours).toEqual({ count: 2, amount: 30_000 })
    expect(report.theirs).toEqual(report.ours)
  })

  it('name money that was paid there and is not counted here', () => {
    expect(compare([our(1, { counted: false })], [their(1)]).differences).toEqual([
      {
        ...{ type: 'not_counted_here', sessionId: 's1', tenderId: 't1', saleNumber: 'A-1' },
        ...{ amount: 10_000, currency: 'IDR' },
      },
    ])
    // from before the books were restored: the terminal is ours, the sale is gone
    expect(compare([], [their(1)]).differences).toMatchObject([
      { type: 'not_counted_here', saleNumber: null },
    ])
  })

  it('name a second session of one payment, whichever of the two is counted', () => {
    expect(compare([our(1)], [their(1), their(1, { sessionId: 's9' })]).differences).toMatchObject([
      { type: 'not_counted_here', sessionId: 's9', saleNumber: 'A-1' },
    ])
    expect(compare([our(1)], [their(1, { sessionId: 's9' }), their(1)]).differences).toMatchObject([
      { type: 'not_counted_here', sessionId: 's9', saleNumber: 'A-1' },
    ])
  })

  it('name money that is counted here and not paid there', () => {
    expect(compare([our(1)], [their(1, { status: 'expired' })]).differences).toMatchObject([
      { type: 'not_paid_there', saleNumber: 'A-1', status: 'expired' },
    ])
    expect(compare([our(1)], []).differences).toMatchObject([{ type: 'not_paid_there', status: 'missing' }])
  })

  it('know a payment that went back since', () => {
    expect(compare([our(1)], [their(1, { status: 'refunded' })]).differences).toEqual([])
  })

  it('name another amount, and do not count it as agreed', () => {
    const report = compare([our(1)], [their(1, { amount: amountOf(9_000) })])
    expect(report).toMatchObject({
      matched: 0,
      differences: [{ type: 'amount_differs', amount: 10_000, there: 9_000 }],
    })
  })

  it('do not let two faults cancel out in the sums', () => {
    const report = compare(
      [our(1), our(2, { amount: amountOf(10_000), counted: false })],
      [their(1, { status: 'expired' }), their(2, { amount: amountOf(10_000) })],
    )
    expect(report.ours.amount).toBe(report.theirs.amount)
    expect(report.differences.map((each) => each.type)).toEqual(['not_counted_here', 'not_paid_there'])
  })

  it('see a second paid session of one tender', () => {
    const report = compare([our(1)], [their(1), their(9, { tenderId: 't1', amount: amountOf(10_000) })])
    expect(report.differences).toMatchObject([
      { type: 'not_counted_here', sessionId: 's9', saleNumber: 'A-1' },
    ])
  })

  it('see money that only a receipt or the ledger speaks of, once', () => {
    const late = [our(1, { counted: false })]
    const expired = [their(1, { status: 'expired' })]
    const said = { type: 'money_without_session', sessionId: 's1', saleNumber: 'A-1', amount: 10_000 }
    expect(compare(late, expired, [record(1)]).differences).toMatchObject([{ ...said, source: 'receipt' }])
    expect(compare(late, expired, [], [record(1)]).differences).toMatchObject([{ ...said, source: 'ledger' }])
    expect(compare(late, expired, [record(1)], [record(1)]).differences).toHaveLength(1)
  })

  it('do not call money that the shop itself has just confirmed unknown, wherever its session still stands', () => {
    const confirmed = our(1, { counted: false, confirming: true })
    const behind = [their(1, { status: 'review' })]
    expect(compare([confirmed], behind, [], [record(1)]).differences).toEqual([])
    expect(compare([confirmed], behind, [], [record(1, 1_000)]).differences).toMatchObject([
      { type: 'record_amount_differs' },
    ])
  })

  it('leave money to those who watch a session that is not over yet', () => {
    for (const status of ['waiting', 'paying', 'review', 'unknown'] as const) {
      const behind = [their(1, { status })]
      expect(compare([our(1, { counted: false })], behind, [record(1)]).differences).toEqual([])
    }
    for (const status of ['expired', 'canceled', 'failed'] as const) {
      const over = [their(1, { status })]
      expect(compare([our(1, { counted: false })], over, [record(1)]).differences).toHaveLength(1)
    }
  })

  it('see a receipt of another amount', () => {
    expect(compare([our(1)], [their(1)], [record(1, 1_000)]).differences).toMatchObject([
      { type: 'record_amount_differs', source: 'receipt', amount: 10_000, there: 1_000 },
    ])
  })

  it('leave what other tills and the page of the provider took to them', () => {
    const report = compare(
      [],
      [their(1, { terminal: 'other', tenderId: 'x' }), their(2, { terminal: 'none', tenderId: null })],
      [record(1), record(2)],
    )
    expect(report).toMatchObject({
      differences: [],
      theirs: { count: 0 },
      elsewhere: { count: 2, amount: 30_000 },
    })
  })
})
