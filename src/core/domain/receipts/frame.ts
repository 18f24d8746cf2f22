import type { Language } from '../language.ts'
import type { Currency } from '../money.ts'

/** Raised when a field changes its meaning, so that a slip stored years ago is still read as it was meant. */
export const RECEIPT_VERSION = 1

export type ReceiptMode = 'practice' | 'test' | 'live'

export interface ReceiptShop {
  readonly name: string
  /** As registered with the tax office; a branch address may follow. */
  readonly addressLines: readonly string[]
  /** 16 digits since July 2024, printed as they are; null for a shop that is not registered for VAT. */
  readonly npwp: string | null
  /** The shop's own words below its address: a telephone number, opening hours. */
  readonly headerLines?: readonly string[]
  /** Rules of the shop ("Barang yang sudah dibeli ..."), printed flush left above the footer. */
  readonly termsLines?: readonly string[]
  readonly footerLines: readonly string[]
}

/** What an owner may leave off a slip. A name not in the document's list is printed. */
export const RECEIPT_FIELDS = [
  'address',
  'cashier',
  'terminal',
  'notes',
  'item_count',
  'tax_base',
  'payment_details',
  'provider_reference',
] as const
export type ReceiptField = (typeof RECEIPT_FIELDS)[number]

/** The mark of a further print. The document below it stays what the customer got the first time. */
export interface CopyMark {
  /** 1 for the first paper after the original. */
  readonly number: number
  /** UTC, ISO 8601. */
  readonly printedAt: string
  readonly askedBy: string
  /** Printed beside the original for the shop's own file; without it the copy is a reprint. */
  readonly holder?: 'shop'
  /** This copy's own signed text; a copy never carries the one of the original. */
  readonly seal?: string | null
}

/** What every slip carries, whatever it is about. */
export interface SlipFrame {
  readonly version: typeof RECEIPT_VERSION
  readonly mode: ReceiptMode
  readonly language: Language
  readonly shop: ReceiptShop
  /** The till as people call it, e.g. `1`. */
  readonly terminal: string
  readonly cashier: string
  /** UTC, ISO 8601. */
  readonly occurredAt: string
  /** The outlet's zone when it happened; Indonesia has no daylight saving, other places do. */
  readonly utcOffsetMinutes: number
  /** WIB, WITA, WIT; empty prints no zone. */
  readonly zoneLabel: string
  readonly currency: Currency
  readonly copy: CopyMark | null
  /** The picture above the shop's name, by its id in the books. */
  readonly logo?: string | null
  /** What the owner had switched off when the slip was made. */
  readonly hidden?: readonly ReceiptField[]
}

export interface SaleSlip extends SlipFrame {
  readonly saleNumber: string
  readonly saleId: string
}
