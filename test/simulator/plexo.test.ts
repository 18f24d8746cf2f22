import { describe, expect, it } from 'vitest'
import { receiver } from './receiver.ts'
import { shop } from './running.ts'
import { send, type Answered, type Json } from './till.ts'

const CREDENTIAL = `Basic ${Buffer.from('1001:plexo_key_simulator').toString('base64')}`

const SESSION = {
  merchantId: 15_001,
  referenceId: 'session-1',
  type: 'checkout',
  paymentRequest: {
    referenceId: 'payment-1',
    invoiceNumber: 'F-1',
    installments: 1,
    amount: { total: 1250.5, currency: 'UYU' },
    metadata: { Kasir: 'Sari' },
  },
}

/** A session's request with other references. */
const numbered = (number: number, change: object = {}) => ({
  ...SESSION,
  referenceId: `session-${number}`,
  paymentRequest: {
    ...SESSION.paymentRequest,
    referenceId: `payment-${number}`,
    invoiceNumber: `F-${number}`,
  },
  ...change,
})

async function plexo() {
  const running = await shop()
  const call = (
    method: string,
    target: string,
    body?: unknown,
    authorization = CREDENTIAL,
  ): Promise<Answered> =>
    send(running.url, {
      method,
      target,
      body: body === undefined ? undefined : JSON.stringify(body),
      headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    })
  return {
    ...running,
    call,
    get: (target: string) => call('GET', target),
    post: (target: string, body?: unknown) => call('POST', target, body),
    move: (what: string, body?: unknown) => running.hand('POST', `/plexo/${what}`, body),
    /** A session that was paid, and its payment. */
    paid: async (change: object = {}) => {
      await call('POST', '/v1/sessions', { ...SESSION, ...change })
      return (await running.hand('POST', '/plexo/sessions/session-1/pay')).json
    },
  }
}

const faultOf = ({ status, json }: Answered): unknown[] => [
  status,
  json['code'],
  json['type'],
  json['status'],
]
const items = ({ json }: Answered): readonly Json[] => json['items'] as unknown as readonly Json[]

