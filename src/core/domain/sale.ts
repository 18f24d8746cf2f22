import {
  addAmounts,
  amountOf,
  CASH_PIECES,
  MAX_SALE_AMOUNT,
  negate,
  roundToStep,
  scaleAmount,
  splitAmount,
  subtractAmount,
  ZERO,
  type Amount,
  type Currency,
} from './money.ts'
import { err, ok, type Result } from './result.ts'

/** Quantities are whole thousandths, so 0,350 kg is 350 and two pieces are 2000. */
export const QUANTITY_UNIT = 1000

/**
 * How a line is taxed. PPN (value added tax) is either inside the price or added to it; PBJT (the regional tax on
 * served food, "PB1") never meets PPN on the same line.
 */
export type TaxKind = 'none' | 'ppn_included' | 'ppn_added' | 'pbjt_included' | 'pbjt_added'

export type Discount =
  | { readonly kind: 'amount'; readonly amount: Amount }
  /** In basis points of the price before the discount: 1000 is 10 %. */
  | { readonly kind: 'percent'; readonly basisPoints: number }

export interface SaleLine {
  readonly id: string
  readonly productId: string | null
  readonly name: string
  /** In thousandths of the unit. */
  readonly quantity: number
  readonly unitPrice: Amount
  readonly tax: TaxKind
  readonly discount: Discount | null
  readonly note: string | null
}

/** What the shop's settings say about tax; rates are basis points because 11 % as a fraction is not exact. */
export interface TaxRules {
  readonly ppnBasisPoints: number
  readonly ppnLabel: string
  readonly pbjtBasisPoints: number
  readonly pbjtLabel: string
}

/** The burden of Indonesian VAT in 2026 is 11 % (12 % on eleven twelfths of the price); see the receipt rules. */
export const DEFAULT_TAX_RULES: TaxRules = {
  ppnBasisPoints: 1100,
  ppnLabel: 'PPN 11%',
  pbjtBasisPoints: 1000,
  pbjtLabel: 'PB1 10%',
}

export interface Cart {
  readonly currency: Currency
  readonly lines: readonly SaleLine[]
  readonly discount: Discount | null
}

export interface PricedLine extends SaleLine {
  /** Price times quantity, before any discount. */
  readonly gross: Amount
  readonly discountAmount: Amount
  /** After the line's own discount, before the share of the order's discount. */
  readonly net: Amount
}

export interface TaxTotal {
  readonly tax: 'ppn' | 'pbjt'
  readonly label: string
  readonly included: boolean
  /** The amount the tax was worked out on, without the tax (DPP). */
  readonly base: Amount
  readonly amount: Amount
}

/** More than a slip and a screen are made for; a larger order is two sales. */
export const MOST_LINES = 300

export interface SaleTotals {
  readonly lines: readonly PricedLine[]
  /** Sum of the lines after their own discounts. */
  readonly subtotal: Amount
  readonly orderDiscount: Amount
  readonly taxes: readonly TaxTotal[]
  readonly total: Amount
}

export type CartRefusal =
  | { readonly type: 'cart_empty' }
  | { readonly type: 'line_quantity_invalid'; readonly name: string }
  | { readonly type: 'line_price_invalid'; readonly name: string }
  | { readonly type: 'discount_too_large'; readonly name: string | null }
  | { readonly type: 'sale_not_positive' }
  | { readonly type: 'sale_too_large'; readonly limit: Amount; readonly currency: Currency }

/**
 * Works out a cart: line amounts, discounts, each tax once over all its lines (never per line: the sum of roundings
 * would show), and the total. `total = subtotal - orderDiscount + added taxes` holds for every cart it accepts.
 */
export function priceCart(cart: Cart, rules: TaxRules): Result<SaleTotals, CartRefusal> {
  if (cart.lines.length === 0) return err({ type: 'cart_empty' })
  const lines: PricedLine[] = []
  for (const line of cart.lines) {
    const priced = priceLine(line)
    if (!priced.ok) return priced
    lines.push(priced.value)
  }
  const subtotal = addAmounts(...lines.map((line) => line.net))
  const orderDiscount = discountOf(cart.discount, subtotal)
  if (orderDiscount > subtotal || orderDiscount < 0) return err({ type: 'discount_too_large', name: null })
  const shares = splitAmount(
    orderDiscount,
    lines.map((line) => line.net),
  )
  const taxable = lines.map((line, index) => subtractAmount(line.net, shares[index] ?? ZERO))
  const taxes = totalTaxes(lines, taxable, rules)
  const added = addAmounts(...taxes.filter((tax) => !tax.included).map((tax) => tax.amount))
  const total = addAmounts(subtractAmount(subtotal, orderDiscount), added)
  if (total <= 0) return err({ type: 'sale_not_positive' })
  if (total > MAX_SALE_AMOUNT) {
    return err({ type: 'sale_too_large', limit: MAX_SALE_AMOUNT, currency: cart.currency })
  }
  return ok({ lines, subtotal, orderDiscount, taxes, total })
}

