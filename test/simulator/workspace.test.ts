import { describe, expect, it } from 'vitest'
import type { SimulatorKey } from '../../src/simulator/options.ts'
import { codeOf, dataOf, idOf, shop, statusOf } from './running.ts'
import { send } from './till.ts'

const keyWith = (...scopes: string[]): SimulatorKey => ({
  keyId: 'ak_test_simulator',
  secret: 'sk_test_simulator',
  bearer: 'pk_test_simulator',
  mode: 'test',
  scopes,
})

describe('a customer', () => {
  it('is made, read, found, changed and deleted', async () => {
    const { till } = await shop()
    const made = await till.post('/customers', {
      name: 'Sari',
      email: 'sari@example.com',
      externalId: 'p-7',
      taxId: '01.234',
      metadata: { meja: '4' },
    })
    expect([made.status, dataOf(made)]).toEqual([
      201,
      expect.objectContaining({
        id: expect.stringMatching(/^cus_/),
        arn: expect.stringMatching(/^arn:/),
        externalId: 'p-7',
        taxId: '01.234',
        defaultPaymentTokenId: null,
        metadata: { meja: '4' },
      }),
    ])
    const id = idOf(made)
    expect(dataOf(await till.get(`/customers/${id}`))).toEqual(dataOf(made))
    expect(dataOf(await till.get('/customers?email=sari%40example.com')).length).toBe(1)
    expect((await till.patch(`/customers/${id}`, { phone: '0812' })).status).toBe(400)
    const changed = dataOf(await till.patch(`/customers/${id}`, { phone: '0812', metadata: null }, 'k1'))
    expect(changed).toMatchObject({ name: 'Sari', phone: '0812', metadata: null })
    expect((await till.delete(`/customers/${id}`)).status).toBe(204)
    expect((await till.get(`/customers/${id}`)).status).toBe(404)
    expect(dataOf(await till.get('/events?type=plugipay.customer.deleted.v1')).length).toBe(1)
  })

  it('has an externalId of its own', async () => {
    const { till } = await shop()
    await till.post('/customers', { externalId: 'p-7' })
    const other = idOf(await till.post('/customers', { externalId: 'p-8' }))
    expect((await till.post('/customers', { externalId: 'p-7' })).status).toBe(409)
    expect((await till.patch(`/customers/${other}`, { externalId: 'p-7' }, 'k')).status).toBe(409)
    expect((await till.patch(`/customers/${other}`, { externalId: 'p-8' }, 'k2')).status).toBe(200)
  })

  it('with money stays', async () => {
    const { till, hand } = await shop()
    const customerId = idOf(await till.post('/customers', { name: 'Sari' }))
    await hand('POST', `/sessions/${idOf(await till.create({ customerId }))}/pay`)
    expect((await till.delete(`/customers/${customerId}`)).status).toBe(409)
  })
})

describe('checkout settings', () => {
  it('change what is given and nothing else', async () => {
    const { till } = await shop()
    const before = dataOf(await till.get('/checkout/settings'))
    const after = dataOf(
      await till.patch('/checkout/settings', { brandName: 'Toko Baru', receiptTemplate: { taxRate: 0.1 } }),
    )
    expect(after).toMatchObject({
      brandName: 'Toko Baru',
      brandAccentColor: before['brandAccentColor'],
      receiptTemplate: { taxRate: 0.1, thankYouText: 'Terima kasih' },
    })
    expect(dataOf(await till.get('/checkout/settings'))).toEqual(after)
    const cleared = dataOf(await till.patch('/checkout/settings', { brandAccentColor: null }))
    expect([cleared['brandName'], cleared['brandAccentColor']]).toEqual(['Toko Baru', null])
  })

  it.each([
    [{ brandColor: '#ff8800' }],
    [{ brandAccentColor: 'merah' }],
    [{ enabledMethods: ['barter'] }],
    [{ receiptTemplate: { taxRate: 11 } }],
  ])('refuse %j', async (patch) => {
    const { till } = await shop()
    expect(codeOf(await till.patch('/checkout/settings', patch))).toBe('validation_error')
  })

  it('switch methods off and order them, for new sessions, page and widget alike', async () => {
    const { till, charge, open } = await shop()
    await till.patch('/checkout/settings', {
      enabledMethods: ['gopay', 'qris', 'cash'],
      methodOrder: ['cash', 'gopay', 'qris'],
    })
    const refused = await till.create({ methods: ['va'] })
    expect([refused.status, codeOf(refused)]).toEqual([422, 'adapter_not_configured'])
    const id = idOf(await till.create({ methods: ['qris', 'ewallet', 'offline'] }))
    const shown = dataOf(await open(`/api/v1/public/checkout/sessions/${id}`))
    expect(shown['methods']).toEqual(['cash', 'gopay', 'qris'])
    expect((await charge(id, 'ovo')).status).toBe(422)
    expect((await charge(id, 'gopay')).status).toBe(200)
  })

  it('reach receipts that are issued afterwards, and leave older ones as they were', async () => {
    const { till, hand } = await shop()
    const sell = async (): Promise<string> => {
      const id = idOf(await till.create())
      await hand('POST', `/sessions/${id}/pay`)
      return id
    }
    const older = await sell()
    await till.patch('/checkout/settings', {
      businessTaxId: '01.234.567.8',
      receiptTemplate: { showTax: false, footerText: 'Sampai jumpa' },
    })
    const newer = await sell()
    const snapshot = async (id: string) =>
      dataOf(await till.get(`/checkout-sessions/${id}/receipt`))['snapshot']
    expect(await snapshot(older)).toMatchObject({ merchant: { taxId: null }, tax: { rate: 0.11 } })
    expect(await snapshot(newer)).toMatchObject({ merchant: { taxId: '01.234.567.8' }, tax: null })
    expect((await till.get(`/checkout-sessions/${newer}/receipt.html`)).text).toContain('Sampai jumpa')
    expect((await till.get(`/checkout-sessions/${older}/receipt.html`)).text).not.toContain('Sampai jumpa')
  })
})

