import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { cancelSale } from '../../src/main/usecases/selling/counter.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import {
  itemOf,
  items,
  lateMoney,
  must,
  onCounter,
  paidByQris,
  refundsAtProvider,
  refusal,
  viewOf,
} from './after-sale-bench.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
let clock: MovableClock

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock })
})
afterEach(async () => {
  await till.close()
})

const start = async (of: { saleId: string; tenderId: string }, amount: number, attemptId = till.ids.next()) =>
  await till.core.afterSale.refunds.start({
    saleId: of.saleId,
    tenderId: of.tenderId,
    amount: amountOf(amount),
    reason: 'requested_by_customer',
    words: 'kopinya dingin, kata Bu Sari',
    attemptId,
  })
const refundsOf = (saleId: string) => viewOf(till, saleId).refunds
const settled = async (saleId: string, state: string) =>
  await eventually(
    () => refundsOf(saleId).some((refund) => refund.state === state),
    () => refundsOf(saleId),
  )
const left = (saleId: string) => viewOf(till, saleId).tenders[0]?.refundable.remaining

describe('giving money back', () => {
  it('takes the amount out of what is left at once, and the provider gives it back once', async () => {
    const sale = await paidByQris(till, 80_000)
    expect(left(sale.saleId)).toBe(80_000)
    must(await start(sale, 30_000))
    expect(left(sale.saleId)).toBe(50_000)
    await settled(sale.saleId, 'succeeded')
    expect(await refundsAtProvider(till)).toMatchObject([{ amount: 30_000, status: 'succeeded' }])
    expect(left(sale.saleId)).toBe(50_000)
    expect(viewOf(till, sale.saleId)).toMatchObject({ status: 'paid', covered: 80_000 })
    const kinds = viewOf(till, sale.saleId).timeline.map((entry) => entry.kind)
    expect(kinds.filter((kind) => kind.startsWith('refund'))).toEqual([
      'refund_asked',
      'refund_sent',
      'refund_succeeded',
    ])
  })

  it('keeps the cashier’s words apart from what can never be erased', async () => {
    const sale = await paidByQris(till, 20_000)
    must(await start(sale, 20_000))
    await settled(sale.saleId, 'succeeded')
    const [refund] = refundsOf(sale.saleId)
    expect(refund?.words).toBe('kopinya dingin, kata Bu Sari')
    const { read, write } = till.core.till.store
    const stored = read.refund(refund?.id ?? '')?.refund.words ?? ''
    write((books) => books.erasePersonal(stored))
    expect(refundsOf(sale.saleId)[0]?.words).toBeNull()
    // what was sent to the provider is not kept either once it is over
    expect(read.outboxEntry(refund?.id ?? '')?.body).toBeNull()
  })

  it('the same key press sent twice is one refund', async () => {
    const sale = await paidByQris(till, 40_000)
    const attemptId = till.ids.next()
    await Promise.all([start(sale, 10_000, attemptId), start(sale, 10_000, attemptId)])
    await settled(sale.saleId, 'succeeded')
    expect(await refundsAtProvider(till)).toHaveLength(1)
    expect(refundsOf(sale.saleId)).toHaveLength(1)
  })

  it('never more than came in, whatever is asked in parts', async () => {
    const sale = await paidByQris(till, 50_000)
    must(await start(sale, 20_000))
    expect(refusal(await start(sale, 30_001))).toEqual({
      type: 'refund_exceeds_remaining',
      remaining: 30_000,
      asked: 30_001,
    })
    must(await start(sale, 30_000))
    expect(refusal(await start(sale, 1))).toMatchObject({ type: 'refund_exceeds_remaining', remaining: 0 })
    await eventually(
      () => refundsOf(sale.saleId).every((refund) => refund.state === 'succeeded'),
      () => refundsOf(sale.saleId),
    )
  })

  it('cash and unpaid codes are not the provider’s to give back', async () => {
    fillCart(till, 10_000)
    const paid = must(
      await till.core.manual.payCash({
        attemptId: till.ids.next(),
        amount: null,
        tendered: amountOf(10_000),
      }),
    )
    const tenderId = paid.sale.tenders[0]?.id ?? ''
    expect(refusal(await start({ saleId: paid.sale.id, tenderId }, 10_000))).toEqual({
      type: 'refund_not_possible',
      reason: 'not_by_provider',
    })
    expect(viewOf(till, paid.sale.id).tenders[0]?.refundable.obstacle).toBe('not_by_provider')
  })
})

