import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { layoutDocument } from '../../src/core/escpos-layout/index.ts'
import { invite } from '../../src/main/usecases/selling/invite.ts'
import { stepAndStore } from '../../src/main/usecases/selling/record-step.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { movableClock, type MovableClock } from '../fakes/clock.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

/** A shop in Montevideo: pesos with centésimos, a payment page instead of QRIS, and codes that nobody can cancel. */
let till: TestTill
let clock: MovableClock

beforeEach(async () => {
  clock = movableClock()
  till = await openTestTill({ clock, simulator: { rate: { reads: 1000, writes: 1000 } } })
  expect(saveSettings(till.core.till, { currency: 'UYU' })).toMatchObject({ ok: true })
  await till.restart()
})
afterEach(() => till.close())

const view = () => counterView(till.core.till, THE_OWNER, 1)
const sale = () => view().sale
const tender = () => sale()?.tenders.at(-1)
const tenderId = () => tender()?.id ?? ''
const charge = (kind: 'qris' | 'link' = 'link') =>
  till.core.payments.charge({ attemptId: till.ids.next(), kind, amount: null })
const showPage = async (price: number) => {
  fillCart(till, price)
  expect(await charge()).toMatchObject({ ok: true })
  await eventually(() => tender()?.code, sale)
}
const play = (move: string) => till.hand(`plexo/sessions/${tender()?.sessionId}/${move}`)
const plexoBooks = async () => {
  const { plexo } = (await till.books()) as unknown as {
    plexo: { sessions: { id: string }[]; payments: { amount: { total: number; currency: string } }[] }
  }
  return plexo
}
interface Request {
  readonly method: string
  readonly target: string
}
const requests = async () =>
  ((await till.hand('requests', undefined, 'GET')) as { requests: Request[] }).requests

