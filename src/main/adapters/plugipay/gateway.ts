import { err, ok, unreachable, type Result } from '../../../core/domain/result.ts'
import type {
  ChargeAnswer,
  ChargeMethod,
  FindQuery,
  GatewayFailure,
  ListQuery,
  PaymentGateway,
  SessionAnswer,
} from '../../../core/ports/gateway.ts'
import {
  NO_SUCH_SESSION,
  read,
  rowsOf,
  sendableKey,
  unreadable,
  urlRefusal,
  write,
  type ApiAnswer,
} from './calls.ts'
import { readCharge } from './charges.ts'
import { checkGateway } from './check.ts'
import { createBody } from './create-body.ts'
import { createDesks } from './desks.ts'
import { allowedUrl } from './links.ts'
import { arrangePage, createLoopGuard } from './pages.ts'
import { checkProfile, type CheckedProfile, type PlugipayProfile } from './profile.ts'
import { isOfAttempt, readSession, SESSION_ID } from './sessions.ts'
import { createTransport, type PlugipayDeps, type Transport } from './transport.ts'

const MAX_PAGE = 100
const MAX_FIND_PAGES = 20
/** Our clock and the provider's may differ; a search starts that much earlier than asked. */
const FIND_MARGIN_MS = 10 * 60_000

/** Plugipay as a payment gateway. A faulty profile throws: whoever stores one asks `checkProfile` first. */
export function createPlugipayGateway(profile: PlugipayProfile, deps: PlugipayDeps): PaymentGateway {
  const checked = checkProfile(profile)
  if (!checked.ok) throw new Error(`not a usable Plugipay profile: ${checked.error.type}`)
  return gatewayOver(createTransport(checked.value, deps), checked.value, deps)
}

function gatewayOver(transport: Transport, profile: CheckedProfile, { log }: PlugipayDeps): PaymentGateway {
  return {
    name: 'plugipay',
    traits: {
      collects: ['qris', 'link'],
      currencies: ['IDR', 'USD'],
      resend: 'same_key',
      canCancel: true,
      minimumPollMs: 1000,
      booksManualMoney: true,
      reviewsPages: true,
    },

    desks: createDesks(transport, profile, log),

    prepareCreate: (attempt) => ({
      idempotencyKey: sendableKey(attempt.idempotencyKey),
      body: createBody(attempt, profile),
    }),

    create: async ({ body, idempotencyKey }) =>
      needSession(await transport.call({ ...write('/checkout-sessions', body), idempotencyKey })),

    charge: chargeSession,

    read: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      return needSession(await transport.call(read(`/checkout-sessions/${sessionId}`)))
    },

    find: findSession,

    list: async (query) => {
      const page = await listPage({ ...listFilters(query), order: 'asc' })
      if (!page.ok) return page
      const { rows, answer } = page.value
      const arranged = arrangePage(rows, 'createdAt', query.createdAfter ?? null)
      const sessions = arranged.rows.flatMap((row) => readListed(row, answer.requestId) ?? [])
      const isEnd = arranged.isPast || answer.nextCursor === (query.cursor ?? null)
      return ok({ sessions, nextCursor: isEnd ? null : answer.nextCursor })
    },

    cancel: async (sessionId, idempotencyKey) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const call = write(`/checkout-sessions/${sessionId}/cancel`, '{}')
      return maybeSession(await transport.call({ ...call, idempotencyKey }))
    },

    confirm: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      return maybeSession(await transport.call(write(`/checkout-sessions/${sessionId}/confirm`, '{}')))
    },

    fetchImage: async (text) => {
      const url = allowedUrl(text, profile)
      return url === null ? err(urlRefusal(text, null, 0, null)) : await transport.picture(url)
    },

    clockOffsetMs: () => transport.clockOffsetMs(),

    check: () => checkGateway(transport, profile),
  }

  async function chargeSession(
    sessionId: string,
    method: ChargeMethod,
  ): Promise<Result<ChargeAnswer, GatewayFailure>> {
    if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
    const call = write(`/public/checkout/sessions/${sessionId}/charge`, JSON.stringify({ method }))
    const sent = await transport.call({ ...call, isPublic: true })
    if (!sent.ok) return sent
    const reading = readCharge(sent.value.data, sessionId, method, profile)
    switch (reading.type) {
      case 'answer':
        return ok(reading.answer)
      case 'url_not_allowed':
        return err(urlRefusal(reading.url, reading.field, sent.value.status, sent.value.requestId))
      case 'unreadable':
        return err(unreadable(sent.value))
      default:
        return unreachable(reading)
    }
  }

  /** There is no filter on metadata, so pages are read, newest first, until the attempt turns up. */
  async function findSession(query: FindQuery): Promise<Result<SessionAnswer | null, GatewayFailure>> {
    const offset = transport.clockOffsetMs() ?? 0
    const from = new Date(Date.parse(query.createdAfter) + offset - FIND_MARGIN_MS).toISOString()
    const filters = { createdAfter: from, limit: String(MAX_PAGE), order: 'desc' }
    const guard = createLoopGuard()
    let cursor: string | null = null
    for (let count = 0; count < MAX_FIND_PAGES; count += 1) {
      const page = await listPage(cursor === null ? filters : { ...filters, cursor })
      if (!page.ok) return page
      const { rows, answer } = page.value
      const row = rows.find((each) => isOfAttempt(each, query.tenderId, query.attemptId))
      if (row !== undefined) return needSession(ok({ ...answer, data: row }))
      cursor = arrangePage(rows, 'createdAt', from).isPast ? null : guard(cursor, answer.nextCursor)
      if (cursor === null) return ok(null)
    }
    log.warn('gateway.find_gave_up', { pages: MAX_FIND_PAGES })
    return ok(null)
  }

  async function listPage(query: Readonly<Record<string, string>>): Promise<ReturnType<typeof rowsOf>> {
    return rowsOf(await transport.call(read('/checkout-sessions', query)))
  }

  /** One odd session of the workspace must not hide all others; a till reads its own ones by their id. */
  function readListed(row: unknown, requestId: string | null): SessionAnswer | null {
    const session = readSession(row, requestId, profile)
    if (session === null) log.warn('gateway.session_unreadable', { requestId })
    return session
  }

  function needSession(sent: Result<ApiAnswer, GatewayFailure>): Result<SessionAnswer, GatewayFailure> {
    if (!sent.ok) return sent
    const session = readSession(sent.value.data, sent.value.requestId, profile)
    return session === null ? err(unreadable(sent.value)) : ok(session)
  }

  /** Cancel and confirm may answer with the session or with nothing. */
  function maybeSession(
    sent: Result<ApiAnswer, GatewayFailure>,
  ): Result<SessionAnswer | null, GatewayFailure> {
    return sent.ok && sent.value.data === undefined ? ok(null) : needSession(sent)
  }
}

function listFilters(query: ListQuery): Record<string, string> {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? MAX_PAGE), 1), MAX_PAGE)
  return {
    limit: String(limit),
    ...(query.createdAfter === undefined ? {} : { createdAfter: query.createdAfter }),
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  }
}
