import { z } from 'zod'
import { NOT_THE_PROVIDER } from '../../../core/domain/provider/codes.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'

const shortText = z
  .string()
  .transform((text) => text.slice(0, 500))
  .nullish()
  .catch(null)

/** The documented error object. `code` decides nothing here, it is kept for people; hyphens and underscores as written. */
const errorSchema = z.object({
  code: z.string().transform((text) => text.slice(0, 100)),
  message: shortText,
  type: shortText,
  traceId: shortText,
  params: z.record(z.string(), z.unknown()).nullish().catch(null),
  declineCode: shortText.transform((text) => text ?? null),
})

/** Null when the text is not the provider's: the HTML page of a proxy, cut-off JSON. */
export function readError(data: unknown): z.infer<typeof errorSchema> | null {
  const parsed = errorSchema.safeParse(data)
  return parsed.success ? parsed.data : null
}

export interface HttpFailure {
  readonly status: number
  readonly data: unknown
  /** Somebody on the way answered, and not the provider. */
  readonly isForeign: boolean
  readonly retryAfter: string | null
  readonly nowMs: number
  readonly clockOffsetMs: number | null
}

/**
 * What an answer other than 2xx means: by status, because the list of codes could not be read. The certain failures take
 * the provider's own error object: the 404 page of a proxy says nothing about a payment.
 */
export function failureOf(answer: HttpFailure): GatewayFailure {
  const { status, clockOffsetMs, isForeign } = answer
  const error = readError(answer.data)
  const code = error?.declineCode ?? error?.code ?? ''
  const requestId = error?.traceId ?? null
  if (status === 429) return { type: 'rate_limited', retryAfterMs: retryAfterMs(answer) }
  // whatever it says about keys or rights is not about ours, and the call may have gone through or not
  if (isForeign) return { type: 'unknown', detail: foreignDetail(status), status, requestId }
  if (status === 401) return { type: 'unauthorized', reason: 'key_wrong', clockOffsetMs, code, requestId }
  if (status === 403) return { type: 'unauthorized', reason: 'forbidden', clockOffsetMs, code, requestId }
  if (status === 409) return { type: 'conflict', code, requestId }
  const isTheirs = status >= 400 && status < 500 && status !== 408 && status !== 425
  if (!isTheirs || error === null || isServerFault(error)) {
    const detail = code !== '' ? code : status >= 300 && status < 400 ? 'redirect' : 'invalid_response'
    return { type: 'unknown', detail, status, requestId }
  }
  if (status === 404) return { type: 'not_found', requestId }
  const field = Object.keys(error.params ?? {})[0]?.slice(0, 100) ?? null
  return { type: 'refused', status, code, message: error.message ?? '', field, requestId }
}

const foreignDetail = (status: number): string =>
  status >= 300 && status < 400 ? 'redirect' : NOT_THE_PROVIDER

/** `api-error` is the server's own trouble and has been seen with 400 ("An internal error occurred"): nobody knows. */
const isServerFault = ({ type, declineCode }: NonNullable<ReturnType<typeof readError>>): boolean =>
  type === 'api-error' && declineCode === null

const HOUR_MS = 3_600_000
/** No limit is documented; without a word from the provider the pace is that of polling. */
const DEFAULT_WAIT_MS = 3_000
/** Whoever was just told that it asks too often does not ask again at once, whatever time came with it. */
const LEAST_WAIT_MS = 1_000

/** Seconds or an HTTP date. It is a promise and is kept, but no answer can silence a till for more than an hour. */
function retryAfterMs({ retryAfter, nowMs, clockOffsetMs }: HttpFailure): number {
  const text = retryAfter?.trim() ?? ''
  const asked = /^\d+(?:\.\d+)?$/.test(text)
    ? Number(text) * 1000
    : // a date has letters; `Date.parse` makes a year of nearly any number
      Date.parse(/[a-z]/i.test(text) ? text : '') - nowMs - (clockOffsetMs ?? 0)
  return Number.isNaN(asked) ? DEFAULT_WAIT_MS : Math.min(Math.max(Math.ceil(asked), LEAST_WAIT_MS), HOUR_MS)
}

/** What a request without a complete answer means: nothing left the machine, or nobody knows. */
export function transportFailure(error: unknown, status: number | null): GatewayFailure {
  const causes = rootCauses(error)
  const detail = causes.find(({ code }) => code !== '')?.code ?? 'connection_lost'
  if (status === null && causes.length > 0 && causes.every(isBeforeSending))
    return { type: 'unreachable', detail }
  return { type: 'unknown', detail, status, requestId: null }
}

interface Cause {
  readonly code: string
  readonly syscall: string
}

/** A wall or a login page of a network cuts TLS off like this. Node gives it the code of any reset, and these words. */
const CUT_IN_HANDSHAKE = 'TLS_CUT_IN_HANDSHAKE'
const CUT_WORDS = 'Client network socket disconnected before secure TLS connection was established'

/** No name, no connection, or a certificate that TLS refused before the request was written. */
const isBeforeSending = ({ code, syscall }: Cause): boolean =>
  syscall === 'connect' ||
  syscall === 'getaddrinfo' ||
  code === 'UND_ERR_CONNECT_TIMEOUT' ||
  code === CUT_IN_HANDSHAKE ||
  /^(CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_CERT_ALTNAME_INVALID|SELF_SIGNED_CERT|UNABLE_TO_)/.test(code)

/** fetch wraps what happened in a cause, and several addresses of one name in an AggregateError. */
function rootCauses(error: unknown, depth = 0): Cause[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const inner = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  if (inner.length > 0) return inner.flatMap((each) => rootCauses(each, depth + 1))
  if ('cause' in error && error.cause) return rootCauses(error.cause, depth + 1)
  const isCut = 'message' in error && error.message === CUT_WORDS
  const code = isCut ? CUT_IN_HANDSHAKE : 'code' in error ? String(error.code).slice(0, 60) : ''
  return [{ code, syscall: 'syscall' in error ? String(error.syscall) : '' }]
}
