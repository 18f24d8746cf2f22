import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Mode } from '../../src/core/domain/provider/session.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { setDraft } from '../../src/main/usecases/selling/counter.ts'
import { DEFAULT_PROFILE, type ProviderInput } from '../../src/main/usecases/provider/profile.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { DEFAULT_OPTIONS, type SimulatorOptions } from '../../src/simulator/options.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { cartOf, eventually, fillCart, openTestTill, type TestTill } from './bench.ts'
import { answerFor, PLEXO_TESTING, PLUGIPAY } from './services.ts'

/** Setting a provider up, and what it may be used for. The real addresses are answered by the simulator. */
let folder: string
let till: TestTill
let asked: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gerai-desk-'))
  asked = answerFor({ ...PLEXO_TESTING, ...PLUGIPAY }, () => till.simulatorUrl)
})
afterEach(async () => {
  await till.close()
  vi.unstubAllGlobals()
  rmSync(folder, { recursive: true, force: true })
})

const RATE = { reads: 1000, writes: 1000 }
const open = async (mode: Mode, options: Parameters<typeof openTestTill>[0] = {}) => {
  till = await openTestTill({ ...options, mode, folder, simulator: { rate: RATE, ...options.simulator } })
}
/** The shop goes to another mode. */
const change = async (mode: Mode) => {
  await till.close()
  await open(mode)
}
const desk = () => till.core.provider
const view = async () => {
  const shown = await desk().view()
  if (!shown.ok) throw new Error(JSON.stringify(shown.error))
  return shown.value
}
const counter = () => counterView(till.core.till, THE_OWNER, 1)
const tender = () => counter().sale?.tenders.at(-1)
const charge = (kind: 'qris' | 'link' = 'link') =>
  till.core.payments.charge({ attemptId: till.ids.next(), kind, amount: null })
const payCash = (amount: number) =>
  till.core.manual.payCash({ attemptId: till.ids.next(), amount: null, tendered: amountOf(amount) })
const currency = (wanted: 'IDR' | 'UYU') => saveSettings(till.core.till, { currency: wanted })

const PLUGIPAY_KEYS: ProviderInput = {
  ...DEFAULT_PROFILE,
  provider: 'plugipay',
  keyId: 'ak_test_simulator',
  secret: 'sk_test_simulator',
  webhookSecret: '',
}
const { clientId, apiKey, merchantId } = DEFAULT_OPTIONS.plexo
const PLEXO_KEYS: ProviderInput = {
  ...DEFAULT_PROFILE,
  provider: 'plexo',
  origin: 'https://api.testing.plexo.com.uy',
  keyId: clientId,
  secret: apiKey,
  webhookSecret: '',
  merchantId,
  successUrl: '',
  cancelUrl: '',
}
const PLEXO_LIVE: ProviderInput = { ...PLEXO_KEYS, origin: 'https://api.plexo.com.uy' }
const setUp = async (profile: ProviderInput) => {
  expect(await desk().save(profile)).toEqual({ ok: true, value: null })
  await till.restart()
}

