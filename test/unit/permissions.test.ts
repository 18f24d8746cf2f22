import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { ROLES, type Actor, type Role } from '../../src/core/domain/people/people.ts'
import {
  objection,
  rightFor,
  rightsOf,
  roleFor,
  type PermissionLimits,
  type Right,
} from '../../src/core/domain/people/permissions.ts'

const limits: PermissionLimits = { discountBasisPoints: 2_000, confirmAmount: amountOf(2_000_000) }
const someone = (role: Role): Actor => ({ id: role, name: role, role })

/** Who may do what, by hand: a change of the table is a change of this one as well. */
const EXPECTED: Readonly<Record<Role, readonly Right[]>> = {
  cashier: ['sell', 'look_up', 'print', 'confirm_by_rule', 'give_discount', 'cancel_sale', 'run_shift'],
  supervisor: [
    'confirm_money',
    'give_large_discount',
    'supersede_code',
    'override_evidence',
    'settle_attention',
    'open_drawer',
    'close_other_shift',
    'see_till_sums',
    'refund',
    'read_log',
    'reconcile',
    'see_reports',
    'change_catalog',
    'change_printers',
  ],
  owner: [
    'change_settings',
    'change_provider',
    'manage_people',
    'switch_mode',
    'manage_backups',
    'erase_personal_data',
  ],
}

describe('who may do what', () => {
  it('each role holds its own rights and those of the roles before it, and no others', () => {
    ROLES.forEach((role, place) => {
      const expected = ROLES.slice(0, place + 1).flatMap((each) => EXPECTED[each])
      expect(rightsOf(role).toSorted()).toEqual(expected.toSorted())
    })
  })

  it('is decided for every right and every role as the table says, and nobody signed in may do nothing', () => {
    for (const right of rightsOf('owner')) {
      expect(objection(null, { right }, limits)).toEqual({ type: 'till_locked' })
      for (const role of ROLES) {
        const mayNot = { type: 'permission_needed', right, role: roleFor(right) }
        expect(objection(someone(role), { right }, limits)).toEqual(
          rightsOf(role).includes(right) ? null : mayNot,
        )
      }
    }
  })

  it('a discount above the limit takes a supervisor; one at the limit does not', () => {
    const give = (discountBasisPoints: number) => ({ right: 'give_discount', discountBasisPoints }) as const
    expect(objection(someone('cashier'), give(2_000), limits)).toBeNull()
    expect(objection(someone('cashier'), give(2_001), limits)).toEqual({
      type: 'permission_needed',
      right: 'give_large_discount',
      role: 'supervisor',
    })
    expect(objection(someone('supervisor'), give(10_000), limits)).toBeNull()
    expect(rightFor({ right: 'give_discount' }, limits)).toBe('give_discount')
  })

  it('rule money above the limit takes a supervisor; at the limit it does not', () => {
    const confirm = (amount: number) => ({ right: 'confirm_by_rule', amount: amountOf(amount) }) as const
    expect(objection(someone('cashier'), confirm(2_000_000), limits)).toBeNull()
    expect(objection(someone('cashier'), confirm(2_000_001), limits)).toMatchObject({
      right: 'confirm_money',
    })
  })

  it('whoever recorded the money does not accept it, owner or not; without the right that comes first', () => {
    const accept = { right: 'confirm_money', otherThan: 'owner' } as const
    expect(objection(someone('owner'), accept, limits)).toEqual({ type: 'second_person_needed' })
    expect(objection(someone('supervisor'), accept, limits)).toBeNull()
    expect(objection(someone('cashier'), { ...accept, otherThan: 'cashier' }, limits)).toMatchObject({
      type: 'permission_needed',
    })
  })
})
