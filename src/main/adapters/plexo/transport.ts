import { isForeignAnswer, NOT_THE_PROVIDER } from '../../../core/domain/provider/codes.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import type { Clock, Log } from '../../../core/ports/system.ts'
import { failureOf, transportFailure } from './failures.ts'
import { basicAuthorization, isKeyMissing, redactor, type CheckedPlexoProfile } from './profile.ts'

export interface PlexoDeps {
  readonly clock: Clock
  readonly log: Log
  /** Default: the runtime's own. */
  readonly fetch?: typeof fetch
  /** For one call, connecting included; default 10 seconds. */
  readonly timeoutMs?: number
  /** The `raw` of an earlier answer about this session, from the books; it spares a search after a restart. */
  readonly recall?: (sessionId: string) => string | null
  /** Told once, when reading a payment by its reference was seen to work: what live use waits for. */
  readonly onLookupProved?: (proof: LookupProof) => void
}

export interface LookupProof {
  readonly origin: string
  readonly merchantId: number
  readonly sessionId: string
  readonly paymentId: string
}

export interface ApiCall {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
}

/** A 2xx answer; `data` is undefined when the body was empty. */
export interface ApiAnswer {
  readonly data: unknown
  readonly status: number
}

export interface Transport {
  call(call: ApiCall): Promise<Result<ApiAnswer, GatewayFailure>>
  /** The provider's time, as far as its answers have told. */
  nowMs(): number
  clockOffsetMs(): number | null
}

const TIMEOUT_MS = 10_000
const MAX_BODY_BYTES = 1024 * 1024

/** Sends once, measures the clock, translates every failure. The only place of this adapter that does I/O. */
export function createTransport(profile: CheckedPlexoProfile, deps: PlexoDeps): Transport {
  const { clock, log } = deps
  const redact = redactor(profile)
  let clockOffsetMs: number | null = null

  return {
    nowMs: () => clock.epochMs() + (clockOffsetMs ?? 0),
    clockOffsetMs: () => clockOffsetMs,
    call: async (call) => {
      if (isKeyMissing(profile)) return err(KEY_MISSING)
      const result = await exchange(call)
      if (result.ok) return result
      const failure = redactFailure(result.error, redact)
      log.warn('gateway.call_failed', { method: call.method, path: call.path, failure })
      return err(failure)
    },
  }

  async function exchange(call: ApiCall): Promise<Result<ApiAnswer, GatewayFailure>> {
    const signal = AbortSignal.timeout(deps.timeoutMs ?? TIMEOUT_MS)
    let status: number | null = null
    const sentAtMs = clock.epochMs()
    try {
      const doFetch = deps.fetch ?? fetch
      const response = await doFetch(urlOf(call), { ...requestInit(call), redirect: 'manual', signal })
      status = response.status
      return readAnswer(response, await readCapped(response), sentAtMs)
    } catch (error) {
      if (signal.aborted) return err({ type: 'unknown', detail: 'timeout', status, requestId: null })
      return err(transportFailure(error, status))
    }
  }

  function urlOf({ path, query }: ApiCall): URL {
    return new URL(`${profile.origin}${path}${query ? `?${new URLSearchParams(query).toString()}` : ''}`)
  }

  function requestInit({ method, body }: ApiCall): RequestInit {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'user-agent': 'Gerai',
      authorization: basicAuthorization(profile),
    }
    if (body === undefined) return { method, headers }
    const bytes = Buffer.from(body, 'utf8')
    headers['content-type'] = 'application/json'
    // A stream, because fetch sends a body it can read again a second time after a 421: a refund would go out twice.
    headers['content-length'] = String(bytes.byteLength)
    return { method, headers, body: new Blob([bytes]).stream(), duplex: 'half' }
  }

  function readAnswer(
    response: Response,
    text: string | null,
    sentAtMs: number,
  ): Result<ApiAnswer, GatewayFailure> {
    const { status, headers } = response
    const data = text === null ? undefined : parseJson(text)
    const isForeign = data === undefined && isForeignAnswer(status, text)
    // A page of a proxy tells the proxy's time.
    if (data !== undefined) noteClock(headers, sentAtMs)
    if (status < 200 || status > 299) {
      const retryAfter = headers.get('retry-after')
      return err(failureOf({ status, data, isForeign, retryAfter, nowMs: clock.epochMs(), clockOffsetMs }))
    }
    const isReadable = data !== undefined || text?.trim() === ''
    if (isReadable) return ok({ data, status })
    return err(isForeign ? unreadable(status, NOT_THE_PROVIDER) : unreadable(status))
  }

  /** An answer that took its time tells less: what is known stays while it fits what was told. */
  function noteClock(headers: Headers, sentAtMs: number): void {
    // The Date header is cut to the second; half of one is the best guess at the rest.
    const theirMs = Date.parse(headers.get('date') ?? '') + 500
    if (!Number.isFinite(theirMs)) return
    const measured = Math.round(theirMs - clock.epochMs())
    const most = Math.round(theirMs - sentAtMs)
    const fits = clockOffsetMs !== null && clockOffsetMs >= measured && clockOffsetMs <= most
    if (!fits) clockOffsetMs = measured
  }
}

/** Answered, but not with what was asked for: nothing is known. */
export const unreadable = (status: number | null = null, detail = 'invalid_response'): GatewayFailure => ({
  type: 'unknown',
  detail,
  status,
  requestId: null,
})

/** Null when there was more than may be read, or it was no UTF-8. */
async function readCapped(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Writes a part of an answer back as text; null when it is nested so deep that it cannot have been meant. */
export function rawJson(value: unknown): string | null {
  try {
    return JSON.stringify(value)
  } catch {
    return null
  }
}

const KEY_MISSING: GatewayFailure = {
  type: 'unauthorized',
  reason: 'key_missing',
  clockOffsetMs: null,
  code: '',
  requestId: null,
}

/** Nothing of an answer may carry our secret into a log, a screen or the books. */
function redactFailure(failure: GatewayFailure, redact: (text: string) => string): GatewayFailure {
  const entries = Object.entries(failure).map(([name, value]) => [
    name,
    typeof value === 'string' ? redact(value) : value,
  ])
  return Object.fromEntries(entries) as GatewayFailure
}
