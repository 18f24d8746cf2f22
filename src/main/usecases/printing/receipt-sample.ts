import type { SlipSheet } from '../../../core/contract/views/slips.ts'
import { addAmounts, amountOf, roundToStep, subtractAmount, type Amount } from '../../../core/domain/money.ts'
import type { ReceiptPayment, SaleReceipt } from '../../../core/domain/receipts/receipt.ts'
import { receiptQrOf, taxesOnPaper, type ReceiptTemplate } from '../../../core/domain/receipts/template.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { priceCart, QUANTITY_UNIT, type Cart, type SaleTotals } from '../../../core/domain/sale.ts'
import type { Settings } from '../../../core/domain/settings.ts'
import { sealed } from './receipt-seals.ts'
import { customerFrame } from './receipts.ts'
import { sheetOf } from './slip-sheets.ts'
import { settingsOf, type Till } from '../till.ts'

export interface SampleRequest {
  readonly template: ReceiptTemplate
  readonly footerLines: readonly string[]
  readonly paidBy: 'qris' | 'cash' | 'edc'
}

/**
 * A receipt of goods nobody bought, made in the very way of real ones, with settings that need not be stored yet. Its
 * number says that it is a sample, and its code is signed like any other so that it has the true size.
 */
export function sampleSheet(till: Till, request: SampleRequest): Result<SlipSheet, Refusal> {
  const { template, footerLines, paidBy } = request
  if (template.logo !== null && till.store.read.logo(template.logo) === null)
    return err({ type: 'logo_unknown' })
  const settings: Settings = { ...settingsOf(till), footerLines, receipt: template }
  const priced = priceCart(sampleCart(settings), settings.taxRules)
  if (!priced.ok) throw new Error(`the sample cart is refused: ${priced.error.type}`)
  const at = till.clock.now()
  const frame = customerFrame(till, settings, at)
  const { terminal, currency } = frame
  const number = `${settings.tillCode}-000000-0000`
  const payable =
    paidBy === 'cash' ? roundToStep(priced.value.total, settings.cashRoundingStep) : priced.value.total
  const facts = { number, currency, total: payable, paidAt: at, terminal, copy: 0 }
  const receipt: SaleReceipt = {
    ...frame,
    ...sumsOf(priced.value, template, settings),
    kind: 'receipt',
    saleNumber: number,
    saleId: 'sample',
    rounding: subtractAmount(payable, priced.value.total),
    total: payable,
    payments: [samplePayment(paidBy, payable, settings)],
    status: 'paid',
    notTaxInvoice: template.notTaxInvoice,
    qr: receiptQrOf(template, template.qr === 'signed' ? (sealed(till, facts) ?? unsigned(number)) : null),
  }
  return ok(sheetOf(till, receipt))
}

/** Before there is a key: as long as a signed text, and checked by nobody. */
const unsigned = (number: string): string => `GERAI1*${number}*${'contoh_'.repeat(17)}`

const sumsOf = (
  { lines, subtotal, orderDiscount, taxes }: SaleTotals,
  { taxWording }: ReceiptTemplate,
  { taxRules }: Settings,
) => ({ lines, subtotal, orderDiscount, taxes: taxesOnPaper(taxes, taxWording, taxRules) })

/** One of everything a line can have: a long name, a note, a weight, a discount. */
function sampleCart({ npwp, currency }: Settings): Cart {
  const tax = npwp === null ? 'none' : 'ppn_included'
  const unit = currency === 'IDR' ? 1_000 : 100
  const line = (name: string, pieces: number, price: number) => ({
    ...({ id: name, productId: null, name, tax, discount: null, note: null } as const),
    quantity: Math.round(pieces * QUANTITY_UNIT),
    unitPrice: amountOf(price * unit),
  })
  return {
    currency,
    discount: null,
    lines: [
      { ...line('Kopi Susu Gula Aren', 2, 18), note: 'es sedikit' },
      {
        ...line('Nasi Goreng Kampung Spesial Telur', 1, 32),
        discount: { kind: 'amount', amount: amountOf(2 * unit) },
      },
      line('Jeruk Medan (kg)', 0.75, 40),
    ],
  }
}

function samplePayment(
  paidBy: SampleRequest['paidBy'],
  amount: Amount,
  { approvedNmid }: Settings,
): ReceiptPayment {
  switch (paidBy) {
    case 'qris':
      return {
        ...{ tender: 'qris', amount, issuer: 'BANK CONTOH', rrn: '000012345678' },
        ...{ nmid: approvedNmid ?? 'ID9990000000037', reference: 'cs_contoh_0001' },
      }
    case 'cash': {
      const note = amountOf(50_000)
      const tendered = roundToStep(addAmounts(amount, note), note)
      return { tender: 'cash', amount, tendered, change: subtractAmount(tendered, amount) }
    }
    case 'edc':
      return {
        ...{ tender: 'edc', amount, bank: 'BANK CONTOH', tid: '12345678', mid: '000885000123456' },
        ...{ batch: '000017', trace: '000123', rrn: '012345678901', approvalCode: 'A1B2C3' },
        ...{ lastFour: '1234', entryMode: 'chip', cardType: 'GPN Debit' },
      }
  }
}
