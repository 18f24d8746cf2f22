import { afterAll, beforeAll, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import { busyWith } from '../../src/main/usecases/selling/live-codes.ts'
import { closeShift, openShift } from '../../src/main/usecases/shifts/shifts.ts'
import { must } from './after-sale-bench.ts'
import { watchTill } from './bad-input-bench.ts'
import { fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
const at = watchTill(() => till)
const busy = () => busyWith(till.core.till)

beforeAll(async () => {
  till = await openTestTill()
})
afterAll(async () => {
  await till.close()
})

it('the program is not replaced from the first line of an order until its money is in', async () => {
  expect(busy()).toBe(null)
  fillCart(till, 20_000)
  expect(busy()).toBe('order')
  must(setDraft(till.core.till, { lines: [], discount: null }))
  expect(busy()).toBe(null)
  fillCart(till, 20_000)
  await at.charge()
  expect(busy()).toBe('payment')
  await at.becomes('presented')
  expect(busy()).toBe('payment')
  await till.hand(`sessions/${at.sessionId()}/pay`)
  await at.becomes('settled')
  expect(busy()).toBe(null)
})

it('nor between the count of a drawer and its closing, and again after it', () => {
  const { till: open } = till.core
  const counts = [{ value: 10_000, pieces: 3 }]
  const shift = must(openShift(open, { attemptId: till.ids.next(), float: amountOf(20_000), counts: [] }))
  // a shift that only runs all day long hinders nothing
  expect(busy()).toBe(null)
  const close = (reason: string) =>
    closeShift(open, { attemptId: till.ids.next(), shiftId: shift.id, counts, reason })
  expect(close('').ok).toBe(false)
  expect(busy()).toBe('shift')
  expect(close('uang kembalian tertukar').ok).toBe(true)
  expect(busy()).toBe(null)
})
