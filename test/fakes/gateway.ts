import QRCode from 'qrcode'
import { amountOf, type Amount, type Currency } from '../../src/core/domain/money.ts'
import { buildQris } from '../../src/core/domain/provider/qris.ts'
import { err, ok, type Result } from '../../src/core/domain/result.ts'
import type { SessionFacts, SessionStatus } from '../../src/core/domain/provider/session.ts'
import type {
  ChargeAnswer,
  ChargeMethod,
  CreateAttempt,
  GatewayFailure,
  GatewayTraits,
  PaymentGateway,
  PreparedCall,
  SessionAnswer,
} from '../../src/core/ports/gateway.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { createFakeDesks, type DeskCall, type DesksHand } from './gateway-desks.ts'

export type GatewayCall =
  | DeskCall
  | 'create'
  | 'charge'
  | 'read'
  | 'find'
  | 'list'
  | 'cancel'
  | 'confirm'
  | 'fetchImage'
  | 'check'

export interface FakeGatewayOptions {
  readonly clock: Clock
  readonly mode?: 'test' | 'live'
  readonly traits?: Partial<GatewayTraits>
  /** What a QRIS charge gives; default is the code's text. */
  readonly presents?: 'emv' | 'image' | 'page'
}

/** What buyers, banks and bad luck do. */
export interface FakeHand extends DesksHand {
  /** Every call that reached the provider, in order, dropped answers included. */
  readonly calls: readonly { readonly call: GatewayCall; readonly of: string | null }[]
  /** Every amount the provider took, in order: more than one per sale is a double charge. */
  readonly captures: readonly { readonly sessionId: string; readonly amount: Amount }[]
  sessions(): readonly SessionFacts[]
  session(id: string): SessionFacts
  startPaying(id: string): void
  /** Throws when the session is over: then use `payLate`. */
  pay(id: string): void
  payLate(id: string): void
  claim(id: string): void
  expire(id: string): void
  fail(id: string): void
  cancelByCustomer(id: string): void
  refund(id: string): void
  /** Makes later answers about this session say something else, as a faulty provider would. */
  alter(id: string, facts: Partial<SessionFacts>): void
  /** The next such call fails so and does nothing. */
  failNext(call: GatewayCall, failure: GatewayFailure): void
  /** The next such call is done, and its answer is lost. */
  dropAnswerOf(call: GatewayCall): void
  setOnline(isOnline: boolean): void
  /** What the next QRIS charge gives instead of the right thing. */
  chargeWith(answer: ChargeAnswer): void
  /** Provider's clock minus ours. */
  setClockOffset(ms: number): void
}

const PAGE_ORIGIN = 'https://pay.example'
const LIVE: readonly SessionStatus[] = ['waiting', 'paying', 'review']

interface FakeSession {
  facts: SessionFacts
  readonly attempt: CreateAttempt
  readonly createdAt: string
}

