import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PaymentGateway } from '../../src/core/ports/gateway.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import type { PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'
import {
  API_KEY,
  attempt,
  bad,
  expectedSignature,
  failure,
  good,
  json,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  SECRET,
  sentSignature,
  session,
  startOddProvider,
  type Arrived,
  type OddProvider,
} from './plugipay-provider.ts'

let provider: OddProvider
let log: ReturnType<typeof keptLog>

beforeEach(async () => {
  provider = await startOddProvider()
  log = keptLog()
})
afterEach(() => provider.close())

const gatewayFor = (changes: Partial<PlugipayProfile> = {}, clockOffsetMs = 0): PaymentGateway =>
  createPlugipayGateway(practiceProfile(provider.url, changes), { clock: movedClock(clockOffsetMs), log })

describe('what goes on the wire', () => {
  it('a create: the stored bytes, their key, signed over both', async () => {
    provider.answer(good(session()))
    const call = { idempotencyKey: 'till-1:s1:a1:create', body: '{"b":1,  "a":"Kopi \u00e9\u4e2d"}' }
    must(await gatewayFor().create(call))
    const [seen] = provider.arrived as [Arrived]
    expect(seen).toMatchObject({ method: 'POST', target: '/api/v1/checkout-sessions', body: call.body })
    expect(seen.headers).toMatchObject({
      'idempotency-key': call.idempotencyKey,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(call.body)),
    })
    expect(seen.headers['transfer-encoding']).toBeUndefined()
    expect(sentSignature(seen)).toBe(expectedSignature(seen))
  })

  it('sent again it is the same but for time and signature', async () => {
    provider.answer(good(session()))
    const gateway = gatewayFor()
    const call = gateway.prepareCreate(attempt())
    await gateway.create(call)
    await gateway.create(call)
    const [first, second] = provider.arrived as [Arrived, Arrived]
    expect(second.body).toBe(first.body)
    expect(second.headers['idempotency-key']).toBe(first.headers['idempotency-key'])
  })

  it('cancel carries its key, confirm none; both an empty object', async () => {
    provider.answer(good(session()))
    const gateway = gatewayFor({ prefix: '/v1' })
    must(await gateway.cancel('cs_1', 'till-1:s1:a1:cancel'))
    must(await gateway.confirm('cs_1'))
    const [cancel, confirm] = provider.arrived as [Arrived, Arrived]
    expect(cancel).toMatchObject({ method: 'POST', target: '/v1/checkout-sessions/cs_1/cancel', body: '{}' })
    expect(cancel.headers['idempotency-key']).toBe('till-1:s1:a1:cancel')
    expect(confirm).toMatchObject({
      method: 'POST',
      target: '/v1/checkout-sessions/cs_1/confirm',
      body: '{}',
    })
    expect(confirm.headers['idempotency-key']).toBeUndefined()
    expect(provider.arrived.map(sentSignature)).toEqual(provider.arrived.map(expectedSignature))
  })

  it('a list is signed with its query as it was sent', async () => {
    provider.answer(good([]))
    const createdAfter = '2026-01-01T00:00:00.000Z'
    must(await gatewayFor().list({ createdAfter, status: 'pending_review', cursor: 'a+b/c=', limit: 500 }))
    const [seen] = provider.arrived as [Arrived]
    expect(Object.fromEntries(new URL(seen.target, provider.url).searchParams)).toEqual({
      createdAfter,
      status: 'pending_review',
      cursor: 'a+b/c=',
      limit: '100',
      order: 'asc',
    })
    expect(sentSignature(seen)).toBe(expectedSignature(seen))
  })

  it('a charge goes to the public door without any key', async () => {
    provider.answer(good({ kind: 'instructions', instructions: { heading: 'Tunai' } }))
    must(await gatewayFor().charge('cs_1', 'cash'))
    const [seen] = provider.arrived as [Arrived]
    expect(seen).toMatchObject({
      target: '/api/v1/public/checkout/sessions/cs_1/charge',
      body: '{"method":"cash"}',
    })
    expect(seen.headers).not.toHaveProperty('authorization')
    expect(seen.headers).not.toHaveProperty('x-plugipay-timestamp')
    expect(seen.headers).not.toHaveProperty('idempotency-key')
  })

  it('a Bearer key travels alone', async () => {
    provider.answer(good(session()))
    must(await gatewayFor({ auth: { scheme: 'bearer', apiKey: API_KEY } }).read('cs_1'))
    const [seen] = provider.arrived as [Arrived]
    expect(seen.headers.authorization).toBe(`Bearer ${API_KEY}`)
    expect(seen.headers['x-plugipay-timestamp']).toBeUndefined()
  })

  it('without a key nothing is sent', async () => {
    const gateway = gatewayFor({ auth: { scheme: 'hmac', keyId: 'ak', secret: '' } })
    expect(failure(await gateway.read('cs_1'))).toMatchObject({ type: 'unauthorized', reason: 'key_missing' })
    expect(provider.arrived).toEqual([])
  })

  it('a key that no header can hold is a bug of ours', () => {
    expect(() => gatewayFor().prepareCreate(attempt({ idempotencyKey: 'a\r\nx: y' }))).toThrow(RangeError)
  })

  it('a faulty profile makes no gateway', () => {
    expect(() => gatewayFor({ mode: 'live' })).toThrow('profile_origin_insecure')
  })
})

