import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SimulatorKey, SimulatorOptions } from '../../src/simulator/options.ts'
import { signWebhook } from '../../src/simulator/webhooks/courier.ts'
import { receiver, type Received } from './receiver.ts'
import { codeOf, dataOf, idOf, shop } from './running.ts'
import { till as tillAt, type Json } from './till.ts'

const COMPLETED = 'plugipay.checkout_session.completed.v1'

/** A shop whose server listens, with an endpoint that was just made. */
async function listening(
  answer?: (count: number, received: Received) => number | null,
  options: Partial<SimulatorOptions> = {},
  asked: object = {},
) {
  const server = await receiver(answer)
  const running = await shop(options)
  const endpoint = dataOf(await running.till.post('/webhooks', { url: server.url, ...asked }))
  return {
    ...running,
    received: server.received,
    endpoint,
    sell: async (): Promise<string> => {
      const id = idOf(await running.till.create())
      await running.hand('POST', `/sessions/${id}/pay`)
      return id
    },
    flush: () => running.hand('POST', '/webhooks/flush'),
    wait: async (advanceSec: number) => {
      await running.hand('POST', '/clock', { advanceSec })
      await running.hand('POST', '/webhooks/flush')
    },
  }
}

/** The receiver's own arithmetic, apart from the simulator's. */
function isSigned(received: Received | undefined, name: string, secret: string): boolean {
  const { body = '', headers = {} } = received ?? {}
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers[name])) ?? []
  const isFresh = Math.abs(Number(seconds) - Date.now() / 1000) < 300
  return isFresh && createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex') === signature
}

it('signs the worked example of the documents', () => {
  const body = '{"id":"evt_1","type":"plugipay.checkout_session.completed.v1"}'
  expect(signWebhook('whsec_contoh', 1_767_225_600, body)).toBe(
    't=1767225600,v1=40d62ca4498eb399cbafdd7e86a24955c23c1d24a14fa7f5fa8eefd34a4e5a65',
  )
})

describe('a webhook', () => {
  it('tells of a completed session, signed with the secret that was shown once', async () => {
    const { sell, flush, received, endpoint, till } = await listening()
    const id = await sell()
    await flush()
    expect(received.map(({ event }) => event.type)).toEqual([COMPLETED])
    expect(received[0]?.event).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      accountId: expect.stringMatching(/^acc_/),
      occurredAt: expect.stringMatching(/Z$/),
      data: { object: { id, status: 'completed' }, aggregateType: 'checkout_session', aggregateId: id },
    })
    expect(received[0]?.headers['content-type']).toBe('application/json')
    const secret = String(endpoint['secret'])
    expect(secret).toMatch(/^whsec_/)
    expect(isSigned(received[0], 'x-plugipay-signature', secret)).toBe(true)
    expect(received[0]?.headers['plugipay-signature']).toBeUndefined()
    expect((await till.get('/webhooks')).text).not.toContain(secret)
    expect((await till.get(`/webhooks/${String(endpoint['id'])}`)).text).not.toContain('whsec_')
  })

  it('has the short names, the other header and the bare object in the dialects of the pages', async () => {
    const { sell, flush, received, endpoint } = await listening(undefined, { dialect: 'api' })
    const id = await sell()
    await flush()
    expect(received.map(({ event }) => event.type).sort()).toEqual([
      'checkout_session.completed',
      'payment.succeeded',
    ])
    const completed = received.find(({ event }) => event.type === 'checkout_session.completed')
    expect(completed?.event).toMatchObject({
      workspaceId: expect.any(String),
      createdAt: expect.any(String),
      data: { id, status: 'completed' },
    })
    expect(isSigned(completed, 'plugipay-signature', String(endpoint['secret']))).toBe(true)
    expect(completed?.headers['x-plugipay-signature']).toBeUndefined()
  })

  it.each([
    [['plugipay.refund.issued.v1'], 0],
    [['checkout_session.completed'], 1],
    [[COMPLETED, 'plugipay.customer.created.v1'], 1],
    [['*'], 1],
    [undefined, 1],
  ])('goes to an endpoint that asked for %j %i times', async (events, times) => {
    const { sell, flush, received } = await listening(undefined, {}, { events })
    await sell()
    await flush()
    expect(received.length).toBe(times)
  })

  it('tells of an expiry although nobody asks', async () => {
    const { till, wait, received } = await listening()
    const id = idOf(await till.create({ expiresInSec: 60 }))
    await wait(61)
    expect(received[0]?.event).toMatchObject({
      type: 'plugipay.checkout_session.expired.v1',
      data: { object: { id, status: 'expired' } },
    })
  })

  it('of refunds and customers is sent too, a replay again under a new id, a trigger in test mode', async () => {
    const { till, sell, flush, received } = await listening()
    const id = await sell()
    await till.post('/refunds', { sourceType: 'checkout_session', sourceId: id })
    await till.post('/customers', { name: 'Sari' })
    await till.post('/events/trigger', {
      type: 'plugipay.invoice.paid.v1',
      aggregateId: 'in_1',
      data: { a: 1 },
    })
    await flush()
    const first = received[0]?.event.id ?? ''
    expect(received.map(({ event }) => event.type).sort()).toEqual([
      COMPLETED,
      'plugipay.customer.created.v1',
      'plugipay.invoice.paid.v1',
      'plugipay.refund.issued.v1',
    ])
    expect(dataOf(await till.post('/events/replay', { eventIds: [first] }))).toEqual({ replayed: 1 })
    await flush()
    const replayed = received.at(-1)?.event.id ?? ''
    expect(replayed).not.toBe(first)
    expect(dataOf(await till.get(`/events/${replayed}`))).toMatchObject({ metadata: { replayOf: first } })
  })
})

