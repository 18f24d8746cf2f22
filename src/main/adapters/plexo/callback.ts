import { z } from 'zod'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { readPaymentReference } from './references.ts'
import { parseJson } from './transport.ts'

export interface CallbackHint {
  /** The payment's reference, as it came. */
  readonly reference: string
  /** The attempt it belongs to: its session is worth a read now. */
  readonly attemptId: string
}

export type CallbackFault = { readonly type: 'callback_unreadable' } | { readonly type: 'callback_not_ours' }

const MAX_CALLBACK_LENGTH = 64 * 1024
const callbackSchema = z.object({ referenceId: z.string() })

/**
 * Callbacks carry no signature, so anybody can post one. Only the reference is taken from it, as a hint to read the
 * payment with credentials; status and amount in it are never looked at.
 */
export function readCallback(rawBody: string): Result<CallbackHint, CallbackFault> {
  if (rawBody.length > MAX_CALLBACK_LENGTH) return err({ type: 'callback_unreadable' })
  const parsed = callbackSchema.safeParse(parseJson(rawBody))
  if (!parsed.success) return err({ type: 'callback_unreadable' })
  const { referenceId: reference } = parsed.data
  const attemptId = readPaymentReference(reference)
  return attemptId === null ? err({ type: 'callback_not_ours' }) : ok({ reference, attemptId })
}
