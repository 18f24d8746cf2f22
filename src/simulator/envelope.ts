import type { Answer } from './answers.ts'
import { isoTime } from './clock.ts'
import type { Dialect } from './options.ts'

/** The bytes that go back. `headers` are lower case. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

interface Stamp {
  readonly requestId: string
  readonly at: number
}

/** Wraps an answer as the dialect's documents show it: envelope, list shape, error code and letter case. */
export function renderAnswer(answer: Answer, dialect: Dialect, stamp: Stamp): Reply {
  const meta = { requestId: stamp.requestId, timestamp: isoTime(stamp.at) }
  switch (answer.kind) {
    case 'data':
      return json(answer.status, { data: answer.data, error: null, meta })
    case 'list':
      return json(200, {
        data: answer.rows,
        error: null,
        meta: { ...meta, ...pageMeta(answer.page, dialect) },
      })
    case 'empty':
      // The API pages promise an envelope for every answer; the SDK change logs say that a DELETE gives 204.
      return dialect === 'api'
        ? json(200, { data: null, error: null, meta })
        : { status: 204, headers: {}, body: Buffer.alloc(0) }
    case 'raw':
      return {
        status: answer.status,
        headers: { 'content-type': answer.contentType, ...answer.headers },
        body: Buffer.from(answer.body),
      }
    case 'refused':
      return renderRefusal(answer, dialect, meta)
  }
}

function renderRefusal(
  answer: Extract<Answer, { kind: 'refused' }>,
  dialect: Dialect,
  meta: Record<string, unknown>,
): Reply {
  const { status, code } = errorCode(answer.situation, dialect)
  const error = {
    code,
    message: answer.message,
    ...(answer.field === undefined ? {} : { field: answer.field }),
    ...(answer.details === undefined ? {} : { details: answer.details }),
  }
  const reply = json(status, { data: null, error, meta })
  if (answer.retryAfterSec === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(answer.retryAfterSec) } }
}

function pageMeta(page: { limit: number; nextCursor: string | null }, dialect: Dialect): object {
  const hasMore = page.nextCursor !== null
  if (dialect === 'api') return { page: { limit: page.limit, nextCursor: page.nextCursor, hasMore } }
  return { cursor: page.nextCursor, hasMore }
}

const json = (status: number, value: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(value)),
})

/**
 * Status and code of each situation. The first entry is the usual one, the rest is where a document differs; a
 * situation that a document leaves out takes the usual one. `api` prints its codes in capitals.
 */
const CODES = {
  bad_field: [400, 'validation_error'],
  no_methods: [400, 'validation_error', { portal: [400, 'no_methods'] }],
  method_unavailable: [422, 'adapter_not_configured', { python: [400, 'method_unavailable'] }],
  customer_currency: [422, 'customer_currency_mismatch'],
  not_found: [404, 'not_found'],
  wrong_state: [
    409,
    'conflict',
    { node: [409, 'state_conflict'], python: [409, 'invalid_state_transition'] },
  ],
  not_manual: [409, 'conflict', { node: [403, 'forbidden'], python: [409, 'invalid_state_transition'] }],
  scope_missing: [403, 'insufficient_scope', { node: [403, 'forbidden'] }],
  person_only: [403, 'person_only'],
  key_reused: [409, 'idempotency_mismatch', { python: [409, 'idempotency_key_reused'] }],
  key_missing: [400, 'idempotency_key_required'],
  bad_signature: [401, 'invalid_signature'],
  unknown_key: [401, 'invalid_key', { python: [401, 'unauthorized'] }],
  bad_timestamp: [401, 'invalid_timestamp'],
  timestamp_skew: [401, 'invalid_timestamp', { node: [401, 'timestamp_skew'] }],
  customer_busy: [409, 'conflict', { node: [409, 'state_conflict'] }],
  already_queued: [409, 'already_queued'],
  endpoint_disabled: [409, 'endpoint_disabled'],
  too_many: [429, 'rate_limited'],
  too_large: [413, 'validation_error'],
  server_fault: [500, 'internal_error'],
  provider_fault: [502, 'upstream_error'],
  down: [503, 'service_unavailable'],
  provider_refused: [422, 'refund_failed'],
} as const satisfies Record<string, readonly [number, string, Overrides?]>

type Overrides = Partial<Record<Dialect, readonly [number, string]>>
export type RefusalSituation = keyof typeof CODES

export function errorCode(situation: RefusalSituation, dialect: Dialect): { status: number; code: string } {
  const [usualStatus, usualCode, differing]: readonly [number, string, Overrides?] = CODES[situation]
  const [status, code] = differing?.[dialect] ?? [usualStatus, usualCode]
  return { status, code: dialect === 'api' ? code.toUpperCase() : code }
}
