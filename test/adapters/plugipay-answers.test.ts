import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChargeMethod, GatewayFailure, PaymentGateway } from '../../src/core/ports/gateway.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import type { PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'
import {
  attempt,
  bad,
  failure,
  good,
  json,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  session,
  startOddProvider,
  type Answering,
  type OddProvider,
} from './plugipay-provider.ts'

let provider: OddProvider
let gateway: PaymentGateway
let log: ReturnType<typeof keptLog>

const gatewayFor = (changes: Partial<PlugipayProfile> = {}) => {
  log = keptLog()
  const profile = practiceProfile(provider.url, changes)
  return createPlugipayGateway(profile, { clock: movedClock(), log, timeoutMs: 2000 })
}
const create = () => gateway.create(gateway.prepareCreate(attempt()))

beforeEach(async () => {
  provider = await startOddProvider()
  gateway = gatewayFor()
})
afterEach(() => provider.close())

describe('what the provider says no to, by status first and code second', () => {
  const refused = (status: number, code: string) => ({ type: 'refused', status, code, requestId: 'req_1' })
  const unauthorized = (reason: string, code: string) => ({
    type: 'unauthorized',
    reason,
    code,
    requestId: 'req_1',
  })

  it.each<[number, string, Record<string, unknown>]>([
    [400, 'VALIDATION_ERROR', refused(400, 'validation_error')],
    [400, 'validation_error', refused(400, 'validation_error')],
    [400, 'no_methods', refused(400, 'no_methods')],
    [422, 'adapter_not_configured', refused(422, 'adapter_not_configured')],
    [422, 'customer_currency_mismatch', refused(422, 'customer_currency_mismatch')],
    [404, 'not_found', { type: 'not_found', requestId: 'req_1' }],
    [409, 'CONFLICT', { type: 'conflict', code: 'conflict', requestId: 'req_1' }],
    [409, 'idempotency_mismatch', { type: 'conflict', code: 'idempotency_mismatch' }],
    [409, 'invalid_state_transition', { type: 'conflict', code: 'invalid_state_transition' }],
    [401, 'INVALID_TIMESTAMP', unauthorized('clock_off', 'invalid_timestamp')],
    [401, 'timestamp_skew', unauthorized('clock_off', 'timestamp_skew')],
    [401, 'INVALID_SIGNATURE', unauthorized('key_wrong', 'invalid_signature')],
    [401, 'unauthorized', unauthorized('key_wrong', 'unauthorized')],
    [403, 'insufficient_scope', unauthorized('forbidden', 'insufficient_scope')],
    [403, 'person_only', unauthorized('forbidden', 'person_only')],
    [500, 'internal_error', { type: 'unknown', detail: 'internal_error', status: 500, requestId: 'req_1' }],
    [502, 'upstream_error', { type: 'unknown', detail: 'upstream_error', status: 502 }],
    [503, 'service_unavailable', { type: 'unknown', detail: 'service_unavailable', status: 503 }],
    [408, 'request_timeout', { type: 'unknown', status: 408 }],
  ])('%d %s', async (status, code, expected) => {
    provider.answer(bad(status, code))
    expect(failure(await create())).toMatchObject(expected)
    expect(provider.arrived).toHaveLength(1)
  })

  it('names the field and keeps the provider’s words', async () => {
    provider.answer(bad(400, 'validation_error', { field: 'amount', message: 'amount must be above 0' }))
    expect(failure(await create())).toMatchObject({ field: 'amount', message: 'amount must be above 0' })
  })

  it.each([
    ['2', 2000],
    ['1.5', 1500],
    ['999999999', 3_600_000],
    ['9'.repeat(400), 3_600_000],
    ['Fri, 31 Dec 2060 23:59:59 GMT', 3_600_000],
    // a time that is over, or none: what is too fast is not repeated at once
    ['0', 1000],
    ['-5', 1000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 1000],
    ['soon', 1000],
    ['2, 3', 1000],
  ])('429 with Retry-After %s waits %d ms', async (seconds, retryAfterMs) => {
    provider.answer(bad(429, 'rate_limited', {}, { 'retry-after': seconds }))
    expect(failure(await create())).toEqual({ type: 'rate_limited', retryAfterMs })
    expect(failure(await gateway.read('cs_1'))).toEqual({ type: 'rate_limited', retryAfterMs })
    expect(provider.arrived).toHaveLength(2)
  })

  it('429 without an envelope still means slower', async () => {
    provider.answer(json(429, '<html>slow down</html>'))
    expect(failure(await create()).type).toBe('rate_limited')
  })
})