describe('a delivery that fails', () => {
  it('is tried again with growing delay on the simulated clock, and says so', async () => {
    const { sell, flush, wait, received, till, hand } = await listening((count) => (count < 3 ? 503 : 200))
    await sell()
    await flush()
    const only = async () => dataOf(await till.get('/webhooks/deliveries'))[0] as Json
    const first = await only()
    expect(first).toMatchObject({ status: 'pending', attempts: 1, responseCode: 503, lastError: 'HTTP 503' })
    const gap = (row: Json): number =>
      Date.parse(String(row['nextRetryAt'])) - Date.parse(String(row['lastAttemptAt']))
    expect(gap(first)).toBe(60_000)
    await flush()
    expect(received.length).toBe(1)
    await wait(60)
    expect(gap(await only())).toBe(300_000)
    await wait(300)
    expect(await only()).toMatchObject({
      status: 'succeeded',
      attempts: 3,
      nextRetryAt: null,
      lastError: null,
    })
    expect((await only())['attemptLog']?.length).toBe(3)
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect((await hand('GET', '/webhooks')).json.length).toBe(1)
  })

  it.each([302, 404, 500])(
    'because of a %i is no success, and a redirect is not followed',
    async (status) => {
      const { sell, flush, till } = await listening(() => status)
      await sell()
      await flush()
      expect(dataOf(await till.get('/webhooks/deliveries?status=pending'))[0]).toMatchObject({
        responseCode: status,
      })
    },
  )

  it('because nobody answers ends at the limit', async () => {
    const { sell, flush, till } = await listening(() => null, { webhookAnswerMs: 60 })
    await sell()
    await flush()
    expect(dataOf(await till.get('/webhooks/deliveries'))[0]).toMatchObject({
      responseCode: null,
      lastError: 'timed out after 60ms',
    })
  })

  it('is given up within 72 hours, and one more attempt can be asked for', async () => {
    let status = 500
    const { sell, flush, wait, received, till } = await listening(() => status)
    await sell()
    await flush()
    const steps = [60, 300, 1_800, 7_200, 21_600, 43_200, 86_400, 86_400]
    for (const step of steps) await wait(step)
    expect(steps.reduce((sum, step) => sum + step, 0)).toBeLessThan(72 * 3600)
    const id = String(dataOf(await till.get('/webhooks/deliveries'))[0]?.['id'])
    expect(dataOf(await till.get(`/webhooks/deliveries/${id}`))).toMatchObject({
      status: 'failed',
      attempts: 9,
    })
    status = 200
    const queued = await till.post(`/webhooks/deliveries/${id}/retry`)
    expect([queued.status, dataOf(queued)['status']]).toEqual([200, 'pending'])
    await flush()
    expect(dataOf(await till.get(`/webhooks/deliveries/${id}`))).toMatchObject({ status: 'succeeded' })
    expect(received.length).toBe(10)
  })

  it('twenty times in a row over a day switches the endpoint off, until it is switched on again', async () => {
    const { till, sell, flush, wait, endpoint } = await listening(() => 500)
    const own = async () => dataOf(await till.get(`/webhooks/${String(endpoint['id'])}`))
    for (let sale = 0; sale < 19; sale += 1) await sell()
    await flush()
    expect(await own()).toMatchObject({ active: true, consecutiveFailures: 19, disabledAt: null })
    await wait(25 * 3600)
    const off = await own()
    expect(off).toMatchObject({ active: false, disabledReason: expect.stringMatching(/failed attempts/) })
    expect(dataOf(await till.get('/webhooks/deliveries?status=pending')).length).toBe(0)
    const [failed] = [dataOf(await till.get('/webhooks/deliveries'))[0]]
    const refused = await till.post(`/webhooks/deliveries/${String(failed?.['id'])}/retry`)
    expect([refused.status, codeOf(refused)]).toEqual([409, 'endpoint_disabled'])
    expect(dataOf(await till.get('/events'))[0]).toMatchObject({
      type: 'plugipay.webhook_endpoint.disabled.v1',
    })
    await till.patch(`/webhooks/${String(endpoint['id'])}`, { active: true })
    expect(await own()).toMatchObject({ active: true, consecutiveFailures: 0, disabledAt: null })
  })

  it('is not retried while it is queued, and fails when the endpoint is paused', async () => {
    const { till, sell, flush, endpoint } = await listening(() => 500)
    await sell()
    await flush()
    const id = String(dataOf(await till.get('/webhooks/deliveries'))[0]?.['id'])
    expect(codeOf(await till.post(`/webhooks/deliveries/${id}/retry`))).toBe('already_queued')
    await till.patch(`/webhooks/${String(endpoint['id'])}`, { active: false })
    expect(dataOf(await till.get(`/webhooks/deliveries/${id}`))).toMatchObject({ status: 'failed' })
  })

  it('survives a restart of the provider', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'simulator-'))
    const db = join(folder, 'books.sqlite')
    let status = 500
    const first = await listening(() => status, { db })
    await first.sell()
    await first.flush()
    await first.close()
    status = 200
    const again = await shop({ db })
    await again.hand('POST', '/clock', { advanceSec: 60 })
    await again.hand('POST', '/webhooks/flush')
    expect(first.received.map(({ event }) => event.type)).toEqual([COMPLETED, COMPLETED])
    await again.close()
    rmSync(folder, { recursive: true })
  })
})

