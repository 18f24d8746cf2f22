import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { changeName } from '../../src/core/ports/gateway-desks.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import { checkProfile, keyModeHint, type PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'
import { verifyWebhook } from '../../src/main/adapters/plugipay/webhook.ts'
import {
  API_KEY,
  attempt,
  bad,
  eventRow,
  failure,
  good,
  json,
  keptLog,
  movedClock,
  must,
  practiceProfile,
  queryOf,
  receiptRow,
  refundRow,
  routeOf,
  SECRET,
  session,
  startOddProvider,
  type Answering,
  type Arrived,
  type OddProvider,
} from './plugipay-provider.ts'

/**
 * The provider's documents contradict each other. One test per contradiction, named by its topic, says what this
 * adapter does so that either document may be right.
 */
let provider: OddProvider

beforeEach(async () => {
  provider = await startOddProvider()
})
afterEach(() => provider.close())

const gatewayFor = (changes: Partial<PlugipayProfile> = {}) =>
  createPlugipayGateway(practiceProfile(provider.url, changes), { clock: movedClock(), log: keptLog() })
const create = (gateway = gatewayFor()) => gateway.create(gateway.prepareCreate(attempt()))
const sent = (at = -1): Arrived => provider.arrived.at(at) as Arrived
const sentBody = () => JSON.parse(sent().body)
const FROM = '2026-01-01T00:00:00.000Z'
const changesAfter = (cursor: string | null = null) =>
  gatewayFor().desks.changes.since({ occurredAfter: FROM, cursor })

describe('reaching the provider', () => {
  it('Origin and prefix: the code’s by default, both can be set, and the check tells which prefix works', async () => {
    const { origin: _, ...rest } = practiceProfile('')
    const live: PlugipayProfile = { ...rest, mode: 'live' }
    expect(must(checkProfile(live))).toMatchObject({ origin: 'https://plugipay.com', prefix: '/api/v1' })
    const pages = { ...live, origin: 'https://api.plugipay.com', prefix: '/v1' }
    expect(must(checkProfile(pages))).toMatchObject({ origin: 'https://api.plugipay.com', prefix: '/v1' })
    provider.answer((response, socket, seen) => {
      const answer = seen.target.startsWith('/v1/') ? good([session()]) : json(404, '<html>')
      answer(response, socket, seen)
    })
    expect(must(await gatewayFor().check()).prefix).toBe('/v1')
  })

  it('Auth: HMAC, and Bearer as an option', async () => {
    provider.answer(good(session()))
    must(await gatewayFor().read('cs_1'))
    expect(sent().headers.authorization).toMatch(
      /^Plugipay-HMAC-SHA256 keyId=ak_test_contoh, scope=\*, signature=/,
    )
    must(await gatewayFor({ auth: { scheme: 'bearer', apiKey: API_KEY } }).read('cs_1'))
    expect(sent().headers.authorization).toBe(`Bearer ${API_KEY}`)
  })

  it('Signed path: exactly the request target, prefix and query included', async () => {
    provider.answer(good([]))
    must(await gatewayFor({ prefix: '/v1' }).list({ status: 'completed' }))
    const { target, headers } = sent()
    expect(target).toMatch(/^\/v1\/checkout-sessions\?.*status=completed/)
    const emptyHash = createHash('sha256').update('').digest('hex')
    const text = ['GET', target, headers['x-plugipay-timestamp'], emptyHash].join('\n')
    const expected = createHmac('sha256', SECRET).update(text).digest('hex')
    expect(headers.authorization).toContain(`signature=${expected}`)
  })

  it('Key prefixes: opaque, every form is used; they only give a hint', async () => {
    provider.answer(good(session()))
    for (const keyId of ['pk_test_1', 'ak_live_1', 'ak_platform_1', 'AKIA.1/x+y=']) {
      must(await gatewayFor({ auth: { scheme: 'hmac', keyId, secret: SECRET } }).read('cs_1'))
      expect(sent().headers.authorization).toContain(`keyId=${keyId},`)
    }
    expect(keyModeHint({ scheme: 'hmac', keyId: 'ak_live_1', secret: SECRET })).toBe('live')
    expect(keyModeHint({ scheme: 'hmac', keyId: 'ak_platform_1', secret: SECRET })).toBeNull()
  })
})

