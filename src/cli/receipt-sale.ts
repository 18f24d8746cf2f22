import { z } from 'zod'
import {
  addAmounts,
  amountOf,
  MAX_SALE_AMOUNT,
  subtractAmount,
  ZERO,
  type Amount,
} from '../core/domain/money.ts'
import {
  receiptImbalance,
  RECEIPT_VERSION,
  type ReceiptPayment,
  type ReceiptStatus,
  type SaleReceipt,
} from '../core/domain/receipt.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import {
  DEFAULT_TAX_RULES,
  priceCart,
  QUANTITY_UNIT,
  type Cart,
  type CartRefusal,
  type Discount,
} from '../core/domain/sale.ts'

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
      termsLines: z.array(text(200)).max(5).default([]),
      footerLines: z.array(text(200)).max(5).default([]),
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
    language: z.enum(['id', 'en']).default('id'),
    lines: z.array(line).min(1).max(200),
    discount: discount.optional(),
    rounding: z.int().min(-1000).max(1000).default(0).describe('Cash rounding, e.g. 50'),
    payments: z.array(payment).max(10).default([]),
    statusUnknown: z.boolean().default(false).describe('The provider has not told whether the money arrived'),
  })
  .meta({ title: 'A sale for `npm run receipt`' })

type ReceiptSale = z.infer<typeof receiptSaleSchema>

/** Why a sale file cannot be printed: where in the file, and what is wrong in two languages. */
export interface SaleFileRefusal {
  /** `lines[1].unitPrice`; empty for the whole file. */
  readonly field: string
  readonly id: string
  readonly en: string
}

/** Reads a sale from parsed JSON and works out its receipt; the first thing wrong is named by its field. */
export function receiptFromSale(json: unknown): Result<SaleReceipt, SaleFileRefusal> {
  const parsed = receiptSaleSchema.safeParse(json)
  if (!parsed.success) return err(refusalOfIssue(parsed.error.issues[0], json))
  const sale = parsed.data
  const priced = priceCart(cartOf(sale), DEFAULT_TAX_RULES)
  if (!priced.ok) return err(refusalOfCart(priced.error, sale))
  const { lines, subtotal, orderDiscount, taxes } = priced.value
  const rounding = amountOf(sale.rounding)
  const total = addAmounts(priced.value.total, rounding)
  const payments = sale.payments.map(paymentOf)
  const receipt: SaleReceipt = {
    ...frameOf(sale),
    ...{ lines, subtotal, orderDiscount, taxes, rounding, total, payments },
    status: statusOf(sale, payments, total),
  }
  return checkedSums(receipt)
}

function frameOf(sale: ReceiptSale) {
  const { shop, saleNumber, terminal, cashier, currency, mode, language } = sale
  const utcOffsetMinutes = offsetMinutesOf(sale.occurredAt)
  return {
    version: RECEIPT_VERSION,
    kind: 'receipt',
    ...{ saleNumber, terminal, cashier, currency, mode, language, utcOffsetMinutes },
    shop: { ...shop, npwp: shop.npwp ?? null },
    saleId: saleNumber,
    occurredAt: new Date(sale.occurredAt).toISOString(),
    zoneLabel: sale.zoneLabel ?? INDONESIAN_ZONES[utcOffsetMinutes] ?? '',
    copy: null,
  } as const
}

const INDONESIAN_ZONES: Readonly<Record<number, string>> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' }

function offsetMinutesOf(moment: string): number {
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})$/.exec(moment) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}

function cartOf(sale: ReceiptSale): Cart {
  return {
    currency: sale.currency,
    discount: discountOf(sale.discount),
    lines: sale.lines.map((each, index) => ({
      id: String(index + 1),
      productId: null,
      name: each.name,
      quantity: Math.round(each.quantity * QUANTITY_UNIT),
      unitPrice: amountOf(each.unitPrice),
      tax: each.tax,
      discount: discountOf(each.discount),
      note: each.note ?? null,
    })),
  }
}

function discountOf(given: ReceiptSale['discount']): Discount | null {
  if (given === undefined) return null
  if ('amount' in given) return { kind: 'amount', amount: amountOf(given.amount) }
  return { kind: 'percent', basisPoints: Math.round(given.percent * 100) }
}

