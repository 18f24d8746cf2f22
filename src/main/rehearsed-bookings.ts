import type { PaymentGateway } from '../core/ports/gateway.ts'
import type { Store } from '../core/ports/store.ts'

/**
 * The same gateway, which tells when money that a person took at this till was read as completed in the provider's
 * books: the rehearsal that booking real money waits for. A session of the hosted page proves nothing of the kind.
 */
export function notesBookings(
  gateway: PaymentGateway,
  store: Store,
  onBooked: (sessionId: string) => void,
): PaymentGateway {
  let isTold = false
  return {
    ...gateway,
    read: async (sessionId) => {
      const answer = await gateway.read(sessionId)
      if (!isTold && answer.ok && answer.value.facts.manual && answer.value.facts.status === 'completed') {
        const { tenderId } = answer.value.facts
        const tender = tenderId === null ? undefined : tenderOf(store, tenderId)
        if (tender?.type === 'manual') {
          isTold = true
          onBooked(sessionId)
        }
      }
      return answer
    },
  }
}

const tenderOf = (store: Store, tenderId: string) =>
  store.read.saleOfTender(tenderId)?.sale.tenders.find((each) => each.id === tenderId)