describe('real money through Plexo', () => {
  it('stays off until a test payment was read as paid, and says what to do', async () => {
    await open('live')
    expect(currency('UYU')).toMatchObject({ ok: true })
    await setUp(PLEXO_LIVE)
    const unproved = { type: 'provider_lookup_unproved' }
    expect(await view()).toMatchObject({ blocked: unproved, lookupProvedAt: null })
    fillCart(till, 1_999)
    expect(await charge()).toEqual({ ok: false, error: unproved })
    expect(await desk().startUnitCheck()).toEqual({ ok: false, error: unproved })
    setDraft(till.core.till, { lines: [], discount: null })

    await change('test')
    expect(currency('UYU')).toMatchObject({ ok: true })
    await setUp(PLEXO_KEYS)
    expect(await view()).toMatchObject({ blocked: null, lookupProvedAt: null })
    fillCart(till, 1_999)
    expect(await charge()).toMatchObject({ ok: true })
    await eventually(() => tender()?.code, counter)
    await till.hand(`plexo/sessions/${tender()?.sessionId}/pay`)
    await eventually(() => counter().sale?.status === 'paid', counter)
    await eventually(
      () => existsSync(join(folder, 'provider-proofs.json')),
      () => asked,
    )
    expect((await view()).lookupProvedAt).toMatch(/^\d{4}-/)

    await change('live')
    await setUp(PLEXO_LIVE)
    // the next thing to make sure of is the amount
    expect((await view()).blocked).toEqual({ type: 'provider_amount_unit_unproved' })
    // and what live has relied on is not taken back by a lost file
    rmSync(join(folder, 'provider-proofs.json'))
    await till.restart()
    expect((await view()).blocked).toEqual({ type: 'provider_amount_unit_unproved' })
  }, 30_000)

  it('is not opened by a payment somewhere else, nor by a damaged file', async () => {
    writeFileSync(join(folder, 'provider-proofs.json'), '{"plexoLookup":{"at":1}}')
    await open('live')
    expect(currency('UYU')).toMatchObject({ ok: true })
    await setUp(PLEXO_LIVE)
    expect((await view()).blocked).toEqual({ type: 'provider_lookup_unproved' })
  })
})

describe('the shop’s currency and the provider', () => {
  it('that do not match can be set up and tried, and collect nothing, in words', async () => {
    await open('test')
    await setUp(PLEXO_KEYS)
    const differs = { type: 'provider_currency_unsupported', currency: 'IDR', takes: ['UYU', 'USD'] }
    expect((await view()).blocked).toEqual(differs)
    expect(await desk().check()).toMatchObject({
      ok: true,
      value: { provider: 'plexo', takes: ['UYU', 'USD'] },
    })
    expect(counter().collects).toEqual(['qris', 'link'])
    fillCart(till, 20_000)
    expect(await charge('qris')).toEqual({ ok: false, error: differs })
    expect(await charge('link')).toEqual({ ok: false, error: differs })
    expect(asked.filter((each) => each.startsWith('POST'))).toEqual([])
  })

  it('cannot change while a sale is open or a cart is being built', async () => {
    await open('practice')
    fillCart(till, 20_000)
    const fixed = (why: string) => ({ ok: false, error: { type: 'currency_fixed', why, currency: 'IDR' } })
    expect(currency('UYU')).toEqual(fixed('cart'))
    await charge()
    expect(currency('UYU')).toEqual(fixed('sale_open'))
    expect(currency('IDR')).toMatchObject({ ok: true })
  })

  it('cannot change once these books hold sales, or prices that would be misread', async () => {
    await open('test')
    const { store } = till.core.till
    const price = (amount: number) => ({
      id: 'p1',
      name: 'Kopi',
      sku: '',
      barcodes: [],
      unit: 'pcs',
      active: true,
      picture: null,
      updatedAt: '2026-07-15T07:00:00.000Z',
      price: amountOf(amount),
      category: '',
      tax: 'none' as const,
      favourite: false,
    })
    store.write((books) => books.replaceProducts([price(18_000)]))
    expect(currency('UYU')).toMatchObject({ ok: false, error: { why: 'catalog' } })
    store.write((books) => books.replaceProducts([]))
    fillCart(till, 20_000)
    expect(await payCash(20_000)).toMatchObject({ ok: true })
    expect(currency('UYU')).toMatchObject({ ok: false, error: { why: 'sales' } })
  })

  it('may change before that; rounding and cart go with it', async () => {
    await open('test')
    expect(saveSettings(till.core.till, { cashRoundingStep: amountOf(500) })).toMatchObject({ ok: true })
    expect(saveSettings(till.core.till, { currency: 'USD' })).toMatchObject({
      ok: true,
      value: { currency: 'USD', cashRoundingStep: 1 },
    })
    expect(counter().draft).toMatchObject({ currency: 'USD', lines: [] })
    expect(counter().collects).toEqual(['link'])
  })
})

