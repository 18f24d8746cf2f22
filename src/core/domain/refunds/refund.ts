import { addAmounts, amountOf, ZERO, type Amount, type Currency } from '../money.ts'
import { err, ok, unreachable, type Result } from '../result.ts'

/**
 * Money that goes back to a customer. Pure: ids and answers arrive in events. The amount is taken out of what is left
 * the moment the refund is written down, before anything is sent, and comes back only when it is certain that no money
 * went.
 */
export interface Refund {
  readonly id: string
  readonly saleId: string
  /** The payment it gives back. */
  readonly tenderId: string
  /**
   * Who gives it back; `elsewhere` was made outside this till and is known from the provider's list, `terminal` is a card
   * slip that was voided on the terminal before its batch was settled.
   */
  readonly way: RefundWay
  /** The provider's name for the payment; null where the provider never had it. */
  readonly chargeId: string | null
  readonly amount: Amount
  readonly currency: Currency
  readonly reason: RefundReason
  /** The cashier's own words, as a ref into the personal data; empty when there are none. */
  readonly words: string
  readonly state: RefundState
}

export type RefundWay = 'provider' | 'cash' | 'terminal' | 'elsewhere'

export const REFUND_REASONS = ['requested_by_customer', 'duplicate', 'fraudulent', 'other'] as const
export type RefundReason = (typeof REFUND_REASONS)[number]

export type RefundState =
  /** Stored with its call; nothing has left the machine. */
  | { readonly name: 'intended' }
  /** Sent, and the answer is unknown. Only the provider's list can tell. */
  | { readonly name: 'requesting' }
  /** The provider has it and has not decided. */
  | { readonly name: 'pending'; readonly refundId: string; readonly given: Amount }
  /** The money went back. */
  | { readonly name: 'succeeded'; readonly refundId: string | null; readonly given: Amount }
  /** Certain that no money went back. */
  | {
      readonly name: 'failed'
      readonly refundId: string | null
      readonly code: string
      readonly message: string
    }

/** What the provider says about one refund, translated. `unknown` stands for any text we do not know: still waiting. */
export interface RefundFacts {
  readonly refundId: string
  readonly chargeId: string
  readonly status: 'pending' | 'succeeded' | 'failed' | 'unknown'
  readonly amount: Amount
  readonly currency: Currency
  readonly failure: string | null
  readonly createdAt: string | null
  /** Our own refund's id, where the provider gives back what was sent with it. */
  readonly ownId?: string | null
}

export type RefundEvent =
  | { readonly type: 'sent' }
  /** The provider's word about this refund, from an answer or from its list. */
  | { readonly type: 'answered'; readonly facts: RefundFacts }
  /** The provider said no, and its list shows no row of it. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  /** Taken back by a person before anything was sent. */
  | { readonly type: 'withdrawn' }
  /** A person looked at the provider and says that no money went back. */
  | { readonly type: 'released' }
  /**
   * Cash was handed over the counter, or the terminal printed its void slip. `given` is what the shop's coins allowed,
   * where that is not the refund's amount.
   */
  | { readonly type: 'handed_over'; readonly given?: Amount }

export type RefundEffect =
  /** Decided against the customer, who may have left: a person has to give the money back otherwise. */
  | { readonly type: 'refund_failed'; readonly code: string; readonly message: string }
  /** The provider says something else than it said before. */
  | { readonly type: 'refund_contradicted'; readonly refundId: string; readonly status: string }
  | { readonly type: 'refund_amount_differs'; readonly refundId: string; readonly given: Amount }

export type RefundRefusal =
  | { readonly type: 'refund_amount_invalid' }
  | { readonly type: 'refund_exceeds_remaining'; readonly remaining: Amount; readonly asked: Amount }
  /** It has left the machine, or is over. */
  | { readonly type: 'refund_not_open'; readonly state: string }
  | { readonly type: 'refund_not_possible'; readonly reason: RefundObstacle }
  | { readonly type: 'refund_missing' }
  /** Less than half of the smallest coin that the shop gives. */
  | { readonly type: 'refund_below_coin'; readonly asked: Amount; readonly step: Amount }
  /** A line that is not in the sale, or more of it than is left. */
  | { readonly type: 'refund_lines_invalid' }
  /** Something went back meanwhile, so that the chosen lines are worth another amount now. */
  | { readonly type: 'refund_lines_changed'; readonly amount: Amount }
  | { readonly type: 'void_slip_invalid'; readonly field: keyof VoidSlip }

