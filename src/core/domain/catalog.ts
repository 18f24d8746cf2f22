import type { Amount } from './money.ts'
import type { TaxKind } from './sale.ts'

/** What the shop sells, as the till needs it. */
export interface Product {
  readonly id: string
  readonly name: string
  readonly sku: string
  readonly barcode: string | null
  readonly price: Amount
  readonly category: string
  readonly tax: TaxKind
  readonly favourite: boolean
}