describe('keys', () => {
  it('are never shown again: only that they are there, and how the key’s id ends', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, webhookSecret: 'whsec_rahasia' })
    const shown = await view()
    expect(shown).toMatchObject({
      source: 'stored',
      keyIdEnd: 'ator',
      hasSecret: true,
      hasWebhookSecret: true,
    })
    for (const secret of ['ak_test_simulator', 'sk_test_simulator', 'whsec_rahasia'])
      expect(JSON.stringify(shown)).not.toContain(secret)
  })

  it('left empty stay as they are, and still open the door', async () => {
    await open('test')
    await setUp(PLUGIPAY_KEYS)
    await setUp({ ...PLUGIPAY_KEYS, keyId: '', secret: '', prefix: '/v1' })
    expect(await desk().check()).toMatchObject({ ok: true, value: { prefix: { answers: '/v1' } } })
  })

  it('are not taken along to another address or another service', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, webhookSecret: 'whsec_rahasia' })
    await setUp({
      ...PLUGIPAY_KEYS,
      origin: 'https://lain.example',
      keyId: '',
      secret: '',
      webhookSecret: '',
    })
    expect(await view()).toMatchObject({ keyIdEnd: null, hasSecret: false, hasWebhookSecret: false })
    expect(await desk().check()).toEqual({ ok: false, error: { type: 'provider_key_missing' } })
  })

  it('of the environment are used while none are stored, and the screen says so', async () => {
    const environmentProfile = {
      profile: { ...DEFAULT_PROFILE, provider: 'plugipay', keyId: 'ak_test_simulator' },
      secret: 'sk_test_simulator',
    } as const
    await open('test', { environmentProfile })
    expect(await view()).toMatchObject({
      source: 'environment',
      provider: 'plugipay',
      keyIdEnd: 'ator',
      hasSecret: true,
      secretsKind: 'environment',
    })
    expect(await desk().check()).toMatchObject({ ok: true })
    await setUp({ ...PLUGIPAY_KEYS, keyId: 'ak_test_lain', secret: 'sk_test_lain' })
    expect(await view()).toMatchObject({ source: 'stored', keyIdEnd: 'lain', secretsKind: 'memory' })
    expect(await desk().check()).toMatchObject({ ok: false, error: { type: 'provider_key_wrong' } })
  })
})

describe('a test of the connection', () => {
  it('tells the account, the clock, the path, the unit and the currencies', async () => {
    await open('test')
    await setUp(PLUGIPAY_KEYS)
    fillCart(till, 20_000)
    await charge('qris')
    await eventually(() => tender()?.sessionId, counter)
    expect(await desk().check()).toMatchObject({
      ok: true,
      value: {
        provider: 'plugipay',
        mode: 'test',
        expectedMode: 'test',
        keyLooks: 'test',
        prefix: { answers: '/api/v1', profile: '/api/v1' },
        amountUnit: 'whole',
        missingScopes: [],
        takes: ['IDR', 'USD'],
      },
    })
  })

  it('finds the path at which the service answers, which is then one press away', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, prefix: '/api/v9' })
    const found = await desk().check()
    expect(found).toMatchObject({
      ok: true,
      value: { prefix: { answers: '/api/v1', profile: '/api/v9' } },
    })
    await setUp({ ...PLUGIPAY_KEYS, keyId: '', secret: '', prefix: '/api/v1' })
    expect(await desk().check()).toMatchObject({ ok: true, value: { prefix: { profile: '/api/v1' } } })
  })

  it('names the rights that the key lacks', async () => {
    const [known] = DEFAULT_OPTIONS.keys
    if (known === undefined) throw new Error('the simulator has a key')
    const keys: SimulatorOptions['keys'] = [
      { ...known, scopes: ['plugipay:checkout:write', 'plugipay:checkout:read'] },
    ]
    await open('test', { simulator: { keys } })
    await setUp(PLUGIPAY_KEYS)
    const found = await desk().check()
    expect(found.ok && found.value.missingScopes).toContain('plugipay:event:read')
  })

  it('warns of a key whose name speaks of the other mode', async () => {
    const keys = [{ keyId: 'ak_live_x', secret: 's', mode: 'test', scopes: ['*'] }] as const
    await open('test', { simulator: { keys } })
    await setUp({ ...PLUGIPAY_KEYS, keyId: 'ak_live_x', secret: 's' })
    expect(await desk().check()).toMatchObject({
      ok: true,
      value: { keyLooks: 'live', expectedMode: 'test' },
    })
  })

  it('of Plexo tells the host’s mode and decimals, and has no path to speak of', async () => {
    await open('test')
    expect(currency('UYU')).toMatchObject({ ok: true })
    await setUp(PLEXO_KEYS)
    expect(await desk().check()).toMatchObject({
      ok: true,
      value: { mode: 'test', prefix: null, amountUnit: 'decimal', keyLooks: null },
    })
  })
})

