import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { signRequest } from '../../src/simulator/auth.ts'
import type { SimulatorKey } from '../../src/simulator/options.ts'
import { codeOf, idOf, shop, statusOf } from './running.ts'
import { QRIS_SESSION, send, till } from './till.ts'

describe('a signature', () => {
  const secret = 'sk_test_contoh_rahasia'
  const timestamp = '1767225600'
  const nothing = new Uint8Array()

  it('of a create covers body and idempotency key', () => {
    const body = Buffer.from('{"amount":150000,"currency":"IDR","methods":["qris"]}')
    expect(createHash('sha256').update(body).digest('hex')).toBe(
      '204d5798a62c02adb32c6f95579cf31de349ba28fb0e97f9b7a95521688b2694',
    )
    expect(
      signRequest(secret, {
        method: 'POST',
        target: '/api/v1/checkout-sessions',
        timestamp,
        body,
        idempotencyKey: 'order:0042:checkout',
      }),
    ).toBe('edf67e2e1177854b8af53f81e1f9bf73afd04e229b543ccc1dd2c7f7b97cfd00')
  })

  it.each([
    [
      '/api/v1/checkout-sessions?status=open&limit=20',
      '2088f947527797a1ca2a64b5054ed6b30dd6c1be4b4178255685141fcb36e087',
    ],
    ['/api/v1/checkout-sessions', '7d4f584a369618e8c9ef05b8b3014cca4ad3202b0aa969906a96c59822d478cb'],
  ])('of a read covers %s with its query', (target, expected) => {
    const parts = { method: 'get', target, timestamp, body: nothing, idempotencyKey: null }
    expect(signRequest(secret, parts)).toBe(expected)
  })
})

describe('who may call', () => {
  it('both prefixes answer, each signed as it is sent', async () => {
    const { url, till: sdk } = await shop()
    expect((await sdk.get('/checkout-sessions')).status).toBe(200)
    expect((await till(url, { prefix: '/v1' }).get('/checkout-sessions?limit=1')).status).toBe(200)
  })

  it('a query that was not signed is refused', async () => {
    const { url, till: sdk } = await shop()
    const logged = await sdk.get('/checkout-sessions')
    expect(logged.status).toBe(200)
    const headers = signedHeaders('GET', '/api/v1/checkout-sessions')
    const changed = await send(url, { target: '/api/v1/checkout-sessions?limit=1', headers })
    expect([changed.status, codeOf(changed)]).toEqual([401, 'invalid_signature'])
    expect((await send(url, { target: '/api/v1/checkout-sessions', headers })).status).toBe(200)
  })

  it('a changed body or a dropped idempotency key is refused', async () => {
    const { url } = await shop()
    const target = '/api/v1/checkout-sessions'
    const body = JSON.stringify(QRIS_SESSION)
    const headers = { ...signedHeaders('POST', target, body, 'k'), 'Content-Type': 'application/json' }
    const changed = body.replace('150000', '150001')
    const withKey = { ...headers, 'Idempotency-Key': 'k' }
    expect((await send(url, { method: 'POST', target, body, headers })).status).toBe(401)
    expect((await send(url, { method: 'POST', target, body: changed, headers: withKey })).status).toBe(401)
    expect((await send(url, { method: 'POST', target, body, headers: withKey })).status).toBe(201)
  })

  it.each([
    [-301, 401],
    [-290, 200],
    [290, 200],
    [302, 401],
  ])('a clock that is off by %i s gets %i', async (clockErrorSec, status) => {
    const { url } = await shop()
    expect((await till(url, { clockErrorSec }).get('/checkout-sessions')).status).toBe(status)
  })

  it('an unknown key, a missing header and a wrong timestamp are told apart', async () => {
    const { url } = await shop()
    const target = '/api/v1/checkout-sessions'
    expect(codeOf(await till(url, { keyId: 'ak_test_other' }).get('/checkout-sessions'))).toBe('invalid_key')
    expect(codeOf(await send(url, { target }))).toBe('invalid_signature')
    const headers = { ...signedHeaders('GET', target), 'X-Plugipay-Timestamp': 'kemarin' }
    expect(codeOf(await send(url, { target, headers }))).toBe('invalid_timestamp')
    expect(codeOf(await till(url, { clockErrorSec: 900 }).get('/checkout-sessions'))).toBe('timestamp_skew')
  })

  it('the API dialect prints its codes in capitals', async () => {
    const { url } = await shop({ dialect: 'api' })
    expect(codeOf(await till(url, { clockErrorSec: 900 }).get('/checkout-sessions'))).toBe(
      'INVALID_TIMESTAMP',
    )
  })

  it('a bearer key needs no signature, and a wrong one is unknown', async () => {
    const { url } = await shop()
    const target = '/v1/checkout-sessions'
    const bearer = (key: string) => send(url, { target, headers: { Authorization: `Bearer ${key}` } })
    expect((await bearer('pk_test_simulator')).status).toBe(200)
    expect(codeOf(await bearer('pk_test_other'))).toBe('invalid_key')
  })

  it('a test key does not see live sessions', async () => {
    const { url, till: test } = await shop({ keys: [key('test'), key('live')] })
    const live = till(url, { keyId: 'ak_live_simulator', secret: 'sk_live_simulator' })
    const created = await live.create()
    expect(created.json['data']?.['mode']).toBe('live')
    expect((await test.get(`/checkout-sessions/${idOf(created)}`)).status).toBe(404)
    expect(statusOf(await live.get(`/checkout-sessions/${idOf(created)}`))).toBe('open')
  })

  it('a reading key may not create, and no key may manage keys', async () => {
    const { till: reader } = await shop({
      keys: [{ ...key('test'), scopes: ['plugipay:checkout:read'] }],
      dialect: 'go',
    })
    expect((await reader.get('/checkout-sessions')).status).toBe(200)
    const refused = await reader.create()
    expect([refused.status, codeOf(refused)]).toEqual([403, 'insufficient_scope'])
    expect(codeOf(await reader.get('/api-keys'))).toBe('person_only')
  })

  it('a merchant’s key does not act for another workspace', async () => {
    const { url } = await shop()
    const target = '/api/v1/checkout-sessions'
    const headers = { ...signedHeaders('GET', target), 'X-Plugipay-On-Behalf-Of': 'acc_other' }
    expect((await send(url, { target, headers })).status).toBe(403)
  })

  it('the second beyond the limit is answered 429 with a promise, and reads have their own limit', async () => {
    const { till: sdk, hand } = await shop({ rate: { reads: 5, writes: 1 } })
    const answers = await Promise.all([1, 2, 3].map(() => sdk.create()))
    const limited = answers.find(({ status }) => status === 429)
    expect(limited?.headers).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-limit': '1',
      'x-ratelimit-remaining': '0',
    })
    expect((await sdk.get('/checkout-sessions')).headers['x-ratelimit-limit']).toBe('5')
    await hand('POST', '/clock', { advanceSec: 2 })
    expect((await sdk.create()).status).toBe(201)
  })
})

const key = (mode: 'test' | 'live'): SimulatorKey => ({
  keyId: `ak_${mode}_simulator`,
  secret: `sk_${mode}_simulator`,
  mode,
  scopes: ['*'],
})

function signedHeaders(method: string, target: string, body = '', idempotencyKey: string | null = null) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const parts = { method, target, timestamp, body: Buffer.from(body), idempotencyKey }
  const signature = signRequest('sk_test_simulator', parts)
  return {
    Authorization: `Plugipay-HMAC-SHA256 keyId=ak_test_simulator, scope=*, signature=${signature}`,
    'X-Plugipay-Timestamp': timestamp,
  }
}
