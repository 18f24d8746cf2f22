import {
  addAmounts,
  amountOf,
  MAX_SALE_AMOUNT,
  subtractAmount,
  ZERO,
  type Amount,
  type Currency,
} from '../money.ts'
import type { CashCount } from '../receipts/slips.ts'
import { err, ok, type Result } from '../result.ts'
import type { Tender } from '../tenders/sale-tenders.ts'

/**
 * One person's turn at the drawer. What is sold and given back meanwhile stands in the ledger of takings; a shift only
 * says where it begins and ends, what was in the drawer before, and what was counted after.
 */
export interface Shift {
  readonly id: string
  /** As printed, e.g. `TK1-S0007`. */
  readonly number: string
  readonly drawer: string
  readonly currency: Currency
  readonly openedBy: string
  /** UTC, ISO 8601. */
  readonly openedAt: string
  /** Of the moment it was opened, e.g. `2026-07-15`. */
  readonly businessDate: string
  readonly float: Amount
  /** Money outside a shift that this one carries: ledger places after the first and up to the second. */
  readonly outside: { readonly after: number; readonly until: number }
  /** The event of the log it was opened after: the log is searched by place, because clocks are put right. */
  readonly eventsAfter: number
  readonly closed: ShiftClosing | null
}

/** The Z. Never changed once it is written. */
export interface ShiftClosing {
  /** The key press that closed it. */
  readonly attemptId: string
  readonly zNumber: string
  readonly by: string
  readonly at: string
  readonly counts: readonly CashCount[]
  readonly counted: Amount
  readonly expected: Amount
  readonly variance: Amount
  /** Why they differ; null when they do not. */
  readonly reason: string | null
  readonly documentId: string
}

export type TakingMethod = Tender['kind']

/**
 * One movement of money, as it was accepted or settled. Never changed, never deleted; what was wrong is put right by
 * another row.
 */
export interface Taking {
  /** What it comes from, once: `tender:<id>`, `refund:<id>`, `void:<refund>`, `float:<shift>`, `cash:<press>`. */
  readonly source: string
  /** The shift that was open then; null is outside a shift. */
  readonly shiftId: string | null
  readonly businessDate: string
  readonly what: 'float' | 'sale' | 'refund' | 'cash_in' | 'cash_out'
  readonly method: TakingMethod
  /** What stays of it (change is not in it); below zero for money that leaves. */
  readonly amount: Amount
  /** The part of `amount` that is cash rounding or a transfer's suffix, either way. */
  readonly rounding: Amount
  readonly currency: Currency
  readonly saleId: string | null
  readonly tenderId: string | null
  /** This money made its sale paid. */
  readonly completes: boolean
  /** A person's id; null is the till by itself. */
  readonly actor: string | null
  readonly at: string
  readonly terminal: string
}

export type ShiftRefusal =
  /** The shop sells only inside a shift. */
  | { readonly type: 'shift_needed' }
  | { readonly type: 'shift_already_open'; readonly number: string; readonly openedBy: string }
  /** Not the one that is open: closed by now, or never there. */
  | { readonly type: 'shift_not_open' }
  | { readonly type: 'shift_unknown' }
  /** A line of the count; `typed` as it came, `value` null when the whole is meant. */
  | { readonly type: 'count_invalid'; readonly value: number | null; readonly typed: string }
  /** Counted, kept, and not what it ought to be. */
  | {
      readonly type: 'variance_needs_reason'
      readonly counted: Amount
      readonly expected: Amount
      readonly variance: Amount
    }
  | { readonly type: 'batch_invalid'; readonly field: 'tid' | 'batch' | 'count' | 'amount' | 'slips' }
  /** This very photo belongs to the settlement of that terminal and batch; `batch` may be empty. */
  | { readonly type: 'settlement_photo_used'; readonly tid: string; readonly batch: string }

