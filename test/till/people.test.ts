import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PINS, openShop, type Shop } from './people-bench.ts'
import { eventually } from './bench.ts'

let shop: Shop
afterEach(async () => {
  await shop.close()
})

const locked = { ok: false, error: { type: 'till_locked' } } as const

describe('the first start', () => {
  beforeEach(async () => {
    shop = await openShop({ empty: true })
  })

  it('asks for the owner, does nothing before there is one, and signs them in', async () => {
    expect(await shop.view()).toMatchObject({ type: 'locked', view: { firstStart: true, team: [] } })
    expect(await shop.counter.counter.next()).toEqual(locked)
    expect(await shop.counter.people.createOwner({ name: '  Ibu\u0007 Rina ', pin: '190354' })).toEqual({
      ok: true,
      value: null,
    })
    expect(await shop.view()).toMatchObject({
      type: 'view',
      view: { cashier: 'Ibu Rina', actor: { role: 'owner' } },
    })
    expect(shop.events().map((event) => event.kind)).toEqual(['person_added', 'signed_in'])
  })

  it('makes one owner of two who come at once, and none of a third', async () => {
    const both = await Promise.all([
      shop.counter.people.createOwner({ name: 'Satu', pin: '190354' }),
      shop.counter.people.createOwner({ name: 'Dua', pin: '190355' }),
    ])
    expect(both.filter((each) => each.ok)).toHaveLength(1)
    expect(both.find((each) => !each.ok)).toEqual({ ok: false, error: { type: 'owner_exists' } })
    expect(await shop.counter.people.createOwner({ name: 'Tiga', pin: '190356' })).toMatchObject({
      error: { type: 'owner_exists' },
    })
    expect(shop.store().read.people()).toHaveLength(1)
  })

  it.each([
    ['1234', 'pin_weak'],
    ['12', 'pin_weak'],
    ['abcd', 'pin_weak'],
  ])('refuses the PIN %s and leaves the till without an owner', async (pin, type) => {
    expect(await shop.counter.people.createOwner({ name: 'Ibu Rina', pin })).toMatchObject({
      error: { type },
    })
    expect(shop.store().read.people()).toEqual([])
  })

  it('refuses a name of nothing that can be read', async () => {
    expect(await shop.counter.people.createOwner({ name: '\u200b\u202e', pin: '190354' })).toMatchObject({
      error: { type: 'input_invalid', field: 'name' },
    })
  })
})

