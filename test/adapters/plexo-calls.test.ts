import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { isRetryable, type PaymentGateway, type SessionPage } from '../../src/core/ports/gateway.ts'
import { createPlexoGateway } from '../../src/main/adapters/plexo/gateway.ts'
import type { PlexoProfile } from '../../src/main/adapters/plexo/profile.ts'
import type { PlexoDeps } from '../../src/main/adapters/plexo/transport.ts'
import {
  API_KEY,
  errorObject,
  linkAttempt,
  plexoProfile,
  replying,
  startPlexo,
  type Answering,
  type PlexoProvider,
} from './plexo-provider.ts'
import { failure, keptLog, movedClock, must } from './plugipay-provider.ts'

let plexo: PlexoProvider
let gateway: PaymentGateway
let log: ReturnType<typeof keptLog>

beforeEach(async () => {
  plexo = await startPlexo()
  gateway = till()
})
afterEach(() => plexo.close())

/** A till that was just started: it remembers nothing. */
function till(changes: Partial<PlexoProfile> = {}, deps: Partial<PlexoDeps> = {}): PaymentGateway {
  log = keptLog()
  const profile = plexoProfile(plexo.url, changes)
  return createPlexoGateway(profile, { clock: movedClock(), log, timeoutMs: 2_000, ...deps })
}

const create = (attempt = linkAttempt()) => gateway.create(gateway.prepareCreate(attempt))
const open = async (attempt = linkAttempt()) => must(await create(attempt)).facts.sessionId
const drop: Answering = (response) => void response.destroy()
const minuteAgo = () => new Date(Date.now() - 60_000).toISOString()
const findQuery = (attemptId: string) => ({
  tenderId: `tender-of-${attemptId}`,
  attemptId,
  createdAfter: minuteAgo(),
})
const writes = () => plexo.arrived.filter(({ method }) => method === 'POST')

describe('a create', () => {
  it('sends the stored bytes with Basic credentials and gives page, amount and the real end', async () => {
    const call = gateway.prepareCreate(linkAttempt())
    const { facts, raw } = must(await gateway.create(call))
    const [seen] = plexo.arrived
    expect(seen).toMatchObject({ method: 'POST', target: '/v1/sessions', body: call.body })
    expect(seen?.headers['content-length']).toBe(String(Buffer.byteLength(call.body)))
    expect(seen?.headers.authorization).toMatch(/^Basic /)
    expect(facts).toEqual({
      sessionId: plexo.sessions[0]?.id,
      status: 'waiting',
      amount: 1_999,
      currency: 'UYU',
      mode: 'test',
      expiresAt: plexo.sessions[0]?.expiresAt,
      completedAt: null,
      hostedUrl: `${plexo.url}/${facts.sessionId}?t=token-of-${facts.sessionId}`,
      paymentId: null,
      method: null,
      tenderId: null,
      terminalId: null,
      manual: false,
    })
    expect(raw).toContain(facts.sessionId)
  })

  it.each([400, 409, 422] as const)(
    'sent twice is one session: refused with %d, then found',
    async (status) => {
      plexo.ways.duplicateStatus = status
      const attempt = linkAttempt()
      const id = await open(attempt)
      expect(failure(await create(attempt)).type).toBe('conflict')
      expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.sessionId).toBe(id)
      expect(plexo.sessions).toHaveLength(1)
    },
  )

  it('whose answer was lost is unknown; sent again it is a conflict and never a second session', async () => {
    const attempt = linkAttempt()
    const call = gateway.prepareCreate(attempt)
    plexo.next(drop, { act: true })
    const lost = failure(await gateway.create(call))
    expect(lost.type).toBe('unknown')
    expect(isRetryable(lost)).toBe(true)
    expect(failure(await gateway.create(call)).type).toBe('conflict')
    expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.amount).toBe(1_999)
    expect(plexo.sessions).toHaveLength(1)
  })

  it('that the provider turns down is refused for good, in the provider’s words', async () => {
    expect(failure(await create(linkAttempt({ amount: amountOf(0) })))).toEqual({
      type: 'refused',
      status: 400,
      code: 'request-validation-errors',
      message: 'no',
      field: 'paymentRequest.amount.total',
      requestId: 'trace-1',
    })
    gateway = till({ merchantId: 5 })
    expect(failure(await create())).toMatchObject({ type: 'refused', status: 404, field: 'merchantId' })
  })

  it('refused while nobody can tell whether it exists is unknown', async () => {
    plexo.next(replying(400, errorObject(400, 'odd')))
    plexo.next(drop)
    expect(failure(await create())).toMatchObject({ type: 'unknown', detail: 'refused_or_duplicate' })
  })

  it('of something Plexo has no way of collecting never leaves the machine', async () => {
    expect(failure(await create(linkAttempt({ purpose: 'qris' })))).toEqual({
      type: 'unsupported',
      what: 'purpose_qris',
    })
    expect(failure(await create(linkAttempt({ currency: 'IDR' }))).type).toBe('unsupported')
    expect(plexo.arrived).toEqual([])
  })

  it('answered with another reference is not ours', async () => {
    plexo.next(
      replying(201, { id: 'a'.repeat(32), referenceId: 'gs-OTHER-1999UYU', status: 'pending', actions: [] }),
    )
    expect(failure(await create())).toMatchObject({ type: 'unknown', detail: 'invalid_response' })
  })

  it('with a page on a strange host shows no page', async () => {
    const attempt = linkAttempt({ attemptId: 'A1' })
    const id = 'b'.repeat(32)
    const actions = [{ rel: 'checkout', href: `https://evil.example/${id}`, method: 'REDIRECT' }]
    plexo.next(replying(201, { id, referenceId: 'gs-A1-1999UYU', status: 'pending', actions }))
    expect(must(await create(attempt)).facts.hostedUrl).toBeNull()
  })
})

