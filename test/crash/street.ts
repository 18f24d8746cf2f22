import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FaultPlan } from '../../src/simulator/faults.ts'
import { DEFAULT_OPTIONS } from '../../src/simulator/options.ts'
import { seededRandom } from '../../src/simulator/random.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { keptPort } from '../fakes/kept-port.ts'
import type { Order } from './life.ts'
import { pick, type OfflineWindow, type Plan } from './plan.ts'
import type { LoggedCall, ProviderBooks } from './provider-books.ts'

/**
 * What goes on around the till, whether it lives or not: the provider with its faults, the network, the customers with
 * their phones, and the passing of time.
 */
export interface Street {
  readonly url: string
  readonly webhookSecret: string
  /** A customer has seen the code of this session, and does what customers do. */
  showCode(sessionId: string): void
  /** Where webhooks go now; null while the till is down. */
  connectTill(send: ((order: Order) => void) | null): void
  passTime(seconds: number): Promise<void>
  /** Those who pay when their session is over, pay now where it is. */
  payLate(): Promise<void>
  /** How much time has been let pass so far: a till that starts now starts that much later. */
  passedMs(): number
  goOffline(window: OfflineWindow, ended: AbortSignal): Promise<void>
  /** The end of the day: no more faults, every payment that was begun ends, and those who pay late have paid. */
  calmDown(): Promise<void>
  books(): Promise<ProviderBooks>
  calls(): Promise<readonly LoggedCall[]>
  /** Both of them, whole, for whoever looks into a failure. */
  all(): Promise<object>
  close(): Promise<void>
}

const CUSTOMERS = [
  ...Array.from({ length: 8 }, () => 'pay' as const),
  ...Array.from({ length: 3 }, () => 'pay slowly' as const),
  ...Array.from({ length: 4 }, () => 'pay late' as const),
  ...(['start and pay', 'start', 'start', 'fail', 'expire', 'cancel', 'walk away'] as const),
  ...(['pay late unseen', 'pay after a false end'] as const),
]
type Customer = (typeof CUSTOMERS)[number]

/** Longer than any code lives; booking sessions live for a day. */
const PAST_EXPIRY_SEC = 1_200

