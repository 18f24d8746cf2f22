import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, type Currency } from '../../src/core/domain/money.ts'
import { amountFromWire, amountToWire, type AmountUnit } from '../../src/main/adapters/plugipay/amounts.ts'
import { createBody } from '../../src/main/adapters/plugipay/create-body.ts'
import { isLoopbackHost, isPrivateHost } from '../../src/main/adapters/plugipay/hosts.ts'
import { allowedUrl, isPageOf } from '../../src/main/adapters/plugipay/links.ts'
import { arrangePage, createLoopGuard } from '../../src/main/adapters/plugipay/pages.ts'
import {
  checkProfile,
  type CheckedProfile,
  type PlugipayProfile,
} from '../../src/main/adapters/plugipay/profile.ts'
import { readStatus } from '../../src/main/adapters/plugipay/sessions.ts'
import { hmacAuthorization, signRequest } from '../../src/main/adapters/plugipay/signature.ts'
import { attempt, must, practiceProfile } from './plugipay-provider.ts'

const live = (changes: Partial<PlugipayProfile> = {}): PlugipayProfile => {
  const { origin: _, ...rest } = practiceProfile('')
  return { ...rest, mode: 'live', ...changes }
}
const checked = (profile: PlugipayProfile): CheckedProfile => must(checkProfile(profile))
const faultOf = (profile: PlugipayProfile) => {
  const result = checkProfile(profile)
  return result.ok ? 'none' : result.error.type
}

describe('the signature covers method, exact target, time, body and the key that is sent', () => {
  // Worked by hand from the published rules with two independent implementations.
  const secret = 'sk_test_contoh_rahasia'
  const timestamp = 1_767_225_600
  const nothing = new Uint8Array()
  const body = Buffer.from('{"amount":150000,"currency":"IDR","methods":["qris"]}')

  it.each([
    {
      what: 'a create with its key',
      request: {
        method: 'POST',
        target: '/api/v1/checkout-sessions',
        timestamp,
        body,
        idempotencyKey: 'order:0042:checkout',
      },
      signature: 'edf67e2e1177854b8af53f81e1f9bf73afd04e229b543ccc1dd2c7f7b97cfd00',
    },
    {
      what: 'a list with its query',
      request: {
        method: 'GET',
        target: '/api/v1/checkout-sessions?status=open&limit=20',
        timestamp,
        body: nothing,
        idempotencyKey: null,
      },
      signature: '2088f947527797a1ca2a64b5054ed6b30dd6c1be4b4178255685141fcb36e087',
    },
    {
      what: 'a list without one',
      request: {
        method: 'get',
        target: '/api/v1/checkout-sessions',
        timestamp,
        body: nothing,
        idempotencyKey: null,
      },
      signature: '7d4f584a369618e8c9ef05b8b3014cca4ad3202b0aa969906a96c59822d478cb',
    },
  ])('$what', ({ request, signature }) => {
    expect(signRequest(request, secret)).toBe(signature)
  })

  it('is sent with key id and scope', () => {
    expect(hmacAuthorization('ak_x', 'abc')).toBe('Plugipay-HMAC-SHA256 keyId=ak_x, scope=*, signature=abc')
  })
})

describe('money on the wire', () => {
  it.each<[Currency, AmountUnit, number, number]>([
    ['IDR', 'whole', 150_000, 150_000],
    ['IDR', 'hundredths', 150_000, 15_000_000],
    ['IDR', 'whole', 1, 1],
    ['IDR', 'hundredths', 1, 100],
    ['USD', 'whole', 1_500, 1_500],
    ['USD', 'hundredths', 1_500, 1_500],
    ['UYU', 'whole', 9_900, 9_900],
    ['UYU', 'hundredths', 9_900, 9_900],
  ])('%s in %s: %d of ours is %d', (currency, unit, ours, wire) => {
    expect(amountToWire(amountOf(ours), currency, unit)).toBe(wire)
    expect(amountFromWire(wire, currency, unit)).toBe(ours)
  })

  it('what is no exact amount of ours is not guessed at', () => {
    expect(amountFromWire(15_000_050, 'IDR', 'hundredths')).toBeNull()
    expect(amountFromWire(150_000.5, 'IDR', 'whole')).toBeNull()
    expect(amountFromWire(2 ** 53, 'IDR', 'whole')).toBeNull()
    expect(amountFromWire(Number.NaN, 'USD', 'whole')).toBeNull()
  })

  it('every amount comes back as it went', () => {
    const unit = fc.constantFrom<AmountUnit>('whole', 'hundredths')
    const currency = fc.constantFrom<Currency>('IDR', 'USD', 'UYU')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), currency, unit, (value, money, scale) => {
        expect(amountFromWire(amountToWire(amountOf(value), money, scale), money, scale)).toBe(value)
      }),
    )
  })
})

