import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { CreateAttempt, PaymentGateway } from '../../src/core/ports/gateway.ts'
import {
  changeName,
  type Change,
  type GatewayDesks,
  type ReceiptFormat,
  type RefundAttempt,
} from '../../src/core/ports/gateway-desks.ts'
import { attempt, failure, isoAgo, must, PICTURE, type GatewayHarness } from './gateway-harness.ts'

/** What every gateway with desks promises besides taking payments. */
export function desksContract(name: string, start: () => Promise<GatewayHarness>): void {
  describe(name, () => {
    let world: GatewayHarness
    let gateway: PaymentGateway
    let desks: GatewayDesks
    let keys = 0

    beforeEach(async () => {
      world = await start()
      gateway = world.gateway
      desks = gateway.desks
    })
    afterEach(() => world.close())

    const newKey = () => `till-1:desk-${(keys += 1)}`
    const open = async (changes: Partial<CreateAttempt> = {}) =>
      must(await gateway.create(gateway.prepareCreate(attempt(changes)))).facts.sessionId
    const paid = async (changes: Partial<CreateAttempt> = {}) => {
      const id = await open(changes)
      await world.pay(id)
      return must(await gateway.read(id)).facts
    }
    const ago = () => isoAgo(60_000)

    describe('what happened', () => {
      const changes = async (occurredAfter = ago()) => {
        const all: Change[] = []
        let cursor: string | null = null
        do {
          const page: { changes: readonly Change[]; nextCursor: string | null } = must(
            await desks.changes.since({ occurredAfter, cursor }),
          )
          all.push(...page.changes)
          cursor = page.nextCursor
        } while (cursor !== null)
        return all
      }
      /** Some documents add events about the payment to those about the session. */
      const told = (all: readonly Change[]) =>
        all
          .map(({ type, sessionId }) => `${changeName(type)} ${sessionId}`)
          .filter((each) => each.startsWith('checkout_session.'))

      it('is told oldest first, each with its session and an id of its own', async () => {
        const first = await open()
        const second = await open()
        await world.expire(first)
        await world.pay(second)
        const all = await changes()
        const expected = [`checkout_session.expired ${first}`, `checkout_session.completed ${second}`]
        expect(told(all).toSorted()).toEqual(expected.toSorted())
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        expect(all.map(({ occurredAt }) => occurredAt)).toEqual(
          all.map(({ occurredAt }) => occurredAt).toSorted(),
        )
      })

      it('includes money that came after the end', async () => {
        const id = await open()
        await world.expire(id)
        await world.payLate(id)
        expect(told(await changes())).toContain(`checkout_session.completed ${id}`)
      })

      it('asked from later on, nothing is told', async () => {
        await paid()
        expect(await changes(isoAgo(-60_000))).toEqual([])
      })
    })

    describe('the provider’s receipt', () => {
      const formats = ['json', 'html', 'pdf', 'escpos-58', 'escpos-80'] satisfies ReceiptFormat[]
      const textOf = async (id: string, format: ReceiptFormat) =>
        Buffer.from(must(await desks.receipts.fetch(id, format)).bytes).toString('latin1')

      it('is not there before the money is', async () => {
        const id = await open()
        for (const format of formats)
          expect(failure(await desks.receipts.fetch(id, format)).type).toBe('not_found')
        expect(failure(await desks.receipts.read(id)).type).toBe('not_found')
        expect(failure(await desks.receipts.link(id)).type).toBe('not_found')
        expect(failure(await desks.receipts.email(id, 'sari@contoh.example', newKey())).type).toBe(
          'not_found',
        )
      })

      it('says what was paid, for which session', async () => {
        const { sessionId } = await paid()
        const receipt = must(await desks.receipts.read(sessionId))
        expect(receipt).toMatchObject({ sessionId, amount: 150_000, currency: 'IDR', method: 'qris' })
        expect(receipt.issuedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
      })

      it('comes as a page, as a document and for both widths of paper', async () => {
        const { sessionId } = await paid()
        expect(JSON.parse(await textOf(sessionId, 'json'))).toMatchObject({ data: { amount: 150_000 } })
        expect(await textOf(sessionId, 'html')).toMatch(/^\s*<!doctype html>/i)
        expect(await textOf(sessionId, 'pdf')).toMatch(/^%PDF-/)
        const narrow = await textOf(sessionId, 'escpos-58')
        const wide = await textOf(sessionId, 'escpos-80')
        expect(narrow).toContain('150.000')
        expect(wide.length).toBeGreaterThan(narrow.length)
      })

      it('has a link for the customer', async () => {
        const { sessionId } = await paid()
        expect(must(await desks.receipts.link(sessionId))).toMatch(/^https?:\/\/[^/]+\/[rc]\//)
      })

      it('goes to the address that was given, or to the customer’s own', async () => {
        const { sessionId } = await paid()
        const sent = await desks.receipts.email(sessionId, 'sari@contoh.example', newKey())
        expect(must(sent)).toEqual({ to: 'sari@contoh.example' })
        expect(failure(await desks.receipts.email(sessionId, null, newKey())).type).toBe('refused')
        const input = { name: 'Ibu Sari', email: 'ibu.sari@contoh.example', phone: null }
        const customer = must(await desks.customers.create({ ...input, idempotencyKey: newKey() }))
        const known = await paid({ customerId: customer.customerId })
        expect(must(await desks.receipts.email(known.sessionId, null, newKey()))).toEqual({ to: input.email })
      })

      it('every one that was issued is listed, and none from before', async () => {
        const first = await paid()
        const late = await open()
        await world.expire(late)
        await world.payLate(late)
        const page = must(await desks.receipts.issued({ issuedAfter: ago(), cursor: null }))
        expect(page.receipts.map(({ sessionId }) => sessionId)).toEqual([first.sessionId, late])
        const later = must(await desks.receipts.issued({ issuedAfter: isoAgo(-60_000), cursor: null }))
        expect(later).toEqual({ receipts: [], nextCursor: null })
      })
    })

    describe('a refund', () => {
      const prepared = (chargeId: string, changes: Partial<RefundAttempt> = {}) =>
        desks.refunds.prepare({
          idempotencyKey: newKey(),
          chargeId,
          amount: null,
          currency: 'IDR',
          reason: 'requested_by_customer',
          metadata: { words: 'salah pesan' },
          ...changes,
        })
      const refund = (chargeId: string, changes: Partial<RefundAttempt> = {}) =>
        desks.refunds.send(prepared(chargeId, changes))
      const charge = async () => (await paid()).paymentId ?? ''
      const listed = async (chargeId: string) => must(await desks.refunds.ofCharge(chargeId))

      it('without an amount gives back all that remains', async () => {
        const chargeId = await charge()
        const done = must(await refund(chargeId))
        expect(done).toMatchObject({ chargeId, status: 'succeeded', amount: 150_000, currency: 'IDR' })
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
        const first = must(await desks.refunds.send(call))
        expect(must(await desks.refunds.send(call)).refundId).toBe(first.refundId)
        const other = prepared(chargeId, { amount: amountOf(20_000), idempotencyKey: call.idempotencyKey })
        expect(failure(await desks.refunds.send(other)).type).toBe('conflict')
        expect(await listed(chargeId)).toHaveLength(1)
      })

      it('whose answer was lost is found by its charge', async () => {
        const chargeId = await charge()
        const call = prepared(chargeId)
        await world.dropAnswerOf('refund')
        expect(failure(await desks.refunds.send(call)).type).toBe('unknown')
        const [found, ...more] = await listed(chargeId)
        expect([found?.amount, more]).toEqual([150_000, []])
        expect(must(await desks.refunds.send(call)).refundId).toBe(found?.refundId)
      })

      it('that the bank refuses stays behind as failed, and takes nothing of what remains', async () => {
        const chargeId = await charge()
        await world.endRefundsWith('refuse')
        expect(failure(await refund(chargeId))).toMatchObject({ type: 'refused', status: 422 })
        const [failed] = await listed(chargeId)
        expect(failed).toMatchObject({ status: 'failed', amount: 150_000 })
        expect(failed?.failure).toMatch(/bank/)
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
        expect(await listed('pay_nobody')).toEqual([])
        expect(await listed(await charge())).toEqual([])
      })

      it('of money that has not come is a conflict', async () => {
        expect(failure(await refund(await open())).type).toBe('conflict')
      })
    })

    describe('customers', () => {
      const create = (input: { name: string; email?: string; phone?: string; key?: string }) =>
        desks.customers.create({
          name: input.name,
          email: input.email ?? null,
          phone: input.phone ?? null,
          idempotencyKey: input.key ?? newKey(),
        })
      const found = async (text: string) =>
        must(await desks.customers.search(text)).map(({ customerId }) => customerId)

      it('are found by part of the name, the number or the address', async () => {
        const sari = must(
          await create({ name: 'Ibu Sari', email: 'sari@contoh.example', phone: '081234567890' }),
        )
        must(await create({ name: 'Pak Budi' }))
        expect(sari).toMatchObject({ name: 'Ibu Sari', email: 'sari@contoh.example', phone: '081234567890' })
        for (const text of ['sari', ' SARI ', 'sari@contoh.example', '4567890']) {
          expect(await found(text)).toEqual([sari.customerId])
        }
        expect(await found('wati')).toEqual([])
        expect(await found('  ')).toEqual([])
      })

      it('made twice with one key are one', async () => {
        const first = must(await create({ name: 'Ibu Sari', key: 'till-1:one' }))
        expect(must(await create({ name: 'Ibu Sari', key: 'till-1:one' })).customerId).toBe(first.customerId)
        expect(await found('sari')).toEqual([first.customerId])
      })
    })

    describe('evidence', () => {
      it('nothing is claimed for a payment that a network confirms', async () => {
        const id = await open()
        expect(failure(await desks.proofs.claim(id, null)).type).toBe('conflict')
        expect(must(await gateway.read(id)).facts.status).toBe('waiting')
      })

      it('belongs to a session that exists', async () => {
        expect(failure(await desks.proofs.claim('cs_nobody', null)).type).toBe('not_found')
        expect(failure(await desks.proofs.upload('cs_nobody', PICTURE)).type).toBe('not_found')
      })
    })

    it('the shop’s own name, colour and methods', async () => {
      const brand = must(await desks.shop.brand())
      expect(brand.name).toMatch(/^Warung Contoh/)
      expect(brand.accent).toMatch(/^#[0-9a-f]{6}$/)
      expect(brand.methods).toContain('qris')
    })

    it('without a network no desk answers, and nothing is certain', async () => {
      const { sessionId } = await paid()
      await world.setOnline(false)
      const answers = await Promise.all([
        desks.changes.since({ occurredAfter: ago(), cursor: null }),
        desks.receipts.read(sessionId),
        desks.receipts.fetch(sessionId, 'pdf'),
        desks.refunds.ofCharge('pay_1'),
        desks.proofs.claim(sessionId, null),
      ])
      const failures = answers.map((answer) => failure(answer).type)
      expect(failures.every((type) => type === 'unreachable' || type === 'unknown')).toBe(true)
    })
  })
}