describe('creating', () => {
  it('IDR unit: whole rupiah unless the profile says otherwise, and the echo is told to be compared', async () => {
    provider.answer(good(session({ amount: 15_000_000 })))
    const { facts } = must(await create())
    expect(sentBody().amount).toBe(150_000)
    expect(facts.amount).toBe(15_000_000)
    must(await create(gatewayFor({ amountUnit: 'hundredths' })))
    expect(sentBody().amount).toBe(15_000_000)
  })

  it('lineItems: always sent, an empty list when there are none', async () => {
    provider.answer(good(session()))
    must(await create())
    expect(sentBody().lineItems).toEqual([])
  })

  it('methods: families go out, anything comes in', async () => {
    provider.answer(good(session({ methods: ['va_bca', 'qr', 'kupon'], paymentMethod: 'gopay_later' })))
    expect(must(await create()).facts.method).toBe('gopay_later')
    expect(sentBody().methods).toEqual(['qris'])
  })

  it('Default expiry: never relied on, and what comes back counts', async () => {
    provider.answer(good(session({ expiresAt: '2026-01-02T00:00:00+07:00' })))
    const { facts } = must(await create())
    expect(sentBody().expiresInSec).toBe(900)
    expect(facts.expiresAt).toBe('2026-01-01T17:00:00.000Z')
  })

  it('Minimum expiry: a longer life than asked for is seen, so that the till can cancel by itself', async () => {
    const hourLater = '2026-01-01T01:00:00.000Z'
    provider.answer(good(session({ expiresAt: hourLater })))
    expect(must(await create()).facts.expiresAt).toBe(hourLater)
    provider.answer(good(session({ status: 'canceled', expiresAt: hourLater })))
    expect(must(await gatewayFor().cancel('cs_1', 'k'))?.facts.status).toBe('canceled')
  })

  it('Double click: one key and one body per attempt, however often it is sent', async () => {
    provider.answer(good(session()))
    const gateway = gatewayFor()
    const call = gateway.prepareCreate(attempt())
    expect(gateway.prepareCreate(attempt())).toEqual(call)
    await Promise.all([gateway.create(call), gateway.create(call)])
    const keys = provider.arrived.map(({ headers, body }) => [headers['idempotency-key'], body])
    expect(keys).toEqual([
      [call.idempotencyKey, call.body],
      [call.idempotencyKey, call.body],
    ])
  })
})

describe('what a session says', () => {
  const statusOf = async (status: string) => {
    provider.answer(good(session({ status })))
    return must(await gatewayFor().read('cs_1')).facts.status
  }

  it('`cancelled` / `canceled`: both', async () => {
    expect([await statusOf('cancelled'), await statusOf('canceled')]).toEqual(['canceled', 'canceled'])
  })

  it('`pending`: known, and still waiting for money', async () => {
    expect(await statusOf('pending')).toBe('paying')
  })

  it('`failed`, `refunded`: known; what nobody knows keeps waiting', async () => {
    expect([await statusOf('failed'), await statusOf('refunded'), await statusOf('on_hold')]).toEqual([
      'failed',
      'refunded',
      'unknown',
    ])
  })
})

