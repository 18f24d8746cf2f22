import { beforeEach, describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { Product } from '../../src/core/contract/views.ts'
import { findProducts } from '../../src/renderer/cashier/sale/Catalog.tsx'
import { parseTypedAmount } from '../../src/core/domain/money.ts'
import { parseDiscount, parseQuantity } from '../../src/renderer/cashier/money.ts'
import {
  addProduct,
  changeLine,
  removeLine,
  stepQuantity,
  undo,
  useDraft,
} from '../../src/renderer/cashier/state/draft.ts'
import { resetScreens } from './fixtures.tsx'

const product = (id: string, name: string, changes: Partial<Product> = {}): Product => ({
  id,
  name,
  sku: `SKU-${id}`,
  barcode: null,
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
    ['0', null],
    ['1,2345', null],
    ['-1', null],
    ['dua', null],
  ])('quantity %s', (typed, thousandths) => {
    expect(parseQuantity(typed)).toBe(thousandths)
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

describe('the search', () => {
  const all = [
    tea,
    product('2', 'Teh Tarik', { barcode: '8991234567890', favourite: false }),
    product('3', 'Kopi'),
  ]

  test('looks for every word, in any order and case', () => {
    expect(findProducts(all, 'MANIS teh', '*').map(({ id }) => id)).toEqual(['1'])
  })

  test('a whole barcode means that product alone', () => {
    expect(findProducts(all, '8991234567890', '*').map(({ id }) => id)).toEqual(['2'])
  })

  test('without a search the favourites stand there', () => {
    expect(findProducts(all, '', '*').map(({ id }) => id)).toEqual(['1', '3'])
  })
})
