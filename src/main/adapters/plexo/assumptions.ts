import { z } from 'zod'

/**
 * Everything this adapter believes about Plexo without a page that says so. Each entry names what goes wrong when it is
 * false and what would prove it; docs/adr/0005-plexo.md keeps the list for people. Nothing here is repeated elsewhere.
 */

/**
 * 1. Payments can be searched by the reference that was given to the payment. The search exists, its filters are not
 * confirmed. Rows of other payments prove that the filter is ignored, and then nothing is concluded. Live use waits for
 * the proof: a session paid on the testing host that reads as paid.
 */
export const PAYMENT_SEARCH_PATH = '/v1/payments/query'
export const paymentSearch = (merchantId: number, paymentReference: string): Record<string, string> => ({
  merchantId: String(merchantId),
  referenceId: paymentReference,
})

/** 2. A list is a bare array or an object with its rows under one of these names. Any other shape is unreadable. */
const ROW_NAMES = ['items', 'data', 'results', 'content', 'sessions', 'payments'] as const
export function rowsOf(answer: unknown): readonly unknown[] | null {
  if (Array.isArray(answer)) return answer
  if (typeof answer !== 'object' || answer === null) return null
  const holder: Readonly<Record<string, unknown>> = { ...answer }
  const found = ROW_NAMES.map((name) => holder[name]).filter((value) => Array.isArray(value))
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * 3. A payment tells reference and amount under the names with which they were sent. Without them it is unreadable, so
 * that no payment counts whose amount was not compared.
 */
export const paymentSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  referenceId: z.string().max(200),
  status: z.string().max(100),
  amount: z.object({ total: z.union([z.number(), z.string().max(30)]), currency: z.string().max(10) }),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  transactions: z.array(z.unknown()).max(1000).nullish().catch(null),
})

/**
 * 4. A payment's history has one row for each thing that was done with it, as recordings of another public client show.
 * Refunds and voids carry the reference they were asked with. Rows of another shape are not believed: a payment that
 * says "partially refunded" without a readable refund answers that its refunds cannot be told.
 */
export const historyRowSchema = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  referenceId: z.string().max(200),
  type: z.string().max(40),
  status: z.string().max(100),
  amount: z.union([z.number(), z.string().max(30)]),
  resultCode: z.string().max(100).nullish().catch(null),
  createdAt: z.string().max(40).nullish().catch(null),
  processedAt: z.string().max(40).nullish().catch(null),
})

/** 5. The types of rows that take money, and of the one that gives it back. */
export const TAKING_ROWS: readonly string[] = ['purchase', 'capture']
export const REFUND_ROW = 'refund'

/** 6. The words of a refund's row; any other is unknown. */
export const REFUND_ROW_STATUS: ReadonlyMap<string, 'pending' | 'succeeded' | 'failed'> = new Map([
  ['created', 'pending'],
  ['pending', 'pending'],
  ['approved', 'succeeded'],
  ['denied', 'failed'],
  ['failed', 'failed'],
])

/**
 * 7. What a refund and a void are asked with. The other client writes the names with capitals and the amount bare; the
 * documents write names in camelCase. The reference is taken for unique, like the one of a payment, but only as a second
 * protection: before a refund is sent, the payment's history is searched for it.
 */
export interface ReturnWire {
  readonly referenceId: string
  readonly description: string
  readonly reason: string
}
export const refundWire = (total: number | null, common: ReturnWire) => ({
  referenceId: common.referenceId,
  type: 'refund',
  description: common.description,
  reason: common.reason,
  ...(total === null ? {} : { amount: total }),
})
export const voidWire = ({ referenceId, description, reason }: ReturnWire) => ({
  referenceId,
  description,
  reason,
})

/** 8. Dates in filters are UTC in ISO 8601. */
export const dateFilter = (fromMs: number, toMs: number): Record<string, string> => ({
  minDate: new Date(fromMs).toISOString(),
  maxDate: new Date(toMs).toISOString(),
})

/** 9. References may have this many characters (letters, digits, hyphens). A shorter limit refuses the first create. */
export const MAX_REFERENCE_LENGTH = 64

/** 10. The hosted page of the testing service; only the production one is documented. The profile can name another. */
export const TESTING_PAGE_HOST = 'checkout.testing.plexo.com.uy'

/** 11. A session may echo the request's amount. Where it does, it is compared; where it does not, the payment tells. */
export const sessionEchoSchema = z
  .object({
    amount: z.object({ total: z.union([z.number(), z.string().max(30)]), currency: z.string().max(10) }),
  })
  .nullish()
  .catch(null)

/** 12. A session of a till lives less than this; how long is told by the answer and cannot be chosen. */
export const LONGEST_SESSION_MS = 7 * 86_400_000
