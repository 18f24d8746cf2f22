import { expect, it } from 'vitest'
import { createNoGateway } from '../../src/main/adapters/none/gateway.ts'
import { attempt } from './plugipay-provider.ts'

it('without a provider every call says so, and none may be sent again', async () => {
  const gateway = createNoGateway()
  const call = gateway.prepareCreate(attempt())
  const results = [
    await gateway.create(call),
    await gateway.charge('cs_1', 'cash'),
    await gateway.read('cs_1'),
    await gateway.find({ tenderId: 't', attemptId: 'a', createdAfter: '2026-01-01T00:00:00.000Z' }),
    await gateway.list({}),
    await gateway.cancel('cs_1', 'k'),
    await gateway.confirm('cs_1'),
    await gateway.fetchImage('https://plugipay.com/x.png'),
    await gateway.check(),
  ]
  const names = ['create', 'charge', 'read', 'find', 'list', 'cancel', 'confirm', 'fetchImage', 'check']
  expect(results).toEqual(names.map((what) => ({ ok: false, error: { type: 'unsupported', what } })))
  expect(gateway.traits).toMatchObject({ canCancel: false, booksManualMoney: false })
})

it('without a provider no desk is open', async () => {
  const { desks } = createNoGateway()
  const none = { occurredAfter: '', issuedAfter: '', cursor: null }
  const attempt = { chargeId: 'pay_1', amount: null, currency: 'IDR', reason: 'other', metadata: {} } as const
  const call = desks.refunds.prepare({ ...attempt, idempotencyKey: 'k' })
  const customer = { name: 'Sari', email: null, phone: null, idempotencyKey: 'k' }
  const answers = [
    await desks.changes.since(none),
    await desks.receipts.read('cs_1'),
    await desks.receipts.issued(none),
    await desks.receipts.fetch('cs_1', 'pdf'),
    await desks.receipts.link('cs_1'),
    await desks.receipts.email('cs_1', null, 'k'),
    await desks.refunds.send(call),
    await desks.refunds.ofCharge('pay_1'),
    await desks.customers.search('sari'),
    await desks.customers.create(customer),
    await desks.proofs.claim('cs_1', null),
    await desks.proofs.upload('cs_1', { bytes: new Uint8Array(), contentType: 'image/png' }),
    await desks.shop.brand(),
  ]
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { type: 'unsupported' } })
})
