import type { Dialect } from './options.ts'

/**
 * Status and code of each situation. The first entry is the usual one, the rest is where a document differs; a
 * situation that a document leaves out takes the usual one. `api` prints its codes in capitals.
 */
const CODES = {
  bad_field: [400, 'validation_error'],
  no_methods: [400, 'validation_error', { portal: [400, 'no_methods'] }],
  method_unavailable: [422, 'adapter_not_configured', { python: [400, 'method_unavailable'] }],
  customer_currency: [422, 'customer_currency_mismatch'],
  not_found: [404, 'not_found'],
  wrong_state: [
    409,
    'conflict',
    { node: [409, 'state_conflict'], python: [409, 'invalid_state_transition'] },
  ],
  not_manual: [409, 'conflict', { node: [403, 'forbidden'], python: [409, 'invalid_state_transition'] }],
  scope_missing: [403, 'insufficient_scope', { node: [403, 'forbidden'] }],
  person_only: [403, 'person_only'],
  key_reused: [409, 'idempotency_mismatch', { python: [409, 'idempotency_key_reused'] }],
  key_missing: [400, 'idempotency_key_required'],
  bad_signature: [401, 'invalid_signature'],
  unknown_key: [401, 'invalid_key', { python: [401, 'unauthorized'] }],
  bad_timestamp: [401, 'invalid_timestamp'],
  timestamp_skew: [401, 'invalid_timestamp', { node: [401, 'timestamp_skew'] }],
  customer_busy: [409, 'conflict', { node: [409, 'state_conflict'] }],
  already_queued: [409, 'already_queued'],
  endpoint_disabled: [409, 'endpoint_disabled'],
  too_many: [429, 'rate_limited'],
  too_large: [413, 'validation_error'],
  server_fault: [500, 'internal_error'],
  provider_fault: [502, 'upstream_error'],
  down: [503, 'service_unavailable'],
  provider_refused: [422, 'refund_failed'],
} as const satisfies Record<string, readonly [number, string, Overrides?]>

type Overrides = Partial<Record<Dialect, readonly [number, string]>>
export type RefusalSituation = keyof typeof CODES

export function errorCode(situation: RefusalSituation, dialect: Dialect): { status: number; code: string } {
  const [usualStatus, usualCode, differing]: readonly [number, string, Overrides?] = CODES[situation]
  const [status, code] = differing?.[dialect] ?? [usualStatus, usualCode]
  return { status, code: dialect === 'api' ? code.toUpperCase() : code }
}