describe('a profile that cannot be used', () => {
  it.each<[Partial<ProviderInput>, string]>([
    [{ origin: 'http://plugipay.com' }, 'profile_origin_insecure'],
    [{ origin: 'https://plugipay.com/api' }, 'profile_origin_invalid'],
    [{ prefix: '/..' }, 'profile_prefix_invalid'],
    [{ keyId: 'dua kata' }, 'profile_key_unsendable'],
    [{ onBehalfOf: 'acc 1' }, 'profile_on_behalf_invalid'],
    [{ extraHosts: ['a b'] }, 'profile_host_invalid'],
    [{ successUrl: '' }, 'profile_return_url_invalid'],
    [{ ...PLEXO_KEYS, merchantId: null }, 'profile_merchant_invalid'],
    [{ ...PLEXO_KEYS, origin: 'https://api.plexo.com.uy' }, 'profile_host_of_other_mode'],
  ])('%o is not stored: %s', async (changes, fault) => {
    await open('test')
    expect(await desk().save({ ...PLUGIPAY_KEYS, ...changes })).toEqual({
      ok: false,
      error: { type: 'provider_profile_invalid', fault },
    })
    expect((await view()).source).toBe('none')
  })

  it('may act for another workspace', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, onBehalfOf: 'acc_01CONTOH' })
    expect(await view()).toMatchObject({ onBehalfOf: 'acc_01CONTOH' })
  })

  it('shows the documented page of a documented address', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, origin: 'https://api.plugipay.com', prefix: '/v1' })
    expect(till.core.till.pageHosts).toEqual(['api.plugipay.com', 'plugipay.com'])
  })
})

describe('a change while payments are under way', () => {
  it('of the address is refused in words; a wrong path may be put right, and the payment goes on', async () => {
    await open('test')
    await setUp({ ...PLUGIPAY_KEYS, prefix: '/api/v9' })
    fillCart(till, 20_000)
    expect(await charge('qris')).toMatchObject({ ok: true })
    await eventually(() => tender()?.trouble !== null, counter)
    const moved = { ...PLUGIPAY_KEYS, prefix: '/api/v9', origin: 'https://lain.example' }
    expect(await desk().save(moved)).toEqual({
      ok: false,
      error: { type: 'provider_in_use', field: 'origin' },
    })
    await setUp(PLUGIPAY_KEYS)
    await eventually(() => tender()?.code, counter)
    // a session is known now: from here on the path stays as well
    expect(await desk().save({ ...PLUGIPAY_KEYS, prefix: '/v1' })).toEqual({
      ok: false,
      error: { type: 'provider_in_use', field: 'prefix' },
    })
    expect(await desk().save({ ...PLUGIPAY_KEYS, secret: 'sk_test_simulator' })).toMatchObject({ ok: true })
  }, 20_000)
})

