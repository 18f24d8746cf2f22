import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { parseQris } from '../../src/core/domain/qris.ts'
import {
  isRetryable,
  type ChargeAnswer,
  type CreateAttempt,
  type PaymentGateway,
  type SessionPage,
} from '../../src/core/ports/gateway.ts'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'
import { attempt, failure, isoAgo, must, type GatewayHarness } from './gateway-harness.ts'

/** What every payment gateway with sessions promises to the use cases. */
export function gatewayContract(name: string, start: () => Promise<GatewayHarness>): void {
  describe(name, () => {
    let world: GatewayHarness
    let gateway: PaymentGateway

    beforeEach(async () => {
      world = await start()
      gateway = world.gateway
    })
    afterEach(() => world.close())

    const create = (changes: Partial<CreateAttempt> = {}) =>
      gateway.create(gateway.prepareCreate(attempt(changes)))
    const open = async (changes: Partial<CreateAttempt> = {}) => must(await create(changes)).facts.sessionId
    const statusOf = async (id: string) => must(await gateway.read(id)).facts.status

    it('a new session waits, echoes amount and tender, and says when it ends', async () => {
      const asked = attempt()
      const { facts, raw } = must(await gateway.create(gateway.prepareCreate(asked)))
      expect(facts).toMatchObject({
        status: 'waiting',
        amount: 150_000,
        currency: 'IDR',
        mode: 'test',
        tenderId: asked.metadata['tender_id'],
        terminalId: 'till-1',
        completedAt: null,
        manual: false,
      })
      expect(Date.parse(facts.expiresAt ?? '')).toBeGreaterThan(Date.now())
      expect(raw).toContain(facts.sessionId)
    })

    it('preparing the same attempt twice gives the same bytes', () => {
      const asked = attempt()
      expect(gateway.prepareCreate(asked)).toEqual(gateway.prepareCreate(asked))
    })

    it('the same create sent twice is one session', async () => {
      const call = gateway.prepareCreate(attempt())
      const first = must(await gateway.create(call))
      const second = must(await gateway.create(call))
      expect(second.facts.sessionId).toBe(first.facts.sessionId)
      expect(must(await gateway.list({})).sessions).toHaveLength(1)
    })

    it('the same key with another body is a conflict and makes no session', async () => {
      const asked = attempt()
      must(await gateway.create(gateway.prepareCreate(asked)))
      const changed = gateway.prepareCreate({ ...asked, amount: amountOf(1) })
      expect(failure(await gateway.create(changed)).type).toBe('conflict')
      expect(must(await gateway.list({})).sessions).toHaveLength(1)
    })

    it('a create whose answer was lost is unknown; sent again it gives the session that exists', async () => {
      const call = gateway.prepareCreate(attempt())
      await world.dropAnswerOf('create')
      const lost = failure(await gateway.create(call))
      expect(lost.type).toBe('unknown')
      expect(isRetryable(lost)).toBe(true)
      const again = must(await gateway.create(call))
      const listed = must(await gateway.list({})).sessions.map(({ facts }) => facts.sessionId)
      expect(listed).toEqual([again.facts.sessionId])
    })

    it('a create that the provider turns down is refused for good', async () => {
      const refused = failure(await create({ amount: amountOf(0) }))
      expect(refused.type).toBe('refused')
      expect(isRetryable(refused)).toBe(false)
    })

    it('a session nobody made is not found', async () => {
      expect(failure(await gateway.read('cs_nobody')).type).toBe('not_found')
      expect(failure(await gateway.cancel('cs_nobody', 'k1')).type).toBe('not_found')
      expect(failure(await gateway.charge('cs_nobody', 'qris')).type).toBe('not_found')
    })

    it('paid is told by reading, with the time and the payment for a refund', async () => {
      const id = await open()
      await world.pay(id)
      const { facts } = must(await gateway.read(id))
      expect(facts).toMatchObject({ status: 'completed', amount: 150_000, manual: false })
      expect(facts.completedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      expect(facts.paymentId).not.toBeNull()
    })

    it('money that arrives after the end is seen by reading again', async () => {
      const id = await open()
      await world.expire(id)
      expect(await statusOf(id)).toBe('expired')
      await world.payLate(id)
      expect(await statusOf(id)).toBe('completed')
    })

    it('a QRIS charge gives a code or page for exactly this amount', async () => {
      const id = await open()
      const charged = must(await gateway.charge(id, 'qris'))
      const payload = await payloadOf(gateway, charged)
      if (charged.type === 'page') expect(charged.url).toContain(id)
      else expect(must(parseQris(payload ?? ''))).toMatchObject({ amount: 150_000, initiation: 'dynamic' })
      expect(await statusOf(id)).not.toBe('completed')
    })

    it('a method that the session does not offer is refused', async () => {
      expect(failure(await gateway.charge(await open(), 'cash')).type).toBe('refused')
    })

    it('a picture is fetched from the hosts of the profile only', async () => {
      const refused = failure(await gateway.fetchImage('https://evil.example/c/qris.png'))
      expect(refused).toMatchObject({ type: 'refused', code: 'url_not_allowed' })
    })

    it('cancel ends a waiting session', async () => {
      const id = await open()
      expect((await gateway.cancel(id, 'cancel-1')).ok).toBe(true)
      expect(await statusOf(id)).toBe('canceled')
    })

    it('cancelling what was just paid is a conflict, and the money stays', async () => {
      const id = await open()
      await world.pay(id)
      expect(failure(await gateway.cancel(id, 'cancel-2')).type).toBe('conflict')
      expect(await statusOf(id)).toBe('completed')
    })

    it('what is not in review cannot be confirmed', async () => {
      const id = await open()
      expect(failure(await gateway.confirm(id)).type).toBe('conflict')
      expect(await statusOf(id)).toBe('waiting')
    })

    it('the session of an attempt is found by its metadata, and no other', async () => {
      const asked = attempt()
      const made = must(await gateway.create(gateway.prepareCreate(asked)))
      await open()
      const tenderId = asked.metadata['tender_id'] ?? ''
      const createdAfter = isoAgo(60_000)
      const found = must(await gateway.find({ tenderId, attemptId: asked.attemptId, createdAfter }))
      expect(found?.facts.sessionId).toBe(made.facts.sessionId)
      expect(must(await gateway.find({ tenderId, attemptId: 'attempt-0', createdAfter }))).toBeNull()
      expect(
        must(await gateway.find({ tenderId: 'no', attemptId: asked.attemptId, createdAfter })),
      ).toBeNull()
    })

    it('a session may name its customer and the provider’s receipt template', async () => {
      const customer = must(
        await gateway.desks.customers.create({
          name: 'Ibu Sari',
          email: null,
          phone: '081200001111',
          idempotencyKey: 'till-1:customer-1',
        }),
      )
      const created = await create({ customerId: customer.customerId, templateId: 'tpl_1' })
      expect(must(created).facts.status).toBe('waiting')
    })

    it('pages of a list hold every session once', async () => {
      const made: string[] = []
      for (let count = 0; count < 5; count += 1) made.push(await open())
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: SessionPage = must(
          await gateway.list(cursor === null ? { limit: 2 } : { limit: 2, cursor }),
        )
        expect(page.sessions.length).toBeLessThanOrEqual(2)
        seen.push(...page.sessions.map(({ facts }) => facts.sessionId))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen.toSorted()).toEqual(made.toSorted())
    })

    it('a list is narrowed by status and by age', async () => {
      const paid = await open()
      await open()
      await world.pay(paid)
      const completed = must(await gateway.list({ status: 'completed', createdAfter: isoAgo(60_000) }))
      expect(completed.sessions.map(({ facts }) => facts.sessionId)).toEqual([paid])
      expect(must(await gateway.list({ createdAfter: isoAgo(-60_000) })).sessions).toEqual([])
    })

    it('without a network nothing is settled, nothing is made, and the call may be sent again', async () => {
      const call = gateway.prepareCreate(attempt())
      await world.setOnline(false)
      expect(isRetryable(failure(await gateway.create(call)))).toBe(true)
      expect(isRetryable(failure(await gateway.check()))).toBe(true)
      await world.setOnline(true)
      expect(must(await gateway.list({})).sessions).toEqual([])
      must(await gateway.create(call))
      expect(must(await gateway.list({})).sessions).toHaveLength(1)
    })

    it('too fast is told with the time to wait', async () => {
      const id = await open()
      await world.refuseForPace('read')
      const refused = failure(await gateway.read(id))
      expect(refused).toMatchObject({ type: 'rate_limited', retryAfterMs: 2000 })
      expect(await statusOf(id)).toBe('waiting')
    })

    it('the check tells mode and clock, and makes nothing', async () => {
      expect(must(await gateway.check()).mode).toBeNull()
      await open()
      const checked = must(await gateway.check())
      expect(checked.mode).toBe('test')
      expect(Math.abs(checked.clockOffsetMs ?? Number.NaN)).toBeLessThan(60_000)
      expect(must(await gateway.list({})).sessions).toHaveLength(1)
    })
  })
}

async function payloadOf(gateway: PaymentGateway, charged: ChargeAnswer): Promise<string | null> {
  if (charged.type === 'emv') return charged.payload
  if (charged.type !== 'image') return null
  return await createQrCodec().readImage(must(await gateway.fetchImage(charged.url)))
}