/** A payment provider in memory that keeps the rules of the contract suite. */
export function createFakeGateway(options: FakeGatewayOptions): { gateway: PaymentGateway; hand: FakeHand } {
  const { clock, mode = 'test' } = options
  const sessions = new Map<string, FakeSession>()
  /** By idempotency key: what was sent and what was answered then. */
  const creates = new Map<string, { readonly body: string; readonly answer: SessionAnswer }>()
  const calls: { call: GatewayCall; of: string | null }[] = []
  const captures: { sessionId: string; amount: Amount }[] = []
  const failures: { call: GatewayCall; failure: GatewayFailure | 'drop' }[] = []
  const plannedCharges: ChargeAnswer[] = []
  let isOnline = true
  let clockOffsetMs = 0
  const desks = createFakeDesks({
    serve,
    now: providerNow,
    session: (id) => sessions.get(id),
    sessions: () => [...sessions.values()],
    review: (id) => void move(id, LIVE, { status: 'review', manual: true }),
    refused: refusal,
    conflict,
    notFound,
    pageOrigin: PAGE_ORIGIN,
  })

  const gateway: PaymentGateway = {
    name: 'plugipay',
    traits: {
      collects: ['qris', 'link'],
      currencies: ['IDR', 'USD'],
      resend: 'same_key',
      canCancel: true,
      minimumPollMs: 1000,
      booksManualMoney: true,
      reviewsPages: true,
      ...options.traits,
    },
    desks: desks.desks,
    prepareCreate: (attempt) => ({
      idempotencyKey: attempt.idempotencyKey,
      body: JSON.stringify(attempt),
    }),
    create: (call) => serve('create', call.idempotencyKey, () => create(call)),
    charge: (id, method) => serve('charge', id, () => charge(id, method)),
    read: (id) => serve('read', id, () => withSession(id, (session) => ok(answerOf(session)))),
    find: (query) =>
      serve('find', query.attemptId, () => {
        const found = [...sessions.values()].find(
          ({ attempt, createdAt }) =>
            attempt.metadata['tender_id'] === query.tenderId &&
            attempt.metadata['attempt_id'] === query.attemptId &&
            createdAt >= query.createdAfter,
        )
        return ok(found ? answerOf(found) : null)
      }),
    list: (query) =>
      serve('list', null, () => {
        const { createdAfter = '', limit = 100, cursor } = query
        const all = [...sessions.values()].filter(({ createdAt }) => createdAt > createdAfter)
        const matching = all.filter(({ facts }) => !query.status || facts.status === LISTED[query.status])
        const start =
          cursor === undefined ? 0 : matching.findIndex(({ facts }) => facts.sessionId === cursor) + 1
        const page = matching.slice(start, start + limit)
        const isMore = start + limit < matching.length
        return ok({
          sessions: page.map(answerOf),
          nextCursor: isMore ? (page.at(-1)?.facts.sessionId ?? null) : null,
        })
      }),
    cancel: (id) =>
      serve('cancel', id, () =>
        withSession(id, (session) => {
          if (!LIVE.includes(session.facts.status)) return err(conflict)
          return ok(answerOf(change(session, { status: 'canceled' })))
        }),
      ),
    confirm: (id) => serve('confirm', id, () => withSession(id, confirm)),
    fetchImage: async (url) => {
      const id = new RegExp(`^${PAGE_ORIGIN}/c/([^/]+)/qris\\.png$`).exec(url)?.[1]
      const session = sessions.get(id ?? '')
      const png = session ? await QRCode.toBuffer(payloadOf(session.facts), { scale: 5 }) : null
      return serve('fetchImage', url, () => (png ? ok(new Uint8Array(png)) : err(foreignUrl)))
    },
    clockOffsetMs: () => clockOffsetMs,
    check: () =>
      serve('check', null, () =>
        ok({ mode: sessions.size > 0 ? mode : null, clockOffsetMs, prefix: '/api/v1', amountUnit: 'whole' }),
      ),
  }

  const hand: FakeHand = {
    ...desks.hand,
    calls,
    captures,
    sessions: () => [...sessions.values()].map(({ facts }) => facts),
    session: (id) => need(id).facts,
    startPaying: (id) => void move(id, ['waiting'], { status: 'paying' }),
    pay: (id) => {
      expireOverdue()
      if (!LIVE.includes(need(id).facts.status)) throw new Error(`${id} is over`)
      complete(need(id), 'qris')
    },
    payLate: (id) => {
      expireOverdue()
      if (LIVE.includes(need(id).facts.status)) throw new Error(`${id} is not over`)
      complete(need(id), 'qris')
    },
    claim: (id) => void move(id, ['waiting', 'paying'], { status: 'review', manual: true }),
    expire: (id) => void move(id, LIVE, { status: 'expired' }),
    fail: (id) => void move(id, LIVE, { status: 'failed' }),
    cancelByCustomer: (id) => void move(id, LIVE, { status: 'canceled' }),
    refund: (id) => void move(id, ['completed'], { status: 'refunded' }),
    alter: (id, facts) => {
      const session = need(id)
      session.facts = { ...session.facts, ...facts }
    },
    failNext: (call, failure) => void failures.push({ call, failure }),
    dropAnswerOf: (call) => void failures.push({ call, failure: 'drop' }),
    setOnline: (on) => {
      isOnline = on
    },
    chargeWith: (answer) => void plannedCharges.push(answer),
    setClockOffset: (ms) => {
      clockOffsetMs = ms
    },
  }
  return { gateway, hand }

  /** From the till's socket to the provider's books and back; either way may fail. */
  async function serve<T>(
    call: GatewayCall,
    of: string | null,
    act: () => Result<T, GatewayFailure>,
  ): Promise<Result<T, GatewayFailure>> {
    await Promise.resolve()
    if (!isOnline) return err({ type: 'unreachable', detail: 'ENETUNREACH' })
    const at = failures.findIndex((each) => each.call === call)
    const planned = at === -1 ? null : failures.splice(at, 1)[0]
    calls.push({ call, of })
    if (planned && planned.failure !== 'drop') return err(planned.failure)
    expireOverdue()
    const result = act()
    return planned ? err({ type: 'unknown', detail: 'ECONNRESET', status: null, requestId: null }) : result
  }

  function create({ idempotencyKey, body }: PreparedCall): Result<SessionAnswer, GatewayFailure> {
    const earlier = creates.get(idempotencyKey)
    if (earlier) return earlier.body === body ? ok(earlier.answer) : err(conflict)
    const attempt = JSON.parse(body) as CreateAttempt
    if (attempt.amount <= 0) return err(refusal('validation_error', 'amount'))
    if (!gateway.traits.currencies.includes(attempt.currency))
      return err(refusal('validation_error', 'currency'))
    const sessionId = `cs_fake${String(sessions.size + 1).padStart(6, '0')}`
    const createdAt = clock.now()
    const session: FakeSession = { facts: newFacts(sessionId, attempt), attempt, createdAt }
    sessions.set(sessionId, session)
    const answer = answerOf(session)
    creates.set(idempotencyKey, { body, answer })
    return ok(answer)
  }

  function newFacts(sessionId: string, attempt: CreateAttempt): SessionFacts {
    return {
      sessionId,
      status: 'waiting',
      amount: attempt.amount,
      currency: attempt.currency,
      mode,
      expiresAt: new Date(providerMs() + attempt.expiresInSec * 1000).toISOString(),
      completedAt: null,
      hostedUrl: `${PAGE_ORIGIN}/c/${sessionId}`,
      paymentId: null,
      method: null,
      tenderId: attempt.metadata['tender_id'] ?? null,
      terminalId: attempt.metadata['terminal_id'] ?? null,
      manual: false,
    }
  }

  function charge(id: string, method: ChargeMethod): Result<ChargeAnswer, GatewayFailure> {
    return withSession(id, (session) => {
      const { facts, attempt } = session
      const isOffered = (attempt.purpose === 'booking') !== (method === 'qris')
      if (!isOffered) return err(refusal('method_unavailable', 'method'))
      if (facts.status !== 'waiting' && facts.status !== 'paying') return err(conflict)
      if (method === 'qris') return ok(plannedCharges.shift() ?? present(facts))
      change(session, { status: 'review', manual: true, method })
      return ok({ type: 'instructions', heading: method, accounts: [], raw: '{}' })
    })
  }

  function present(facts: SessionFacts): ChargeAnswer {
    const page = `${PAGE_ORIGIN}/c/${facts.sessionId}/qris`
    switch (options.presents ?? 'emv') {
      case 'emv':
        return { type: 'emv', payload: payloadOf(facts), amount: facts.amount, raw: '{}' }
      case 'image':
        return { type: 'image', url: `${page}.png`, amount: facts.amount, raw: '{}' }
      case 'page':
        return { type: 'page', url: page, raw: '{}' }
    }
  }

  function confirm(session: FakeSession): Result<SessionAnswer, GatewayFailure> {
    const { status, manual, method } = session.facts
    if (status === 'completed' && manual) return ok(answerOf(session))
    if (status !== 'review' || !manual) return err(conflict)
    return ok(answerOf(complete(session, method ?? 'transfer')))
  }

  function complete(session: FakeSession, method: string): FakeSession {
    const { sessionId, amount, manual } = session.facts
    if (captures.some((each) => each.sessionId === sessionId))
      throw new Error(`${sessionId} was paid already`)
    captures.push({ sessionId, amount })
    const paymentId = manual ? null : `pay_${sessionId}`
    return change(session, { status: 'completed', completedAt: providerNow(), paymentId, method })
  }

  function move(id: string, from: readonly SessionStatus[], to: Partial<SessionFacts>): FakeSession {
    expireOverdue()
    const session = need(id)
    if (!from.includes(session.facts.status)) throw new Error(`${id} is ${session.facts.status}`)
    return change(session, to)
  }

  /** What is under review stays: the buyer said that they paid. */
  function expireOverdue(): void {
    for (const session of sessions.values()) {
      const { status, expiresAt } = session.facts
      const isOpen = status === 'waiting' || status === 'paying'
      if (isOpen && expiresAt !== null && expiresAt <= providerNow()) change(session, { status: 'expired' })
    }
  }

  function need(id: string): FakeSession {
    const session = sessions.get(id)
    if (!session) throw new Error(`no session ${id}`)
    return session
  }

  function withSession<T>(
    id: string,
    act: (session: FakeSession) => Result<T, GatewayFailure>,
  ): Result<T, GatewayFailure> {
    const session = sessions.get(id)
    return session ? act(session) : err(notFound)
  }

  function change(session: FakeSession, facts: Partial<SessionFacts>): FakeSession {
    const before = session.facts.status
    session.facts = { ...session.facts, ...facts }
    if (session.facts.status !== before) desks.noteSession(session.facts)
    return session
  }

  function providerMs(): number {
    return clock.epochMs() + clockOffsetMs
  }

  function providerNow(): string {
    return new Date(providerMs()).toISOString()
  }
}

