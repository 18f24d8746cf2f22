import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { must as valueOf } from './after-sale-bench.ts'
import { PINS, openShop, type Shop } from './people-bench.ts'
import { cartOf, eventually } from './bench.ts'

let shop: Shop
afterEach(async () => {
  await shop.close()
})

const locked = { ok: false, error: { type: 'till_locked' } } as const

describe('looking after people', () => {
  beforeEach(async () => {
    shop = await openShop()
  })

  it('adds somebody who can sign in at once, and never tells a PIN or its hash', async () => {
    const added = await shop.counter.people.add({ name: 'Budi', role: 'cashier', pin: '8642' })
    expect(added).toMatchObject({ ok: true, value: { name: 'Budi', role: 'cashier', active: true } })
    const id = added.ok ? added.value.id : ''
    expect(JSON.stringify(await shop.counter.people.list())).not.toMatch(/8642|cheap|scrypt|pin/i)
    expect(await shop.counter.people.signIn({ personId: id, pin: '8642' })).toMatchObject({ ok: true })
    expect(JSON.stringify(shop.events())).not.toMatch(/8642|cheap|Budi|Sari|Rina|Dedi/)
  })

  it('takes no name twice, whatever its case, until the first one is removed', async () => {
    const again = () => shop.counter.people.add({ name: ' SARI ', role: 'cashier', pin: '8642' })
    expect(await again()).toEqual({ ok: false, error: { type: 'person_name_taken', name: 'SARI' } })
    await shop.counter.people.remove({ personId: shop.people.cashier })
    expect(await again()).toMatchObject({ ok: true })
  })

  it('of two who add the same name at once takes one', async () => {
    const both = await Promise.all([
      shop.counter.people.add({ name: 'Budi', role: 'cashier', pin: '8642' }),
      shop.counter.people.add({ name: 'budi', role: 'cashier', pin: '8643' }),
    ])
    expect(both.map((each) => (each.ok ? 'ok' : each.error.type))).toEqual(['ok', 'person_name_taken'])
  })

  it('keeps the last owner: neither removed nor made less', async () => {
    const { owner } = shop.people
    const lastOwner = { ok: false, error: { type: 'last_owner' } }
    expect(await shop.counter.people.remove({ personId: owner })).toEqual(lastOwner)
    expect(await shop.counter.people.change({ personId: owner, name: 'Rina', role: 'supervisor' })).toEqual(
      lastOwner,
    )
    await shop.counter.people.change({ personId: shop.people.supervisor, name: 'Pak Dedi', role: 'owner' })
    expect(await shop.counter.people.remove({ personId: owner })).toMatchObject({ ok: true })
    // and whoever removed themselves is off duty at once
    expect(await shop.view()).toMatchObject({ type: 'locked' })
    expect(await shop.counter.people.list()).toEqual(locked)
  })

  it('a changed role counts from the next press on, for whoever is at the counter', async () => {
    await shop.as('supervisor')
    expect(await shop.counter.audit.verify()).toMatchObject({ ok: true })
    must(
      shop.store().write((books) => {
        books.changePerson(shop.people.supervisor, { role: 'cashier' }, shop.clock.now())
      }),
    )
    expect(await shop.counter.audit.verify()).toMatchObject({
      error: { type: 'permission_needed', right: 'read_log', role: 'supervisor' },
    })
    expect(await shop.view()).toMatchObject({ view: { actor: { role: 'cashier' } } })
  })

  it('a new PIN by the owner ends the old one and its waiting', async () => {
    await shop.as('owner')
    for (let tries = 0; tries < 5; tries += 1) await shop.signIn('cashier', '9999')
    await shop.counter.people.setPin({ personId: shop.people.cashier, pin: '8642' })
    expect(await shop.signIn('cashier', '8642')).toMatchObject({ ok: true })
    expect(await shop.signIn('cashier')).toMatchObject({ error: { type: 'pin_wrong' } })
    expect(await shop.counter.people.setPin({ personId: 'nobody', pin: '8642' })).toEqual({
      ok: false,
      error: { type: 'permission_needed', right: 'manage_people', role: 'owner' },
    })
  })

  it('whoever changes their own PIN proves the old one, which counts as a try', async () => {
    await shop.as('cashier')
    const change = (oldPin: string, newPin: string) => shop.counter.people.changeOwnPin({ oldPin, newPin })
    expect(await change('9999', '8642')).toMatchObject({ error: { type: 'pin_wrong', triesLeft: 2 } })
    expect(await change(PINS.cashier, '1111')).toMatchObject({ error: { type: 'pin_weak' } })
    expect(await change(PINS.cashier, '8642')).toEqual({ ok: true, value: null })
    expect(await shop.signIn('cashier', '8642')).toMatchObject({ ok: true })
    expect(shop.events('pin_changed').at(-1)).toMatchObject({
      actor: shop.people.cashier,
      facts: { person: shop.people.cashier },
    })
  })

  it('a PIN changed while it is being looked at does not open the till any more', async () => {
    await shop.as('owner')
    const release = shop.pins.hold()
    const signingIn = shop.signIn('cashier')
    await eventually(
      () => shop.pins.verified.includes(PINS.cashier),
      () => null,
    )
    must(
      shop.store().write((books) => {
        books.changePerson(shop.people.cashier, { active: false }, shop.clock.now())
      }),
    )
    release()
    expect(await signingIn).toMatchObject({ error: { type: 'pin_wrong' } })
    expect(shop.duty.onDuty()?.role).toBe('owner')
  })

  it('the held sale of somebody who was removed stays, is resumed by another, and shows the name', async () => {
    await shop.as('cashier')
    await shop.fill(25_000)
    const charged = await shop.counter.sale.charge({
      attemptId: shop.till.ids.next(),
      kind: 'qris',
      amount: null,
    })
    const saleId = charged.ok ? charged.value.id : ''
    await shop.counter.counter.next()
    await shop.as('owner')
    await shop.counter.people.remove({ personId: shop.people.cashier })
    expect(await shop.counter.counter.resume({ saleId })).toMatchObject({ ok: true })
    const { view } = await shop.view()
    expect(view).toMatchObject({ sale: { id: saleId } })
    const opened = 'sale' in view && view.sale !== null && 'timeline' in view.sale ? view.sale.timeline : []
    expect(opened.find((entry) => entry.kind === 'sale_opened')?.facts['by']).toBe('Sari')
    await shop.counter.people.eraseName({ personId: shop.people.cashier })
    const again = await shop.counter.sale.get({ saleId })
    expect(again.ok && again.value.timeline.find((entry) => entry.kind === 'sale_opened')?.facts['by']).toBe(
      'Mantan kasir',
    )
    expect(await shop.counter.audit.verify()).toMatchObject({ value: { intact: true } })
  })

  it('erases the name of nobody who still works here', async () => {
    expect(await shop.counter.people.eraseName({ personId: shop.people.cashier })).toMatchObject({
      error: { type: 'person_unknown' },
    })
  })
})

