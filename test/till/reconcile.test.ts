import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { businessDateOf, saleOnCounter, settingsOf } from '../../src/main/usecases/till.ts'
import { movableClock } from '../fakes/clock.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill
beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

const today = () => businessDateOf(Date.now(), settingsOf(till.core.till).utcOffsetMinutes)
const sale = () => saleOnCounter(till.core.till)
const stateNow = () => {
  const [tender] = sale()?.sale.tenders ?? []
  return tender?.type === 'provider' ? tender.state : null
}

async function showQris(price: number): Promise<string> {
  fillCart(till, price)
  await till.core.payments.charge({ attemptId: till.ids.next(), kind: 'qris', amount: null })
  const shown = await eventually(() => {
    const state = stateNow()
    return state?.name === 'presented' && state
  }, stateNow)
  return shown.sessionId
}

async function payQris(price: number): Promise<void> {
  await till.hand(`sessions/${await showQris(price)}/pay`)
  await eventually(() => sale()?.sale.phase === 'paid', sale)
  nextCustomer(till.core.till)
}

const items = () => till.core.till.store.read.attentions({ cursor: null, limit: 50 }).rows

describe('the books of a day', () => {
  it('agree with the provider after codes, cash and a canceled code', async () => {
    await payQris(20_000)
    fillCart(till, 15_000)
    await till.core.manual.payCash({
      ...{ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) },
    })
    const booked = () => {
      const [tender] = sale()?.sale.tenders ?? []
      return tender?.type === 'manual' && tender.booking.name === 'booked'
    }
    await eventually(booked, sale)
    nextCustomer(till.core.till)
    await showQris(9_000)
    await till.core.payments.cancelCode(sale()?.sale.tenders[0]?.id ?? '')
    const report = await till.core.reconciler.run(today())
    expect(report).toMatchObject({
      ok: true,
      value: {
        ...{ matched: 2, differences: [], ours: { count: 2, amount: 35_000 } },
        ...{ theirs: { count: 2, amount: 35_000 }, read: { receipts: true, ledger: true } },
      },
    })
    expect(items()).toEqual([])
  })

  it('find money that came after the end and that no session shows', async () => {
    const sessionId = await showQris(50_000)
    const { number = '' } = sale() ?? {}
    await till.hand(`sessions/${sessionId}/expire`)
    await eventually(() => stateNow()?.name === 'expired', stateNow)
    await till.hand(`sessions/${sessionId}/late-pay`, { visible: false })
    const report = await till.core.reconciler.run(today())
    expect(report).toMatchObject({
      value: { differences: [{ type: 'money_without_session', saleNumber: number, amount: 50_000 }] },
    })
    expect(items()).toMatchObject([{ kind: 'reconciliation_money_without_session', facts: { sessionId } }])
    // the same news again is no second item, and nothing was called LUNAS for it
    await till.core.reconciler.run(today())
    expect(items()).toHaveLength(1)
    expect(sale()?.sale.phase).toBe('open')
  })

  it('settle what the provider shows as paid and this till had not heard of yet', async () => {
    const sessionId = await showQris(30_000)
    const saleId = sale()?.sale.id ?? ''
    nextCustomer(till.core.till)
    await till.hand(`sessions/${sessionId}/pay`)
    const report = await till.core.reconciler.run(today())
    expect(report).toMatchObject({ value: { differences: [], matched: 1 } })
    expect(till.core.till.store.read.sale(saleId)?.sale.phase).toBe('paid')
  })

  it.each(['open', 'on_hold'])(
    'leave what only a receipt speaks of, because the list was read a moment too early (%s), to the watch',
    async (status) => {
      await till.close()
      const clock = movableClock()
      till = await openTestTill({ clock })
      const sessionId = await showQris(30_000)
      const saleId = sale()?.sale.id ?? ''
      nextCustomer(till.core.till)
      await till.hand(`sessions/${sessionId}/pay`)
      const early = {
        match: { method: 'GET', path: '/checkout-sessions', nth: 1 },
        action: { type: 'statusFlap', status },
      }
      await till.hand('faults', { rules: [early] }, 'PUT')
      const report = await till.core.reconciler.run(today())
      expect(report).toMatchObject({ value: { differences: [] } })
      expect(items()).toEqual([])
      const phase = () => till.core.till.store.read.sale(saleId)?.sale.phase
      clock.advance(60_000)
      await eventually(() => phase() === 'paid', phase)
    },
  )

  it('believe a session that says it is not paid more than a list that says it is, and are made all the same', async () => {
    await showQris(30_000)
    const wrong = {
      match: { method: 'GET', path: '/checkout-sessions', nth: 1 },
      action: { type: 'statusFlap', status: 'completed' },
    }
    await till.hand('faults', { rules: [wrong] }, 'PUT')
    const report = await till.core.reconciler.run(today())
    expect(report).toMatchObject({ ok: true, value: { differences: [], theirs: { count: 0 } } })
    expect(items()).toEqual([])
    expect(sale()?.sale.phase).toBe('open')
  })

  it('leave cash that was taken without a network to the day on which it is booked', async () => {
    await till.close()
    const clock = movableClock()
    till = await openTestTill({ clock })
    const dayNow = () => businessDateOf(clock.epochMs(), settingsOf(till.core.till).utcOffsetMinutes)
    const booking = () => {
      const [tender] = sale()?.sale.tenders ?? []
      return tender?.type === 'manual' ? tender.booking.name : null
    }
    const pass = async (seconds: number) => {
      clock.advance(seconds * 1_000)
      await till.hand('clock', { advanceSec: seconds })
    }
    // a minute before midnight
    const sinceMidnight = (Math.floor(clock.epochMs() / 1_000) + 7 * 3_600) % 86_400
    await pass(86_400 - 60 - sinceMidnight)
    await till.hand('outage', { on: true })
    fillCart(till, 15_000)
    await till.core.manual.payCash({
      ...{ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) },
    })
    const taken = dayNow()
    await pass(3_600)
    await till.hand('outage', { on: false })
    await pass(60)
    await eventually(() => booking() === 'booked', booking)
    expect(await till.core.reconciler.run(taken)).toMatchObject({
      value: { differences: [], ours: { count: 0 }, theirs: { count: 0 } },
    })
    expect(await till.core.reconciler.run(dayNow())).toMatchObject({
      value: { differences: [], ours: { count: 1, amount: 15_000 }, matched: 1 },
    })
    expect(items()).toEqual([])
  })

  it('agree while the answer to a booking is still on its way', async () => {
    // the confirm arrives, its answer is lost, and so is every read after it
    const lost = { type: 'dropAfterCommit' }
    const late = Array.from({ length: 60 }, (_, index) => 3 + index)
    const rules = [
      { match: { method: 'POST', path: '/checkout-sessions/*/confirm' }, action: lost },
      { match: { method: 'GET', path: '/checkout-sessions/*', nth: late }, action: lost },
    ]
    await till.hand('faults', { rules }, 'PUT')
    fillCart(till, 15_000)
    await till.core.manual.payCash({
      ...{ attemptId: till.ids.next(), amount: null, tendered: amountOf(20_000) },
    })
    const tender = () => {
      const [first] = sale()?.sale.tenders ?? []
      return first?.type === 'manual' ? first : null
    }
    const booking = () => tender()?.booking.name
    const unread = () => till.core.till.store.read.outboxOf(tender()?.id ?? '').at(-1)?.trouble
    await eventually(() => booking() === 'confirming' && unread() != null, booking)
    const report = await till.core.reconciler.run(today())
    expect(booking()).toBe('confirming')
    expect(report).toMatchObject({ value: { differences: [], matched: 1 } })
  })

  it('find money that came a day after the end of its session, on the day it came', async () => {
    await till.close()
    const clock = movableClock()
    till = await openTestTill({ clock })
    const sessionId = await showQris(50_000)
    const { number = '' } = sale() ?? {}
    await till.hand(`sessions/${sessionId}/expire`)
    await till.core.payments.checkNow(sale()?.sale.tenders[0]?.id ?? '')
    clock.advance(86_400_000)
    await till.hand('clock', { advanceSec: 86_400 })
    await till.hand(`sessions/${sessionId}/late-pay`, { visible: false })
    const day = businessDateOf(clock.epochMs(), settingsOf(till.core.till).utcOffsetMinutes)
    expect(await till.core.reconciler.run(day)).toMatchObject({
      value: { differences: [{ type: 'money_without_session', saleNumber: number, amount: 50_000 }] },
    })
  })

  it('are read again where they seem to miss a payment, before anybody is told', async () => {
    await payQris(20_000)
    // the list is behind, as lists are
    const stale = { match: { method: 'GET', path: '/checkout-sessions' } }
    const action = { type: 'statusFlap', status: 'pending' }
    await till.hand('faults', { rules: [{ ...stale, action }] }, 'PUT')
    expect(await till.core.reconciler.run(today())).toMatchObject({
      value: { differences: [], matched: 1 },
    })
    expect(items()).toEqual([])
    // and what cannot be read now is compared another time
    const lost = {
      match: { method: 'GET', path: '/checkout-sessions/*' },
      action: { type: 'dropAfterCommit' },
    }
    await till.hand('faults', { rules: [{ ...stale, action }, lost] }, 'PUT')
    expect(await till.core.reconciler.run(today())).toMatchObject({ ok: false })
    expect(items()).toEqual([])
  })

  it('miss nothing that the list left out because it moved on while its pages were read', async () => {
    await payQris(20_000)
    await payQris(30_000)
    const { background } = till.core.till
    const { list } = background
    const withoutFirst: typeof list = async (query) => {
      const page = await list(query)
      return page.ok ? { ...page, value: { ...page.value, sessions: page.value.sessions.slice(1) } } : page
    }
    Object.assign(background, { list: withoutFirst })
    expect(await till.core.reconciler.run(today())).toMatchObject({
      value: { differences: [], matched: 2, theirs: { count: 2, amount: 50_000 } },
    })
    expect(items()).toEqual([])
  })

  it('are not made from a part of a list that never ends', async () => {
    await payQris(20_000)
    const { background } = till.core.till
    let asked = 0
    Object.assign(background, {
      list: async () => {
        asked += 1
        return { ok: true, value: { sessions: [], nextCursor: `page-${asked}` } }
      },
    })
    expect(await till.core.reconciler.run(today())).toMatchObject({
      ok: false,
      error: { type: 'provider_unknown', detail: 'list_without_end' },
    })
    expect(items()).toEqual([])
  })

  it('are compared by themselves when the day is over, also what came after somebody had compared it, and after days off', async () => {
    await till.close()
    const clock = movableClock()
    till = await openTestTill({ clock })
    const day = businessDateOf(clock.epochMs(), settingsOf(till.core.till).utcOffsetMinutes)
    await payQris(20_000)
    expect(await till.core.reconciler.run(day)).toMatchObject({ value: { matched: 1 } })
    await payQris(30_000)
    // the shop is closed over Lebaran
    clock.advance(14 * 86_400_000)
    await till.hand('clock', { advanceSec: 14 * 86_400 })
    await till.restart()
    clock.advance(61_000)
    const report = () => till.core.reconciler.last(day)
    await eventually(() => report()?.matched === 2, report)
    expect(report()?.differences).toEqual([])
    expect(items()).toEqual([])
  })

  it('are compared by themselves also when one day before them cannot be', async () => {
    await till.close()
    const clock = movableClock()
    till = await openTestTill({ clock })
    const { utcOffsetMinutes } = settingsOf(till.core.till)
    const dayNow = () => businessDateOf(clock.epochMs(), utcOffsetMinutes)
    const nextDay = async () => {
      clock.advance(86_400_000)
      await till.hand('clock', { advanceSec: 86_400 })
    }
    const bad = dayNow()
    const listNothingOfBad = (): void => {
      const { background } = till.core.till
      const { list } = background
      const withoutBad: typeof list = async (query) =>
        query.createdAfter !== undefined &&
        businessDateOf(Date.parse(query.createdAfter), utcOffsetMinutes) === bad
          ? { ok: false, error: { type: 'unknown', detail: 'odd', status: 500, requestId: null } }
          : await list(query)
      Object.assign(background, { list: withoutBad })
    }
    listNothingOfBad()
    await payQris(20_000)
    await nextDay()
    const good = dayNow()
    await payQris(30_000)
    await nextDay()
    await till.restart()
    listNothingOfBad()
    clock.advance(61_000)
    const report = () => till.core.reconciler.last(good)
    await eventually(() => report()?.matched === 1, report)
    expect(till.core.reconciler.last(bad)).toBeNull()
  })

  it('are days of the provider’s time: a clock that was a day ahead leaves no day half compared', async () => {
    await till.close()
    const clock = movableClock()
    let wall = 86_400_000
    const onWall = () => clock.epochMs() + wall
    till = await openTestTill({
      clock: { ...clock, epochMs: onWall, now: () => new Date(onWall()).toISOString() },
    })
    const day = businessDateOf(clock.epochMs(), settingsOf(till.core.till).utcOffsetMinutes)
    await payQris(20_000)
    const compared = () =>
      till.core.till.store.read.auditEvents({
        ...{ cursor: null, limit: 50, actor: null, saleId: null, from: null, to: null },
        kinds: { only: ['day_reconciled'] },
      }).rows
    clock.advance(61_000)
    await till.hand('clock', { advanceSec: 61 })
    await eventually(() => compared().length > 0, compared)
    // somebody puts the clock right, and the shop sells on
    wall = 0
    await till.restart()
    await payQris(30_000)
    clock.advance(86_400_000)
    await till.hand('clock', { advanceSec: 86_400 })
    // the till is opened again late on the next day
    await till.restart()
    clock.advance(61_000)
    await till.hand('clock', { advanceSec: 61 })
    const report = () => till.core.reconciler.last(day)
    await eventually(() => report()?.matched === 2, report)
    expect(report()?.differences).toEqual([])
  })

  it('begin at midnight of the outlet, also where that is two hours before Jakarta’s (WIT)', async () => {
    const utcOffsetMinutes = 540
    await till.close()
    const clock = movableClock()
    till = await openTestTill({ clock })
    expect(saveSettings(till.core.till, { utcOffsetMinutes })).toMatchObject({ ok: true })
    const dayNow = () => businessDateOf(clock.epochMs(), utcOffsetMinutes)
    const pass = async (ms: number) => {
      clock.advance(ms)
      await till.hand('clock', { advanceSec: ms / 1_000 })
    }
    const untilMidnight = 86_400_000 - ((clock.epochMs() + utcOffsetMinutes * 60_000) % 86_400_000)
    await pass(Math.floor(untilMidnight / 1_000) * 1_000 - 20_000)
    const before = dayNow()
    await payQris(20_000)
    await pass(40_000)
    const after = dayNow()
    expect(after > before).toBe(true)
    await payQris(30_000)
    expect(await till.core.reconciler.run(before)).toMatchObject({
      value: { differences: [], matched: 1, theirs: { amount: 20_000 } },
    })
    expect(await till.core.reconciler.run(after)).toMatchObject({
      value: { differences: [], matched: 1, theirs: { amount: 30_000 } },
    })
  })

  it('are kept as a report of that day', async () => {
    await payQris(20_000)
    expect(till.core.reconciler.last(today())).toBeNull()
    const report = await till.core.reconciler.run(today())
    expect(till.core.reconciler.last(today())).toEqual(report.ok && report.value)
    expect(till.core.reconciler.last('2020-01-01')).toBeNull()
  })
})