describe('a Plexo session', () => {
  it('is made with Basic credentials and leads to a page', async () => {
    const { post, open } = await plexo()
    const made = await post('/v1/sessions', SESSION)
    expect([made.status, made.json]).toEqual([
      201,
      expect.objectContaining({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        referenceId: 'session-1',
        type: 'checkout',
        status: 'pending',
        expiresAt: expect.stringMatching(/Z$/),
      }),
    ])
    const actions = made.json['actions'] as unknown as { rel: string; href: string; method: string }[]
    const page = actions.find(({ method }) => method === 'REDIRECT')
    const { pathname, search } = new URL(page?.href ?? '')
    expect(search).toMatch(/^\?t=/)
    expect((await open(pathname + search)).text).toContain('$U 1.250,50')
    expect((await open(pathname)).status).toBe(404)
  })

  it.each([
    ['', 401],
    ['Basic bm9ib2R5Om5vdGhpbmc=', 401],
    [`Basic ${Buffer.from('1001:').toString('base64')}`, 401],
  ])('is refused to %s', async (authorization, status) => {
    const { call } = await plexo()
    const refused = await call('POST', '/v1/sessions', SESSION, authorization)
    expect(refused.status).toBe(status)
    expect(refused.json).toMatchObject({ code: 'invalid-credentials', traceId: expect.any(String) })
  })

  it.each([
    ['paymentRequest.amount.total', { amount: { total: 0, currency: 'UYU' } }],
    ['paymentRequest.amount.total', { amount: { total: 1.005, currency: 'UYU' } }],
    ['paymentRequest.amount.total', { amount: { currency: 'UYU' } }],
    ['paymentRequest.amount.currency', { amount: { total: 1, currency: 'IDR' } }],
    ['paymentRequest.referenceId', { referenceId: 'session-1' }],
  ])('names the field %s', async (field, change) => {
    const { post } = await plexo()
    const refused = await post('/v1/sessions', {
      ...SESSION,
      paymentRequest: { ...SESSION.paymentRequest, ...change },
    })
    expect(faultOf(refused)).toEqual([400, 'request-validation-errors', 'invalid-request-error', 400])
    expect(Object.keys(refused.json['params'] ?? {})).toEqual([field])
  })

  it('belongs to the credential’s merchant', async () => {
    const { post } = await plexo()
    expect(faultOf(await post('/v1/sessions', { ...SESSION, merchantId: 1 }))).toEqual([
      400,
      'merchant-not-found',
      'invalid-request-error',
      400,
    ])
  })

  it.each([
    ['referenceId', { referenceId: 'session-1' }],
    ['paymentRequest.referenceId', { paymentRequest: { ...SESSION.paymentRequest, invoiceNumber: 'F-9' } }],
    [
      'paymentRequest.invoiceNumber',
      { paymentRequest: { ...SESSION.paymentRequest, referenceId: 'payment-9' } },
    ],
  ])('with a %s that was used before is refused, and nothing is made twice', async (field, change) => {
    const { post, get } = await plexo()
    await post('/v1/sessions', SESSION)
    const refused = await post('/v1/sessions', numbered(2, change))
    expect(refused.status).toBe(409)
    expect(Object.keys(refused.json['params'] ?? {})).toEqual([field])
    expect(items(await get('/v1/sessions')).length).toBe(1)
  })

  it('is found by its reference after a lost answer, and by page, size and dates', async () => {
    const { post, get, hand } = await plexo()
    await hand('PUT', '/faults', {
      rules: [{ match: { path: '/sessions' }, times: 1, action: { type: 'dropAfterCommit' } }],
    })
    await expect(post('/v1/sessions', SESSION)).rejects.toThrow(/hang up|ECONNRESET/)
    expect(items(await get('/v1/sessions?referenceId=session-1')).length).toBe(1)
    expect(items(await get('/v1/sessions?referenceId=session-9')).length).toBe(0)
    await post('/v1/sessions', numbered(2))
    await post('/v1/sessions', numbered(3))
    const page = await get('/v1/sessions?merchantId=15001&page=2&size=2')
    expect(page.json).toMatchObject({ page: 2, size: 2, total: 3 })
    expect(items(page).map((row) => row['referenceId'])).toEqual(['session-1'])
    expect((await get('/v1/sessions?minDate=2026-01-01')).status).toBe(400)
    expect(items(await get('/v1/sessions?minDate=2020-01-01&maxDate=2021-01-01')).length).toBe(0)
    expect((await get('/v1/sessions?size=1000')).status).toBe(400)
  })

  it('cannot be read by its id or cancelled, as neither is documented', async () => {
    const { post, get } = await plexo()
    const id = String((await post('/v1/sessions', SESSION)).json['id'])
    expect((await get(`/v1/sessions/${id}`)).status).toBe(404)
    expect((await post(`/v1/sessions/${id}/cancel`)).status).toBe(404)
  })

  it('runs out by itself, and takes no money afterwards', async () => {
    const { post, get, hand, move } = await plexo()
    await post('/v1/sessions', SESSION)
    await hand('POST', '/clock', { advanceSec: 1_801 })
    expect(items(await get('/v1/sessions'))[0]).toMatchObject({ status: 'expired' })
    expect((await move('sessions/session-1/pay')).status).toBe(409)
  })
})