/** Notes and coins in use, largest first: what a drawer is counted by. */
export const DRAWER_PIECES: Readonly<Record<Currency, readonly number[]>> = {
  IDR: [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50],
  USD: [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5, 1],
  UYU: [200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
}

/** More pieces of one value than any drawer holds: a barcode that was scanned into the field. */
const MOST_PIECES = 20_000

/** A count as it was typed. */
export type TypedCount = readonly { readonly value: number; readonly pieces: number | string }[]

/** Checks a typed count: known values, each once, whole pieces, and a sum that a drawer can hold. Empty lines are 0. */
export function checkCount(
  typed: TypedCount,
  currency: Currency,
): Result<{ readonly counts: readonly CashCount[]; readonly total: Amount }, ShiftRefusal> {
  const counts: CashCount[] = []
  for (const { value, pieces } of typed) {
    const invalid: ShiftRefusal = { type: 'count_invalid', value, typed: String(pieces).slice(0, 20) }
    if (!DRAWER_PIECES[currency].includes(value) || counts.some((each) => each.value === value))
      return err(invalid)
    const text = String(pieces).trim()
    if (!/^\d{0,6}$/.test(text)) return err(invalid)
    const count = Number(text)
    if (count > MOST_PIECES) return err(invalid)
    counts.push({ value: amountOf(value), pieces: count })
  }
  const total = countTotal(counts)
  return total > MAX_SALE_AMOUNT
    ? err({ type: 'count_invalid', value: null, typed: String(total) })
    : ok({ counts: counts.toSorted((a, b) => b.value - a.value), total })
}

export const countTotal = (counts: readonly CashCount[]): Amount =>
  amountOf(counts.reduce((sum, { value, pieces }) => sum + value * pieces, 0))

/** What ought to be in the drawer: float + cash kept (rounding included) - cash given back + put in - taken out. */
export const expectedCash = (rows: readonly Pick<Taking, 'method' | 'amount'>[]): Amount =>
  addAmounts(ZERO, ...rows.filter(({ method }) => method === 'cash').map(({ amount }) => amount))

/** How a count compares: below zero there is too little. A difference takes a reason. */
export function compareCount(
  counted: Amount,
  expected: Amount,
  reason: string,
): Result<{ readonly variance: Amount; readonly reason: string | null }, ShiftRefusal> {
  const variance = subtractAmount(counted, expected)
  if (variance === 0) return ok({ variance, reason: null })
  return reason.trim() === ''
    ? err({ type: 'variance_needs_reason', counted, expected, variance })
    : ok({ variance, reason: reason.trim() })
}

/** Rows of one kind of movement, method and currency, added up. */
export interface TakingSum {
  readonly what: Taking['what']
  readonly method: TakingMethod
  readonly currency: Currency
  readonly count: number
  readonly amount: Amount
  readonly rounding: Amount
}

/** Currencies are never added to each other. */
export function sumTakings(
  rows: readonly Pick<Taking, 'what' | 'method' | 'currency' | 'amount' | 'rounding'>[],
): readonly TakingSum[] {
  const sums = new Map<string, TakingSum>()
  for (const { what, method, currency, amount, rounding } of rows) {
    const key = `${what}:${method}:${currency}`
    const before = sums.get(key) ?? { what, method, currency, count: 0, amount: ZERO, rounding: ZERO }
    sums.set(key, {
      ...before,
      count: before.count + 1,
      amount: addAmounts(before.amount, amount),
      rounding: addAmounts(before.rounding, rounding),
    })
  }
  return [...sums.values()]
}

/** The sum of those of one kind and currency, over all methods or one. */
export function sumOf(
  sums: readonly TakingSum[],
  what: Taking['what'],
  currency: Currency,
  method: TakingMethod | null = null,
): { readonly count: number; readonly amount: Amount } {
  const found = sums.filter(
    (sum) => sum.what === what && sum.currency === currency && (method === null || sum.method === method),
  )
  return {
    count: found.reduce((count, sum) => count + sum.count, 0),
    amount: addAmounts(ZERO, ...found.map(({ amount }) => amount)),
  }
}

/** `TK1-S0007`: short enough for 58 mm paper, in order when sorted. */
export const formatShiftNumber = (tillCode: string, letter: 'S' | 'Z' | 'X' | 'K', count: number): string =>
  `${tillCode}-${letter}${String(count).padStart(4, '0')}`
