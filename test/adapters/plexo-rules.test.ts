import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { amountFromWire, amountToWire, moneyFromWire } from '../../src/main/adapters/plexo/amounts.ts'
import { rowsOf } from '../../src/main/adapters/plexo/assumptions.ts'
import { readCallback } from '../../src/main/adapters/plexo/callback.ts'
import { createBody, readCreateBody } from '../../src/main/adapters/plexo/create-body.ts'
import {
  readPaymentStatus,
  type Payment,
  type PaymentStatus,
} from '../../src/main/adapters/plexo/payments.ts'
import { checkPlexoProfile, type PlexoProfile } from '../../src/main/adapters/plexo/profile.ts'
import {
  invoiceNumber,
  paymentReference,
  readPaymentReference,
  readSessionReference,
  sessionReference,
} from '../../src/main/adapters/plexo/references.ts'
import { createQrCodec } from '../../src/main/adapters/qr/codec.ts'
import { readOwnSession, type OwnSession } from '../../src/main/adapters/plexo/sessions.ts'
import { sessionFacts } from '../../src/main/adapters/plexo/truth.ts'
import { linkAttempt, plexoProfile } from './plexo-provider.ts'
import { must } from './plugipay-provider.ts'

const HERE = 'http://127.0.0.1:9'
const checked = (changes: Partial<PlexoProfile> = {}) => must(checkPlexoProfile(plexoProfile(HERE, changes)))

describe('money on the wire is a decimal in major units', () => {
  it.each([
    [1, '0.01'],
    [9, '0.09'],
    [10, '0.1'],
    [99, '0.99'],
    [100, '1'],
    [110, '1.1'],
    [1_999, '19.99'],
    [2_970, '29.7'],
    [10_000, '100'],
    [115_701, '1157.01'],
    [1_000_000, '10000'],
    [999_999_999, '9999999.99'],
    [9_999_999_999_999, '99999999999.99'],
  ])('%d hundredths is written %s', (ours, wire) => {
    expect(JSON.stringify(amountToWire(amountOf(ours)))).toBe(wire)
    expect(amountFromWire(JSON.parse(wire) as number)).toBe(ours)
    expect(amountFromWire(wire)).toBe(ours)
  })

  it('a text may have trailing zeros', () => {
    expect(amountFromWire('100.00')).toBe(10_000)
    expect(amountFromWire('19.9900')).toBe(1_999)
  })

  it.each([
    '19.999',
    '0.001',
    '-1',
    '1e3',
    '1,50',
    '',
    'NaN',
    ' 1',
    '100000000000.00',
    Number.NaN,
    1e21,
    0.1 + 0.2,
  ])('%s is no exact amount and is not rounded', (wire) => {
    expect(amountFromWire(wire)).toBeNull()
  })

  it('every amount a till can ask for comes back as it went', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
        const wire = JSON.stringify(amountToWire(amountOf(value)))
        expect(wire).toMatch(/^\d+(\.\d{1,2})?$/)
        expect(amountFromWire(JSON.parse(wire) as number)).toBe(value)
      }),
    )
  })

  it('what cannot be written exactly is a bug of the caller', () => {
    expect(() => amountToWire(amountOf(-1))).toThrow(RangeError)
    expect(() => amountToWire(amountOf(10_000_000_000_000))).toThrow(RangeError)
  })

  it('another currency is not scaled by a guess', () => {
    expect(moneyFromWire({ total: 100, currency: 'USD' })).toEqual({ amount: 10_000, currency: 'USD' })
    expect(moneyFromWire({ total: 100, currency: 'IDR' })).toBeNull()
    expect(moneyFromWire({ total: 100, currency: 'uyu' })).toBeNull()
  })
})

describe('references', () => {
  const terms = { attemptId: '01JBZX8Q4Y6W3N9R2T5K7M1P0A', amount: amountOf(1_999), currency: 'UYU' } as const

  it('session, payment and invoice of one attempt are three different names', () => {
    const names = [sessionReference(terms), paymentReference(terms.attemptId), invoiceNumber(terms.attemptId)]
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9-]{1,64}$/)
  })

  it('a session reference gives back attempt and amount', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/)
    const currency = fc.constantFrom('UYU', 'USD')
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 999_999_999 }), currency, (attemptId, value, money) => {
        const made = { attemptId, amount: amountOf(value), currency: money } as typeof terms
        expect(readSessionReference(sessionReference(made) ?? '')).toEqual(made)
        expect(readPaymentReference(paymentReference(attemptId))).toBe(attemptId)
      }),
    )
  })

  it('an attempt id that does not fit is not shortened', () => {
    expect(sessionReference({ ...terms, attemptId: 'a'.repeat(60) })).toBeNull()
    expect(sessionReference({ ...terms, attemptId: 'a/b' })).toBeNull()
    expect(sessionReference({ ...terms, attemptId: '' })).toBeNull()
  })

  it.each(['order-1', 'gs-a-12EUR', 'gs--12UYU', 'gp-a', '', 'gs-a-UYU'])('%s is not ours', (reference) => {
    expect(readSessionReference(reference)).toBeNull()
  })
})