describe('scopes', () => {
  it.each([
    ['GET', '/checkout-sessions'],
    ['POST', '/checkout-sessions'],
    ['GET', '/receipts'],
    ['GET', '/events'],
    ['POST', '/events/trigger'],
    ['GET', '/refunds'],
    ['POST', '/refunds'],
    ['GET', '/customers'],
    ['PATCH', '/checkout/settings'],
    ['GET', '/ledger/balances'],
    ['GET', '/webhooks/deliveries'],
    ['GET', '/workspaces'],
  ])('%s %s is refused to a key without one', async (method, path) => {
    const { url } = await shop({ dialect: 'python', keys: [keyWith()] })
    const headers = { Authorization: 'Bearer pk_test_simulator' }
    const answered = await send(url, { method, target: `/v1${path}`, headers })
    expect([answered.status, codeOf(answered)]).toEqual([403, 'insufficient_scope'])
  })

  it('of writing include reading, and of refunds do not include sessions', async () => {
    const { till } = await shop({ keys: [keyWith('plugipay:refund:write')] })
    expect((await till.get('/refunds')).status).toBe(200)
    expect((await till.get('/checkout-sessions')).status).toBe(403)
  })

  it.each([
    [['*'], 'acc_01J0LAIN', 403],
    [['plugipay:platform:admin'], 'acc_01J0LAIN', 200],
    [['plugipay:platform:admin'], 'bukan akun', 400],
  ])('%j acting for %s gets %i', async (scopes, account, status) => {
    const { url } = await shop({ keys: [keyWith(...scopes)] })
    const headers = { Authorization: 'Bearer pk_test_simulator', 'X-Plugipay-On-Behalf-Of': account }
    expect((await send(url, { target: '/v1/checkout-sessions', headers })).status).toBe(status)
  })
})

describe('events', () => {
  it('name all 33 types of the sources, any of which can be triggered in test mode', async () => {
    const { till } = await shop()
    const types = dataOf(await till.get('/events/types')) as unknown as string[]
    expect(types.length).toBe(33)
    expect(types).toContain('plugipay.gift_card.topped_up.v1')
    const made = await till.post('/events/trigger', { type: 'plugipay.payout.paid.v1', aggregateId: 'po_1' })
    expect(dataOf(made)).toMatchObject({ data: { object: { id: 'po_1' }, aggregateType: 'payout' } })
    expect(
      (await till.post('/events/trigger', { type: 'plugipay.sale.made.v1', aggregateId: 'x' })).status,
    ).toBe(400)
  })

  it('are not triggered in live mode', async () => {
    const { till } = await shop({ keys: [{ ...keyWith('*'), mode: 'live' }] })
    const type = 'plugipay.checkout_session.completed.v1'
    expect((await till.post('/events/trigger', { type, aggregateId: 'cs_1' })).status).toBe(403)
  })

  it('triggered for a session show it as it is and do not complete it', async () => {
    const { till } = await shop()
    const id = idOf(await till.create())
    const type = 'plugipay.checkout_session.completed.v1'
    const made = dataOf(await till.post('/events/trigger', { type, aggregateId: id }))
    expect(made).toMatchObject({ data: { object: { id, status: 'open' } } })
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('open')
  })

  it('call a refund succeeded in the pages’ dialect', async () => {
    const { till, hand } = await shop({ dialect: 'api' })
    const id = idOf(await till.create())
    const paid = await hand('POST', `/sessions/${id}/pay`)
    await till.post('/refunds', { chargeId: paid.json['paymentId'] })
    expect(dataOf(await till.get('/events?type=refund.succeeded')).length).toBe(1)
    expect(dataOf(await till.get('/events?type=payment.succeeded')).length).toBe(1)
  })
})

it('a key sees its own workspace', async () => {
  const { till } = await shop()
  expect(dataOf(await till.get('/workspaces'))[0]).toMatchObject({
    id: expect.stringMatching(/^acc_/),
    slug: 'warung-contoh-satu',
    role: 'owner',
  })
})
