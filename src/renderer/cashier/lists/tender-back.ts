import type { SaleView, TenderView } from '../../../core/contract/views/sale.ts'

/** What surely went back of one payment. */
export interface TenderBack {
  /** `voided`: the card was never charged after all. */
  readonly standing: 'voided' | 'refunded' | 'part'
  /** The last time that some of it went. */
  readonly at: string
  /** Who asked for it then; null where nobody of this shop did. */
  readonly by: string | null
}

/** Null while nothing of it has surely gone; what is on its way stands with the refunds. */
export function tenderBack(
  { refunds }: Pick<SaleView, 'refunds'>,
  { id, refundable }: Pick<TenderView, 'id' | 'refundable'>,
): TenderBack | null {
  const own = refunds.filter(({ tenderId }) => tenderId === id)
  const gone = own.filter(({ state }) => state === 'succeeded')
  const last = gone.toSorted((a, b) => a.updatedAt.localeCompare(b.updatedAt)).at(-1)
  if (last === undefined) return null
  const isOnItsWay = own.some(({ state }) => state !== 'succeeded' && state !== 'failed')
  const isAll = refundable.remaining === 0 && !isOnItsWay
  const standing = gone.some(({ way }) => way === 'terminal') ? 'voided' : isAll ? 'refunded' : 'part'
  return { standing, at: last.updatedAt, by: last.askedBy }
}
