import { LANGUAGES } from '../core/domain/language.ts'
import { z } from 'zod'
import { MAX_SALE_AMOUNT } from '../core/domain/money.ts'
import { RECEIPT_FIELDS } from '../core/domain/receipts/frame.ts'

/** A sale as somebody writes it into a file for `npm run receipt`: the sums are worked out, not typed. */
const text = (longest: number) => z.string().trim().min(1).max(longest)
const amount = z.int().min(0).max(MAX_SALE_AMOUNT)
const positive = z.int().min(1).max(MAX_SALE_AMOUNT)
const reference = text(64).refine((value) => !looksLikeCardNumber(value), {
  error: 'looks like a whole card number, which must never be stored',
})
const rrn = z.string().regex(/^[0-9A-Za-z]{6,12}$/)
const nmid = z.string().regex(/^ID\d{13}$/)

const discount = z
  .union([
    z.strictObject({ amount: positive }),
    z.strictObject({ percent: z.number().min(0.01).max(100).multipleOf(0.01) }),
  ])
  .describe('{"amount": 5000} in whole units, or {"percent": 10}')

const line = z.strictObject({
  name: text(200),
  quantity: z.number().min(0.001).max(99_999).multipleOf(0.001).describe('Pieces, or a weight such as 0.35'),
  unitPrice: amount.describe('Whole rupiah (cents for USD and UYU)'),
  tax: z.enum(['none', 'ppn_included', 'ppn_added', 'pbjt_included', 'pbjt_added']).default('none'),
  discount: discount.optional(),
  note: text(200).optional(),
})

/** What a bank or provider did not tell is left out of the file, and off the slip. */
const known = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null)

const payment = z.discriminatedUnion('tender', [
  z.strictObject({
    tender: z.literal('qris'),
    amount: positive,
    issuer: known(text(60)),
    rrn: known(rrn),
    nmid: known(nmid),
    reference: known(reference),
  }),
  z.strictObject({
    tender: z.literal('link'),
    amount: positive,
    method: known(text(60)),
    reference: known(reference),
  }),
  z.strictObject({ tender: z.literal('cash'), tendered: positive, change: amount.default(0) }),
  z.strictObject({
    tender: z.literal('edc'),
    amount: positive,
    bank: known(text(40)),
    tid: known(z.string().regex(/^\w{1,8}$/)),
    mid: known(z.string().regex(/^\w{1,15}$/)),
    batch: known(z.string().regex(/^\d{1,6}$/)),
    trace: known(z.string().regex(/^\d{1,6}$/)),
    rrn: known(rrn),
    approvalCode: known(z.string().regex(/^[0-9A-Za-z]{1,6}$/)),
    lastFour: known(z.string().regex(/^\d{4}$/)).describe(
      'The last four digits of the card and nothing more',
    ),
    entryMode: known(z.enum(['chip', 'tap', 'swipe', 'manual'])),
    cardType: known(text(40)),
  }),
  z.strictObject({
    tender: z.literal('transfer'),
    amount: positive,
    bank: known(text(60)),
    sender: known(text(100)),
    reference: known(reference),
  }),
  z.strictObject({
    tender: z.literal('static_qris'),
    amount: positive,
    issuer: known(text(60)),
    rrn: known(rrn),
    nmid: known(nmid),
  }),
])

export const receiptSaleSchema = z
  .strictObject({
    $schema: z.string().optional(),
    shop: z.strictObject({
      name: text(60),
      addressLines: z.array(text(100)).max(5).default([]),
      npwp: z
        .string()
        .regex(/^\d{16}$/)
        .optional()
        .describe('16 digits; only for a shop registered for VAT'),
      headerLines: z.array(text(80)).max(6).default([]).describe('Below the name: telephone, opening hours'),
      termsLines: z.array(text(200)).max(6).default([]),
      footerLines: z.array(text(200)).max(6).default([]),
    }),
    saleNumber: text(40),
    terminal: text(20),
    cashier: text(60),
    occurredAt: z.iso
      .datetime({ offset: true })
      .describe('With the zone of the outlet, e.g. 2026-07-15T14:05:33+08:00'),
    zoneLabel: z
      .string()
      .max(8)
      .optional()
      .describe('Printed after the time; WIB, WITA or WIT when left out in Indonesia'),
    currency: z.enum(['IDR', 'USD', 'UYU']).default('IDR'),
    mode: z.enum(['practice', 'test', 'live']).default('live'),
    language: z.enum(LANGUAGES).default('id'),
    lines: z.array(line).min(1).max(200),
    discount: discount.optional(),
    rounding: z.int().min(-1000).max(1000).default(0).describe('Cash rounding, e.g. 50'),
    payments: z.array(payment).max(10).default([]),
    hidden: z
      .array(z.enum(RECEIPT_FIELDS))
      .max(RECEIPT_FIELDS.length)
      .default([])
      .describe('What is left off'),
    taxWording: z
      .enum(['usual', 'regulation'])
      .default('usual')
      .describe('PPN 11%, or 12% of eleven twelfths of the base'),
    notTaxInvoice: z.boolean().default(false).describe('Say that the slip is no full tax invoice'),
    link: z
      .strictObject({ address: z.url({ protocol: /^https?$/ }).max(200), caption: text(80) })
      .optional()
      .describe('An address as a code at the foot'),
    statusUnknown: z.boolean().default(false).describe('The provider has not told whether the money arrived'),
  })
  .meta({ title: 'A sale for `npm run receipt`' })

export type ReceiptSale = z.infer<typeof receiptSaleSchema>

/** 13 to 19 digits that pass the mod-10 check of card numbers; such a text is refused wherever it was typed. */
function looksLikeCardNumber(value: string): boolean {
  const digits = value.replace(/[ -]/g, '')
  if (!/^\d{13,19}$/.test(digits)) return false
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const weighed = Number(digit) * (index % 2 === 0 ? 1 : 2)
      return total + (weighed > 9 ? weighed - 9 : weighed)
    }, 0)
  return sum % 10 === 0
}
