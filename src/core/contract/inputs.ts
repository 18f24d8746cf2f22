import { z } from 'zod'
import { isAmount, MAX_SALE_AMOUNT, type Amount } from '../domain/money.ts'

/** What the screens may send. Texts are capped: nothing a page sends can grow the books without bound. */

const amount = z.custom<Amount>(isAmount, 'a whole amount')
const positiveAmount = z.custom<Amount>(
  (value) => isAmount(value) && value > 0 && value <= MAX_SALE_AMOUNT,
  'a whole amount above zero and within the limit',
)
/** A ULID made at the key press, so that the same press sent twice stays one attempt. */
const attemptId = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/, 'a ULID')
const id = z.string().min(1).max(64)
const shortText = (max: number) => z.string().trim().max(max)

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

export const draft = z.object({ lines: z.array(line).max(300), discount: discount.nullable() })

export const bySale = z.object({ saleId: id })
export const byTender = z.object({ tenderId: id })

export const charge = z.object({
  attemptId,
  kind: z.enum(['qris', 'link']),
  amount: positiveAmount.nullable(),
})
export const newCode = z.object({ tenderId: id, attemptId })
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
export const edc = z.object({ attemptId, amount: positiveAmount.nullable(), slip })
export const reject = z.object({ tenderId: id, reason: shortText(200) })

export const page = z.object({ cursor: z.string().max(200).nullable(), limit: z.int().min(1).max(200) })
export const resolve = z.object({ attentionId: id, note: shortText(500) })

export const settings = z
  .object({
    shopName: shortText(60).min(1),
    addressLines: z.array(shortText(60)).max(4),
    npwp: z
      .string()
      .regex(/^\d{16}$/, '16 digits')
      .nullable(),
    footerLines: z.array(shortText(80)).max(6),
    tillCode: z.string().regex(/^[A-Z0-9]{2,8}$/, '2 to 8 capital letters or digits'),
    terminalName: shortText(20).min(1),
    cashier: shortText(40).min(1),
    language: z.enum(['id', 'en']),
    theme: z.enum(['system', 'light', 'dark']),
    utcOffsetMinutes: z.int().min(-720).max(840),
    zoneLabel: shortText(6),
    cashRoundingStep: amount.refine((value) => [1, 50, 100, 500, 1000].includes(value)),
    qrisLimit: positiveAmount,
    codeLifetimeSec: z.int().min(300).max(3600),
    printerUri: shortText(200),
    printerProfile: shortText(40),
    paper: z.enum(['58', '80']),
    printAutomatically: z.boolean(),
    approvedNmid: z
      .string()
      .regex(/^ID\d{13}$/, 'ID and 13 digits')
      .nullable(),
    taxRules: z.object({
      ppnBasisPoints: z.int().min(0).max(5_000),
      ppnLabel: shortText(20),
      pbjtBasisPoints: z.int().min(0).max(5_000),
      pbjtLabel: shortText(20),
    }),
  })
  .partial()

export const provider = z.object({
  provider: z.enum(['plugipay', 'plexo', 'none']),
  origin: z.url().max(200),
  prefix: z
    .string()
    .regex(/^(?:\/[A-Za-z0-9._-]+)*$/)
    .max(60),
  scheme: z.enum(['hmac', 'bearer']),
  keyId: shortText(200),
  secret: z.string().max(400),
  webhookSecret: z.string().max(400).default(''),
  merchantId: z.int().positive().nullable().default(null),
  amountUnit: z.enum(['whole', 'hundredths']),
  successUrl: z.url().max(300),
  cancelUrl: z.url().max(300),
})
export const confirmUnit = z.object({ confirmed: z.literal(true) })
export const mode = z.object({ mode: z.enum(['practice', 'test', 'live']) })
export const practice = z.object({
  tenderId: id,
  action: z.enum(['pay', 'fail', 'expire', 'late_pay', 'cancel']),
})