describe('what a create says', () => {
  const bodyOf = (changes: Parameters<typeof attempt>[0], profile = practiceProfile('http://127.0.0.1:9')) =>
    JSON.parse(createBody(attempt(changes), checked(profile)))

  it('is the same text for the same attempt, in a fixed order', () => {
    expect(createBody(attempt(), checked(practiceProfile('http://127.0.0.1:9')))).toBe(
      '{"amount":150000,"currency":"IDR","methods":["qris"],"lineItems":[],' +
        '"successUrl":"https://toko.example/terima-kasih","cancelUrl":"https://toko.example/batal",' +
        '"expiresInSec":900,"metadata":{"tender_id":"t1","attempt_id":"a1"}}',
    )
  })

  it('methods follow the purpose', () => {
    expect(bodyOf({ purpose: 'booking' }).methods).toEqual(['offline'])
    expect(bodyOf({ purpose: 'link' }).methods).toEqual(['qris', 'va', 'ewallet', 'card'])
    const own = practiceProfile('http://127.0.0.1:9', { linkMethods: ['va_bca'] })
    expect(bodyOf({ purpose: 'link' }, own).methods).toEqual(['va_bca'])
  })

  it('a customer and a receipt template are said when they are known, after the rest', () => {
    const text = createBody(
      attempt({ customerId: 'cus_1', templateId: 'tpl_1' }),
      checked(practiceProfile('http://127.0.0.1:9')),
    )
    expect(text).toMatch(/"metadata":\{[^}]*\},"customerId":"cus_1","templateId":"tpl_1"\}$/)
  })

  it('all metadata travels as it is', () => {
    const metadata = { order_id: 's1', sale_number: 'A1-1', tender_id: 't1', attempt_id: 'a1', app: 'gerai' }
    expect(bodyOf({ metadata }).metadata).toEqual(metadata)
  })

  it('pieces stay pieces; what is weighed is one piece at its price, in wire units', () => {
    const profile = practiceProfile('http://127.0.0.1:9', { amountUnit: 'hundredths' })
    const lines = [
      { name: 'Kopi', quantity: 2, unitPrice: amountOf(18_000) },
      { name: 'Jeruk', quantity: 0.35, unitPrice: amountOf(25_000) },
    ]
    const { amount, lineItems } = bodyOf({ lines }, profile)
    expect(amount).toBe(15_000_000)
    expect(lineItems).toEqual([
      { name: 'Kopi', quantity: 2, unitAmount: 1_800_000 },
      { name: 'Jeruk (0.35)', quantity: 1, unitAmount: 875_000 },
    ])
  })
})

