import { z } from 'zod'
import { SALE_PHASES, TENDER_KINDS } from '../../domain/finding.ts'
import { MOST_LINES } from '../../domain/sale.ts'
import { amount, attemptId, findPage, id, photo, positiveAmount, shortText } from './parts.ts'

const discount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), amount: positiveAmount }),
  z.object({ kind: z.literal('percent'), basisPoints: z.int().min(1).max(10_000) }),
])

const line = z.object({
  id,
  productId: id.nullable(),
  name: shortText(120).min(1),
  quantity: z.int().min(1).max(100_000_000),
  unitPrice: amount.refine((value) => value >= 0),
  tax: z.enum(['none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added']),
  discount: discount.nullable(),
  note: shortText(120).nullable(),
})

export const draft = z.object({ lines: z.array(line).max(MOST_LINES), discount: discount.nullable() })
export const bySale = z.object({ saleId: id })
export const byTender = z.object({ tenderId: id })
export const charge = z.object({
  attemptId,
  kind: z.enum(['qris', 'link']),
  amount: positiveAmount.nullable(),
})

export const newCode = z.object({ tenderId: id, attemptId })
/** What the customer's phone shows of a payment, e.g. its reference. */
export const customerProof = z.object({ tenderId: id, reference: shortText(80).min(1) })

export const supersede = z.object({ tenderId: id, reason: shortText(200) })
export const cash = z.object({
  attemptId,
  /** Part of the sale to cover; null is all that remains. */
  amount: positiveAmount.nullable(),
  tendered: positiveAmount,
})

/** Formats are the domain's rule (`checkEdcSlip`); here only size. A card number is refused there and never logged. */
const slip = z.object({
  bank: z.string().max(60),
  tid: z.string().max(60),
  mid: z.string().max(60),
  batch: z.string().max(60),
  trace: z.string().max(60),
  rrn: z.string().max(60),
  approvalCode: z.string().max(60),
  lastFour: z.string().max(60),
  entryMode: z.enum(['chip', 'tap', 'swipe', 'manual']),
})

/** A supervisor's reason to record a slip whose number stands on another sale. */
const override = z
  .object({ reason: shortText(200).min(1) })
  .nullable()
  .default(null)

export const edc = z.object({ attemptId, amount: positiveAmount.nullable(), slip, photo, override })
/** Formats are the domain's rule (`checkTransfer`, `checkStaticQrisNotice`); here only size. */
export const transfer = z.object({
  attemptId,
  amount: positiveAmount.nullable(),
  bank: z.string().max(60),
  reference: z.string().max(60),
  /** What the notice says came in; null is what the customer was asked to send. */
  sent: positiveAmount.nullable().default(null),
  photo,
  override,
})

export const staticQris = z.object({
  attemptId,
  amount: positiveAmount.nullable(),
  rrn: z.string().max(60),
  photo,
  override,
})

export const invite = z.object({
  kind: z.enum(['static_qris', 'transfer']),
  amount: positiveAmount.nullable(),
})

export const reject = z.object({ tenderId: id, reason: shortText(200) })
const instant = z.iso.datetime({ precision: 3 }).nullable().default(null)
export const findSales = findPage.extend({
  filter: z
    .object({
      phase: z.enum(SALE_PHASES).nullable().default(null),
      kind: z.enum(TENDER_KINDS).nullable().default(null),
      from: instant,
      to: instant,
      cashier: shortText(80).nullable().default(null),
      least: amount.nullable().default(null),
      most: amount.nullable().default(null),
      attention: z.boolean().default(false),
      refunded: z.boolean().default(false),
      voided: z.boolean().default(false),
    })
    .optional(),
})

export const practice = z.object({
  tenderId: id,
  action: z.enum(['pay', 'fail', 'expire', 'late_pay', 'cancel']),
})