describe('sending again', () => {
  it('a read is tried three times at most', async () => {
    provider.answer(json(502, '<html>'), bad(503, 'service_unavailable'), good(session()))
    expect(must(await gatewayFor().read('cs_1')).facts.sessionId).toBe('cs_1')
    expect(provider.arrived).toHaveLength(3)
    provider.answer(json(502, '<html>'))
    expect(failure(await gatewayFor().read('cs_1')).type).toBe('unknown')
    expect(provider.arrived).toHaveLength(6)
  })

  it('a certain answer is not asked for twice', async () => {
    provider.answer(bad(404, 'not_found'))
    expect(failure(await gatewayFor().read('cs_1')).type).toBe('not_found')
    expect(provider.arrived).toHaveLength(1)
  })

  // fetch itself sends a body again after a 421, as HTTP allows; a charge has no key that would make that harmless.
  it.each([421, 502, 401, 308])('a write is sent once, whatever comes back (%d)', async (status) => {
    provider.answer(json(status, '<html>', { location: '/api/v1/again', 'www-authenticate': 'Basic' }))
    const gateway = gatewayFor()
    await gateway.charge('cs_1', 'qris')
    await gateway.confirm('cs_1')
    await gateway.cancel('cs_1', 'k')
    await gateway.create(gateway.prepareCreate(attempt()))
    expect(provider.arrived).toHaveLength(4)
  })

  it('a write on a dropped connection is sent once', async () => {
    provider.answer((_, socket) => void socket.destroy())
    await gatewayFor().charge('cs_1', 'qris')
    expect(provider.arrived).toHaveLength(1)
  })
})

describe('cancel and confirm', () => {
  it('an empty success is done, with nothing more known', async () => {
    provider.answer((response) => void response.writeHead(204).end())
    expect(must(await gatewayFor().cancel('cs_1', 'k'))).toBeNull()
    expect(must(await gatewayFor().confirm('cs_1'))).toBeNull()
  })

  it.each([
    ['half a session', good({ id: 'cs_1', status: 'canceled' })],
    ['an object that is no envelope', json(200, {})],
  ])('%s is unknown', async (_, answer) => {
    provider.answer(answer)
    expect(failure(await gatewayFor().cancel('cs_1', 'k')).type).toBe('unknown')
    expect(failure(await gatewayFor().confirm('cs_1')).type).toBe('unknown')
  })
})

describe('the clock', () => {
  const YEAR_MS = 365 * 24 * 3_600_000
  const providerTime = () => ({ timestamp: new Date().toISOString() })
  const signedAtMs = (seen: Arrived | undefined) => Number(seen?.headers['x-plugipay-timestamp']) * 1000
  const isNear = (ms: number | null | undefined, wanted: number) =>
    Math.abs((ms ?? Number.NaN) - wanted) < 10_000

  it('a till in the wrong year learns the time from the first answer and signs with it', async () => {
    const gateway = gatewayFor({}, -YEAR_MS)
    provider.answer(good(session(), providerTime()))
    must(await gateway.read('cs_1'))
    must(await gateway.read('cs_1'))
    expect(isNear(signedAtMs(provider.arrived[0]), Date.now() - YEAR_MS)).toBe(true)
    expect(isNear(signedAtMs(provider.arrived[1]), Date.now())).toBe(true)
  })

  it('the Date header is enough', async () => {
    const gateway = gatewayFor({}, YEAR_MS)
    provider.answer(bad(401, 'INVALID_TIMESTAMP'))
    const refused = failure(await gateway.create(gateway.prepareCreate(attempt())))
    if (refused.type !== 'unauthorized') throw new Error(`unexpected ${refused.type}`)
    expect(refused.reason).toBe('clock_off')
    expect(isNear(refused.clockOffsetMs, -YEAR_MS)).toBe(true)
    expect(provider.arrived).toHaveLength(1)
  })

  it('a read refused for its time is repeated with the right one', async () => {
    const gateway = gatewayFor({}, -YEAR_MS)
    provider.answer(bad(401, 'timestamp_skew'), good([session()]))
    const checked = must(await gateway.check())
    expect(checked.mode).toBe('test')
    expect(isNear(checked.clockOffsetMs, YEAR_MS)).toBe(true)
    expect(isNear(signedAtMs(provider.arrived[1]), Date.now())).toBe(true)
  })

  it('a proxy’s error page does not set it', async () => {
    const gateway = gatewayFor()
    const page = json(502, '<html>', { date: 'Thu, 01 Jan 2015 00:00:00 GMT' })
    provider.answer(page, page, page, good([session()], providerTime()))
    expect(failure(await gateway.read('cs_1')).type).toBe('unknown')
    must(await gateway.check())
    expect(isNear(signedAtMs(provider.arrived[3]), Date.now())).toBe(true)
  })
})

