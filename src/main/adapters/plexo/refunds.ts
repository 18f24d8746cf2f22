import { z } from 'zod'
import { isAmount, type Amount } from '../../../core/domain/money.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure, PreparedCall } from '../../../core/ports/gateway.ts'
import type { RefundAttempt, RefundDesk, RefundFacts } from '../../../core/ports/gateway-desks.ts'
import { amountToWire, isPlexoCurrency } from './amounts.ts'
import { REFUND_ROW, REFUND_ROW_STATUS, refundWire, voidWire } from './assumptions.ts'
import type { HistoryRow, Payment, PaymentDesk } from './payments.ts'
import { refundReference } from './references.ts'
import { unreadable, type Transport } from './transport.ts'

/**
 * Gives money back. Plexo takes no idempotency key, so the payment is read first: a refund that its history already
 * shows is answered and not sent again, and with a history that cannot be read none is sent at all.
 */
export function createRefundDesk(transport: Transport, payments: PaymentDesk): RefundDesk {
  /** Keys whose request may have arrived in this run; the payment need not show it yet. */
  const sentKeys = new Set<string>()
  return {
    prepare: freezeRefund,
    send: async (call, mayHaveLeft = false) => {
      const refund = frozenSchema.parse(JSON.parse(call.body))
      if (refund.unsupported !== null) return err({ type: 'unsupported', what: refund.unsupported })
      const before = await payments.byId(refund.paymentId)
      if (!before.ok) return err(notSent(before.error))
      const earlier = refundBy(refund.reference, before.value)
      if (earlier !== null) return isSameRefund(refund, earlier, before.value) ? ok(earlier) : err(KEY_REUSED)
      const request = requestFor(refund, before.value)
      if (!request.ok) return request
      // the history may be behind, and nothing keeps a second request from giving the money back twice
      if (mayHaveLeft || sentKeys.has(call.idempotencyKey)) return err(SENT_BEFORE)
      const { path, body } = request.value
      const sent = await transport.call({ method: 'POST', path, body })
      if (sent.ok || sent.error.type === 'unknown') sentKeys.add(call.idempotencyKey)
      return sent.ok ? ok(await outcome(refund, before.value)) : sent
    },
    ofCharge: async (chargeId) => {
      const payment = await payments.byId(chargeId)
      return payment.ok ? refundsOf(payment.value) : payment
    },
  }

  /** What became of it, the payment tells; as long as it does not, the refund is pending. */
  async function outcome(refund: FrozenRefund, before: Payment): Promise<RefundFacts> {
    const after = await payments.byId(refund.paymentId)
    const row = after.ok ? refundBy(refund.reference, after.value) : null
    if (row !== null) return row
    if (after.ok && isGivenBackWhole(after.value)) return wholeRefund(after.value, refund.reference)
    return { ...wholeRefund(before, refund.reference, 'pending'), amount: refund.amount ?? before.amount }
  }
}

/** The same key with another amount: a person decides, since one of the two was not meant. */
const KEY_REUSED: GatewayFailure = { type: 'conflict', code: 'refund_key_reused', requestId: null }
/** The payment could not be read, so that nothing was sent: not in doubt, whatever happened to the read. */
const notSent = (failure: GatewayFailure): GatewayFailure =>
  failure.type === 'unknown' ? { type: 'unreachable', detail: failure.detail } : failure
const SENT_BEFORE: GatewayFailure = { type: 'conflict', code: 'refund_sent_before', requestId: null }

const frozenSchema = z.object({
  unsupported: z.string().nullable(),
  paymentId: z.string(),
  reference: z.string(),
  amount: z.custom<Amount>((value) => isAmount(value)).nullable(),
  currency: z.string(),
  /** The texts that go on the wire: one for money that was taken, one for money that is only reserved. */
  refund: z.string(),
  void: z.string(),
})
type FrozenRefund = z.infer<typeof frozenSchema>

