import type { SaleFilter } from './finding.ts'
import type { SessionStatus } from './provider/session.ts'

/** Days that move with the calendar, so that "today" is still today tomorrow; `days` are two days that stay. */
export const PERIODS = ['today', 'yesterday', 'week', 'month', 'days'] as const
export type Period = (typeof PERIODS)[number]

/** When, and how much: as it stands in the fields; an empty text lets everything through. */
export interface RangeFields {
  readonly period: Period | ''
  /** `2026-07-15` in the shop's zone; only looked at when the period is `days`. */
  readonly fromDay: string
  readonly toDay: string
  /** Amounts as they were typed. */
  readonly least: string
  readonly most: string
}

export interface SaleFields extends RangeFields {
  readonly phase: NonNullable<SaleFilter['phase']> | ''
  readonly kind: NonNullable<SaleFilter['kind']> | ''
  readonly cashier: string
  readonly attention: boolean
  readonly refunded: boolean
  readonly voided: boolean
}

export interface SessionFields extends RangeFields {
  readonly status: SessionStatus | ''
  readonly foreign: boolean
}

/** What somebody looks for again and again, under a name; kept for the till, with who made it. */
export type SavedFilter = {
  readonly id: string
  readonly name: string
  /** A person's id. */
  readonly by: string
  /** What stood in the field to find something. */
  readonly find: string
} & (
  | { readonly list: 'sales'; readonly fields: SaleFields }
  | { readonly list: 'sessions'; readonly fields: SessionFields }
)

/** A row of chips that a person can still take in. */
export const MOST_SAVED_FILTERS = 12

export interface SavedFilterRefusal {
  readonly type: 'saved_filters_full'
  readonly limit: number
}
