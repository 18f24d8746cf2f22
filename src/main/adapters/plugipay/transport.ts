import { isForeignAnswer } from '../../../core/domain/provider/codes.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { Clock, Log } from '../../../core/ports/system.ts'
import {
  notTheProvider,
  ownRefusal,
  unreadable,
  type ApiAnswer,
  type ApiCall,
  type FileAnswer,
} from './calls.ts'
import { readEnvelope, type Envelope } from './envelope.ts'
import { failureOf } from './failures.ts'
import { isKeyMissing, redactor, type CheckedProfile } from './profile.ts'
import { retryRead } from './retry.ts'
import { hmacAuthorization, signRequest } from './signature.ts'
import { exchange, mediaType, readText, type Exchange } from './wire.ts'

export interface PlugipayDeps {
  readonly clock: Clock
  readonly log: Log
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch
  /** For one call with all its retries, connecting included; default 10 seconds. */
  readonly timeoutMs?: number
}

export interface Transport {
  call(call: ApiCall): Promise<Result<ApiAnswer, GatewayFailure>>
  /** Fetches a file of the API with the key: HTML, PDF, printer bytes; at most `maxBytes`. */
  file(call: ApiCall, accept: string, maxBytes: number): Promise<Result<FileAnswer, GatewayFailure>>
  /** Fetches a PNG or JPEG without any key; the caller has checked the address. */
  picture(url: URL): Promise<Result<Uint8Array, GatewayFailure>>
  /** Provider's clock minus ours, once an answer has told. */
  clockOffsetMs(): number | null
}

const TIMEOUT_MS = 10_000
const MAX_BODY_BYTES = 1024 * 1024
const MAX_PICTURE_BYTES = 512 * 1024

