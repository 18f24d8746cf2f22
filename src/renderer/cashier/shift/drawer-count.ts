import { amountOf, type Amount, type Currency } from '../../../core/domain/money.ts'
import { checkCount, type TypedCount } from '../../../core/domain/shifts/shift.ts'
import type { CashCount } from '../../../core/domain/receipts/receipt.ts'

/** What was typed beside each note and coin, by its value; exactly as it was typed. */
export type TypedPieces = Readonly<Record<string, string>>

export interface CountSheet {
  /** What the lines that can be read come to. */
  readonly total: Amount
  /** Values whose line is no count. */
  readonly bad: readonly number[]
  /** Nobody has typed anything: an empty drawer, or a count that was not made. */
  readonly isEmpty: boolean
}

/** Adds up what was typed so far. A line that cannot be read counts nothing and is marked, the others stay. */
export function readCount(typed: TypedPieces, pieces: readonly number[], currency: Currency): CountSheet {
  const lines = pieces.map((value) => ({ value, read: checkCount([lineOf(typed, value)], currency) }))
  const total = lines.reduce((sum, { read }) => sum + (read.ok ? read.value.total : 0), 0)
  return {
    total: amountOf(total),
    bad: lines.filter(({ read }) => !read.ok).map(({ value }) => value),
    isEmpty: pieces.every((value) => (typed[value] ?? '').trim() === ''),
  }
}

/** As the core takes it; empty lines are noughts there. */
export const countOf = (typed: TypedPieces, pieces: readonly number[]): TypedCount =>
  pieces.map((value) => lineOf(typed, value))

const lineOf = (typed: TypedPieces, value: number) => ({ value, pieces: typed[value] ?? '' })

/** A count that was given before, to go on with. */
export const typedOf = (counts: readonly CashCount[]): TypedPieces =>
  Object.fromEntries(
    counts.filter(({ pieces }) => pieces > 0).map(({ value, pieces }) => [value, String(pieces)]),
  )

/** What one line comes to; null while it cannot be read. */
export function lineValue(typed: TypedPieces, value: number, currency: Currency): Amount | null {
  const read = checkCount([lineOf(typed, value)], currency)
  return read.ok ? read.value.total : null
}

/** How a count compares, in one word: the colour and the picture follow it. */
export type Fit = 'fits' | 'short' | 'over'
export const fitOf = (variance: number): Fit => (variance === 0 ? 'fits' : variance < 0 ? 'short' : 'over')
