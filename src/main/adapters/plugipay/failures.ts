import { NOT_THE_PROVIDER } from '../../../core/domain/provider/codes.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { Envelope } from './envelope.ts'

export interface HttpFailure {
  readonly status: number
  /** Null when the body was not the provider's envelope. */
  readonly envelope: Envelope | null
  /** Somebody on the way answered, and not the provider. */
  readonly isForeign: boolean
  readonly requestId: string | null
  readonly retryAfter: string | null
  readonly nowMs: number
  readonly clockOffsetMs: number | null
}

/**
 * What an answer other than 2xx means: by status first, then by code in lower case (the pages print codes in capitals,
 * the SDKs do not). The certain failures, `refused` and `not_found`, take the provider's own word: a 404 page of a
 * proxy or of a wrong prefix says nothing about a session.
 */
export function failureOf(answer: HttpFailure): GatewayFailure {
  const { status, envelope, requestId } = answer
  const code = (envelope?.error?.code ?? '').toLowerCase()
  if (status === 429) return { type: 'rate_limited', retryAfterMs: retryAfterMs(answer) }
  // whatever it says about keys or rights is not about ours, and the call may have gone through or not
  if (answer.isForeign) return { type: 'unknown', detail: unknownDetail(answer), status, requestId }
  if (status === 401) {
    return {
      type: 'unauthorized',
      reason: keyFault(code),
      clockOffsetMs: answer.clockOffsetMs,
      code,
      requestId,
    }
  }
  if (status === 403) {
    const { clockOffsetMs } = answer
    const scopes = envelope?.error?.scopes ?? []
    const told = scopes.length > 0 ? { scopes } : {}
    return { type: 'unauthorized', reason: 'forbidden', clockOffsetMs, ...told, code, requestId }
  }
  if (status === 409) return { type: 'conflict', code, requestId }
  const isCertain = status >= 400 && status < 500 && status !== 408 && status !== 425
  if (!isCertain || !envelope?.error) {
    return { type: 'unknown', detail: unknownDetail(answer), status, requestId }
  }
  if (status === 404) return { type: 'not_found', requestId }
  const { message, field } = envelope.error
  return { type: 'refused', status, code, message, field, requestId }
}

/** `INVALID_TIMESTAMP`, `invalid_timestamp` and `timestamp_skew` all mean the clock. */
function keyFault(code: string): 'key_missing' | 'key_wrong' | 'clock_off' {
  if (code.includes('timestamp') || code.includes('skew')) return 'clock_off'
  return code.startsWith('missing') ? 'key_missing' : 'key_wrong'
}

function unknownDetail({ status, envelope, isForeign }: HttpFailure): string {
  if (envelope?.error) return envelope.error.code.toLowerCase()
  if (status >= 300 && status < 400) return 'redirect'
  return isForeign ? NOT_THE_PROVIDER : 'invalid_response'
}

const HOUR_MS = 3_600_000
/** What a provider gets that asks to wait without saying for how long, or for a time that is over or none. */
const LEAST_WAIT_MS = 1_000

/**
 * Seconds or an HTTP date. It is a promise and is kept, but no answer can silence a till for more than an hour, and none
 * makes it ask again at once: it was just told that it asks too often.
 */
function retryAfterMs({ retryAfter, nowMs, clockOffsetMs }: HttpFailure): number {
  const text = retryAfter?.trim() ?? ''
  const asked = /^\d+(?:\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : // a date has letters; `Date.parse` makes a year of nearly any number
      Date.parse(/[a-z]/i.test(text) ? text : '') - (nowMs + (clockOffsetMs ?? 0))
  return Number.isNaN(asked) ? LEAST_WAIT_MS : Math.min(Math.max(Math.ceil(asked), LEAST_WAIT_MS), HOUR_MS)
}

/** What a request that got no complete answer means: nothing left the machine, or nobody knows. */
export function transportFailure(error: unknown, status: number | null): GatewayFailure {
  const causes = rootCauses(error)
  const detail = causes.map(({ code }) => code).find((code) => code !== '') ?? 'connection_lost'
  if (status === null && causes.length > 0 && causes.every(isBeforeSending)) {
    return { type: 'unreachable', detail }
  }
  return { type: 'unknown', detail, status, requestId: null }
}

interface Cause {
  readonly code: string
  readonly syscall: string
  readonly bytesWritten: number | null
}

/** TLS refuses a certificate before the request is written. `CERT_NOT_YET_VALID` usually is a wrong clock here. */
const CERTIFICATE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

/** A wall or a login page of a network cuts TLS off like this. Node gives it the code of any reset, and these words. */
const CUT_IN_HANDSHAKE = 'TLS_CUT_IN_HANDSHAKE'
const CUT_WORDS = 'Client network socket disconnected before secure TLS connection was established'

const isBeforeSending = ({ code, syscall, bytesWritten }: Cause): boolean =>
  syscall === 'connect' ||
  syscall === 'getaddrinfo' ||
  code === 'UND_ERR_CONNECT_TIMEOUT' ||
  CERTIFICATE_CODES.has(code) ||
  code === CUT_IN_HANDSHAKE ||
  bytesWritten === 0

/** fetch wraps what happened in a cause, and several addresses of one name in an AggregateError. */
function rootCauses(error: unknown, depth = 0): Cause[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  if (inner.length > 0) return inner.flatMap((each) => rootCauses(each, depth + 1))
  if ('cause' in error && error.cause) return rootCauses(error.cause, depth + 1)
  const socket = 'socket' in error ? error.socket : null
  const written =
    typeof socket === 'object' && socket !== null && 'bytesWritten' in socket ? socket.bytesWritten : null
  return [
    {
      code: codeOf(error),
      syscall: 'syscall' in error ? String(error.syscall) : '',
      bytesWritten: typeof written === 'number' ? written : null,
    },
  ]
}

function codeOf(error: object): string {
  if ('message' in error && error.message === CUT_WORDS) return CUT_IN_HANDSHAKE
  return 'code' in error ? String(error.code).slice(0, 60) : ''
}
