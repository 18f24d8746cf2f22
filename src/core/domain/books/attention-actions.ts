/** What a person can do about an inbox item, in the order the screen offers it. */
export type AttentionAction =
  /** Put late money to a sale. */
  | 'attach'
  /** Give money back. */
  | 'refund'
  /** Ask the provider now. */
  | 'check'
  /** Print a marked copy. */
  | 'reprint'
  /** It came out after all. */
  | 'was_printed'
  /** An unknown refund did not happen: its amount is free again. */
  | 'release'
  /** For the owner; stays open. */
  | 'escalate'
  | 'note'
  | 'resolve'

/** What is true about an item now, as far as it decides what can be done. */
export interface AttentionStanding {
  readonly resolved: boolean
  readonly escalated: boolean
  /** Late money that nobody has decided about. */
  readonly hasLateMoney: boolean
  /** A payment of it that can be given back, in whole or in part. */
  readonly hasRefundable: boolean
  /** Something at the provider that can be asked for. */
  readonly canAsk: boolean
  readonly printed: 'unknown_slip' | 'unknown_drawer' | null
  readonly refundIsUnknown: boolean
}

/** The kinds whose item is settled by what the provider says, so that asking it makes sense. */
const ASKED: readonly string[] = [
  'outcome_unknown',
  'proof_shown',
  'session_missing',
  'session_in_review',
  'tender_superseded',
  'tender_quarantined',
  'settled_contradicted',
  'refund_unknown',
  'refund_contradicted',
]

/** Kinds about money that may have to go back. */
const MONEY: readonly string[] = [
  'money_late',
  'money_amount_differs',
  'covered_twice',
  'booking_paid_otherwise',
  'refund_failed',
  'settled_contradicted',
  'reconciliation_not_paid_there',
  'reconciliation_not_counted_here',
  'reconciliation_money_without_session',
]

/** What is offered for an item of this kind. Every item can be noted, handed on and settled with a word. */
export function attentionActions(kind: string, standing: AttentionStanding): readonly AttentionAction[] {
  if (standing.resolved) return ['note']
  const actions: AttentionAction[] = []
  if (standing.hasLateMoney) actions.push('attach')
  if (standing.hasRefundable && MONEY.includes(kind)) actions.push('refund')
  if (standing.canAsk && ASKED.includes(kind)) actions.push('check')
  if (standing.refundIsUnknown) actions.push('release')
  if (standing.printed === 'unknown_slip') actions.push('reprint')
  if (standing.printed !== null) actions.push('was_printed')
  if (!standing.escalated) actions.push('escalate')
  return [...actions, 'note', 'resolve']
}
