import type { Cart } from '../domain/sale.ts'

/** An order set aside before it became a sale. */
export interface HeldCart {
  readonly id: string
  /** What the cashier called it; null when they did not. */
  readonly name: string | null
  readonly cart: Cart
  readonly customerId: string | null
  readonly heldBy: string
  readonly heldAt: string
  /** Thrown away, but can still be brought back for a while. */
  readonly droppedAt: string | null
}

export interface HeldReader {
  /** Those that wait, newest first. */
  heldCarts(): readonly HeldCart[]
  heldCount(): number
  /** Also one that was thrown away. */
  heldCart(id: string): HeldCart | null
  /** Whether the shop still sells it. */
  sells(productId: string): boolean
}

export interface HeldWriter extends HeldReader {
  holdCart(held: HeldCart): void
  /** Throws one away, or (null) takes that back. */
  setHeldDropped(id: string, at: string | null): void
  removeHeld(id: string): void
  /** Forgets for good what was thrown away before this. */
  forgetHeldDroppedBefore(at: string): void
}