describe('cancel and confirm', () => {
  it('Cancel allowed from: it is tried in any state; refused, the session is read again and completed wins', async () => {
    const gateway = gatewayFor()
    provider.answer(bad(409, 'conflict'), good(session({ status: 'completed', completedAt: FROM })))
    expect(failure(await gateway.cancel('cs_1', 'k')).type).toBe('conflict')
    expect(must(await gateway.read('cs_1')).facts.status).toBe('completed')
  })

  it('Cancel call: POST cancel, no DELETE', async () => {
    provider.answer(good(session({ status: 'canceled' })))
    must(await gatewayFor().cancel('cs_1', 'k'))
    expect(provider.arrived.map(routeOf)).toEqual(['POST /checkout-sessions/cs_1/cancel'])
  })

  it('Confirm: what tells a manual review apart is read, each refusal is a value, and a repeat is harmless', async () => {
    const gateway = gatewayFor()
    provider.answer(good(session({ status: 'pending_review', adapter: 'manual' })))
    expect(must(await gateway.read('cs_1')).facts).toMatchObject({ status: 'review', manual: true })
    provider.answer(good(session({ status: 'pending_review', adapter: 'xendit' })))
    expect(must(await gateway.read('cs_1')).facts).toMatchObject({ status: 'review', manual: false })
    provider.answer(bad(409, 'invalid_state_transition'), bad(403, 'forbidden'))
    expect(failure(await gateway.confirm('cs_1')).type).toBe('conflict')
    expect(failure(await gateway.confirm('cs_1'))).toMatchObject({
      type: 'unauthorized',
      reason: 'forbidden',
    })
    provider.answer(good(session({ status: 'completed', completedAt: FROM })))
    expect(must(await gateway.confirm('cs_1'))?.facts.status).toBe('completed')
    expect(sent().headers).not.toHaveProperty('idempotency-key')
  })

  it('DELETE answer: an empty success is a success, with an envelope or without', async () => {
    provider.answer((response) => void response.writeHead(204).end())
    expect(must(await gatewayFor().cancel('cs_1', 'k'))).toBeNull()
    provider.answer(good(null))
    expect(must(await gatewayFor().cancel('cs_1', 'k'))).toBeNull()
  })
})

describe('refusals', () => {
  it('Wrong-state code: any 409 is a conflict, to be read again', async () => {
    for (const code of ['invalid_state_transition', 'conflict', 'state_conflict', '']) {
      provider.answer(bad(409, code))
      expect(failure(await gatewayFor().cancel('cs_1', 'k')).type).toBe('conflict')
      expect(failure(await gatewayFor().confirm('cs_1')).type).toBe('conflict')
    }
  })

  it('Missing method: 400 or 422, both are refused for good and never sent again', async () => {
    provider.answer(bad(400, 'method_unavailable'), bad(422, 'adapter_not_configured'))
    const told = [failure(await create()), failure(await create())]
    expect(told.map(({ type }) => type)).toEqual(['refused', 'refused'])
    expect(provider.arrived).toHaveLength(2)
  })

  it('Key reuse code: any 409 on a create is a conflict, and no new key is made up', async () => {
    for (const code of ['idempotency_key_reused', 'idempotency_mismatch']) {
      provider.answer(bad(409, code))
      expect(failure(await create())).toMatchObject({ type: 'conflict', code })
    }
    const keys = provider.arrived.map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual([attempt().idempotencyKey, attempt().idempotencyKey])
  })

  it('Code letter case: compared in lower case', async () => {
    for (const code of ['INVALID_TIMESTAMP', 'Timestamp_Skew']) {
      provider.answer(bad(401, code))
      expect(failure(await create())).toMatchObject({ reason: 'clock_off', code: code.toLowerCase() })
    }
  })

  it('SDK retries: our own; a read is tried three times, a write once', async () => {
    provider.answer(bad(503, 'service_unavailable'))
    expect(failure(await gatewayFor().read('cs_1')).type).toBe('unknown')
    expect(provider.arrived).toHaveLength(3)
    expect(failure(await create()).type).toBe('unknown')
    expect(provider.arrived).toHaveLength(4)
  })
})