describe('asking a supervisor', () => {
  beforeEach(async () => {
    shop = await openShop()
    await shop.as('cashier')
  })

  const query = {
    cursor: null,
    limit: 5,
    group: null,
    personId: null,
    saleNumber: null,
    from: null,
    to: null,
  }
  const lend = (
    procedure: string,
    input: unknown,
    { role = 'supervisor', pin }: { role?: 'owner' | 'supervisor' | 'cashier'; pin?: string } = {},
  ) => shop.counter.people.lend({ personId: shop.people[role], pin: pin ?? PINS[role], procedure, input })
  const denied = { ok: false, error: { type: 'permission_needed', right: 'read_log', role: 'supervisor' } }

  it('gives the right for that one call only, and the log names both', async () => {
    expect(await shop.counter.audit.list(query)).toEqual(denied)
    expect(await lend('audit.list', query)).toEqual({ ok: true, value: null })
    expect(shop.duty.onDuty()?.role).toBe('cashier')
    expect(await shop.counter.audit.list(query)).toMatchObject({ ok: true })
    expect(await shop.counter.audit.list(query)).toEqual(denied)
    expect(shop.events('right_lent')).toMatchObject([
      {
        actor: shop.people.cashier,
        facts: { procedure: 'audit.list', right: 'read_log', lentBy: shop.people.supervisor },
      },
    ])
  })

  it('gives it for no other input and no other call', async () => {
    await lend('audit.list', query)
    expect(await shop.counter.audit.list({ ...query, limit: 6 })).toEqual(denied)
    expect(await shop.counter.audit.verify()).toEqual(denied)
  })

  it('is not used up by a second try that somebody else pressed, nor after a minute, nor after a switch', async () => {
    await lend('audit.verify', undefined)
    shop.pass(60_001)
    expect(await shop.counter.audit.verify()).toEqual(denied)
    await lend('audit.verify', undefined)
    await shop.as('supervisor')
    await shop.as('cashier')
    expect(await shop.counter.audit.verify()).toEqual(denied)
    await lend('audit.verify', undefined)
    await shop.counter.people.lock()
    await shop.as('cashier')
    expect(await shop.counter.audit.verify()).toEqual(denied)
  })

  it('cannot come from somebody who lacks the right, nor by a wrong PIN, which counts as theirs', async () => {
    expect(await lend('settings.save', { shopName: 'X' })).toEqual({
      ok: false,
      error: { type: 'lender_lacks_right', right: 'change_settings', role: 'owner' },
    })
    expect(shop.store().read.pinFailures(shop.people.supervisor)).toBeNull()
    expect(await lend('settings.save', { shopName: 'X' }, { role: 'owner', pin: '9999' })).toMatchObject({
      error: { type: 'pin_wrong' },
    })
    expect(shop.store().read.pinFailures(shop.people.owner)?.count).toBe(1)
    expect(await shop.counter.settings.save({ shopName: 'X' })).toMatchObject({
      error: { type: 'permission_needed' },
    })
    expect(shop.events('pin_wrong').at(-1)?.facts).toMatchObject({ purpose: 'lend' })
  })

  it('counts no more once the lender was removed', async () => {
    await lend('audit.verify', undefined)
    must(
      shop.store().write((books) => {
        books.changePerson(shop.people.supervisor, { active: false }, shop.clock.now())
      }),
    )
    expect(await shop.counter.audit.verify()).toEqual(denied)
  })

  it('refuses a call that does not exist or an input it does not take, before any PIN is looked at', async () => {
    const looked = shop.pins.verified.length
    for (const procedure of ['', 'sale', 'sale.steal', 'constructor.name', '__proto__.x', 'sale.get.get'])
      expect(await lend(procedure, {})).toMatchObject({
        error: { type: 'input_invalid', field: 'procedure' },
      })
    expect(await lend('sale.acceptTender', null)).toMatchObject({
      error: { type: 'input_invalid', field: 'input' },
    })
    expect(shop.pins.verified.length).toBe(looked)
  })

  it('a refund: its slip says who allowed it, and the sale who asked', async () => {
    await shop.fill(30_000)
    const money = amountOf(30_000)
    const sale = valueOf(
      await shop.counter.sale.payCash({ attemptId: shop.till.ids.next(), amount: null, tendered: money }),
    )
    await shop.counter.counter.next()
    const input = {
      ...{ saleId: sale.id, tenderId: sale.tenders[0]?.id ?? '', amount: amountOf(20_000), lines: [] },
      ...{ reason: 'requested_by_customer' as const, words: '', attemptId: shop.till.ids.next() },
    }
    expect(await shop.counter.refunds.cash(input)).toMatchObject({ error: { right: 'refund' } })
    valueOf(await lend('refunds.cash', input))
    const [refund] = valueOf(await shop.counter.refunds.cash(input)).refunds
    expect(refund).toMatchObject({ askedBy: 'Sari', approvedBy: 'Pak Dedi' })
    const [documentId] = shop.store().read.refundDocuments(refund?.id ?? '')
    expect(shop.store().read.document(documentId ?? '')).toMatchObject({
      ...{ kind: 'refund', cashier: 'Sari', approvedBy: 'Pak Dedi' },
    })
  })

  it('a large discount: lent as it stands, and not for a larger one slipped in afterwards', async () => {
    const cart = (basisPoints: number) => ({
      lines: cartOf(100_000).lines.map((line) => ({ ...line })),
      discount: { kind: 'percent' as const, basisPoints },
    })
    const input = { attemptId: shop.till.ids.next(), amount: null, tendered: 100_000 } as never
    const large = {
      ok: false,
      error: { type: 'permission_needed', right: 'give_large_discount', role: 'supervisor' },
    }
    await shop.counter.counter.setDraft(cart(2_500))
    expect(await shop.counter.sale.payCash(input)).toEqual(large)
    await lend('sale.payCash', input)
    await shop.counter.counter.setDraft(cart(9_000))
    expect(await shop.counter.sale.payCash(input)).toEqual(large)
    await shop.counter.counter.setDraft(cart(2_500))
    expect(await shop.counter.sale.payCash(input)).toMatchObject({ ok: true, value: { total: 75_000 } })
    // a discount within the limit needs nobody
    await shop.counter.counter.next()
    await shop.counter.counter.setDraft(cart(2_000))
    const next = { ...(input as object), attemptId: shop.till.ids.next() } as never
    expect(await shop.counter.sale.payCash(next)).toMatchObject({ ok: true })
  })

  it('is not needed for what the cashier may do anyway: no PIN is looked at', async () => {
    const looked = shop.pins.verified.length
    expect(await lend('counter.next', undefined, { pin: '9999' })).toEqual({ ok: true, value: null })
    expect(shop.pins.verified.length).toBe(looked)
  })

  it('a flood of what is not allowed leaves one line in the log, and says how often it came', async () => {
    for (let press = 0; press < 200; press += 1) await shop.counter.audit.verify()
    expect(shop.events('permission_denied')).toHaveLength(1)
    shop.pass(5 * 60_000)
    await shop.counter.audit.verify()
    shop.pass(5 * 60_000)
    await shop.counter.audit.verify()
    expect(shop.events('permission_denied').map((event) => event.facts['not_noted'])).toEqual([0, 200])
  })
})

