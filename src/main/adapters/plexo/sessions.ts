import { z } from 'zod'
import { pageLinkProblem } from '../../../core/domain/provider/page-link.ts'
import type { Amount } from '../../../core/domain/money.ts'
import { moneyFromWire, type PlexoCurrency } from './amounts.ts'
import { sessionEchoSchema } from './assumptions.ts'
import type { CheckedPlexoProfile } from './profile.ts'
import { readSessionReference } from './references.ts'

/** 32 hexadecimal digits; safe in a path and in a file name. */
export const SESSION_ID = /^[0-9a-f]{32}$/i

const sessionSchema = z.object({
  id: z.string().regex(SESSION_ID),
  referenceId: z.string().max(200),
  status: z.string().max(100),
  expiresAt: z.iso.datetime({ offset: true, local: true }).transform(toUtc).nullish().catch(null),
  actions: z
    .array(z.object({ href: z.string(), method: z.string() }))
    .nullish()
    .catch(null),
  paymentRequest: sessionEchoSchema,
})

/** A session that a till made, as its creation or the list told it. Whether it is paid, its payment tells. */
export interface OwnSession {
  readonly id: string
  readonly reference: string
  readonly attemptId: string
  /** What was asked for, by the reference; or what the provider echoed, where it does. */
  readonly amount: Amount
  readonly currency: PlexoCurrency
  /** `pending` is the only documented word. */
  readonly word: string
  readonly expiresAt: string | null
  /** Null when there is no page, or it is not on a host of the profile's list. */
  readonly hostedUrl: string | null
  readonly data: unknown
}

/** Null when it cannot be relied on, or was not made by a till. */
export function readOwnSession(data: unknown, profile: CheckedPlexoProfile): OwnSession | null {
  const parsed = sessionSchema.safeParse(data)
  if (!parsed.success) return null
  const { id, referenceId: reference, status: word, expiresAt, actions, paymentRequest } = parsed.data
  const terms = readSessionReference(reference)
  const money = paymentRequest ? moneyFromWire(paymentRequest.amount) : terms
  if (terms === null || money === null) return null
  const hostedUrl = pageOf(actions ?? [], id, profile)
  return {
    id,
    reference,
    attemptId: terms.attemptId,
    amount: money.amount,
    currency: money.currency,
    word,
    expiresAt: expiresAt ?? null,
    hostedUrl,
    data,
  }
}

/** The link holds a token, so it is taken as it is or not at all. */
function pageOf(
  actions: readonly { readonly href: string; readonly method: string }[],
  sessionId: string,
  { mode, pageHosts }: CheckedPlexoProfile,
): string | null {
  const href = actions.find(({ method }) => method === 'REDIRECT')?.href
  if (href === undefined) return null
  const allowed = { sessionId, hosts: pageHosts, practice: mode === 'practice' }
  return pageLinkProblem(href, allowed) === null ? href : null
}

/** `expiresAt` is documented as UTC; one without a zone is not this machine's time. */
function toUtc(text: string): string {
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text)
  return new Date(hasZone ? text : `${text}Z`).toISOString()
}
