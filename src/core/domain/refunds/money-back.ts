import { addAmounts, ZERO, type Amount } from '../money.ts'
import { isRefundOver, refundedAmount, reservedBy, type Refund } from './refund.ts'
import { isCounted, type Sale } from '../tenders/sale-tenders.ts'

/** What became of a sale's money after it was paid, as a list says it. */
export interface MoneyBack {
  readonly standing:
    /** All of it: card slips that were voided, so that nothing is charged to the customer. */
    | 'voided'
    /** All of it, in whatever way. */
    | 'refunded'
    /** Some of it. */
    | 'part'
    /** Nothing has surely gone yet, and some is on its way. */
    | 'under_way'
  /** What surely went back; what was asked for while nothing did. */
  readonly amount: Amount
}

/**
 * How much of the money that this sale counts went back; null when none did. Late money that no sale needed is left out:
 * the sale was paid without it, and giving it back takes nothing from the sale.
 */
export function moneyBack(sale: Pick<Sale, 'tenders'>, refunds: readonly Refund[]): MoneyBack | null {
  const counted = sale.tenders.filter(isCounted)
  const own = refunds.filter(({ tenderId }) => counted.some(({ id }) => id === tenderId))
  const gone = refundedAmount(own)
  if (gone === 0) {
    const asked = addAmounts(ZERO, ...own.filter((each) => !isRefundOver(each)).map(reservedBy))
    return asked === 0 ? null : { standing: 'under_way', amount: asked }
  }
  const collected = addAmounts(ZERO, ...counted.map(({ amount }) => amount))
  const settled = own.filter(({ state }) => state.name === 'succeeded')
  if (addAmounts(ZERO, ...settled.map(reservedBy)) < collected) return { standing: 'part', amount: gone }
  const isVoided = settled.every(({ way }) => way === 'terminal')
  return { standing: isVoided ? 'voided' : 'refunded', amount: gone }
}