function freezeRefund(attempt: RefundAttempt): PreparedCall {
  const { idempotencyKey, chargeId, amount, currency, reason } = attempt
  const total = amount === null ? null : amountToWire(amount)
  const referenceId = refundReference(idempotencyKey)
  // the key lets a person find this refund on the dashboard
  const common = { referenceId, description: `Gerai ${idempotencyKey}`, reason }
  const frozen: FrozenRefund = {
    unsupported: isPlexoCurrency(currency) ? null : `currency_${currency}`,
    paymentId: chargeId,
    reference: referenceId,
    amount,
    currency,
    refund: JSON.stringify(refundWire(total, common)),
    void: JSON.stringify(voidWire(common)),
  }
  return { idempotencyKey, body: JSON.stringify(frozen) }
}

/** What is taken is refunded, what is only reserved is let go; everything else is for a person to look at. */
function requestFor(
  refund: FrozenRefund,
  payment: Payment,
): Result<{ readonly path: string; readonly body: string }, GatewayFailure> {
  if (payment.currency !== refund.currency) return err({ type: 'unsupported', what: 'refund_currency' })
  const path = `/v1/payments/${payment.id}`
  switch (payment.word) {
    case 'approved':
    case 'partially-refunded': {
      const rows = refundsOf(payment)
      if (!rows.ok) return err({ type: 'conflict', code: 'refunds_not_told', requestId: null })
      return ok({ path: `${path}/refunds`, body: refund.refund })
    }
    case 'authorized': {
      const isWhole = refund.amount === null || refund.amount === payment.amount
      if (!isWhole) return err({ type: 'unsupported', what: 'void_in_part' })
      return ok({ path: `${path}/cancellations`, body: refund.void })
    }
    default:
      return err({ type: 'conflict', code: `payment_${payment.word}`, requestId: null })
  }
}

/** One "for all that remains" asked for no amount, so any is its own. */
const isSameRefund = (asked: FrozenRefund, { amount }: RefundFacts, payment: Payment): boolean =>
  asked.currency === payment.currency && (asked.amount === null || asked.amount === amount)

function refundBy(reference: string, payment: Payment): RefundFacts | null {
  const row = payment.history.find((each) => each.type === REFUND_ROW && each.reference === reference)
  return row === undefined ? null : toRefund(row, payment)
}

/** All of them or a failure: a part refund whose row cannot be read hides how much is left. */
function refundsOf(payment: Payment): Result<readonly RefundFacts[], GatewayFailure> {
  const rows = payment.history
    .filter(({ type }) => type === REFUND_ROW)
    .map((row) => toRefund(row, payment))
    .toSorted((a, b) => Date.parse(a.createdAt ?? '') - Date.parse(b.createdAt ?? ''))
  const isTold = !payment.hasGaps && rows.some(({ status }) => status === 'succeeded')
  if (isGivenBackWhole(payment)) return ok(isTold ? rows : [wholeRefund(payment, `${payment.id}-all`)])
  const mayHideSome = payment.hasGaps || (payment.word === 'partially-refunded' && !isTold)
  return mayHideSome ? err(unreadable(null, 'refunds_not_told')) : ok(rows)
}

function toRefund(row: HistoryRow, { id: chargeId, currency }: Payment): RefundFacts {
  const { id: refundId, amount, word, createdAt } = row
  const status = REFUND_ROW_STATUS.get(word) ?? 'unknown'
  const failure = status === 'failed' ? (row.resultCode ?? word) : null
  return { refundId, chargeId, status, amount, currency, failure, createdAt }
}

const isGivenBackWhole = ({ word }: Payment): boolean => word === 'refunded' || word === 'cancelled'

const wholeRefund = (
  { id: chargeId, amount, currency }: Payment,
  refundId: string,
  status: 'pending' | 'succeeded' = 'succeeded',
): RefundFacts => ({ refundId, chargeId, status, amount, currency, failure: null, createdAt: null })
