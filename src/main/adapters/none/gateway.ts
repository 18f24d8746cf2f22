import { err } from '../../../core/domain/result.ts'
import { NO_PROOF } from '../../../core/ports/gateway-desks.ts'
import type { GatewayFailure, PaymentGateway } from '../../../core/ports/gateway.ts'

/** A shop without a payment provider: every call answers `unsupported`; manual tenders are all there is. */
export function createNoGateway(): PaymentGateway {
  const unsupported = (what: string) => async () => err<GatewayFailure>({ type: 'unsupported', what })
  return {
    name: 'none',
    traits: {
      collects: [],
      currencies: [],
      resend: 'find',
      canCancel: false,
      minimumPollMs: 60_000,
      booksManualMoney: false,
      reviewsPages: false,
    },
    prepareCreate: ({ idempotencyKey }) => ({ idempotencyKey, body: '{}' }),
    create: unsupported('create'),
    charge: unsupported('charge'),
    read: unsupported('read'),
    find: unsupported('find'),
    list: unsupported('list'),
    cancel: unsupported('cancel'),
    confirm: unsupported('confirm'),
    fetchImage: unsupported('fetchImage'),
    clockOffsetMs: () => null,
    check: unsupported('check'),
    desks: {
      changes: { since: unsupported('changes') },
      receipts: {
        read: unsupported('receipts'),
        issued: unsupported('receipts'),
        fetch: unsupported('receipts'),
        link: unsupported('receipts'),
        email: unsupported('receipts'),
      },
      refunds: {
        prepare: ({ idempotencyKey }) => ({ idempotencyKey, body: '{}' }),
        send: unsupported('refunds'),
        ofCharge: unsupported('refunds'),
      },
      customers: { search: unsupported('customers'), create: unsupported('customers') },
      proofs: { shown: () => NO_PROOF, claim: unsupported('proofs'), upload: unsupported('proofs') },
      shop: { brand: unsupported('shop') },
      ledger: { postings: unsupported('ledger') },
    },
  }
}
