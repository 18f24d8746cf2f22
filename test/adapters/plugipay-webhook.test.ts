import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEvent } from '../../src/main/adapters/plugipay/events.ts'
import { verifyWebhook, type WebhookDelivery } from '../../src/main/adapters/plugipay/webhook.ts'
import { eventRow } from './plugipay-provider.ts'

const SECRET = 'whsec_contoh'
const T = 1_767_225_600
const sign = (body: string, { secret = SECRET, t = T }: { secret?: string; t?: number } = {}) =>
  createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')

const BODY = JSON.stringify(eventRow())
const delivery = (changes: Partial<WebhookDelivery> & { body?: string } = {}): WebhookDelivery => {
  const { body = BODY, ...rest } = changes
  return {
    headers: { 'x-plugipay-signature': `t=${T},v1=${sign(body)}` },
    rawBody: Buffer.from(body),
    secret: SECRET,
    nowMs: T * 1000,
    ...rest,
  }
}
const header = (value: string) => ({ 'x-plugipay-signature': value })
const refusalOf = (given: WebhookDelivery) => {
  const verified = verifyWebhook(given)
  return verified.ok ? 'none' : verified.error.type
}

describe('a delivery is believed', () => {
  it('with the published example', () => {
    const body = '{"id":"evt_1","type":"plugipay.checkout_session.completed.v1"}'
    const digest = '40d62ca4498eb399cbafdd7e86a24955c23c1d24a14fa7f5fa8eefd34a4e5a65'
    expect(verifyWebhook(delivery({ body, headers: header(`t=1767225600,v1=${digest}`) }))).toEqual({
      ok: true,
      value: { eventId: 'evt_1', type: 'plugipay.checkout_session.completed.v1', sessionId: null },
    })
  })

  it.each(['X-Plugipay-Signature', 'x-plugipay-signature', 'Plugipay-Signature', 'PLUGIPAY-SIGNATURE'])(
    'under the header %s',
    (name) => expect(refusalOf(delivery({ headers: { [name]: `t=${T},v1=${sign(BODY)}` } }))).toBe('none'),
  )

  it('when one of several signatures is ours, as while the secret changes', () => {
    const old = sign(BODY, { secret: 'whsec_lama' })
    expect(refusalOf(delivery({ headers: header(`t=${T},v1=${old},v1=${sign(BODY)},v0=x`) }))).toBe('none')
    expect(refusalOf(delivery({ headers: header(`v1=${sign(BODY)}, t=${T}`) }))).toBe('none')
  })

  it('when both headers came and one of them is wrong', () => {
    const headers = { 'plugipay-signature': 'nonsense', 'x-plugipay-signature': [`t=${T},v1=${sign(BODY)}`] }
    expect(refusalOf(delivery({ headers }))).toBe('none')
  })

  it.each([-300, 300])('%d seconds away', (seconds) => {
    expect(refusalOf(delivery({ nowMs: (T + seconds) * 1000 }))).toBe('none')
  })
})