describe('when the provider does not simply say yes', () => {
  it('a bank that says no: the row it leaves is found, the money is free again, a person is told', async () => {
    const sale = await paidByQris(till, 60_000)
    await till.hand('refund-outcome', { outcome: 'refuse' })
    must(await start(sale, 60_000))
    await settled(sale.saleId, 'failed')
    expect(refundsOf(sale.saleId)[0]).toMatchObject({
      state: 'failed',
      failure: "The buyer's bank does not take QRIS refunds.",
      refundId: expect.stringMatching(/^rfnd_/),
    })
    expect(left(sale.saleId)).toBe(60_000)
    expect(itemOf(till, 'refund_failed').facts).toMatchObject({ amount: 60_000 })
    await till.hand('refund-outcome', { outcome: 'succeed' })
    must(await start(sale, 60_000))
    await settled(sale.saleId, 'succeeded')
  })

  it('one of a part of an open sale: nothing is collected before it is decided, and the part counts again after a no', async () => {
    fillCart(till, 100_000)
    const charged = must(
      await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: 60_000 }),
    )
    const sale = { saleId: charged.sale.id, tenderId: charged.sale.tenders[0]?.id ?? '' }
    const shown = () => viewOf(till, sale.saleId)
    const tender = await eventually(() => shown().tenders.find((each) => each.state === 'presented'), shown)
    await till.hand(`sessions/${tender.sessionId}/pay`)
    await till.core.payments.checkNow(sale.tenderId)
    await eventually(() => shown().covered === 60_000, shown)
    await till.hand('refund-outcome', { outcome: 'refuse' })
    await till.hand('outage', { on: true })
    must(await start(sale, 60_000))
    expect(shown()).toMatchObject({ status: 'open', covered: 0, remaining: 100_000 })
    const part = amountOf(40_000)
    const pay = async () =>
      await till.core.manual.payCash({ attemptId: till.ids.next(), amount: part, tendered: part })
    expect(refusal(await pay())).toEqual({ type: 'refund_undecided' })
    expect(refusal(cancelSale(till.core.till, sale.saleId))).toEqual({ type: 'refund_undecided' })
    await till.hand('outage', { on: false })
    clock.advance(40_000)
    await settled(sale.saleId, 'failed')
    expect(shown()).toMatchObject({ status: 'partly_paid', covered: 60_000, remaining: 40_000 })
    must(await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null }))
    const still = { type: 'refund_not_possible', reason: 'sale_still_paying' }
    expect(refusal(await start(sale, 60_000))).toEqual(still)
    await eventually(() => shown().tenders.at(-1)?.state === 'presented', shown)
    must(await till.core.payments.cancelCode(shown().tenders.at(-1)?.id ?? ''))
    must(await pay())
    expect(shown()).toMatchObject({ status: 'paid', covered: 100_000, remaining: 0 })
  })

  it('a pending one is watched until it is decided', async () => {
    const sale = await paidByQris(till, 25_000)
    await till.hand('refund-outcome', { outcome: 'pending' })
    must(await start(sale, 25_000))
    await settled(sale.saleId, 'pending')
    const [row] = await refundsAtProvider(till)
    await till.hand(`refunds/${row?.id ?? ''}/succeed`)
    clock.advance(5_000)
    await settled(sale.saleId, 'succeeded')
    expect(await refundsAtProvider(till)).toHaveLength(1)
  })

  it.each([
    ['the answer is lost after it was done', { type: 'dropAfterCommit' }],
    ['the line breaks before it arrives', { type: 'dropBeforeCommit' }],
    ['a proxy answers with its own page', { type: 'html502', afterCommit: true }],
    ['the answer is cut off', { type: 'cutBody' }],
  ])('%s: it is looked for, and made once', async (_, action) => {
    const sale = await paidByQris(till, 70_000)
    await till.hand(
      'faults',
      { rules: [{ match: { method: 'POST', path: '/refunds' }, times: 1, action }] },
      'PUT',
    )
    must(await start(sale, 70_000))
    await settled(sale.saleId, 'requesting')
    expect(left(sale.saleId)).toBe(0)
    clock.advance(40_000)
    await settled(sale.saleId, 'succeeded')
    expect((await refundsAtProvider(till)).map(({ amount }) => amount)).toEqual([70_000])
  })

  it('a restart in the middle repeats nothing', async () => {
    const sale = await paidByQris(till, 35_000)
    await till.hand(
      'faults',
      {
        rules: [
          { match: { method: 'POST', path: '/refunds' }, times: 1, action: { type: 'dropAfterCommit' } },
        ],
      },
      'PUT',
    )
    must(await start(sale, 35_000))
    await settled(sale.saleId, 'requesting')
    await till.restart()
    clock.advance(40_000)
    await settled(sale.saleId, 'succeeded')
    expect(await refundsAtProvider(till)).toHaveLength(1)
  })

  it('a refund made in the provider’s own pages is seen, counted, and keeps a too large one from being sent', async () => {
    const sale = await paidByQris(till, 50_000)
    await till.hand('outage', { on: true })
    must(await start(sale, 50_000))
    await till.hand('outage', { on: false })
    await refundElsewhere(sale.sessionId, 20_000)
    clock.advance(40_000)
    await settled(sale.saleId, 'failed')
    expect((await refundsAtProvider(till)).map(({ amount }) => amount)).toEqual([20_000])
    expect(left(sale.saleId)).toBe(30_000)
    expect(refundsOf(sale.saleId).map(({ way, amount }) => [way, amount])).toEqual([
      ['provider', 50_000],
      ['elsewhere', 20_000],
    ])
  })

  it('one made elsewhere that fails gives an order that is covered meanwhile its LUNAS, by itself', async () => {
    const { pay, recorded, refused } = await halfPaidAndHeldUp()
    // the other half comes while nobody knows whether the first one goes
    must(till.core.manual.accept(recorded))
    expect(viewOf(till, pay.saleId)).toMatchObject({ status: 'partly_paid', covered: 40_000 })
    await refused()
    await eventually(
      () => viewOf(till, pay.saleId).status === 'paid',
      () => viewOf(till, pay.saleId),
    )
    expect(viewOf(till, pay.saleId)).toMatchObject({ covered: 80_000, paidAt: expect.any(String) })
    expect(till.core.till.store.read.receiptOf(pay.saleId)).not.toBeNull()
    const kinds = viewOf(till, pay.saleId).timeline.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'sale_paid')).toHaveLength(1)
    // nothing was sent for it, and nothing is asked any more
    expect(await refundsAtProvider(till)).toHaveLength(1)
    expect(items(till)).toEqual([])
    expect(till.core.till.store.read.outboxOf(pay.tenderId).every(({ done }) => done)).toBe(true)
  })

  it('one made elsewhere that goes through leaves the order short, over a restart too', async () => {
    const { pay, recorded, refundId } = await halfPaidAndHeldUp()
    must(till.core.manual.accept(recorded))
    await till.restart()
    await till.hand(`refunds/${refundId}/succeed`)
    clock.advance(70_000)
    await settled(pay.saleId, 'succeeded')
    expect(viewOf(till, pay.saleId)).toMatchObject({ status: 'partly_paid', covered: 40_000 })
    expect(await refundsAtProvider(till)).toHaveLength(1)
  })

  it('what could not be sent can be taken back, and is never sent then', async () => {
    const sale = await paidByQris(till, 15_000)
    await till.hand('outage', { on: true })
    const attemptId = till.ids.next()
    must(await start(sale, 15_000, attemptId))
    await eventually(
      () => till.core.till.store.read.outboxEntry(attemptId)?.trouble !== null,
      () => refundsOf(sale.saleId),
    )
    must(till.core.afterSale.refunds.withdraw(attemptId))
    expect(left(sale.saleId)).toBe(15_000)
    await till.hand('outage', { on: false })
    clock.advance(60_000)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await refundsAtProvider(till)).toEqual([])
    expect(refusal(till.core.afterSale.refunds.withdraw(attemptId)).type).toBe('refund_not_open')
  })

  it('past the age of its key it is not sent again: a person is asked, and may say that it did not happen', async () => {
    const sale = await paidByQris(till, 45_000)
    await till.hand(
      'faults',
      { rules: [{ match: { method: 'POST', path: '/refunds' }, action: { type: 'dropBeforeCommit' } }] },
      'PUT',
    )
    const attemptId = till.ids.next()
    must(await start(sale, 45_000, attemptId))
    await settled(sale.saleId, 'requesting')
    clock.advance(24 * 3_600_000)
    await till.hand('clock', { advanceSec: 24 * 3_600 })
    const item = await eventually(
      () => items(till).find((each) => each.kind === 'refund_unknown'),
      () => items(till),
    )
    expect(left(sale.saleId)).toBe(0)
    await till.hand('faults', undefined, 'DELETE')
    must(await till.core.afterSale.attention.check(item.id))
    expect(await refundsAtProvider(till)).toEqual([])
    const released = must(till.core.afterSale.attention.release(item.id))
    expect(released.steps.at(-1)).toMatchObject({ kind: 'outcome_known' })
    expect(left(sale.saleId)).toBe(45_000)
  })
})