function paymentOf(given: ReceiptSale['payments'][number]): ReceiptPayment {
  switch (given.tender) {
    case 'cash': {
      const [tendered, change] = [amountOf(given.tendered), amountOf(given.change)]
      return { tender: 'cash', tendered, change, amount: subtractAmount(tendered, change) }
    }
    default:
      return { ...given, amount: amountOf(given.amount) }
  }
}

function statusOf(sale: ReceiptSale, payments: readonly ReceiptPayment[], total: Amount): ReceiptStatus {
  if (sale.statusUnknown) return 'unknown'
  const paid = payments.reduce((sum, each) => addAmounts(sum, each.amount), ZERO)
  if (paid === 0) return 'unpaid'
  return paid < total ? 'partly_paid' : 'paid'
}

function checkedSums(receipt: SaleReceipt): Result<SaleReceipt, SaleFileRefusal> {
  const imbalance = receiptImbalance(receipt)
  if (imbalance === null) return ok(receipt)
  if (imbalance.type !== 'receipt_payments_do_not_add_up')
    throw new Error(`sums do not hold: ${imbalance.type}`)
  return err({
    field: 'payments',
    id: `pembayarannya ${imbalance.paid}, lebih dari total ${receipt.total}`,
    en: `bring ${imbalance.paid}, more than the total of ${receipt.total}`,
  })
}

function refusalOfCart(refusal: CartRefusal, sale: ReceiptSale): SaleFileRefusal {
  const at = 'name' in refusal ? sale.lines.findIndex((each) => each.name === refusal.name) : -1
  const where = at === -1 ? '' : `lines[${at}].`
  switch (refusal.type) {
    case 'discount_too_large':
      return {
        field: `${where}discount`,
        id: 'diskonnya lebih besar dari harganya',
        en: 'is larger than the price',
      }
    case 'line_quantity_invalid':
      return { field: `${where}quantity`, id: 'jumlahnya terlalu besar', en: 'is too large' }
    case 'line_price_invalid':
      return { field: `${where}unitPrice`, id: 'harganya tidak bisa dipakai', en: 'cannot be used' }
    case 'sale_not_positive':
      return { field: 'lines', id: 'totalnya nol', en: 'come to nothing' }
    case 'sale_too_large':
      return {
        field: 'lines',
        id: `totalnya lebih dari ${refusal.limit}`,
        en: `come to more than ${refusal.limit}`,
      }
    case 'cart_empty':
      return { field: 'lines', id: 'belum ada barang', en: 'is empty' }
  }
}

function refusalOfIssue(issue: z.core.$ZodIssue | undefined, json: unknown): SaleFileRefusal {
  if (issue === undefined) return { field: '', id: 'isinya tidak benar', en: 'is not a sale' }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  const field = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  return { field, ...wordsOfIssue(issue, valueAt(json, issue.path) === undefined) }
}

function wordsOfIssue(
  issue: z.core.$ZodIssue,
  isMissing: boolean,
): { readonly id: string; readonly en: string } {
  if (issue.code === 'unrecognized_keys') return { id: 'tidak dikenal', en: 'is not a known field' }
  if (isMissing) return { id: 'belum diisi', en: 'is missing' }
  switch (issue.code) {
    case 'invalid_type':
      return {
        id: `harus ${TYPE_WORDS[issue.expected] ?? issue.expected}`,
        en: `must be of type ${issue.expected}`,
      }
    case 'too_small':
      return { id: `paling sedikit ${issue.minimum}`, en: `must be at least ${issue.minimum}` }
    case 'too_big':
      return { id: `paling banyak ${issue.maximum}`, en: `must be at most ${issue.maximum}` }
    case 'invalid_value':
      return {
        id: `harus salah satu dari ${issue.values.join(', ')}`,
        en: `must be one of ${issue.values.join(', ')}`,
      }
    case 'custom':
      return { id: 'terlihat seperti nomor kartu utuh, yang tidak boleh disimpan', en: issue.message }
    default:
      return { id: 'bentuknya tidak benar', en: `has the wrong form (${issue.message})` }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'teks',
  number: 'angka',
  int: 'bilangan bulat',
  array: 'daftar',
  object: 'objek',
  boolean: 'true atau false',
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  )
}

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
