import type { HeldCartView, TakenCartView } from '../../../core/contract/views/held.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { priceCart } from '../../../core/domain/sale.ts'
import type { HeldCart } from '../../../core/ports/held-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { customerOf, draftCustomer, forgetDraftCustomer, putOnDraft } from '../after-sale/customers.ts'
import { emptyCart } from './open-sale.ts'
import { actorId, saleOnCounter, settingsOf, timeIn, writeOrRefuse, type Till } from '../till.ts'

/** More than a counter can tell apart; a limit so that the books cannot grow without bound. */
const MOST_HELD = 50
const LINES_SHOWN = 3
/** How long one that was thrown away can be brought back. */
const DROPPED_KEPT_MS = 24 * 3_600_000

/** Sets the order in the cart aside for later. It is no sale yet, so it uses no number. */
export function holdCart(till: Till, name: string): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    const occupied = occupiedBy(till)
    return occupied ?? setAside(till, books, name.trim() === '' ? null : name.trim())
  })
  till.changed.ring()
  return stored
}

function setAside(till: Till, books: BooksWriter, name: string | null): Result<null, Refusal> {
  const cart = books.draft() ?? emptyCart(till)
  if (cart.lines.length === 0) return err({ type: 'cart_empty' })
  if (books.heldCount() >= MOST_HELD) return err({ type: 'held_carts_full', limit: MOST_HELD })
  books.forgetHeldDroppedBefore(timeIn(till.clock, -DROPPED_KEPT_MS))
  books.holdCart({
    id: till.ids.next(),
    name,
    cart,
    customerId: draftCustomer(books)?.id ?? null,
    heldBy: actorId(till),
    heldAt: till.clock.now(),
    droppedAt: null,
  })
  books.saveDraft(emptyCart(till))
  forgetDraftCustomer(books)
  return ok(null)
}

/** Orders that were set aside, newest first. */
export const heldCarts = (till: Till): readonly HeldCartView[] =>
  till.store.read.heldCarts().map((held) => heldView(till, held))

function heldView(till: Till, { id, name, cart, customerId, heldAt }: HeldCart): HeldCartView {
  const priced = priceCart(cart, settingsOf(till).taxRules)
  const customer = customerId === null ? null : till.store.read.customer(customerId)
  return {
    id,
    name: name ?? customerOf(till, customer)?.name ?? null,
    heldAt,
    lines: cart.lines.slice(0, LINES_SHOWN).map((line) => ({ name: line.name, quantity: line.quantity })),
    lineCount: cart.lines.length,
    total: priced.ok ? priced.value.total : null,
    currency: cart.currency,
  }
}

/** Puts an order back into the cart as it was. What stands in the cart is set aside for it, not thrown away. */
export function takeHeld(till: Till, id: string): Result<TakenCartView, Refusal> {
  const stored = writeOrRefuse<TakenCartView>(till, (books) => {
    const occupied = occupiedBy(till)
    if (occupied !== null) return occupied
    const held = books.heldCart(id)
    if (held === null) return err({ type: 'held_cart_unknown' })
    // first out, then in: a full shelf must not stand in the way of an exchange
    books.removeHeld(id)
    const heldInstead = (books.draft()?.lines.length ?? 0) > 0
    if (heldInstead) {
      const aside = setAside(till, books, null)
      if (!aside.ok) return aside
    }
    books.saveDraft(held.cart)
    putOnDraft(books, held.customerId)
    const gone = held.cart.lines.filter(({ productId }) => productId !== null && !books.sells(productId))
    return ok({ notSold: gone.map((line) => line.name), heldInstead })
  })
  till.changed.ring()
  return stored
}

/** Throws a held order away; for a day that can be taken back. */
export function dropHeld(till: Till, id: string, dropped: boolean): Result<null, Refusal> {
  const stored = writeOrRefuse(till, (books) => {
    if (books.heldCart(id) === null) return err({ type: 'held_cart_unknown' })
    books.setHeldDropped(id, dropped ? till.clock.now() : null)
    return ok(null)
  })
  till.changed.ring()
  return stored
}

/** While a sale is being paid there is no cart to set aside or to fill. */
function occupiedBy(till: Till): Result<never, Refusal> | null {
  const onCounter = saleOnCounter(till)
  return onCounter === null ? null : err({ type: 'counter_occupied', saleNumber: onCounter.number })
}
