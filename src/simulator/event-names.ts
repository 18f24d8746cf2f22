import type { Dialect } from './options.ts'

/** Every type of the provider's sources, by family. What the simulator makes itself is a part of them. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  checkout_session: ['completed', 'expired'],
  invoice: ['created', 'finalized', 'sent', 'paid', 'voided', 'pending', 'failed'],
  refund: ['issued', 'failed'],
  customer: ['created', 'updated', 'deleted'],
  plan: ['created', 'updated', 'archived'],
  subscription: ['created', 'updated', 'paused', 'resumed', 'canceled', 'renewed'],
  payout: ['created', 'in_transit', 'paid', 'failed', 'cancelled'],
  gift_card: ['issued', 'redeemed', 'topped_up', 'voided'],
  webhook_endpoint: ['disabled'],
}

const CODE_TYPES: readonly string[] = Object.entries(FAMILIES).flatMap(([family, actions]) =>
  actions.map((action) => `plugipay.${family}.${action}.v1`),
)

/** What only the API and dashboard pages name. */
const PAGE_TYPES: readonly string[] = [
  'payment.succeeded',
  'payment.failed',
  'payment.updated',
  'payment.captured',
  'refund.created',
  'refund.updated',
  'checkout_session.async_payment_succeeded',
  'checkout_session.async_payment_failed',
].map((name) => `plugipay.${name}.v1`)

/** The pages write short names, and `succeeded` where the sources say that a refund was `issued`. */
export const hasShortNames = (dialect: Dialect): boolean => dialect === 'api' || dialect === 'portal'

export const typesOf = (dialect: Dialect): readonly string[] =>
  hasShortNames(dialect) ? [...CODE_TYPES, ...PAGE_TYPES] : CODE_TYPES

/** A stored type as the dialect writes it. */
export function typeWord(type: string, dialect: Dialect): string {
  if (!hasShortNames(dialect)) return type
  const short = shorten(type)
  return short === 'refund.issued' ? 'refund.succeeded' : short
}

/** The stored type behind a dialect's word; undefined for a word it does not know. */
export const storedType = (word: string, dialect: Dialect): string | undefined =>
  typesOf(dialect).find((type) => typeWord(type, dialect) === word)

/** Whether an endpoint that asked for these names wants this type: either spelling counts, `*` is everything. */
export function wantsType(names: readonly string[], type: string): boolean {
  return names.some((name) => {
    const short = shorten(name)
    return (
      name === '*' || short === shorten(type) || (short === 'refund.succeeded' && /refund\.issued/.test(type))
    )
  })
}

const shorten = (type: string): string => type.replace(/^plugipay\.|\.v\d+$/g, '')
