import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waysToCollect } from '../../src/core/domain/tenders/collecting.ts'
import { amountOf, CURRENCIES } from '../../src/core/domain/money.ts'
import { parseQris } from '../../src/core/domain/provider/qris.ts'
import {
  isRetryable,
  type ChargeAnswer,
  type CreateAttempt,
  type PaymentGateway,
  type SessionPage,
} from '../../src/core/ports/gateway.ts'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'
import { attempt, failure, isoAgo, must, type ContractTerms, type GatewayHarness } from './gateway-harness.ts'

/** What every payment gateway with sessions promises to the use cases. */
export function gatewayContract(
  name: string,
  terms: ContractTerms,
  start: () => Promise<GatewayHarness>,
): void {
  const { traits, currency } = terms
  const ways = waysToCollect(traits, currency)
  const foreign = CURRENCIES.filter((each) => !traits.currencies.includes(each))
  /** Once where it is so, and not at all where it is not. */
  const where = (isSo: boolean): readonly string[] => (isSo ? [terms.name] : [])
  const unoffered = (['qris', 'link'] as const).filter((way) => !traits.collects.includes(way))

  describe(name, () => {
    let world: GatewayHarness
    let gateway: PaymentGateway

    beforeEach(async () => {
      world = await start()
      gateway = world.gateway
    })
    afterEach(() => world.close())

    const ask = (changes: Partial<CreateAttempt> = {}) => attempt(terms, changes)
    const create = (changes: Partial<CreateAttempt> = {}) =>
      gateway.create(gateway.prepareCreate(ask(changes)))
    const open = async (changes: Partial<CreateAttempt> = {}) => must(await create(changes)).facts.sessionId
    const statusOf = async (id: string) => must(await gateway.read(id)).facts.status
    const listed = async () => must(await gateway.list({})).sessions.map(({ facts }) => facts.sessionId)

    it('it says what it can do', () => {
      expect(gateway.name).toBe(terms.name)
      expect(gateway.traits).toMatchObject(traits)
      expect(gateway.traits.minimumPollMs).toBeGreaterThan(0)
    })

    it('a new session waits, echoes amount and currency, and says when it ends', async () => {
      const asked = ask()
      const { facts, raw } = must(await gateway.create(gateway.prepareCreate(asked)))
      const isTold = terms.tellsTender === 'at_once'
      expect(facts).toMatchObject({
        status: 'waiting',
        amount: 150_000,
        currency,
        mode: 'test',
        tenderId: isTold ? asked.metadata['tender_id'] : null,
        terminalId: isTold ? 'till-1' : null,
        completedAt: null,
        paymentId: null,
        manual: false,
      })
      expect(Date.parse(facts.expiresAt ?? '')).toBeGreaterThan(Date.now())
      expect(raw).toContain(facts.sessionId)
    })

    it('preparing the same attempt twice gives the same bytes', () => {
      const asked = ask()
      expect(gateway.prepareCreate(asked)).toEqual(gateway.prepareCreate(asked))
    })

    it('the same create sent twice is one session, in the words of its trait', async () => {
      const asked = ask()
      const call = gateway.prepareCreate(asked)
      const first = must(await gateway.create(call))
      const second = await gateway.create(call)
      expect(await listed()).toEqual([first.facts.sessionId])
      if (traits.resend === 'same_key') expect(must(second).facts.sessionId).toBe(first.facts.sessionId)
      else expect(failure(second).type).toBe('conflict')
    })

    it('the same attempt with another amount makes no second session', async () => {
      const asked = ask()
      must(await gateway.create(gateway.prepareCreate(asked)))
      const changed = gateway.prepareCreate({ ...asked, amount: amountOf(1) })
      expect(failure(await gateway.create(changed)).type).toBe('conflict')
      expect(await listed()).toHaveLength(1)
    })

    it('a create whose answer was lost is unknown, and the one session it made is to be had', async () => {
      const asked = ask()
      const call = gateway.prepareCreate(asked)
      await world.dropAnswerOf('create')
      const lost = failure(await gateway.create(call))
      expect(lost.type).toBe('unknown')
      expect(isRetryable(lost)).toBe(true)
      const again = await gateway.create(call)
      if (traits.resend === 'find') expect(failure(again).type).toBe('conflict')
      const found = must(traits.resend === 'find' ? await gateway.find(whereIs(asked)) : again)
      expect(await listed()).toEqual([found?.facts.sessionId])
    })

    it('a create that the provider turns down is refused for good', async () => {
      const refused = failure(await create({ amount: amountOf(0) }))
      expect(refused.type).toBe('refused')
      expect(isRetryable(refused)).toBe(false)
    })

    it('a session nobody made is not found', async () => {
      expect(failure(await gateway.read('cs_nobody')).type).toBe('not_found')
      const cancelled = failure(await gateway.cancel('cs_nobody', 'k1')).type
      expect(cancelled).toBe(traits.canCancel ? 'not_found' : 'unsupported')
    })

    it('paid is told by reading, with the time, the payment for a refund, and the tender', async () => {
      const asked = ask()
      const id = must(await gateway.create(gateway.prepareCreate(asked))).facts.sessionId
      await world.pay(id)
      const { facts } = must(await gateway.read(id))
      expect(facts).toMatchObject({
        sessionId: id,
        status: 'completed',
        amount: 150_000,
        currency,
        tenderId: asked.metadata['tender_id'],
        terminalId: 'till-1',
        manual: false,
      })
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

    it('what is not in review cannot be confirmed', async () => {
      const id = await open()
      const refused = failure(await gateway.confirm(id)).type
      expect(refused).toBe(traits.booksManualMoney ? 'conflict' : 'unsupported')
      expect(await statusOf(id)).toBe('waiting')
    })

    it('the session of an attempt is found, and no other', async () => {
      const asked = ask()
      const made = must(await gateway.create(gateway.prepareCreate(asked)))
      await open()
      expect(must(await gateway.find(whereIs(asked)))?.facts.sessionId).toBe(made.facts.sessionId)
      expect(must(await gateway.find({ ...whereIs(asked), attemptId: 'attempt-0' }))).toBeNull()
      const elsewhere = must(await gateway.find({ ...whereIs(asked), tenderId: 'no' }))
      // without the tender's name there is nothing to compare: an attempt belongs to one tender only
      expect(elsewhere?.facts.sessionId ?? null).toBe(
        terms.findsBy === 'tender' ? null : made.facts.sessionId,
      )
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
      const call = gateway.prepareCreate(ask())
      await world.setOnline(false)
      expect(isRetryable(failure(await gateway.create(call)))).toBe(true)
      expect(isRetryable(failure(await gateway.check()))).toBe(true)
      await world.setOnline(true)
      expect(await listed()).toEqual([])
      must(await gateway.create(call))
      expect(await listed()).toHaveLength(1)
    })

    it('too fast is told with the time to wait', async () => {
      const id = await open()
      await world.refuseForPace('read')
      const refused = failure(await gateway.read(id))
      expect(refused).toMatchObject({ type: 'rate_limited', retryAfterMs: 2000 })
      expect(await statusOf(id)).toBe('waiting')
    })

    it('the check tells mode, clock and unit, and makes nothing', async () => {
      expect(must(await gateway.check()).mode).toBe(terms.modeIsToldBy === 'host' ? 'test' : null)
      await open()
      const checked = must(await gateway.check())
      expect(checked).toMatchObject({ mode: 'test', amountUnit: terms.amountUnit })
      expect(Math.abs(checked.clockOffsetMs ?? Number.NaN)).toBeLessThan(60_000)
      expect(await listed()).toHaveLength(1)
    })

    it('a picture is fetched from the hosts of the profile only', async () => {
      const refused = failure(await gateway.fetchImage('https://evil.example/c/qris.png'))
      if (traits.collects.includes('qris'))
        expect(refused).toMatchObject({ type: 'refused', code: 'url_not_allowed' })
      else expect(refused.type).toBe('unsupported')
    })

    it.each(foreign)('money in %s is not asked for', async (other) => {
      const refused = failure(await create({ currency: other }))
      expect(['refused', 'unsupported']).toContain(refused.type)
      expect(await listed()).toEqual([])
    })

    it.each(unoffered)('a payment by %s is not asked for', async (way) => {
      expect(failure(await create({ purpose: way })).type).toBe('unsupported')
      expect(failure(await gateway.charge(await open(), way === 'qris' ? 'qris' : 'cash')).type).toBe(
        'unsupported',
      )
      expect(await listed()).toHaveLength(1)
    })

    describe.each(where(ways.includes('link')))('a payment by link (%s)', () => {
      it('a link is a page of exactly this session', async () => {
        const { facts } = must(await create({ purpose: 'link' }))
        expect(new URL(facts.hostedUrl ?? '').pathname.split('/')).toContain(facts.sessionId)
      })
    })

    describe.each(where(ways.includes('qris')))('a payment by QRIS (%s)', () => {
      it('a QRIS charge gives a code or page for exactly this amount', async () => {
        const id = await open()
        const charged = must(await gateway.charge(id, 'qris'))
        const payload = await payloadOf(gateway, charged)
        if (charged.type === 'page') expect(charged.url).toContain(id)
        else expect(must(parseQris(payload ?? ''))).toMatchObject({ amount: 150_000, initiation: 'dynamic' })
        expect(await statusOf(id)).not.toBe('completed')
      })

      it('a session nobody made cannot be charged', async () => {
        expect(failure(await gateway.charge('cs_nobody', 'qris')).type).toBe('not_found')
      })

      it('a method that the session does not offer is refused', async () => {
        expect(failure(await gateway.charge(await open(), 'cash')).type).toBe('refused')
      })
    })

    describe.each(where(traits.canCancel))('taking a session down (%s)', () => {
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
    })

    describe.each(where(!traits.canCancel))('without a way to take a session down (%s)', () => {
      it('a session cannot be cancelled: it says so, and the customer may go on paying until it ends', async () => {
        const id = await open()
        expect(failure(await gateway.cancel(id, 'cancel-1')).type).toBe('unsupported')
        expect(await statusOf(id)).toBe('waiting')
        await world.pay(id)
        expect(await statusOf(id)).toBe('completed')
      })
    })

    describe.each(where(terms.desks.customers))('a known customer (%s)', () => {
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
    })
  })
}

const whereIs = ({ attemptId, metadata }: CreateAttempt) => ({
  tenderId: metadata['tender_id'] ?? '',
  attemptId,
  createdAfter: isoAgo(60_000),
})

async function payloadOf(gateway: PaymentGateway, charged: ChargeAnswer): Promise<string | null> {
  if (charged.type === 'emv') return charged.payload
  if (charged.type !== 'image') return null
  return await createQrCodec().readImage(must(await gateway.fetchImage(charged.url)))
}
