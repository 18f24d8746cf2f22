import { z } from 'zod'
import { isAmount, MAX_SALE_AMOUNT, type Amount } from '../../domain/money.ts'
import { page, photo } from './parts.ts'

/** A ULID made at the key press, so that the same press sent twice stays one attempt. */
const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'a ULID')
const shiftId = z.string().min(1).max(64)
const amount = z.custom<Amount>(
  (value) => isAmount(value) && value >= 0 && value <= MAX_SALE_AMOUNT,
  'a whole amount within the limit',
)
/**
 * Pieces may come as they were typed: what a count must be is the domain's rule (`checkCount`), which says in words what
 * is wrong. Here only size.
 */
const counts = z
  .array(z.object({ value: z.number(), pieces: z.union([z.number(), z.string().max(40)]) }))
  .max(30)

/** The float as one amount, or counted by notes and coins (then `float` is not looked at). */
export const openShift = z.object({ attemptId, float: amount, counts: counts.default([]) })
export const cashMovement = z.object({
  attemptId,
  shiftId,
  amount: amount.refine((value) => value > 0),
  reason: z.string().trim().max(200),
})
export const byAttempt = z.object({ attemptId })
export const closeShift = z.object({
  attemptId,
  shiftId,
  counts,
  /** Why the count differs; only looked at when it does. */
  reason: z.string().trim().max(200).default(''),
})
export const shiftPage = page
export const byShift = z.object({ shiftId })
export const matchEdc = z.object({
  attemptId,
  tid: z.string().max(40),
  batch: z.string().max(40),
  count: z.number(),
  amount: z.number(),
  /** The detail of the settlement slip, where the cashier typed it; with it, missing and extra slips are named. */
  slips: z
    .array(z.object({ trace: z.string().max(40), amount: z.number() }))
    .max(500)
    .default([]),
  /** Of the settlement slip; nobody reads the sums out of it. */
  photo,
})
export const bySettlement = z.object({ settlementId: z.string().min(1).max(64) })
