import { z } from 'zod'
import { isAmount, type Amount } from '../../../core/domain/money.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure, PreparedCall } from '../../../core/ports/gateway.ts'
import type { RefundAttempt, RefundDesk, RefundFacts } from '../../../core/ports/gateway-desks.ts'
import { amountFromWire, amountToWire, isPlexoCurrency } from './amounts.ts'
import { REFUND_ROW_STATUS, refundRowSchema, refundWire, VOID_WIRE } from './assumptions.ts'
import type { Payment, PaymentDesk } from './payments.ts'
import { unreadable, type Transport } from './transport.ts'

/**
 * Gives money back. Plexo takes no idempotency key for a refund, so the payment is read first and only one that shows
 * no refund at all is refunded: sending the same call twice gives back once. A second part refund of the same payment
 * is therefore made on the provider's dashboard.
 */
export function createRefundDesk(transport: Transport, payments: PaymentDesk): RefundDesk {
  /** Keys whose request may have arrived; the payment need not show it yet. */
  const sentKeys = new Set<string>()
  return {
    prepare: freezeRefund,
    send: async (call) => {
      const refund = frozenSchema.parse(JSON.parse(call.body))
      if (refund.unsupported !== null) return err({ type: 'unsupported', what: refund.unsupported })
      const before = await payments.byId(refund.paymentId)
      if (!before.ok) return before
      const request = requestFor(refund, before.value)
      if (!request.ok) return request
      if (sentKeys.has(call.idempotencyKey)) return err(SENT_BEFORE)
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

  /** What the answer of a refund looks like is not documented: the payment is read again, and else it is pending. */
  async function outcome(refund: FrozenRefund, before: Payment): Promise<RefundFacts> {
    const after = await payments.byId(refund.paymentId)
    const refunds = after.ok ? refundsOf(after.value) : null
    const told = refunds?.ok ? refunds.value.at(-1) : undefined
    if (told !== undefined) return told
    return { ...wholeRefund(before, 'refund', 'pending'), amount: refund.amount ?? before.amount }
  }
}

const SENT_BEFORE: GatewayFailure = { type: 'conflict', code: 'refund_sent_before', requestId: null }

const frozenSchema = z.object({
  unsupported: z.string().nullable(),
  paymentId: z.string(),
  amount: z.custom<Amount>((value) => isAmount(value)).nullable(),
  currency: z.string(),
  /** The text that goes on the wire; a void takes another one. */
  wire: z.string(),
})
type FrozenRefund = z.infer<typeof frozenSchema>

function freezeRefund(attempt: RefundAttempt): PreparedCall {
  const { idempotencyKey, chargeId, amount, currency, reason } = attempt
  const total = amount === null ? null : amountToWire(amount)
  const frozen: FrozenRefund = {
    unsupported: isPlexoCurrency(currency) ? null : `currency_${currency}`,
    paymentId: chargeId,
    amount,
    currency,
    // the key is no protection here, but lets a person find this refund on the dashboard
    wire: JSON.stringify(refundWire(total, currency, `Gerai ${idempotencyKey}`, reason)),
  }
  return { idempotencyKey, body: JSON.stringify(frozen) }
}

/** What is taken is refunded, what is only reserved is let go; everything else is looked at first. */
function requestFor(
  refund: FrozenRefund,
  payment: Payment,
): Result<{ readonly path: string; readonly body: string }, GatewayFailure> {
  if (payment.currency !== refund.currency) return err({ type: 'unsupported', what: 'refund_currency' })
  const rows = refundsOf(payment)
  const isUntouched = rows.ok && rows.value.length === 0
  const path = `/v1/payments/${payment.id}`
  if (payment.word === 'approved' && isUntouched) return ok({ path: `${path}/refunds`, body: refund.wire })
  if (payment.word === 'authorized' && isUntouched) {
    const isWhole = refund.amount === null || refund.amount === payment.amount
    if (!isWhole) return err({ type: 'unsupported', what: 'void_in_part' })
    return ok({ path: `${path}/cancellations`, body: JSON.stringify(VOID_WIRE) })
  }
  return err({ type: 'conflict', code: `payment_${payment.word}`, requestId: null })
}

/** All of them or a failure: a part refund whose row cannot be read hides how much is left. */
function refundsOf(payment: Payment): Result<readonly RefundFacts[], GatewayFailure> {
  const rows = payment.transactions
    .flatMap((row) => readRefundRow(row, payment) ?? [])
    .toSorted((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
  switch (payment.word) {
    case 'refunded':
      return ok(rows.length > 0 ? rows : [wholeRefund(payment, 'refund', 'succeeded')])
    case 'cancelled':
      return ok([wholeRefund(payment, 'void', 'succeeded')])
    case 'partially-refunded':
      return rows.some(({ status }) => status === 'succeeded')
        ? ok(rows)
        : err(unreadable(null, 'refunds_not_told'))
    default:
      return ok(rows)
  }
}

function readRefundRow(row: unknown, payment: Payment): RefundFacts | null {
  const parsed = refundRowSchema.safeParse(row)
  if (!parsed.success) return null
  const { id, status: word, amount: told, createdAt } = parsed.data
  const amount = amountFromWire(typeof told === 'object' ? told.total : told)
  if (amount === null) return null
  const status = REFUND_ROW_STATUS.get(word) ?? 'unknown'
  const { id: chargeId, currency } = payment
  const failure = status === 'failed' ? word : null
  return { refundId: id, chargeId, status, amount, currency, failure, createdAt: createdAt ?? null }
}

const wholeRefund = (
  { id, amount, currency }: Payment,
  kind: 'refund' | 'void',
  status: 'pending' | 'succeeded',
): RefundFacts => ({
  refundId: `${id}-${kind}`,
  chargeId: id,
  status,
  amount,
  currency,
  failure: null,
  createdAt: null,
})
