import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CreateAttempt, PaymentGateway } from '../../src/core/ports/gateway.ts'
import {
  changeName,
  type Change,
  type GatewayDesks,
  type ReceiptFormat,
} from '../../src/core/ports/gateway-desks.ts'
import { closedDesksContract } from './gateway-closed.suite.ts'
import {
  attempt,
  failure,
  isoAgo,
  must,
  PICTURE,
  type ContractTerms,
  type GatewayHarness,
} from './gateway-harness.ts'
import { refundContract } from './gateway-refunds.suite.ts'

/** What a gateway promises besides taking payments: at the desks it has, and at those it has not. */
export function desksContract(
  name: string,
  terms: ContractTerms,
  start: () => Promise<GatewayHarness>,
): void {
  const has = terms.desks
  closedDesksContract(`${name}: what is not there`, terms, start)
  if (has.refunds) refundContract(`${name}: refunds`, terms, start)
  // the desks below belong to one provider so far, which has them all
  if (!has.changes || !has.receipts || !has.customers || !has.proofs || !has.shop) return

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
      must(await gateway.create(gateway.prepareCreate(attempt(terms, changes)))).facts.sessionId
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

    describe('the ledger', () => {
      it('speaks of all money that came in, also of a session that ran out', async () => {
        const first = await paid()
        const late = await open()
        await world.expire(late)
        await world.payLate(late)
        const page = must(await desks.ledger.postings({ postedAfter: ago(), cursor: null }))
        const came = page.postings.filter(({ direction }) => direction === 'debit')
        expect(new Set(came.map(({ sessionId }) => sessionId))).toEqual(new Set([first.sessionId, late]))
        for (const posting of came) expect(posting).toMatchObject({ amount: 150_000, currency: 'IDR' })
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
