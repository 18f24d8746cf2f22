import type { Amount } from '../money.ts'
import { isRefundOver, remainingToRefund, type Refund, type RefundFacts } from './refund.ts'
import { unreachable } from '../result.ts'

/** The provider's list of a charge's refunds beside ours: which row is which of ours, and which nobody here made. */
export interface MatchedRefunds {
  readonly ours: readonly { readonly refundId: string; readonly facts: RefundFacts }[]
  readonly foreign: readonly RefundFacts[]
}

/** A refund of ours, with what is needed to find it in a list. */
export interface ListedRefund extends Refund {
  readonly createdAt: string
  /** The provider has forgotten its key, so that sending it again would be another refund. */
  readonly keyIsTooOld: boolean
}

/** How much earlier than our own writing-down a row may seem to have been made: two clocks are never the same. */
const CLOCK_SLACK_MS = 10 * 60_000

/**
 * Tells the rows apart: by the id that was sent along, or by the provider's id once it is known. A row without either that
 * may be the answer to an unknown refund is nobody else's, and waits: sending the same key again names it. Only where no
 * key is left to ask with is it taken for ours by amount and time, since believing that money went back is corrected by a
 * look, and sending it twice is not.
 */
export function matchRefunds(refunds: readonly ListedRefund[], rows: readonly RefundFacts[]): MatchedRefunds {
  const left = new Set(rows)
  const ours: { refundId: string; facts: RefundFacts }[] = []
  const take = (refund: Refund, row: RefundFacts): void => {
    left.delete(row)
    ours.push({ refundId: refund.id, facts: row })
  }
  for (const refund of refunds) {
    const row = rows.find(
      (each) => left.has(each) && (each.ownId === refund.id || each.refundId === knownId(refund)),
    )
    if (row !== undefined) take(refund, row)
  }
  const unknown = refunds.filter(
    ({ id, state }) => state.name === 'requesting' && !ours.some((each) => each.refundId === id),
  )
  for (const refund of unknown) {
    const row = rows.find((each) => left.has(each) && mayBe(each, refund))
    if (row === undefined || unknown.some((each) => !each.keyIsTooOld && mayBe(row, each))) continue
    take(refund, row)
  }
  const foreign = rows.filter((row) => left.has(row) && !unknown.some((refund) => mayBe(row, refund)))
  return { ours, foreign }
}

const mayBe = (row: RefundFacts, refund: ListedRefund): boolean =>
  (row.ownId ?? null) === null &&
  row.amount === refund.amount &&
  (row.createdAt === null || Date.parse(row.createdAt) >= Date.parse(refund.createdAt) - CLOCK_SLACK_MS)

const knownId = ({ state }: Refund): string | null => ('refundId' in state ? state.refundId : null)

/** What to do next about a refund, once the provider's list has been looked at. */
export type RefundMove =
  /** Send it: the first time, or again with the same key and bytes. */
  | 'send'
  /** The provider decides; ask again later. */
  | 'watch'
  /** Something else took the money meanwhile: it must not be sent. */
  | 'give_up'
  /** Its key is too old to be sent again and the list does not show it: a person has to look. */
  | 'ask_person'
  | 'done'

export function nextRefundMove(
  refund: Refund,
  others: readonly Refund[],
  captured: Amount,
  keyIsTooOld: boolean,
): RefundMove {
  if (isRefundOver(refund)) return 'done'
  const { state } = refund
  switch (state.name) {
    case 'intended':
      return refund.amount > remainingToRefund(captured, others) ? 'give_up' : 'send'
    case 'requesting':
      return keyIsTooOld ? 'ask_person' : 'send'
    case 'pending':
      return 'watch'
    case 'succeeded':
    case 'failed':
      return 'done'
    default:
      return unreachable(state)
  }
}
