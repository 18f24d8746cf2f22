import { create } from 'zustand'
import type { Amount } from '../../../core/domain/money.ts'
import {
  MOST_LINES,
  QUANTITY_UNIT,
  type Cart,
  type Discount,
  type SaleLine,
} from '../../../core/domain/sale.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { t } from '../words.ts'
import { say } from './page.ts'

/** The cart as this screen holds it: changed at once, told to the core a moment later (`syncDraft`). */
export interface DraftState {
  readonly cart: Cart
  readonly selectedId: string | null
  /** Carts before the last changes, newest last: undo brings them back. */
  readonly history: readonly Cart[]
  /** Counts local changes; the core's copy is believed only when none is waiting. */
  readonly version: number
}

const EMPTY: Cart = { currency: 'IDR', lines: [], discount: null }
const HISTORY = 30

export const useDraft = create<DraftState>()(() => ({
  cart: EMPTY,
  selectedId: null,
  history: [],
  version: 0,
}))

function change(next: Partial<Cart>, selectedId?: string | null): void {
  useDraft.setState(({ cart, history, version, selectedId: before }) => ({
    cart: { ...cart, ...next },
    selectedId: selectedId === undefined ? before : selectedId,
    history: [...history, cart].slice(-HISTORY),
    version: version + 1,
  }))
}

/** Takes over the core's cart, e.g. after a reload or for the next customer. */
export function adoptCart(cart: Cart): void {
  const held = useDraft.getState().cart
  if (JSON.stringify(held) === JSON.stringify(cart)) return
  useDraft.setState({ cart, selectedId: cart.lines.at(-1)?.id ?? null, history: [] })
}

/** A product by its code; a scale's code also says how much of it, or what that costs. */
export interface FoundProduct {
  readonly product: Product
  /** In thousandths of the unit; null is one. */
  readonly quantity: number | null
  /** Of the whole piece on the label; null is the product's own price. */
  readonly price: Amount | null
}

export const addProduct = (product: Product, id: string): void => {
  if (addAllFound([{ product, quantity: null, price: null, id }]).length > 0) sayFull()
}

/**
 * Adds each to the line that has the same product at the same price, unless that one has a note or discount of its own.
 * One change for the page however many they are, and one step each for undo. Gives back those that found no room.
 */
export function addAllFound<Found extends FoundProduct & { readonly id: string }>(
  found: readonly Found[],
): readonly Found[] {
  const { cart, history, version } = useDraft.getState()
  const left: Found[] = []
  const steps: { readonly lines: readonly SaleLine[]; readonly lineId: string }[] = []
  for (const each of found) {
    const step = withFound(steps.at(-1)?.lines ?? cart.lines, each, each.id)
    if (step === null) left.push(each)
    else steps.push(step)
  }
  const last = steps.at(-1)
  if (last === undefined) return left
  const before = steps.slice(0, -1).map(({ lines }) => ({ ...cart, lines }))
  useDraft.setState({
    cart: { ...cart, lines: last.lines },
    selectedId: last.lineId,
    history: [...history, cart, ...before].slice(-HISTORY),
    version: version + steps.length,
  })
  return left
}

function withFound(
  lines: readonly SaleLine[],
  { product, quantity, price }: FoundProduct,
  id: string,
): { readonly lines: readonly SaleLine[]; readonly lineId: string } | null {
  const { id: productId, name, tax } = product
  const unitPrice = price ?? product.price
  // a price on the label is that of the piece, whatever it weighs
  const more = price === null ? (quantity ?? QUANTITY_UNIT) : QUANTITY_UNIT
  const same = lines.find(
    (line) =>
      line.productId === productId &&
      line.unitPrice === unitPrice &&
      line.note === null &&
      line.discount === null,
  )
  if (same !== undefined) {
    const grown = { ...same, quantity: same.quantity + more }
    return { lines: lines.map((line) => (line === same ? grown : line)), lineId: same.id }
  }
  if (lines.length >= MOST_LINES) return null
  const line = { id, productId, name, quantity: more, unitPrice, tax, discount: null, note: null }
  return { lines: [...lines, line], lineId: id }
}

/** An amount without a product, as typed. */
export function addAmountLine(amount: Amount, name: string, id: string): void {
  addLine({
    id,
    productId: null,
    name,
    quantity: QUANTITY_UNIT,
    unitPrice: amount,
    tax: 'none',
    discount: null,
    note: null,
  })
}

function addLine(line: SaleLine): void {
  const { lines } = useDraft.getState().cart
  if (lines.length >= MOST_LINES) sayFull()
  else change({ lines: [...lines, line] }, line.id)
}

const sayFull = (): void => say(t('sale.full', { count: MOST_LINES }))

export function changeLine(
  id: string,
  changes: Partial<Pick<SaleLine, 'quantity' | 'note' | 'discount'>>,
): void {
  const { lines } = useDraft.getState().cart
  change({ lines: lines.map((line) => (line.id === id ? { ...line, ...changes } : line)) })
}

/** One piece more or less; below one piece the line goes. */
export function stepQuantity(id: string, by: 1 | -1): void {
  const line = useDraft.getState().cart.lines.find((each) => each.id === id)
  if (line === undefined) return
  const quantity = line.quantity + by * QUANTITY_UNIT
  if (quantity <= 0) removeLine(id)
  else changeLine(id, { quantity })
}

export function removeLine(id: string): void {
  const { lines } = useDraft.getState().cart
  const place = lines.findIndex((line) => line.id === id)
  const left = lines.filter((line) => line.id !== id)
  change({ lines: left }, left[Math.min(place, left.length - 1)]?.id ?? null)
}

export const clearCart = (): void => change({ lines: [], discount: null }, null)
export const setOrderDiscount = (discount: Discount | null): void => change({ discount })

export function undo(): void {
  const { cart: undone, history, version, selectedId } = useDraft.getState()
  const cart = history.at(-1)
  if (cart === undefined) return
  useDraft.setState({
    cart,
    history: history.slice(0, -1),
    version: version + 1,
    selectedId: broughtBack(cart, undone) ?? stillThere(cart, selectedId),
  })
}

/** The line that is back or as it was: in a long order it may stand far from the last one. */
function broughtBack(cart: Cart, undone: Cart): string | null {
  const held = new Map(undone.lines.map((line) => [line.id, line]))
  return cart.lines.findLast((line) => held.get(line.id) !== line)?.id ?? null
}

const stillThere = ({ lines }: Cart, id: string | null): string | null =>
  lines.some((line) => line.id === id) ? id : (lines.at(-1)?.id ?? null)

export function selectLine(id: string): void {
  useDraft.setState({ selectedId: id })
}

export function moveSelection(by: 1 | -1): void {
  const { cart, selectedId } = useDraft.getState()
  const place = cart.lines.findIndex((line) => line.id === selectedId)
  const next = cart.lines[Math.max(0, Math.min(cart.lines.length - 1, place + by))]
  if (next !== undefined) selectLine(next.id)
}

/** Pieces of each product in the cart, for the badges on the grid. */
export function piecesByProduct(cart: Cart): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>()
  for (const { productId, quantity } of cart.lines) {
    if (productId !== null) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity)
  }
  return pieces
}
