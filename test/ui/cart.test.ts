import { beforeEach, describe, expect, test } from 'vitest'
import { amountOf, parseTypedAmount } from '../../src/core/domain/money.ts'
import type { Product } from '../../src/core/domain/catalog/catalog.ts'
import { MOST_LINES } from '../../src/core/domain/sale.ts'
import { parseDiscount, readQuantity } from '../../src/renderer/cashier/money.ts'
import {
  addProduct,
  changeLine,
  removeLine,
  stepQuantity,
  selectLine,
  undo,
  useDraft,
} from '../../src/renderer/cashier/state/draft.ts'
import { usePage } from '../../src/renderer/cashier/state/page.ts'
import { resetScreens } from './fixtures.tsx'

const product = (id: string, name: string, changes: Partial<Product> = {}): Product => ({
  id,
  name,
  sku: `SKU-${id}`,
  barcodes: [],
  unit: 'pcs',
  active: true,
  picture: null,
  updatedAt: '2026-07-15T07:00:00.000Z',
  price: amountOf(6_000),
  category: 'Minuman',
  tax: 'none',
  favourite: true,
  ...changes,
})
const tea = product('1', 'Es Teh Manis')
const quantities = () => useDraft.getState().cart.lines.map((line) => line.quantity)

describe('the cart on the screen', () => {
  beforeEach(resetScreens)

  test('the line after the last one that fits is not taken, and that is said', () => {
    for (let place = 0; place < MOST_LINES; place += 1)
      addProduct(product(`p${place}`, `Barang ${place}`), `l${place}`)
    addProduct(tea, 'one more')
    expect(useDraft.getState().cart.lines).toHaveLength(MOST_LINES)
    expect(usePage.getState().toast?.text).toContain('300 baris')
    // more of what is there is no new line
    addProduct(product('p7', 'Barang 7'), 'again')
    expect(quantities()[7]).toBe(2000)
  })

  test('the same product twice is one line of two', () => {
    addProduct(tea, 'a')
    addProduct(tea, 'b')
    expect(quantities()).toEqual([2000])
  })

  test('a line with a note of its own is not mixed with a plain one', () => {
    addProduct(tea, 'a')
    changeLine('a', { note: 'tanpa gula' })
    addProduct(tea, 'b')
    expect(quantities()).toEqual([1000, 1000])
  })

  test('one less than one takes the line out, and undo brings it back', () => {
    addProduct(tea, 'a')
    stepQuantity('a', -1)
    expect(quantities()).toEqual([])
    undo()
    expect(quantities()).toEqual([1000])
  })

  test('undo goes to the line that it brought back or changed, and not to the end of a long order', () => {
    for (const id of ['a', 'b', 'c']) addProduct(product(id, id), id)
    const chosen = () => useDraft.getState().selectedId
    removeLine('a')
    undo()
    expect(chosen()).toBe('a')
    stepQuantity('b', 1)
    selectLine('c')
    undo()
    expect(chosen()).toBe('b')
    selectLine('a')
    undo()
    // the last one was the one that was taken in last, and it is gone
    expect(chosen()).toBe('a')
    expect(quantities()).toHaveLength(2)
  })

  test('after a line is removed, the one in its place is selected', () => {
    addProduct(tea, 'a')
    addProduct(product('2', 'Kopi'), 'b')
    removeLine('a')
    expect(useDraft.getState().selectedId).toBe('b')
  })
})

describe('what is typed about a line', () => {
  test.each([
    ['2', 2000],
    ['0,35', 350],
    ['0.35', 350],
    ['0,350', 350],
    [' 12 ', 12_000],
    ['٢', 2000],
    ['1.500,50', 1_500_500],
    ['1,500.50', 1_500_500],
    ['99999,999', 99_999_999],
  ])('quantity %s', (typed, thousandths) => {
    expect(readQuantity(typed)).toEqual({ ok: true, value: thousandths })
  })

  test.each([
    ['', 'unreadable'],
    ['0', 'not_positive'],
    ['0,000', 'not_positive'],
    ['-1', 'not_positive'],
    ['−2', 'not_positive'],
    ['1,2345', 'too_fine'],
    ['100000', 'too_large'],
    ['999999999999999999999', 'too_large'],
    ['1.500', 'ambiguous'],
    ['1,500', 'ambiguous'],
    ['1e9', 'unreadable'],
    ['dua', 'unreadable'],
    ['1.50.0', 'unreadable'],
    ['Infinity', 'unreadable'],
  ])('quantity %s is refused: %s', (typed, fault) => {
    expect(readQuantity(typed)).toEqual({ ok: false, error: fault })
  })

  test.each([
    ['5000', { kind: 'amount', amount: 5000 }],
    ['10%', { kind: 'percent', basisPoints: 1000 }],
    ['2,5 %', { kind: 'percent', basisPoints: 250 }],
    ['', null],
    ['101%', 'bad'],
    ['1.50', 'bad'],
  ])('discount %s', (typed, discount) => {
    expect(parseDiscount(typed, { read: parseTypedAmount })).toEqual(discount)
  })
})