describe('reading', () => {
  it('the payment tells, found by its reference and read by its id', async () => {
    const id = await open()
    const payment = plexo.pay(id, 'pending')
    expect(must(await gateway.read(id)).facts.status).toBe('paying')
    payment.status = 'approved'
    const { facts, raw } = must(await gateway.read(id))
    expect(facts).toMatchObject({
      status: 'completed',
      amount: 1_999,
      currency: 'UYU',
      paymentId: payment.id,
      completedAt: null,
      method: 'card',
      terminalId: 'till-1',
    })
    expect(facts.tenderId).toMatch(/^tender-of-/)
    expect(JSON.parse(raw)).toMatchObject({ session: { id }, payments: [{ id: payment.id }] })
    expect(plexo.arrived.slice(-2).map(({ path }) => path)).toEqual([
      '/v1/payments/query',
      `/v1/payments/${payment.id}`,
    ])
  })

  it('a denied card leaves the session open, and the next card pays it', async () => {
    const id = await open()
    plexo.pay(id, 'denied')
    expect(must(await gateway.read(id)).facts.status).toBe('waiting')
    plexo.pay(id, 'approved')
    expect(must(await gateway.read(id)).facts).toMatchObject({
      status: 'completed',
      paymentId: 'pay-2',
      completedAt: '2026-01-02T03:04:00.609Z',
    })
  })

  it('authorized money is not paid and calls for a person', async () => {
    const id = await open()
    plexo.pay(id, 'authorized')
    expect(must(await gateway.read(id)).facts.status).toBe('review')
  })

  it('another amount than asked is told as it is', async () => {
    const id = await open()
    plexo.pay(id, 'approved', 20)
    expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', amount: 2_000 })
  })

  it('two captured payments are told as their sum and logged', async () => {
    const id = await open()
    plexo.pay(id, 'approved')
    plexo.pay(id, 'approved')
    expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'completed', amount: 3_998 })
    expect(log.lines.join()).toContain('gateway.paid_twice')
  })

  it('the end comes by the provider’s clock, and money after it is still seen', async () => {
    const id = await open()
    plexo.ways.clockOffsetMs = 16 * 60_000
    expect(must(await gateway.read(id)).facts.status).toBe('expired')
    plexo.pay(id, 'approved')
    expect(must(await gateway.read(id)).facts.status).toBe('completed')
  })

  it('a search that ignores its filter proves nothing', async () => {
    plexo.ways.ignoresPaymentFilter = true
    const [id, other] = [await open(), await open()]
    plexo.pay(other, 'approved')
    expect(failure(await gateway.read(id))).toMatchObject({
      type: 'unknown',
      detail: 'payment_filter_ignored',
    })
    expect(must(await gateway.read(other)).facts.status).toBe('completed')
  })

  it('a payment whose amount cannot be read proves nothing', async () => {
    const id = await open()
    plexo.pay(id, 'approved', 19.999)
    expect(failure(await gateway.read(id)).type).toBe('unknown')
  })

  it('a payment that names another reference proves nothing', async () => {
    const id = await open()
    plexo.pay(id, 'approved')
    plexo.next((response, request) => {
      replying(200, { items: [{ id: 'pay-9', referenceId: request.query['referenceId'] }] })(
        response,
        request,
      )
    })
    const stranger = { id: 'pay-9', referenceId: 'gp-x', status: 'approved' }
    plexo.next(replying(200, { ...stranger, amount: { total: 19.99, currency: 'UYU' } }))
    expect(failure(await gateway.read(id))).toMatchObject({ detail: 'payment_reference_differs' })
  })

  it('a search that is not there is not a session that is not there', async () => {
    const id = await open()
    plexo.next(replying(404, errorObject(404, 'not-found')))
    expect(failure(await gateway.read(id))).toMatchObject({ type: 'unknown', status: 404 })
  })

  it('what cannot be a session id is not asked for', async () => {
    expect(failure(await gateway.read('../payments'))).toEqual({ type: 'not_found', requestId: null })
    expect(plexo.arrived).toEqual([])
  })
})