describe('a transfer', () => {
  beforeEach(async () => {
    shop = await openShop()
  })

  const record = async (role: 'owner' | 'supervisor' | 'cashier', price: number) => {
    await shop.as(role)
    await shop.counter.counter.next()
    await shop.fill(price)
    const recorded = await shop.counter.sale.recordTransfer({
      attemptId: shop.till.ids.next(),
      amount: null,
      bank: 'BCA',
      reference: `TRF${price}`,
    })
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.error))
    return { tenderId: recorded.value.tenders.at(-1)?.id ?? '' }
  }

  it('is accepted by a second person, and both stand in the log', async () => {
    const tender = await record('supervisor', 50_000)
    expect(await shop.counter.sale.acceptTender(tender)).toMatchObject({
      error: { type: 'second_person_needed' },
    })
    const { owner: personId } = shop.people
    const accept = { procedure: 'sale.acceptTender', input: tender }
    expect(await shop.counter.people.lend({ personId, pin: PINS.owner, ...accept })).toMatchObject({
      ok: true,
    })
    expect(await shop.counter.sale.acceptTender(tender)).toMatchObject({
      ok: true,
      value: { status: 'paid' },
    })
    expect(shop.events('right_lent').at(-1)?.facts).toMatchObject({
      right: 'second_person',
      lentBy: personId,
    })
  })

  it('is not lent by the one who recorded it to somebody else', async () => {
    const tender = await record('supervisor', 50_000)
    await shop.as('cashier')
    const { supervisor: personId } = shop.people
    const accept = { procedure: 'sale.acceptTender', input: tender }
    expect(await shop.counter.people.lend({ personId, pin: PINS.supervisor, ...accept })).toMatchObject({
      error: { type: 'second_person_needed' },
    })
  })

  it('is accepted by an owner who works alone: there is no second person', async () => {
    await shop.counter.people.remove({ personId: shop.people.supervisor })
    const tender = await record('owner', 50_000)
    expect(await shop.counter.sale.acceptTender(tender)).toMatchObject({ ok: true })
  })
})

function must(written: { readonly ok: boolean }): void {
  expect(written.ok).toBe(true)
}