describe('selling in pesos through Plexo', () => {
  it('offers the payment link, shows its page, and is paid to the centésimo', async () => {
    expect(view().collects).toEqual(['link'])
    await showPage(1_999)
    expect(tender()?.code).toMatchObject({ kind: 'page' })
    expect(await (await fetch(tender()?.code?.url ?? '')).text()).toContain('$U 19,99')
    await play('pay')
    await eventually(() => sale()?.status === 'paid', sale)
    expect((await plexoBooks()).payments).toMatchObject([{ amount: { total: 19.99, currency: 'UYU' } }])
    const receipt = till.core.till.store.read.receiptOf(sale()?.id ?? '')?.document
    expect(receipt).toMatchObject({ currency: 'UYU' })
  })

  it('a page of the network in between is no answer: the sale waits, and one session comes of it', async () => {
    const rules = [{ match: {}, action: { type: 'portal', status: 403 } }]
    await till.hand('faults', { rules }, 'PUT')
    fillCart(till, 5_000)
    expect(await charge()).toMatchObject({ ok: true })
    await eventually(() => view().network.reason?.type === 'provider_unknown', view)
    expect(view().network.reason).toMatchObject({ detail: 'not_the_provider' })
    expect(tender()?.state).toBe('requesting')
    await till.hand('faults', { rules: [] }, 'PUT')
    await eventually(() => tender()?.code, sale)
    expect((await plexoBooks()).sessions).toHaveLength(1)
  })

  it('a declined card leaves the page open for another one', async () => {
    await showPage(5_000)
    await play('decline')
    await till.core.payments.checkNow(tenderId())
    expect(tender()).toMatchObject({ state: 'presented', counted: false })
    await play('pay')
    await eventually(() => sale()?.status === 'paid', sale)
  })

  it('can be practised: a declined card, then a good one, and what a page cannot do', async () => {
    await showPage(5_000)
    expect(await till.core.practice(tenderId(), 'cancel')).toEqual({ ok: true, value: null })
    expect(await till.core.practice(tenderId(), 'expire')).toMatchObject({
      ok: false,
      error: { type: 'provider_unsupported' },
    })
    expect(await till.core.practice(tenderId(), 'pay')).toEqual({ ok: true, value: null })
    await eventually(() => sale()?.status === 'paid', sale)
  })

  it('refuses QRIS by itself, whatever a screen sends, and nothing leaves', async () => {
    fillCart(till, 1_999)
    expect(await charge('qris')).toEqual({
      ok: false,
      error: { type: 'qris_not_offered', currency: 'UYU' },
    })
    const notice = { attemptId: till.ids.next(), amount: null, rrn: '123456789012' }
    expect(await till.core.manual.recordStaticQris(notice)).toMatchObject({
      error: { type: 'qris_not_offered' },
    })
    expect(await invite(till.core.till, { kind: 'static_qris', amount: null })).toMatchObject({
      error: { type: 'qris_not_offered' },
    })
    expect(sale()).toBeNull()
    expect((await plexoBooks()).sessions).toEqual([])
  })

  it('a refund that may have left is not sent again after a restart, only looked for', async () => {
    await showPage(5_000)
    await play('pay')
    await eventually(() => sale()?.status === 'paid', sale)
    const [saleId, paymentId] = [sale()?.id ?? '', tenderId()]
    const rule = { match: { method: 'POST', path: '/payments/*/refunds' }, times: 1 }
    await till.hand('faults', { rules: [{ ...rule, action: { type: 'dropBeforeCommit' } }] }, 'PUT')
    const refund = () => till.core.till.store.read.refundsOfSale(saleId)[0]?.refund
    await till.core.afterSale.refunds.start({
      ...{ saleId, tenderId: paymentId, amount: amountOf(5_000), reason: 'other', words: '' },
      attemptId: till.ids.next(),
    })
    await eventually(() => refund()?.state.name === 'requesting', refund)
    const sent = async () =>
      (await requests()).filter(({ method, target }) => method === 'POST' && target.endsWith('/refunds'))
    await eventually(async () => (await sent()).length === 1, sent)
    await till.restart()
    const looks = async () =>
      (await requests()).filter(({ method, target }) => method === 'GET' && target.includes('/payments/'))
    const before = (await looks()).length
    clock.advance(40_000)
    await eventually(async () => (await looks()).length >= before + 2, looks)
    expect(await sent()).toHaveLength(1)
    expect(refund()?.state.name).toBe('requesting')
  })

  it('a refund that never left is sent after a restart', async () => {
    await showPage(5_000)
    await play('pay')
    await eventually(() => sale()?.status === 'paid', sale)
    const [saleId, paymentId] = [sale()?.id ?? '', tenderId()]
    await till.hand('outage', { on: true })
    await till.core.afterSale.refunds.start({
      ...{ saleId, tenderId: paymentId, amount: amountOf(5_000), reason: 'other', words: '' },
      attemptId: till.ids.next(),
    })
    await till.restart()
    await till.hand('outage', { on: false })
    clock.advance(40_000)
    const refund = () => till.core.till.store.read.refundsOfSale(saleId)[0]?.refund
    await eventually(() => refund()?.state.name === 'succeeded', refund)
  })

  it('rounds cash to the peso and gives change in centésimos', async () => {
    expect(saveSettings(till.core.till, { cashRoundingStep: amountOf(100) })).toMatchObject({ ok: true })
    fillCart(till, 1_949)
    const paid = await till.core.manual.payCash({
      attemptId: till.ids.next(),
      amount: null,
      tendered: amountOf(2_000),
    })
    expect(paid).toMatchObject({ ok: true })
    expect(sale()).toMatchObject({ status: 'paid', changeOwed: 100 })
    expect(tender()).toMatchObject({ amount: 1_900, covers: 1_949 })
    const receipt = till.core.till.store.read.receiptOf(sale()?.id ?? '')?.document
    if (receipt === undefined) throw new Error('no receipt')
    const lines = layoutDocument(receipt, { columns: 32 }).blocks.flatMap((block) =>
      block.kind === 'text' ? [block.text.replace(/ {2,}/g, ' ')] : [],
    )
    expect(lines).toContain('Pembulatan -0,49')
    expect(lines).toContain('TOTAL $U 19,00')
    expect(lines).toContain('Kembalian 1,00')
  })

  it('a step of another currency is refused', () => {
    expect(saveSettings(till.core.till, { cashRoundingStep: amountOf(25) })).toMatchObject({
      ok: false,
      error: { type: 'input_invalid', field: 'cashRoundingStep' },
    })
  })
})