describe('after a restart', () => {
  it('a session is read through what the books kept, without any search', async () => {
    const { facts, raw } = must(await create())
    plexo.pay(facts.sessionId, 'approved')
    const seen = plexo.arrived.length
    gateway = till({}, { recall: (id) => (id === facts.sessionId ? raw : null) })
    const read = must(await gateway.read(facts.sessionId)).facts
    expect(read).toMatchObject({ status: 'completed', amount: 1_999, hostedUrl: facts.hostedUrl })
    expect(plexo.arrived.slice(seen).map(({ path }) => path)).not.toContain('/v1/sessions')
  })

  it.each([
    [0, 'items'],
    [1, 'items'],
    [0, null],
    [1, null],
  ] as const)(
    'or is searched in the list, whose pages count from %d under %s',
    async (pageBase, listUnder) => {
      Object.assign(plexo.ways, { pageBase, listUnder })
      const id = await open()
      for (let count = 0; count < 205; count += 1) must(await create())
      gateway = till()
      expect(must(await gateway.read(id)).facts).toMatchObject({ status: 'waiting', amount: 1_999 })
      const seen = plexo.arrived.length
      must(await gateway.read(id))
      expect(plexo.arrived.length - seen).toBe(1)
    },
  )

  it('what is not in the list may have been made with another key: unknown, and not searched again at once', async () => {
    expect(failure(await gateway.read('c'.repeat(32)))).toMatchObject({ detail: 'session_not_listed' })
    const seen = plexo.arrived.length
    expect(failure(await gateway.read('d'.repeat(32)))).toMatchObject({ detail: 'session_not_listed' })
    expect(plexo.arrived).toHaveLength(seen)
  })

  it('books that hold something else are no help', async () => {
    const other = must(await create())
    const id = await open()
    expect(must(await till({}, { recall: () => other.raw }).read(id)).facts.sessionId).toBe(id)
    for (const raw of ['', '{}', 'null', '{"session":{"id":"x"}}']) {
      expect(must(await till({}, { recall: () => raw }).read(id)).facts.sessionId).toBe(id)
    }
  })

  it('an attempt is found by the days it may be from, and no other', async () => {
    const attempt = linkAttempt()
    const id = await open(attempt)
    await open()
    gateway = till()
    expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.sessionId).toBe(id)
    expect(must(await gateway.find(findQuery('01JBNOBODY')))).toBeNull()
    const search = plexo.arrived.find(({ query }) => query['minDate'] !== undefined)
    expect(Object.keys(search?.query ?? {})).toEqual(['merchantId', 'minDate', 'maxDate', 'size'])
  })
})