describe('a walk over pages', () => {
  it('ends after a thousand, even if there is always a next one', () => {
    const guard = createLoopGuard()
    let cursor: string | null = null
    let count = 0
    do {
      count += 1
      cursor = guard(cursor, `c${count}`)
    } while (cursor !== null && count < 5000)
    expect(count).toBe(1001)
  })

  it('never leads in a circle, whatever cursors come', () => {
    const cursors = fc.array(fc.constantFrom('a', 'b', 'c', 'd', null), { maxLength: 30 })
    fc.assert(
      fc.property(cursors, (nexts) => {
        const guard = createLoopGuard()
        const seen: string[] = []
        let cursor: string | null = null
        for (const next of nexts) {
          cursor = guard(cursor, next)
          if (cursor === null) break
          seen.push(cursor)
        }
        expect(new Set(seen).size).toBe(seen.length)
      }),
    )
  })

  it('a page keeps all that is new enough, in order, whichever way it came', () => {
    const row = fc.record({ id: fc.nat(), at: fc.integer({ min: 0, max: 1000 }) })
    fc.assert(
      fc.property(
        fc.array(row),
        fc.boolean(),
        fc.integer({ min: 0, max: 1000 }),
        (rows, isNewestFirst, from) => {
          const iso = (ms: number) => new Date(ms).toISOString()
          const sign = isNewestFirst ? -1 : 1
          const came = rows
            .toSorted((a, b) => sign * (a.at - b.at))
            .map(({ id, at }) => ({ id, createdAt: iso(at) }))
          const { rows: kept } = arrangePage(came, 'createdAt', iso(from))
          const times = kept.map((each) => (each as { createdAt: string }).createdAt)
          expect(times).toEqual(times.toSorted())
          expect(times).toHaveLength(rows.filter(({ at }) => at >= from).length)
        },
      ),
    )
  })

  it('a row without a time is kept', () => {
    const rows = [{ createdAt: '2026-01-02T00:00:00Z' }, { id: 'x' }, { createdAt: '2026-01-01T00:00:00Z' }]
    expect(arrangePage(rows, 'createdAt', null).rows).toEqual(rows)
  })
})

