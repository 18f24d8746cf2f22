import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import {
  attempt,
  failure,
  must,
  PICTURE,
  PLUGIPAY_TERMS,
  type ContractTerms,
  type GatewayHarness,
} from './gateway-harness.ts'

/** What a gateway promises that books money taken at the counter. */
export function counterMoneyContract(name: string, start: () => Promise<GatewayHarness>): void {
  describe(name, () => {
    let world: GatewayHarness
    let gateway: PaymentGateway

    beforeEach(async () => {
      world = await start()
      gateway = world.gateway
    })
    afterEach(() => world.close())

    const open = async () =>
      must(await gateway.create(gateway.prepareCreate(attempt(PLUGIPAY_TERMS, { purpose: 'booking' })))).facts
        .sessionId

    it('it is charged, in review, confirmed, completed', async () => {
      const id = await open()
      expect(must(await gateway.charge(id, 'cash')).type).toBe('instructions')
      expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'review', manual: true })
      expect((await gateway.confirm(id)).ok).toBe(true)
      expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', manual: true })
    })

    it('a confirm whose answer was lost shows in the next read', async () => {
      const id = await open()
      must(await gateway.charge(id, 'edc'))
      await world.dropAnswerOf('confirm')
      expect(failure(await gateway.confirm(id)).type).toBe('unknown')
      expect(must(await gateway.read(id)).facts.status).toBe('completed')
    })

    it('confirmed again, it stays the one payment it was', async () => {
      const id = await open()
      must(await gateway.charge(id, 'cash'))
      must(await gateway.confirm(id))
      const { completedAt } = must(await gateway.read(id)).facts
      // the documents disagree on whether a repeat is welcome or in the wrong state
      const again = await gateway.confirm(id)
      expect(again.ok ? 'done' : again.error.type).toMatch(/^(?:done|conflict)$/)
      expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', completedAt })
    })

    it('a transfer’s picture and the buyer’s word bring the session to review', async () => {
      const id = await open()
      const { proofUrl } = must(await gateway.desks.proofs.upload(id, PICTURE))
      expect(must(await gateway.desks.proofs.claim(id, proofUrl))).toBeNull()
      expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'review', manual: true })
    })

    it('its refund is made on the session itself', async () => {
      const id = await open()
      must(await gateway.charge(id, 'cash'))
      must(await gateway.confirm(id))
      const { refunds } = gateway.desks
      const asked = { chargeId: id, amount: null, currency: 'IDR', reason: 'other', metadata: {} } as const
      const call = refunds.prepare({ ...asked, idempotencyKey: `refund-${id}` })
      expect(must(await refunds.send(call)).chargeId).toBe(id)
      expect(must(await refunds.ofCharge(id))).toHaveLength(1)
    })
  })
}

/** What a gateway promises where the provider knows no counter money. */
export function noCounterMoneyContract(
  name: string,
  terms: ContractTerms,
  start: () => Promise<GatewayHarness>,
): void {
  describe(name, () => {
    it('it is refused for good, so that it is kept in our own books only', async () => {
      const world = await start()
      const call = world.gateway.prepareCreate(attempt(terms, { purpose: 'booking' }))
      const refused = failure(await world.gateway.create(call)).type
      // a provider that books it in other workspaces says no to this one; another never does
      expect(refused).toBe(terms.traits.booksManualMoney ? 'refused' : 'unsupported')
      await world.close()
    })
  })
}
