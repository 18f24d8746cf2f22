import { LANGUAGES } from '../../domain/language.ts'
import { z } from 'zod'
import { ACCENTS, THEMES } from '../../domain/accents.ts'
import { CASH_ROUNDING_STEPS, CURRENCIES } from '../../domain/money.ts'
import { VOICE_CHOICES } from '../../domain/spoken-amount.ts'
import { amount, positiveAmount, shortText } from './parts.ts'
import { printerRole, receiptTemplate } from './printing.ts'

const ROUNDING_STEPS: ReadonlySet<number> = new Set(Object.values(CASH_ROUNDING_STEPS).flat())
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
    language: z.enum(LANGUAGES),
    theme: z.enum(THEMES),
    accent: z.enum(ACCENTS),
    customerVoice: z.enum(VOICE_CHOICES),
    utcOffsetMinutes: z.int().min(-720).max(840),
    zoneLabel: shortText(6),
    currency: z.enum(CURRENCIES),
    /** Which steps a currency has is the domain's rule (`CASH_ROUNDING_STEPS`). */
    cashRoundingStep: amount.refine((value) => ROUNDING_STEPS.has(value)),
    qrisLimit: positiveAmount,
    providerSharePercent: z.int().min(1).max(100),
    codeLifetimeSec: z.int().min(300).max(3600),
    slipRoles: z.partialRecord(z.string().max(40), printerRole),
    printAutomatically: z.boolean(),
    /** At most noon: a day that begins in the afternoon is a typing mistake. */
    businessDayStartsAt: z.int().min(0).max(720),
    shiftRequired: z.boolean(),
    receipt: receiptTemplate,
    autoLockMinutes: z.int().min(0).max(240),
    personalDataDays: z.int().min(30).max(3650),
    permissionLimits: z.object({
      discountBasisPoints: z.int().min(0).max(10_000),
      confirmAmount: amount.refine((value) => value >= 0),
    }),
    confirmation: z.object({
      cash: z.enum(['at_once', 'inbox']),
      cashAtOnceUpTo: positiveAmount.nullable(),
      edc: z.enum(['rule', 'supervisor']),
      staticQris: z.enum(['rule', 'supervisor']),
      transfer: z.enum(['four_eyes', 'supervisor']),
      fourEyesAbove: positiveAmount.nullable(),
    }),
    staticQris: z.string().max(600).nullable(),
    staticQrisWithAmount: z.boolean(),
    bankAccounts: z
      .array(
        z.object({
          bank: shortText(30).min(1),
          number: z.string().regex(/^[0-9-]{5,30}$/, 'digits'),
          holder: shortText(60).min(1),
        }),
      )
      .max(4),
    transferSuffix: z.boolean(),
    approvedNmid: z
      .string()
      .regex(/^ID\d{13}$/, 'ID and 13 digits')
      .nullable(),
    scaleBarcodes: z
      .array(
        z.object({
          prefix: z.string().regex(/^2\d$/, '20 to 29'),
          holds: z.enum(['price', 'weight']),
          step: z.union([z.literal(1), z.literal(10), z.literal(100)]),
        }),
      )
      .max(10)
      .refine(
        (rules) => new Set(rules.map(({ prefix }) => prefix)).size === rules.length,
        'each prefix once',
      ),
    taxRules: z.object({
      ppnBasisPoints: z.int().min(0).max(5_000),
      ppnLabel: shortText(20),
      pbjtBasisPoints: z.int().min(0).max(5_000),
      pbjtLabel: shortText(20),
    }),
  })
  .partial()

/** What each of these must be is its adapter's rule, which says in words what is wrong; here only size. */
export const provider = z.object({
  provider: z.enum(['plugipay', 'plexo', 'none']),
  origin: shortText(200),
  prefix: shortText(60),
  scheme: z.enum(['hmac', 'bearer']),
  keyId: shortText(200),
  secret: z.string().max(400),
  webhookSecret: z.string().max(400).default(''),
  merchantId: z.int().positive().nullable().default(null),
  onBehalfOf: shortText(100).nullable().default(null),
  extraHosts: z.array(shortText(100).min(1)).max(8).default([]),
  amountUnit: z.enum(['whole', 'hundredths']),
  successUrl: shortText(300),
  cancelUrl: shortText(300),
})

/** The shop's printed code as pasted, or a PNG or JPEG picture of it in base64. */
export const readStaticQris = z.union([
  z.object({ text: z.string().max(5_000) }),
  z.object({ picture: z.base64().max(900_000) }),
])

export const confirmUnit = z.object({ confirmed: z.literal(true) })
export const mode = z.object({ mode: z.enum(['practice', 'test', 'live']) })
export const restore = z.object({
  name: z.string().min(1).max(120),
  /** Typed by a person who was told what happens. */
  typed: z.enum(['PULIHKAN', 'RESTORE']),
})
