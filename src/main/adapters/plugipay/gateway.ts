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
import { readCharge } from './charges.ts'
import { createBody } from './create-body.ts'
import { allowedUrl } from './links.ts'
import { checkProfile, type CheckedProfile, type PlugipayProfile } from './profile.ts'
import { isOfAttempt, readSession, SESSION_ID } from './sessions.ts'
import {
  createTransport,
  type ApiAnswer,
  type ApiCall,
  type PlugipayDeps,
  type Transport,
} from './transport.ts'

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
    traits: { resend: 'same_key', canCancel: true, minimumPollMs: 1000, booksManualMoney: true },

    prepareCreate: (attempt) => {
      if (!SENDABLE_KEY.test(attempt.idempotencyKey)) throw new RangeError('not a usable idempotency key')
      return { idempotencyKey: attempt.idempotencyKey, body: createBody(attempt, profile) }
    },

    create: async ({ body, idempotencyKey }) =>
      needSession(await callApi({ ...write('/checkout-sessions', body), idempotencyKey })),

    charge: chargeSession,

    read: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      return needSession(await callApi(read(`/checkout-sessions/${sessionId}`)))
    },

    find: findSession,

    list: async (query) => {
      const page = await listPage({ ...listFilters(query), order: 'asc' })
      if (!page.ok) return page
      const { rows, answer } = page.value
      const sessions = rows.flatMap((row) => readListed(row, answer.requestId) ?? [])
      const isLoop = answer.nextCursor === (query.cursor ?? null)
      return ok({ sessions, nextCursor: isLoop ? null : answer.nextCursor })
    },

    cancel: async (sessionId, idempotencyKey) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      const call = write(`/checkout-sessions/${sessionId}/cancel`, '{}')
      return maybeSession(await callApi({ ...call, idempotencyKey }))
    },

    confirm: async (sessionId) => {
      if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
      return maybeSession(await callApi(write(`/checkout-sessions/${sessionId}/confirm`, '{}')))
    },

    fetchImage: async (text) => {
      const url = allowedUrl(text, profile)
      return url === null ? err(urlRefusal(text, null, 0, null)) : await transport.picture(url)
    },

    check: async () => {
      const page = await listPage({ limit: '1', order: 'desc' })
      if (!page.ok) return page
      const newest = readSession(page.value.rows[0], null, profile)
      return ok({ mode: newest?.facts.mode ?? null, clockOffsetMs: transport.clockOffsetMs() })
    },
  }

  function callApi(call: ApiCall): Promise<Result<ApiAnswer, GatewayFailure>> {
    return transport.call(call)
  }

  async function chargeSession(
    sessionId: string,
    method: ChargeMethod,
  ): Promise<Result<ChargeAnswer, GatewayFailure>> {
    if (!SESSION_ID.test(sessionId)) return err(NO_SUCH_SESSION)
    const call = write(`/public/checkout/sessions/${sessionId}/charge`, JSON.stringify({ method }))
    const sent = await callApi({ ...call, isPublic: true })
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
    const seen = new Set<string>()
    let cursor: string | null = null
    for (let count = 0; count < MAX_FIND_PAGES; count += 1) {
      const page = await listPage(cursor === null ? filters : { ...filters, cursor })
      if (!page.ok) return page
      const { rows, answer } = page.value
      const row = rows.find((each) => isOfAttempt(each, query.tenderId, query.attemptId))
      if (row !== undefined) return needSession(ok({ ...answer, data: row }))
      cursor = answer.nextCursor
      if (cursor === null || seen.has(cursor)) return ok(null)
      seen.add(cursor)
    }
    log.warn('gateway.find_gave_up', { pages: MAX_FIND_PAGES })
    return ok(null)
  }

  async function listPage(
    query: Readonly<Record<string, string>>,
  ): Promise<Result<{ rows: readonly unknown[]; answer: ApiAnswer }, GatewayFailure>> {
    const sent = await callApi({ ...read('/checkout-sessions'), query })
    if (!sent.ok) return sent
    const rows: unknown = sent.value.data
    return Array.isArray(rows) ? ok({ rows, answer: sent.value }) : err(unreadable(sent.value))
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

const SENDABLE_KEY = /^[\x21-\x7e]{1,255}$/
const NO_SUCH_SESSION: GatewayFailure = { type: 'not_found', requestId: null }

const read = (path: string): ApiCall => ({ effect: 'read', method: 'GET', path })
const write = (path: string, body: string): ApiCall => ({ effect: 'write', method: 'POST', path, body })

function listFilters(query: ListQuery): Record<string, string> {
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? MAX_PAGE), 1), MAX_PAGE)
  return {
    limit: String(limit),
    ...(query.createdAfter === undefined ? {} : { createdAfter: query.createdAfter }),
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  }
}

const unreadable = ({ status, requestId }: ApiAnswer): GatewayFailure => ({
  type: 'unknown',
  detail: 'invalid_response',
  status,
  requestId,
})

const urlRefusal = (
  url: string,
  field: string | null,
  status: number,
  requestId: string | null,
): GatewayFailure => ({
  type: 'refused',
  status,
  code: 'url_not_allowed',
  // The host says enough; an address may carry more than a log should hold.
  message: URL.parse(url)?.host.slice(0, 200) ?? '',
  field,
  requestId,
})