describe('finding', () => {
  it('an attempt of this run is asked for by its exact reference, and its payment tells', async () => {
    const attempt = linkAttempt()
    const id = await open(attempt)
    plexo.pay(id, 'approved')
    expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.status).toBe('completed')
    const search = plexo.arrived.find(({ method, path }) => method === 'GET' && path === '/v1/sessions')
    expect(search?.query['referenceId']).toBe(`gs-${attempt.attemptId}-1999UYU`)
  })

  it('an attempt whose answer was lost is asked for by its exact reference, too', async () => {
    const attempt = linkAttempt()
    plexo.next(drop, { act: true })
    expect(failure(await create(attempt)).type).toBe('unknown')
    expect(must(await gateway.find(findQuery(attempt.attemptId)))?.facts.amount).toBe(1_999)
    expect(plexo.arrived[1]?.query['referenceId']).toBe(`gs-${attempt.attemptId}-1999UYU`)
  })

  it('a list whose pages are all the same one comes to an end', async () => {
    const page = replying(200, [{ id: 'e'.repeat(32), referenceId: 'order-1', status: 'pending' }])
    for (let count = 0; count < 100; count += 1) plexo.next(page)
    expect(must(await gateway.find(findQuery('A1')))).toBeNull()
    expect(plexo.arrived.length).toBeLessThan(5)
  })

  it('a list that cannot be read is not an empty one', async () => {
    plexo.next(replying(200, { rows: [] }))
    expect(failure(await gateway.find(findQuery('A1'))).type).toBe('unknown')
    plexo.next(replying(200, [{ nothing: true }]))
    expect(failure(await gateway.find(findQuery('A1'))).type).toBe('unknown')
  })
})

describe('a list', () => {
  it.each([0, 1] as const)(
    'holds every session of the tills once, pages counting from %d',
    async (pageBase) => {
      plexo.ways.pageBase = pageBase
      const made: string[] = []
      for (let count = 0; count < 5; count += 1) made.push(await open())
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: SessionPage = must(
          await gateway.list(cursor === null ? { limit: 2 } : { limit: 2, cursor }),
        )
        expect(page.sessions.length).toBeLessThanOrEqual(2)
        seen.push(...page.sessions.map(({ facts }) => facts.sessionId))
        cursor = page.nextCursor
      } while (cursor !== null)
      expect(seen.toSorted()).toEqual(made.toSorted())
    },
  )

  it('is narrowed by status and by age', async () => {
    const paid = await open()
    await open()
    plexo.pay(paid, 'approved')
    const completed = must(await gateway.list({ status: 'completed', createdAfter: minuteAgo() }))
    expect(completed.sessions.map(({ facts }) => facts.sessionId)).toEqual([paid])
    const createdAfter = new Date(Date.now() + 60_000).toISOString()
    expect(must(await gateway.list({ createdAfter })).sessions).toEqual([])
  })
})

