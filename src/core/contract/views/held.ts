import type { Amount, Currency } from '../../domain/money.ts'

/** An order set aside before it became a sale, as it is listed. */
export interface HeldCartView {
  readonly id: string
  /** What the cashier called it; else the customer's name, else null. */
  readonly name: string | null
  readonly heldAt: string
  /** The first lines, for an eye that looks for "the one with the two coffees". */
  readonly lines: readonly { readonly name: string; readonly quantity: number }[]
  readonly lineCount: number
  /** Null when it cannot be worked out, e.g. because a discount no longer fits. */
  readonly total: Amount | null
  readonly currency: Currency
}

/** What came of taking an order up again. */
export interface TakenCartView {
  /** Lines whose product the shop no longer sells; they stay in the order. */
  readonly notSold: readonly string[]
  /** The order that stood in the cart was set aside for it. */
  readonly heldInstead: boolean
}
