import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cashCountsAtOnce,
  DEFAULT_CONFIRMATION,
  demandToConfirm,
  type ConfirmationPolicy,
} from '../../src/core/domain/tenders/confirmation.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { ROLES, type Actor } from '../../src/core/domain/people/people.ts'
import { objection } from '../../src/core/domain/people/permissions.ts'

const LIMITS = { discountBasisPoints: 0, confirmAmount: amountOf(2_000_000) }
const amount = fc.integer({ min: 1, max: 10_000_000 }).map(amountOf)
const limit = fc.option(amount, { nil: null })
const policies: fc.Arbitrary<ConfirmationPolicy> = fc.record({
  cash: fc.constantFrom('at_once', 'inbox'),
  cashAtOnceUpTo: limit,
  edc: fc.constantFrom('rule', 'supervisor'),
  staticQris: fc.constantFrom('rule', 'supervisor'),
  transfer: fc.constantFrom('four_eyes', 'supervisor'),
  fourEyesAbove: limit,
})
const kinds = fc.constantFrom('cash', 'edc', 'transfer', 'static_qris')
const people: fc.Arbitrary<Actor> = fc.record({
  id: fc.constantFrom('a', 'b', 'c'),
  name: fc.constant('X'),
  role: fc.constantFrom(...ROLES),
})
const may = (actor: Actor, money: Parameters<typeof demandToConfirm>[0], policy: ConfirmationPolicy) =>
  objection(actor, demandToConfirm(money, policy), LIMITS) === null

describe('Whoever confirms recorded money', () => {
  it('is never somebody whom the policy leaves out', () => {
    fc.assert(
      fc.property(policies, kinds, amount, people, people, (policy, kind, money, recorder, actor) => {
        if (!may(actor, { kind, amount: money, recordedBy: recorder.id }, policy)) return
        const isSame = actor.id === recorder.id
        if (kind === 'transfer') {
          expect(actor.role).not.toBe('cashier')
          if (policy.transfer === 'four_eyes') expect(isSame).toBe(false)
        }
        if (kind === 'edc' && policy.edc === 'supervisor') expect(actor.role).not.toBe('cashier')
        if (kind === 'static_qris' && policy.staticQris === 'supervisor')
          expect(actor.role).not.toBe('cashier')
        if (policy.fourEyesAbove !== null && money > policy.fourEyesAbove) expect(isSame).toBe(false)
        if (money > LIMITS.confirmAmount) expect(actor.role).not.toBe('cashier')
      }),
    )
  })

  it('can always be the owner who has not recorded it: no policy locks money in', () => {
    const owner: Actor = { id: 'owner', name: 'Ibu Rina', role: 'owner' }
    fc.assert(
      fc.property(policies, kinds, amount, (policy, kind, money) => {
        expect(may(owner, { kind, amount: money, recordedBy: 'somebody' }, policy)).toBe(true)
      }),
    )
  })

  it('is told why not: another role, or another person', () => {
    const supervisor: Actor = { id: 's', name: 'Pak Dedi', role: 'supervisor' }
    const cashier: Actor = { id: 'c', name: 'Sari', role: 'cashier' }
    const transfer = { kind: 'transfer', amount: amountOf(10_000), recordedBy: 's' } as const
    const demand = demandToConfirm(transfer, DEFAULT_CONFIRMATION)
    expect(objection(supervisor, demand, LIMITS)).toEqual({ type: 'second_person_needed' })
    expect(objection(cashier, demand, LIMITS)).toMatchObject({
      type: 'permission_needed',
      role: 'supervisor',
    })
  })
})

describe('Cash', () => {
  const upTo = (limitOf: number | null): ConfirmationPolicy => ({
    ...DEFAULT_CONFIRMATION,
    cashAtOnceUpTo: limitOf === null ? null : amountOf(limitOf),
  })
  it.each([
    [DEFAULT_CONFIRMATION, 9_000_000, true],
    [upTo(500_000), 500_000, true],
    [upTo(500_000), 500_001, false],
    [{ ...DEFAULT_CONFIRMATION, cash: 'inbox' } as const, 1, false],
  ])('counts at once only as far as the shop has said (%#)', (policy, money, expected) => {
    expect(cashCountsAtOnce(amountOf(money), policy)).toBe(expected)
  })
})
