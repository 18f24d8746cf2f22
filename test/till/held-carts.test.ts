import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { nextCustomer, setDraft } from '../../src/main/usecases/selling/counter.ts'
import { attachCustomer, createCustomer } from '../../src/main/usecases/after-sale/customers.ts'
import { dropHeld, heldCarts, holdCart, takeHeld } from '../../src/main/usecases/selling/held-carts.ts'
import { counterView } from '../../src/main/usecases/views/counter.ts'
import { THE_OWNER } from '../fakes/duty.ts'
import { must, refusal } from './after-sale-bench.ts'
import { cartOf, openTestTill, type TestTill } from './bench.ts'

let till: TestTill

beforeAll(async () => {
  till = await openTestTill()
})
afterAll(async () => {
  await till.close()
})
beforeEach(() => {
  must(setDraft(till.core.till, { lines: [], discount: null }))
  for (const { id } of held()) must(dropHeld(till.core.till, id, true))
})

const held = () => heldCarts(till.core.till)
const counter = () => counterView(till.core.till, THE_OWNER, 1)
const inCart = () => counter().draft.lines.map(({ name }) => name)
const fill = (name: string) => must(setDraft(till.core.till, cartOf(5_000, name)))
const hold = (name = '') => must(holdCart(till.core.till, name))
const first = () => held()[0]?.id ?? ''

describe('an order that is set aside', () => {
  it('makes room, is found under its name, and comes back as it was after a restart', async () => {
    fill('Kopi')
    hold('Meja 3')
    expect(inCart()).toEqual([])
    await till.restart()
    expect(held()).toMatchObject([{ name: 'Meja 3', lineCount: 1, total: 5_000, lines: [{ name: 'Kopi' }] }])
    expect(counter().heldCount).toBe(1)
    expect(must(takeHeld(till.core.till, first()))).toEqual({ notSold: [], heldInstead: false })
    expect(inCart()).toEqual(['Kopi'])
    expect(counter().heldCount).toBe(0)
  })

  it('uses no sale number', async () => {
    const pay = async (): Promise<number> => {
      const cash = { attemptId: till.ids.next(), amount: null, tendered: amountOf(5_000) }
      const { number } = must(await till.core.manual.payCash(cash))
      must(nextCustomer(till.core.till))
      return Number(number.slice(-5))
    }
    fill('Teh')
    const before = await pay()
    fill('Kopi')
    hold()
    must(takeHeld(till.core.till, first()))
    expect(await pay()).toBe(before + 1)
  })

  it('changes places with what stands in the cart, and nothing is lost', () => {
    fill('Kopi')
    hold('satu')
    fill('Teh')
    expect(must(takeHeld(till.core.till, first())).heldInstead).toBe(true)
    expect(inCart()).toEqual(['Kopi'])
    expect(held().map(({ lines }) => lines[0]?.name)).toEqual(['Teh'])
  })

  it('keeps its customer, and the next order does not get them', () => {
    const sari = must(
      createCustomer(till.core.till, { attemptId: till.ids.next(), name: 'Bu Sari', phone: '', email: '' }),
    )
    fill('Kopi')
    must(attachCustomer(till.core.till, { saleId: null, choice: { kind: 'own', customerId: sari.id } }))
    hold()
    expect(held()[0]?.name).toBe('Bu Sari')
    expect(counter().customer).toBeNull()
    must(takeHeld(till.core.till, first()))
    expect(counter().customer?.name).toBe('Bu Sari')
  })

  it('tells which of its products the shop no longer sells, and keeps their lines', () => {
    const { lines } = cartOf(5_000, 'Kopi lama')
    must(
      setDraft(till.core.till, {
        discount: null,
        lines: lines.map((line) => ({ ...line, productId: 'taken-off-the-shelf' })),
      }),
    )
    hold()
    expect(must(takeHeld(till.core.till, first())).notSold).toEqual(['Kopi lama'])
    expect(inCart()).toEqual(['Kopi lama'])
  })

  it('can be thrown away, and brought back', () => {
    fill('Kopi')
    hold()
    const id = first()
    must(dropHeld(till.core.till, id, true))
    expect(held()).toEqual([])
    must(dropHeld(till.core.till, id, false))
    expect(held()).toHaveLength(1)
  })

  it('is taken up once: the second window is told, and its cart stays', () => {
    fill('Kopi')
    hold()
    const id = first()
    must(takeHeld(till.core.till, id))
    expect(refusal(takeHeld(till.core.till, id))).toEqual({ type: 'held_cart_unknown' })
    expect(inCart()).toEqual(['Kopi'])
  })

  it('needs something in the cart, and at most fifty wait', () => {
    expect(refusal(holdCart(till.core.till, ''))).toEqual({ type: 'cart_empty' })
    for (let each = 0; each < 50; each += 1) {
      fill(`Kopi ${each}`)
      hold()
    }
    fill('Satu lagi')
    expect(refusal(holdCart(till.core.till, ''))).toEqual({ type: 'held_carts_full', limit: 50 })
    expect(inCart()).toEqual(['Satu lagi'])
    // a full shelf does not stand in the way of an exchange
    must(takeHeld(till.core.till, first()))
    expect(inCart()).toEqual(['Kopi 49'])
  })
})