describe('an answer that cannot be read leaves the outcome open', () => {
  const drop: Answering = (_, socket) => void socket.destroy()
  const cutShort: Answering = (response, socket) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
    response.write('{"data":', () => socket.destroy())
  }
  const deep = `{"data":{"id":"cs_1","x":${'['.repeat(200_000)}${']'.repeat(200_000)}},"error":null}`

  it.each<[string, Answering, string]>([
    ['nothing in a success', json(200, ''), 'invalid_response'],
    ['cut JSON', json(200, '{"data":{"id":'), 'invalid_response'],
    ['no envelope', json(200, { id: 'cs_1', amount: 150_000 }), 'invalid_response'],
    ['a bare value', json(200, '"ok"'), 'invalid_response'],
    ['data of null', good(null), 'invalid_response'],
    ['a list where one belongs', good([session()]), 'invalid_response'],
    ['success and error at once', json(200, { data: session(), error: { code: 'x' } }), 'invalid_response'],
    ['HTML with 200', json(200, '<html>welcome</html>'), 'not_the_provider'],
    ['words with 200', json(200, 'OK'), 'not_the_provider'],
    ['HTML with 401', json(401, '<html>sign in to the Wi-Fi</html>'), 'not_the_provider'],
    ['HTML with 403', json(403, '<!doctype html>blocked'), 'not_the_provider'],
    [
      'a page with 403 in an old alphabet',
      (r) => void r.writeHead(403).end(Buffer.from([0x3c, 0xe9, 0x3e])),
      'not_the_provider',
    ],
    ['HTML with 405', json(405, '<html>not here</html>'), 'not_the_provider'],
    // fetch makes an error without words of it
    ['a proxy that wants a name', json(407, ''), 'connection_lost'],
    ['a network that wants a name', json(511, '<html>sign in</html>'), 'not_the_provider'],
    ['HTML with 502', json(502, '<html>bad gateway</html>'), 'invalid_response'],
    ['HTML with 404', json(404, '<html>no such page</html>'), 'not_the_provider'],
    ['HTML with 400', json(400, '<html>bad request</html>'), 'not_the_provider'],
    ['a body above 1 MiB', good(session({ note: 'x'.repeat(1024 * 1024) })), 'invalid_response'],
    [
      'text that is no UTF-8',
      (r) => void r.writeHead(200).end(Buffer.from([0x22, 0xff, 0x22])),
      'invalid_response',
    ],
    ['endless nesting', json(200, deep), 'invalid_response'],
    ['a redirect', json(302, '', { location: '/elsewhere' }), 'redirect'],
    ['a redirect with a page', json(302, '<html>go there</html>', { location: '/elsewhere' }), 'redirect'],
    ['a dropped connection', drop, 'UND_ERR_SOCKET'],
    ['a body cut by a dropped connection', cutShort, 'UND_ERR_SOCKET'],
  ])('%s', async (_, answer, detail) => {
    provider.answer(answer)
    expect(failure(await create())).toMatchObject({ type: 'unknown', detail })
    expect(provider.arrived.map(({ target }) => target)).toEqual(['/api/v1/checkout-sessions'])
  })

  it('no answer in time is unknown, and a write is not sent again', async () => {
    provider.answer(() => {})
    const profile = practiceProfile(provider.url)
    gateway = createPlugipayGateway(profile, { clock: movedClock(), log, timeoutMs: 100 })
    const gone = { type: 'unknown', detail: 'timeout', status: null, requestId: null }
    expect(failure(await create())).toEqual(gone)
    expect(failure(await gateway.charge('cs_1', 'qris'))).toEqual(gone)
    expect(provider.arrived).toHaveLength(2)
  })

  it('an answer that starts and never ends is cut off', async () => {
    provider.answer((response) => void response.writeHead(200).write('{"data":'))
    const profile = practiceProfile(provider.url)
    gateway = createPlugipayGateway(profile, { clock: movedClock(), log, timeoutMs: 100 })
    expect(failure(await create())).toMatchObject({ type: 'unknown', detail: 'timeout', status: 200 })
  })

  it('a refused connection means that nothing was sent', async () => {
    await provider.close()
    expect(failure(await create())).toEqual({ type: 'unreachable', detail: 'ECONNREFUSED' })
    provider = await startOddProvider()
  })

  it('a network that cuts TLS off before it stands has let nothing through', async () => {
    const wall = createServer((socket) => void socket.once('data', () => socket.destroy()))
    await new Promise<void>((resolve) => wall.listen(0, '127.0.0.1', resolve))
    const { port } = wall.address() as AddressInfo
    gateway = gatewayFor({ origin: `https://127.0.0.1:${port}`, mode: 'test' })
    const cut = { type: 'unreachable', detail: 'TLS_CUT_IN_HANDSHAKE' }
    expect(failure(await create())).toEqual(cut)
    await new Promise((resolve) => wall.close(resolve))
  })

  const named = (code: string, syscall: string) => Object.assign(new Error('x'), { code, syscall })
  it.each<[string, unknown, GatewayFailure['type']]>([
    ['a name that is not found', named('ENOTFOUND', 'getaddrinfo'), 'unreachable'],
    ['no route', named('ENETUNREACH', 'connect'), 'unreachable'],
    ['a time-out of connecting', named('UND_ERR_CONNECT_TIMEOUT', ''), 'unreachable'],
    ['a certificate that is not valid', named('CERT_HAS_EXPIRED', ''), 'unreachable'],
    [
      'several addresses, all closed',
      { errors: [named('ECONNREFUSED', 'connect'), named('EHOSTUNREACH', 'connect')] },
      'unreachable',
    ],
    [
      'several addresses, one of them talked',
      { errors: [named('ECONNREFUSED', 'connect'), named('ECONNRESET', 'read')] },
      'unknown',
    ],
    [
      'a socket that died before a byte',
      Object.assign(named('UND_ERR_SOCKET', ''), { socket: { bytesWritten: 0 } }),
      'unreachable',
    ],
    [
      'a socket that died after bytes',
      Object.assign(named('UND_ERR_SOCKET', ''), { socket: { bytesWritten: 9 } }),
      'unknown',
    ],
    ['a reset', named('ECONNRESET', 'read'), 'unknown'],
    ['no route while reading', named('EHOSTUNREACH', 'read'), 'unknown'],
    ['nothing said about why', new Error('x'), 'unknown'],
  ])('%s', async (_, cause, type) => {
    const broken = () => Promise.reject(new TypeError('fetch failed', { cause }))
    const clock = movedClock()
    gateway = createPlugipayGateway(practiceProfile(provider.url), { clock, log, fetch: broken })
    expect(failure(await create()).type).toBe(type)
  })
})

