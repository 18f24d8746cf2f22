import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { matchRefunds, nextRefundMove, type ListedRefund } from '../../src/core/domain/refunds/list.ts'
import {
  checkRefund,
  refundedAmount,
  remainingToRefund,
  stepRefund,
  type Refund,
  type RefundEvent,
  type RefundFacts,
  type RefundState,
} from '../../src/core/domain/refunds/refund.ts'
import { CAPTURED, newRefund, RefundWorld, type Crash, type Fate } from './refund-world.ts'
import { refusalOf, valueOf } from './tender-builders.ts'

const STATES: Readonly<Record<RefundState['name'], RefundState>> = {
  intended: { name: 'intended' },
  requesting: { name: 'requesting' },
  pending: { name: 'pending', refundId: 'rfnd_1', given: amountOf(30_000) },
  succeeded: { name: 'succeeded', refundId: 'rfnd_1', given: amountOf(30_000) },
  failed: { name: 'failed', refundId: 'rfnd_1', code: 'refund_failed', message: 'no' },
}
const inState = (state: RefundState): Refund => ({ ...newRefund('r1', 30_000), state })
const facts = (change: Partial<RefundFacts> = {}): RefundFacts => ({
  refundId: 'rfnd_1',
  chargeId: 'pay_1',
  status: 'pending',
  amount: amountOf(30_000),
  currency: 'IDR',
  failure: null,
  createdAt: null,
  ...change,
})
const after = (state: RefundState, event: RefundEvent) => {
  const { next, effects } = valueOf(stepRefund(inState(state), event))
  return { state: next.state.name, effects: effects.map(({ type }) => type) }
}
const answered = (status: RefundFacts['status'], change: Partial<RefundFacts> = {}): RefundEvent => ({
  type: 'answered',
  facts: facts({ status, ...change }),
})
const refusedBy: RefundEvent = { type: 'refused', code: 'refund_not_supported', message: 'no' }

describe('a refund', () => {
  it.each<[RefundState['name'], RefundEvent, RefundState['name'], string[]]>([
    ['intended', { type: 'sent' }, 'requesting', []],
    ['requesting', { type: 'sent' }, 'requesting', []],
    ['requesting', answered('pending'), 'pending', []],
    ['requesting', answered('unknown'), 'pending', []],
    ['requesting', answered('succeeded'), 'succeeded', []],
    ['requesting', answered('failed'), 'failed', ['refund_failed']],
    ['requesting', refusedBy, 'failed', ['refund_failed']],
    [
      'requesting',
      answered('succeeded', { amount: amountOf(25_000) }),
      'succeeded',
      ['refund_amount_differs'],
    ],
    ['pending', answered('pending'), 'pending', []],
    ['pending', answered('succeeded'), 'succeeded', []],
    ['pending', answered('failed'), 'failed', ['refund_failed']],
    // a refused resend says nothing about a row the provider has
    ['pending', refusedBy, 'pending', []],
    ['succeeded', refusedBy, 'succeeded', []],
    // what went back once is not given out again
    ['succeeded', answered('failed'), 'succeeded', ['refund_contradicted']],
    ['succeeded', answered('succeeded'), 'succeeded', []],
    ['failed', answered('failed'), 'failed', []],
    ['failed', answered('succeeded'), 'succeeded', ['refund_contradicted']],
    ['intended', answered('pending'), 'pending', []],
    ['intended', { type: 'withdrawn' }, 'failed', []],
    ['requesting', { type: 'released' }, 'failed', []],
  ])('%s, then %o: %s', (name, event, next, effects) => {
    expect(after(STATES[name], event)).toEqual({ state: next, effects })
  })

  it.each<[RefundState['name'], RefundEvent]>([
    ['pending', { type: 'sent' }],
    ['succeeded', { type: 'sent' }],
    ['failed', { type: 'sent' }],
    ['requesting', { type: 'withdrawn' }],
    ['pending', { type: 'withdrawn' }],
    ['intended', { type: 'released' }],
    ['pending', { type: 'released' }],
    ['succeeded', { type: 'released' }],
    // a refund by the provider is not handed over the counter
    ['intended', { type: 'handed_over' }],
  ])('%s does not take %o', (name, event) => {
    expect(refusalOf(stepRefund(inState(STATES[name]), event))).toEqual({
      type: 'refund_not_open',
      state: name,
    })
  })

  it('in cash is done when it is handed over, and never sent', () => {
    const cash = newRefund('r1', 10_000, 'cash')
    expect(valueOf(stepRefund(cash, { type: 'handed_over' })).next.state).toEqual({
      name: 'succeeded',
      refundId: null,
      given: 10_000,
    })
    expect(refusalOf(stepRefund(cash, { type: 'sent' })).type).toBe('refund_not_open')
  })
})