describe('looking for a session', () => {
  const query = { tenderId: 't1', attemptId: 'a1', createdAfter: '2026-01-01T00:00:00.000Z' }
  const other = session({ id: 'cs_2', metadata: { tender_id: 't2', attempt_id: 'a2' } })

  it.each([
    ['meta.cursor', { cursor: 'c1', hasMore: true }],
    ['meta.page.nextCursor', { page: { nextCursor: 'c1', hasMore: true, limit: 100 } }],
  ])('goes on to the next page (%s)', async (_, meta) => {
    provider.answer(good([other], meta), good([session()]))
    expect(must(await gatewayFor().find(query))?.facts.sessionId).toBe('cs_1')
    const params = provider.arrived.map(({ target }) => new URL(target, provider.url).searchParams)
    expect(params.map((each) => each.get('cursor'))).toEqual([null, 'c1'])
    expect(params.map((each) => each.get('limit'))).toEqual(['100', '100'])
    expect(Date.parse(params[0]?.get('createdAfter') ?? '')).toBeLessThan(Date.parse(query.createdAfter))
  })

  it('both the tender and the attempt must be ours', async () => {
    const near = session({ metadata: { tender_id: 't1', attempt_id: 'a2' } })
    provider.answer(good([near, session({ metadata: null }), 7, null]))
    expect(must(await gatewayFor().find(query))).toBeNull()
  })

  it('ends when there is no more, when a cursor repeats, and after twenty pages', async () => {
    provider.answer(good([other], { cursor: 'c1', hasMore: false }))
    expect(must(await gatewayFor().find(query))).toBeNull()
    expect(provider.arrived).toHaveLength(1)
    provider.answer(good([other], { cursor: 'c1' }))
    expect(must(await gatewayFor().find(query))).toBeNull()
    expect(provider.arrived).toHaveLength(3)
    let count = 0
    provider.answer((response, socket, seen) => {
      count += 1
      good([other], { cursor: `c${count}` })(response, socket, seen)
    })
    expect(must(await gatewayFor().find(query))).toBeNull()
    expect(count).toBe(20)
  })

  it('ends at what is older than asked, where the filter was not understood', async () => {
    const made = (id: string, createdAt: string) => ({ ...other, id, createdAt })
    const rows = [made('cs_3', '2026-01-01T01:00:00Z'), made('cs_2', '2025-12-30T00:00:00Z')]
    provider.answer(good(rows, { cursor: 'c1' }))
    expect(must(await gatewayFor().find(query))).toBeNull()
    expect(provider.arrived).toHaveLength(1)
  })

  it('ours but unreadable is unknown, not missing', async () => {
    provider.answer(good([session({ amount: 'much' })]))
    expect(failure(await gatewayFor().find(query)).type).toBe('unknown')
  })
})

describe('a list', () => {
  it('one odd session does not hide the others, and is noted', async () => {
    provider.answer(good([session({ currency: 'SGD' }), session({ id: 'cs_3' })]))
    const page = must(await gatewayFor().list({}))
    expect(page.sessions.map(({ facts }) => facts.sessionId)).toEqual(['cs_3'])
    expect(log.lines.join()).toContain('gateway.session_unreadable')
  })

  it('ends when the provider gives the same cursor again', async () => {
    provider.answer(good([session()], { cursor: 'c1' }))
    expect(must(await gatewayFor().list({ cursor: 'c1' })).nextCursor).toBeNull()
    expect(must(await gatewayFor().list({ cursor: 'c0' })).nextCursor).toBe('c1')
  })

  it('that is no list is unknown', async () => {
    provider.answer(good({ items: [] }))
    expect(failure(await gatewayFor().list({})).type).toBe('unknown')
  })
})

describe('secrets', () => {
  it.each([
    ['hmac', {}, SECRET],
    ['bearer', { auth: { scheme: 'bearer', apiKey: API_KEY } }, API_KEY],
  ] as const)(
    'never stand in a failure or in the log (%s), even if the provider echoes them',
    async (_, changes, secret) => {
      const gateway = gatewayFor(changes)
      const echo = `you sent ${secret}`
      const told: unknown[] = []
      for (const status of [400, 401, 403, 404, 409, 422, 500]) {
        provider.answer(bad(status, echo, { message: echo, field: secret }))
        told.push(await gateway.create(gateway.prepareCreate(attempt())), await gateway.cancel('cs_1', 'k'))
      }
      provider.answer(good({ kind: 'redirect', redirectUrl: `https://evil.example/cs_1?${secret}` }))
      told.push(await gateway.charge('cs_1', 'qris'))
      await provider.close()
      told.push(await gateway.read('cs_1'))
      provider = await startOddProvider()
      const everything = JSON.stringify(told) + log.lines.join('\n')
      expect(everything).toContain('[secret]')
      expect(everything).not.toContain(secret)
      expect(log.lines.length).toBeGreaterThan(10)
    },
  )
})
