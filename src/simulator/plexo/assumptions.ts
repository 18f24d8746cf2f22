/**
 * Everything about Plexo that its public pages leave open, decided here and nowhere else. Each line says what is not
 * documented and what the simulator does instead; a client must not rely on any of it.
 */

/** Life of a session is returned, never chosen, and its length is not stated. Half an hour. */
export const SESSION_LIFE_SEC = 1_800

/** Only `pending` is documented. A paid session is `completed`, one that ran out `expired`; a denied card changes nothing. */
export const SESSION_STATUS = { open: 'pending', paid: 'completed', over: 'expired' } as const

/** Reading one session by id and cancelling a session are not documented: both answer 404, lists are the way. */

/**
 * The shape of a list is not documented. Rows are in `items`; `page` counts from 1; the newest come first; `size` is 20
 * unless asked for, at most 100.
 */
export const LIST = { size: 20, maxSize: 100 } as const

/**
 * When a session's payment comes to be is not documented. It does at the buyer's first attempt; another attempt after a
 * denial is one more transaction of the same payment, so that a reference finds one payment.
 */

/** Whether the page captures by itself is not documented. It does; the tester's hand can leave a payment authorized. */
export const PAGE_CAPTURE = 'automatic' as const

/** Retries of callbacks are not documented. Two, after these simulated seconds; any 2xx counts as received. */
export const CALLBACK_RETRY_AFTER_SEC = [60, 300] as const

/** A void of a captured payment is taken as long as nothing was refunded; until when is not documented. */

/**
 * Codes and types beyond the few that were seen (`request-validation-errors`, `merchant-not-found`,
 * `invalid-transaction-state`, `internal-error`; `invalid-request-error`, `api-error`) are guesses in the same style.
 */
export const ERRORS = {
  invalid: [400, 'request-validation-errors', 'invalid-request-error'],
  merchant: [400, 'merchant-not-found', 'invalid-request-error'],
  state: [400, 'invalid-transaction-state', 'api-error'],
  /** What a duplicate reference gets is not documented; a 4xx is expected. */
  duplicate: [409, 'duplicate-reference', 'invalid-request-error'],
  credentials: [401, 'invalid-credentials', 'authentication-error'],
  missing: [404, 'resource-not-found', 'invalid-request-error'],
  amount: [400, 'invalid-amount', 'invalid-request-error'],
  /** Card numbers sent by a server are refused to those without a certificate; a till has none. */
  certificate: [400, 'pci-certification-required', 'invalid-request-error'],
  tooLarge: [413, 'request-too-large', 'invalid-request-error'],
  /** A refund that the bank behind refuses; the refused transaction stays with the payment. */
  refundRefused: [400, 'refund-denied', 'api-error'],
} as const satisfies Record<string, readonly [number, string, string]>
export type PlexoErrorName = keyof typeof ERRORS

/** Card numbers of the testing host; all others are refused by the page. */
export const TEST_CARDS: Readonly<Record<string, 'approved' | 'card_declined' | 'insufficient_funds'>> = {
  '4444333322221111': 'approved',
  '5555444433332222': 'approved',
  '4507990000004905': 'approved',
  '5588220000000006': 'approved',
  '4000000000000002': 'card_declined',
  '4000000000000010': 'insufficient_funds',
}

/** Everyone here is invented, as on the Plugipay side. */
export const PLEXO_MERCHANT_NAME = 'Warung Contoh Satu'