describe('what is left to give back', () => {
  const of = (name: RefundState['name'], amount: number): Refund => ({
    ...newRefund(name, amount),
    state:
      name === 'pending' || name === 'succeeded'
        ? { name, refundId: name, given: amountOf(amount) }
        : STATES[name],
  })

  it.each<[RefundState['name'], number]>([
    ['intended', 50_000],
    ['requesting', 50_000],
    ['pending', 50_000],
    ['succeeded', 50_000],
    ['failed', 80_000],
  ])('beside a %s refund of 30.000 it is %i', (name, left) => {
    expect(remainingToRefund(CAPTURED, [of(name, 30_000)])).toBe(left)
  })

  it('counts cash and refunds made elsewhere', () => {
    const all = [of('succeeded', 10_000), { ...of('succeeded', 20_000), way: 'cash' as const }]
    expect(remainingToRefund(CAPTURED, all)).toBe(50_000)
    expect(refundedAmount(all)).toBe(30_000)
  })

  it('refuses more than that, and nothing', () => {
    const before = [of('requesting', 30_000)]
    expect(checkRefund(CAPTURED, before, amountOf(50_000)).ok).toBe(true)
    expect(refusalOf(checkRefund(CAPTURED, before, amountOf(50_001)))).toEqual({
      type: 'refund_exceeds_remaining',
      remaining: 50_000,
      asked: 50_001,
    })
    expect(refusalOf(checkRefund(CAPTURED, before, amountOf(0))).type).toBe('refund_amount_invalid')
  })
})

describe('the provider’s list', () => {
  const written = (refund: Refund, keyIsTooOld = false): ListedRefund => ({
    ...refund,
    createdAt: '2026-07-15T07:00:00.000Z',
    keyIsTooOld,
  })
  const requesting = (id: string, amount: number, keyIsTooOld = false) =>
    written({ ...newRefund(id, amount), state: { name: 'requesting' } }, keyIsTooOld)

  it('names a refund by the id that was sent along, whatever its amount', () => {
    const rows = [facts({ refundId: 'a', ownId: 'r2' }), facts({ refundId: 'b', ownId: 'r1' })]
    const { ours, foreign } = matchRefunds([requesting('r1', 30_000), requesting('r2', 10_000)], rows)
    expect(ours.map(({ refundId, facts: row }) => [refundId, row.refundId])).toEqual([
      ['r1', 'b'],
      ['r2', 'a'],
    ])
    expect(foreign).toEqual([])
  })

  it('without such an id, a row that may be the answer waits for the key to be sent again', () => {
    const rows = [facts({ refundId: 'a' }), facts({ refundId: 'b', amount: amountOf(9_000) })]
    const { ours, foreign } = matchRefunds([requesting('r1', 30_000), requesting('r2', 30_000)], rows)
    expect(ours).toEqual([])
    expect(foreign.map(({ refundId }) => refundId)).toEqual(['b'])
  })

  it('where no key is left to ask with, such a row is taken for the unknown one, and once', () => {
    const old = [requesting('r1', 30_000, true), requesting('r2', 30_000, true)]
    const { ours, foreign } = matchRefunds(old, [facts({ refundId: 'a' })])
    expect(ours.map(({ refundId }) => refundId)).toEqual(['r1'])
    expect(foreign).toEqual([])
    const oneCanAsk = [requesting('r1', 30_000, true), requesting('r2', 30_000)]
    expect(matchRefunds(oneCanAsk, [facts({ refundId: 'a' })])).toEqual({ ours: [], foreign: [] })
  })

  it('a row from long before was made by somebody else', () => {
    const from = (createdAt: string) => matchRefunds([requesting('r1', 30_000, true)], [facts({ createdAt })])
    expect(from('2026-07-15T06:00:00.000Z').foreign).toHaveLength(1)
    expect(from('2026-07-15T06:55:00.000Z').ours).toHaveLength(1)
  })

  it('a row that is known stays with its refund, so that it is nobody else’s', () => {
    const known = written(inState(STATES.succeeded))
    const { ours } = matchRefunds([known, requesting('r2', 30_000)], [facts()])
    expect(ours.map(({ refundId }) => refundId)).toEqual(['r1'])
  })

  it.each<[RefundState['name'], boolean, ReturnType<typeof nextRefundMove>]>([
    ['intended', false, 'send'],
    ['requesting', false, 'send'],
    ['requesting', true, 'ask_person'],
    ['pending', false, 'watch'],
    ['pending', true, 'watch'],
    ['succeeded', false, 'done'],
    ['failed', false, 'done'],
  ])('of a %s refund (old key: %s) leads to: %s', (name, tooOld, move) => {
    expect(nextRefundMove(inState(STATES[name]), [], CAPTURED, tooOld)).toBe(move)
  })

  it('a refund whose money somebody else gave back meanwhile is not sent', () => {
    const other: Refund = {
      ...newRefund('x', 60_000, 'elsewhere'),
      state: { name: 'succeeded', refundId: 'x', given: amountOf(60_000) },
    }
    expect(nextRefundMove(inState(STATES.intended), [other], CAPTURED, false)).toBe('give_up')
  })
})

