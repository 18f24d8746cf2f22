import { expect, it } from 'vitest'
import { createNoGateway } from '../../src/main/adapters/none/gateway.ts'
import { createPlexoGateway } from '../../src/main/adapters/plexo/gateway.ts'
import { createPlugipayGateway } from '../../src/main/adapters/plugipay/gateway.ts'
import type { PlugipayAuth } from '../../src/main/adapters/plugipay/profile.ts'
import type { Clock, Log } from '../../src/core/ports/system.ts'
import { DEFAULT_OPTIONS, DIALECTS, type Dialect } from '../../src/simulator/options.ts'
import { startSimulator } from '../../src/simulator/server.ts'
import { createFakeGateway } from '../fakes/gateway.ts'
import { counterMoneyContract, noCounterMoneyContract } from './gateway-counter.suite.ts'
import { desksContract } from './gateway-desks.suite.ts'
import { noProviderContract } from './gateway-closed.suite.ts'
import { PLEXO_TERMS, PLUGIPAY_TERMS, type GatewayHarness } from './gateway-harness.ts'
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
const PLEXO_KEY = DEFAULT_OPTIONS.plexo.apiKey
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
  const { url, act, strikeOnce, close } = await openSimulator(dialect)
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
    dropAnswerOf: (call) => strikeOnce('POST', PATHS[call], { type: 'dropAfterCommit' }),
    refuseForPace: (call) => strikeOnce('GET', PATHS[call], { type: 'tooMany', retryAfterSec: 2 }),
    setOnline: (isOnline) => act('/outage', { on: !isOnline }),
    close,
  }
}

async function openSimulator(dialect: Dialect = 'node') {
  const simulator = await startSimulator({ dialect, rate: { reads: 1000, writes: 1000 } })
  const { url } = simulator
  const act = async (path: string, body: object = {}, method: 'POST' | 'PUT' = 'POST') => {
    const init: RequestInit = { method, body: JSON.stringify(body) }
    const answer = await fetch(`${url}/_sim${path}`, init)
    if (!answer.ok) throw new Error(`the simulator refuses ${path}: ${await answer.text()}`)
  }
  const strikeOnce = (method: 'GET' | 'POST', path: string, action: object) =>
    act('/faults', { rules: [{ match: { method, path }, times: 1, action }] }, 'PUT')
  return { url, act, strikeOnce, close: () => simulator.close() }
}

const PLEXO_PATHS = {
  create: '/sessions',
  // nobody confirms anything there
  confirm: '/nowhere',
  refund: '/payments/*/refunds',
} as const

async function plexoHarness(currency: 'UYU' | 'USD'): Promise<GatewayHarness> {
  const { url, act, strikeOnce, close } = await openSimulator()
  const gateway = createPlexoGateway(
    {
      ...DEFAULT_OPTIONS.plexo,
      origin: url,
      mode: 'practice',
      currency,
      returnUrl: 'https://toko.example/terima-kasih',
      cancelUrl: 'https://toko.example/batal',
    },
    { clock, log: keptLog },
  )
  return {
    gateway,
    pay: (id) => act(`/plexo/sessions/${id}/pay`),
    payLate: (id) => act(`/plexo/sessions/${id}/late-pay`),
    // nobody can end a session there: its time runs out
    expire: () => act('/clock', { advanceSec: 3_600 }),
    endRefundsWith: (outcome) => act('/refund-outcome', { outcome }),
    dropAnswerOf: (call) => strikeOnce('POST', PLEXO_PATHS[call], { type: 'dropAfterCommit' }),
    refuseForPace: () => strikeOnce('GET', '/payments/query', { type: 'tooMany', retryAfterSec: 2 }),
    setOnline: (isOnline) => act('/outage', { on: !isOnline }),
    close,
  }
}

for (const presents of ['emv', 'image', 'page'] as const) {
  const name = `the fake gateway that gives ${presents} keeps the contract`
  gatewayContract(name, PLUGIPAY_TERMS, () => fakeHarness(presents))
}
desksContract('the desks of the fake gateway keep the contract', PLUGIPAY_TERMS, () => fakeHarness('emv'))
counterMoneyContract('the fake gateway keeps the contract of counter money', () => fakeHarness('emv'))

for (const dialect of DIALECTS) {
  for (const prefix of ['/api/v1', '/v1']) {
    const start = () => simulatorHarness(dialect, prefix)
    const name = `Plugipay (${dialect}, ${prefix})`
    gatewayContract(`${name} keeps the contract`, PLUGIPAY_TERMS, start)
    desksContract(`the desks of ${name} keep the contract`, PLUGIPAY_TERMS, start)
    const counter = `${name} keeps the contract of counter money`
    // the dashboard's pages know no offline methods
    if (dialect === 'portal') noCounterMoneyContract(counter, PLUGIPAY_TERMS, start)
    else counterMoneyContract(counter, start)
  }
}

const withBearer = () => simulatorHarness('node', '/api/v1', { scheme: 'bearer', apiKey: BEARER })
gatewayContract('Plugipay in dollars keeps the contract', { ...PLUGIPAY_TERMS, currency: 'USD' }, () =>
  simulatorHarness('node', '/api/v1'),
)
gatewayContract('Plugipay with a Bearer key keeps the contract', PLUGIPAY_TERMS, withBearer)
desksContract('the desks of Plugipay with a Bearer key keep the contract', PLUGIPAY_TERMS, withBearer)

for (const currency of ['UYU', 'USD'] as const) {
  const terms = { ...PLEXO_TERMS, currency }
  const start = () => plexoHarness(currency)
  gatewayContract(`Plexo (${currency}) keeps the contract`, terms, start)
  desksContract(`the desks of Plexo (${currency}) keep the contract`, terms, start)
  noCounterMoneyContract(`Plexo (${currency}) keeps the contract of counter money`, terms, start)
}

noProviderContract('a shop without a provider keeps the contract', createNoGateway)

it('nothing secret or personal stands in what the adapter logged meanwhile', () => {
  const all = logged.join('\n')
  expect(logged.length).toBeGreaterThan(100)
  expect(all).toContain('gateway.call_failed')
  for (const secret of [
    SECRET,
    BEARER,
    PLEXO_KEY,
    'Basic',
    'Bearer',
    'signature=',
    'Plugipay-HMAC',
    'sari@',
    'Sari',
    // whole ones: four digits stand in an id by chance
    '081234567890',
    '081200001111',
  ]) {
    expect(all).not.toContain(secret)
  }
})
