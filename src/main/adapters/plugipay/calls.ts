import { NOT_THE_PROVIDER } from '../../../core/domain/provider/codes.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'

export interface ApiCall {
  /** Reads may be repeated by the transport; a write is sent once, and the outbox sends the same bytes again. */
  readonly effect: 'read' | 'write'
  readonly method: 'GET' | 'POST'
  /** Below the prefix; every part already safe for a path. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON text, or an upload. */
  readonly body?: string | FormBody
  readonly idempotencyKey?: string
  /** The public checkout endpoints take no key. */
  readonly isPublic?: boolean
  /** Instead of the profile's, to find out which one answers. */
  readonly prefix?: string
  /** Names, addresses and numbers in this call that must not come back in a failure or reach a log. */
  readonly personal?: readonly string[]
}

/** An upload as multipart form data, encoded. */
export interface FormBody {
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** A 2xx answer. `data` is undefined when the provider sent none (an empty body is a success too). */
export interface ApiAnswer {
  readonly data: unknown
  readonly status: number
  readonly requestId: string | null
  readonly nextCursor: string | null
}

/** A 2xx answer that is no envelope: HTML, PDF, printer bytes. */
export interface FileAnswer {
  /** Without parameters, lower case; empty when the provider told none. */
  readonly contentType: string
  /** Null when there was more than may be read. */
  readonly bytes: Uint8Array | null
  readonly status: number
}

export const read = (path: string, query: Readonly<Record<string, string>> = {}): ApiCall => ({
  effect: 'read',
  method: 'GET',
  path,
  query,
})

export const write = (path: string, body: string | FormBody): ApiCall => ({
  effect: 'write',
  method: 'POST',
  path,
  body,
})

/** What a header can hold. Anything else is a bug of ours. */
export function sendableKey(idempotencyKey: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey)) throw new RangeError('not a usable idempotency key')
  return idempotencyKey
}

export const NO_SUCH_SESSION: GatewayFailure = { type: 'not_found', requestId: null }

export const unreadable = ({
  status,
  requestId,
}: Pick<ApiAnswer, 'status' | 'requestId'>): GatewayFailure => ({
  type: 'unknown',
  detail: 'invalid_response',
  status,
  requestId,
})

/** A page for people where the provider would have answered JSON. */
export const notTheProvider = (answer: Pick<ApiAnswer, 'status' | 'requestId'>): GatewayFailure => ({
  type: 'unknown',
  detail: NOT_THE_PROVIDER,
  ...answer,
})

/** Refused by this adapter, not by the provider: what came, or what was to go, is not what it may be. */
export const ownRefusal = (code: string, status = 0, message = ''): GatewayFailure => ({
  type: 'refused',
  status,
  code,
  message,
  field: null,
  requestId: null,
})

export const urlRefusal = (
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

/** The rows of a list answer; anything but a list is unknown. */
export function rowsOf(
  sent: Result<ApiAnswer, GatewayFailure>,
): Result<{ readonly rows: readonly unknown[]; readonly answer: ApiAnswer }, GatewayFailure> {
  if (!sent.ok) return sent
  const rows: unknown = sent.value.data
  return Array.isArray(rows) ? ok({ rows, answer: sent.value }) : err(unreadable(sent.value))
}
