/** Why a provider said no, as far as a cashier can do something about it. */
export type RefusedReason =
  /** Not switched on in the shop's account there. */
  | 'method_off'
  | 'amount'
  | 'customer'
  | 'merchant'
  | 'card_declined'
  | 'card_funds'
  | 'refund'
  /** The payment is in another state than we thought: reading it again tells. */
  | 'moved_on'
  /** Something in what was sent, which no cashier can change. */
  | 'content'
  | 'other'

/**
 * The codes of both providers' documents, in lower case and with hyphens as underscores: the pages print some of them in
 * capitals, and one provider writes hyphens in errors and underscores in declines. A code decides words only; what is
 * certain about the money was decided by the answer's status before.
 */
const REASONS: Readonly<Record<string, RefusedReason>> = {
  // Plugipay
  validation_error: 'content',
  invalid_request: 'content',
  no_methods: 'method_off',
  method_unavailable: 'method_off',
  adapter_not_configured: 'method_off',
  customer_currency_mismatch: 'customer',
  invalid_state_transition: 'moved_on',
  conflict: 'moved_on',
  state_conflict: 'moved_on',
  idempotency_mismatch: 'moved_on',
  idempotency_key_reused: 'moved_on',
  already_queued: 'moved_on',
  endpoint_disabled: 'moved_on',
  refund_failed: 'refund',
  // Plexo
  request_validation_errors: 'content',
  invalid_amount: 'amount',
  merchant_not_found: 'merchant',
  // a create names nothing else that has to be found there
  not_found: 'merchant',
  duplicate_reference: 'moved_on',
  invalid_transaction_state: 'moved_on',
  refund_denied: 'refund',
  refund_declined: 'refund',
  card_declined: 'card_declined',
  insufficient_funds: 'card_funds',
  // our own adapters, about what they have seen of a payment
  refund_sent_before: 'moved_on',
  refund_key_reused: 'moved_on',
  refunds_not_told: 'moved_on',
}

export function refusedReason(code: string): RefusedReason {
  const name = code.toLowerCase().replaceAll('-', '_')
  return Object.hasOwn(REASONS, name) ? (REASONS[name] ?? 'other') : 'other'
}

/** The `detail` of an answer that the provider did not give: a sign-in page, a firewall, somebody else's web server. */
export const NOT_THE_PROVIDER = 'not_the_provider'

/** Its calls never send anybody on to another address either: a redirect is such an answer too. */
export const isSomebodyElse = (detail: string): boolean =>
  detail === NOT_THE_PROVIDER || detail === 'redirect'

/**
 * Is this a page for people, or a proxy's own word, where the provider would have answered JSON? An empty or cut-off body
 * says nothing, and a fault of a server is the provider's as likely as anybody's. `text` is null when it was no UTF-8 or too
 * much.
 */
export function isForeignAnswer(status: number, text: string | null): boolean {
  if (status === 511) return true
  if (status >= 500) return false
  if (text === null) return status === 401 || status === 403
  return !/^\s*(?:$|[{["])/.test(text)
}
