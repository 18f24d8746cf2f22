import { addAmounts, amountOf, subtractAmount, ZERO, type Amount } from '../core/domain/money.ts'
import {
  RECEIPT_VERSION,
  type ReceiptPayment,
  type ReceiptStatus,
  type SaleReceipt,
} from '../core/domain/receipts/receipt.ts'
import { receiptImbalance } from '../core/domain/receipts/sums.ts'
import { hiddenFields, taxesOnPaper } from '../core/domain/receipts/template.ts'
import { err, ok, type Result } from '../core/domain/result.ts'
import { DEFAULT_TAX_RULES, priceCart, QUANTITY_UNIT, type Cart, type Discount } from '../core/domain/sale.ts'
import { refusalOfCart, refusalOfIssue, type SaleFileRefusal } from './receipt-sale-faults.ts'
import { receiptSaleSchema, type ReceiptSale } from './receipt-sale-schema.ts'

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
    ...{ lines, subtotal, orderDiscount, rounding, total, payments },
    taxes: taxesOnPaper(taxes, sale.taxWording, DEFAULT_TAX_RULES),
    status: statusOf(sale, payments, total),
    notTaxInvoice: sale.notTaxInvoice,
    qr:
      sale.link === undefined ? null : { kind: 'link', text: sale.link.address, caption: sale.link.caption },
  }
  return checkedSums(receipt)
}

function frameOf(sale: ReceiptSale) {
  const { shop, saleNumber, terminal, cashier, currency, mode, language } = sale
  const npwp = shop.npwp ?? null
  const utcOffsetMinutes = offsetMinutesOf(sale.occurredAt)
  return {
    version: RECEIPT_VERSION,
    kind: 'receipt',
    ...{ saleNumber, terminal, cashier, currency, mode, language, utcOffsetMinutes },
    shop: { ...shop, npwp },
    hidden: hiddenFields(sale, npwp),
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
