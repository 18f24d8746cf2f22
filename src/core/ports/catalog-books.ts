import type { PriceChange, Product } from '../domain/catalog/catalog.ts'

export interface ProductQuery {
  /** As typed; empty for all, in the shop's order. */
  readonly text: string
  readonly category: string | null
  readonly favouritesOnly: boolean
  readonly active: boolean
  readonly cursor: string | null
  readonly limit: number
}

export interface CatalogReader {
  findProducts(query: ProductQuery): { readonly rows: readonly Product[]; readonly nextCursor: string | null }
  product(id: string): Product | null
  /** By a barcode, exactly as it is; also one that is no longer sold. */
  productOfBarcode(code: string): Product | null
  /** By the shop's own number, large and small letters alike. */
  productOfSku(sku: string): Product | null
  /** Of what is sold, in the shop's order. */
  categories(): readonly { readonly name: string; readonly count: number }[]
  /** Newest first. */
  priceChanges(productId: string, limit: number): readonly PriceChange[]
}

export interface CatalogWriter extends CatalogReader {
  /** Adds one at the end of the shop's order, or changes the one with this id. Its barcodes must be free. */
  saveProduct(product: Product): void
  addPriceChange(productId: string, change: PriceChange): void
}
