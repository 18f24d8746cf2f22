import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, roundToStep } from '../../src/core/domain/money.ts'
import { cashToHand, coinsOwed } from '../../src/core/domain/refunds/coins.ts'
import {
  checkRefund,
  remainingToRefund,
  stepRefund,
  type Refund,
} from '../../src/core/domain/refunds/refund.ts'
import { newRefund } from './refund-world.ts'
import { valueOf } from './tender-builders.ts'

/** One cash refund after the others, as the counter does it; null when it is refused. */
function give(captured: number, before: readonly Refund[], asked: number, step: number): Refund | null {
  const amount = amountOf(asked)
  if (!checkRefund(amountOf(captured), before, amount).ok) return null
  const left = remainingToRefund(amountOf(captured), before)
  const handed = cashToHand({ amount, owed: coinsOwed(before), left, step: amountOf(step) })
  if (!handed.ok) return null
  const refund = newRefund(`r${before.length}`, asked, 'cash')
  return valueOf(stepRefund(refund, { type: 'handed_over', given: handed.value })).next
}
const given = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { state }) => sum + (state.name === 'succeeded' ? state.given : 0), 0)

describe('cash that goes back over the counter', () => {
  it('is coins that the shop has, and all parts of a payment together are it, rounded once', () => {
    const steps = fc.constantFrom(1, 50, 100, 500, 1_000)
    const parts = fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150_000 }), steps, parts, (captured, step, asked) => {
        const refunds: Refund[] = []
        const next = (amount: number): void => {
          const refund = give(captured, refunds, amount, step)
          if (refund === null) return
          expect(given([refund]) % step).toBe(0)
          refunds.push(refund)
          // never further from what it stands for than half a coin, but where more would be more than was paid
          expect(Math.abs(coinsOwed(refunds))).toBeLessThan(step)
          expect(given(refunds)).toBeLessThanOrEqual(captured)
        }
        for (const amount of asked) next(amount)
        const left = remainingToRefund(amountOf(captured), refunds)
        if (left > 0) next(left)
        if (remainingToRefund(amountOf(captured), refunds) > 0) return
        const nearest = roundToStep(amountOf(captured), amountOf(step))
        expect(given(refunds)).toBe(nearest <= captured ? nearest : Math.floor(captured / step) * step)
      }),
      { numRuns: 500 },
    )
  })

  it('less than a coin is refused in words, and takes nothing of the payment', () => {
    const asked = cashToHand({
      ...{ amount: amountOf(30), owed: amountOf(0), left: amountOf(9_000), step: amountOf(100) },
    })
    expect(asked).toEqual({ ok: false, error: { type: 'refund_below_coin', asked: 30, step: 100 } })
  })

  it('what rounding kept is not left to be given a second time', () => {
    const refund = give(13_672, [], 13_672, 100)
    expect(refund?.state).toMatchObject({ name: 'succeeded', given: 13_600 })
    expect(remainingToRefund(amountOf(13_672), refund === null ? [] : [refund])).toBe(0)
  })
})