describe('lists', () => {
  it.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['meta.cursor', { cursor: 'c1', hasMore: true }, { cursor: 'c2', hasMore: false }],
    [
      'meta.page',
      { page: { nextCursor: 'c1', hasMore: true } },
      { page: { nextCursor: 'c2', hasMore: false } },
    ],
  ])('List meta: %s is read, and no more is the end whatever the cursor', async (_, more, last) => {
    provider.answer(good([session()], more), good([session()], last))
    expect(must(await gatewayFor().list({})).nextCursor).toBe('c1')
    expect(must(await gatewayFor().list({})).nextCursor).toBeNull()
  })

  it('Date filters, order: the code’s names are sent; what comes is filtered and sorted here', async () => {
    const row = (id: string, createdAt: string) => session({ id, createdAt })
    const rows = [
      row('cs_3', '2026-01-01T00:03:00Z'),
      row('cs_2', '2026-01-01T00:02:00Z'),
      row('cs_1', '2025-12-31T00:01:00Z'),
    ]
    provider.answer(good(rows, { cursor: 'c1' }))
    const page = must(await gatewayFor().list({ createdAfter: FROM }))
    expect(page.sessions.map(({ facts }) => facts.sessionId)).toEqual(['cs_2', 'cs_3'])
    expect(page.nextCursor).toBeNull()
    expect(queryOf(sent())).toEqual({ createdAfter: FROM, order: 'asc', limit: '100' })
  })

  it('Page size: never more than 100', async () => {
    provider.answer(good([]))
    const { list, find, desks } = gatewayFor()
    must(await list({ limit: 500 }))
    must(await find({ tenderId: 't1', attemptId: 'a1', createdAfter: FROM }))
    must(await changesAfter())
    must(await desks.refunds.ofCharge('pay_1'))
    must(await desks.receipts.issued({ issuedAfter: FROM, cursor: null }))
    must(await desks.customers.search('sari'))
    expect(provider.arrived.map((each) => queryOf(each)['limit'])).toEqual(Array(6).fill('100'))
  })
})

describe('receipts, events and refunds', () => {
  const linkFor = async (data: unknown) => {
    provider.answer(good(data))
    return must(await gatewayFor().desks.receipts.link('cs_1'))
  }

  it('Receipt link: what receipt-link says, in either form', async () => {
    const forms = [`${provider.url}/c/cs_1/receipt`, `${provider.url}/r/rcpt_1`]
    expect([await linkFor({ url: forms[0] }), await linkFor({ url: forms[1] })]).toEqual(forms)
    expect(new Set(provider.arrived.map(routeOf))).toEqual(
      new Set(['GET /checkout-sessions/cs_1/receipt-link']),
    )
  })

  const delivery = (name: string, body: string) => {
    const t = 1_767_225_600
    const digest = createHmac('sha256', 'whsec_contoh').update(`${t}.${body}`).digest('hex')
    const headers = { [name]: `t=${t},v1=${digest}` }
    return verifyWebhook({ headers, rawBody: Buffer.from(body), secret: 'whsec_contoh', nowMs: t * 1000 })
  }

  it('Webhook header: with and without X-, in any case', () => {
    const body = JSON.stringify(eventRow())
    for (const name of [
      'X-Plugipay-Signature',
      'Plugipay-Signature',
      'x-plugipay-signature',
      'PLUGIPAY-signature',
    ]) {
      expect(must(delivery(name, body)).sessionId).toBe('cs_1')
    }
    expect(delivery('Plugipay-Signature-2', body).ok).toBe(false)
  })

  it('Event names: long or short, they are the same event of the same session', async () => {
    const long = eventRow({ id: 'e1' })
    const short = { ...eventRow({ id: 'e2', type: 'checkout_session.completed' }), data: { id: 'cs_1' } }
    provider.answer(good([long, short]))
    const { changes } = must(await changesAfter())
    expect(changes.map(({ type }) => changeName(type))).toEqual(Array(2).fill('checkout_session.completed'))
    expect(changes.map(({ sessionId }) => sessionId)).toEqual(['cs_1', 'cs_1'])
    expect(must(delivery('Plugipay-Signature', JSON.stringify(short)))).toMatchObject({ sessionId: 'cs_1' })
  })

  it('Event order default: never left to the provider', async () => {
    provider.answer(good([]))
    must(await changesAfter())
    expect(queryOf(sent())['order']).toBe('asc')
  })

  it('Refund reason: one of four; the cashier’s words travel as metadata', async () => {
    provider.answer(good(refundRow()))
    const { refunds } = gatewayFor().desks
    const reasons = ['requested_by_customer', 'duplicate', 'fraudulent', 'other'] as const
    for (const reason of reasons) {
      const asked = { chargeId: 'pay_1', amount: amountOf(1), currency: 'IDR', reason } as const
      const metadata = { words: 'kopinya tumpah' }
      must(await refunds.send(refunds.prepare({ ...asked, metadata, idempotencyKey: `k-${reason}` })))
      expect(sentBody()).toEqual({ chargeId: 'pay_1', amount: 1, reason, metadata })
    }
    // what does not come from our own four is a bug, not something to send
    const odd = {
      chargeId: 'pay_1',
      amount: null,
      currency: 'IDR',
      metadata: {},
      idempotencyKey: 'k',
    } as const
    expect(() => refunds.prepare({ ...odd, reason: 'customer_request' as 'other' })).toThrow(RangeError)
  })

  it('Refund `canceled`: over without money, like a failed one', async () => {
    provider.answer(good([refundRow({ status: 'canceled' })]))
    expect(must(await gatewayFor().desks.refunds.ofCharge('pay_1'))[0]?.status).toBe('failed')
  })
})

