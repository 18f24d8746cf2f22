import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { faultEngine, faultPlanSchema } from '../../src/simulator/faults.ts'
import { codeOf, dataOf, idOf, shop, statusOf } from './running.ts'
import { send } from './till.ts'

const onCreate = (action: object, match: object = {}) => ({
  rules: [{ match: { method: 'POST', path: '/checkout-sessions', ...match }, action }],
})

describe('a fault plan', () => {
  it('drops the first create before anything is booked, and lets the second through', async () => {
    const { till, hand } = await shop()
    await hand('PUT', '/faults', onCreate({ type: 'dropBeforeCommit' }, { nth: 1 }))
    await expect(till.create({}, 'k')).rejects.toThrow()
    expect((await hand('GET', '/books')).json['sessions']).toEqual([])
    expect((await till.create({}, 'k')).status).toBe(201)
  })

  it('drops an answer after the provider has acted; the same key finds the session', async () => {
    const { till, hand } = await shop()
    await hand('PUT', '/faults', onCreate({ type: 'dropAfterCommit' }, { nth: 1 }))
    await expect(till.create({}, 'k')).rejects.toThrow()
    const booked = (await hand('GET', '/books')).json['sessions']
    expect(idOf(await till.create({}, 'k'))).toBe(booked?.[0]?.['id'])
    expect((await hand('GET', '/books')).json['sessions']?.length).toBe(1)
  })

  it.each([
    [{ type: 'status', status: 503 }, 503, 0],
    [{ type: 'status', status: 500, afterCommit: true }, 500, 1],
    [{ type: 'html502' }, 502, 0],
    [{ type: 'html502', afterCommit: true }, 502, 1],
    [{ type: 'tooMany', retryAfterSec: 7 }, 429, 0],
  ])('%j answers %i and leaves %i session', async (action, status, booked) => {
    const { till, hand } = await shop()
    await hand('PUT', '/faults', onCreate(action))
    const answered = await till.create()
    expect(answered.status).toBe(status)
    if (status === 429) expect(answered.headers['retry-after']).toBe('7')
    if (status === 502) expect(answered.text).toContain('<html>')
    expect((await hand('GET', '/books')).json['sessions']?.length).toBe(booked)
  })

  it('bends answers: half a body, another content type, other figures', async () => {
    const { till, hand } = await shop()
    const id = idOf(await till.create())
    const bent = async (action: object) => {
      await hand('PUT', '/faults', { rules: [{ match: { path: '/checkout-sessions/*' }, action }] })
      return till.get(`/checkout-sessions/${id}`)
    }
    const truncated = await bent({ type: 'truncatedJson' })
    expect([truncated.status, truncated.json]).toEqual([200, {}])
    await expect(bent({ type: 'cutBody' })).rejects.toThrow()
    expect((await bent({ type: 'wrongContentType' })).headers['content-type']).toBe('text/html')
    expect(statusOf(await bent({ type: 'statusFlap', status: 'disputed' }))).toBe('disputed')
    expect(dataOf(await bent({ type: 'wrongAmount' }))['amount']).toBe(15_000_000)
    expect(dataOf(await bent({ type: 'wrongCurrency' }))['currency']).toBe('USD')
    expect(
      dataOf(await bent({ type: 'rewrite', set: { hostedUrl: 'https://example.org/c/x' } }))['hostedUrl'],
    ).toBe('https://example.org/c/x')
    expect(statusOf(await bent({ type: 'trickle', bytes: 100, everyMs: 1 }))).toBe('open')
    await hand('DELETE', '/faults')
    expect(dataOf(await till.get(`/checkout-sessions/${id}`))).toMatchObject({
      status: 'open',
      amount: 150_000,
    })
  })

  it('a long delay does not keep the service from stopping', async () => {
    const { till, hand, close } = await shop()
    await hand('PUT', '/faults', onCreate({ type: 'delay', ms: 600_000 }))
    const waiting = till.create().catch((cause: unknown) => cause)
    while (Number((await hand('GET', '/requests')).json['last']) === 0) continue
    await close()
    expect(await waiting).toBeInstanceOf(Error)
  })

  it('skews the provider’s clock for the requests it strikes', async () => {
    const { till, hand } = await shop()
    await hand('PUT', '/faults', {
      rules: [{ match: { nth: 1 }, action: { type: 'clockSkew', seconds: -900 } }],
    })
    const skewed = await till.get('/checkout-sessions')
    expect(codeOf(skewed)).toBe('timestamp_skew')
    expect(Date.parse(String(skewed.headers['date']))).toBeLessThan(Date.now() - 890_000)
    expect((await till.get('/checkout-sessions')).status).toBe(200)
  })

  it('strikes the same requests again with the same seed', () => {
    const plan = faultPlanSchema.parse({
      seed: 7,
      rules: [{ match: { probability: 0.3 }, action: { type: 'dropBeforeCommit' } }],
    })
    const run = (seed: number) => {
      const engine = faultEngine({ ...plan, seed }, 1)
      return [...Array(60).keys()].map(() => engine.strike('GET', '/checkout-sessions') !== null)
    }
    expect(run(7)).toEqual(run(7))
    expect(run(7)).not.toEqual(run(8))
    expect(run(7).filter(Boolean).length).toBeGreaterThan(5)
  })

  it('a plan with an unknown word is refused and changes nothing', async () => {
    const { till, hand } = await shop()
    expect((await hand('PUT', '/faults', { rules: [{ action: { type: 'gempa' } }] })).status).toBe(400)
    expect((await hand('PUT', '/faults', { rules: [{ acton: {} }] })).status).toBe(400)
    expect((await till.create()).status).toBe(201)
  })
})

