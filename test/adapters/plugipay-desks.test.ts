import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayDesks } from '../../src/core/ports/gateway-desks.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import { checkProfile, type PlugipayProfile } from '../../src/main/adapters/plugipay/profile.ts'
import { createTransport } from '../../src/main/adapters/plugipay/transport.ts'
import {
  API_KEY,
  type Arrived,
  bad,
  eventRow,
  expectedSignature,
  failure,
  good,
  keptLog,
  movedClock,
  must,
  type OddProvider,
  practiceProfile,
  queryOf,
  routeOf,
  SECRET,
  sentSignature,
  startOddProvider,
} from './plugipay-provider.ts'

let provider: OddProvider
let log: ReturnType<typeof keptLog>
let desks: GatewayDesks

const desksFor = (changes: Partial<PlugipayProfile> = {}): GatewayDesks =>
  createPlugipayGateway(practiceProfile(provider.url, changes), { clock: movedClock(), log }).desks

beforeEach(async () => {
  provider = await startOddProvider()
  log = keptLog()
  desks = desksFor()
})
afterEach(() => provider.close())

const lastArrived = (): Arrived => provider.arrived.at(-1) as Arrived
const unknown = { type: 'unknown', detail: 'invalid_response' }

describe('the feed of changes', () => {
  const AFTER = '2026-01-01T00:00:00.000Z'
  const since = (cursor: string | null = null) => desks.changes.since({ occurredAfter: AFTER, cursor })
  const at = (minute: number, id: string) =>
    eventRow({ id, occurredAt: `2026-01-01T00:${String(minute).padStart(2, '0')}:00.000Z` })
  const ids = async (cursor: string | null = null) => must(await since(cursor)).changes.map(({ id }) => id)

  it('is asked for from a time on, oldest first, a hundred at once', async () => {
    provider.answer(good([eventRow()], { cursor: 'c1', hasMore: true }))
    expect(must(await since())).toEqual({
      changes: [
        {
          id: 'evt_1',
          type: 'plugipay.checkout_session.completed.v1',
          occurredAt: '2026-01-01T00:05:00.000Z',
          sessionId: 'cs_1',
        },
      ],
      nextCursor: 'c1',
    })
    await since('c1')
    expect(provider.arrived.map(queryOf)).toEqual([
      { occurredAfter: AFTER, order: 'asc', limit: '100' },
      { occurredAfter: AFTER, order: 'asc', limit: '100', cursor: 'c1' },
    ])
  })

  it('the pages’ shape is read too', async () => {
    const row = {
      id: 'evt_2',
      type: 'checkout_session.completed',
      createdAt: '2026-01-01T00:06:00Z',
      workspaceId: 'ws_1',
      data: { id: 'cs_2' },
      previousAttributes: {},
    }
    provider.answer(good([row], { page: { nextCursor: null, hasMore: false } }))
    expect(must(await since()).changes).toEqual([
      {
        id: 'evt_2',
        type: 'checkout_session.completed',
        occurredAt: '2026-01-01T00:06:00.000Z',
        sessionId: 'cs_2',
      },
    ])
  })

  it('from a provider that understands neither order nor time it is in order, and ends in time', async () => {
    provider.answer(good([at(9, 'e3'), at(7, 'e2')], { cursor: 'c1' }))
    expect(must(await since())).toMatchObject({ changes: [{ id: 'e2' }, { id: 'e3' }], nextCursor: 'c1' })
    const old = eventRow({ id: 'e0', occurredAt: '2025-12-31T23:59:59.000Z' })
    provider.answer(good([at(1, 'e1'), old], { cursor: 'c2' }))
    expect(must(await since('c1'))).toMatchObject({ changes: [{ id: 'e1' }], nextCursor: null })
  })

  it('one odd event hides no other', async () => {
    provider.answer(good([{ id: 7 }, null, eventRow({ occurredAt: 'soon' }), at(5, 'e5')]))
    expect(await ids()).toEqual(['e5'])
    expect(log.lines.filter((line) => line.includes('event_unreadable'))).toHaveLength(3)
  })

  it('a circle of cursors is left, however long; the same page asked twice is no circle', async () => {
    const next = async (cursor: string | null, answer: string) => {
      provider.answer(good([eventRow()], { cursor: answer, hasMore: true }))
      return must(await since(cursor)).nextCursor
    }
    expect(await next(null, 'c1')).toBe('c1')
    expect(await next('c1', 'c2')).toBe('c2')
    expect(await next('c1', 'c2')).toBe('c2')
    expect(await next('c2', 'c3')).toBe('c3')
    expect(await next('c3', 'c1')).toBeNull()
    expect(await next('c3', 'c3')).toBeNull()
    expect(await next(null, 'c1')).toBe('c1')
  })

  it('that is no list is unknown', async () => {
    provider.answer(good({ events: [] }))
    expect(failure(await since())).toMatchObject(unknown)
  })
})

