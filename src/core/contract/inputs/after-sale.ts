import { z } from 'zod'
import { REFUND_REASONS } from '../../domain/refunds/refund.ts'
import { attemptId, id, page, positiveAmount, shortText } from './parts.ts'

export const resolve = z.object({ attentionId: id, note: shortText(500) })
export const attentionPage = page.extend({ which: z.enum(['open', 'resolved', 'all']).default('all') })
export const byAttention = z.object({ attentionId: id })
export const attachMoney = z.object({
  attentionId: id,
  attemptId,
  target: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sale'), saleId: id }),
    z.object({ kind: z.literal('cart') }),
  ]),
})

const refundTerms = z.object({
  saleId: id,
  tenderId: id,
  reason: z.enum(REFUND_REASONS),
  words: shortText(200),
  attemptId,
})

export const refund = refundTerms.extend({
  amount: positiveAmount,
  /** What comes back; without any, only money does. */
  lines: z
    .array(z.object({ lineId: z.string().min(1).max(64), quantity: z.int().min(1).max(1_000_000_000) }))
    .max(500)
    .default([]),
})

/** Formats are the domain's rule (`checkVoidSlip`); here only size. */
export const voidSlip = refundTerms.extend({
  slip: z.object({ rrn: z.string().max(60), approvalCode: z.string().max(60) }),
})

export const byRefund = z.object({ refundId: id })
export const receiptFile = z.object({ tenderId: id, format: z.enum(['pdf', 'html']) })
/** What an address must be is the domain's rule (`isEmail`); here only size. */
export const receiptEmail = z.object({ tenderId: id, to: z.string().max(320) })

export const customerText = z.object({ text: shortText(80) })
export const newCustomer = z.object({
  attemptId,
  name: z.string().max(200),
  phone: z.string().max(60),
  email: z.string().max(320),
})

export const attachCustomer = z.object({
  saleId: id.nullable(),
  choice: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('own'), customerId: id }),
      z.object({
        kind: z.literal('provider'),
        providerId: z.string().min(1).max(200),
        name: shortText(200).min(1),
        phone: z.string().max(60).nullable(),
        email: z.string().max(320).nullable(),
      }),
    ])
    .nullable(),
})

/** The outlet's calendar day. */
export const byDay = z.object({ day: z.iso.date() })
