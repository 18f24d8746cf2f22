import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import { checkProfile, keyModeHint, type PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'
import {
  API_KEY,
  bad,
  failure,
  good,
  json,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  routeOf,
  session,
  startOddProvider,
  type Answering,
  type Arrived,
  type OddProvider,
} from './plugipay-provider.ts'

let provider: OddProvider

beforeEach(async () => {
  provider = await startOddProvider()
})
afterEach(() => provider.close())

const gatewayFor = (changes: Partial<PlugipayProfile> = {}) =>
  createPlugipayGateway(practiceProfile(provider.url, changes), { clock: movedClock(), log: keptLog() })

/** A provider that lives below one prefix; elsewhere a web server has no such page. */
const livesAt =
  (prefix: string, answer: Answering = good([session()])): Answering =>
  (response, socket, request) => {
    const isHere = request.target.startsWith(`${prefix}/`)
    const given = isHere ? answer : json(404, '<html>no such page</html>')
    given(response, socket, request)
  }
const prefixesAsked = () =>
  new Set(provider.arrived.map(({ target }) => target.replace(/\/checkout-sessions.*/, '')))

describe('which prefix answers', () => {
  it.each([
    ['/api/v1', '/api/v1'],
    ['/api/v1', '/v1'],
    ['/v1', '/api/v1'],
    ['/proxy/plugipay', '/v1'],
  ])('the profile says %s, the provider is at %s', async (prefix, actual) => {
    provider.answer(livesAt(actual))
    expect(must(await gatewayFor({ prefix }).check())).toMatchObject({ prefix: actual, mode: 'test' })
  })

  it('a refusal by the other one is the provider speaking', async () => {
    provider.answer(livesAt('/v1', bad(401, 'INVALID_KEY')))
    expect(failure(await gatewayFor().check())).toMatchObject({ type: 'unauthorized', reason: 'key_wrong' })
  })

  it('nobody at either is told as what the profile’s own said', async () => {
    provider.answer(livesAt('/v9'))
    expect(failure(await gatewayFor().check())).toMatchObject({ type: 'unknown', status: 404 })
    expect(prefixesAsked()).toEqual(new Set(['/api/v1', '/v1']))
  })

  it.each<[string, Answering]>([
    ['an answer', good([])],
    ['a refusal', bad(403, 'forbidden')],
    ['a 404 in its own words', bad(404, 'not_found')],
    ['a fault', json(502, '<html>')],
  ])('with %s from our own, the other is not asked', async (_, answer) => {
    provider.answer(answer)
    await gatewayFor().check()
    expect(provider.arrived.every(({ target }) => target.startsWith('/api/v1/'))).toBe(true)
  })
})

describe('what the key may do', () => {
  const refusedFor =
    (paths: Readonly<Record<string, Answering>>): Answering =>
    (response, socket, request) =>
      (paths[routeOf(request)] ?? good([session()]))(response, socket, request)

  it('scopes named in a refusal are told, once each; payments are taken all the same', async () => {
    const message = 'This key lacks plugipay:event:read.'
    provider.answer(
      refusedFor({
        'GET /events': bad(403, 'insufficient_scope', { message }),
        'GET /refunds': bad(403, 'INSUFFICIENT_SCOPE', {
          details: { required: ['plugipay:refund:read', 'plugipay:event:read'] },
        }),
      }),
    )
    const checked = must(await gatewayFor().check())
    expect(checked.scopes).toEqual(['plugipay:event:read', 'plugipay:refund:read'])
    expect(checked.mode).toBe('test')
  })

  it('nothing is told when nothing was refused, or none was named', async () => {
    provider.answer(refusedFor({ 'GET /events': bad(403, 'forbidden') }))
    expect(must(await gatewayFor().check())).not.toHaveProperty('scopes')
  })

  it('a key that may not even read sessions is refused, with the scope it lacks', async () => {
    const message = 'needs plugipay:checkout:read'
    provider.answer(bad(403, 'insufficient_scope', { message }))
    expect(failure(await gatewayFor().check())).toMatchObject({
      type: 'unauthorized',
      reason: 'forbidden',
      scopes: ['plugipay:checkout:read'],
    })
  })

  it('only reads', async () => {
    provider.answer(good([session()]))
    must(await gatewayFor().check())
    expect(new Set(provider.arrived.map(({ method }) => method))).toEqual(new Set(['GET']))
    expect(provider.arrived.length).toBeGreaterThan(1)
  })
})

describe('acting for another workspace', () => {
  it.each([
    ['hmac', {}],
    ['bearer', { auth: { scheme: 'bearer', apiKey: API_KEY } }],
  ] as const)(
    'is said with every call that carries the key (%s), and with no public one',
    async (_, auth) => {
      const gateway = gatewayFor({ ...auth, onBehalfOf: 'acc_01CONTOH' })
      provider.answer(good(session()))
      must(await gateway.read('cs_1'))
      provider.answer(good({ kind: 'instructions', instructions: { heading: 'Tunai' } }))
      must(await gateway.charge('cs_1', 'cash'))
      const [signed, open] = provider.arrived as [Arrived, Arrived]
      expect(signed.headers['x-plugipay-on-behalf-of']).toBe('acc_01CONTOH')
      expect(open.headers).not.toHaveProperty('x-plugipay-on-behalf-of')
    },
  )

  it('is not said when the profile names none', async () => {
    provider.answer(good(session()))
    must(await gatewayFor().read('cs_1'))
    expect(provider.arrived[0]?.headers).not.toHaveProperty('x-plugipay-on-behalf-of')
  })

  it.each(['', 'acc 1', 'acc_1\r\nx: y', 'x'.repeat(101)])('%j is no account', (onBehalfOf) => {
    expect(checkProfile(practiceProfile('http://127.0.0.1:9', { onBehalfOf }))).toEqual({
      ok: false,
      error: { type: 'profile_on_behalf_invalid', onBehalfOf },
    })
  })
})

it('what a key’s name suggests is a hint, and no more', () => {
  const hint = (keyId: string) => keyModeHint({ scheme: 'hmac', keyId, secret: 's' })
  expect([hint('ak_test_1'), hint('pk_live_1'), hint('ak_platform_1'), hint('AKIA1')]).toEqual([
    'test',
    'live',
    null,
    null,
  ])
  expect(keyModeHint({ scheme: 'bearer', apiKey: 'pk_live_abc' })).toBe('live')
})