describe('customers', () => {
  const customer = (changes: Record<string, unknown> = {}) => ({
    id: 'cus_1',
    name: 'Ibu Sari',
    email: 'sari@contoh.example',
    phone: '+62 812-3456-7890',
    ...changes,
  })

  it('a whole address is asked for, the rest is looked through', async () => {
    provider.answer(good([customer(), customer({ id: 'cus_2', name: 'Pak Budi', email: null, phone: null })]))
    expect(must(await desks.customers.search('sari@contoh.example'))).toHaveLength(1)
    expect(queryOf(lastArrived())).toMatchObject({ email: 'sari@contoh.example' })
    expect(must(await desks.customers.search('BUDI'))).toMatchObject([{ customerId: 'cus_2' }])
    expect(queryOf(lastArrived())).not.toHaveProperty('email')
  })

  it.each(['081234567890', '+62812 3456', '3456-7890'])('the number %s is found', async (text) => {
    provider.answer(good([customer(), customer({ id: 'cus_2', phone: '0899' })]))
    expect(must(await desks.customers.search(text)).map(({ customerId }) => customerId)).toEqual(['cus_1'])
  })

  it('at most twenty, from at most five pages', async () => {
    const many = Array.from({ length: 100 }, (_, at) => customer({ id: `cus_${at}` }))
    provider.answer(good(many, { cursor: 'c1' }))
    expect(must(await desks.customers.search('sari'))).toHaveLength(20)
    expect(provider.arrived).toHaveLength(1)
    let count = 0
    provider.answer((...given) => {
      count += 1
      good(many, { cursor: `d${count}` })(...given)
    })
    expect(must(await desks.customers.search('wati'))).toEqual([])
    expect(count).toBe(5)
  })

  it('what they are called is one clean line; without a name it is what else is known', async () => {
    provider.answer(good(customer({ name: 'Ibu\u0000\n\u202eSari', phone: 7 })))
    const input = { name: 'Ibu Sari', email: null, phone: '0812', idempotencyKey: 'k' }
    expect(must(await desks.customers.create(input))).toEqual({
      customerId: 'cus_1',
      name: 'Ibu Sari',
      email: 'sari@contoh.example',
      phone: null,
    })
    expect(lastArrived().body).toBe('{"name":"Ibu Sari","phone":"0812"}')
    provider.answer(good(customer({ name: '  ' })))
    expect(must(await desks.customers.create(input)).name).toBe('sari@contoh.example')
  })

  it('nothing personal comes back in a failure or stands in the log', async () => {
    const message = 'SARI@contoh.example and 0812 are taken by Ibu Sari (a+b)'
    provider.answer(bad(400, 'validation_error', { message }))
    const told = [
      await desks.customers.create({
        name: 'Ibu Sari',
        email: 'sari@contoh.example',
        phone: '0812',
        idempotencyKey: 'k',
      }),
      await desks.customers.search('Ibu Sari'),
      await desks.customers.search('(a+b)'),
      await desks.receipts.email('cs_1', 'sari@contoh.example', 'k'),
    ]
    expect(told[0]).toMatchObject({
      error: { message: '[personal] and [personal] are taken by [personal] (a+b)' },
    })
    expect(told[2]).toMatchObject({ error: { message: expect.stringContaining('[personal]') } })
    expect(log.lines).toHaveLength(4)
    expect(log.lines[0]).not.toMatch(/sari|0812/i)
    expect(log.lines[1]).not.toMatch(/Ibu Sari/i)
    expect(log.lines[3]).not.toMatch(/sari@/i)
  })
})

