import { err, ok, type Result } from '../core/domain/result.ts'
import { readCallback, type CallbackFault } from './adapters/plexo/callback.ts'
import { verifyWebhook, type WebhookDelivery, type WebhookRefusal } from './adapters/plugipay/webhook.ts'
import { perMinute } from './budget.ts'
import type { CoreEnvironment } from './environment.ts'
import { webhookSecretNameOf } from './usecases/provider/profile.ts'
import type { Till } from './usecases/till.ts'
import type { ChangeWatcher } from './usecases/watch-changes.ts'

/** What providers post to us. Whatever it says, it only makes us read the session with our own credentials. */
export interface Deliveries {
  webhook(delivery: Pick<WebhookDelivery, 'headers' | 'rawBody'>): Promise<Result<null, WebhookRefusal>>
  callback(rawBody: Uint8Array): Result<null, CallbackFault>
}

/** Lines about deliveries that prove nothing. Anybody can post them, and the log must not be full of them. */
const REFUSALS_LOGGED_A_MINUTE = 6

export function createDeliveries(env: CoreEnvironment, till: Till, changes: ChangeWatcher): Deliveries {
  const mayLog = perMinute(REFUSALS_LOGGED_A_MINUTE)
  let unlogged = 0
  const logRefused = (reason: WebhookRefusal['type']): void => {
    if (!mayLog()) {
      unlogged += 1
      return
    }
    till.log.warn('webhook_refused', { reason, unlogged })
    unlogged = 0
  }
  return {
    webhook: async ({ headers, rawBody }) => {
      const secret = (await env.secrets.read(webhookSecretNameOf(env.mode))) ?? ''
      // fresh by the provider's time: a till whose own clock is wrong would turn every true delivery away
      const nowMs = till.clock.epochMs() + till.network.clockOffsetMs()
      const verified = verifyWebhook({ headers, rawBody, secret, nowMs })
      if (!verified.ok) {
        logRefused(verified.error.type)
        return err(verified.error)
      }
      changes.hear({ id: verified.value.eventId, sessionId: verified.value.sessionId })
      return ok(null)
    },
    callback: (rawBody) => {
      const hint = readCallback(new TextDecoder().decode(rawBody))
      if (!hint.ok) return hint
      const session = till.store.read
        .saleOfAttempt(hint.value.attemptId)
        ?.sale.tenders.find((t) => t.id === hint.value.attemptId)
      const sessionId =
        session?.type === 'provider' && 'sessionId' in session.state ? session.state.sessionId : null
      if (sessionId !== null) changes.hear({ id: null, sessionId })
      return ok(null)
    },
  }
}