describe('what a create says', () => {
  it('is the same text for the same attempt, with a fixed amount', () => {
    const attempt = linkAttempt({ attemptId: 'A1', metadata: { tender_id: 't1' } })
    const body = createBody(attempt, checked({ callbackUrl: 'https://shop.example/hint' }))
    expect(createBody(attempt, checked({ callbackUrl: 'https://shop.example/hint' }))).toBe(body)
    expect(JSON.parse(body)).toEqual({
      merchantId: 77,
      referenceId: 'gs-A1-1999UYU',
      type: 'checkout',
      paymentRequest: {
        referenceId: 'gp-A1',
        invoiceNumber: 'gi-A1',
        installments: 1,
        amount: { total: 19.99, currency: 'UYU' },
        metadata: { tender_id: 't1' },
      },
      settings: {
        paymentMethodTypes: ['card'],
        checkout: { amountMode: 'fixed' },
        callbacks: { paymentCallbackUrl: 'https://shop.example/hint' },
        redirects: { defaultUrl: 'https://shop.example/thanks', cancelUrl: 'https://shop.example/canceled' },
      },
    })
  })

  it('a till that nobody can reach asks for no callback', () => {
    expect(createBody(linkAttempt(), checked())).not.toContain('callback')
  })

  it.each([
    [{ purpose: 'qris' }, 'purpose_qris'],
    [{ purpose: 'booking' }, 'purpose_booking'],
    [{ currency: 'IDR' }, 'currency_IDR'],
    [{ currency: 'USD' }, 'currency_USD'],
    [{ attemptId: 'not/sendable' }, 'attempt_id'],
  ] as const)('what Plexo cannot collect is frozen as such: %o', (changes, what) => {
    expect(readCreateBody(createBody(linkAttempt(changes), checked()))).toEqual({ type: 'unsupported', what })
  })

  it('live, nothing is asked for before reading a payment by its reference is proved', () => {
    const live = { origin: 'https://api.plexo.com.uy', mode: 'live' } as const
    const frozenBy = (changes: Partial<PlexoProfile>) =>
      readCreateBody(createBody(linkAttempt(), checked({ ...live, ...changes }))).type
    expect(frozenBy({})).toBe('unsupported')
    expect(frozenBy({ paymentLookupProved: false })).toBe('unsupported')
    expect(frozenBy({ paymentLookupProved: true })).toBe('create')
  })

  it('a body of somebody else is a bug', () => {
    expect(() => readCreateBody('{"referenceId":"order-1"}')).toThrow('not a create')
    expect(() => readCreateBody('{}')).toThrow()
  })
})

describe('what a payment says', () => {
  it.each<[string, PaymentStatus]>([
    ['created', 'waiting'],
    ['pending', 'paying'],
    ['authorized', 'review'],
    ['approved', 'completed'],
    ['denied', 'denied'],
    ['cancelled', 'canceled'],
    ['refunded', 'refunded'],
    ['partially-refunded', 'refunded'],
    ['expired', 'expired'],
    ['failed', 'failed'],
    ['canceled', 'unknown'],
    ['Approved', 'unknown'],
    ['chargeback', 'unknown'],
    ['', 'unknown'],
    ['__proto__', 'unknown'],
  ])('"%s" is %s', (word, status) => {
    expect(readPaymentStatus(word)).toBe(status)
  })
})

