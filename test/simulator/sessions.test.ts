import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DIALECTS } from '../../src/simulator/options.ts'
import { codeOf, dataOf, idOf, shop, statusOf } from './running.ts'
import { QRIS_SESSION, send } from './till.ts'

describe('creating a session', () => {
  it('echoes what was asked, in an envelope with a request id and the provider’s time', async () => {
    const { till, url } = await shop()
    const created = await till.create()
    expect(created.status).toBe(201)
    expect(created.json).toMatchObject({ error: null, meta: { requestId: expect.stringMatching(/^req_/) } })
    expect(dataOf(created)).toMatchObject({
      id: expect.stringMatching(/^cs_[0-9A-HJKMNP-TV-Z]{26}$/),
      status: 'open',
      mode: 'test',
      amount: 150_000,
      currency: 'IDR',
      methods: ['qris'],
      paymentMethod: null,
      adapter: null,
      paymentId: null,
      completedAt: null,
      lineItems: [],
      metadata: { sale_number: 'WCS-01-20260715-00042', order_id: '01J0' },
      hostedUrl: `${url}/c/${idOf(created)}`,
    })
    expect(lifeSec(dataOf(created))).toBe(600)
  })

  it.each([
    ['amount', { amount: 0 }],
    ['amount', { amount: 1500.5 }],
    ['amount', { amount: '150000' }],
    ['currency', { currency: 'SGD' }],
    ['methods', { methods: ['tunai'] }],
    ['methods', { methods: [] }],
    ['successUrl', { successUrl: '/ok' }],
    ['cancelUrl', { cancelUrl: 'gerai://batal' }],
    ['expiresInSec', { expiresInSec: 0 }],
    ['metadata', { metadata: { nomor: 42 } }],
    ['lineItems', { lineItems: [{ name: 'Kopi' }] }],
  ])('refuses a wrong %s: %j', async (field, change) => {
    const { till, hand } = await shop()
    const refused = await till.create(change)
    expect([refused.status, codeOf(refused)]).toEqual([400, 'validation_error'])
    expect(refused.json['error']?.['field']).toBe(field)
    expect((await hand('GET', '/books')).json['sessions']).toEqual([])
  })

  it('takes families, single banks and wallets, and the offline methods', async () => {
    const { till } = await shop()
    for (const methods of [
      ['qris', 'va', 'ewallet', 'card', 'retail', 'paypal'],
      ['va_bca', 'gopay'],
      ['offline'],
      ['cash', 'edc', 'transfer'],
    ]) {
      expect((await till.create({ methods })).status).toBe(201)
    }
  })

  it('the dashboard’s dialect has no offline family, and its sessions live at least an hour', async () => {
    const { till } = await shop({ dialect: 'portal' })
    const refused = await till.create({ methods: ['qris', 'offline'] })
    expect([refused.status, codeOf(refused)]).toEqual([422, 'adapter_not_configured'])
    expect(codeOf(await till.create({ methods: [] }))).toBe('no_methods')
    expect(lifeSec(dataOf(await till.create()))).toBe(3_600)
  })

  it('a body that is no JSON is refused, not a crash', async () => {
    const { till } = await shop()
    expect((await till.post('/checkout-sessions', '{"amount":')).status).toBe(400)
    expect((await till.post('/checkout-sessions', '[1]')).status).toBe(400)
    expect((await till.post('/checkout-sessions', ' '.repeat(1_100_000))).status).toBe(413)
  })
})

describe('an idempotency key', () => {
  it('with the same body gives the stored answer, byte for byte, even after the session has moved on', async () => {
    const { till, hand } = await shop()
    const first = await till.create({}, 'wcs:42:1:create')
    await hand('POST', `/sessions/${idOf(first)}/pay`)
    const again = await till.create({}, 'wcs:42:1:create')
    expect(again.status).toBe(201)
    expect(again.text).toBe(first.text)
    expect((await hand('GET', '/books')).json['sessions']?.length).toBe(1)
  })

  it.each([
    ['node', 'idempotency_mismatch'],
    ['python', 'idempotency_key_reused'],
    ['api', 'IDEMPOTENCY_MISMATCH'],
  ] as const)('with another body is a conflict (%s)', async (dialect, code) => {
    const { till } = await shop({ dialect })
    await till.create({}, 'wcs:42:1:create')
    const other = await till.create({ amount: 150_001 }, 'wcs:42:1:create')
    expect([other.status, codeOf(other)]).toEqual([409, code])
  })

  it('is forgotten after 24 hours', async () => {
    const { till, hand, url } = await shop()
    const first = await till.create({}, 'k')
    await hand('POST', '/clock', { advanceSec: 86_399 - 60 })
    const bearer = await retry(url)
    expect(idOf(bearer)).toBe(idOf(first))
    await hand('POST', '/clock', { advanceSec: 61 })
    expect(idOf(await retry(url))).not.toBe(idOf(first))
  })

  /** By bearer key, since the till's own clock did not move with the provider's. */
  function retry(url: string) {
    const headers = { Authorization: 'Bearer pk_test_simulator', 'Idempotency-Key': 'k' }
    return send(url, {
      method: 'POST',
      target: '/api/v1/checkout-sessions',
      body: JSON.stringify(QRIS_SESSION),
      headers,
    })
  }

  it('shared by two calls at once makes one session', async () => {
    const { till, hand } = await shop()
    const both = await Promise.all([till.create({}, 'k'), till.create({}, 'k')])
    expect(idOf(both[0])).toBe(idOf(both[1]))
    expect((await hand('GET', '/books')).json['sessions']?.length).toBe(1)
  })
})

