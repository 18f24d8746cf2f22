import { z } from 'zod'
import { CURRENCIES } from '../../../core/domain/money.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { RefundAttempt, RefundDesk, RefundFacts } from '../../../core/ports/gateway-desks.ts'
import { amountFromWire, amountToWire } from './amounts.ts'
import { read, rowsOf, sendableKey, unreadable, write } from './calls.ts'
import { createLoopGuard } from './pages.ts'
import type { CheckedProfile } from './profile.ts'
import { SESSION_ID } from './sessions.ts'
import { lineOrNull } from './text.ts'
import type { Transport } from './transport.ts'

const MAX_PAGES = 20

/** The code's four; some pages show free text or other words, which the API turns down. */
const REASONS: readonly string[] = [
  'requested_by_customer',
  'duplicate',
  'fraudulent',
  'other',
] satisfies RefundAttempt['reason'][]

/** Refunds by Plugipay. They are made on the payment, never on the session. */
export function createRefundDesk(transport: Transport, profile: CheckedProfile): RefundDesk {
  return {
    prepare: (attempt) => ({
      idempotencyKey: sendableKey(attempt.idempotencyKey),
      body: refundBody(attempt, profile),
    }),

    send: async ({ body, idempotencyKey }) => {
      const sent = await transport.call({ ...write('/refunds', body), idempotencyKey })
      if (!sent.ok) return sent
      const refund = readRefund(sent.value.data, profile)
      return refund === null ? err(unreadable(sent.value)) : ok(refund)
    },

    ofCharge,
  }

  /** Every page, or none: one row that is ours and cannot be read makes the whole list unknown. */
  async function ofCharge(chargeId: string): Promise<Result<readonly RefundFacts[], GatewayFailure>> {
    const guard = createLoopGuard()
    const refunds = new Map<string, RefundFacts>()
    let cursor: string | null = null
    for (let count = 0; count < MAX_PAGES; count += 1) {
      const filters = { chargeId, order: 'asc', limit: '100' }
      const page = rowsOf(
        await transport.call(read('/refunds', cursor === null ? filters : { ...filters, cursor })),
      )
      if (!page.ok) return err(page.error)
      const { rows, answer } = page.value
      for (const row of rows.filter((each) => isOfCharge(each, chargeId))) {
        const refund = readRefund(row, profile)
        if (refund === null) return err(unreadable(answer))
        refunds.set(refund.refundId, refund)
      }
      cursor = guard(cursor, answer.nextCursor)
      if (cursor === null) return ok(inOrder([...refunds.values()]))
    }
    return err({ type: 'unknown', detail: 'too_many_refunds', status: null, requestId: null })
  }
}

function refundBody(attempt: RefundAttempt, profile: CheckedProfile): string {
  const { chargeId, amount, currency, reason, metadata } = attempt
  if (!REASONS.includes(reason)) throw new RangeError(`not a reason for a refund: ${reason}`)
  return JSON.stringify({
    chargeId,
    // left out: all that remains
    amount: amount === null ? undefined : amountToWire(amount, currency, profile.amountUnit),
    reason,
    metadata,
  })
}

const optionalText = z.string().max(2000).nullish().catch(null)
const refundSchema = z.object({
  id: z.string().regex(SESSION_ID),
  chargeId: z.string().max(200).nullish(),
  sourceId: optionalText,
  status: z.string().max(100),
  amount: z.number(),
  currency: z.enum(CURRENCIES),
  failureCode: optionalText,
  failureMessage: optionalText,
  metadata: z.object({ refund_id: optionalText }).nullish().catch(null),
  createdAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text).toISOString())
    .nullish()
    .catch(null),
})

/** Older pages know `canceled` too: over without money, like a failed one. The rest keeps its money reserved. */
const STATUS: ReadonlyMap<string, RefundFacts['status']> = new Map([
  ['pending', 'pending'],
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['cancelled', 'failed'],
])

function readRefund(data: unknown, profile: CheckedProfile): RefundFacts | null {
  const parsed = refundSchema.safeParse(data)
  if (!parsed.success) return null
  const refund = parsed.data
  const amount = amountFromWire(refund.amount, refund.currency, profile.amountUnit)
  const chargeId = refund.chargeId ?? refund.sourceId
  if (amount === null || amount <= 0 || !chargeId) return null
  return {
    refundId: refund.id,
    chargeId,
    status: STATUS.get(refund.status) ?? 'unknown',
    amount,
    currency: refund.currency,
    failure: lineOrNull(refund.failureMessage) ?? lineOrNull(refund.failureCode),
    createdAt: refund.createdAt ?? null,
    ...(refund.metadata?.refund_id ? { ownId: refund.metadata.refund_id } : {}),
  }
}

const chargeSchema = z.object({ chargeId: z.string().nullish(), sourceId: z.string().nullish() })

/**
 * The filter may not be understood, so other charges' rows are left out. A row that names no charge names its session,
 * which is one for manual money; a row that cannot be told counts as ours.
 */
function isOfCharge(row: unknown, chargeId: string): boolean {
  const parsed = chargeSchema.safeParse(row)
  return !parsed.success || (parsed.data.chargeId ?? parsed.data.sourceId ?? chargeId) === chargeId
}

const inOrder = (refunds: readonly RefundFacts[]): readonly RefundFacts[] =>
  refunds.toSorted((a, b) => timeOf(a) - timeOf(b))

const timeOf = ({ createdAt }: RefundFacts): number => (createdAt === null ? 0 : Date.parse(createdAt))
