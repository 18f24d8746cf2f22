import { afterEach, beforeEach, expect, it } from 'vitest'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { must, onCounter, showQris, viewOf } from './after-sale-bench.ts'
import { eventually, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let clock: MovableClock

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
})
afterEach(async () => {
  await till.close()
})

const faults = async (...rules: readonly unknown[]): Promise<void> => {
  await till.hand('faults', { rules }, 'PUT')
}
const READ = (sessionId: string) => ({ method: 'GET', path: `/checkout-sessions/${sessionId}` })

async function expired(price: number): ReturnType<typeof showQris> {
  const shown = await showQris(till, price)
  await till.hand(`sessions/${shown.sessionId}/expire`)
  must(await till.core.payments.checkNow(shown.tenderId))
  nextCustomer(till.core.till)
  return shown
}

it('a session that cannot be read hides no other one’s late money', async () => {
  const unreadable = await expired(20_000)
  const other = await expired(30_000)
  await faults({
    match: READ(unreadable.sessionId),
    action: { type: 'rewrite', set: { amount: 'dua puluh' } },
  })
  await till.hand(`sessions/${unreadable.sessionId}/late-pay`)
  await till.hand(`sessions/${other.sessionId}/late-pay`)
  // one round of the provider's news; the ended ones themselves are read again only after half an hour
  const stateOf = (saleId: string) => viewOf(till, saleId).tenders[0]?.state
  clock.advance(16_000)
  await eventually(
    () => stateOf(other.saleId) === 'settled_late',
    () => viewOf(till, other.saleId),
  )
  expect(stateOf(unreadable.saleId)).toBe('expired')
  // and it is not forgotten: as soon as it can be read its money is there
  await faults()
  clock.advance(16_000)
  await eventually(
    () => stateOf(unreadable.saleId) === 'settled_late',
    () => viewOf(till, unreadable.saleId),
  )
})

it('the customer at the counter waits behind no sessions that were set aside, however slow their answers are', async () => {
  const aside: string[] = []
  for (let count = 0; count < 8; count += 1) {
    aside.push((await showQris(till, 10_000 + count)).sessionId)
    nextCustomer(till.core.till)
  }
  const shown = await showQris(till, 50_000)
  await faults(
    ...aside.map((sessionId) => ({ match: READ(sessionId), action: { type: 'delay', ms: 60_000 } })),
    // nor does the provider's list of news help
    { match: { method: 'GET', path: '/events' }, action: { type: 'status', status: 503 } },
  )
  clock.advance(20_000)
  await till.hand(`sessions/${shown.sessionId}/pay`)
  // more of them are due than may be read at once, and none has answered yet
  const asideAnswered = () =>
    aside.filter((sessionId) => till.core.till.store.read.session(sessionId)?.facts.status === 'completed')
  await Promise.all(aside.map((sessionId) => till.hand(`sessions/${sessionId}/pay`)))
  await eventually(
    () => onCounter(till)?.status === 'paid',
    () => onCounter(till),
  )
  expect(asideAnswered()).toEqual([])
  // nobody waits for the slow ones any longer
  clock.advance(20_000)
})

it('news is not waited for until a time that a wrong clock has noted', async () => {
  const late = await expired(30_000)
  const { store } = till.core.till
  const inAnHour = new Date(clock.epochMs() + 3_600_000).toISOString()
  store.write((books) => books.setValue('changes_seen_at', inAnHour))
  await till.hand(`sessions/${late.sessionId}/late-pay`)
  clock.advance(16_000)
  const state = () => viewOf(till, late.saleId).tenders[0]?.state
  await eventually(() => state() === 'settled_late', state)
  await eventually(() => (store.read.value('changes_seen_at') ?? '') < inAnHour, state)
})