export function priceLine(line: SaleLine): Result<PricedLine, CartRefusal> {
  if (!Number.isSafeInteger(line.quantity) || line.quantity <= 0) {
    return err({ type: 'line_quantity_invalid', name: line.name })
  }
  if (!Number.isSafeInteger(line.unitPrice) || line.unitPrice < 0 || line.unitPrice > MAX_SALE_AMOUNT) {
    return err({ type: 'line_price_invalid', name: line.name })
  }
  if ((line.unitPrice * line.quantity) / QUANTITY_UNIT > MAX_SALE_AMOUNT) {
    return err({ type: 'line_quantity_invalid', name: line.name })
  }
  const gross = scaleAmount(line.unitPrice, line.quantity, QUANTITY_UNIT)
  const discountAmount = discountOf(line.discount, gross)
  if (discountAmount > gross || discountAmount < 0)
    return err({ type: 'discount_too_large', name: line.name })
  return ok({ ...line, gross, discountAmount, net: subtractAmount(gross, discountAmount) })
}

function discountOf(discount: Discount | null, base: Amount): Amount {
  if (discount === null) return ZERO
  return discount.kind === 'amount' ? discount.amount : scaleAmount(base, discount.basisPoints, 10_000)
}

function totalTaxes(lines: readonly PricedLine[], taxable: readonly Amount[], rules: TaxRules): TaxTotal[] {
  const sumOf = (kind: TaxKind): Amount =>
    addAmounts(...taxable.filter((_, index) => lines[index]?.tax === kind))
  const totals: TaxTotal[] = []
  for (const tax of ['ppn', 'pbjt'] as const) {
    const rate = tax === 'ppn' ? rules.ppnBasisPoints : rules.pbjtBasisPoints
    const label = tax === 'ppn' ? rules.ppnLabel : rules.pbjtLabel
    const including = sumOf(`${tax}_included`)
    if (including > 0 && rate > 0) {
      // tax = price x rate / (100 % + rate), and the base is the rest, so that both always add up to the price
      const amount = scaleAmount(including, rate, 10_000 + rate)
      totals.push({ tax, label, included: true, base: subtractAmount(including, amount), amount })
    }
    const excluding = sumOf(`${tax}_added`)
    if (excluding > 0 && rate > 0) {
      totals.push({
        tax,
        label,
        included: false,
        base: excluding,
        amount: scaleAmount(excluding, rate, 10_000),
      })
    }
  }
  return totals
}

/**
 * What rounding a cash payment to coins in use changes, e.g. +50 for Rp 149.850 and a step of 100. It belongs to the
 * cash tender, not to the sale, and the customer is told (its own line on the slip). What would round to nothing is
 * left exact: a tender of zero collects nothing and would leave the sale unpaid for ever.
 */
export function cashRounding(due: Amount, step: Amount): Amount {
  const rounded = roundToStep(due, step)
  return rounded === 0 ? ZERO : subtractAmount(rounded, due)
}

/**
 * Quick sums for a cash payment: the exact amount first, then up to four sums above it that a customer is
 * likely to hand over, ascending. Fewer notes are likelier, and nobody hands over a note that is not needed (16.000
 * for 15.000).
 */
export function quickCashAmounts(due: Amount, currency: Currency = 'IDR'): Amount[] {
  const pieces = CASH_PIECES[currency]
  const sums = new Set(pieces.map((note) => Math.ceil(due / note) * note).filter((sum) => sum > due))
  const likely = [...sums]
    .map((sum) => ({ sum, notes: fewestNotes(sum, pieces) }))
    .filter(({ sum, notes }) => sum - (notes.at(-1) ?? 0) < due)
    .toSorted((a, b) => a.notes.length - b.notes.length || a.sum - b.sum)
    .slice(0, 4)
  return [due, ...likely.map(({ sum }) => amountOf(sum)).toSorted((a, b) => a - b)]
}

/** Sums that people say without thinking, ascending: what the notes of the currency are worth. */
export const roundAmounts = (currency: Currency): Amount[] =>
  CASH_PIECES[currency].slice(0, 6).map(amountOf).toReversed()

/** A sum in notes, the largest first; the last one is the smallest in the hand. */
function fewestNotes(sum: number, pieces: readonly number[]): number[] {
  const notes: number[] = []
  let left = sum
  for (const note of pieces) {
    for (; left >= note; left -= note) notes.push(note)
  }
  return notes
}

export const lineDiscountShown = (line: PricedLine): Amount => negate(line.discountAmount)

/** The sale number's parts: outlet and till code, the outlet's business date (YYMMDD), a counter without gaps. */
export function formatSaleNumber(tillCode: string, businessDate: string, counter: number): string {
  return `${tillCode}-${businessDate.replaceAll('-', '').slice(2)}-${String(counter).padStart(5, '0')}`
}