describe('a page that nobody can cancel', () => {
  it('stays open, and the cashier is told until when by the shop’s clock', async () => {
    await showPage(1_999)
    const expiresAt = tender()?.code?.expiresAt ?? ''
    const local = new Date(Date.parse(expiresAt) + 7 * 3_600_000).toISOString().slice(11, 16)
    const refused = { type: 'code_stays_open', tenderId: tenderId(), until: local }
    expect(await till.core.payments.cancelCode(tenderId())).toEqual({ ok: false, error: refused })
    // money in the hand beside a page that can be paid would be collected twice
    const cash = await till.core.manual.payCash({
      attemptId: till.ids.next(),
      amount: null,
      tendered: amountOf(1_999),
    })
    expect(cash).toEqual({ ok: false, error: refused })
    expect(tender()).toMatchObject({ state: 'presented', inFlight: true })
    expect(till.core.till.store.read.outboxOf(tenderId()).map(({ call }) => call)).not.toContain('cancel')
  })

  it('that was paid in the meantime is found by that press', async () => {
    await showPage(1_999)
    await play('pay')
    expect(await till.core.payments.cancelCode(tenderId())).toMatchObject({ ok: true })
    expect(sale()?.status).toBe('paid')
  })

  it('can be covered with a reason, is watched on, and its late money calls for a person', async () => {
    await showPage(1_999)
    const id = tenderId()
    const session = tender()?.sessionId ?? ''
    expect(till.core.payments.supersede(id, 'bayar tunai')).toMatchObject({ ok: true })
    expect(till.core.till.store.read.outboxNextAt()).toBeNull()
    const cash = { attemptId: till.ids.next(), amount: null, tendered: amountOf(1_999) }
    expect(await till.core.manual.payCash(cash)).toMatchObject({ ok: true })
    await till.hand(`plexo/sessions/${session}/pay`)
    clock.advance(20_000)
    const kinds = () =>
      till.core.till.store.read.attentions({ cursor: null, limit: 10 }).rows.map(({ kind }) => kind)
    await eventually(() => kinds().includes('money_late'), kinds)
  })

  it('given up before it was shown is read until it ends, and never asked to go away', async () => {
    const slow = {
      match: { method: 'POST', path: '/sessions' },
      times: 1,
      action: { type: 'delay', ms: 400 },
    }
    await till.hand('faults', { rules: [slow] }, 'PUT')
    fillCart(till, 1_999)
    await charge()
    await eventually(() => tender()?.state === 'requesting', sale)
    await till.core.payments.cancelCode(tenderId())
    expect(tender()?.state).toBe('abandoned')
    const { outboxOf, outboxNextAt } = till.core.till.store.read
    await eventually(
      () => tender()?.sessionId !== null && outboxNextAt() === null,
      () => outboxOf(tenderId()),
    )
    expect(outboxOf(tenderId()).every(({ done }) => done)).toBe(true)

    // a quarter of an hour of a busy shop: the watch looks now and then, and nothing is written to the provider
    const before = (await requests()).length
    for (let minute = 0; minute < 15; minute += 1) {
      clock.advance(60_000)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    const since = (await requests()).slice(before).filter(({ target }) => target.startsWith('/v1/'))
    expect(since.length).toBeGreaterThan(0)
    expect(since.length).toBeLessThanOrEqual(45)
    expect(since.map(({ method }) => method)).not.toContain('POST')

    await till.hand('clock', { advanceSec: 3_600 })
    clock.advance(3_600_000)
    await eventually(() => tender()?.state === 'expired', sale)
  })

  it('of an older version’s cancel that was under way goes back to being shown', async () => {
    await showPage(1_999)
    const { store } = till.core.till
    const record = store.read.saleOfTender(tenderId())
    if (record === null) throw new Error('no sale')
    const pressed = { type: 'cancel_pressed' } as const
    stepAndStore(till.core.till, record.sale.id, { type: 'provider', tenderId: tenderId(), event: pressed })
    expect(tender()?.state).toBe('canceling')
    await till.restart()
    await eventually(() => tender()?.state === 'presented', sale)
    expect(till.core.till.store.read.outboxNextAt()).toBeNull()
  })
})