export async function openStreet(plan: Plan, folder: string): Promise<Street> {
  const random = seededRandom(plan.seed ^ 0x7f4a7c15)
  const db = plan.providerRestarts ? join(folder, 'provider.sqlite') : ':memory:'
  const options = {
    ...DEFAULT_OPTIONS,
    port: await keptPort(),
    db,
    seed: plan.seed,
    rate: { reads: 5_000, writes: 5_000 },
    latency: { ms: 2, spreadMs: 2 },
  }
  let simulator = await startSimulator(options)
  let faults: FaultPlan | null = plan.faults
  let till: ((order: Order) => void) | null = null
  const { url } = simulator
  const phones: Promise<unknown>[] = []
  const latecomers: { readonly sessionId: string; readonly visible: boolean }[] = []
  const olderCalls: LoggedCall[] = []

  const loadFaults = async (): Promise<void> => {
    if (faults === null) await hand(url, 'faults', {}, 'DELETE')
    else await hand(url, 'faults', faults, 'PUT')
  }
  const phone = async (sessionId: string, what: string, body: object = {}): Promise<boolean> =>
    (await hand(url, `sessions/${sessionId}/${what}`, body)).ok

  /** One read says that the session has run out, which is not so. */
  const sayItIsOver = async (sessionId: string): Promise<void> => {
    if (faults === null) return
    const match = { method: 'GET', path: `/checkout-sessions/${sessionId}`, nth: 1 }
    const rule = { match, action: { type: 'statusFlap' as const, status: 'expired' } }
    faults = { ...faults, rules: [rule, ...faults.rules] }
    await loadFaults()
  }

  const act = async (sessionId: string, customer: Customer): Promise<void> => {
    switch (customer) {
      case 'pay':
        await pause(random() * 80)
        // the code was taken down, but the picture of it is still in the phone
        if (!(await phone(sessionId, 'pay')) && random() < 0.6)
          latecomers.push({ sessionId, visible: random() < 0.7 })
        return
      case 'pay slowly':
        await pause(100 + random() * 500)
        await phone(sessionId, 'pay')
        return
      case 'start and pay':
        await phone(sessionId, 'start', { committed: random() < 0.4 })
        await pause(random() * 200)
        await phone(sessionId, 'pay')
        return
      case 'start':
        await phone(sessionId, 'start', { committed: random() < 0.3 })
        return
      case 'pay after a false end':
        await sayItIsOver(sessionId)
        await pause(100 + random() * 300)
        await phone(sessionId, 'pay')
        return
      case 'fail':
      case 'expire':
        await phone(sessionId, customer)
        return
      case 'cancel':
        await phone(sessionId, 'cancel-by-customer')
        return
      case 'pay late':
      case 'pay late unseen':
        latecomers.push({ sessionId, visible: customer === 'pay late' })
        return
      case 'walk away':
        return
    }
  }

  let passedMs = 0
  const passTime = async (seconds: number): Promise<void> => {
    passedMs += seconds * 1_000
    await hand(url, 'clock', { advanceSec: seconds })
    till?.({ tell: 'time passed', ms: seconds * 1_000 })
  }

  const payLate = async (): Promise<void> => {
    // whoever has to wait for the end of a session comes again
    for (const latecomer of latecomers.splice(0)) {
      const { sessionId, visible } = latecomer
      if (!(await phone(sessionId, 'late-pay', { visible }))) latecomers.push(latecomer)
    }
  }

  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      response.writeHead(till === null ? 503 : 204).end()
      till?.({ tell: 'webhook', headers: request.headers, body: Buffer.concat(chunks).toString('base64') })
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const webhookSecret = await subscribe(url, (receiver.address() as AddressInfo).port)
  await loadFaults()
  await hand(url, 'refund-outcome', { outcome: plan.refunds })

  return {
    url,
    webhookSecret,
    showCode: (sessionId) => {
      phones.push(act(sessionId, pick(random, CUSTOMERS)))
    },
    connectTill: (send) => {
      till = send
    },
    passTime,
    payLate,
    passedMs: () => passedMs,
    goOffline: async ({ kind, fromMs, forMs }, ended) => {
      const wait = async (ms: number) => await pause(ms, undefined, { signal: ended }).catch(() => {})
      await wait(fromMs)
      if (kind === 'silent') {
        await hand(url, 'outage', { on: true })
        await wait(forMs)
        await hand(url, 'outage', { on: false })
        return
      }
      olderCalls.push(...(await callsNow(url)))
      await simulator.close()
      await wait(forMs)
      simulator = await startSimulator(options)
      await loadFaults()
      await hand(url, 'refund-outcome', { outcome: plan.refunds })
    },
    calmDown: async () => {
      await Promise.all(phones)
      faults = null
      await loadFaults()
      const { sessions, refunds } = await booksOf(url)
      for (const { id, status } of sessions)
        if (status === 'pending') await phone(id, random() < 0.6 ? 'pay' : 'fail')
      await hand(url, 'refund-outcome', { outcome: 'succeed' })
      for (const { id, status } of refunds)
        if (status === 'pending') await hand(url, `refunds/${id}/${random() < 0.7 ? 'succeed' : 'refuse'}`)
      await passTime(PAST_EXPIRY_SEC)
      await payLate()
    },
    books: async () => await booksOf(url),
    calls: async () => [...olderCalls, ...(await callsNow(url))],
    all: async () => ({
      books: await (await hand(url, 'books', {}, 'GET')).json(),
      calls: [...olderCalls, ...(await callsNow(url))],
    }),
    close: async () => {
      await Promise.all(phones)
      await simulator.close()
      await new Promise((resolve) => receiver.close(resolve))
    },
  }
}

/** The tester's hand, with a network of its own; only while the provider itself is switched off it has to wait. */
async function hand(url: string, path: string, body: object = {}, method = 'POST'): Promise<Response> {
  const init = method === 'GET' ? { method } : { method, body: JSON.stringify(body) }
  for (let left = 100; ; left -= 1) {
    try {
      return await fetch(`${url}/_sim/${path}`, init)
    } catch (fault) {
      if (left === 0) throw fault
      await pause(50)
    }
  }
}

async function booksOf(url: string): Promise<ProviderBooks> {
  return (await (await hand(url, 'books', {}, 'GET')).json()) as ProviderBooks
}

async function callsNow(url: string): Promise<readonly LoggedCall[]> {
  const log = (await (await hand(url, 'requests?since=0', {}, 'GET')).json()) as {
    readonly requests: readonly LoggedCall[]
  }
  return log.requests
}

async function subscribe(url: string, port: number): Promise<string> {
  const answer = await fetch(`${url}/api/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_simulator', 'content-type': 'application/json' },
    body: JSON.stringify({ url: `http://127.0.0.1:${port}/`, events: ['*'] }),
  })
  const { data } = (await answer.json()) as { readonly data: { readonly secret: string } }
  return data.secret
}
