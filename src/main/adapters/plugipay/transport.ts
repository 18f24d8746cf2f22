import pRetry from 'p-retry'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { Clock, Log } from '../../../core/ports/system.ts'
import { readEnvelope } from './envelope.ts'
import { failureOf, transportFailure } from './failures.ts'
import { isKeyMissing, redactor, type CheckedProfile } from './profile.ts'
import { hmacAuthorization, signRequest } from './signature.ts'

export interface PlugipayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch
  /** For one call with all its retries, connecting included; default 10 seconds. */
  readonly timeoutMs?: number
}

export interface ApiCall {
  /** Reads may be repeated here; a write is sent once, and the outbox sends the same bytes again. */
  readonly effect: 'read' | 'write'
  readonly method: 'GET' | 'POST'
  /** Below the prefix; every part already safe for a path. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
  readonly idempotencyKey?: string
  /** The public checkout endpoints take no key. */
  readonly isPublic?: boolean
}

/** A 2xx answer. `data` is undefined when the provider sent none (an empty body is a success too). */
export interface ApiAnswer {
  readonly data: unknown
  readonly status: number
  readonly requestId: string | null
  readonly nextCursor: string | null
}

export interface Transport {
  call(call: ApiCall): Promise<Result<ApiAnswer, GatewayFailure>>
  /** Fetches a PNG or JPEG without any key; the caller has checked the address. */
  picture(url: URL): Promise<Result<Uint8Array, GatewayFailure>>
  /** Provider's clock minus ours, once an answer has told. */
  clockOffsetMs(): number | null
}

const TIMEOUT_MS = 10_000
const MAX_BODY_BYTES = 1024 * 1024
const MAX_PICTURE_BYTES = 512 * 1024
const READ_RETRIES = 2

/** Sends, signs, measures the clock and translates every failure. The only place of this adapter that does I/O. */
export function createTransport(profile: CheckedProfile, deps: PlugipayDeps): Transport {
  const { clock, log } = deps
  const redact = redactor(profile.auth)
  let clockOffsetMs: number | null = null

  return {
    clockOffsetMs: () => clockOffsetMs,
    async call(call) {
      if (!call.isPublic && isKeyMissing(profile.auth)) return err(keyMissing(clockOffsetMs))
      const result = await withDeadline(async (signal) => {
        if (call.effect === 'write') return await attempt(call, signal)
        return await retryRead(() => attempt(call, signal), signal)
      })
      if (result.ok) return result
      const failure = redactFailure(result.error, redact)
      log.warn('gateway.call_failed', { method: call.method, path: call.path, failure })
      return err(failure)
    },
    async picture(url) {
      const result = await withDeadline((signal) => retryRead(() => fetchPicture(url, signal), signal))
      return result.ok ? result : err(redactFailure(result.error, redact))
    },
  }

  /** One time limit over connecting, sending, reading and all retries. */
  async function withDeadline<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    const stop = clock.after(deps.timeoutMs ?? TIMEOUT_MS, () => controller.abort())
    try {
      return await run(controller.signal)
    } finally {
      stop()
    }
  }

  async function attempt(call: ApiCall, signal: AbortSignal): Promise<Result<ApiAnswer, GatewayFailure>> {
    const url = targetUrl(profile, call)
    const sent = await exchange(url, requestInit(call, url), MAX_BODY_BYTES, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes } = sent.value
    const text = readText(bytes)
    const envelope = text === null ? null : readEnvelope(text)
    // A page of a proxy tells the proxy's time. A 401 is believed, since the time may be its very reason.
    if (envelope || status === 401) noteClock(envelope?.timestampMs ?? null, headers)
    const requestId = envelope?.requestId ?? headers.get('x-request-id')?.slice(0, 200) ?? null
    const retryAfter = headers.get('retry-after')
    if (status < 200 || status > 299) {
      const nowMs = clock.epochMs()
      return err(failureOf({ status, envelope, requestId, retryAfter, nowMs, clockOffsetMs }))
    }
    if (text !== null && text.trim() === '')
      return ok({ data: undefined, status, requestId, nextCursor: null })
    if (!envelope || envelope.error) {
      return err({ type: 'unknown', detail: 'invalid_response', status, requestId })
    }
    return ok({ data: envelope.data, status, requestId, nextCursor: envelope.nextCursor })
  }

  function requestInit(call: ApiCall, url: URL): RequestInit {
    const body = Buffer.from(call.body ?? '', 'utf8')
    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Gerai' }
    if (call.body !== undefined) headers['content-type'] = 'application/json'
    if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey
    if (!call.isPublic) Object.assign(headers, authHeaders(call, url, body))
    if (call.body === undefined) return { method: call.method, headers }
    // A stream, because fetch sends a body it can read again a second time after a 421; the length is told by hand.
    headers['content-length'] = String(body.byteLength)
    return { method: call.method, headers, body: new Blob([body]).stream(), duplex: 'half' }
  }

  function authHeaders(call: ApiCall, url: URL, body: Uint8Array): Record<string, string> {
    const { auth } = profile
    if (auth.scheme === 'bearer') return { authorization: `Bearer ${auth.apiKey}` }
    const timestamp = Math.floor((clock.epochMs() + (clockOffsetMs ?? 0)) / 1000)
    const idempotencyKey = call.idempotencyKey ?? null
    const target = url.pathname + url.search
    const signature = signRequest(
      { method: call.method, target, timestamp, body, idempotencyKey },
      auth.secret,
    )
    return {
      authorization: hmacAuthorization(auth.keyId, signature),
      'x-plugipay-timestamp': String(timestamp),
    }
  }

  async function fetchPicture(url: URL, signal: AbortSignal): Promise<Result<Uint8Array, GatewayFailure>> {
    const init = { headers: { accept: 'image/png, image/jpeg', 'user-agent': 'Gerai' } }
    const sent = await exchange(url, init, MAX_PICTURE_BYTES, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes } = sent.value
    if (status === 404) return err({ type: 'not_found', requestId: null })
    if (status < 200 || status > 299) {
      const facts = { envelope: null, requestId: null, retryAfter: headers.get('retry-after') }
      return err(failureOf({ ...facts, status, nowMs: clock.epochMs(), clockOffsetMs }))
    }
    const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const isPicture = type === 'image/png' || type === 'image/jpeg'
    if (isPicture && bytes !== null) return ok(bytes)
    const code = isPicture ? 'picture_too_large' : 'picture_type_not_allowed'
    return err({
      type: 'refused',
      status,
      code,
      message: isPicture ? '' : type.slice(0, 100),
      field: null,
      requestId: null,
    })
  }

  async function exchange(
    url: URL,
    init: RequestInit,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Exchange, GatewayFailure>> {
    let status: number | null = null
    try {
      const doFetch = deps.fetch ?? fetch
      const response = await doFetch(url, { ...init, redirect: 'manual', signal })
      status = response.status
      return ok({ status, headers: response.headers, bytes: await readCapped(response, maxBytes) })
    } catch (error) {
      if (signal.aborted) return err({ type: 'unknown', detail: 'timeout', status, requestId: null })
      return err(transportFailure(error, status))
    }
  }

  function noteClock(timestampMs: number | null, headers: Headers): void {
    // The Date header is cut to the second; half of one is the best guess at the rest.
    const theirMs = timestampMs ?? Date.parse(headers.get('date') ?? '') + 500
    if (Number.isFinite(theirMs)) clockOffsetMs = Math.round(theirMs - clock.epochMs())
  }
}