const LISTED = { open: 'waiting', pending_review: 'review', completed: 'completed' } as const
const REQUEST_ID = 'req_fake'
const conflict: GatewayFailure = { type: 'conflict', code: 'conflict', requestId: REQUEST_ID }
const notFound: GatewayFailure = { type: 'not_found', requestId: REQUEST_ID }

const refusal = (code: string, field: string | null, status = 422): GatewayFailure => ({
  type: 'refused',
  status,
  code,
  message: 'no',
  field,
  requestId: REQUEST_ID,
})
const foreignUrl: GatewayFailure = { ...refusal('url_not_allowed', null), requestId: null } as GatewayFailure

const answerOf = ({ facts }: FakeSession): SessionAnswer => ({
  facts,
  raw: JSON.stringify(facts),
  requestId: REQUEST_ID,
})

/** NMID and institution are invented (ID999..., 93600999). */
export const FAKE_NMID = 'ID9990000000011'

function payloadOf({ sessionId, amount }: { sessionId: string; amount: Amount; currency: Currency }): string {
  const built = buildQris({
    initiation: 'dynamic',
    amount: amountOf(amount),
    acquirer: { domain: 'COM.CONTOH.WWW', merchantPan: '9360099900000000011', merchantId: null, size: 'UMI' },
    national: { nmid: FAKE_NMID, size: 'UMI' },
    categoryCode: '5812',
    merchantName: 'WARUNG CONTOH',
    city: 'BANDUNG',
    postalCode: '40111',
    billNumber: sessionId.slice(-12),
    referenceLabel: null,
    terminalLabel: null,
  })
  if (!built.ok) throw new Error(`the fake cannot write its code: ${built.error.type}`)
  return built.value
}
