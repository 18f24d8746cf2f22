import type { Product, ProductDraft } from '../../../core/domain/catalog/catalog.ts'
import { ZERO, type Amount } from '../../../core/domain/money.ts'
import { err, ok, type Result } from '../../../core/domain/result.ts'
import type { TaxKind } from '../../../core/domain/sale.ts'
import type { MoneyWriter } from '../money.ts'

export const MOST_BARCODES = 10
export const TAXES = [
  'none',
  'ppn_included',
  'ppn_added',
  'pbjt_included',
  'pbjt_added',
] as const satisfies readonly TaxKind[]

/** A product as it is being typed: texts until it is saved. */
export interface TypedProduct extends Omit<ProductDraft, 'price'> {
  readonly price: string
}
export type Wrong = 'name' | 'price' | 'unit' | 'category'

export function typedOf(
  product: Product | null,
  code: string | null,
  { plain }: Pick<MoneyWriter, 'plain'>,
): TypedProduct {
  return {
    name: product?.name ?? '',
    sku: product?.sku ?? '',
    barcodes: product?.barcodes ?? (code === null ? [] : [code]),
    price: product === null ? '' : plain(product.price),
    unit: product?.unit ?? 'pcs',
    category: product?.category ?? '',
    tax: product?.tax ?? 'none',
    favourite: product?.favourite ?? false,
    picture: product?.picture ?? null,
  }
}

/** What is typed as a product, or which fields are not filled in yet. */
export function draftOf(
  typed: TypedProduct,
  read: MoneyWriter['read'],
): Result<ProductDraft, ReadonlySet<Wrong>> {
  const price = readPrice(typed.price, read)
  const wrong = new Set<Wrong>(
    (['name', 'unit', 'category'] as const).filter((field) => typed[field].trim() === ''),
  )
  if (price === null) wrong.add('price')
  if (price === null || wrong.size > 0) return err(wrong)
  return ok({
    ...typed,
    name: typed.name.trim(),
    sku: typed.sku.trim(),
    unit: typed.unit.trim(),
    category: typed.category.trim(),
    price,
  })
}

/** Free is a price too, though nobody pays nothing. */
function readPrice(text: string, read: MoneyWriter['read']): Amount | null {
  if (/^\s*0+\s*$/.test(text)) return ZERO
  const price = read(text)
  return price.ok ? price.value : null
}

/** The barcodes with one more, or why it is not taken. */
export function withBarcode(
  barcodes: readonly string[],
  code: string,
): Result<readonly string[], 'bad' | 'many' | 'has'> {
  if (!/^[!-~]{1,48}$/.test(code)) return err('bad')
  if (barcodes.includes(code)) return err('has')
  return barcodes.length >= MOST_BARCODES ? err('many') : ok([...barcodes, code])
}
