import type { ManualTender } from './manual-tender.ts'
import type { Amount } from '../money.ts'
import type { Demand } from '../people/permissions.ts'
import { unreachable } from '../result.ts'

/** Who says that money is there, for each kind of money that a person sees. Set by the owner, held by the core. */
export interface ConfirmationPolicy {
  /** Cash in the hand counts at once, or waits in the inbox until it was counted again; who may do that, `fourEyesAbove` says. */
  readonly cash: 'at_once' | 'inbox'
  /** Cash above this waits all the same; null is no such limit. */
  readonly cashAtOnceUpTo: Amount | null
  /** A complete card slip counts by the shop's rule, or a supervisor looks at it. */
  readonly edc: 'rule' | 'supervisor'
  /** The notice of a payment to the shop's printed code: the same choice. */
  readonly staticQris: 'rule' | 'supervisor'
  /** A transfer takes a supervisor; with four eyes one who has not recorded it. */
  readonly transfer: 'four_eyes' | 'supervisor'
  /** Any money above this takes a second person, whatever its kind; null is no such limit. */
  readonly fourEyesAbove: Amount | null
}

export const DEFAULT_CONFIRMATION: ConfirmationPolicy = {
  cash: 'at_once',
  cashAtOnceUpTo: null,
  edc: 'rule',
  staticQris: 'rule',
  transfer: 'four_eyes',
  fourEyesAbove: null,
}

/** Does cash of this amount count the moment it is taken? */
export const cashCountsAtOnce = (amount: Amount, policy: ConfirmationPolicy): boolean =>
  policy.cash === 'at_once' && (policy.cashAtOnceUpTo === null || amount <= policy.cashAtOnceUpTo)

/** Recorded money that somebody is about to confirm; `recordedBy` is a person's id, null when that is not known. */
export interface RecordedMoney {
  readonly kind: ManualTender['kind']
  readonly amount: Amount
  readonly recordedBy: string | null
  /** Its photo looks like that of another payment: nobody decides about that alone. */
  readonly similarPhoto?: boolean
}

/** What confirming this money takes. There is no other way for recorded money to count than by meeting it. */
export function demandToConfirm(
  { kind, amount, recordedBy, similarPhoto = false }: RecordedMoney,
  policy: ConfirmationPolicy,
): Demand {
  const right = isByRule(kind, policy) ? 'confirm_by_rule' : 'confirm_money'
  const isAbove = policy.fourEyesAbove !== null && amount > policy.fourEyesAbove
  const takesTwo = isAbove || similarPhoto || (kind === 'transfer' && policy.transfer === 'four_eyes')
  return takesTwo && recordedBy !== null ? { right, amount, otherThan: recordedBy } : { right, amount }
}

function isByRule(kind: ManualTender['kind'], policy: ConfirmationPolicy): boolean {
  switch (kind) {
    case 'cash':
      return true
    case 'edc':
      return policy.edc === 'rule'
    case 'static_qris':
      return policy.staticQris === 'rule'
    case 'transfer':
      return false
    default:
      return unreachable(kind)
  }
}