describe('signing in', () => {
  beforeEach(async () => {
    shop = await openShop()
  })

  it('switches in one step, keeps the cart and the sale, and writes both names down', async () => {
    await shop.as('cashier')
    await shop.fill(18_000, 'Kopi')
    expect(await shop.signIn('supervisor')).toEqual({ ok: true, value: null })
    expect(await shop.view()).toMatchObject({
      view: { actor: { name: 'Pak Dedi', role: 'supervisor' }, draft: { lines: [{ name: 'Kopi' }] } },
    })
    const [out, signedIn] = shop.events('signed_out', 'signed_in').slice(-2)
    expect(out).toMatchObject({ kind: 'signed_out', actor: shop.people.cashier, facts: { reason: 'switch' } })
    expect(signedIn).toMatchObject({ kind: 'signed_in', actor: shop.people.supervisor })
  })

  it('locks with the sale in place, and shows how it stands but nothing to act on', async () => {
    await shop.as('cashier')
    await shop.fill(18_000, 'Kopi')
    const attemptId = shop.till.ids.next()
    await shop.counter.sale.payCash({ attemptId, amount: null, tendered: 20_000 } as never)
    expect(await shop.counter.people.lock()).toEqual({ ok: true, value: null })
    const { type, view } = await shop.view()
    expect(type).toBe('locked')
    expect(view).toMatchObject({ sale: { status: 'paid', total: 18_000 }, firstStart: false })
    expect(JSON.stringify(view)).not.toMatch(/lines|tenders|Kopi|settings|printer|pinHash/)
    expect(await shop.counter.counter.next()).toEqual(locked)
    await shop.as('supervisor')
    expect(await shop.view()).toMatchObject({ view: { sale: { status: 'paid', changeOwed: 2_000 } } })
  })

  it('takes a wrong PIN as wrong, says how many tries are left, and forgets them after the right one', async () => {
    await shop.counter.people.lock()
    for (const triesLeft of [2, 1, 0])
      expect(await shop.signIn('cashier', '9999')).toEqual({
        ok: false,
        error: { type: 'pin_wrong', triesLeft },
      })
    expect(await shop.signIn('cashier')).toEqual({ ok: true, value: null })
    expect(shop.store().read.pinFailures(shop.people.cashier)).toBeNull()
    expect(await shop.signIn('cashier', '9999')).toMatchObject({ error: { triesLeft: 2 } })
    expect(shop.events('pin_wrong').map((event) => event.facts)).toEqual(
      [1, 2, 3, 1].map((tries) => ({ person: shop.people.cashier, purpose: 'sign_in', tries })),
    )
  })

  it('is refused for somebody unknown or removed, in the same words and with the same work', async () => {
    await shop.counter.people.remove({ personId: shop.people.cashier })
    for (const personId of ['01JQNOBODY', shop.people.cashier]) {
      const looked = shop.pins.verified.length
      const answer = await shop.counter.people.signIn({ personId, pin: PINS.cashier })
      expect(answer).toMatchObject({ error: { type: 'pin_wrong' } })
      expect(shop.pins.verified.length).toBe(looked + 1)
    }
    expect(shop.events('pin_wrong').map((event) => event.facts['person'])).toEqual([null, null])
  })

  it('of two at once the last to finish stands, and each is written down', async () => {
    const both = await Promise.all([shop.signIn('cashier'), shop.signIn('supervisor')])
    expect(both.every((each) => each.ok)).toBe(true)
    expect(shop.duty.onDuty()?.role).toBe('supervisor')
    expect(shop.pins.mostAtOnce()).toBe(1)
    const log = shop.events('signed_in', 'signed_out').slice(-4)
    expect(log.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['signed_out', shop.people.owner],
      ['signed_in', shop.people.cashier],
      ['signed_out', shop.people.cashier],
      ['signed_in', shop.people.supervisor],
    ])
  })

  it('lets a running call end as the one who made it', async () => {
    await shop.as('cashier')
    await shop.fill(25_000)
    const charging = shop.counter.sale.charge({ attemptId: shop.till.ids.next(), kind: 'qris', amount: null })
    await shop.as('supervisor')
    expect(await charging).toMatchObject({ ok: true })
    const opened = shop.events('sale_opened', 'tender_started')
    expect(opened.map((event) => event.actor)).toEqual([shop.people.cashier, shop.people.cashier])
  })

  it('asks again after a restart of the machine', async () => {
    await shop.as('cashier')
    await shop.restart()
    expect(await shop.view()).toMatchObject({ type: 'locked', view: { firstStart: false } })
    await shop.as('cashier')
  })

  it('stays where the core starts again on the same books', async () => {
    await shop.as('owner')
    shop.useCheapPins(await shop.till.restart())
    expect(await shop.view()).toMatchObject({ type: 'view', view: { actor: { role: 'owner' } } })
  })
})

describe('too many wrong PINs', () => {
  beforeEach(async () => {
    shop = await openShop()
    await shop.counter.people.lock()
  })

  const fail = async (times: number) => {
    for (let tries = 0; tries < times; tries += 1) await shop.signIn('cashier', '9999')
  }
  const waitOf = async (pin: string = PINS.cashier): Promise<number> => {
    const answer = await shop.signIn('cashier', pin)
    return !answer.ok && answer.error.type === 'pin_locked_out' ? answer.error.waitSeconds : 0
  }

  it('cost waiting that grows, and while waiting the right PIN is not even looked at', async () => {
    await fail(3)
    const waits: number[] = []
    for (let tries = 0; tries < 8; tries += 1) {
      waits.push(await waitOf('9999'))
      const looked = shop.pins.verified.length
      expect(await waitOf()).toBe(waits.at(-1))
      expect(shop.pins.verified.length).toBe(looked)
      shop.pass((waits.at(-1) ?? 0) * 1_000)
    }
    expect(waits).toEqual([5, 15, 60, 300, 900, 1_800, 3_600, 3_600])
    expect(await waitOf()).toBe(0)
    expect(shop.duty.onDuty()?.role).toBe('cashier')
    expect(shop.events('locked_out').map((event) => event.facts['seconds'])).toEqual(waits)
  })

  it('lock nobody else out', async () => {
    await fail(6)
    expect(await waitOf()).toBeGreaterThan(0)
    await shop.as('supervisor')
  })

  it('are remembered over a restart', async () => {
    await fail(6)
    await shop.restart()
    expect(await waitOf()).toBe(5)
    shop.pass(5_000)
    expect(await waitOf('9999')).toBe(15)
    await shop.restart()
    shop.pass(14_000)
    expect(await waitOf()).toBe(1)
    shop.pass(1_000)
    expect(await waitOf()).toBe(0)
  })

  it('cannot be waited out by setting the clock, neither forward nor back, and setting it back locks nobody out for ever', async () => {
    await fail(7)
    const moved = [365 * 86_400_000, -2 * 365 * 86_400_000]
    for (const ms of moved) {
      shop.setClockBy(ms)
      expect(await waitOf()).toBe(5)
    }
    // the clock is a year behind now, and the machine is started anew
    await shop.restart()
    expect(await waitOf()).toBe(5)
    shop.pass(5_000)
    expect(await waitOf()).toBe(0)
  })

  it('count before they are looked at: ending the process in the middle gives no free try', async () => {
    await fail(3)
    const release = shop.pins.hold()
    const hanging = shop.signIn('cashier', '9999')
    await eventually(
      () => (shop.store().read.pinFailures(shop.people.cashier)?.count ?? 0) === 4,
      () => null,
    )
    await shop.restart()
    expect(await waitOf()).toBe(5)
    release()
    await hanging.catch(() => null)
  })

  it('by a flood over the socket are looked at one by one, few wait, and the rest is told so', async () => {
    const flood = await Promise.all(Array.from({ length: 400 }, () => shop.signIn('cashier', '9999')))
    const said = flood.map((each) => (each.ok ? 'ok' : each.error.type))
    expect(shop.pins.mostAtOnce()).toBe(1)
    expect(said.filter((type) => type === 'pin_busy').length).toBe(395)
    expect(shop.store().read.pinFailures(shop.people.cashier)?.count).toBe(4)
    expect(shop.events('pin_wrong')).toHaveLength(4)
    shop.pass(5_000)
    await shop.as('cashier')
  })

  it('of nobody in particular share one count, so that trying out ids is as slow', async () => {
    const tryId = async (id: string) => await shop.counter.people.signIn({ personId: id, pin: '9999' })
    for (const id of ['a', 'b', 'c']) expect(await tryId(id)).toMatchObject({ error: { type: 'pin_wrong' } })
    expect(await tryId('d')).toMatchObject({ error: { type: 'pin_locked_out', waitSeconds: 5 } })
    expect(await tryId('e')).toMatchObject({ error: { type: 'pin_locked_out' } })
    await shop.as('cashier')
  })
})