describe('evidence', () => {
  const PNG = new Uint8Array(Buffer.from('89504e470d0a1a0a0001ff', 'hex'))
  const JPEG = new Uint8Array(Buffer.from('ffd8ffe000', 'hex'))

  it('a claim goes to the public door without any key', async () => {
    provider.answer(good({ id: 'cs_1', status: 'pending_review' }))
    must(await desks.proofs.claim('cs_1', null))
    must(await desks.proofs.claim('cs_1', 'https://cdn.example/p/1.png'))
    const [bare, proven] = provider.arrived as [Arrived, Arrived]
    expect(bare).toMatchObject({ target: '/api/v1/public/checkout/sessions/cs_1/buyer-claim', body: '{}' })
    expect(bare.headers).not.toHaveProperty('authorization')
    expect(bare.headers).not.toHaveProperty('idempotency-key')
    expect(proven.body).toBe('{"proofUrl":"https://cdn.example/p/1.png"}')
  })

  it.each([
    'javascript:alert(1)',
    'https://10.0.0.4/p.png',
    'file:///etc/passwd',
    'https://u:p@cdn.example/p',
  ])('%s is no address of a proof, going or coming', async (proofUrl) => {
    expect(failure(await desks.proofs.claim('cs_1', proofUrl))).toMatchObject({ code: 'url_not_allowed' })
    expect(provider.arrived).toEqual([])
    provider.answer(good({ proofUrl }))
    const upload = desks.proofs.upload('cs_1', { bytes: PNG, contentType: 'image/png' })
    expect(failure(await upload)).toMatchObject({ code: 'url_not_allowed', field: 'proofUrl' })
  })

  it.each([
    ['image/png', PNG, 'proof.png'],
    ['image/jpeg', JPEG, 'proof.jpg'],
  ] as const)(
    'a picture (%s) is uploaded as a form, byte for byte, without any key',
    async (contentType, bytes, name) => {
      provider.answer(good({ proofUrl: 'https://cdn.example/p/1' }))
      expect(must(await desks.proofs.upload('cs_1', { bytes, contentType }))).toEqual({
        proofUrl: 'https://cdn.example/p/1',
      })
      const seen = lastArrived()
      expect(routeOf(seen)).toBe('POST /public/checkout/sessions/cs_1/proof-image')
      expect(seen.headers).not.toHaveProperty('authorization')
      const type = String(seen.headers['content-type'])
      const form = await new Response(new Uint8Array(seen.bytes), {
        headers: { 'content-type': type },
      }).formData()
      const uploaded = form.get('file') as File
      expect([uploaded.name, uploaded.type]).toEqual([name, contentType])
      expect(new Uint8Array(await uploaded.arrayBuffer())).toEqual(bytes)
      expect(seen.headers['content-length']).toBe(String(seen.bytes.length))
    },
  )

  it('what only calls itself a picture is not sent', async () => {
    for (const contentType of ['image/png', 'image/jpeg'] as const) {
      const bytes = new Uint8Array(Buffer.from('<svg onload=alert(1)>'))
      const refused = failure(await desks.proofs.upload('cs_1', { bytes, contentType }))
      expect(refused).toMatchObject({ type: 'refused', code: 'picture_type_not_allowed' })
    }
    expect(provider.arrived).toEqual([])
  })

  it('an upload behind the key would be signed as if it were empty', async () => {
    provider.answer(good({}))
    const profile = must(checkProfile(practiceProfile(provider.url)))
    const transport = createTransport(profile, { clock: movedClock(), log })
    const body = { contentType: 'multipart/form-data; boundary=x', bytes: new Uint8Array([45, 45, 120]) }
    must(
      await transport.call({ effect: 'write', method: 'POST', path: '/manual', body, idempotencyKey: 'k' }),
    )
    expect(lastArrived().body).toBe('--x')
    expect(sentSignature(lastArrived())).toBe(expectedSignature(lastArrived()))
  })
})

