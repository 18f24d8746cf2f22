import type { Currency } from '../money.ts'

/** How a customer pays through the provider: a code of their bank's app, or a page in their browser. */
export type CollectWay = 'qris' | 'link'

/**
 * The ways that are offered at the counter, the most usual one first. QRIS is a standard of Bank Indonesia and moves
 * rupiah only, whatever a provider says of itself.
 */
export function waysToCollect(
  provider: { readonly collects: readonly CollectWay[]; readonly currencies: readonly Currency[] },
  currency: Currency,
): readonly CollectWay[] {
  if (!provider.currencies.includes(currency)) return []
  return (['qris', 'link'] as const).filter(
    (way) => provider.collects.includes(way) && (way !== 'qris' || currency === 'IDR'),
  )
}