describe('routes that only some documents know', () => {
  /** Every call of the adapter once, each with an answer that it accepts. */
  async function callEverything(): Promise<readonly string[]> {
    const answers: Readonly<Record<string, Answering>> = {
      'GET /checkout-sessions': good([session()]),
      'GET /checkout-sessions/cs_1/receipt': good(receiptRow()),
      'GET /checkout-sessions/cs_1/receipt-link': good({ id: 'rcpt_1' }),
      'GET /customers': good([]),
      'GET /events': good([eventRow()]),
      'GET /receipts': good([receiptRow()]),
      'GET /refunds': good([refundRow()]),
      'POST /checkout-sessions/cs_1/receipt/email': good({ to: 'a@b.example' }),
      'POST /customers': good({ id: 'cus_1', name: 'Sari' }),
      'POST /refunds': good(refundRow()),
      'POST /public/checkout/sessions/cs_1/charge': good({ kind: 'instructions', instructions: {} }),
      'POST /public/checkout/sessions/cs_1/proof-image': good({ proofUrl: 'https://cdn.example/1' }),
    }
    provider.answer((response, socket, seen) => {
      const answer = answers[routeOf(seen)] ?? good(session())
      answer(response, socket, seen)
    })
    const { desks, ...gateway } = gatewayFor()
    const asked = { chargeId: 'pay_1', amount: null, currency: 'IDR', reason: 'other', metadata: {} } as const
    const customer = { name: 'Sari', email: null, phone: null, idempotencyKey: 'k' }
    const bytes = new Uint8Array(Buffer.from('ffd8ffe0', 'hex'))
    must(await gateway.create(gateway.prepareCreate(attempt())))
    must(await gateway.charge('cs_1', 'cash'))
    must(await gateway.read('cs_1'))
    must(await gateway.find({ tenderId: 't1', attemptId: 'a1', createdAfter: FROM }))
    must(await gateway.list({}))
    must(await gateway.cancel('cs_1', 'k'))
    must(await gateway.confirm('cs_1'))
    must(await gateway.check())
    must(await desks.changes.since({ occurredAfter: FROM, cursor: null }))
    must(await desks.receipts.read('cs_1'))
    must(await desks.receipts.issued({ issuedAfter: FROM, cursor: null }))
    must(await desks.receipts.fetch('cs_1', 'json'))
    must(await desks.receipts.link('cs_1'))
    must(await desks.receipts.email('cs_1', 'a@b.example', 'k'))
    must(await desks.refunds.send(desks.refunds.prepare({ ...asked, idempotencyKey: 'k' })))
    must(await desks.refunds.ofCharge('pay_1'))
    must(await desks.customers.search('sari'))
    must(await desks.customers.create(customer))
    must(await desks.proofs.claim('cs_1', null))
    must(await desks.proofs.upload('cs_1', { bytes, contentType: 'image/jpeg' }))
    must(await desks.shop.brand())
    return provider.arrived.map(routeOf)
  }

  it('Payments resource: sessions, receipts and refunds are enough', async () => {
    const routes = await callEverything()
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter((route) => /^\w+ \/payments/.test(route))).toEqual([])
  })

  it('Webhook management route: neither the one nor the older one; a till at the counter cannot be delivered to', async () => {
    const routes = await callEverything()
    expect(routes.filter((route) => /webhook/.test(route))).toEqual([])
  })
})