export type RefundObstacle =
  /** There is no money of this payment to give back. */
  | 'no_money'
  /** A person took this money, so a person gives it back. */
  | 'not_by_provider'
  /** The late money of this payment pays another sale now. */
  | 'attached'
  /** The provider has not named the charge. */
  | 'charge_unknown'
  /** The order is not paid, and another code or slip of it is still open. */
  | 'sale_still_paying'
  /** The shop gives cash only inside a shift. */
  | 'no_shift'
  /** Only a card terminal can void. */
  | 'void_not_card'
  /** A QRIS payment is settled the moment it is made: it can only be refunded. */
  | 'void_qris'
  /** Its batch is settled: the bank has the money on its way to the shop. */
  | 'void_settled'
  /** A void takes back the whole slip, and a part of it went back already. */
  | 'void_partly_back'

/** What the terminal printed when it voided the slip. Text: leading zeros count. */
export interface VoidSlip {
  readonly rrn: string
  readonly approvalCode: string
}

/** What is written down with a refund and is none of the machine's business: its paper. */
export interface RefundNote {
  /** Its own number; null for one that was made elsewhere. */
  readonly number: string | null
  /** What came back; empty when only money is given back. */
  readonly lines: readonly RefundedLine[]
  readonly voided: VoidSlip | null
}

export interface RefundedLine {
  readonly lineId: string
  readonly name: string
  /** In thousandths of the unit. */
  readonly quantity: number
  /** What the customer had paid for it. */
  readonly amount: Amount
}

export const NO_NOTE: RefundNote = { number: null, lines: [], voided: null }

/** A refund's number, e.g. `BDG1-R-261121-0001`: without gaps for each till and business day. */
export function formatRefundNumber(tillCode: string, businessDate: string, counter: number): string {
  return `${tillCode}-R-${businessDate.replaceAll('-', '').slice(2)}-${String(counter).padStart(4, '0')}`
}

/** Checks a typed void slip: the approval code has to be there, and neither may hold anything but letters and digits. */
export function checkVoidSlip(typed: VoidSlip): Result<VoidSlip, RefundRefusal> {
  const rrn = typed.rrn.trim()
  const approvalCode = typed.approvalCode.trim()
  // thirteen digits and more in a reference may be a card number, which must never be stored
  if (!/^[A-Za-z0-9]{0,12}$/.test(rrn)) return err({ type: 'void_slip_invalid', field: 'rrn' })
  if (!/^[A-Za-z0-9]{1,12}$/.test(approvalCode))
    return err({ type: 'void_slip_invalid', field: 'approvalCode' })
  return ok({ rrn, approvalCode })
}

export interface RefundStep {
  readonly next: Refund
  readonly effects: readonly RefundEffect[]
}

/** What this refund may take or has taken of the payment; nothing once it is certain that no money went. */
export function reservedBy({ state, amount, way }: Pick<Refund, 'state' | 'amount' | 'way'>): Amount {
  switch (state.name) {
    case 'intended':
    case 'requesting':
      return amount
    case 'pending':
      return state.given
    case 'succeeded':
      // what coins cannot give is settled by rounding, and is not given a second time
      return way === 'cash' ? amount : state.given
    case 'failed':
      return ZERO
    default:
      return unreachable(state)
  }
}

/** What can still go back of `captured`: less all that went, is under way or is unknown, cash included. Never below 0. */
export function remainingToRefund(captured: Amount, refunds: readonly Refund[]): Amount {
  const taken = addAmounts(ZERO, ...refunds.map(reservedBy))
  return amountOf(Math.max(0, captured - taken))
}

/** What has surely gone back. */
export const refundedAmount = (refunds: readonly Refund[]): Amount =>
  addAmounts(ZERO, ...refunds.map(({ state }) => (state.name === 'succeeded' ? state.given : ZERO)))

export const isRefundOver = ({ state }: Pick<Refund, 'state'>): boolean =>
  state.name === 'succeeded' || state.name === 'failed'

