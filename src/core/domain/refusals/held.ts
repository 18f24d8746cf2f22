/** Why an order was not set aside or taken up again. */
export type HeldRefusal =
  | { readonly type: 'held_carts_full'; readonly limit: number }
  /** Somebody else took it up, or it is long gone. */
  | { readonly type: 'held_cart_unknown' }