describe('the tester’s hand', () => {
  it('cannot be driven by a web page: not by its Origin, not under another name', async () => {
    const { till, url } = await shop()
    const target = `/_sim/sessions/${idOf(await till.create())}/pay`
    const attempts: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Host: 'evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]
    for (const headers of attempts) {
      expect((await send(url, { method: 'POST', target, headers })).status).toBe(403)
    }
    expect((await send(url, { method: 'POST', target, headers: { Host: 'localhost:1' } })).status).toBe(200)
  })

  it('keeps a log with keys and bodies, but no signatures', async () => {
    const { till, hand } = await shop()
    await till.create({}, 'wcs:1')
    const last = Number((await hand('GET', '/requests')).json['last'])
    await till.create({}, 'wcs:1')
    const log = await hand('GET', `/requests?since=${last}`)
    expect(log.json['requests']).toMatchObject([
      {
        method: 'POST',
        target: '/api/v1/checkout-sessions',
        idempotencyKey: 'wcs:1',
        keyId: 'ak_test_simulator',
        status: 201,
        isReplay: true,
        fault: null,
      },
    ])
    expect(log.json['requests']?.[0]?.['body']).toContain('"amount":150000')
    expect(log.text).not.toContain('signature')
  })

  it('an outage cuts every line but its own', async () => {
    const { till, hand } = await shop()
    await hand('POST', '/outage', { on: true })
    await expect(till.get('/checkout-sessions')).rejects.toThrow()
    await hand('POST', '/outage', { on: false })
    expect((await till.get('/checkout-sessions')).status).toBe(200)
  })

  it('moves a session as buyer, bank and time do', async () => {
    const { till, hand } = await shop()
    for (const [move, status] of [
      ['fail', 'failed'],
      ['expire', 'expired'],
      ['cancel-by-customer', 'canceled'],
    ]) {
      const id = idOf(await till.create())
      await hand('POST', `/sessions/${id}/${move}`)
      expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe(status)
    }
    expect((await hand('POST', '/sessions/cs_x/pay')).status).toBe(404)
    expect((await hand('POST', '/clock', { advanceSec: 'banyak' })).status).toBe(400)
  })
})

it('rubbish on the socket does not stop the service', async () => {
  const { till, url } = await shop()
  for (const rubbish of [
    '\u0000\u0001\r\n\r\n',
    'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
    'POST /_sim/clock HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{"a"',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(rubbish))
      socket
        .on('close', () => resolve())
        .on('error', () => resolve())
        .resume()
    })
  }
  expect((await till.get('/checkout-sessions')).status).toBe(200)
})

it('money that a booking session gets by another method is the provider’s, not the shop’s word', async () => {
  const { till, hand, charge } = await shop()
  const id = idOf(await till.create({ methods: ['cash', 'qris'] }))
  await charge(id, 'cash')
  await hand('POST', `/sessions/${id}/pay`, { method: 'qris', amount: 149_000 })
  const paid = dataOf(await till.get(`/checkout-sessions/${id}`))
  expect(paid).toMatchObject({
    status: 'completed',
    adapter: 'xendit',
    paymentMethod: 'qris',
    amount: 149_000,
  })
  expect(paid['paymentId']).toMatch(/^pay_/)
})
