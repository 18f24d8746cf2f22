import { afterEach, beforeEach, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

const booking = () => {
  const [tender] = saleOnCounter(till.core.till)?.sale.tenders ?? []
  return tender?.type === 'manual' ? tender.booking.name : null
}

it('a confirm that a wrong clock turned away is sent again, and the booking goes on', async () => {
  const path = '/checkout-sessions/*/confirm'
  const turnedAway = { match: { method: 'POST', path, nth: 1 }, action: { type: 'clockSkew', seconds: 400 } }
  await till.hand('faults', { rules: [turnedAway] }, 'PUT')
  fillCart(till, 15_000)
  await till.core.manual.payCash({
    attemptId: till.ids.next(),
    amount: null,
    tendered: amountOf(20_000),
  })
  await eventually(() => booking() === 'booked', booking)
  expect(till.core.till.store.read.attentionOpenCount()).toBe(0)
  expect((await till.books()).captures).toHaveLength(1)
})

it('while nobody answers, one booking now and then is tried, and when somebody does, all of them go', async () => {
  const { store } = till.core.till
  await till.hand('outage', { on: true })
  const tenders: string[] = []
  for (let sold = 0; sold < 12; sold += 1) {
    fillCart(till, 15_000)
    const attemptId = till.ids.next()
    await till.core.manual.payCash({ attemptId, amount: null, tendered: amountOf(20_000) })
    tenders.push(attemptId)
    nextCustomer(till.core.till)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const tried = tenders.filter((id) => store.read.outboxOf(id).some((entry) => entry.sends > 0))
  // two silent calls in a row are an outage, and the answers to what was sent before it may come in between
  expect(tried.length).toBeGreaterThan(0)
  expect(tried.length).toBeLessThanOrEqual(5)
  await till.hand('outage', { on: false })
  const booked = () => tenders.filter((id) => store.read.outboxOf(id).every((entry) => entry.done))
  await till.core.provider.check()
  await eventually(() => booked().length === tenders.length, booked)
  expect((await till.books()).captures).toHaveLength(12)
})
