import type { SessionStatus } from '../provider/session.ts'

/** Why a payment of the provider's page was not confirmed or turned down here. */
export type ReviewRefusal =
  | { readonly type: 'review_unknown' }
  /** The provider no longer waits for the shop's word about it. */
  | { readonly type: 'review_over'; readonly status: SessionStatus }
  /** Another till has made it, and only that one may decide. */
  | { readonly type: 'review_of_other_till' }
  /** It belongs to a sale of this till and is decided there. */
  | { readonly type: 'review_of_sale'; readonly saleNumber: string }
  /** A payment network decides about it, not the shop. */
  | { readonly type: 'review_not_manual' }
  /** The amount is not the one the person saw, or its money is not this shop's. */
  | { readonly type: 'review_differs' }
  /** Somebody has decided, and what became of that is not known yet. */
  | { readonly type: 'review_decided' }
  | { readonly type: 'proof_missing' }
  | { readonly type: 'proof_unreadable' }
  /** Only cash is confirmed many at a time. */
  | { readonly type: 'bulk_not_cash' }
