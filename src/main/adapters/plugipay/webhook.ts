import { createHmac, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { readEvent } from './events.ts'

export interface WebhookDelivery {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Exactly what arrived; a body that was parsed and written again has another signature. */
  readonly rawBody: Uint8Array
  /** `whsec_...`, as the provider showed it once. */
  readonly secret: string
  readonly nowMs: number
}

/** A hint that something happened; what, is read from the provider. `type` is in the provider's words. */
export interface WebhookHint {
  readonly eventId: string
  readonly type: string
  readonly sessionId: string | null
}

export type WebhookRefusal =
  | { readonly type: 'webhook_secret_missing' }
  | { readonly type: 'webhook_signature_missing' }
  | { readonly type: 'webhook_signature_malformed' }
  /** Older or newer than 300 seconds: a replay, or a clock that is wrong. */
  | { readonly type: 'webhook_signature_stale'; readonly ageSeconds: number }
  | { readonly type: 'webhook_signature_invalid' }
  | { readonly type: 'webhook_payload_invalid' }

const TOLERANCE_SEC = 300
const MAX_BODY_BYTES = 1024 * 1024
const MAX_SIGNATURES = 10

/**
 * Proves that a delivery comes from Plugipay and is fresh. Repeated deliveries pass: the provider delivers at least
 * once, and the receiver drops event ids it has seen.
 */
export function verifyWebhook(delivery: WebhookDelivery): Result<WebhookHint, WebhookRefusal> {
  const { headers, rawBody, secret, nowMs } = delivery
  // an empty key would make a signature that anybody can write
  if (secret === '') return err({ type: 'webhook_secret_missing' })
  const texts = signatureHeaders(headers)
  if (texts.length === 0) return err({ type: 'webhook_signature_missing' })
  const signatures = texts.flatMap((text) => parseSignature(text) ?? [])
  if (signatures.length === 0) return err({ type: 'webhook_signature_malformed' })
  if (rawBody.byteLength > MAX_BODY_BYTES) return err({ type: 'webhook_payload_invalid' })
  const matching = signatures.find((each) => isSigned(each, rawBody, secret))
  if (!matching) return err({ type: 'webhook_signature_invalid' })
  const ageSeconds = Math.round(nowMs / 1000) - Number(matching.timestamp)
  if (Math.abs(ageSeconds) > TOLERANCE_SEC) return err({ type: 'webhook_signature_stale', ageSeconds })
  const event = readEvent(parseBody(rawBody))
  if (event === null) return err({ type: 'webhook_payload_invalid' })
  return ok({ eventId: event.id, type: event.type, sessionId: event.sessionId })
}

/** The sources write the header with `X-`, some pages without. */
function signatureHeaders(headers: WebhookDelivery['headers']): string[] {
  return Object.entries(headers)
    .filter(([name]) => /^(?:x-)?plugipay-signature$/i.test(name))
    .flatMap(([, value]) => value ?? [])
    .slice(0, MAX_SIGNATURES)
}

interface Signature {
  /** The digits as they came: they are part of what is signed. */
  readonly timestamp: string
  readonly digests: readonly Buffer[]
}

/** `t=<seconds>,v1=<hex>`: one time, at least one v1; during a change of the secret there are two. */
function parseSignature(text: string): Signature | null {
  if (text.length > 2000) return null
  const parts = text.split(',').map((part) => part.trim())
  const times = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? [])
  const digests = parts
    .flatMap((part) => /^v1=([0-9a-f]{64})$/i.exec(part)?.[1] ?? [])
    .slice(0, MAX_SIGNATURES)
  const [timestamp] = times
  if (timestamp === undefined || times.length > 1 || digests.length === 0) return null
  return { timestamp, digests: digests.map((hex) => Buffer.from(hex, 'hex')) }
}

function isSigned({ timestamp, digests }: Signature, rawBody: Uint8Array, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest()
  return digests.some((digest) => timingSafeEqual(digest, expected))
}

function parseBody(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    return undefined
  }
}
