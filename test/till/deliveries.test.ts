import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startServer, type ServerHost } from '../../src/main/hosts/server/server.ts'
import type { Clock } from '../../src/core/ports/system.ts'
import { systemClock } from '../../src/main/adapters/system/system.ts'
import { saleOnCounter } from '../../src/main/usecases/till.ts'
import { movableClock } from '../fakes/clock.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

const SECRET = 'whsec_contoh'
let till: TestTill
let server: ServerHost

async function open(clock: Clock): Promise<void> {
  till = await openTestTill({ webhookSecret: SECRET, clock })
  const core = () => till.core
  const unused = async () => ({ ok: true as const, value: null })
  server = await startServer({
    gerai: { core, switchMode: unused, restart: unused, restoreBackup: unused },
    port: 0,
    pagesFolder: till.folder,
  })
}
async function close(): Promise<void> {
  await server.close()
  await till.close()
}
beforeEach(() => open(systemClock))
afterEach(close)

const tender = () => {
  const first = saleOnCounter(till.core.till)?.sale.tenders[0]
  return first?.type === 'provider' ? first : undefined
}

interface Posted {
  readonly secret?: string
  readonly header?: string
  readonly at?: number
  readonly path?: string
  readonly origin?: string
}

async function post(body: string, posted: Posted = {}): Promise<number> {
  const at = posted.at ?? Math.floor(Date.now() / 1000)
  const v1 = createHmac('sha256', posted.secret ?? SECRET)
    .update(`${at}.${body}`)
    .digest('hex')
  const answer = await fetch(`http://127.0.0.1:${server.port}${posted.path ?? '/webhooks/plugipay'}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      [posted.header ?? 'X-Plugipay-Signature']: `t=${at},v1=${v1}`,
      ...(posted.origin === undefined ? {} : { origin: posted.origin }),
    },
  })
  return answer.status
}

async function showCode(): Promise<string> {
  fillCart(till, 30_000)
  await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
  await eventually(() => tender()?.state.name === 'presented', tender)
  const state = tender()?.state
  return state !== undefined && 'sessionId' in state ? (state.sessionId ?? '') : ''
}

const completed = (
  sessionId: string,
  id = 'evt_1',
  type = 'plugipay.checkout_session.completed.v1',
): string =>
  JSON.stringify({
    id,
    type,
    accountId: 'acc_1',
    occurredAt: '2026-11-20T08:00:00.000Z',
    data: { object: { id: sessionId, status: 'completed' } },
  })

it('a webhook that says paid, when nothing was paid, changes nothing: the session itself is read', async () => {
  const sessionId = await showCode()
  expect(await post(completed(sessionId))).toBe(204)
  await till.core.payments.checkNow(tender()?.id ?? '')
  expect(tender()?.state.name).toBe('presented')
  expect(saleOnCounter(till.core.till)?.sale.phase).toBe('open')
})

it('a webhook makes paid money known, by either name of the header and of the event, and again without harm', async () => {
  const sessionId = await showCode()
  await till.hand(`sessions/${sessionId}/pay`)
  expect(
    await post(completed(sessionId, 'evt_2', 'checkout_session.completed'), { header: 'Plugipay-Signature' }),
  ).toBe(204)
  await eventually(() => tender()?.state.name === 'settled', tender)
  expect(await post(completed(sessionId, 'evt_2'))).toBe(204)
  expect(await post(completed(sessionId, 'evt_3'))).toBe(204)
  expect(saleOnCounter(till.core.till)?.sale.phase).toBe('paid')
  expect(till.core.till.store.read.attentionOpenCount()).toBe(0)
})

it('is not believed with a wrong key, too old, from a page in a browser, or when it is no delivery', async () => {
  expect(await post(completed('cs_x'), { secret: 'whsec_other' })).toBe(401)
  expect(await post(completed('cs_x'), { at: Math.floor(Date.now() / 1000) - 400 })).toBe(401)
  expect(await post(completed('cs_x'), { origin: 'https://evil.example' })).toBe(405)
  expect(await post('not json')).toBe(400)
  expect(await post(JSON.stringify({ pad: 'x'.repeat(70_000) }))).toBe(413)
})

it('takes an unsigned callback for a hint at most, and few of them', async () => {
  expect(await post('{"referenceId":"nobody"}', { path: '/callbacks/plexo' })).toBe(400)
  const many = await Promise.all(Array.from({ length: 130 }, () => post('{}', { path: '/callbacks/plexo' })))
  expect(many.filter((status) => status === 429).length).toBeGreaterThan(0)
})

it('a fault of ours while a delivery is read ends that delivery and not the till', async () => {
  const broken = await startServer({
    gerai: {
      core: () => ({
        ...till.core,
        deliveries: {
          ...till.core.deliveries,
          webhook: () => Promise.reject(new Error('a fault of ours')),
        },
      }),
      switchMode: async () => ({ ok: true, value: null }),
      restart: async () => ({ ok: true, value: null }),
      restoreBackup: async () => ({ ok: true, value: null }),
    },
    port: 0,
    pagesFolder: till.folder,
  })
  try {
    const url = `http://127.0.0.1:${broken.port}/webhooks/plugipay`
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(500)
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(500)
  } finally {
    await broken.close()
  }
})

it('is fresh or stale by the provider’s time, however wrong this machine’s clock is', async () => {
  await close()
  const clock = movableClock()
  clock.advance(2 * 3_600_000)
  await open(clock)
  const sessionId = await showCode()
  const now = Math.floor(Date.now() / 1000)
  expect(await post(completed(sessionId), { at: now })).toBe(204)
  // what is fresh by the clock of this machine only was made up, or kept back
  expect(await post(completed(sessionId, 'evt_2'), { at: now + 2 * 3_600 })).toBe(401)
})

it('news that come while the books are exchanged for others are no fault: the list brings them again', async () => {
  const body = completed(await showCode(), 'evt_late')
  const at = Math.floor(Date.now() / 1000)
  const v1 = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex')
  const faults: unknown[] = []
  // one of these ends the process
  const note = (fault: unknown): void => {
    faults.push(fault)
  }
  process.on('unhandledRejection', note)
  try {
    const { deliveries } = till.core
    await till.core.stop()
    const headers = { 'x-plugipay-signature': `t=${at},v1=${v1}` }
    expect(await deliveries.webhook({ headers, rawBody: Buffer.from(body) })).toMatchObject({ ok: true })
    await new Promise((resolve) => setImmediate(resolve))
    expect(faults).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})
