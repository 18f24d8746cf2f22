import type { SavedProductView } from '../../../core/contract/views/catalog.ts'
import type { Product, ProductDraft } from '../../../core/domain/catalog/catalog.ts'
import type { CatalogRefusal } from '../../../core/domain/refusals/catalog.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import { spellingsOf } from '../../../core/domain/catalog/scale-barcode.ts'
import type { CatalogReader } from '../../../core/ports/catalog-books.ts'
import type { BooksWriter } from '../../../core/ports/store.ts'
import { actorId, writeOrRefuse, type Till } from '../till.ts'

/** Adds a product (`id` null) or changes one. Orders that have it already keep their price; the answer says how many. */
export function saveProduct(
  till: Till,
  { id, ...draft }: ProductDraft & { readonly id: string | null },
): Result<SavedProductView, Refusal> {
  const stored = writeOrRefuse<SavedProductView>(till, (books) => {
    const before = id === null ? null : books.product(id)
    if (id !== null && before === null) return err({ type: 'product_unknown' })
    const product: Product = {
      ...draft,
      id: id ?? till.ids.next(),
      barcodes: [...new Set(draft.barcodes)],
      active: before?.active ?? true,
      updatedAt: till.clock.now(),
    }
    const taken = takenBy(books, product)
    if (taken !== null) return err(taken)
    books.saveProduct(product)
    notePrice(till, books, before, product)
    noteChange(till, books, before, product)
    return ok({ product, ordersAtOldPrice: ordersAtOldPrice(books, product) })
  })
  till.changed.ring()
  return stored
}

/** Stops selling a product, or sells it again. It stays in the books either way. */
export function setProductActive(till: Till, productId: string, active: boolean): Result<Product, Refusal> {
  const stored = writeOrRefuse<Product>(till, (books) => {
    const before = books.product(productId)
    if (before === null) return err({ type: 'product_unknown' })
    if (before.active === active) return ok(before)
    const product = { ...before, active, updatedAt: till.clock.now() }
    books.saveProduct(product)
    appendCatalogEvent(till, books, active ? 'product_resumed' : 'product_stopped', {
      product: productId,
      name: product.name,
    })
    return ok(product)
  })
  till.changed.ring()
  return stored
}

/** Two products under one code would sell one of them at the other's price. */
export function takenBy(
  books: CatalogReader,
  product: Pick<Product, 'id' | 'sku' | 'barcodes'>,
): Extract<CatalogRefusal, { type: 'barcode_taken' | 'sku_taken' }> | null {
  for (const code of product.barcodes) {
    for (const spelling of spellingsOf(code)) {
      const holder = books.productOfBarcode(spelling)
      if (holder !== null && holder.id !== product.id)
        return { type: 'barcode_taken', code, name: holder.name }
    }
  }
  const holder = product.sku === '' ? null : books.productOfSku(product.sku)
  return holder !== null && holder.id !== product.id
    ? { type: 'sku_taken', sku: product.sku, name: holder.name }
    : null
}

export function notePrice(
  till: Till,
  books: BooksWriter,
  before: Product | null,
  { id, price }: Product,
): void {
  if (before?.price === price) return
  books.addPriceChange(id, {
    at: till.clock.now(),
    by: actorId(till),
    from: before?.price ?? null,
    to: price,
  })
}

function noteChange(till: Till, books: BooksWriter, before: Product | null, product: Product): void {
  const { id, name, price } = product
  if (before === null) {
    appendCatalogEvent(till, books, 'product_added', { product: id, name, price })
    return
  }
  const changed = (Object.keys(product) as (keyof Product)[]).filter(
    (each) => each !== 'updatedAt' && JSON.stringify(product[each]) !== JSON.stringify(before[each]),
  )
  if (changed.length === 0) return
  appendCatalogEvent(till, books, 'product_changed', {
    product: id,
    name,
    names: changed.join(','),
    ...(before.price === price ? {} : { price_from: before.price, price_to: price }),
    // what a sale is taxed by is money too
    ...(before.tax === product.tax ? {} : { tax_from: before.tax, tax_to: product.tax }),
  })
}

export const appendCatalogEvent = (
  till: Till,
  books: BooksWriter,
  kind: string,
  facts: Readonly<Record<string, string | number>>,
): void => {
  books.appendEvent({ at: till.clock.now(), actor: actorId(till), kind, saleId: null, tenderId: null, facts })
}

function ordersAtOldPrice(books: BooksWriter, { id, price }: Product): number {
  const carts = [books.draft(), ...books.heldCarts().map(({ cart }) => cart)]
  const isOld = (cart: (typeof carts)[number]): boolean =>
    cart?.lines.some((line) => line.productId === id && line.unitPrice !== price) === true
  return carts.filter(isOld).length
}