describe('the life of a session', () => {
  it('expires by the provider’s clock, says so in its events, and is not paid after that', async () => {
    const { till, hand } = await shop()
    const id = idOf(await till.create({ expiresInSec: 120 }))
    await hand('POST', '/clock', { advanceSec: 121 })
    const read = await till.get(`/checkout-sessions/${id}`)
    expect(statusOf(read)).toBe('expired')
    expect(new Date(String(read.headers['date'])).getTime()).toBeGreaterThan(Date.now() + 100_000)
    expect((await hand('POST', `/sessions/${id}/pay`)).status).toBe(409)
    const events = await till.get('/events?order=asc')
    expect(dataOf(events)[0]).toMatchObject({
      type: 'plugipay.checkout_session.expired.v1',
      data: { aggregateId: id },
    })
  })

  it.each([
    ['node', 'state_conflict'],
    ['go', 'conflict'],
    ['python', 'invalid_state_transition'],
    ['api', 'CONFLICT'],
  ] as const)('a completed one is not canceled (%s)', async (dialect, code) => {
    const { till, hand } = await shop({ dialect })
    const id = idOf(await till.create())
    await hand('POST', `/sessions/${id}/pay`)
    const refused = await till.post(`/checkout-sessions/${id}/cancel`)
    expect([refused.status, codeOf(refused)]).toEqual([409, code])
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('completed')
  })

  it.each(DIALECTS)('an open one is canceled in the spelling of %s', async (dialect) => {
    const { till } = await shop({ dialect })
    const id = idOf(await till.create())
    expect(statusOf(await till.post(`/checkout-sessions/${id}/cancel`))).toBe(
      dialect === 'python' ? 'cancelled' : 'canceled',
    )
    expect((await till.post(`/checkout-sessions/${id}/cancel`)).status).toBe(409)
  })

  it('while a payment is under way, the documents differ on canceling', async () => {
    for (const [dialect, committed, status] of [
      ['python', false, 409],
      ['node', false, 200],
      ['node', true, 409],
      ['go', true, 200],
    ] as const) {
      const { till, hand } = await shop({ dialect })
      const id = idOf(await till.create())
      await hand('POST', `/sessions/${id}/start`, { committed })
      expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('pending')
      expect((await till.post(`/checkout-sessions/${id}/cancel`)).status, `${dialect} ${committed}`).toBe(
        status,
      )
    }
  })

  it('DELETE cancels too: an empty 204, or an envelope by the API pages', async () => {
    const sdk = await shop()
    const id = idOf(await sdk.till.create())
    const deleted = await sdk.till.delete(`/checkout-sessions/${id}`)
    expect([deleted.status, deleted.text]).toEqual([204, ''])
    expect(statusOf(await sdk.till.get(`/checkout-sessions/${id}`))).toBe('canceled')
    const api = await shop({ dialect: 'api' })
    const other = await api.till.delete(`/checkout-sessions/${idOf(await api.till.create())}`)
    expect([other.status, other.json['data']]).toEqual([200, null])
  })

  it('an unknown id is 404', async () => {
    const { till } = await shop()
    expect(codeOf(await till.get('/checkout-sessions/cs_01J00000000000000000000000'))).toBe('not_found')
    expect(codeOf(await till.get('/payments'))).toBe('not_found')
  })

  it('the books survive a restart on the same file, clock and keys included', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    try {
      const db = join(folder, 'books.sqlite')
      const before = await shop({ db })
      const created = await before.till.create({}, 'k')
      await before.close()
      const after = await shop({ db })
      expect(idOf(await after.till.create({}, 'k'))).toBe(idOf(created))
      await after.hand('POST', '/clock', { advanceSec: 7_200 })
      await after.close()
      const later = await shop({ db })
      expect(Date.parse(String((await later.hand('GET', '/clock')).json['now']))).toBeGreaterThan(
        Date.now() + 7_000_000,
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('confirming a manual payment', () => {
  it.each(['node', 'go', 'api'] as const)(
    'settles one under review, and again is harmless (%s)',
    async (dialect) => {
      const { till, charge, hand } = await shop({ dialect })
      const id = idOf(await till.create({ methods: ['cash', 'edc', 'transfer'] }))
      expect((await charge(id, 'transfer')).status).toBe(200)
      expect(dataOf(await till.get(`/checkout-sessions/${id}`))).toMatchObject({
        status: 'pending_review',
        adapter: 'manual',
      })
      const confirmed = await till.post(`/checkout-sessions/${id}/confirm`)
      expect(dataOf(confirmed)).toMatchObject({
        status: 'completed',
        paymentMethod: 'bank_transfer',
        adapter: 'manual',
      })
      expect((await till.post(`/checkout-sessions/${id}/confirm`)).text).toContain('"completed"')
      expect((await hand('GET', '/books')).json['captures']?.length).toBe(1)
    },
  )

  it.each([
    ['node', 403, 'forbidden'],
    ['python', 409, 'invalid_state_transition'],
    ['go', 409, 'conflict'],
  ] as const)('is refused for a provider’s payment (%s)', async (dialect, status, code) => {
    const { till, charge, hand } = await shop({ dialect })
    const id = idOf(await till.create())
    await charge(id, 'qris')
    const refused = await till.post(`/checkout-sessions/${id}/confirm`)
    expect([refused.status, codeOf(refused)]).toEqual([status, code])
    expect((await hand('GET', '/books')).json['captures']).toEqual([])
  })

  it('is refused before anyone said that they paid', async () => {
    const { till } = await shop()
    const id = idOf(await till.create({ methods: ['offline'] }))
    expect((await till.post(`/checkout-sessions/${id}/confirm`)).status).toBe(409)
  })
})

describe('the list of sessions', () => {
  it('pages newest first without gaps or repeats, by the shape of the sources', async () => {
    const { till } = await shop({ rate: { reads: 100, writes: 100 } })
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push(idOf(await till.create()))
    const seen: string[] = []
    let cursor = ''
    for (let round = 0; round < 3; round += 1) {
      const page = await till.get(`/checkout-sessions?limit=2${cursor}`)
      for (let index = 0; index < dataOf(page).length; index += 1)
        seen.push(String(dataOf(page)[index]?.['id']))
      expect(page.json['meta']?.['hasMore']).toBe(round < 2)
      cursor = `&cursor=${String(page.json['meta']?.['cursor'])}`
    }
    expect(seen).toEqual(ids.toReversed())
  })

  it('filters by status and time, and can be turned around', async () => {
    const { till, hand } = await shop()
    const first = idOf(await till.create())
    const between = String((await hand('POST', '/clock', { advanceSec: 5 })).json['now'])
    await hand('POST', '/clock', { advanceSec: 5 })
    const second = idOf(await till.create())
    await hand('POST', `/sessions/${second}/pay`)
    const ids = async (query: string) => {
      const listed = dataOf(await till.get(`/checkout-sessions?${query}`))
      return [...Array(listed.length).keys()].map((index) => listed[index]?.['id'])
    }
    expect(await ids('status=completed')).toEqual([second])
    expect(await ids('order=asc')).toEqual([first, second])
    expect(await ids(`createdAfter=${encodeURIComponent(between)}`)).toEqual([second])
    expect(await ids(`createdBefore=${encodeURIComponent(between)}`)).toEqual([first])
  })

  it('has the other shape and stricter limits in the API dialect', async () => {
    const { till } = await shop({ dialect: 'api' })
    const id = idOf(await till.create())
    await till.create()
    const page = await till.get('/checkout-sessions?limit=1&direction=asc')
    expect(page.json['meta']).toMatchObject({ page: { limit: 1, hasMore: true, nextCursor: id } })
    expect((await till.get('/checkout-sessions?limit=500')).status).toBe(400)
  })
})

const lifeSec = (session: { readonly [name: string]: unknown }): number =>
  (Date.parse(String(session['expiresAt'])) - Date.parse(String(session['createdAt']))) / 1000
