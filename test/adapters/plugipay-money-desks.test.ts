import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayDesks, ReceiptFormat } from '../../src/core/ports/gateway-desks.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import {
  type Answering,
  type Arrived,
  bad,
  expectedSignature,
  failure,
  file,
  good,
  json,
  keptLog,
  movedClock,
  must,
  type OddProvider,
  practiceProfile,
  queryOf,
  receiptRow,
  refundRow,
  sentSignature,
  startOddProvider,
} from './plugipay-provider.ts'

let provider: OddProvider
let log: ReturnType<typeof keptLog>
let desks: GatewayDesks

beforeEach(async () => {
  provider = await startOddProvider()
  log = keptLog()
  desks = createPlugipayGateway(practiceProfile(provider.url), { clock: movedClock(), log }).desks
})
afterEach(() => provider.close())

const lastArrived = (): Arrived => provider.arrived.at(-1) as Arrived
const unknown = { type: 'unknown', detail: 'invalid_response' }

describe('receipts', () => {
  const fetchAs = (format: ReceiptFormat) => desks.receipts.fetch('cs_1', format)
  const ESCPOS = Buffer.from([0x1b, 0x40, 0x41, 0xff, 0x00, 0x0a])

  it.each<[ReceiptFormat, string, string, Buffer | string]>([
    ['html', '/receipt.html', 'text/html', '<!doctype html><p>Terima kasih'],
    ['pdf', '/receipt.pdf', 'application/pdf', '%PDF-1.7\n\xff'],
    ['escpos-58', '/receipt.escpos?width=58', 'application/octet-stream', ESCPOS],
    ['escpos-80', '/receipt.escpos?width=80', 'text/plain', ESCPOS],
    ['json', '/receipt', 'application/json', JSON.stringify({ data: receiptRow(), error: null, meta: {} })],
  ])('%s: from %s, byte for byte, signed with the query', async (format, path, contentType, body) => {
    provider.answer(file(`${contentType}; charset=utf-8`, body))
    const receipt = must(await fetchAs(format))
    expect(receipt.contentType).toBe(contentType)
    expect(Buffer.from(receipt.bytes)).toEqual(Buffer.from(body))
    expect(lastArrived().target).toBe(`/api/v1/checkout-sessions/cs_1${path}`)
    expect(sentSignature(lastArrived())).toBe(expectedSignature(lastArrived()))
  })

  it('without a content type it is plain bytes', async () => {
    provider.answer((response) => void response.writeHead(200).end(ESCPOS))
    expect(must(await fetchAs('escpos-58')).contentType).toBe('application/octet-stream')
    provider.answer(file('nonsense', ESCPOS))
    expect(must(await fetchAs('escpos-58')).contentType).toBe('application/octet-stream')
  })

  it.each<[string, ReceiptFormat, Answering, Record<string, unknown>]>([
    ['a login page for the printer', 'escpos-58', file('text/html', '<html>'), unknown],
    ['a page that calls itself bytes', 'escpos-80', file('application/octet-stream', ' <html>'), unknown],
    ['a page that does not begin as one', 'escpos-58', file('text/html', 'Please log in'), unknown],
    ['a page sent as text', 'html', file('text/plain', '<html>'), unknown],
    ['an envelope for the printer', 'escpos-80', good(receiptRow()), unknown],
    ['a page for a document', 'pdf', file('application/pdf', '<html>'), unknown],
    ['JSON for a page', 'html', good(receiptRow()), unknown],
    ['a page for JSON', 'json', file('application/json', '<html>'), unknown],
    ['an error for JSON', 'json', json(200, { data: null, error: { code: 'x' } }), unknown],
    ['nothing', 'pdf', file('application/pdf', ''), unknown],
    [
      'too much',
      'pdf',
      file('application/pdf', Buffer.alloc(2 * 1024 * 1024 + 1, '%PDF-')),
      { type: 'refused', code: 'receipt_too_large' },
    ],
    [
      'too much JSON',
      'json',
      file('application/json', Buffer.alloc(1024 * 1024 + 1, ' ')),
      { type: 'refused', code: 'receipt_too_large' },
    ],
    ['none yet', 'pdf', bad(404, 'not_found'), { type: 'not_found' }],
    ['a proxy’s 404', 'pdf', json(404, '<html>'), { type: 'unknown', status: 404 }],
    ['no scope', 'pdf', bad(403, 'insufficient_scope'), { type: 'unauthorized', reason: 'forbidden' }],
    ['a redirect', 'pdf', json(302, '', { location: '/r' }), { type: 'unknown', detail: 'redirect' }],
  ])('%s is not a receipt', async (_, format, answer, expected) => {
    provider.answer(answer)
    expect(failure(await fetchAs(format))).toMatchObject(expected)
  })

  it('as large as may be', async () => {
    provider.answer(file('application/pdf', Buffer.alloc(2 * 1024 * 1024, '%PDF-')))
    expect(must(await fetchAs('pdf')).bytes).toHaveLength(2 * 1024 * 1024)
  })

  const link = async (data: unknown) => {
    provider.answer(good(data))
    return await desks.receipts.link('cs_1')
  }

  it('the link is the one that is given, in either form', async () => {
    for (const url of [`${provider.url}/c/cs_1/receipt`, `${provider.url}/r/rcpt_1`]) {
      expect(must(await link({ id: 'rcpt_9', url }))).toBe(url)
    }
  })

  it('where only the receipt is named, its public page is the fallback', async () => {
    expect(must(await link({ id: 'rcpt_1', number: '1' }))).toBe(`${provider.url}/r/rcpt_1`)
    expect(must(await link({ receiptId: 'rcpt_2', url: null }))).toBe(`${provider.url}/r/rcpt_2`)
  })

  it.each<[string, unknown, object]>([
    ['elsewhere', { url: 'https://evil.example/r/rcpt_1' }, { type: 'refused', code: 'url_not_allowed' }],
    ['a script', { url: 'javascript:alert(1)' }, { type: 'refused', code: 'url_not_allowed' }],
    ['an id that is a path', { id: '../../login' }, unknown],
    ['nothing', {}, unknown],
    ['text', 'https://plugipay.com/r/1', unknown],
  ])('a link that is %s is not shown', async (_, data, expected) => {
    expect(failure(await link(data))).toMatchObject(expected)
  })

  it('an e-mail carries its key and the address, or nothing for the customer’s own', async () => {
    provider.answer(good({ sent: true, to: 'ibu@contoh.example' }))
    expect(must(await desks.receipts.email('cs_1', null, 'k1'))).toEqual({ to: 'ibu@contoh.example' })
    expect(lastArrived()).toMatchObject({
      target: '/api/v1/checkout-sessions/cs_1/receipt/email',
      body: '{}',
    })
    expect(lastArrived().headers['idempotency-key']).toBe('k1')
    provider.answer((response) => void response.writeHead(204).end())
    expect(must(await desks.receipts.email('cs_1', 'sari@contoh.example', 'k2'))).toEqual({
      to: 'sari@contoh.example',
    })
    expect(lastArrived().body).toBe('{"to":"sari@contoh.example"}')
  })

  it('an e-mail that was not sent is not called sent', async () => {
    provider.answer(good({ sent: false, to: 'sari@contoh.example' }))
    const refused = failure(await desks.receipts.email('cs_1', 'sari@contoh.example', 'k'))
    expect(refused).toMatchObject({ type: 'refused', code: 'receipt_not_sent' })
    provider.answer((response) => void response.writeHead(204).end())
    expect(failure(await desks.receipts.email('cs_1', null, 'k'))).toMatchObject(unknown)
  })

  it.each<[string, Record<string, unknown>]>([
    ['a fraction', { amount: 1.5 }],
    ['less than nothing', { amount: -1 }],
    ['a foreign currency', { currency: 'SGD' }],
    ['an id that is a path', { id: 'a/b' }],
  ])('one with %s is not relied on', async (_, changes) => {
    provider.answer(good(receiptRow(changes)))
    expect(failure(await desks.receipts.read('cs_1'))).toMatchObject(unknown)
  })

  it('one odd receipt hides no other, and an invoice’s names no session', async () => {
    const invoice = receiptRow({ id: 'rcpt_2', sourceType: 'invoice', sourceId: 'inv_1' })
    provider.answer(good([receiptRow({ currency: 'SGD' }), invoice]))
    const { receipts } = must(
      await desks.receipts.issued({ issuedAfter: '2026-01-01T00:00:00.000Z', cursor: null }),
    )
    expect(receipts).toMatchObject([{ receiptId: 'rcpt_2', sessionId: null }])
    expect(queryOf(lastArrived())).toMatchObject({ issuedAfter: '2026-01-01T00:00:00.000Z', limit: '100' })
    expect(log.lines.join()).toContain('gateway.receipt_unreadable')
  })

  it('a session that cannot be one is not even asked for', async () => {
    for (const id of ['..', 'a/b', '']) {
      const answers = [
        await desks.receipts.read(id),
        await desks.receipts.fetch(id, 'pdf'),
        await desks.receipts.link(id),
        await desks.receipts.email(id, null, 'k'),
        await desks.proofs.claim(id, null),
        await desks.proofs.upload(id, { bytes: new Uint8Array(), contentType: 'image/png' }),
      ]
      expect(answers.map((answer) => failure(answer).type)).toEqual(Array(6).fill('not_found'))
    }
    expect(provider.arrived).toEqual([])
  })
})

