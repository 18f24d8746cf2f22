import { z } from 'zod'
import type { CreateAttempt } from '../../../core/ports/gateway.ts'
import { amountToWire, isPlexoCurrency } from './amounts.ts'
import type { CheckedPlexoProfile } from './profile.ts'
import {
  invoiceNumber,
  paymentReference,
  readSessionReference,
  sessionReference,
  type Terms,
} from './references.ts'

/**
 * The JSON text of a create. What Plexo has no way of collecting is frozen as such, so that the create of it answers
 * `unsupported` instead of asking for something else.
 */
export function createBody(attempt: CreateAttempt, profile: CheckedPlexoProfile): string {
  const { attemptId, amount, currency } = attempt
  // Cards on a hosted page is all there is: no QRIS, and no booking of money that a person took.
  if (!profile.mayCollect) return refusedBody('payment_lookup_unproved')
  if (attempt.purpose !== 'link') return refusedBody(`purpose_${attempt.purpose}`)
  if (!isPlexoCurrency(currency) || currency !== profile.currency) return refusedBody(`currency_${currency}`)
  const reference = sessionReference({ attemptId, amount, currency })
  if (reference === null) return refusedBody('attempt_id')
  return JSON.stringify({
    merchantId: profile.merchantId,
    referenceId: reference,
    type: 'checkout',
    paymentRequest: {
      referenceId: paymentReference(attemptId),
      invoiceNumber: invoiceNumber(attemptId),
      installments: 1,
      amount: { total: amountToWire(amount), currency },
      metadata: attempt.metadata,
    },
    settings: {
      paymentMethodTypes: ['card'],
      // in flexible mode the payer picks the figure
      checkout: { amountMode: 'fixed' },
      ...(profile.callbackUrl === null ? {} : { callbacks: { paymentCallbackUrl: profile.callbackUrl } }),
      ...redirects(profile),
    },
  })
}

function redirects({ returnUrl, cancelUrl }: CheckedPlexoProfile) {
  const asked = {
    ...(returnUrl === null ? {} : { defaultUrl: returnUrl }),
    ...(cancelUrl === null ? {} : { cancelUrl }),
  }
  return Object.keys(asked).length === 0 ? {} : { redirects: asked }
}

const refusedBody = (unsupported: string): string => JSON.stringify({ unsupported })

export type FrozenCreate =
  | { readonly type: 'create'; readonly reference: string; readonly terms: Terms }
  | { readonly type: 'unsupported'; readonly what: string }

const frozenSchema = z.union([z.object({ unsupported: z.string() }), z.object({ referenceId: z.string() })])

/** Reads a stored create back. One that this adapter did not make is a bug of the caller and throws. */
export function readCreateBody(body: string): FrozenCreate {
  const frozen = frozenSchema.parse(JSON.parse(body))
  if ('unsupported' in frozen) return { type: 'unsupported', what: frozen.unsupported }
  const terms = readSessionReference(frozen.referenceId)
  if (terms === null) throw new Error('not a create of this adapter')
  return { type: 'create', reference: frozen.referenceId, terms }
}
