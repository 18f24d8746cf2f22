import { err, ok, type Result } from '../../../core/domain/result.ts'
import type {
  GatewayFailure,
  ListQuery,
  PaymentGateway,
  SessionAnswer,
  SessionPage,
} from '../../../core/ports/gateway.ts'
import { NO_PROOF, type GatewayDesks } from '../../../core/ports/gateway-desks.ts'
import { PLEXO_CURRENCIES } from './amounts.ts'
import { dateFilter } from './assumptions.ts'
import { createBody, readCreateBody } from './create-body.ts'
import { createLookupProof } from './lookup-proof.ts'
import { createPaymentDesk, type Payment } from './payments.ts'
import { checkPlexoProfile, type CheckedPlexoProfile, type PlexoProfile } from './profile.ts'
import { paymentReference } from './references.ts'
import { createRefundDesk } from './refunds.ts'
import { createSessionBook } from './session-book.ts'
import { readOwnSession, SESSION_ID, type OwnSession } from './sessions.ts'
import { createTransport, rawJson, unreadable, type PlexoDeps, type Transport } from './transport.ts'
import { sessionFacts } from './truth.ts'

/** Plexo as a payment gateway. A faulty profile throws: whoever stores one asks `checkPlexoProfile` first. */
export function createPlexoGateway(profile: PlexoProfile, deps: PlexoDeps): PaymentGateway {
  const checked = checkPlexoProfile(profile)
  if (!checked.ok) throw new Error(`not a usable Plexo profile: ${checked.error.type}`)
  return gatewayOver(createTransport(checked.value, deps), checked.value, deps)
}

