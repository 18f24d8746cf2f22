export interface PreparedCall {
  readonly idempotencyKey: string
  /** The JSON text that goes on the wire, byte for byte (UTF-8). */
  readonly body: string
}

/** What a provider call can end in. Only `refused` and `not_found` are certain; the rest may have happened. */
export type GatewayFailure =
  /** Nothing left the machine: no network, name not found, connection refused. */
  | { readonly type: 'unreachable'; readonly detail: string }
  /** Sent, and the outcome cannot be told: time-out, dropped connection, 5xx, unreadable answer. */
  | {
      readonly type: 'unknown'
      readonly detail: string
      readonly status: number | null
      readonly requestId: string | null
    }
  | {
      readonly type: 'refused'
      readonly status: number
      readonly code: string
      readonly message: string
      readonly field: string | null
      readonly requestId: string | null
    }
  | { readonly type: 'not_found'; readonly requestId: string | null }
  | { readonly type: 'conflict'; readonly code: string; readonly requestId: string | null }
  | {
      readonly type: 'unauthorized'
      readonly reason: 'key_missing' | 'key_wrong' | 'clock_off' | 'forbidden'
      readonly clockOffsetMs: number | null
      /** The scopes that a 403 named as missing. */
      readonly scopes?: readonly string[]
      readonly code: string
      readonly requestId: string | null
    }
  | { readonly type: 'rate_limited'; readonly retryAfterMs: number }
  | { readonly type: 'unsupported'; readonly what: string }

/** May the very same bytes be sent again later? */
export const isRetryable = (failure: GatewayFailure): boolean =>
  failure.type === 'unreachable' || failure.type === 'unknown' || failure.type === 'rate_limited'