describe('a fault plan reaches webhooks', () => {
  const plan = (action: object, match: object = {}) => ({ rules: [{ match, times: 1, action }] })

  it('and sends one twice', async () => {
    const { hand, sell, flush, received, till } = await listening()
    await hand('PUT', '/faults', plan({ type: 'duplicateWebhook' }))
    await sell()
    await flush()
    expect(received.length).toBe(2)
    expect(received[0]?.body).toBe(received[1]?.body)
    expect(dataOf(await till.get('/webhooks/deliveries'))[0]).toMatchObject({ attempts: 1 })
  })

  it('and lets a later one pass an earlier one', async () => {
    const { hand, sell, flush, received } = await listening()
    await hand('PUT', '/faults', plan({ type: 'reorderWebhook', holdMs: 20_000 }, { nth: 1 }))
    const [first, second] = [await sell(), await sell()]
    await flush()
    const order = received.map(({ event }) => (event['data'] as { aggregateId: string }).aggregateId)
    expect(order).toEqual([second, first])
  })

  it('and loses one, which then comes by the retry', async () => {
    const { hand, sell, flush, wait, received } = await listening()
    await hand('PUT', '/faults', plan({ type: 'dropWebhook' }, { path: COMPLETED }))
    await sell()
    await flush()
    expect(received.length).toBe(0)
    await wait(60)
    expect(received.length).toBe(1)
  })

  it('without counting webhooks among the requests of other rules', async () => {
    const { hand, sell, flush, till, received } = await listening()
    await hand('PUT', '/faults', plan({ type: 'status', status: 503 }, { nth: 3 }))
    await sell()
    await flush()
    expect(received.length).toBe(1)
    expect((await till.get('/events')).status).toBe(200)
    expect((await till.get('/events')).status).toBe(503)
  })
})

