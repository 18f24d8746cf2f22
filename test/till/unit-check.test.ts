import { afterEach, beforeEach, expect, it } from 'vitest'
import { fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill

beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

it('the unit check gives the provider’s own page of Rp 10.000, which nobody has to pay', async () => {
  const started = await till.core.provider.startUnitCheck()
  if (!started.ok) throw new Error(JSON.stringify(started.error))
  expect(started.value).toMatchObject({ amount: 10_000, currency: 'IDR' })
  const page = await (await fetch(started.value.url)).text()
  expect(page).toContain('10.000')
  // it is no sale: nothing is on the counter, and its money would belong to nobody here
  expect(till.core.till.store.read.sales({ cursor: null, limit: 5 }).rows).toEqual([])
})

it('the unit check says why it cannot be made, and can be tried again', async () => {
  await till.hand('outage', { on: true })
  const started = await till.core.provider.startUnitCheck()
  expect(started).toMatchObject({ ok: false })
  await till.hand('outage', { on: false })
  expect(await till.core.provider.startUnitCheck()).toMatchObject({ ok: true })
})

it('a new account starts unproved, and the proof is for exactly that account, address and unit', async () => {
  const profile = {
    provider: 'plugipay',
    // a name that never resolves (RFC 2606): no test speaks to the real service
    origin: 'https://plugipay.invalid',
    prefix: '/api/v1',
    scheme: 'hmac',
    keyId: 'ak_live_1',
    secret: 'sk_live_1',
    webhookSecret: '',
    amountUnit: 'whole',
    successUrl: 'https://example.com/',
    cancelUrl: 'https://example.com/',
    merchantId: null,
    onBehalfOf: null,
    extraHosts: [],
  } as const
  const live = await openTestTill({ mode: 'live' })
  try {
    expect(await live.core.provider.save(profile)).toMatchObject({ ok: true })
    expect(await live.core.provider.view()).toMatchObject({ value: { unitConfirmed: false } })
    await live.restart()
    fillCart(live, 10_000)
    const charge = () => live.core.payments.charge({ attemptId: live.ids.next(), kind: 'qris', amount: null })
    expect(await charge()).toEqual({ ok: false, error: { type: 'provider_amount_unit_unproved' } })
    expect(live.core.provider.confirmUnit()).toMatchObject({ ok: true })
    expect(await live.core.provider.view()).toMatchObject({ value: { unitConfirmed: true } })
    expect(await live.core.provider.save({ ...profile, amountUnit: 'hundredths' })).toMatchObject({
      ok: true,
    })
    expect(await live.core.provider.view()).toMatchObject({ value: { unitConfirmed: false } })
  } finally {
    await live.close()
  }
})
