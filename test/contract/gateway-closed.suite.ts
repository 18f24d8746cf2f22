import { describe, expect, it } from 'vitest'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import type { GatewayDesks } from '../../src/core/ports/gateway-desks.ts'
import { attempt, failure, PICTURE, type ContractTerms, type GatewayHarness } from './gateway-harness.ts'

const since = { occurredAfter: '', issuedAfter: '', cursor: null }
const customer = { name: 'Sari', email: null, phone: null, idempotencyKey: 'k' }
const refund = {
  idempotencyKey: 'k',
  chargeId: 'pay_1',
  amount: null,
  currency: 'IDR',
  reason: 'other',
  metadata: {},
} as const

/** Every call of every desk. */
const CALLS: { readonly [Desk in keyof GatewayDesks]: (desk: GatewayDesks[Desk]) => Promise<unknown>[] } = {
  changes: (desk) => [desk.since(since)],
  receipts: (desk) => [
    desk.read('cs_1'),
    desk.issued(since),
    desk.fetch('cs_1', 'pdf'),
    desk.link('cs_1'),
    desk.email('cs_1', null, 'k'),
  ],
  refunds: (desk) => [desk.send(desk.prepare(refund)), desk.ofCharge('pay_1')],
  customers: (desk) => [desk.search('sari'), desk.create(customer)],
  proofs: (desk) => [desk.claim('cs_1', null), desk.upload('cs_1', PICTURE)],
  shop: (desk) => [desk.brand()],
  ledger: (desk) => [desk.postings({ postedAfter: '', cursor: null })],
}

/** A desk that a provider does not have says so, and nothing is sent: asked again it says the same. */
export function closedDesksContract(
  name: string,
  terms: ContractTerms,
  start: () => Promise<GatewayHarness>,
): void {
  const closed = (Object.keys(CALLS) as (keyof GatewayDesks)[]).filter((desk) => !terms.desks[desk])
  if (closed.length === 0) return
  it.each(closed)(`${name} (%s)`, async (desk) => {
    const world = await start()
    const { desks } = world.gateway
    const call = CALLS[desk] as (desk: GatewayDesks[keyof GatewayDesks]) => Promise<unknown>[]
    const answers = await Promise.all(call(desks[desk]))
    expect(answers.length).toBeGreaterThan(0)
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { type: 'unsupported' } })
    await world.close()
  })
}

const NO_TERMS: ContractTerms = {
  name: 'none',
  traits: {
    ...{ collects: [], currencies: [], resend: 'find', canCancel: false, booksManualMoney: false },
    reviewsPages: false,
  },
  currency: 'IDR',
  tellsTender: 'once_paid',
  modeIsToldBy: 'host',
  findsBy: 'attempt',
  amountUnit: 'whole',
  desks: {
    changes: false,
    receipts: false,
    refunds: false,
    customers: false,
    proofs: false,
    shop: false,
    ledger: false,
  },
}

/** A shop without a provider: there is nothing to ask, and no call may be sent again in the hope of an answer. */
export function noProviderContract(name: string, create: () => PaymentGateway): void {
  const start = async (): Promise<GatewayHarness> => {
    const nobody = async () => {}
    return {
      gateway: create(),
      pay: nobody,
      payLate: nobody,
      expire: nobody,
      endRefundsWith: nobody,
      dropAnswerOf: nobody,
      refuseForPace: nobody,
      setOnline: nobody,
      close: nobody,
    }
  }
  describe(name, () => {
    it('it says that it can do nothing', () => {
      const gateway = create()
      expect(gateway.name).toBe(NO_TERMS.name)
      expect(gateway.traits).toMatchObject(NO_TERMS.traits)
    })

    it('every call says so by its name, in every currency and for every purpose', async () => {
      const gateway = create()
      const query = { tenderId: 't', attemptId: 'a', createdAfter: '2026-01-01T00:00:00.000Z' }
      const answers = {
        create: await gateway.create(gateway.prepareCreate(attempt(NO_TERMS))),
        charge: await gateway.charge('cs_1', 'cash'),
        read: await gateway.read('cs_1'),
        find: await gateway.find(query),
        list: await gateway.list({}),
        cancel: await gateway.cancel('cs_1', 'k'),
        confirm: await gateway.confirm('cs_1'),
        fetchImage: await gateway.fetchImage('https://plugipay.com/x.png'),
        check: await gateway.check(),
      }
      for (const [what, answer] of Object.entries(answers))
        expect(failure(answer)).toEqual({ type: 'unsupported', what })
      for (const purpose of ['qris', 'link', 'booking'] as const) {
        const call = gateway.prepareCreate(attempt(NO_TERMS, { purpose, currency: 'UYU' }))
        expect(failure(await gateway.create(call)).type).toBe('unsupported')
      }
    })

    closedDesksContract('it has no desk', NO_TERMS, start)
  })
}
