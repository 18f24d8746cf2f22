import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { refused, type Refused } from './answers.ts'
import type { Dialect, SimulatorKey } from './options.ts'

const CLOCK_TOLERANCE_SEC = 300

export interface SignedParts {
  readonly method: string
  /** The request target exactly as sent: prefix and query included. */
  readonly target: string
  readonly timestamp: string
  readonly body: Uint8Array
  readonly idempotencyKey: string | null
}

/** The signature of a request, lower-case hex. The key joins the signed text only when its header is sent. */
export function signRequest(secret: string, parts: SignedParts): string {
  const bodyHash = createHash('sha256').update(parts.body).digest('hex')
  const items = [parts.method.toUpperCase(), parts.target, parts.timestamp, bodyHash]
  if (parts.idempotencyKey !== null) items.push(parts.idempotencyKey)
  return createHmac('sha256', secret).update(items.join('\n')).digest('hex')
}

export interface CallToProve {
  readonly method: string
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
  readonly now: number
}

export type Proof =
  | { readonly ok: true; readonly key: SimulatorKey }
  | { readonly ok: false; readonly refusal: Refused }

/** Finds whose key signed (or carries) this call. The order of checks is key, clock, signature. */
export function proveCaller(call: CallToProve, keys: readonly SimulatorKey[], dialect: Dialect): Proof {
  const header = call.headers.authorization ?? ''
  const bearer = /^Bearer\s+(\S+)$/i.exec(header)?.[1]
  if (bearer !== undefined) {
    const key = keys.find((each) => each.bearer !== undefined && isSame(each.bearer, bearer))
    return key ? { ok: true, key } : no(refused('unknown_key', 'This API key is unknown or was revoked.'))
  }
  const parsed = /^Plugipay-HMAC-SHA256\s+keyId=([^,\s]+),\s*scope=([^,]*),\s*signature=([0-9A-Za-z]+)$/.exec(
    header,
  )
  if (!parsed) return no(refused('bad_signature', 'The Authorization header is missing or malformed.'))
  const key = keys.find((each) => each.keyId === parsed[1])
  if (!key) return no(refused('unknown_key', 'This API key is unknown or was revoked.'))
  return findClockFault(call) ?? checkSignature(call, key, parsed[3] ?? '', dialect)
}

function findClockFault(call: CallToProve): Proof | null {
  const timestamp = call.headers['x-plugipay-timestamp']
  if (typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) {
    return no(refused('bad_timestamp', 'X-Plugipay-Timestamp must be whole seconds since 1970.'))
  }
  const difference = Math.abs(Number(timestamp) - call.now / 1000)
  if (difference <= CLOCK_TOLERANCE_SEC) return null
  return no(refused('timestamp_skew', 'The timestamp differs by more than 300 s from the server clock.'))
}

function checkSignature(call: CallToProve, key: SimulatorKey, signature: string, dialect: Dialect): Proof {
  const idempotencyKey = call.headers['idempotency-key']
  const expected = signRequest(key.secret, {
    method: call.method,
    target: call.target,
    timestamp: String(call.headers['x-plugipay-timestamp']),
    body: isMultipart(call.headers) ? new Uint8Array() : call.body,
    idempotencyKey: typeof idempotencyKey === 'string' ? idempotencyKey : null,
  })
  if (isSame(expected, signature)) return { ok: true, key }
  const hint = dialect === 'api' ? 'Signature mismatch.' : 'The signature does not match this request.'
  return no(refused('bad_signature', hint))
}

/** Uploads are signed as if they had no body. */
const isMultipart = (headers: IncomingHttpHeaders): boolean =>
  /^multipart\//i.test(headers['content-type'] ?? '')

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

const no = (refusal: Refused): Proof => ({ ok: false, refusal })

/** What only a platform partner's key has; not even `*` makes a merchant's key one. */
export const PLATFORM_SCOPE = 'plugipay:platform:admin'

/** Names seen in the documents; the others follow their pattern: a thing, and read or write. */
export function hasScope(key: SimulatorKey, needed: string): boolean {
  if (['*', PLATFORM_SCOPE, needed].some((scope) => key.scopes.includes(scope))) return true
  return needed.endsWith(':read') && key.scopes.includes(needed.replace(/:read$/, ':write'))
}