// --- whatever happens ------------------------------------------------------------------------------------------------

type Deed = (world: RefundWorld) => void

const which = fc.nat({ max: 4 })
const share = fc.constantFrom(80_000, 40_000, 40_000, 30_000, 10_000, 90_000)
const crash = fc.constantFrom<Crash>('none', 'none', 'before_list', 'after_list', 'before_send', 'after_send')
const fate: fc.Arbitrary<Fate> = fc.record({
  does: fc.constantFrom<Fate['does']>('succeed', 'pending', 'fail_row', 'turn_away', 'lose'),
  answers: fc.boolean(),
})
const runs = fc.tuple(which, crash, fc.boolean(), fate).map(
  ([at, falls, blind, what]): Deed =>
    (world) =>
      world.run(at, falls, blind && falls === 'none', what),
)
const starts = share.map(
  (asked): Deed =>
    (world) =>
      world.start('provider', asked),
)
const decides = fc.tuple(which, fc.constantFrom('succeeded' as const, 'failed' as const)).map(
  ([at, status]): Deed =>
    (world) =>
      world.decide(at, status),
)
const others = fc.tuple(which, fc.constantFrom('withdraw' as const, 'age' as const, 'release' as const)).map(
  ([at, what]): Deed =>
    (world) =>
      world[what](at),
)
const ours = [
  { weight: 5, arbitrary: starts },
  { weight: 10, arbitrary: runs },
  { weight: 3, arbitrary: decides },
  { weight: 3, arbitrary: others },
]
const cash = share.map(
  (asked): Deed =>
    (world) =>
      world.start('cash', asked),
)
const elsewhere = share.map(
  (asked): Deed =>
    (world) =>
      world.elsewhere(asked),
)

const noMoreThanCaptured = (world: RefundWorld, deeds: readonly Deed[]): void => {
  for (const deed of deeds) {
    deed(world)
    expect(world.gone()).toBeLessThanOrEqual(CAPTURED)
    for (const refund of world.refunds) {
      const rows = world.rows.filter((row) => row.madeBy === refund.id)
      expect(rows.length, `${refund.id} is made once`).toBeLessThanOrEqual(1)
    }
  }
  world.calmDown()
  const went = world.rows
    .filter((row) => row.status === 'succeeded')
    .reduce((sum, row) => sum + row.amount, 0)
  const handed = world.refunds.filter((each) => each.way === 'cash')
  expect(world.gone()).toBeLessThanOrEqual(CAPTURED)
  // both books say the same in the end
  expect(refundedAmount(world.refunds)).toBe(went + refundedAmount(handed))
}

describe('whatever answers come, and wherever the till falls over', () => {
  it.each([true, false])(
    'never more than was captured goes back, cash included, and nothing twice (the provider echoes our id: %s)',
    (echoes) => {
      const deeds = fc.array(fc.oneof(...ours, { weight: 2, arbitrary: cash }), {
        maxLength: 40,
        size: 'max',
      })
      fc.assert(
        fc.property(deeds, (all) => {
          // a provider that would give back any amount: the shop's own rule has to hold
          noMoreThanCaptured(new RefundWorld({ echoes, enforces: false }), all)
        }),
        { numRuns: 1_500 },
      )
    },
  )

  it('refunds made in the provider’s own pages are seen and counted', () => {
    const deeds = fc.array(fc.oneof(...ours, { weight: 3, arbitrary: elsewhere }), {
      maxLength: 40,
      size: 'max',
    })
    fc.assert(
      fc.property(deeds, (all) => {
        noMoreThanCaptured(new RefundWorld({ echoes: true, enforces: true }), all)
      }),
      { numRuns: 1_500 },
    )
  })
})
