import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { GatewayFailure } from '../../../core/ports/gateway.ts'
import { transportFailure } from './failures.ts'

/** What came back, whole and within its limit. */
export interface Exchange {
  readonly status: number
  readonly headers: Headers
  /** Null when there was more than may be read. */
  readonly bytes: Uint8Array | null
}

export interface Outgoing {
  readonly url: URL
  readonly init: RequestInit
  readonly maxBytes: number
}

/** One request and its answer. Redirects are not followed: a signed call belongs to one address. */
export async function exchange(
  { url, init, maxBytes }: Outgoing,
  doFetch: typeof fetch,
  signal: AbortSignal,
): Promise<Result<Exchange, GatewayFailure>> {
  let status: number | null = null
  try {
    const response = await doFetch(url, { ...init, redirect: 'manual', signal })
    status = response.status
    return ok({ status, headers: response.headers, bytes: await readCapped(response, maxBytes) })
  } catch (error) {
    if (signal.aborted) return err({ type: 'unknown', detail: 'timeout', status, requestId: null })
    return err(transportFailure(error, status))
  }
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

/** Null for bytes that are no UTF-8, or that were too many. */
export function readText(bytes: Uint8Array | null): string | null {
  try {
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** `image/png` of `Image/PNG; charset=binary`; empty when there is none that can be one. */
export function mediaType(headers: Headers): string {
  const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z0-9!#$&^_.+-]{1,60}\/[a-z0-9!#$&^_.+-]{1,60}$/.test(type) ? type : ''
}
