import type { ImportComplaint } from '../../domain/catalog/import.ts'
import type { PriceChange, Product } from '../../domain/catalog/catalog.ts'
import type { Amount } from '../../domain/money.ts'

export interface ProductPage {
  readonly rows: readonly Product[]
  readonly nextCursor: string | null
}

/** What a scanned code says. A scale's label says a quantity (in thousandths of the unit) or a price besides. */
export interface CodeView {
  readonly product: Product
  readonly quantity: number | null
  readonly price: Amount | null
}

export interface CategoryView {
  readonly name: string
  readonly count: number
}

export interface SavedProductView {
  readonly product: Product
  /** Orders on the counter or on hold that keep the price they were rung up with. */
  readonly ordersAtOldPrice: number
}

export interface PriceChangeView extends Omit<PriceChange, 'by'> {
  /** Null for the till itself, and for somebody whose name was erased. */
  readonly byName: string | null
}

/** What a list would do to the catalog. */
export interface ImportPreviewView {
  readonly rows: number
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  /** The first 200; `importComplaintSentence` says each in words. */
  readonly complaints: readonly ImportComplaint[]
  /** The first 100 of what is new or changes. */
  readonly sample: readonly {
    readonly name: string
    readonly isNew: boolean
    readonly priceFrom: Amount | null
    readonly priceTo: Amount
  }[]
}

export interface ImportedView {
  readonly added: number
  readonly changed: number
}

export interface ExportPartView {
  readonly text: string
  /** Null after the last part. */
  readonly nextCursor: string | null
}

export interface ExportBookView {
  readonly data: string
}

export interface ImportProgressView {
  readonly done: number
  /** Null while the file is read: how much is in it is not known yet. */
  readonly total: number | null
}