interface Exchange {
  readonly status: number
  readonly headers: Headers
  /** Null when there was more than may be read. */
  readonly bytes: Uint8Array | null
}

/** Prefix, path and query; what is signed is read back from this very object, so that it is what is sent. */
function targetUrl(profile: CheckedProfile, call: ApiCall): URL {
  const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : ''
  return new URL(`${profile.origin}${profile.prefix}${call.path}${query}`)
}

async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function readText(bytes: Uint8Array | null): string | null {
  try {
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Repeats a read that may go better: no answer, an unreadable one, or a clock that has just been measured. */
async function retryRead<T>(
  run: () => Promise<Result<T, GatewayFailure>>,
  signal: AbortSignal,
): Promise<Result<T, GatewayFailure>> {
  let last: Result<T, GatewayFailure> | null = null
  const once = async () => {
    last = await run()
    if (!last.ok && isWorthRepeating(last.error)) throw new Error(last.error.type)
    return last
  }
  try {
    return await pRetry(once, { retries: READ_RETRIES, minTimeout: 150, randomize: true, signal })
  } catch (error) {
    if (last === null) throw error
    return last
  }
}

const isWorthRepeating = (failure: GatewayFailure): boolean =>
  failure.type === 'unreachable' ||
  failure.type === 'unknown' ||
  (failure.type === 'unauthorized' && failure.reason === 'clock_off')

const keyMissing = (clockOffsetMs: number | null): GatewayFailure => ({
  type: 'unauthorized',
  reason: 'key_missing',
  clockOffsetMs,
  code: '',
  requestId: null,
})

/** Nothing of an answer may carry our secret into a log, a screen or the books. */
function redactFailure(failure: GatewayFailure, redact: (text: string) => string): GatewayFailure {
  const entries = Object.entries(failure).map(([name, value]) => [
    name,
    typeof value === 'string' ? redact(value) : value,
  ])
  return Object.fromEntries(entries) as GatewayFailure
}
