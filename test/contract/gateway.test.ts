import { expect, it } from 'vitest'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import type { PlugipayAuth } from '../../src/main/adapters/plugipay/profile.ts'
import type { Clock, Log } from '../../src/core/ports/system.ts'
import { DIALECTS, type Dialect } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { createFakeGateway } from '../fakes/gateway.ts'
import { counterMoneyContract, noCounterMoneyContract } from './gateway-counter.suite.ts'
import { desksContract } from './gateway-desks.suite.ts'
import type { GatewayHarness } from './gateway-harness.ts'
import { gatewayContract } from './gateway.suite.ts'

const clock: Clock = {
  now: () => new Date().toISOString(),
  epochMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Everything the adapter writes while the suite runs. */
const logged: string[] = []
const note = (event: string, facts?: unknown) => void logged.push(`${event} ${JSON.stringify(facts)}`)
const keptLog: Log = { info: note, warn: note, error: note }

async function fakeHarness(presents: 'emv' | 'image' | 'page'): Promise<GatewayHarness> {
  const { gateway, hand } = createFakeGateway({ clock, presents })
  return {
    gateway,
    pay: async (id) => hand.pay(id),
    payLate: async (id) => hand.payLate(id),
    expire: async (id) => hand.expire(id),
    endRefundsWith: async (outcome) => hand.endRefundsWith(outcome),
    dropAnswerOf: async (call) => hand.dropAnswerOf(call),
    refuseForPace: async (call) => hand.failNext(call, { type: 'rate_limited', retryAfterMs: 2000 }),
    setOnline: async (isOnline) => hand.setOnline(isOnline),
    close: async () => {},
  }
}

const SECRET = 'sk_test_simulator'
const BEARER = 'pk_test_simulator'

const PATHS = {
  create: '/checkout-sessions',
  read: '/checkout-sessions/*',
  confirm: '/checkout-sessions/*/confirm',
  refund: '/refunds',
} as const

async function simulatorHarness(
  dialect: Dialect,
  prefix: string,
  auth: PlugipayAuth = { scheme: 'hmac', keyId: 'ak_test_simulator', secret: SECRET },
): Promise<GatewayHarness> {
  const simulator = await startSimulator({ dialect, rate: { reads: 1000, writes: 1000 } })
  const { url } = simulator
  const act = async (path: string, body: object = {}, method: 'POST' | 'PUT' = 'POST') => {
    const init: RequestInit = { method, body: JSON.stringify(body) }
    const answer = await fetch(`${url}/_sim${path}`, init)
    if (!answer.ok) throw new Error(`the simulator refuses ${path}: ${await answer.text()}`)
  }
  const strikeOnce = (call: keyof typeof PATHS, action: object) => {
    const match = { method: call === 'read' ? 'GET' : 'POST', path: PATHS[call] }
    return act('/faults', { rules: [{ match, times: 1, action }] }, 'PUT')
  }
  const gateway = createPlugipayGateway(
    {
      origin: url,
      prefix,
      auth,
      mode: 'practice',
      amountUnit: 'whole',
      successUrl: 'https://toko.example/terima-kasih',
      cancelUrl: 'https://toko.example/batal',
    },
    { clock, log: keptLog },
  )
  return {
    gateway,
    pay: (id) => act(`/sessions/${id}/pay`),
    payLate: (id) => act(`/sessions/${id}/late-pay`),
    expire: (id) => act(`/sessions/${id}/expire`),
    endRefundsWith: (outcome) => act('/refund-outcome', { outcome }),
    dropAnswerOf: (call) => strikeOnce(call, { type: 'dropAfterCommit' }),
    refuseForPace: (call) => strikeOnce(call, { type: 'tooMany', retryAfterSec: 2 }),
    setOnline: (isOnline) => act('/outage', { on: !isOnline }),
    close: () => simulator.close(),
  }
}

gatewayContract('the fake gateway keeps the contract', () => fakeHarness('emv'))
gatewayContract('the fake gateway with pictures keeps the contract', () => fakeHarness('image'))
gatewayContract('the fake gateway with pages keeps the contract', () => fakeHarness('page'))
desksContract('the desks of the fake gateway keep the contract', () => fakeHarness('emv'))
counterMoneyContract('the fake gateway keeps the contract of counter money', () => fakeHarness('emv'))

for (const dialect of DIALECTS) {
  // the dashboard's pages know no offline methods
  const counterContract = dialect === 'portal' ? noCounterMoneyContract : counterMoneyContract
  for (const prefix of ['/api/v1', '/v1']) {
    const start = () => simulatorHarness(dialect, prefix)
    const name = `Plugipay (${dialect}, ${prefix})`
    gatewayContract(`${name} keeps the contract`, start)
    desksContract(`the desks of ${name} keep the contract`, start)
    counterContract(`${name} keeps the contract of counter money`, start)
  }
}

const withBearer = () => simulatorHarness('node', '/api/v1', { scheme: 'bearer', apiKey: BEARER })
gatewayContract('Plugipay with a Bearer key keeps the contract', withBearer)
desksContract('the desks of Plugipay with a Bearer key keep the contract', withBearer)

it('nothing secret or personal stands in what the adapter logged meanwhile', () => {
  const all = logged.join('\n')
  expect(logged.length).toBeGreaterThan(100)
  expect(all).toContain('gateway.call_failed')
  for (const secret of [SECRET, BEARER, 'Bearer', 'signature=', 'Plugipay-HMAC', 'sari@', 'Sari', '0812']) {
    expect(all).not.toContain(secret)
  }
})