describe('a delivery is not believed', () => {
  it.each<[string, WebhookDelivery, string]>([
    ['no signature', delivery({ headers: {} }), 'webhook_signature_missing'],
    [
      'a header without a value',
      delivery({ headers: { 'x-plugipay-signature': undefined } }),
      'webhook_signature_missing',
    ],
    ['words', delivery({ headers: header('trust me') }), 'webhook_signature_malformed'],
    ['no time', delivery({ headers: header(`v1=${sign(BODY)}`) }), 'webhook_signature_malformed'],
    [
      'two times',
      delivery({ headers: header(`t=${T},t=1,v1=${sign(BODY)}`) }),
      'webhook_signature_malformed',
    ],
    [
      'a time that is none',
      delivery({ headers: header(`t=soon,v1=${sign(BODY)}`) }),
      'webhook_signature_malformed',
    ],
    [
      'half a digest',
      delivery({ headers: header(`t=${T},v1=${sign(BODY).slice(1)}`) }),
      'webhook_signature_malformed',
    ],
    [
      'an endless header',
      delivery({ headers: header(`t=${T},v1=${sign(BODY)},${'x'.repeat(2000)}`) }),
      'webhook_signature_malformed',
    ],
    ['another secret', delivery({ secret: 'whsec_lain' }), 'webhook_signature_invalid'],
    [
      'another time than was signed',
      delivery({ headers: header(`t=${T + 1},v1=${sign(BODY)}`) }),
      'webhook_signature_invalid',
    ],
    ['too old', delivery({ nowMs: (T + 301) * 1000 }), 'webhook_signature_stale'],
    ['too new', delivery({ nowMs: (T - 301) * 1000 }), 'webhook_signature_stale'],
    ['signed, but no JSON', delivery({ body: 'hello' }), 'webhook_payload_invalid'],
    ['signed, but no event', delivery({ body: '{"id":"evt_1"}' }), 'webhook_payload_invalid'],
    [
      'signed, with an id that is a path',
      delivery({ body: '{"id":"../x","type":"a.b"}' }),
      'webhook_payload_invalid',
    ],
    ['signed, larger than 1 MiB', delivery({ body: ' '.repeat(1024 * 1024 + 1) }), 'webhook_payload_invalid'],
  ])('%s', (_, given, type) => expect(refusalOf(given)).toBe(type))

  it('with no secret set, not even one signed with nothing', () => {
    const headers = header(`t=${T},v1=${sign(BODY, { secret: '' })}`)
    expect(refusalOf(delivery({ headers, secret: '' }))).toBe('webhook_secret_missing')
  })

  it('tells how old it was, for a clock that is wrong', () => {
    expect(verifyWebhook(delivery({ nowMs: (T + 3600) * 1000 }))).toEqual({
      ok: false,
      error: { type: 'webhook_signature_stale', ageSeconds: 3600 },
    })
  })

  it('when any byte of it was changed', () => {
    const bytes = Buffer.from(BODY)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const rawBody = Uint8Array.from(bytes)
        rawBody[at] = (rawBody[at] ?? 0) ^ change
        expect(refusalOf(delivery({ rawBody }))).toBe('webhook_signature_invalid')
      }),
    )
  })
})

describe('the session of an event', () => {
  const sessionOf = (changes: Record<string, unknown>) => readEvent(eventRow(changes))?.sessionId

  it.each<[string, Record<string, unknown>, string | null]>([
    ['the sources’ shape', {}, 'cs_1'],
    [
      'aggregate beside the data',
      { aggregateType: 'checkout_session', aggregateId: 'cs_2', data: {} },
      'cs_2',
    ],
    ['the object only', { data: { object: { id: 'cs_3' } } }, 'cs_3'],
    [
      'the pages’ shape',
      { type: 'checkout_session.completed', data: { id: 'cs_4' }, previousAttributes: {} },
      'cs_4',
    ],
    [
      'a payment of the pages',
      { type: 'payment.succeeded', data: { id: 'pay_1', checkoutSessionId: 'cs_5' } },
      'cs_5',
    ],
    [
      'a refund, by what it gives back',
      {
        type: 'plugipay.refund.issued.v1',
        data: {
          object: { id: 'rfnd_1', sourceType: 'checkout_session', sourceId: 'cs_6' },
          aggregateType: 'refund',
          aggregateId: 'rfnd_1',
        },
      },
      'cs_6',
    ],
    [
      'a refund of an invoice',
      { type: 'refund.issued', data: { id: 'rfnd_1', sourceType: 'invoice', sourceId: 'inv_1' } },
      null,
    ],
    ['a customer', { type: 'plugipay.customer.created.v1', data: { object: { id: 'cus_1' } } }, null],
    ['no data', { data: null }, null],
    ['data that is text', { data: 'cs_1' }, null],
    ['an id that is a path', { data: { object: { id: '../cs_1' } } }, null],
  ])('%s', (_, changes, expected) => expect(sessionOf(changes)).toBe(expected))

  it('whatever arrives, reading it never throws and never gives an id that is none', () => {
    const wild = fc.record({
      type: fc.constant('checkout_session.completed'),
      id: fc.constant('evt_1'),
      data: fc.jsonValue(),
    })
    fc.assert(
      fc.property(fc.oneof(wild, fc.jsonValue()), (value) => {
        const event = readEvent(value)
        expect(event?.sessionId ?? 'none').toMatch(/^[A-Za-z0-9_-]{1,100}$/)
      }),
    )
  })
})
