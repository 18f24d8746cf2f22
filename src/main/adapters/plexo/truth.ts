import { amountOf, type Amount } from '../../../core/domain/money.ts'
import { unreachable } from '../../../core/domain/result.ts'
import type { Mode, SessionFacts, SessionStatus } from '../../../core/domain/provider/session.ts'
import { takenAt, type Payment, type PaymentStatus } from './payments.ts'
import type { OwnSession } from './sessions.ts'

/** A card typed in at the last second is given time to arrive before the session counts as expired. */
const EXPIRY_GRACE_MS = 10_000

/**
 * Which payment speaks for the session when there are several: money first, then what may still become money, then a
 * final word. A denied card comes last, because the payer may take another one on the same page.
 */
const PRECEDENCE: readonly PaymentStatus[] = [
  'completed',
  'refunded',
  'review',
  'paying',
  'unknown',
  'waiting',
  'failed',
  'canceled',
  'expired',
  'denied',
]

/**
 * Session and payments as the one session that the till knows. The payment is the truth: without one the session only
 * waits or runs out. `nowMs` is the provider's time.
 */
export function sessionFacts(
  session: OwnSession,
  payments: readonly Payment[],
  at: { readonly nowMs: number; readonly mode: Mode },
): SessionFacts {
  const [speaker] = payments.toSorted((a, b) => rank(a) - rank(b))
  return {
    sessionId: session.id,
    status: statusOf(session, speaker?.status ?? null, at.nowMs),
    amount: speaker === undefined ? session.amount : amountTold(speaker, payments),
    currency: speaker?.currency ?? session.currency,
    // no answer tells the mode, but test and live are different hosts and the profile is bound to one of them
    mode: at.mode === 'live' ? 'live' : 'test',
    expiresAt: session.expiresAt,
    completedAt: speaker?.status === 'completed' ? takenAt(speaker) : null,
    hostedUrl: session.hostedUrl,
    paymentId: speaker?.id ?? null,
    method: speaker?.status === 'completed' || speaker?.status === 'refunded' ? 'card' : null,
    tenderId: speaker?.tenderId ?? null,
    terminalId: speaker?.terminalId ?? null,
    manual: false,
  }
}

const rank = ({ status }: Payment): number => PRECEDENCE.indexOf(status)

/** Two captured payments of one attempt are told as their sum: it differs from what was asked, and a person looks. */
function amountTold(speaker: Payment, payments: readonly Payment[]): Amount {
  if (speaker.status !== 'completed') return speaker.amount
  const captured = payments.filter(
    ({ status, currency }) => status === 'completed' && currency === speaker.currency,
  )
  return amountOf(captured.reduce((sum, { amount }) => sum + amount, 0))
}

function statusOf(session: OwnSession, payment: PaymentStatus | null, nowMs: number): SessionStatus {
  switch (payment) {
    case null:
      if (isOver(session, nowMs)) return 'expired'
      return session.word === 'pending' ? 'waiting' : 'unknown'
    case 'waiting':
    case 'denied':
      return isOver(session, nowMs) ? 'expired' : 'waiting'
    case 'paying':
    case 'review':
    case 'completed':
    case 'refunded':
    case 'failed':
    case 'canceled':
    case 'expired':
    case 'unknown':
      return payment
    default:
      return unreachable(payment)
  }
}

const isOver = ({ expiresAt }: OwnSession, nowMs: number): boolean =>
  expiresAt !== null && nowMs > Date.parse(expiresAt) + EXPIRY_GRACE_MS