describe('what Plexo does not have', () => {
  it('is unsupported, so that the till waits for the end instead', async () => {
    const id = await open()
    const seen = plexo.arrived.length
    const { changes, receipts, customers, proofs, shop } = gateway.desks
    const results = [
      await gateway.cancel(id, 'k'),
      await gateway.charge(id, 'qris'),
      await gateway.confirm(id),
      await gateway.fetchImage(`${plexo.url}/x.png`),
      await changes.since({ occurredAfter: minuteAgo(), cursor: null }),
      await receipts.read(id),
      await receipts.issued({ issuedAfter: minuteAgo(), cursor: null }),
      await receipts.fetch(id, 'json'),
      await receipts.link(id),
      await receipts.email(id, null, 'k'),
      await customers.search('x'),
      await customers.create({ name: 'x', email: null, phone: null, idempotencyKey: 'k' }),
      await proofs.claim(id, null),
      await proofs.upload(id, { bytes: new Uint8Array(), contentType: 'image/png' }),
      await shop.brand(),
    ]
    expect(results.map((result) => failure(result).type)).toEqual(results.map(() => 'unsupported'))
    expect(plexo.arrived).toHaveLength(seen)
    expect(gateway.traits).toEqual({
      collects: ['link'],
      currencies: ['UYU', 'USD'],
      resend: 'find',
      canCancel: false,
      minimumPollMs: 3000,
      reviewsPages: false,
      booksManualMoney: false,
    })
  })
})