describe('refunds', () => {
  const attempt = {
    idempotencyKey: 'till-1:refund-1',
    chargeId: 'pay_1',
    amount: null,
    currency: 'IDR',
    reason: 'requested_by_customer',
    metadata: { words: 'salah pesan' },
  } as const
  const send = () => desks.refunds.send(desks.refunds.prepare(attempt))

  it('go out as prepared, with their key and the cashier’s words', async () => {
    provider.answer(good(refundRow()))
    expect(must(await send())).toEqual({
      refundId: 'rfnd_1',
      chargeId: 'pay_1',
      status: 'succeeded',
      amount: 150_000,
      currency: 'IDR',
      failure: null,
      createdAt: '2026-01-01T00:10:00.000Z',
    })
    expect(lastArrived()).toMatchObject({
      method: 'POST',
      target: '/api/v1/refunds',
      body: '{"chargeId":"pay_1","reason":"requested_by_customer","metadata":{"words":"salah pesan"}}',
    })
    expect(lastArrived().headers['idempotency-key']).toBe(attempt.idempotencyKey)
    expect(sentSignature(lastArrived())).toBe(expectedSignature(lastArrived()))
  })

  it('are sent once, whatever comes back', async () => {
    for (const status of [421, 500, 502, 401, 422]) {
      provider.answer(bad(status, 'x'))
      await send()
    }
    expect(provider.arrived).toHaveLength(5)
  })

  it('refused by the bank: refused, and the list tells why', async () => {
    provider.answer(bad(422, 'refund_failed'))
    expect(failure(await send())).toMatchObject({ type: 'refused', status: 422, code: 'refund_failed' })
    const row = { status: 'failed', failureCode: 'X1', failureMessage: 'Bank\n says no\u202e' }
    provider.answer(good([refundRow(row)]))
    expect(must(await desks.refunds.ofCharge('pay_1'))).toMatchObject([
      { status: 'failed', failure: 'Bank  says no' },
    ])
  })

  it.each([
    ['pending', 'pending'],
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
    ['processing', 'unknown'],
    ['constructor', 'unknown'],
  ])('%s is %s', async (status, expected) => {
    provider.answer(good([refundRow({ status })]))
    expect(must(await desks.refunds.ofCharge('pay_1'))[0]?.status).toBe(expected)
  })

  it.each<[string, Record<string, unknown>]>([
    ['no amount', { amount: null }],
    ['nothing given back', { amount: 0 }],
    ['an unknown currency', { currency: 'XXX' }],
    ['no status', { status: 7 }],
    ['a charge that is no text', { chargeId: 7 }],
  ])('a list with one that has %s is not whole, so it is unknown', async (_, changes) => {
    provider.answer(good([refundRow(), refundRow({ id: 'rfnd_2', ...changes })]))
    expect(failure(await desks.refunds.ofCharge('pay_1'))).toMatchObject(unknown)
  })

  it('of a charge: asked by it, every page, each once, oldest first; other charges left out', async () => {
    const other = refundRow({ id: 'rfnd_9', chargeId: 'pay_9', amount: 'odd' })
    const late = refundRow({ id: 'rfnd_2', createdAt: '2026-01-02T00:00:00Z' })
    provider.answer(good([late, other], { cursor: 'c1' }), good([refundRow(), late], { cursor: 'c1' }))
    const listed = must(await desks.refunds.ofCharge('pay_1'))
    expect(listed.map(({ refundId }) => refundId)).toEqual(['rfnd_1', 'rfnd_2'])
    expect(provider.arrived.map(queryOf)).toEqual([
      { chargeId: 'pay_1', order: 'asc', limit: '100' },
      { chargeId: 'pay_1', order: 'asc', limit: '100', cursor: 'c1' },
    ])
  })

  it('more pages than can be are unknown, never a part of them', async () => {
    let count = 0
    provider.answer((...given) => {
      count += 1
      good([refundRow({ id: `rfnd_${count}` })], { cursor: `c${count}` })(...given)
    })
    expect(failure(await desks.refunds.ofCharge('pay_1')).type).toBe('unknown')
    expect(count).toBe(20)
  })

  it('a page that fails fails the list', async () => {
    provider.answer(good([refundRow()], { cursor: 'c1' }), bad(403, 'forbidden'))
    expect(failure(await desks.refunds.ofCharge('pay_1')).type).toBe('unauthorized')
  })
})
