import { z } from 'zod'
import { ACCENTS, THEMES } from '../domain/accents.ts'
import { REFUND_REASONS } from '../domain/refund.ts'
import { RECEIPT_FIELDS } from '../domain/receipt-frame.ts'
import { CASH_ROUNDING_STEPS, CURRENCIES, isAmount, MAX_SALE_AMOUNT, type Amount } from '../domain/money.ts'
import { MOST_LINES } from '../domain/sale.ts'
import { VOICE_CHOICES } from '../domain/spoken-amount.ts'

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

export const draft = z.object({ lines: z.array(line).max(MOST_LINES), discount: discount.nullable() })

/** The outlet's calendar day. */
export const byDay = z.object({ day: z.iso.date() })
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
/** How large a photo may be is the domain's rule (`checkPhoto`); this is only the size of a message. */
export const photo = z.base64().max(280_000).nullable().default(null)
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
/** The shop's printed code as pasted, or a PNG or JPEG picture of it in base64. */
export const readStaticQris = z.union([
  z.object({ text: z.string().max(5_000) }),
  z.object({ picture: z.base64().max(900_000) }),
])
export const reject = z.object({ tenderId: id, reason: shortText(200) })

export const page = z.object({ cursor: z.string().max(200).nullable(), limit: z.int().min(1).max(200) })
/** A page of what was found by a number or an amount; with nothing typed, of everything. */
export const findPage = page.extend({ find: shortText(60).default('') })
const instant = z.iso.datetime({ precision: 3 }).nullable().default(null)
const anyKind = z.enum(['qris', 'link', 'cash', 'edc', 'transfer', 'static_qris'])
export const findSales = findPage.extend({
  filter: z
    .object({
      phase: z.enum(['open', 'paid', 'canceled']).nullable().default(null),
      kind: anyKind.nullable().default(null),
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

const ROUNDING_STEPS: ReadonlySet<number> = new Set(Object.values(CASH_ROUNDING_STEPS).flat())

const printerRole = z.enum(['receipt', 'copy'])
/** The id of a profile that comes with the app, or a whole one as JSON; what may stand in it is the core's to say. */
const printerProfile = z
  .unknown()
  .refine((profile) => (JSON.stringify(profile) ?? '').length <= 4_000, 'a printer profile')
const printerUri = shortText(200)
export const printer = z.object({
  id: id.nullable(),
  name: shortText(40).min(1),
  uri: printerUri,
  profile: printerProfile,
  roles: z.array(printerRole).max(2),
  finding: z.object({ channel: z.enum(['dle', 'asb', 'port', 'none']), confirms: z.boolean() }).nullable(),
})
export const byPrinter = z.object({ printerId: id })
export const printerAddress = z.object({ uri: printerUri })
export const printerProbe = z.object({ uri: printerUri, profile: printerProfile })
export const printerTrial = z.object({
  uri: printerUri,
  profile: printerProfile,
  page: z.enum(['ruler', 'letters', 'codes', 'cut', 'drawer']),
})

const httpAddress = (longest: number) =>
  z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(longest)])
/** An address that ends before its `#`: the signed text follows there. */
const checkPage = httpAddress(120).refine((address) => !address.includes('#'), 'no # in it')

/** How receipts look. Whole, never in parts: its fields are looked at together. */
export const receiptTemplate = z.object({
  headerLines: z.array(shortText(80)).max(6),
  termsLines: z.array(shortText(200)).max(6),
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  hidden: z.array(z.enum(RECEIPT_FIELDS)).max(RECEIPT_FIELDS.length),
  taxWording: z.enum(['usual', 'regulation']),
  notTaxInvoice: z.boolean(),
  qr: z.enum(['none', 'signed', 'link']),
  checkPage,
  linkAddress: httpAddress(200),
  linkCaption: shortText(80),
  language: z.enum(['screen', 'id', 'en']),
  shopCopy: z.enum(['never', 'cashless', 'always']),
  refundAgain: z.boolean().default(false),
})

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
    language: z.enum(['id', 'en']),
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
const personName = shortText(40).min(1)
/** Only size here; what a PIN must be is the domain's rule (`checkPin`). Never logged. */
const pin = z.string().max(32)
const role = z.enum(['cashier', 'supervisor', 'owner'])
export const createOwner = z.object({ name: personName, pin })
export const signIn = z.object({ personId: id, pin })
export const addPerson = z.object({ name: personName, role, pin })
export const changePerson = z.object({ personId: id, name: personName, role })
export const setPin = z.object({ personId: id, pin })
export const changeOwnPin = z.object({ oldPin: pin, newPin: pin })
export const byPerson = z.object({ personId: id })
export const lend = z.object({
  personId: id,
  pin,
  /** The call that was refused, e.g. `sale.supersede`, and its input exactly as it will be sent again. */
  procedure: z.string().max(60),
  input: z.unknown().optional(),
})
export const findPersonal = z.object({ text: shortText(60).min(2) })
export const byRef = z.object({ ref: z.string().regex(/^pd_[0-9a-f]{64}$/) })
export const auditQuery = z.object({
  cursor: z.string().max(200).nullable(),
  limit: z.int().min(1).max(200),
  group: z.enum(['money', 'people', 'printing', 'settings', 'attention']).nullable(),
  personId: id.nullable(),
  saleNumber: shortText(40).nullable(),
  /** UTC times; `from` counts, `to` does not. */
  from: z.iso.datetime().nullable(),
  to: z.iso.datetime().nullable(),
})

export const restore = z.object({
  name: z.string().min(1).max(120),
  /** Typed by a person who was told what happens. */
  typed: z.enum(['PULIHKAN', 'RESTORE']),
})
export const sample = z.object({
  template: receiptTemplate,
  footerLines: z.array(shortText(80)).max(6),
  /** What the sample was paid with: the blocks differ. */
  paidBy: z.enum(['qris', 'cash', 'edc']),
})
/** A PNG in base64; how large a picture may be is the core's rule (`keepLogo`), this is only the size of a message. */
export const logo = z.object({ picture: z.base64().max(960_000) })
export const byJob = z.object({ jobId: id })
export const sealText = z.object({ text: z.string().max(2_000) })
export const confirmUnit = z.object({ confirmed: z.literal(true) })
export const mode = z.object({ mode: z.enum(['practice', 'test', 'live']) })
export const practice = z.object({
  tenderId: id,
  action: z.enum(['pay', 'fail', 'expire', 'late_pay', 'cancel']),
})
