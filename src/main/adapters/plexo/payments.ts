import type { z } from 'zod'
import type { Amount } from '../../../core/domain/money.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import { amountFromWire, moneyFromWire, type PlexoCurrency } from './amounts.ts'
import {
  historyRowSchema,
  PAYMENT_SEARCH_PATH,
  paymentSchema,
  paymentSearch,
  rowsOf,
  TAKING_ROWS,
} from './assumptions.ts'
import type { CheckedPlexoProfile } from './profile.ts'
import { unreadable, type Transport } from './transport.ts'

/** A payment's status in our words. `denied` is a card that was turned down; the page goes on and takes another. */
export type PaymentStatus =
  | 'waiting'
  | 'paying'
  | 'review'
  | 'completed'
  | 'refunded'
  | 'denied'
  | 'failed'
  | 'canceled'
  | 'expired'
  | 'unknown'

/**
 * The documented words; the list may go on, and what is not here keeps waiting. Authorized money is reserved and not
 * yet taken: somebody has to capture it at the provider, which is what `review` says.
 */
const STATUS: ReadonlyMap<string, PaymentStatus> = new Map([
  ['created', 'waiting'],
  ['pending', 'paying'],
  ['authorized', 'review'],
  ['approved', 'completed'],
  ['denied', 'denied'],
  ['cancelled', 'canceled'],
  ['refunded', 'refunded'],
  ['partially-refunded', 'refunded'],
  ['expired', 'expired'],
  ['failed', 'failed'],
])

export const readPaymentStatus = (word: string): PaymentStatus => STATUS.get(word) ?? 'unknown'

export interface Payment {
  readonly id: string
  readonly reference: string
  readonly word: string
  readonly status: PaymentStatus
  readonly amount: Amount
  readonly currency: PlexoCurrency
  readonly tenderId: string | null
  readonly terminalId: string | null
  readonly history: readonly HistoryRow[]
  /** Some rows of the history could not be read, so what is missing in it may have happened. */
  readonly hasGaps: boolean
  readonly data: unknown
}

/** Null when id, reference, status or amount cannot be relied on: then nothing is known. */
function readPayment(data: unknown): Payment | null {
  const parsed = paymentSchema.safeParse(data)
  if (!parsed.success) return null
  const { id, referenceId: reference, status: word, metadata, transactions } = parsed.data
  const money = moneyFromWire(parsed.data.amount)
  if (money === null) return null
  const history = (transactions ?? []).flatMap((row) => readHistoryRow(row) ?? [])
  return {
    id,
    reference,
    word,
    status: readPaymentStatus(word),
    amount: money.amount,
    currency: money.currency,
    tenderId: textOf(metadata, 'tender_id'),
    terminalId: textOf(metadata, 'terminal_id'),
    history,
    hasGaps: history.length < (transactions ?? []).length,
    data,
  }
}

/** One thing that was done with a payment: taken, captured, given back. */
export interface HistoryRow {
  readonly id: string
  readonly reference: string
  readonly type: string
  readonly word: string
  readonly amount: Amount
  readonly resultCode: string | null
  readonly createdAt: string | null
  readonly processedAt: string | null
}

function readHistoryRow(data: unknown): HistoryRow | null {
  const parsed = historyRowSchema.safeParse(data)
  const amount = parsed.success ? amountFromWire(parsed.data.amount) : null
  if (!parsed.success || amount === null) return null
  const { id, referenceId: reference, type, status: word, resultCode, createdAt, processedAt } = parsed.data
  const times = { createdAt: utcOrNull(createdAt), processedAt: utcOrNull(processedAt) }
  return { id, reference, type, word, amount, resultCode: resultCode ?? null, ...times }
}

function utcOrNull(text: string | null | undefined): string | null {
  const ms = Date.parse(text ?? '')
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null
}

/** When the money was taken, where the history tells. */
export function takenAt({ history }: Payment): string | null {
  const row = history.find(({ type, word }) => TAKING_ROWS.includes(type) && word === 'approved')
  return row?.processedAt ?? row?.createdAt ?? null
}

function textOf(metadata: z.infer<typeof paymentSchema>['metadata'], name: string): string | null {
  const value = metadata?.[name]
  return typeof value === 'string' ? value.slice(0, 200) : null
}

const PAYMENT_ID = paymentSchema.shape.id
const foundSchema = paymentSchema.pick({ id: true, referenceId: true })
/** A page that lets the payer try again may make a payment each time. */
const MAX_PAYMENTS = 20

export interface PaymentDesk {
  /** Every payment of one attempt; empty when nobody has typed a card yet. */
  ofReference(reference: string): Promise<Result<readonly Payment[], GatewayFailure>>
  byId(paymentId: string): Promise<Result<Payment, GatewayFailure>>
}

/** Finds payments by their reference and believes only what is then read by id. */
export function createPaymentDesk(transport: Transport, { merchantId }: CheckedPlexoProfile): PaymentDesk {
  return { ofReference, byId }

  async function ofReference(reference: string): Promise<Result<readonly Payment[], GatewayFailure>> {
    const query = paymentSearch(merchantId, reference)
    const sent = await transport.call({ method: 'GET', path: PAYMENT_SEARCH_PATH, query })
    if (!sent.ok) return err(notAboutUs(sent.error))
    const ids = ownIds(rowsOf(sent.value.data), reference)
    if (!ids.ok) return err(unreadable(sent.value.status, ids.error))
    const payments: Payment[] = []
    for (const id of ids.value) {
      const payment = await byId(id)
      if (!payment.ok) return err(notAboutUs(payment.error))
      if (payment.value.reference !== reference) return err(unreadable(null, 'payment_reference_differs'))
      payments.push(payment.value)
    }
    return ok(payments)
  }

  async function byId(paymentId: string): Promise<Result<Payment, GatewayFailure>> {
    if (!PAYMENT_ID.safeParse(paymentId).success) return err({ type: 'not_found', requestId: null })
    const sent = await transport.call({ method: 'GET', path: `/v1/payments/${paymentId}` })
    if (!sent.ok) return sent
    const payment = readPayment(sent.value.data)
    return payment?.id === paymentId ? ok(payment) : err(unreadable(sent.value.status))
  }
}

/** Foreign rows show that the search ignores its filter; then a missing row of ours says nothing. */
function ownIds(rows: readonly unknown[] | null, reference: string): Result<readonly string[], string> {
  if (rows === null) return err('invalid_response')
  const found = rows.map((row) => foundSchema.safeParse(row))
  if (found.some(({ success }) => !success)) return err('invalid_response')
  const own = found.flatMap(({ data }) => (data?.referenceId === reference ? [data.id] : []))
  if (own.length === 0 && rows.length > 0) return err('payment_filter_ignored')
  return own.length > MAX_PAYMENTS ? err('too_many_payments') : ok([...new Set(own)])
}

/** `not_found` means "no such session" to the caller; a search or a payment that is not there does not say that. */
export const notAboutUs = (failure: GatewayFailure): GatewayFailure =>
  failure.type === 'not_found'
    ? { type: 'unknown', detail: 'not_found', status: 404, requestId: failure.requestId }
    : failure
