import { err, ok, type Result } from '../result.ts'

/** Who stands at the counter. A role holds everything the roles before it hold. */
export type Role = 'cashier' | 'supervisor' | 'owner'

export const ROLES: readonly Role[] = ['cashier', 'supervisor', 'owner']

/** Somebody of the shop. A removed person keeps the id, because the books name it, and can no longer sign in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
}

/** Who does what is being done: the person signed in at this till. */
export type Actor = Pick<Person, 'id' | 'name' | 'role'>

export type PeopleRefusal =
  /** Nobody is signed in at this till. */
  | { readonly type: 'till_locked' }
  | { readonly type: 'pin_wrong'; readonly triesLeft: number }
  /** Too many wrong PINs for this person: wait. */
  | { readonly type: 'pin_locked_out'; readonly waitSeconds: number }
  /** PINs come faster than they can be checked; this one was not looked at. */
  | { readonly type: 'pin_busy' }
  | { readonly type: 'pin_weak'; readonly reason: 'length' | 'not_digits' | 'too_simple' }
  | { readonly type: 'person_unknown' }
  | { readonly type: 'person_name_taken'; readonly name: string }
  /** Somebody must be able to manage the shop: the last owner stays. */
  | { readonly type: 'last_owner' }
  | { readonly type: 'owner_exists' }
  /** What was asked needs another role; somebody who has it may lend the right for this one action. */
  | { readonly type: 'permission_needed'; readonly right: string; readonly role: Role }
  /** The one who lends a right must hold it. */
  | { readonly type: 'lender_lacks_right'; readonly right: string; readonly role: Role }
  /** Four eyes: whoever recorded the money may not be the one who accepts it. */
  | { readonly type: 'second_person_needed' }
  /** Erased, or its time was over. */
  | { readonly type: 'personal_data_gone' }

const PIN_DIGITS = { least: 4, most: 8 }

/** A PIN is 4 to 8 digits that are neither all the same nor a run like 1234. */
export function checkPin(pin: string): Result<string, Extract<PeopleRefusal, { type: 'pin_weak' }>> {
  if (!/^\d*$/.test(pin)) return err({ type: 'pin_weak', reason: 'not_digits' })
  if (pin.length < PIN_DIGITS.least || pin.length > PIN_DIGITS.most)
    return err({ type: 'pin_weak', reason: 'length' })
  return isRun(pin) ? err({ type: 'pin_weak', reason: 'too_simple' }) : ok(pin)
}

/** Equal steps of 0, +1 or -1 from digit to digit: 0000, 1234, 9876. */
function isRun(pin: string): boolean {
  const digits = Array.from(pin, Number)
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1
}
