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
