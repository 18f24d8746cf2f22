import type { SessionFacts } from '../../../core/domain/provider/session.ts'
import type { PaymentDesk } from './payments.ts'
import type { CheckedPlexoProfile } from './profile.ts'
import { paymentReference } from './references.ts'
import type { OwnSession } from './sessions.ts'
import type { PlexoDeps } from './transport.ts'

export interface LookupProver {
  /** A session was just read by its payment's reference, and this is what it said. */
  note(session: OwnSession, facts: SessionFacts): Promise<void>
}

/**
 * Watches for the first session that reads as completed with the amount that was asked, and then makes sure that the
 * search looks at the reference at all: a reference that nobody has must find nothing, although a payment is there. A
 * search that ignores its filter passes the first test and fails the second.
 */
export function createLookupProof(
  payments: PaymentDesk,
  { origin, merchantId }: CheckedPlexoProfile,
  { log, onLookupProved }: PlexoDeps,
): LookupProver {
  /** Set while it is being proved too, so that reads side by side prove it once. */
  let isSettled = onLookupProved === undefined
  return {
    note: async (session, { status, paymentId, amount, currency }) => {
      if (isSettled || status !== 'completed' || paymentId === null) return
      if (amount !== session.amount || currency !== session.currency) return
      isSettled = true
      const nobodys = await payments.ofReference(paymentReference(`nobody-${session.attemptId}`))
      if (nobodys.ok && nobodys.value.length === 0) {
        onLookupProved?.({ origin, merchantId, sessionId: session.id, paymentId })
        return
      }
      isSettled = false
      log.warn('gateway.lookup_not_proved', { found: nobodys.ok ? nobodys.value.length : nobodys.error.type })
    },
  }
}
