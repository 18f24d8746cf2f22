import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../src/core/domain/result.ts'
import { checkCustomer, isEmail, phoneDigits } from '../../src/core/domain/customer.ts'
import {
  askForCustomers,
  attachCustomer,
  createCustomer,
  searchCustomers,
} from '../../src/main/usecases/after-sale/customers.ts'
import { cancelSale, nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { must, onCounter, refusal, showQris, viewOf } from './after-sale-bench.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let till: TestTill

beforeEach(async () => {
  till = await openTestTill()
})
afterEach(async () => {
  await till.close()
})

const add = (name: string, phone = '', email = '') =>
  must(createCustomer(till.core.till, { attemptId: till.ids.next(), name, phone, email }))
const choose = (customerId: string, saleId: string | null = null) =>
  attachCustomer(till.core.till, { saleId, choice: { kind: 'own', customerId } })
const found = (text: string) => searchCustomers(till.core.till, text).map(({ name }) => name)
const counter = () => counterView(till.core.till, THE_OWNER, 1)
const sessionAtProvider = async (sessionId: string) => {
  const sessions = (await till.books())['sessions'] as { id: string; customerId: string | null }[]
  return sessions.find(({ id }) => id === sessionId)
}

describe('a customer', () => {
  it('needs only a name, and no network', async () => {
    await till.hand('outage', { on: true })
    const sari = add('  Bu   Sari ')
    expect(sari).toMatchObject({ name: 'Bu Sari', phone: null, email: null, known: false })
    expect(found('sari')).toEqual(['Bu Sari'])
  })

  it('is found by part of the name, the number or the address, however the number is typed', () => {
    add('Bu Sari', '0812-3456-7890', 'sari@contoh.example')
    add('Pak Budi')
    const typed = ['SARI', '081234567', '0812 3456', '+62 812 3456', '4567890', 'contoh.ex']
    expect(typed.map((text) => [text, ...found(text)])).toEqual(typed.map((text) => [text, 'Bu Sari']))
    expect(found('wati')).toEqual([])
    expect(found('  ')).toEqual([])
  })

  it('is found however many remarks of later days have the same piece of text, and in any case', () => {
    add('Bu Élise Wati')
    must(
      till.core.till.store.write((books) => {
        for (let day = 0; day < 80; day += 1)
          books.keepPersonal({ kind: 'note', value: `titipan Wati ${day}`, at: till.core.till.clock.now() })
        return ok(null)
      }),
    )
    for (const text of ['wati', 'WAT', 'wa', 'ÉLISE', 'élise'])
      expect([text, ...found(text)]).toEqual([text, 'Bu Élise Wati'])
    for (const text of ['%%%', '"wati"', 'wati*', 'NEAR(wati)', 'a OR wati']) expect(found(text)).toEqual([])
  })

  it('made by the same key press twice is one', () => {
    const attemptId = till.ids.next()
    const press = () =>
      must(createCustomer(till.core.till, { attemptId, name: 'Bu Sari', phone: '', email: '' }))
    expect(press().id).toBe(press().id)
    expect(found('sari')).toHaveLength(1)
  })

  it('becomes known to the provider when there is something it can use', async () => {
    const sari = add('Bu Sari', '081234567890')
    await eventually(
      () => till.core.till.store.read.customer(sari.id)?.providerId,
      () => till.core.till.store.read.customer(sari.id),
    )
    add('Pak Budi')
    const known = must(await askForCustomers(till.core.till, 'Budi'))
    expect(known).toEqual([])
    // ours already: not offered a second time
    expect(must(await askForCustomers(till.core.till, 'Sari'))).toEqual([])
  })

  it('that only the provider knows is taken over when chosen', async () => {
    await fetch(`${till.simulatorUrl}/api/v1/customers`, {
      method: 'POST',
      headers: { authorization: 'Bearer pk_test_simulator', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Ibu Wati', phone: '081311112222' }),
    })
    expect(found('wati')).toEqual([])
    const [wati] = must(await askForCustomers(till.core.till, 'wati'))
    must(attachCustomer(till.core.till, { saleId: null, choice: wati?.choice ?? null }))
    expect(counter().customer).toMatchObject({ name: 'Ibu Wati', known: true })
    expect(found('wati')).toEqual(['Ibu Wati'])
  })
})

describe('on a sale', () => {
  it('goes along from the cart into the sale, and into what the provider is asked', async () => {
    const sari = add('Bu Sari', '081234567890')
    await eventually(
      () => till.core.till.store.read.customer(sari.id)?.providerId,
      () => till.core.till.store.read.customer(sari.id),
    )
    must(choose(sari.id))
    expect(counter().customer?.name).toBe('Bu Sari')
    const { saleId, sessionId } = await showQris(till, 20_000)
    expect(viewOf(till, saleId).customer?.name).toBe('Bu Sari')
    const providerId = till.core.till.store.read.customer(sari.id)?.providerId
    expect((await sessionAtProvider(sessionId))?.customerId).toBe(providerId)
    // the next order is somebody else's
    nextCustomer(till.core.till)
    expect(counter().customer).toBeNull()
  })

  it('an order without one asks nothing and sends none', async () => {
    const { saleId, sessionId } = await showQris(till, 20_000)
    expect(viewOf(till, saleId).customer).toBeNull()
    expect((await sessionAtProvider(sessionId))?.customerId).toBeNull()
  })

  it('can be noted later, changed and taken off, and the timeline says by whom', async () => {
    const { saleId } = await showQris(till, 20_000)
    const sari = add('Bu Sari')
    must(choose(sari.id, saleId))
    must(choose(sari.id, saleId))
    expect(viewOf(till, saleId).customer?.name).toBe('Bu Sari')
    must(attachCustomer(till.core.till, { saleId, choice: null }))
    expect(viewOf(till, saleId).customer).toBeNull()
    const told = viewOf(till, saleId).timeline.filter(({ kind }) => kind.startsWith('customer'))
    expect(told.map(({ kind }) => kind)).toEqual(['customer_attached', 'customer_detached'])
    expect(JSON.stringify(told)).not.toContain('Sari')
  })

  it('comes back with the cart when the sale is given up, and goes with an emptied cart', async () => {
    const sari = add('Bu Sari')
    must(choose(sari.id))
    const { saleId, tenderId } = await showQris(till, 20_000)
    must(await till.core.payments.cancelCode(tenderId))
    must(cancelSale(till.core.till, saleId))
    expect(onCounter(till)).toBeNull()
    expect(counter().customer?.name).toBe('Bu Sari')
    must(setDraft(till.core.till, { lines: [], discount: null }))
    expect(counter().customer).toBeNull()
  })

  it('chosen before the first line stays while the order is rung up', () => {
    must(choose(add('Bu Sari').id))
    must(setDraft(till.core.till, { lines: [], discount: null }))
    fillCart(till, 5_000)
    expect(counter().customer?.name).toBe('Bu Sari')
  })

  it('once erased is nobody: the sale stays, and the name is gone everywhere', async () => {
    const sari = add('Bu Sari', '081234567890')
    const { saleId } = await showQris(till, 20_000)
    must(choose(sari.id, saleId))
    const { read, write } = till.core.till.store
    const stored = read.customer(sari.id)
    write((books) => {
      for (const ref of [stored?.nameRef, stored?.phoneRef]) if (ref) books.erasePersonal(ref)
    })
    expect(viewOf(till, saleId).customer).toMatchObject({ id: sari.id, name: null, phone: null })
    expect(found('sari')).toEqual([])
    expect(refusal(choose(sari.id)).type).toBe('customer_unknown')
  })
})

describe('what was typed', () => {
  it.each([
    ['0812 3456 7890', '6281234567890'],
    ['+62 (812) 3456-7890', '6281234567890'],
    ['62812345678', '62812345678'],
    ['598 9123 4567', '59891234567'],
    ['0812', null],
    ['00812345678', null],
    ['telepon saya', null],
    ['1'.repeat(16), null],
  ])('%j is the number %s', (typed, digits) => {
    expect(phoneDigits(typed)).toBe(digits)
  })

  it.each(['sari@contoh.example', 's.ari+toko@sub.contoh.co.id'])('%j is an address', (typed) => {
    expect(isEmail(typed)).toBe(true)
  })

  it.each([
    [{ name: ' ', phone: '', email: '' }, 'name'],
    [{ name: 'Sari', phone: '12', email: '' }, 'phone'],
    [{ name: 'Sari', phone: '', email: 'sari@x' }, 'email'],
  ])('%o is refused for its %s', (typed, field) => {
    expect(refusal(checkCustomer(typed))).toEqual({ type: 'customer_invalid', field })
  })
})