it('the owner’s look at the amount holds for the currency it was made in', async () => {
  await open('live')
  await setUp(PLUGIPAY_KEYS)
  expect(desk().confirmUnit()).toMatchObject({ ok: true })
  expect((await view()).unitConfirmed).toBe(true)
  expect(saveSettings(till.core.till, { currency: 'USD' })).toMatchObject({ ok: true })
  await till.restart()
  expect(await view()).toMatchObject({
    unitConfirmed: false,
    blocked: { type: 'provider_amount_unit_unproved' },
  })
})

describe('booking money that a person took', () => {
  it('is off after a refusal, which the screen tells with its code, until somebody switches it on', async () => {
    await open('test')
    await setUp(PLUGIPAY_KEYS)
    expect((await view()).booking).toEqual({ state: 'on' })
    till.core.till.store.write((books) => books.setValue('booking_off', 'no_methods'))
    expect((await view()).booking).toEqual({ state: 'off', why: 'refused', code: 'no_methods' })
    expect(await desk().resumeBooking()).toMatchObject({ ok: true, value: { booking: { state: 'on' } } })
    fillCart(till, 20_000)
    expect(await payCash(20_000)).toMatchObject({ ok: true })
    expect(tender()?.booking).not.toBe('none')
  })

  it('of real money is off until it was rehearsed in test mode, and on from then', async () => {
    await open('live')
    await setUp(PLUGIPAY_KEYS)
    expect((await view()).booking).toEqual({ state: 'off', why: 'not_rehearsed', code: null })

    await change('test')
    await setUp(PLUGIPAY_KEYS)
    fillCart(till, 20_000)
    expect(await payCash(20_000)).toMatchObject({ ok: true })
    await eventually(() => tender()?.booking === 'booked', counter)

    await change('live')
    await setUp(PLUGIPAY_KEYS)
    expect((await view()).booking).toEqual({ state: 'on' })
    // another address is another rehearsal
    await setUp({ ...PLUGIPAY_KEYS, origin: 'https://lain.example' })
    expect((await view()).booking).toMatchObject({ why: 'not_rehearsed' })
  }, 30_000)

  it('is not offered by a provider that knows no such money, nor without one', async () => {
    await open('test')
    expect((await view()).booking).toMatchObject({ why: 'no_provider' })
    expect(currency('UYU')).toMatchObject({ ok: true })
    await setUp(PLEXO_KEYS)
    expect((await view()).booking).toMatchObject({ why: 'not_offered' })
    expect(setDraft(till.core.till, cartOf(1_999))).toMatchObject({ ok: true })
    expect(await payCash(1_999)).toMatchObject({ ok: true })
    expect(tender()?.booking).toBe('none')
  })
})

it('no line of the log holds a key, a secret or a signature, whatever goes wrong', async () => {
  const lines: string[] = []
  const note = (event: string, facts?: unknown) => void lines.push(`${event} ${JSON.stringify(facts)}`)
  const webhookSecret = 'whsec_rahasia_sekali'
  await open('test', { log: { info: note, warn: note, error: note }, webhookSecret })
  const wrong = { ...PLUGIPAY_KEYS, keyId: 'ak_test_salah_01', secret: 'sk_test_salah_01', webhookSecret }
  await setUp(wrong)
  expect(await desk().check()).toMatchObject({ ok: false })
  fillCart(till, 20_000)
  await charge('qris')
  await eventually(() => tender()?.state === 'refused', counter)
  await till.hand('outage', { on: true })
  expect(await desk().startUnitCheck()).toMatchObject({ ok: false })
  const v1 = 'ab'.repeat(32)
  const headers = { 'x-plugipay-signature': `t=${Math.floor(Date.now() / 1000)},v1=${v1}` }
  const rawBody = new TextEncoder().encode(JSON.stringify({ id: 'evt_1', secret: webhookSecret }))
  expect(await till.core.deliveries.webhook({ headers, rawBody })).toMatchObject({ ok: false })
  const all = lines.join('\n')
  expect(all).toContain('gateway.call_failed')
  expect(all).toContain('webhook_refused')
  const secrets = [wrong.keyId, wrong.secret, webhookSecret, v1, 'signature=']
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([])
})