describe('late money', () => {
  it('given back whole settles every item that asked about it', async () => {
    const late = await lateMoney(till, 30_000)
    expect(
      items(till)
        .map((item) => item.kind)
        .toSorted(),
    ).toEqual(['covered_twice', 'money_late'])
    must(await start(late, 30_000))
    await settled(late.saleId, 'succeeded')
    await eventually(
      () => items(till).length === 0,
      () => items(till),
    )
    expect(itemOf(till, 'money_late').resolvedBy).not.toBe('till')
    expect(viewOf(till, late.saleId).status).toBe('paid')
  })
})

/** Half of an order is paid by QRIS and refunded elsewhere, which is not decided; a card slip for the rest is recorded. */
async function halfPaidAndHeldUp() {
  fillCart(till, 80_000)
  const attemptId = till.ids.next()
  must(await till.core.payments.charge({ attemptId, kind: 'qris', amount: amountOf(40_000) }))
  const half = await eventually(
    () => onCounter(till)?.tenders.find((each) => each.state === 'presented'),
    () => onCounter(till),
  )
  const pay = { saleId: onCounter(till)?.id ?? '', tenderId: half.id }
  await till.hand(`sessions/${half.sessionId}/pay`)
  await till.core.payments.checkNow(half.id)
  await eventually(
    () => viewOf(till, pay.saleId).covered === 40_000,
    () => viewOf(till, pay.saleId),
  )
  const slip = {
    ...{ bank: 'BCA', tid: '10203040', mid: '', batch: '12', trace: '1', rrn: '' },
    ...{ approvalCode: '123456', lastFour: '', entryMode: 'chip' as const },
  }
  const edc = { attemptId: till.ids.next(), amount: null, slip }
  must(await till.core.manual.recordEdc(edc))
  const recorded = viewOf(till, pay.saleId).tenders.at(-1)?.id ?? ''
  await till.hand('refund-outcome', { outcome: 'pending' })
  await refundElsewhere(half.sessionId ?? '', 40_000)
  // seen when somebody looks: here, by trying to give the same money back
  const looked = await till.core.afterSale.giveBack.cash({
    ...{ ...pay, amount: amountOf(40_000), lines: [], attemptId: till.ids.next() },
    ...{ reason: 'other', words: '' },
  })
  expect(refusal(looked).type).toBe('refund_exceeds_remaining')
  const refundId = refundsOf(pay.saleId)[0]?.refundId ?? ''
  const refused = async () => {
    await till.hand(`refunds/${refundId}/refuse`)
    clock.advance(10_000)
  }
  return { pay, recorded, refundId, refused }
}

async function refundElsewhere(sessionId: string, amount: number): Promise<void> {
  const charge = till.core.till.store.read.session(sessionId)?.facts.paymentId
  const answer = await fetch(`${till.simulatorUrl}/api/v1/refunds`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer pk_test_simulator',
      'content-type': 'application/json',
      'idempotency-key': 'dashboard-1',
    },
    body: JSON.stringify({ chargeId: charge, amount, reason: 'other' }),
  })
  expect(answer.status).toBe(201)
}
