import type { ProviderTender } from './provider-tender.ts'
import type { Amount } from '../money.ts'

/**
 * The tender that stands for late money in the sale a person puts it to: settled from the start, for all of the money.
 * It is started like any other, so it never covers more than the sale is short; null for a tender without late money.
 */
export function tenderOfLateMoney(
  source: ProviderTender,
  at: { readonly saleId: string; readonly tenderId: string },
): ProviderTender | null {
  const captured = lateMoneyOf(source)
  if (captured === null || source.state.name !== 'settled_late') return null
  const { sessionId, settledAt } = source.state
  return {
    ...source,
    id: at.tenderId,
    saleId: at.saleId,
    amount: captured,
    covers: captured,
    state: { name: 'settled', sessionId, settledAt },
  }
}

/** Late money that waits for a person's decision; null when there is none, or it was put to a sale. */
export const lateMoneyOf = ({ state }: ProviderTender): Amount | null =>
  state.name === 'settled_late' && state.attachedTo === undefined ? state.captured : null

/** The money this payment brought and still stands for; null when it brought none or another tender stands for it. */
export const capturedBy = (tender: ProviderTender): Amount | null =>
  tender.state.name === 'settled' ? tender.amount : lateMoneyOf(tender)
