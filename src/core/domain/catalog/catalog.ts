import type { Amount } from '../money.ts'
import type { TaxKind } from '../sale.ts'

/** What the shop sells, as the till needs it. */
export interface Product {
  readonly id: string
  readonly name: string
  readonly sku: string
  /** Every code that scans to it; no two products share one. */
  readonly barcodes: readonly string[]
  readonly price: Amount
  /** What the price is for: `pcs`, `kg`. */
  readonly unit: string
  readonly category: string
  readonly tax: TaxKind
  readonly favourite: boolean
  /** False once the shop stopped selling it; it stays for the sales that have it. */
  readonly active: boolean
  /** A small picture as a data URL. */
  readonly picture: string | null
  readonly updatedAt: string
}

/** What a person says about a product; the rest is the till's. */
export type ProductDraft = Omit<Product, 'id' | 'active' | 'updatedAt'>

/** What copying from pages and chats brings along and nobody sees: zero-width and direction marks, soft hyphens. */
const UNSEEN = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g

/** A text as it is seen, so that the same name or number is the same one however it was copied. */
export const asSeen = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/\p{Zs}/gu, ' ')
    .trim()

/** One change of a price, as it was made. */
export interface PriceChange {
  readonly at: string
  readonly by: string
  /** Null for the first price. */
  readonly from: Amount | null
  readonly to: Amount
}
