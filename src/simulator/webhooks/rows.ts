import type { Mode } from '../options.ts'

/** A place that wants to be told of events. Times are milliseconds. */
export interface EndpointRow {
  readonly id: string
  readonly mode: Mode
  readonly url: string
  /** JSON list of event names as they were asked for; `*` stands for all. */
  readonly events: string
  readonly description: string | null
  readonly secret: string
  readonly active: number
  readonly consecutive_failures: number
  readonly failing_since: number | null
  readonly disabled_at: number | null
  readonly disabled_reason: string | null
  readonly created_at: number
  readonly updated_at: number
}

export type DeliveryStatus = 'pending' | 'succeeded' | 'failed'

/** One message to one address, with every attempt at it. */
export interface DeliveryRow {
  readonly id: string
  readonly provider: 'plugipay' | 'plexo'
  readonly mode: Mode
  /** Null for a Plexo callback, whose address came with the session. */
  readonly endpoint_id: string | null
  readonly url: string
  readonly event_id: string
  readonly type: string
  /** The exact JSON of every attempt. */
  readonly body: string
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly next_at: number | null
  readonly last_attempt_at: number | null
  readonly delivered_at: number | null
  readonly response_code: number | null
  readonly last_error: string | null
  /** JSON list of `DeliveryAttempt`. */
  readonly attempt_log: string
  readonly created_at: number
  readonly updated_at: number
}

export interface DeliveryAttempt {
  readonly attemptNumber: number
  readonly status: 'succeeded' | 'failed'
  readonly responseCode: number | null
  readonly durationMs: number
  readonly error: string | null
  readonly nextRetryAt: string | null
  readonly attemptedAt: string
}