describe('what a session says', () => {
  const read = async (changes: Record<string, unknown>) => {
    provider.answer(good(session(changes)))
    return await gateway.read('cs_1')
  }

  it('is kept as text beside its facts', async () => {
    const answer = must(await read({ arn: 'arn:x', adapter: 'manual', paymentMethod: 'cash' }))
    expect(JSON.parse(answer.raw)).toMatchObject({ arn: 'arn:x', id: 'cs_1' })
    expect(answer.requestId).toBe('req_1')
    expect(answer.facts).toEqual({
      sessionId: 'cs_1',
      status: 'waiting',
      amount: 150_000,
      currency: 'IDR',
      mode: 'test',
      expiresAt: '2026-01-01T00:15:00.000Z',
      completedAt: null,
      hostedUrl: null,
      paymentId: null,
      method: 'cash',
      tenderId: 't1',
      terminalId: 'till-1',
      manual: true,
    })
  })

  it('older answers that tell less are enough', async () => {
    provider.answer(good({ id: 'cs_1', status: 'open', amount: 5, currency: 'IDR' }))
    expect(must(await gateway.read('cs_1')).facts).toMatchObject({
      mode: null,
      tenderId: null,
      manual: false,
    })
  })

  it('a status nobody knows keeps waiting', async () => {
    expect(must(await read({ status: 'settling' })).facts.status).toBe('unknown')
  })

  it.each<[string, Record<string, unknown>]>([
    ['a fraction', { amount: 150_000.5 }],
    ['text for an amount', { amount: '150000' }],
    ['nothing to pay', { amount: 0 }],
    ['a negative amount', { amount: -1 }],
    ['a foreign currency', { currency: 'SGD' }],
    ['no status', { status: null }],
    ['an unknown mode', { mode: 'sandbox' }],
    ['an id that is a path', { id: '../cs_1' }],
    ['an empty id', { id: '' }],
  ])('with %s is not relied on', async (_, changes) => {
    expect(failure(await read(changes))).toMatchObject({ type: 'unknown', detail: 'invalid_response' })
  })

  it('in hundredths, a part of a rupiah is not relied on', async () => {
    gateway = gatewayFor({ amountUnit: 'hundredths' })
    expect(must(await read({ amount: 15_000_000 })).facts.amount).toBe(150_000)
    expect(failure(await read({ amount: 15_000_001 })).type).toBe('unknown')
  })

  it('its page is told only when it is this session’s, on a host of the profile', async () => {
    const pageOf = async (hostedUrl: unknown) => must(await read({ hostedUrl })).facts.hostedUrl
    expect(await pageOf(`${provider.url}/c/cs_1`)).toBe(`${provider.url}/c/cs_1`)
    expect(await pageOf(`${provider.url}/c/cs_2`)).toBeNull()
    expect(await pageOf('https://evil.example/c/cs_1')).toBeNull()
    expect(await pageOf(7)).toBeNull()
  })

  it('cannot reach into the program through __proto__', async () => {
    const text =
      '{"data":{"__proto__":{"mode":"live","polluted":1},"constructor":{"prototype":{"polluted":1}},' +
      '"id":"cs_1","status":"open","amount":5,"currency":"IDR","metadata":{"__proto__":{"tender_id":"evil"}}},' +
      '"error":null,"__proto__":{"polluted":1}}'
    provider.answer(json(200, text))
    expect(must(await gateway.read('cs_1')).facts).toMatchObject({ mode: null, tenderId: null })
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('an id that cannot be one is not even asked for', async () => {
    for (const id of ['..', 'cs_1/../cs_2', 'cs_1?x', '', 'x'.repeat(101)]) {
      expect(failure(await gateway.read(id)).type).toBe('not_found')
      expect(failure(await gateway.confirm(id)).type).toBe('not_found')
    }
    expect(provider.arrived).toEqual([])
  })
})

describe('what a charge gives', () => {
  const charge = async (data: unknown, method: ChargeMethod = 'qris') => {
    provider.answer(good(data))
    return await gateway.charge('cs_1', method)
  }
  const instructions = (changes: Record<string, unknown>) => ({
    kind: 'instructions',
    instructions: { heading: 'QRIS', note: null, amount: 150_000, currency: 'IDR', ...changes },
  })
  const EMV = '00020101021226570011ID.DANA.WWW'

  it('a page of this session', async () => {
    const redirectUrl = `${provider.url}/c/cs_1/qris`
    expect(must(await charge({ kind: 'redirect', redirectUrl }))).toMatchObject({
      type: 'page',
      url: redirectUrl,
    })
  })

  it('a picture, with the amount that the customer is asked for', async () => {
    const qrImageUrl = `${provider.url}/qr.png`
    const given = must(await charge(instructions({ qrImageUrl, amount: 150_123 })))
    expect(given).toMatchObject({ type: 'image', url: qrImageUrl, amount: 150_123 })
  })

  it('the code itself before any picture of it', async () => {
    const given = await charge(instructions({ qrString: EMV, qrImageUrl: `${provider.url}/qr.png` }))
    expect(must(given)).toMatchObject({ type: 'emv', payload: EMV, amount: 150_000 })
    const bare = await charge({ kind: 'redirect', redirectUrl: 'https://evil.example', qrContent: EMV })
    expect(must(bare)).toMatchObject({ type: 'emv', payload: EMV, amount: null })
  })

  it('counter money: instructions; the merchant’s own picture is no code of this payment', async () => {
    const given = await charge(
      instructions({ heading: 'Tunai\n\u202e', qrImageUrl: 'https://toko.example/q.png' }),
      'cash',
    )
    expect(must(given)).toMatchObject({ type: 'instructions', heading: 'Tunai' })
  })

  it('the accounts to transfer to: whole ones only, as text that cannot hide anything', async () => {
    const whole = { bankName: 'BCA\u202e', accountNumber: '123 456.7890', accountHolder: 'Rina' }
    const given = await charge(
      instructions({
        heading: 'Transfer',
        bankAccounts: [whole, { ...whole, accountNumber: '12' }, { ...whole, accountHolder: '' }, 'x', null],
      }),
      'transfer',
    )
    expect(must(given)).toMatchObject({
      accounts: [{ bank: 'BCA', number: '1234567890', holder: 'Rina' }],
    })
  })

  it.each<[string, unknown, string]>([
    ['a page elsewhere', { kind: 'redirect', redirectUrl: 'https://evil.example/c/cs_1' }, 'redirectUrl'],
    ['a page that is no address', { kind: 'redirect', redirectUrl: 'cs_1' }, 'redirectUrl'],
    ['a picture elsewhere', instructions({ qrImageUrl: 'https://evil.example/qr.png' }), 'qrImageUrl'],
    ['a picture from a file', instructions({ qrImageUrl: 'file:///etc/passwd' }), 'qrImageUrl'],
  ])('%s is refused', async (_, data, field) => {
    expect(failure(await charge(data))).toMatchObject({ type: 'refused', code: 'url_not_allowed', field })
  })

  it('another session’s page is refused', async () => {
    const data = { kind: 'redirect', redirectUrl: `${provider.url}/c/cs_12/qris` }
    expect(failure(await charge(data))).toMatchObject({ code: 'url_not_allowed' })
  })

  it.each<[string, unknown]>([
    ['an unknown kind', { kind: 'popup', url: 'https://plugipay.com/c/cs_1' }],
    ['no kind', {}],
    ['a redirect to nowhere', { kind: 'redirect' }],
    ['instructions without any', { kind: 'instructions' }],
    ['an amount without a currency', instructions({ currency: null })],
    ['an amount that is none', instructions({ amount: 1.5 })],
    ['nothing', null],
  ])('%s is not guessed at', async (_, data) => {
    expect(failure(await charge(data))).toMatchObject({ type: 'unknown', detail: 'invalid_response' })
  })
})

describe('pictures', () => {
  const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
  const picture =
    (type: string, body: Buffer, status = 200): Answering =>
    (response) =>
      void response.writeHead(status, { 'content-type': type }).end(body)
  const fetchImage = (path = '/qr.png') => gateway.fetchImage(`${provider.url}${path}`)

  it('come without our key', async () => {
    provider.answer(picture('image/png; charset=binary', PNG))
    expect([...must(await fetchImage())]).toEqual([...PNG])
    expect(provider.arrived[0]?.headers.authorization).toBeUndefined()
  })

  it.each<[string, Answering, Record<string, unknown>]>([
    ['a page', picture('text/html', PNG), { type: 'refused', code: 'picture_type_not_allowed' }],
    ['a drawing with scripts', picture('image/svg+xml', PNG), { code: 'picture_type_not_allowed' }],
    ['too large', picture('image/png', Buffer.alloc(512 * 1024 + 1)), { code: 'picture_too_large' }],
    ['missing', picture('text/html', PNG, 404), { type: 'not_found' }],
    [
      'moved',
      (r) => void r.writeHead(302, { location: '/other.png' }).end(),
      { type: 'unknown', detail: 'redirect' },
    ],
  ])('%s: not taken', async (_, answer, expected) => {
    provider.answer(answer)
    expect(failure(await fetchImage())).toMatchObject(expected)
    expect(provider.arrived.some(({ target }) => target === '/other.png')).toBe(false)
  })

  it('as large as may be', async () => {
    provider.answer(picture('image/jpeg', Buffer.alloc(512 * 1024)))
    expect(must(await fetchImage())).toHaveLength(512 * 1024)
  })
})
