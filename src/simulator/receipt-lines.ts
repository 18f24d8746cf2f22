import { amountOf, formatMoney } from '../core/domain/money.ts'
import type { ReceiptRow } from './books.ts'
import { DEFAULT_TEMPLATE } from './checkout-settings.ts'
import type { ReceiptSnapshot } from './receipt-snapshot.ts'

/** A receipt as a list of lines without a width; paper, page and PDF lay them out each in their own way. */
export type ReceiptLine =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'centred'; readonly text: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'pair'; readonly left: string; readonly right: string }
  | { readonly kind: 'total'; readonly left: string; readonly right: string }

export function receiptLines(row: ReceiptRow): ReceiptLine[] {
  const snapshot = JSON.parse(row.snapshot) as ReceiptSnapshot
  const { merchant, tax, thankYouText, metadata, lineItems } = snapshot
  // a receipt from the books of an earlier version has no template
  const template = { ...DEFAULT_TEMPLATE, ...snapshot.template }
  const money = (amount: number): string => formatReceiptMoney(amount, row.currency)
  const address = template.merchantAddress ?? merchant.address
  const taxId = template.merchantTaxId ?? merchant.taxId
  return [
    { kind: 'title', text: merchant.name },
    ...(template.showMerchantAddress ? centred(address, merchant.phone, taxId && `NPWP ${taxId}`) : []),
    { kind: 'rule' },
    pair('No', row.number),
    ...(metadata?.['sale_number'] === undefined ? [] : [pair('Nota', metadata['sale_number'])]),
    pair('Tanggal', receiptTime(row.issued_at)),
    ...(template.cashierLabel === null ? [] : [pair('Kasir', template.cashierLabel)]),
    pair('Cara bayar', METHOD_WORDS[row.method] ?? row.method),
    { kind: 'rule' },
    ...itemsOf(lineItems).flatMap(({ name, quantity, unitAmount }) => [
      { kind: 'pair' as const, left: name, right: '' },
      pair(`  ${quantity} x ${money(unitAmount)}`, money(Math.round(quantity * unitAmount))),
    ]),
    ...(itemsOf(lineItems).length === 0 ? [] : [{ kind: 'rule' as const }]),
    { kind: 'total', left: 'TOTAL', right: money(row.amount) },
    ...(tax === null
      ? []
      : [pair(`Termasuk ${tax.label} ${Math.round(tax.rate * 1000) / 10}%`, money(tax.amount))]),
    { kind: 'rule' },
    ...centred(thankYouText, template.footerText, 'Bukti latihan, bukan uang sungguhan'),
  ]
}

const pair = (left: string, right: string): ReceiptLine => ({ kind: 'pair', left, right })

const centred = (...texts: readonly (string | null)[]): ReceiptLine[] =>
  texts.flatMap((text) => (text === null || text === '' ? [] : [{ kind: 'centred' as const, text }]))

const METHOD_WORDS: Readonly<Record<string, string>> = {
  qris: 'QRIS',
  card: 'Kartu',
  cash: 'Tunai',
  edc: 'EDC',
  bank_transfer: 'Transfer bank',
}

const formatReceiptMoney = (amount: number, currency: string): string =>
  formatMoney(amountOf(amount), currency === 'USD' ? 'USD' : 'IDR')

/** The shop's time of the examples. */
const receiptTime = (at: number): string =>
  `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} WIB`

interface Item {
  readonly name: string
  readonly quantity: number
  readonly unitAmount: number
}

const itemsOf = (value: unknown): readonly Item[] => (Array.isArray(value) ? (value as Item[]) : [])