describe('refunds', () => {
  const paid = async (status = 'approved') => plexo.pay(await open(), status).id
  const attempt = (chargeId: string, amount: number | null = null, key = 'till-1:s1:r1:refund') => ({
    idempotencyKey: key,
    chargeId,
    amount: amount === null ? null : amountOf(amount),
    currency: 'UYU' as const,
    reason: 'requested_by_customer' as const,
    metadata: {},
  })
  const { prepare, send, ofCharge } = {
    prepare: (...args: Parameters<typeof attempt>) => gateway.desks.refunds.prepare(attempt(...args)),
    send: (call: ReturnType<PaymentGateway['desks']['refunds']['prepare']>) =>
      gateway.desks.refunds.send(call),
    ofCharge: (id: string) => gateway.desks.refunds.ofCharge(id),
  }

  it('all of it goes back, and the list tells the same', async () => {
    const id = await paid()
    const sent = must(await send(prepare(id)))
    expect(sent).toMatchObject({ chargeId: id, status: 'succeeded', amount: 1_999, currency: 'UYU' })
    expect(must(await ofCharge(id))).toEqual([sent])
    expect(JSON.parse(writes().at(-1)?.body ?? '')).toEqual({
      referenceId: expect.stringMatching(/^gr-[0-9a-f]{32}$/),
      type: 'refund',
      description: 'Gerai till-1:s1:r1:refund',
      reason: 'requested_by_customer',
    })
  })

  it('a part goes back as a decimal, and then another part', async () => {
    const id = await paid()
    const first = must(await send(prepare(id, 1_005)))
    expect(first).toMatchObject({ status: 'succeeded', amount: 1_005 })
    expect(writes().at(-1)?.body).toContain('"amount":10.05')
    const second = must(await send(prepare(id, 994, 'till-1:s1:r2:refund')))
    expect(second).toMatchObject({ status: 'succeeded', amount: 994 })
    expect(must(await ofCharge(id))).toEqual([first, second])
  })

  it('preparing twice gives the same bytes', async () => {
    expect(prepare('pay-1', 5)).toEqual(prepare('pay-1', 5))
  })

  it.each([500, null])(
    'of %s whose answer was lost is told by the history, never sent twice',
    async (amount) => {
      const id = await paid()
      const call = prepare(id, amount)
      plexo.next(replying(200, plexo.payments[0]))
      plexo.next(drop, { act: true })
      expect(failure(await send(call)).type).toBe('unknown')
      const told = must(await send(call))
      expect(told).toMatchObject({ status: 'succeeded', amount: amount ?? 1_999 })
      gateway = till()
      expect(must(await send(call))).toEqual(told)
      expect(must(await ofCharge(id))).toEqual([told])
      expect(writes().filter(({ path }) => path.endsWith('/refunds'))).toHaveLength(1)
    },
  )

  it('that the payment does not show yet is not sent again by this run', async () => {
    const id = await paid()
    plexo.next(replying(200, plexo.payments[0]))
    plexo.next(drop)
    expect(failure(await send(prepare(id))).type).toBe('unknown')
    expect(failure(await send(prepare(id)))).toMatchObject({ type: 'conflict', code: 'refund_sent_before' })
    expect(must(await send(prepare(id, null, 'till-1:s1:r2:refund'))).status).toBe('succeeded')
  })

  it('that may have left before a restart is only looked for; one that could not be looked at has not left', async () => {
    const id = await paid()
    const { refunds } = gateway.desks
    expect(failure(await refunds.send(prepare(id), true))).toMatchObject({ code: 'refund_sent_before' })
    plexo.next(drop)
    expect(failure(await refunds.send(prepare(id))).type).toBe('unreachable')
    expect(writes().some(({ path }) => path.endsWith('/refunds'))).toBe(false)
    expect(must(await refunds.send(prepare(id))).status).toBe('succeeded')
    // found by its reference, whoever asks
    expect(must(await till().desks.refunds.send(prepare(id), true)).status).toBe('succeeded')
    expect(writes().filter(({ path }) => path.endsWith('/refunds'))).toHaveLength(1)
  })

  it('of money that is only reserved is a void', async () => {
    const id = await paid('authorized')
    expect(failure(await send(prepare(id, 500)))).toEqual({ type: 'unsupported', what: 'void_in_part' })
    expect(must(await send(prepare(id)))).toMatchObject({ status: 'succeeded', amount: 1_999 })
    expect(writes().at(-1)).toMatchObject({ path: `/v1/payments/${id}/cancellations` })
    expect(writes().at(-1)?.body).not.toContain('amount')
    expect(must(await ofCharge(id))).toHaveLength(1)
  })

  it.each(['created', 'pending', 'denied', 'failed', 'refunded', 'cancelled', 'odd'])(
    'of a payment that is %s is not sent',
    async (status) => {
      const id = await paid(status)
      expect(failure(await send(prepare(id)))).toMatchObject({ type: 'conflict', code: `payment_${status}` })
      expect(writes()).toHaveLength(1)
    },
  )

  it('in another currency, or of nothing, is not sent', async () => {
    const id = await paid()
    const dollars = { ...attempt(id), currency: 'USD' as const }
    expect(failure(await send(gateway.desks.refunds.prepare(dollars)))).toMatchObject({
      what: 'refund_currency',
    })
    const rupiah = { ...attempt(id), currency: 'IDR' as const }
    expect(failure(await send(gateway.desks.refunds.prepare(rupiah)))).toMatchObject({ what: 'currency_IDR' })
    expect(failure(await send(prepare('pay-404'))).type).toBe('not_found')
    expect(failure(await send(prepare('../sessions'))).type).toBe('not_found')
    expect(writes()).toHaveLength(1)
  })

  it('that the provider turns down is refused', async () => {
    const id = await paid()
    expect(failure(await send(prepare(id, 999_999)))).toMatchObject({
      type: 'refused',
      status: 422,
      code: 'refund-exceeds-amount',
    })
    expect(must(await ofCharge(id))).toEqual([])
  })

  it('a part refund without a readable row hides what is left: nothing is listed and nothing more is sent', async () => {
    plexo.ways.tellsTransactions = false
    const id = await paid()
    expect(must(await send(prepare(id, 500)))).toMatchObject({ status: 'pending', amount: 500 })
    expect(failure(await ofCharge(id))).toMatchObject({ type: 'unknown', detail: 'refunds_not_told' })
    const other = prepare(id, 500, 'till-1:s1:r2:refund')
    expect(failure(await send(other))).toMatchObject({ type: 'conflict', code: 'refunds_not_told' })
    expect(writes().filter(({ path }) => path.endsWith('/refunds'))).toHaveLength(1)
  })

  it('a history with an unreadable row may hide a refund, too', async () => {
    const id = await paid()
    plexo.payments[0]?.transactions.push({ id: 'txn-9', type: 'refund', amount: 'much' })
    expect(failure(await ofCharge(id))).toMatchObject({ type: 'unknown', detail: 'refunds_not_told' })
    expect(failure(await send(prepare(id)))).toMatchObject({ type: 'conflict', code: 'refunds_not_told' })
  })

  it('a whole refund is told by the status alone', async () => {
    plexo.ways.tellsTransactions = false
    const id = await paid()
    expect(must(await send(prepare(id)))).toMatchObject({ status: 'succeeded', amount: 1_999 })
    expect(must(await ofCharge(id))).toMatchObject([{ status: 'succeeded', amount: 1_999 }])
  })

  it('that the bank turned down stays as a failed one', async () => {
    const id = await paid()
    const { reference } = JSON.parse(prepare(id).body) as { reference: string }
    const row = { id: 'txn-9', referenceId: reference, type: 'refund', status: 'denied', amount: 19.99 }
    plexo.payments[0]?.transactions.push({ ...row, resultCode: 'refund_declined' })
    expect(must(await ofCharge(id))).toMatchObject([{ status: 'failed', failure: 'refund_declined' }])
    expect(must(await send(prepare(id)))).toMatchObject({ status: 'failed' })
    expect(writes()).toHaveLength(1)
  })
})

