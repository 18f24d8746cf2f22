import type { Amount } from '../money.ts'
import type { Actor, PeopleRefusal, Role } from './people.ts'
import { ROLES } from './people.ts'

/** Everything a person may be allowed to do. One table says which role it takes. */
export type Right = keyof typeof RIGHTS

/** The least role that holds each right. Whoever lacks one can ask somebody who holds it, for that one action. */
const RIGHTS = {
  sell: 'cashier',
  look_up: 'cashier',
  print: 'cashier',
  /** Cash in the hand, a complete card slip: the rule says that it counts. */
  confirm_by_rule: 'cashier',
  /** Any other money a person saw, and rule money above the shop's limit. */
  confirm_money: 'supervisor',
  give_discount: 'cashier',
  give_large_discount: 'supervisor',
  cancel_sale: 'cashier',
  /** Going on while a shown code may still be paid. */
  supersede_code: 'supervisor',
  override_evidence: 'supervisor',
  settle_attention: 'supervisor',
  open_drawer: 'supervisor',
  /** Opening and closing one's own shift, cash in and out of its drawer. */
  run_shift: 'cashier',
  /** Closing a shift that somebody else has opened and forgotten. */
  close_other_shift: 'supervisor',
  /** What ought to be in the drawer, before it is counted. */
  see_till_sums: 'supervisor',
  /** Sums over days, and files of them. */
  see_reports: 'supervisor',
  refund: 'supervisor',
  read_log: 'supervisor',
  reconcile: 'supervisor',
  change_catalog: 'supervisor',
  change_printers: 'supervisor',
  change_settings: 'owner',
  change_provider: 'owner',
  manage_people: 'owner',
  switch_mode: 'owner',
  manage_backups: 'owner',
  erase_personal_data: 'owner',
} as const satisfies Record<string, Role>

/** One thing somebody wants to do, with what the thresholds look at. */
export interface Demand {
  readonly right: Right
  /** Money it is about. */
  readonly amount?: Amount
  /** Discount on the whole order, in basis points of what it would cost without. */
  readonly discountBasisPoints?: number
  /** Four eyes: this person may not be the one who does it. */
  readonly otherThan?: string
}

/** From where on a right takes more than its role; set by the owner. */
export interface PermissionLimits {
  /** A discount above this needs a supervisor; 10 000 is 100 %. */
  readonly discountBasisPoints: number
  /** Money confirmed by rule above this needs a supervisor. */
  readonly confirmAmount: Amount
}

const holds = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** The right a demand takes once the shop's limits are looked at. */
export function rightFor(demand: Demand, limits: PermissionLimits): Right {
  if (demand.right === 'give_discount' && (demand.discountBasisPoints ?? 0) > limits.discountBasisPoints)
    return 'give_large_discount'
  if (demand.right === 'confirm_by_rule' && (demand.amount ?? 0) > limits.confirmAmount)
    return 'confirm_money'
  return demand.right
}

/** Why this person may not do it, or null. Nobody signed in may do nothing. */
export function objection(
  actor: Actor | null,
  demand: Demand,
  limits: PermissionLimits,
): PeopleRefusal | null {
  if (actor === null) return { type: 'till_locked' }
  const right = rightFor(demand, limits)
  const role = RIGHTS[right]
  if (!holds(actor.role, role)) return { type: 'permission_needed', right, role }
  return demand.otherThan === actor.id ? { type: 'second_person_needed' } : null
}

/** What a role holds by itself, for the screens to mark what will ask for somebody else. */
export const rightsOf = (role: Role): readonly Right[] =>
  (Object.keys(RIGHTS) as Right[]).filter((right) => holds(role, RIGHTS[right]))

export const roleFor = (right: Right): Role => RIGHTS[right]