function gatewayOver(transport: Transport, profile: CheckedPlexoProfile, deps: PlexoDeps): PaymentGateway {
  const book = createSessionBook(transport, profile, deps)
  const payments = createPaymentDesk(transport, profile)
  const proof = createLookupProof(payments, profile, deps)
  return {
    name: 'plexo',
    traits: {
      collects: ['link'],
      currencies: PLEXO_CURRENCIES,
      resend: 'find',
      canCancel: false,
      minimumPollMs: 3000,
      booksManualMoney: false,
      reviewsPages: false,
    },
    desks: { ...NO_DESKS, refunds: createRefundDesk(transport, payments) },

    prepareCreate: (attempt) => ({
      idempotencyKey: attempt.idempotencyKey,
      body: createBody(attempt, profile),
    }),
    create: async ({ body }) => await createSession(body),

    read: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err({ type: 'not_found', requestId: null })
      const session = await book.byId(sessionId)
      return session.ok ? await readTruth(session.value) : session
    },

    find: async (query) => {
      const session = await book.byAttempt(query)
      if (!session.ok) return session
      return session.value === null ? ok(null) : await readTruth(session.value)
    },

    list: listSessions,

    clockOffsetMs: () => transport.clockOffsetMs(),
    check: async () => {
      const checked = await book.check()
      if (!checked.ok) return checked
      return ok({
        mode: modeOf(profile),
        clockOffsetMs: transport.clockOffsetMs(),
        amountUnit: 'decimal',
      })
    },

    charge: unsupported('charge'),
    cancel: unsupported('cancel'),
    confirm: unsupported('confirm'),
    fetchImage: unsupported('fetchImage'),
  }

  async function createSession(body: string): Promise<Result<SessionAnswer, GatewayFailure>> {
    const frozen = readCreateBody(body)
    if (frozen.type === 'unsupported') return err(frozen)
    book.expect(frozen.terms.attemptId, frozen.reference)
    const sent = await transport.call({ method: 'POST', path: '/v1/sessions', body })
    if (!sent.ok) return err(await refusalOf(sent.error, frozen.reference))
    const session = readOwnSession(sent.value.data, profile)
    if (session?.reference !== frozen.reference) return err(unreadable(sent.value.status))
    book.keep(session)
    return tell(session, [])
  }

  /**
   * How a duplicate reference is refused is not documented. So after any refusal the provider is asked whether the
   * session exists: only when it does not has the create been refused for good.
   */
  async function refusalOf(failure: GatewayFailure, reference: string): Promise<GatewayFailure> {
    const refusal = failure.type === 'not_found' ? noSuchMerchant(failure.requestId) : failure
    if (refusal.type !== 'refused') return refusal
    const existing = await book.byReference(reference)
    if (!existing.ok) return unreadable(refusal.status, 'refused_or_duplicate')
    if (existing.value === null) return refusal
    return { type: 'conflict', code: refusal.code, requestId: refusal.requestId }
  }

  async function readTruth(session: OwnSession): Promise<Result<SessionAnswer, GatewayFailure>> {
    const found = await payments.ofReference(paymentReference(session.attemptId))
    if (!found.ok) return found
    const told = tell(session, found.value)
    if (told.ok) void proof.note(session, told.value.facts)
    return told
  }

  function tell(session: OwnSession, found: readonly Payment[]): Result<SessionAnswer, GatewayFailure> {
    const raw = rawJson({ session: session.data, payments: found.map(({ data }) => data) })
    if (raw === null) return err(unreadable())
    const captured = found.filter(({ status }) => status === 'completed')
    if (captured.length > 1) deps.log.error('gateway.paid_twice', { payments: captured.map(({ id }) => id) })
    const facts = sessionFacts(session, found, { nowMs: transport.nowMs(), mode: profile.mode })
    return ok({ facts, raw, requestId: null })
  }

  /** The sessions that tills made. Each costs a look at its payment, so pages are small; the status is narrowed here. */
  async function listSessions(query: ListQuery): Promise<Result<SessionPage, GatewayFailure>> {
    const size = Math.min(Math.max(Math.trunc(query.limit ?? MAX_LISTED), 1), MAX_LISTED)
    const page = await book.page({ filters: listFilters(query), cursor: query.cursor ?? null, size })
    if (!page.ok) return page
    const sessions: SessionAnswer[] = []
    for (const session of page.value.sessions) {
      const answer = await readTruth(session)
      if (!answer.ok) return answer
      if (isListed(answer.value, query)) sessions.push(answer.value)
    }
    return ok({ sessions, nextCursor: page.value.nextCursor })
  }

  /** The two dates go only together. */
  function listFilters({ createdAfter }: ListQuery): Record<string, string> {
    if (createdAfter === undefined) return {}
    return dateFilter(
      Date.parse(createdAfter),
      Math.max(transport.nowMs(), Date.parse(createdAfter)) + DAY_MS,
    )
  }
}

const MAX_LISTED = 20
const DAY_MS = 86_400_000

const STATUS_ASKED = { open: 'waiting', pending_review: 'review', completed: 'completed' } as const
const isListed = ({ facts }: SessionAnswer, { status }: ListQuery): boolean =>
  status === undefined || facts.status === STATUS_ASKED[status]

/** A create names nothing that has to be found except the merchant. */
const noSuchMerchant = (requestId: string | null): GatewayFailure => ({
  type: 'refused',
  status: 404,
  code: 'not_found',
  message: '',
  field: 'merchantId',
  requestId,
})

const modeOf = ({ mode }: CheckedPlexoProfile): 'test' | 'live' => (mode === 'live' ? 'live' : 'test')

const unsupported = (what: string) => async () => err<GatewayFailure>({ type: 'unsupported', what })

/** Plexo documents neither events, receipts, proofs, customers for a till, nor a shop's looks. */
const NO_DESKS: Omit<GatewayDesks, 'refunds'> = {
  changes: { since: unsupported('changes') },
  receipts: {
    read: unsupported('receipt'),
    issued: unsupported('receipt'),
    fetch: unsupported('receipt'),
    link: unsupported('receipt'),
    email: unsupported('receipt'),
  },
  customers: { search: unsupported('customers'), create: unsupported('customers') },
  proofs: { shown: () => NO_PROOF, claim: unsupported('proof'), upload: unsupported('proof') },
  shop: { brand: unsupported('brand') },
  ledger: { postings: unsupported('ledger') },
}
