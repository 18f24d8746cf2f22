import { z } from 'zod'
import { CURRENCIES } from '../../../core/domain/money.ts'
import type { SessionFacts, SessionStatus } from '../../../core/domain/provider/session.ts'
import type { SessionAnswer } from '../../../core/ports/gateway.ts'
import { amountFromWire } from './amounts.ts'
import { rawJson } from './envelope.ts'
import { isPageOf } from './links.ts'
import type { CheckedProfile } from './profile.ts'

/** Ids are opaque, but they go into paths and file names: nothing but these characters, so that none is `..`. */
export const SESSION_ID = /^[A-Za-z0-9_-]{1,100}$/

const optionalText = z.string().max(2048).nullish().catch(null)
const optionalTime = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .nullish()
  .catch(null)

/** Strict in what money and state depend on, forgiving in what only describes. */
const sessionSchema = z.object({
  id: z.string().regex(SESSION_ID),
  status: z.string().max(100),
  amount: z.number(),
  currency: z.enum(CURRENCIES),
  mode: z.enum(['test', 'live']).nullish(),
  adapter: optionalText,
  expiresAt: optionalTime,
  completedAt: optionalTime,
  hostedUrl: optionalText,
  paymentId: optionalText,
  paymentMethod: optionalText,
  metadata: z
    .object({ tender_id: optionalText, attempt_id: optionalText, terminal_id: optionalText })
    .nullish()
    .catch(null),
})

/** Every spelling seen in the documents and in the code; the rest keeps waiting. */
const STATUS: ReadonlyMap<string, SessionStatus> = new Map([
  ['open', 'waiting'],
  ['pending', 'paying'],
  ['pending_review', 'review'],
  ['completed', 'completed'],
  ['expired', 'expired'],
  ['canceled', 'canceled'],
  ['cancelled', 'canceled'],
  ['failed', 'failed'],
  ['refunded', 'refunded'],
])

export const readStatus = (text: string): SessionStatus => STATUS.get(text) ?? 'unknown'

/** The provider's session in our words, or null when it cannot be relied on (then nothing is known). */
export function readSession(
  data: unknown,
  requestId: string | null,
  profile: CheckedProfile,
): SessionAnswer | null {
  const parsed = sessionSchema.safeParse(data)
  const raw = rawJson(data)
  if (!parsed.success || raw === null) return null
  const session = parsed.data
  const amount = amountFromWire(session.amount, session.currency, profile.amountUnit)
  if (amount === null || amount <= 0) return null
  const facts: SessionFacts = {
    sessionId: session.id,
    status: readStatus(session.status),
    amount,
    currency: session.currency,
    mode: session.mode ?? null,
    expiresAt: session.expiresAt ?? null,
    completedAt: session.completedAt ?? null,
    hostedUrl:
      session.hostedUrl && isPageOf(session.hostedUrl, session.id, profile) ? session.hostedUrl : null,
    paymentId: session.paymentId ?? null,
    method: session.paymentMethod ?? null,
    tenderId: session.metadata?.tender_id ?? null,
    terminalId: session.metadata?.terminal_id ?? null,
    manual: session.adapter === 'manual',
  }
  return { facts, raw, requestId }
}

const markedSchema = z.object({ metadata: z.object({ tender_id: z.string(), attempt_id: z.string() }) })

/** Was this session made by that attempt of ours? Looks at the metadata only, readable session or not. */
export function isOfAttempt(data: unknown, tenderId: string, attemptId: string): boolean {
  const parsed = markedSchema.safeParse(data)
  if (!parsed.success) return false
  const { metadata } = parsed.data
  return metadata.tender_id === tenderId && metadata.attempt_id === attemptId
}