describe('an endpoint', () => {
  it('is changed and deleted, and stays in its own mode', async () => {
    const key = (mode: 'test' | 'live'): SimulatorKey => ({
      keyId: `ak_${mode}_simulator`,
      secret: `sk_${mode}_simulator`,
      mode,
      scopes: ['*'],
    })
    const { endpoint, till, url } = await listening(undefined, { keys: [key('test'), key('live')] })
    const path = `/webhooks/${String(endpoint['id'])}`
    const changed = await till.patch(path, { events: ['customer.created'], description: 'Kasir' })
    expect(dataOf(changed)).toMatchObject({
      events: ['customer.created'],
      description: 'Kasir',
      mode: 'test',
    })
    const live = tillAt(url, { keyId: 'ak_live_simulator', secret: 'sk_live_simulator' })
    expect((await live.get(path)).status).toBe(404)
    expect((await live.post('/webhooks', { url: 'http://127.0.0.1:9/x' })).status).toBe(400)
    expect((await till.delete(path)).status).toBe(204)
    expect((await till.get(path)).status).toBe(404)
  })

  it('with a new secret signs with the new one', async () => {
    const { till, endpoint, sell, flush, received } = await listening()
    const rotated = dataOf(await till.post(`/webhooks/${String(endpoint['id'])}/rotate-secret`))
    expect(rotated['secret']).not.toBe(endpoint['secret'])
    await sell()
    await flush()
    expect(isSigned(received[0], 'x-plugipay-signature', String(rotated['secret']))).toBe(true)
  })

  it.each([
    ['http://192.168.1.4/x', 400],
    ['http://10.0.0.1/x', 400],
    ['http://169.254.169.254/latest', 400],
    ['http://[::ffff:10.0.0.1]/x', 400],
    ['http://router.local/x', 400],
    ['http://printer/x', 400],
    ['ftp://127.0.0.1/x', 400],
    ['http://user:pass@127.0.0.1/x', 400],
    ['kabel', 400],
    ['http://2130706433:9/x', 201],
    ['http://localhost:9/x', 201],
    ['https://api.example.com/plugipay/webhooks', 201],
  ])('at %s answers %i', async (url, status) => {
    const { till } = await shop()
    expect((await till.post('/webhooks', { url })).status).toBe(status)
  })

  it('elsewhere is kept, and nothing leaves this machine for it', async () => {
    const { till, hand } = await shop()
    await till.post('/webhooks', { url: 'https://api.example.com/plugipay/webhooks' })
    await hand('POST', `/sessions/${idOf(await till.create())}/pay`)
    await hand('POST', '/webhooks/flush')
    expect(dataOf(await till.get('/webhooks/deliveries'))[0]).toMatchObject({
      responseCode: null,
      lastError: 'not sent: a simulator delivers to this machine only',
    })
  })

  it('is managed below /webhooks; the pages’ own path is theirs alone, with their field names', async () => {
    const sources = await shop()
    expect((await sources.till.get('/webhook-endpoints')).status).toBe(404)
    const pages = await shop({ dialect: 'api' })
    const made = dataOf(
      await pages.till.post('/webhook-endpoints', {
        url: 'http://127.0.0.1:9/x',
        events: ['payment.succeeded'],
      }),
    )
    expect(made).toMatchObject({ status: 'active', signingSecret: expect.stringMatching(/^whsec_/) })
    const path = `/webhook-endpoints/${String(made['id'])}`
    expect(dataOf(await pages.till.patch(path, { status: 'disabled' }))).toMatchObject({
      status: 'disabled',
      signingSecret: null,
      lastDelivery: null,
    })
    expect(dataOf(await pages.till.post(`${path}/rotate-secret`))['signingSecret']).toMatch(/^whsec_/)
    expect(dataOf(await pages.till.get(`${path}/deliveries`)).length).toBe(0)
  })

  it('needs a key that may have one', async () => {
    const { till } = await shop({
      dialect: 'go',
      keys: [
        {
          keyId: 'ak_test_simulator',
          secret: 'sk_test_simulator',
          mode: 'test',
          scopes: ['plugipay:webhook:read'],
        },
      ],
    })
    expect((await till.get('/webhooks')).status).toBe(200)
    expect(codeOf(await till.post('/webhooks', { url: 'http://127.0.0.1:9/x' }))).toBe('insufficient_scope')
  })
})