/** Sends, signs, measures the clock and translates every failure. The only place of this adapter that does I/O. */
export function createTransport(profile: CheckedProfile, deps: PlugipayDeps): Transport {
  const { clock, log } = deps
  const doFetch = deps.fetch ?? fetch
  const redactSecret = redactor(profile.auth)
  let clockOffsetMs: number | null = null

  return {
    clockOffsetMs: () => clockOffsetMs,
    call: (call) => guarded(call, (signal) => callOnce(call, signal)),
    file: (call, accept, maxBytes) => guarded(call, (signal) => fileOnce(call, accept, maxBytes, signal)),
    async picture(url) {
      const result = await withDeadline((signal) => retryRead(() => fetchPicture(url, signal), signal))
      return result.ok ? result : err(redactFailure(result.error, redactSecret))
    },
  }

  /** No call without a key, one deadline, retries for reads only, and nothing secret or personal in what is told. */
  async function guarded<T>(
    call: ApiCall,
    once: (signal: AbortSignal) => Promise<Result<T, GatewayFailure>>,
  ): Promise<Result<T, GatewayFailure>> {
    if (!call.isPublic && isKeyMissing(profile.auth)) return err(keyMissing(clockOffsetMs))
    const result = await withDeadline(async (signal) => {
      if (call.effect === 'write') return await once(signal)
      return await retryRead(() => once(signal), signal)
    })
    if (result.ok) return result
    const failure = withoutPersonal(redactFailure(result.error, redactSecret), call)
    log.warn('gateway.call_failed', { method: call.method, path: call.path, failure })
    return err(failure)
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

  async function callOnce(call: ApiCall, signal: AbortSignal): Promise<Result<ApiAnswer, GatewayFailure>> {
    const sent = await send(call, 'application/json', MAX_BODY_BYTES, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes, sentAtMs } = sent.value
    const text = readText(bytes)
    const envelope = text === null ? null : readEnvelope(text)
    const requestId = requestIdOf(envelope, headers)
    if (envelope) noteClock(envelope.timestampMs, headers, sentAtMs)
    if (text !== null && text.trim() === '')
      return ok({ data: undefined, status, requestId, nextCursor: null })
    if (!envelope && isForeignAnswer(status, text)) return err(notTheProvider({ status, requestId }))
    if (!envelope || envelope.error) return err(unreadable({ status, requestId }))
    return ok({ data: envelope.data, status, requestId, nextCursor: envelope.nextCursor })
  }

  async function fileOnce(
    call: ApiCall,
    accept: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<FileAnswer, GatewayFailure>> {
    const sent = await send(call, accept, maxBytes, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes } = sent.value
    return ok({ contentType: mediaType(headers), bytes, status })
  }

  /** Sends and takes every answer but 2xx apart. */
  async function send(
    call: ApiCall,
    accept: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Exchange & { readonly sentAtMs: number }, GatewayFailure>> {
    const url = targetUrl(profile, call)
    const sentAtMs = clock.epochMs()
    const sent = await exchange({ url, init: requestInit(call, url, accept), maxBytes }, doFetch, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes } = sent.value
    if (status >= 200 && status <= 299) return ok({ ...sent.value, sentAtMs })
    const text = readText(bytes)
    // Redacted before it is cut to length, so that no half of a secret is left at the end.
    const envelope = text === null ? null : readEnvelope(redactSecret(text))
    const isForeign = !envelope && isForeignAnswer(status, text)
    // A page of a proxy tells the proxy's time. A 401 is believed, since the time may be its very reason.
    if (envelope || (status === 401 && !isForeign))
      noteClock(envelope?.timestampMs ?? null, headers, sentAtMs)
    const requestId = requestIdOf(envelope, headers)
    const retryAfter = headers.get('retry-after')
    const told = { status, envelope, isForeign, requestId, retryAfter }
    return err(failureOf({ ...told, nowMs: clock.epochMs(), clockOffsetMs }))
  }

  function requestInit(call: ApiCall, url: URL, accept: string): RequestInit {
    const headers: Record<string, string> = { accept, 'user-agent': 'Gerai' }
    const body = bodyBytes(call)
    if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey
    if (!call.isPublic) Object.assign(headers, authHeaders(call, url))
    if (call.body === undefined) return { method: call.method, headers }
    headers['content-type'] = typeof call.body === 'string' ? 'application/json' : call.body.contentType
    // A stream, because fetch sends a body it can read again a second time after a 421; the length is told by hand.
    headers['content-length'] = String(body.byteLength)
    return { method: call.method, headers, body: new Blob([body]).stream(), duplex: 'half' }
  }

  function authHeaders(call: ApiCall, url: URL): Record<string, string> {
    const { auth, onBehalfOf } = profile
    const actingFor = onBehalfOf === null ? {} : { 'x-plugipay-on-behalf-of': onBehalfOf }
    if (auth.scheme === 'bearer') return { authorization: `Bearer ${auth.apiKey}`, ...actingFor }
    const timestamp = Math.floor((clock.epochMs() + (clockOffsetMs ?? 0)) / 1000)
    const signature = signRequest(
      {
        method: call.method,
        target: url.pathname + url.search,
        timestamp,
        // an upload is signed as if it had no body
        body: typeof call.body === 'string' ? bodyBytes(call) : new Uint8Array(),
        idempotencyKey: call.idempotencyKey ?? null,
      },
      auth.secret,
    )
    return {
      authorization: hmacAuthorization(auth.keyId, signature),
      'x-plugipay-timestamp': String(timestamp),
      ...actingFor,
    }
  }

  async function fetchPicture(url: URL, signal: AbortSignal): Promise<Result<Uint8Array, GatewayFailure>> {
    const init = { headers: { accept: 'image/png, image/jpeg', 'user-agent': 'Gerai' } }
    const sent = await exchange({ url, init, maxBytes: MAX_PICTURE_BYTES }, doFetch, signal)
    if (!sent.ok) return sent
    const { status, headers, bytes } = sent.value
    if (status === 404) return err({ type: 'not_found', requestId: null })
    if (status < 200 || status > 299) {
      const facts = { envelope: null, requestId: null, retryAfter: headers.get('retry-after') }
      // no key was sent along, so none can be wrong
      const isForeign = [401, 403, 511].includes(status)
      return err(failureOf({ ...facts, isForeign, status, nowMs: clock.epochMs(), clockOffsetMs }))
    }
    const type = mediaType(headers)
    if (type !== 'image/png' && type !== 'image/jpeg')
      return err(ownRefusal('picture_type_not_allowed', status, type))
    return bytes === null ? err(ownRefusal('picture_too_large', status)) : ok(bytes)
  }

  /** An answer that took its time tells less: what is known stays while it fits what was told. */
  function noteClock(timestampMs: number | null, headers: Headers, sentAtMs: number): void {
    // The Date header is cut to the second; half of one is the best guess at the rest.
    const theirMs = timestampMs ?? Date.parse(headers.get('date') ?? '') + 500
    if (!Number.isFinite(theirMs)) return
    const measured = Math.round(theirMs - clock.epochMs())
    const most = Math.round(theirMs - sentAtMs)
    const fits = clockOffsetMs !== null && clockOffsetMs >= measured && clockOffsetMs <= most
    if (!fits) clockOffsetMs = measured
  }
}

/** Prefix, path and query; what is signed is read back from this very object, so that it is what is sent. */
function targetUrl(profile: CheckedProfile, call: ApiCall): URL {
  const query = new URLSearchParams(call.query).toString()
  const prefix = call.prefix ?? profile.prefix
  return new URL(`${profile.origin}${prefix}${call.path}${query === '' ? '' : `?${query}`}`)
}

const bodyBytes = ({ body = '' }: ApiCall): Uint8Array<ArrayBuffer> =>
  typeof body === 'string' ? Buffer.from(body, 'utf8') : body.bytes

const requestIdOf = (envelope: Envelope | null, headers: Headers): string | null =>
  envelope?.requestId ?? headers.get('x-request-id')?.slice(0, 200) ?? null

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

/** A provider's sentence may repeat the address or number it did not like. */
function withoutPersonal(failure: GatewayFailure, { personal = [] }: ApiCall): GatewayFailure {
  if (failure.type !== 'refused') return failure
  const message = personal
    .filter((each) => each.length >= 3)
    .map((each) => new RegExp(each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'))
    .reduce((text, pattern) => text.replace(pattern, '[personal]'), failure.message)
  return { ...failure, message }
}