describe('every answer that is no answer', () => {
  const later = new Date(Date.now() + 90_000).toUTCString()
  const error = (status: number, rest: Record<string, unknown> = {}) =>
    replying(status, errorObject(status, 'some-code', rest))

  it.each<[string, Answering, Record<string, unknown>]>([
    ['a wrong key', error(401), { type: 'unauthorized', reason: 'key_wrong', requestId: 'trace-1' }],
    ['a merchant of others', error(403), { type: 'unauthorized', reason: 'forbidden', code: 'some-code' }],
    ['a conflict', error(409), { type: 'conflict', code: 'some-code', requestId: 'trace-1' }],
    ['too fast', replying(429, '', { 'retry-after': '7' }), { type: 'rate_limited', retryAfterMs: 7_000 }],
    ['too fast, no time told', replying(429, ''), { type: 'rate_limited', retryAfterMs: 3_000 }],
    ['too fast for a year', replying(429, '', { 'retry-after': '31536000' }), { retryAfterMs: 3_600_000 }],
    ['a slow client', error(408), { type: 'unknown', detail: 'some-code', status: 408 }],
    [
      'trouble of the server told as 400',
      error(400, { type: 'api-error' }),
      { type: 'unknown', status: 400, detail: 'some-code' },
    ],
    ['an error of the server', error(500), { type: 'unknown', status: 500, requestId: 'trace-1' }],
    [
      'a page of a proxy',
      replying(502, '<html>'),
      { type: 'unknown', detail: 'invalid_response', status: 502 },
    ],
    ['a refusal in HTML', replying(400, '<html>'), { type: 'unknown', detail: 'not_the_provider' }],
    [
      'no such page in HTML',
      replying(404, '<html>'),
      { type: 'unknown', detail: 'not_the_provider', status: 404 },
    ],
    ['a sign-in page', replying(401, '<html>'), { type: 'unknown', detail: 'not_the_provider' }],
    ['a firewall', replying(403, '<html>'), { type: 'unknown', detail: 'not_the_provider', status: 403 }],
    ['a proxy that wants a name', replying(407, ''), { type: 'unknown', detail: 'connection_lost' }],
    ['no key, without a word', replying(401, ''), { type: 'unauthorized', reason: 'key_wrong' }],
    [
      'a redirect',
      replying(302, '', { location: 'https://evil.example/' }),
      { type: 'unknown', detail: 'redirect' },
    ],
    ['HTML with 200', replying(200, '<html>'), { type: 'unknown', detail: 'not_the_provider', status: 200 }],
    ['cut-off JSON', replying(201, '{"id":"'), { type: 'unknown', detail: 'invalid_response' }],
    ['an empty body', replying(201, ''), { type: 'unknown', detail: 'invalid_response' }],
    ['a dropped connection', drop, { type: 'unknown' }],
  ])('a create met by %s', async (_what, answer, expected) => {
    plexo.next(answer)
    expect(failure(await create())).toMatchObject(expected)
  })

  it('a time to wait may be a date', async () => {
    plexo.next(replying(429, '', { 'retry-after': later }))
    const refused = failure(await create())
    if (refused.type !== 'rate_limited') throw new Error(refused.type)
    expect(refused.retryAfterMs).toBeGreaterThan(60_000)
    expect(refused.retryAfterMs).toBeLessThanOrEqual(90_000)
  })

  it('a declined card is told by its decline code', async () => {
    const id = plexo.pay(await open(), 'approved').id
    plexo.next(replying(200, plexo.payments[0]))
    plexo.next(error(402, { declineCode: 'insufficient_funds' }))
    const { refunds } = gateway.desks
    const call = refunds.prepare({
      idempotencyKey: 'k',
      chargeId: id,
      amount: null,
      currency: 'UYU',
      reason: 'other',
      metadata: {},
    })
    expect(failure(await refunds.send(call))).toMatchObject({ type: 'refused', code: 'insufficient_funds' })
  })

  it('more than 1 MiB is not read', async () => {
    const id = 'b'.repeat(32)
    const session = { id, referenceId: 'gs-A1-1999UYU', status: 'pending', actions: [] }
    plexo.next(replying(201, { ...session, padding: 'x'.repeat(1_000_000) }))
    expect((await create(linkAttempt({ attemptId: 'A1' }))).ok).toBe(true)
    plexo.next(replying(201, { ...session, padding: 'x'.repeat(1_048_576) }))
    expect(failure(await create(linkAttempt({ attemptId: 'A1' }))).type).toBe('unknown')
  })

  it('no answer within the limit is unknown', async () => {
    gateway = till({}, { timeoutMs: 50 })
    plexo.next(() => {})
    expect(failure(await create())).toMatchObject({ type: 'unknown', detail: 'timeout' })
  })

  it('nobody there is unreachable', async () => {
    await plexo.close()
    expect(failure(await create())).toEqual({ type: 'unreachable', detail: 'ECONNREFUSED' })
  })

  it('without a key nothing is sent', async () => {
    gateway = till({ apiKey: '' })
    expect(failure(await create())).toMatchObject({ type: 'unauthorized', reason: 'key_missing' })
    expect(plexo.arrived).toEqual([])
  })

  it('a key that the provider echoes stays out of failures and log', async () => {
    const basic = Buffer.from(`client-example:${API_KEY}`).toString('base64')
    plexo.next(replying(401, errorObject(401, `${API_KEY} ${basic}`)))
    const shown = JSON.stringify([await create(), log.lines])
    expect(shown).toContain('[secret]')
    expect(shown).not.toContain(API_KEY)
    expect(shown).not.toContain(basic)
  })
})

describe('the check', () => {
  it('tells mode and clock, and makes nothing', async () => {
    plexo.ways.clockOffsetMs = 3_600_000
    const { mode, clockOffsetMs } = must(await gateway.check())
    expect(mode).toBe('test')
    expect(Math.abs((clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(30_000)
    expect(plexo.sessions).toEqual([])
  })

  it('says when the key is wrong', async () => {
    gateway = till({ apiKey: 'other' })
    expect(failure(await gateway.check())).toMatchObject({ type: 'unauthorized', reason: 'key_wrong' })
  })
})

it('a faulty profile is a bug of whoever stored it', () => {
  expect(() => till({ merchantId: -1 })).toThrow('profile_merchant_invalid')
})