describe('what session and payments say together', () => {
  const END = Date.parse('2026-01-01T00:15:00.000Z')
  const session: OwnSession = {
    id: 'a'.repeat(32),
    reference: 'gs-A1-1999UYU',
    attemptId: 'A1',
    amount: amountOf(1_999),
    currency: 'UYU',
    word: 'pending',
    expiresAt: '2026-01-01T00:15:00.000Z',
    hostedUrl: null,
    data: {},
  }
  const payment = (word: string, total = 1_999): Payment => ({
    id: `pay-${word}`,
    reference: 'gp-A1',
    word,
    status: readPaymentStatus(word),
    amount: amountOf(total),
    currency: 'UYU',
    tenderId: null,
    terminalId: null,
    history: [],
    hasGaps: false,
    data: {},
  })
  const told = (words: readonly string[], nowMs = END - 1, changes: Partial<OwnSession> = {}) =>
    sessionFacts(
      { ...session, ...changes },
      words.map((word) => payment(word)),
      { nowMs, mode: 'practice' },
    )

  it.each([
    [[], 'waiting', 'expired'],
    [['created'], 'waiting', 'expired'],
    [['denied'], 'waiting', 'expired'],
    [['denied', 'denied'], 'waiting', 'expired'],
    [['denied', 'created'], 'waiting', 'expired'],
    [['denied', 'pending'], 'paying', 'paying'],
    [['denied', 'approved'], 'completed', 'completed'],
    [['approved', 'failed'], 'completed', 'completed'],
    [['approved', 'refunded'], 'completed', 'completed'],
    [['authorized', 'refunded'], 'refunded', 'refunded'],
    [['denied', 'failed'], 'failed', 'failed'],
    [['failed', 'created'], 'waiting', 'expired'],
    [['authorized'], 'review', 'review'],
    [['on-hold'], 'unknown', 'unknown'],
    [['cancelled'], 'canceled', 'canceled'],
    [['refunded'], 'refunded', 'refunded'],
  ] as const)('%j: %s, and after the end %s', (words, before, after) => {
    expect(told(words).status).toBe(before)
    expect(told(words, END + 3_600_000).status).toBe(after)
  })

  it('a card of the last second has time to arrive', () => {
    expect(told([], END + 9_000).status).toBe('waiting')
    expect(told([], END + 11_000).status).toBe('expired')
  })

  it('a session without an end never runs out by itself', () => {
    expect(told([], END + 3_600_000, { expiresAt: null }).status).toBe('waiting')
  })

  it('an undocumented word for a session keeps waiting', () => {
    expect(told([], END - 1, { word: 'completed' }).status).toBe('unknown')
    expect(told(['approved'], END - 1, { word: 'whatever' }).status).toBe('completed')
  })

  it('two captured payments are told as their sum, so that a person looks', () => {
    expect(told(['approved', 'approved']).amount).toBe(3_998)
  })

  it('the amount of a payment is told, not the one that was asked', () => {
    const facts = sessionFacts(session, [payment('approved', 1_000)], { nowMs: 0, mode: 'live' })
    expect(facts).toMatchObject({ status: 'completed', amount: 1_000, mode: 'live', method: 'card' })
  })
})

describe('the page for the payer', () => {
  const id = '0123456789abcdef0123456789abcdef'
  const row = (changes: Record<string, unknown> = {}) => ({
    id,
    referenceId: 'gs-A1-1999UYU',
    status: 'pending',
    expiresAt: '2026-01-01T00:15:00',
    actions: [{ rel: 'checkout', href: `https://checkout.plexo.com.uy/${id}?t=a.b-c_d`, method: 'REDIRECT' }],
    ...changes,
  })
  const { origin: _, ...anywhere } = plexoProfile('')
  const live = must(checkPlexoProfile({ ...anywhere, mode: 'live', paymentLookupProved: true }))
  const pageOf = (href: string, method = 'REDIRECT') =>
    readOwnSession(row({ actions: [{ rel: 'x', href, method }] }), live)?.hostedUrl

  it('is the REDIRECT action, unchanged', () => {
    expect(readOwnSession(row(), live)?.hostedUrl).toBe(`https://checkout.plexo.com.uy/${id}?t=a.b-c_d`)
  })

  it.each([
    `https://checkout.plexo.com.uy.evil.example/${id}?t=x`,
    `https://checkout.plexo.com.uy@evil.example/${id}`,
    `http://checkout.plexo.com.uy/${id}?t=x`,
    `https://checkout.plexo.com.uy/${'f'.repeat(32)}?t=x`,
    `https://api.plexo.com.uy/${id}`,
    `javascript:alert(1)//${id}`,
    'not a link',
  ])('%s is never shown', (href) => {
    expect(pageOf(href)).toBeNull()
  })

  it('another action is no page', () => {
    expect(pageOf(`https://checkout.plexo.com.uy/${id}`, 'GET')).toBeNull()
    expect(readOwnSession(row({ actions: null }), live)?.hostedUrl).toBeNull()
  })

  it('an end without a zone is UTC', () => {
    expect(readOwnSession(row(), live)?.expiresAt).toBe('2026-01-01T00:15:00.000Z')
  })

  it('an echoed amount is told as it came', () => {
    const paymentRequest = { amount: { total: 199.9, currency: 'USD' } }
    expect(readOwnSession(row({ paymentRequest }), live)).toMatchObject({ amount: 19_990, currency: 'USD' })
  })

  it.each([{ id: 'short' }, { referenceId: 'order-1' }, { status: 7 }, { id: '../../etc/passwd' }])(
    'a session with %o is not relied on',
    (changes) => {
      expect(readOwnSession(row(changes), live)).toBeNull()
    },
  )
})

