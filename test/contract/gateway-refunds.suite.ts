import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import type { RefundAttempt, RefundDesk } from '../../src/core/ports/gateway-desks.ts'
import { attempt, failure, must, type ContractTerms, type GatewayHarness } from './gateway-harness.ts'

/** What every gateway promises about giving money back: never twice, and never more than there was. */
export function refundContract(
  name: string,
  terms: ContractTerms,
  start: () => Promise<GatewayHarness>,
): void {
  const { currency } = terms
  describe(name, () => {
    let world: GatewayHarness
    let gateway: PaymentGateway
    let refunds: RefundDesk
    let keys = 0

    beforeEach(async () => {
      world = await start()
      gateway = world.gateway
      refunds = gateway.desks.refunds
    })
    afterEach(() => world.close())

    const newKey = () => `till-1:refund-${(keys += 1)}`
    const open = async () => must(await gateway.create(gateway.prepareCreate(attempt(terms)))).facts.sessionId
    const paid = async () => {
      const id = await open()
      await world.pay(id)
      return must(await gateway.read(id)).facts
    }
    const prepared = (chargeId: string, changes: Partial<RefundAttempt> = {}) =>
      refunds.prepare({
        idempotencyKey: newKey(),
        chargeId,
        amount: null,
        currency: terms.currency,
        reason: 'requested_by_customer',
        metadata: { words: 'salah pesan' },
        ...changes,
      })
    const refund = (chargeId: string, changes: Partial<RefundAttempt> = {}) =>
      refunds.send(prepared(chargeId, changes))
    const charge = async () => (await paid()).paymentId ?? ''
    const listed = async (chargeId: string) => must(await refunds.ofCharge(chargeId))

    it('without an amount gives back all that remains', async () => {
      const chargeId = await charge()
      const done = must(await refund(chargeId))
      expect(done).toMatchObject({ chargeId, status: 'succeeded', amount: 150_000, currency })
      expect(await listed(chargeId)).toEqual([done])
    })

    it('in parts never gives back more than was paid', async () => {
      const chargeId = await charge()
      must(await refund(chargeId, { amount: amountOf(100_000), reason: 'duplicate' }))
      const tooMuch = await refund(chargeId, { amount: amountOf(50_001), reason: 'other' })
      expect(failure(tooMuch).type).toBe('refused')
      const rest = must(await refund(chargeId, { reason: 'fraudulent' }))
      expect(rest.amount).toBe(50_000)
      expect((await listed(chargeId)).map(({ amount }) => amount)).toEqual([100_000, 50_000])
    })

    it('sent twice with its key is one refund; another body under it is a conflict', async () => {
      const chargeId = await charge()
      const call = prepared(chargeId, { amount: amountOf(10_000) })
      const first = must(await refunds.send(call))
      expect(must(await refunds.send(call)).refundId).toBe(first.refundId)
      const other = prepared(chargeId, { amount: amountOf(20_000), idempotencyKey: call.idempotencyKey })
      expect(failure(await refunds.send(other)).type).toBe('conflict')
      expect(await listed(chargeId)).toHaveLength(1)
    })

    it('whose answer was lost is found by its charge', async () => {
      const chargeId = await charge()
      const call = prepared(chargeId)
      await world.dropAnswerOf('refund')
      expect(failure(await refunds.send(call)).type).toBe('unknown')
      const [found, ...more] = await listed(chargeId)
      expect([found?.amount, more]).toEqual([150_000, []])
      expect(must(await refunds.send(call)).refundId).toBe(found?.refundId)
    })

    it('that the bank refuses stays behind as failed, and takes nothing of what remains', async () => {
      const chargeId = await charge()
      await world.endRefundsWith('refuse')
      expect(failure(await refund(chargeId))).toMatchObject({ type: 'refused' })
      const [failed] = await listed(chargeId)
      expect(failed).toMatchObject({ status: 'failed', amount: 150_000 })
      expect(failed?.failure ?? '').not.toBe('')
      await world.endRefundsWith('succeed')
      expect(must(await refund(chargeId)).amount).toBe(150_000)
    })

    it('that is still pending holds its amount', async () => {
      const chargeId = await charge()
      await world.endRefundsWith('pending')
      expect(must(await refund(chargeId)).status).toBe('pending')
      expect(failure(await refund(chargeId, { amount: amountOf(1) })).type).toBe('refused')
    })

    it('is made on a payment that exists, and listed under no other', async () => {
      const chargeId = await charge()
      must(await refund(chargeId))
      expect(failure(await refund('pay_nobody')).type).toBe('not_found')
      // "there are none" and "there is no such payment" both keep a caller from refunding it
      const nobodys = await refunds.ofCharge('pay_nobody')
      expect(nobodys.ok ? nobodys.value : nobodys.error.type).toEqual(nobodys.ok ? [] : 'not_found')
      expect(await listed(await charge())).toEqual([])
    })

    it('of money that has not come is not made', async () => {
      expect(failure(await refund(await open())).type).toMatch(/^(?:conflict|not_found)$/)
    })
  })
}
