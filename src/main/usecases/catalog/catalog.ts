import type { CodeView, PriceChangeView, ProductPage } from '../../../core/contract/views/catalog.ts'
import type { Product } from '../../../core/domain/catalog/catalog.ts'
import { amountOf } from '../../../core/domain/money.ts'
import type { Refusal } from '../../../core/domain/refusals.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import {
  hasCheckDigit,
  readScaleBarcode,
  spellingsOf,
  type ScaleLabel,
} from '../../../core/domain/catalog/scale-barcode.ts'
import type { CatalogReader, ProductQuery } from '../../../core/ports/catalog-books.ts'
import { settingsOf, type Till } from '../till.ts'

const CHANGES_SHOWN = 100

/** One page of what is sold (or, asked so, no longer sold). */
export const findProducts = (
  { store }: Pick<Till, 'store'>,
  { inactive, ...query }: Omit<ProductQuery, 'active'> & { readonly inactive?: boolean | undefined },
): ProductPage => store.read.findProducts({ ...query, active: inactive !== true })

/**
 * What a scanned or typed code stands for: a barcode as it is, then the shop's own number, then a scale's label with a
 * weight or a price in it. Refuses codes nobody has given out, misread ones, and products that are no longer sold.
 */
export function productByCode(till: Pick<Till, 'store'>, code: string): Result<CodeView, Refusal> {
  const { read } = till.store
  const plain = productOfCode(read, code)
  if (plain !== null) return sold(plain, { quantity: null, price: null })
  const label = readScaleBarcode(code, settingsOf(till).scaleBarcodes)
  if (label?.ok === false || (label === null && /^\d{13}$/.test(code) && !hasCheckDigit(code)))
    return err({ type: 'product_code_misread', code })
  const weighed = label === null ? null : productOfItem(read, label.value)
  if (label === null || weighed === null) return err({ type: 'product_code_unknown', code })
  const { holds, value } = label.value
  return sold(
    weighed,
    holds === 'weight' ? { quantity: value, price: null } : { quantity: null, price: amountOf(value) },
  )
}

function productOfCode(read: CatalogReader, code: string): Product | null {
  for (const spelling of spellingsOf(code)) {
    const product = read.productOfBarcode(spelling)
    if (product !== null) return product
  }
  return read.productOfSku(code)
}

/** A scale knows an article by up to five digits; the shop may have written it with the zeros or without. */
function productOfItem(read: CatalogReader, { item }: ScaleLabel): Product | null {
  const short = item.replace(/^0+(?=\d)/, '')
  return productOfCode(read, item) ?? (short === item ? null : productOfCode(read, short))
}

const sold = (product: Product, said: Omit<CodeView, 'product'>): Result<CodeView, Refusal> =>
  product.active ? ok({ product, ...said }) : err({ type: 'product_not_sold', name: product.name })

/** The prices a product has had, newest first. */
export function priceHistory(
  { store }: Pick<Till, 'store'>,
  productId: string,
): Result<readonly PriceChangeView[], Refusal> {
  if (store.read.product(productId) === null) return err({ type: 'product_unknown' })
  const names = new Map(store.read.people().map(({ id, name }) => [id, name]))
  const changes = store.read.priceChanges(productId, CHANGES_SHOWN)
  return ok(changes.map(({ by, ...change }) => ({ ...change, byName: names.get(by) ?? null })))
}
