import { createHash } from 'node:crypto'
import { amountOf, type Amount } from '../../../core/domain/money.ts'
import { isPlexoCurrency, type PlexoCurrency } from './amounts.ts'
import { MAX_REFERENCE_LENGTH } from './assumptions.ts'

/**
 * The names under which one attempt is known at Plexo. Uniqueness of these is all the protection against a double
 * create, so they are made of the attempt's id and nothing that changes between two sends.
 */
export interface Terms {
  readonly attemptId: string
  readonly amount: Amount
  readonly currency: PlexoCurrency
}

const ATTEMPT_ID = /^[A-Za-z0-9-]+$/

/** Null when the attempt's id does not fit: such an attempt cannot be found again and must not be sent. */
export function sessionReference(terms: Terms): string | null {
  const reference = `gs-${terms.attemptId}-${terms.amount}${terms.currency}`
  return ATTEMPT_ID.test(terms.attemptId) && reference.length <= MAX_REFERENCE_LENGTH ? reference : null
}

/** A session's answer does not tell its amount; its reference does, so that a restarted till still knows it. */
export function readSessionReference(reference: string): Terms | null {
  const parts = /^gs-([A-Za-z0-9-]+)-(\d{1,13})([A-Z]{3})$/.exec(reference)
  if (parts === null) return null
  const [, attemptId = '', amount = '', currency = ''] = parts
  return isPlexoCurrency(currency) ? { attemptId, amount: amountOf(Number(amount)), currency } : null
}

/** The payment's own reference; Plexo wants it to differ from the session's. */
export const paymentReference = (attemptId: string): string => `gp-${attemptId}`

export function readPaymentReference(reference: string): string | null {
  return /^gp-([A-Za-z0-9-]{1,64})$/.exec(reference)?.[1] ?? null
}

export const invoiceNumber = (attemptId: string): string => `gi-${attemptId}`

/** A refund's key may be longer than a reference; its hash is as unique. */
export const refundReference = (idempotencyKey: string): string =>
  `gr-${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32)}`
