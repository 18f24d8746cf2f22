import { err, type Result } from '../../../core/domain/result.ts'
import type { GatewayDesks } from '../../../core/ports/gateway-desks.ts'
import type { GatewayFailure, PaymentGateway } from '../../../core/ports/gateway.ts'
import type { Clock } from '../../../core/ports/system.ts'

/**
 * This till's part of what the provider allows the whole workspace. Calls for customers who wait go first; bookings,
 * sweeps and news take what is left, so that a backlog of hours never makes a code slow.
 */
export interface CallBudget {
  /** Resolves when the call may go; false when the provider has asked for a pause that lasts too long to wait for. */
  take(kind: CallKind, urgency: Urgency): Promise<true | { readonly retryAfterMs: number }>
  /** The provider said "not before": a promise, so nothing is sent until then. */
  hold(retryAfterMs: number): void
}

export type CallKind = 'read' | 'write'
export type Urgency = 'live' | 'background'

/** What the provider allows a workspace each second (test and live are counted apart). */
export const WORKSPACE_LIMITS = { read: 100, write: 20 } as const satisfies Record<CallKind, number>

/** Of this till's part, so much is kept free of background calls at any moment. */
const KEPT_FOR_LIVE = 0.4
/** A pause up to this long is waited for; a longer one is told to whoever asked. */
const WAITABLE_MS = 1_500

interface Bucket {
  tokens: number
  filledAt: number
}
interface Waiting {
  readonly kind: CallKind
  readonly urgency: Urgency
  readonly go: (answer: true) => void
}

/** `share` is this till's part of the workspace's limit, above 0 and at most 1; asked anew for every call. */
export function createCallBudget(clock: Clock, share: () => number): CallBudget {
  const now = (): number => clock.epochMs()
  const perSecond = (kind: CallKind): number => Math.max(1, WORKSPACE_LIMITS[kind] * share())
  const buckets: Readonly<Record<CallKind, Bucket>> = {
    read: { tokens: perSecond('read'), filledAt: now() },
    write: { tokens: perSecond('write'), filledAt: now() },
  }
  let waiting: readonly Waiting[] = []
  let heldUntil = 0
  let heldFor = 0
  let cancelPump: () => void = () => {}

  const fill = (kind: CallKind): Bucket => {
    const bucket = buckets[kind]
    // a clock set back gives nothing and takes nothing
    const passed = Math.max(0, now() - bucket.filledAt)
    bucket.tokens = Math.min(perSecond(kind), bucket.tokens + (passed / 1000) * perSecond(kind))
    bucket.filledAt = now()
    return bucket
  }
  /** What is left of the pause. A clock set back must not make it longer than it was asked for. */
  const held = (): number => {
    if (heldUntil - now() > heldFor) heldUntil = now() + heldFor
    return Math.max(0, heldUntil - now())
  }
  const mayGo = ({ kind, urgency }: Pick<Waiting, 'kind' | 'urgency'>): boolean => {
    if (held() > 0) return false
    const floor = urgency === 'live' ? 0 : perSecond(kind) * KEPT_FOR_LIVE
    return fill(kind).tokens >= Math.min(floor + 1, perSecond(kind))
  }
  const pump = (): void => {
    cancelPump()
    const ordered = [
      ...waiting.filter((each) => each.urgency === 'live'),
      ...waiting.filter((each) => each.urgency === 'background'),
    ]
    for (const each of ordered) {
      if (!mayGo(each)) continue
      buckets[each.kind].tokens -= 1
      waiting = waiting.filter((other) => other !== each)
      each.go(true)
    }
    if (waiting.length > 0) cancelPump = clock.after(Math.max(20, held()), pump)
  }

  return {
    take: (kind, urgency) => {
      const pause = held()
      if (pause > WAITABLE_MS) return Promise.resolve({ retryAfterMs: pause })
      return new Promise((resolve) => {
        waiting = [...waiting, { kind, urgency, go: resolve }]
        pump()
      })
    },
    hold: (retryAfterMs) => {
      heldFor = Math.max(held(), retryAfterMs)
      heldUntil = now() + heldFor
    },
  }
}

/** The same gateway, every call of which waits for its turn and keeps the provider's "not before". */
export function pacedGateway(gateway: PaymentGateway, budget: CallBudget, urgency: Urgency): PaymentGateway {
  const paced = async <T>(
    kind: CallKind,
    call: () => Promise<Result<T, GatewayFailure>>,
  ): Promise<Result<T, GatewayFailure>> => {
    const turn = await budget.take(kind, urgency)
    if (turn !== true) return err({ type: 'rate_limited', retryAfterMs: turn.retryAfterMs })
    const answer = await call()
    if (!answer.ok && answer.error.type === 'rate_limited') budget.hold(answer.error.retryAfterMs)
    return answer
  }
  return {
    ...gateway,
    create: (call) => paced('write', () => gateway.create(call)),
    charge: (sessionId, method) => paced('write', () => gateway.charge(sessionId, method)),
    cancel: (sessionId, key) => paced('write', () => gateway.cancel(sessionId, key)),
    confirm: (sessionId) => paced('write', () => gateway.confirm(sessionId)),
    read: (sessionId) => paced('read', () => gateway.read(sessionId)),
    find: (query) => paced('read', () => gateway.find(query)),
    list: (query) => paced('read', () => gateway.list(query)),
    check: () => paced('read', () => gateway.check()),
    desks: pacedDesks(gateway.desks, paced),
  }
}

type Paced = <T>(
  kind: CallKind,
  call: () => Promise<Result<T, GatewayFailure>>,
) => Promise<Result<T, GatewayFailure>>

/** The desks are of the same workspace, and so under the same limit and the same promises. */
function pacedDesks(desks: GatewayDesks, paced: Paced): GatewayDesks {
  const { changes, receipts, refunds, customers, proofs, shop, ledger } = desks
  return {
    changes: { since: (query) => paced('read', () => changes.since(query)) },
    receipts: {
      read: (sessionId) => paced('read', () => receipts.read(sessionId)),
      issued: (query) => paced('read', () => receipts.issued(query)),
      fetch: (sessionId, format) => paced('read', () => receipts.fetch(sessionId, format)),
      link: (sessionId) => paced('read', () => receipts.link(sessionId)),
      email: (sessionId, to, key) => paced('write', () => receipts.email(sessionId, to, key)),
    },
    refunds: {
      prepare: (attempt) => refunds.prepare(attempt),
      send: (call, mayHaveLeft) => paced('write', () => refunds.send(call, mayHaveLeft)),
      ofCharge: (chargeId) => paced('read', () => refunds.ofCharge(chargeId)),
    },
    customers: {
      search: (text) => paced('read', () => customers.search(text)),
      create: (input) => paced('write', () => customers.create(input)),
    },
    proofs: {
      shown: (raw) => proofs.shown(raw),
      claim: (sessionId, proofUrl) => paced('write', () => proofs.claim(sessionId, proofUrl)),
      upload: (sessionId, picture) => paced('write', () => proofs.upload(sessionId, picture)),
    },
    shop: { brand: () => paced('read', () => shop.brand()) },
    ledger: { postings: (query) => paced('read', () => ledger.postings(query)) },
  }
}