describe('every spelling of a status', () => {
  it.each([
    ['open', 'waiting'],
    ['pending', 'paying'],
    ['pending_review', 'review'],
    ['completed', 'completed'],
    ['expired', 'expired'],
    ['canceled', 'canceled'],
    ['cancelled', 'canceled'],
    ['failed', 'failed'],
    ['refunded', 'refunded'],
    ['paid', 'unknown'],
    ['COMPLETED', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('%s is %s', (text, status) => expect(readStatus(text)).toBe(status))
})

describe('a profile', () => {
  it('without an address is the one of the SDKs', () => {
    expect(checked(live())).toMatchObject({ origin: 'https://plugipay.com', prefix: '/api/v1' })
    expect(checked(live({ origin: 'https://api.plugipay.com/', prefix: '/v1/' }))).toMatchObject({
      origin: 'https://api.plugipay.com',
      prefix: '/v1',
    })
  })

  it.each([
    ['http://plugipay.com', 'profile_origin_insecure'],
    ['http://127.0.0.1:8080', 'profile_origin_insecure'],
    ['https://127.0.0.1', 'profile_host_private'],
    ['https://2130706433', 'profile_host_private'],
    ['https://10.0.0.4', 'profile_host_private'],
    ['https://[::1]', 'profile_host_private'],
    ['https://[::ffff:192.168.1.1]', 'profile_host_private'],
    ['https://[fd00::1]', 'profile_host_private'],
    ['https://localhost', 'profile_host_private'],
    ['https://kasir.local.', 'profile_host_private'],
    ['https://server', 'profile_host_private'],
    ['https://u:p@plugipay.com', 'profile_origin_invalid'],
    ['https://plugipay.com/path', 'profile_origin_invalid'],
    ['https://plugipay.com?x=1', 'profile_origin_invalid'],
    ['ftp://plugipay.com', 'profile_origin_invalid'],
    ['plugipay.com', 'profile_origin_invalid'],
  ])('for real money refuses %s (%s)', (origin, type) => expect(faultOf(live({ origin }))).toBe(type))

  it('plain http is for practice on this machine only', () => {
    expect(faultOf(practiceProfile('http://127.0.0.1:8080'))).toBe('none')
    expect(faultOf(practiceProfile('http://localhost:8080'))).toBe('none')
    expect(faultOf(practiceProfile('http://192.168.1.5:8080'))).toBe('profile_origin_insecure')
    expect(faultOf(practiceProfile('http://127.0.0.1:8080', { mode: 'test' }))).toBe(
      'profile_origin_insecure',
    )
  })

  it.each([
    [{ prefix: '/api/../v1' }, 'profile_prefix_invalid'],
    [{ prefix: 'api/v1' }, 'profile_prefix_invalid'],
    [{ prefix: '/api v1' }, 'profile_prefix_invalid'],
    [{ prefix: '/v1?x' }, 'profile_prefix_invalid'],
    [{ successUrl: 'gerai://done' }, 'profile_return_url_invalid'],
    [{ cancelUrl: '' }, 'profile_return_url_invalid'],
    [{ extraHosts: ['https://pay.example'] }, 'profile_host_invalid'],
    [{ extraHosts: ['pay.example/x'] }, 'profile_host_invalid'],
    [{ extraHosts: [''] }, 'profile_host_invalid'],
    [{ extraHosts: ['10.1.2.3'] }, 'profile_host_private'],
    [{ auth: { scheme: 'bearer', apiKey: 'a\r\nb' } }, 'profile_key_unsendable'],
    [{ auth: { scheme: 'hmac', keyId: 'a, scope=x', secret: 's' } }, 'profile_key_unsendable'],
  ] as const)('with %j is refused: %s', (changes, type) => expect(faultOf(live(changes))).toBe(type))

  it('knows houses from the internet', () => {
    expect(['172.16.0.1', '169.254.1.1', '100.64.0.1', '0.0.0.0', '[fe80::1]'].every(isPrivateHost)).toBe(
      true,
    )
    expect(['172.32.0.1', '8.8.8.8', '[2606:4700::1]', 'plugipay.com'].some(isPrivateHost)).toBe(false)
    expect(['127.9.9.9', '[::1]', 'localhost'].every(isLoopbackHost)).toBe(true)
    expect(['10.0.0.1', 'localhost.example.com'].some(isLoopbackHost)).toBe(false)
  })
})

describe('pages and pictures', () => {
  const profile = checked(live({ extraHosts: ['pay.example', 'cdn.example:8443'] }))

  it.each([
    'https://plugipay.com/c/cs_1',
    'https://pay.example/x?session=cs_1',
    'https://cdn.example:8443/cs_1/qris',
  ])('%s is this session’s page', (url) => expect(isPageOf(url, 'cs_1', profile)).toBe(true))

  it.each([
    ['https://plugipay.com/c/cs_12', 'another session'],
    ['https://plugipay.com/c/', 'no session'],
    ['https://plugipay.com/#cs_1', 'a fragment'],
    ['http://plugipay.com/c/cs_1', 'plain http'],
    ['https://evil.example/c/cs_1', 'a foreign host'],
    ['https://plugipay.com.evil.example/c/cs_1', 'a host that starts alike'],
    ['https://plugipay.com@evil.example/c/cs_1', 'a host behind an @'],
    ['https://user:pw@plugipay.com/c/cs_1', 'credentials'],
    ['https://plugipay.com:8443/c/cs_1', 'another port'],
    ['https://cdn.example/cs_1', 'the listed host on another port'],
    ['javascript:alert(1)//plugipay.com/cs_1', 'a script'],
    ['data:image/png;base64,cs_1', 'data'],
    ['//plugipay.com/c/cs_1', 'no scheme'],
    [`https://plugipay.com/c/cs_1?${'x'.repeat(3000)}`, 'endless'],
  ])('%s is not: %s', (url) => expect(isPageOf(url, 'cs_1', profile)).toBe(false))

  it('plain http leads to this machine only, in practice only', () => {
    const practice = checked(practiceProfile('http://127.0.0.1:8080', { extraHosts: ['10.0.0.9'] }))
    expect(allowedUrl('http://127.0.0.1:8080/qr.png', practice)).not.toBeNull()
    expect(allowedUrl('http://127.0.0.1:9090/qr.png', practice)).toBeNull()
    expect(allowedUrl('http://10.0.0.9/qr.png', practice)).toBeNull()
  })
})
