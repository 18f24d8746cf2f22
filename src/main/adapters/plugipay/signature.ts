import { createHash, createHmac } from 'node:crypto'

export interface SignedRequest {
  readonly method: string
  /** Exactly what stands in the request line: prefix, path and query. */
  readonly target: string
  /** Seconds since 1970, by the provider's clock. */
  readonly timestamp: number
  /** The bytes on the wire; empty for none. */
  readonly body: Uint8Array
  readonly idempotencyKey: string | null
}

/**
 * The signature of Plugipay-HMAC-SHA256 as lower-case hex. The idempotency key takes part only when it is sent; no
 * document mentions that the query does, the SDK sources show it.
 */
export function signRequest(request: SignedRequest, secret: string): string {
  const bodyHash = createHash('sha256').update(request.body).digest('hex')
  const lines = [request.method.toUpperCase(), request.target, String(request.timestamp), bodyHash]
  if (request.idempotencyKey !== null) lines.push(request.idempotencyKey)
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex')
}

export const hmacAuthorization = (keyId: string, signature: string): string =>
  `Plugipay-HMAC-SHA256 keyId=${keyId}, scope=*, signature=${signature}`