describe('a Plexo payment', () => {
  it('is found by the reference of its request once the buyer has tried, and read by its id', async () => {
    const { post, get, move } = await plexo()
    await post('/v1/sessions', SESSION)
    expect(items(await get('/v1/payments/query?referenceId=payment-1')).length).toBe(0)
    await move('sessions/session-1/pay')
    const [found] = items(await get('/v1/payments/query?merchantId=15001&referenceId=payment-1'))
    expect(found).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      referenceId: 'payment-1',
      status: 'approved',
      amount: { total: 1250.5, currency: 'UYU' },
      metadata: { Kasir: 'Sari' },
      transactions: [{ type: 'purchase', status: 'approved', amount: 1250.5 }],
    })
    expect((await get(`/v1/payments/${String(found?.['id'])}`)).json).toEqual(found)
    expect((await get(`/v1/payments/${'0'.repeat(24)}`)).status).toBe(404)
  })

  it('denied leaves the session open, and a second card pays it under the same reference', async () => {
    const { post, get, move } = await plexo()
    await post('/v1/sessions', SESSION)
    await move('sessions/session-1/decline', { declineCode: 'insufficient_funds' })
    const query = '/v1/payments/query?referenceId=payment-1'
    expect(items(await get(query))[0]).toMatchObject({ status: 'denied', declineCode: 'insufficient_funds' })
    expect(items(await get('/v1/sessions'))[0]).toMatchObject({ status: 'pending' })
    await move('sessions/session-1/pay')
    const found = items(await get(query))
    expect(found.length).toBe(1)
    expect(found[0]).toMatchObject({
      status: 'approved',
      transactions: [{ status: 'denied' }, { status: 'approved' }],
    })
  })

  it('authorized is not paid until it is captured', async () => {
    const { post, get, move } = await plexo()
    await post('/v1/sessions', SESSION)
    const { json } = await move('sessions/session-1/authorize')
    const id = String(json['id'])
    expect(json).toMatchObject({ status: 'authorized', capture: { method: 'manual' } })
    expect((await post(`/v1/payments/${id}/refunds`)).json['code']).toBe('invalid-transaction-state')
    const captured = await post(`/v1/payments/${id}/captures`, {
      ReferenceId: 'capture-1',
      Amount: '1250.50',
    })
    expect(captured.json).toMatchObject({
      type: 'capture',
      status: 'approved',
      referenceId: 'capture-1',
      amount: 1250.5,
    })
    expect((await get(`/v1/payments/${id}`)).json).toMatchObject({ status: 'approved' })
  })

  it('is refunded in parts, and not a centésimo more than remains', async () => {
    const { post, get, paid } = await plexo()
    const path = `/v1/payments/${String((await paid())['id'])}`
    const part = await post(`${path}/refunds`, { referenceId: 'r1', amount: 250.5, reason: 'ClientRequest' })
    expect(part.json).toMatchObject({
      type: 'refund',
      status: 'approved',
      amount: 250.5,
      reason: 'ClientRequest',
    })
    expect((await get(path)).json).toMatchObject({ status: 'partially-refunded' })
    expect((await post(`${path}/refunds`, { amount: 1000.01 })).json['code']).toBe('invalid-amount')
    expect((await post(`${path}/refunds`, { referenceId: 'r1', amount: 1 })).status).toBe(409)
    expect((await post(`${path}/refunds`, {})).json).toMatchObject({ amount: 1000 })
    expect((await get(path)).json).toMatchObject({ status: 'refunded' })
    expect((await post(`${path}/refunds`)).status).toBe(400)
  })

  it('whose refund waits for the bank, or is refused, keeps its amount', async () => {
    const { post, get, paid, hand, move } = await plexo()
    const path = `/v1/payments/${String((await paid())['id'])}`
    await hand('POST', '/refund-outcome', { outcome: 'refuse' })
    const refused = await post(`${path}/refunds`, { amount: 100 })
    expect([refused.status, refused.json['declineCode']]).toEqual([400, 'refund_declined'])
    await hand('POST', '/refund-outcome', { outcome: 'pending' })
    const waiting = await post(`${path}/refunds`, { amount: 1250.5 })
    expect(waiting.json).toMatchObject({ status: 'pending' })
    expect((await post(`${path}/refunds`, { amount: 0.01 })).status).toBe(400)
    expect((await post(`${path}/cancellations`)).status).toBe(400)
    await move(`refunds/${String(waiting.json['id'])}/succeed`)
    expect((await get(path)).json).toMatchObject({ status: 'refunded' })
  })

  it('is voided once', async () => {
    const { post, get, paid } = await plexo()
    const path = `/v1/payments/${String((await paid())['id'])}`
    expect((await post(`${path}/cancellations`, { reason: 'salah' })).json).toMatchObject({
      type: 'cancellation',
      status: 'approved',
    })
    expect((await get(path)).json).toMatchObject({ status: 'cancelled' })
    expect((await post(`${path}/cancellations`)).json['code']).toBe('invalid-transaction-state')
  })

  it('with card data from a server is refused', async () => {
    const { post } = await plexo()
    expect((await post('/v1/payments', { card: {} })).json['code']).toBe('pci-certification-required')
  })

  it('of another total than asked is shown as it was paid', async () => {
    const { post, get, move } = await plexo()
    await post('/v1/sessions', SESSION)
    await move('sessions/session-1/pay', { amount: 12.5 })
    expect(items(await get('/v1/payments/query'))[0]).toMatchObject({ amount: { total: 12.5 } })
  })
})