describe('a till left alone', () => {
  beforeEach(async () => {
    shop = await openShop()
  })

  it('locks after the set minutes without a press, and the screens hear of it', async () => {
    await shop.as('cashier')
    shop.pass(9 * 60_000)
    await shop.fill(5_000)
    shop.pass(9 * 60_000)
    expect(shop.duty.onDuty()).not.toBeNull()
    shop.pass(61_000)
    await eventually(
      () => shop.duty.onDuty() === null,
      () => null,
    )
    expect(await shop.view()).toMatchObject({ type: 'locked' })
    expect(shop.events('signed_out').at(-1)).toMatchObject({
      actor: shop.people.cashier,
      facts: { reason: 'auto' },
    })
  })

  it('is not kept awake by a screen that only watches', async () => {
    await shop.as('cashier')
    shop.pass(9 * 60_000)
    await shop.view()
    shop.pass(61_000)
    await eventually(
      () => shop.duty.onDuty() === null,
      () => null,
    )
  })

  it('is kept awake by somebody who types, although nothing is called yet', async () => {
    await shop.as('cashier')
    shop.pass(9 * 60_000)
    await shop.counter.people.stay()
    shop.pass(9 * 60_000)
    expect(await shop.counter.counter.next()).toMatchObject({ ok: true })
    shop.pass(10 * 60_000)
    expect(await shop.counter.people.stay()).toEqual(locked)
  })

  it('asks for the PIN at the first press after a night of sleep', async () => {
    await shop.as('cashier')
    shop.sleep(8 * 3_600_000)
    expect(await shop.counter.counter.next()).toEqual(locked)
  })

  it('locks on time when the clock was set back meanwhile', async () => {
    await shop.as('cashier')
    shop.setClockBy(-86_400_000)
    shop.pass(10 * 60_000)
    await eventually(
      () => shop.duty.onDuty() === null,
      () => null,
    )
  })

  it('never locks where the owner set so', async () => {
    await shop.as('owner')
    await shop.counter.settings.save({ autoLockMinutes: 0 })
    shop.pass(24 * 3_600_000)
    expect(await shop.counter.counter.next()).toMatchObject({ ok: true })
  })

  it('with a code on the counter locks all the same, and the customer goes on seeing it', async () => {
    await shop.as('cashier')
    await shop.fill(25_000)
    await shop.counter.sale.charge({ attemptId: shop.till.ids.next(), kind: 'qris', amount: null })
    await eventually(
      () => shop.events('code_shown').length > 0,
      () => shop.events().map((event) => event.kind),
    )
    shop.pass(10 * 60_000)
    await eventually(
      () => shop.duty.onDuty() === null,
      () => null,
    )
    expect(await shop.view()).toMatchObject({ type: 'locked', view: { sale: { total: 25_000 } } })
  })
})