describe('the shop', () => {
  const brand = async (settings: Record<string, unknown>) => {
    provider.answer(good(settings))
    return must(await desks.shop.brand())
  }

  it('is told as it is set', async () => {
    const settings = {
      brandName: 'Warung Contoh',
      brandLogoUrl: 'https://cdn.example/logo.png',
      brandAccentColor: '#3B3FD8',
      brandTagline: 'Enak',
      enabledMethods: ['va_bca', 'qris', 'gopay'],
      methodOrder: ['qris', 'va_bca'],
    }
    expect(await brand(settings)).toEqual({
      name: 'Warung Contoh',
      logoUrl: 'https://cdn.example/logo.png',
      accent: '#3b3fd8',
      tagline: 'Enak',
      methods: ['qris', 'va_bca', 'gopay'],
    })
    expect(routeOf(lastArrived())).toBe('GET /checkout/settings')
  })

  it.each(['red', '#fff', '#12345g', '#123456;}', 'url(x)', 7, null])(
    '%j is no accent',
    async (brandAccentColor) => {
      expect((await brand({ brandAccentColor })).accent).toBeNull()
    },
  )

  it.each([
    'http://cdn.example/logo.png',
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    'https://192.168.1.1/logo.png',
    'https://localhost/logo.png',
    'https://u:p@cdn.example/x.png',
    `https://cdn.example/${'x'.repeat(3000)}`,
    7,
    null,
  ])('%j is no logo', async (brandLogoUrl) => expect((await brand({ brandLogoUrl })).logoUrl).toBeNull())

  it('what else is odd counts as not set', async () => {
    const settings = {
      brandName: 'A\u202eB\n'.repeat(100),
      brandTagline: { html: '<b>' },
      enabledMethods: ['qris', 'qris', '<script>', 7, 'x'.repeat(65)],
      methodOrder: 'qris',
    }
    const told = await brand(settings)
    expect(told).toMatchObject({ tagline: null, methods: ['qris'] })
    expect(told.name).toMatch(/^[AB ]{1,100}$/)
    expect(await brand({})).toEqual({ name: null, logoUrl: null, accent: null, tagline: null, methods: [] })
  })

  it('settings that are none are unknown', async () => {
    provider.answer(good([]))
    expect(failure(await desks.shop.brand())).toMatchObject(unknown)
  })
})

describe('secrets at the desks', () => {
  it.each([
    ['hmac', {}, SECRET],
    ['bearer', { auth: { scheme: 'bearer', apiKey: API_KEY } }, API_KEY],
  ] as const)('stand in no failure and no log (%s), not even cut in half', async (_, changes, secret) => {
    desks = desksFor(changes)
    const told: unknown[] = []
    const half = `${'x'.repeat(500 - secret.length / 2)}${secret}`
    for (const status of [400, 401, 403, 404, 409, 422, 500]) {
      provider.answer(bad(status, secret, { message: half, field: secret, details: { sent: secret } }))
      told.push(
        await desks.changes.since({ occurredAfter: '2026-01-01T00:00:00.000Z', cursor: null }),
        await desks.receipts.fetch('cs_1', 'pdf'),
        await desks.receipts.link('cs_1'),
        await desks.receipts.email('cs_1', null, 'k'),
        await desks.refunds.send({ idempotencyKey: 'k', body: '{}' }),
        await desks.customers.search('sari'),
        await desks.shop.brand(),
      )
    }
    provider.answer(good({ url: `https://evil.example/${secret}` }))
    told.push(await desks.receipts.link('cs_1'))
    const everything = JSON.stringify(told) + log.lines.join('\n')
    expect(everything).toContain('[secret]')
    expect(everything).not.toContain(secret.slice(0, secret.length / 2))
  })
})