it('the longest link that is taken can be drawn and read back', async () => {
  const codec = createQrCodec()
  const link =
    `https://checkout.plexo.com.uy/${'a'.repeat(32)}?t=${'eyJhbGciOiJIUzI1NiJ9.'.repeat(50)}`.slice(0, 1_000)
  const matrix = codec.draw(link)
  expect(matrix.size).toBe(121)
  expect(await codec.readMatrix(matrix)).toBe(link)
})

describe('the profile', () => {
  const faultOf = (changes: Partial<PlexoProfile>) => {
    const { origin: _, ...anywhere } = plexoProfile('')
    const result = checkPlexoProfile({ ...anywhere, mode: 'test', ...changes })
    return result.ok ? 'none' : result.error.type
  }
  const proved = { mode: 'live', paymentLookupProved: true } as const

  it.each<[string, Partial<PlexoProfile>, string]>([
    ['test on the testing host', {}, 'none'],
    ['test behind a relay', { origin: 'https://relay.shop.example' }, 'none'],
    ['live, once reading a payment by its reference is proved', proved, 'none'],
    // it reads what there is, and collects nothing
    ['live before that', { mode: 'live' }, 'none'],
    ['live elsewhere', { ...proved, origin: 'https://relay.shop.example' }, 'profile_host_of_other_mode'],
    [
      'live on the testing host',
      { ...proved, origin: 'https://api.testing.plexo.com.uy' },
      'profile_host_of_other_mode',
    ],
    ['test on the live host', { origin: 'https://api.plexo.com.uy' }, 'profile_host_of_other_mode'],
    [
      'practice on the live host',
      { mode: 'practice', origin: 'https://api.plexo.com.uy' },
      'profile_host_of_other_mode',
    ],
    ['plain http', { origin: 'http://api.testing.plexo.com.uy' }, 'profile_origin_insecure'],
    ['plain http to this machine outside practice', { origin: HERE }, 'profile_origin_insecure'],
    ['an address with a path', { origin: 'https://api.testing.plexo.com.uy/v1' }, 'profile_origin_invalid'],
    ['an address with a name', { origin: 'https://a:b@api.testing.plexo.com.uy' }, 'profile_origin_invalid'],
    ['another scheme', { origin: 'ftp://api.testing.plexo.com.uy' }, 'profile_origin_invalid'],
    ['a colon in the client id', { clientId: 'a:b' }, 'profile_key_unsendable'],
    ['a line break in the key', { apiKey: 'a\r\nx-evil: 1' }, 'profile_key_unsendable'],
    ['nothing typed yet', { clientId: '', apiKey: '' }, 'none'],
    ['no merchant', { merchantId: 0 }, 'profile_merchant_invalid'],
    ['rupiah', { currency: 'IDR' as 'UYU' }, 'profile_currency_unsupported'],
    ['a return address of no web', { returnUrl: 'javascript:alert(1)' }, 'profile_return_url_invalid'],
    ['a cancel address of no web', { cancelUrl: 'x' }, 'profile_return_url_invalid'],
    ['a callback address of no web', { callbackUrl: 'x' }, 'profile_return_url_invalid'],
    ['a page host with a path', { extraHosts: ['pay.example/x'] }, 'profile_host_invalid'],
  ])('%s: %s', (_what, changes, fault) => {
    expect(faultOf(changes)).toBe(fault)
  })
})

describe('a callback is only a hint', () => {
  it('gives the reference to read, and nothing of what it claims', () => {
    const body = JSON.stringify({ id: 'p', referenceId: 'gp-A1', status: 'approved', amount: { total: 1 } })
    expect(readCallback(body)).toEqual({ ok: true, value: { reference: 'gp-A1', attemptId: 'A1' } })
  })

  it.each([
    ['', 'callback_unreadable'],
    ['{"referenceId":', 'callback_unreadable'],
    ['{"referenceId":7}', 'callback_unreadable'],
    ['null', 'callback_unreadable'],
    [`{"referenceId":"gp-A1","x":"${'x'.repeat(65_536)}"}`, 'callback_unreadable'],
    ['{"referenceId":"order-1"}', 'callback_not_ours'],
    ['{"referenceId":"gp-../../x"}', 'callback_not_ours'],
  ])('%.40s: %s', (body, type) => {
    expect(readCallback(body)).toEqual({ ok: false, error: { type } })
  })
})

describe('a list', () => {
  it.each([
    [[1], [1]],
    [{ items: [1] }, [1]],
    [{ data: [], total: 0 }, []],
    [{ items: [1], data: [2] }, null],
    [{ rows: [1] }, null],
    ['text', null],
    [null, null],
  ])('%j holds %j', (answer, rows) => {
    expect(rowsOf(answer)).toEqual(rows)
  })
})