/** May this refund be written down beside the ones there are? */
export function checkRefund(
  captured: Amount,
  refunds: readonly Refund[],
  asked: Amount,
): Result<null, RefundRefusal> {
  if (asked <= 0) return err({ type: 'refund_amount_invalid' })
  const remaining = remainingToRefund(captured, refunds)
  return asked > remaining ? err({ type: 'refund_exceeds_remaining', remaining, asked }) : ok(null)
}

/** One event on one refund: the next refund and what must be done about it, or a named refusal. */
export function stepRefund(refund: Refund, event: RefundEvent): Result<RefundStep, RefundRefusal> {
  switch (event.type) {
    case 'sent':
      return onSent(refund)
    case 'answered':
      return ok(onAnswered(refund, event.facts))
    case 'refused':
      return ok(onRefused(refund, event))
    case 'withdrawn':
      return refund.state.name === 'intended' ? to(refund, failed('withdrawn', '')) : notOpen(refund)
    case 'released':
      return refund.state.name === 'requesting' ? to(refund, failed('released', '')) : notOpen(refund)
    case 'handed_over':
      return (refund.way === 'cash' || refund.way === 'terminal') && refund.state.name === 'intended'
        ? to(refund, { name: 'succeeded', refundId: null, given: event.given ?? refund.amount })
        : notOpen(refund)
    default:
      return unreachable(event)
  }
}

type Stepped = Result<RefundStep, RefundRefusal>

const to = (refund: Refund, state: RefundState, ...effects: RefundEffect[]): Stepped =>
  ok({ next: { ...refund, state }, effects })
const notOpen = ({ state }: Refund): Stepped => err({ type: 'refund_not_open', state: state.name })
const failed = (code: string, message: string, refundId: string | null = null): RefundState => ({
  name: 'failed',
  refundId,
  code,
  message,
})

function onSent(refund: Refund): Stepped {
  switch (refund.state.name) {
    case 'intended':
      return refund.way === 'provider' ? to(refund, { name: 'requesting' }) : notOpen(refund)
    case 'requesting':
      return to(refund, refund.state) // sent again with the same key and bytes
    case 'pending':
    case 'succeeded':
    case 'failed':
      return notOpen(refund)
    default:
      return unreachable(refund.state)
  }
}

function onAnswered(refund: Refund, facts: RefundFacts): RefundStep {
  const { state } = refund
  const { refundId, amount: given } = facts
  const next: RefundState =
    facts.status === 'failed'
      ? failed('refund_failed', facts.failure ?? '', refundId)
      : { name: facts.status === 'succeeded' ? 'succeeded' : 'pending', refundId, given }
  const settled: RefundStep = { next: { ...refund, state: next }, effects: [] }
  const differs: RefundEffect[] =
    given === refund.amount || facts.status === 'failed'
      ? []
      : [{ type: 'refund_amount_differs', refundId, given }]
  const contradicted: RefundEffect = { type: 'refund_contradicted', refundId, status: facts.status }
  switch (state.name) {
    case 'intended':
    case 'requesting':
    case 'pending':
      return next.name === 'failed'
        ? { ...settled, effects: [{ type: 'refund_failed', code: next.code, message: next.message }] }
        : { ...settled, effects: differs }
    case 'succeeded':
      // what was said to have gone back is not given out again, whatever is said later; a person looks
      return facts.status === 'succeeded'
        ? { next: refund, effects: given === state.given ? [] : differs }
        : { next: refund, effects: [contradicted] }
    case 'failed':
      return facts.status === 'failed'
        ? { next: refund, effects: [] }
        : { ...settled, effects: [contradicted, ...differs] } // money went all the same
    default:
      return unreachable(state)
  }
}

function onRefused(refund: Refund, { code, message }: { code: string; message: string }): RefundStep {
  switch (refund.state.name) {
    case 'intended':
    case 'requesting':
      return {
        next: { ...refund, state: failed(code, message) },
        effects: [{ type: 'refund_failed', code, message }],
      }
    case 'pending':
    case 'succeeded':
    case 'failed':
      return { next: refund, effects: [] } // the provider has a row of it, and the row says how it stands
    default:
      return unreachable(refund.state)
  }
}