it('callbacks carry the payment and no signature, and are tried again', async () => {
  const shopServer = await receiver((count) => (count === 1 ? 500 : 200))
  const { paid, get, hand } = await plexo()
  const payment = await paid({ settings: { callbacks: { paymentCallbackUrl: shopServer.url } } })
  await hand('POST', '/webhooks/flush')
  await hand('POST', '/clock', { advanceSec: 60 })
  await hand('POST', '/webhooks/flush')
  expect(shopServer.received.length).toBe(2)
  const [first] = shopServer.received
  expect(first?.event).toEqual((await get(`/v1/payments/${String(payment['id'])}`)).json)
  expect(Object.keys(first?.headers ?? {}).filter((name) => name.includes('signature'))).toEqual([])
})

describe('the Plexo page', () => {
  async function page(settings: object = {}) {
    const running = await plexo()
    const made = await running.post('/v1/sessions', { ...SESSION, settings })
    const [action] = made.json['actions'] as unknown as { href: string }[]
    const { pathname, search } = new URL(action?.href ?? '')
    const submit = (rest: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      send(running.url, {
        method: 'POST',
        target: `${pathname}${rest}${search}`,
        body: new URLSearchParams(fields).toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      })
    return { ...running, address: pathname + search, submit }
  }

  it.each([
    ['4444 3333 2222 1111', '', 'approved'],
    ['5555 4444 3333 2222', '', 'approved'],
    ['4000 0000 0000 0002', '&why=declined', 'denied'],
    ['4000 0000 0000 0010', '&why=insufficient', 'denied'],
    ['4111 1111 1111 1111', '&why=card_invalid', undefined],
  ])('takes test card %s', async (card, rest, status) => {
    const { submit, get, open } = await page()
    const answered = await submit('/pay', { card })
    expect(answered.status).toBe(303)
    expect(String(answered.headers['location']).endsWith(`&lang=id${rest}`)).toBe(true)
    expect(items(await get('/v1/payments/query'))[0]?.['status']).toBe(status)
    const shown = await open(String(answered.headers['location']))
    expect(shown.text).toContain(status === 'approved' ? 'Sudah dibayar' : 'role="alert"')
  })

  it('lets the buyer leave and come back, since the session cannot be cancelled', async () => {
    const { submit, get, open } = await page({ redirects: { cancelUrl: 'https://toko.example/batal' } })
    const left = await submit('/cancel', {})
    const shown = await open(String(left.headers['location']))
    expect(shown.text).toContain('https://toko.example/batal')
    expect(items(await get('/v1/sessions'))[0]).toMatchObject({ status: 'pending' })
  })

  it('of a flexible amount takes what the buyer types, within the limits', async () => {
    const flexibleAmount = { allowedCurrencies: ['UYU'], minAmount: 10, maxAmount: 500 }
    const { submit, get } = await page({ checkout: { amountMode: 'flexible', flexibleAmount } })
    const card = '4444333322221111'
    expect(String((await submit('/pay', { card, amount: '501' })).headers['location'])).toContain(
      'amount_invalid',
    )
    await submit('/pay', { card, amount: '99,90' })
    expect(items(await get('/v1/payments/query'))[0]).toMatchObject({ amount: { total: 99.9 } })
  })

  it('is not driven from somebody else’s page, nor without its token', async () => {
    const { submit, url, address } = await page()
    expect(
      (await submit('/pay', { card: '4444333322221111' }, { Origin: 'https://evil.example' })).status,
    ).toBe(403)
    const target = address.replace(/\?t=.*/, '/pay?t=0')
    expect((await send(url, { method: 'POST', target, body: 'card=4444333322221111' })).status).toBe(404)
  })
})

it('both providers answer on the same port, each to its own clients', async () => {
  const { till, get, call } = await plexo()
  expect((await till.create()).status).toBe(201)
  expect((await get('/v1/sessions')).status).toBe(200)
  const plugipay = await call('GET', '/v1/payments', undefined, 'Bearer pk_test_simulator')
  expect([plugipay.status, plugipay.json['error']?.['code']]).toEqual([404, 'not_found'])
  expect((await get('/api/v1/sessions')).json).toHaveProperty('error')
})
