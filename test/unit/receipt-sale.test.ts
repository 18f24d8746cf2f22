import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { receiptFromSale } from '../../src/cli/receipt-sale.ts'
import { receiptSaleSchema } from '../../src/cli/receipt-sale-schema.ts'
import type { SaleReceipt } from '../../src/core/domain/receipts/receipt.ts'
import { receiptImbalance } from '../../src/core/domain/receipts/sums.ts'

const SALE = {
  shop: { name: 'TOKO CONTOH DUA' },
  saleNumber: 'SBY1-260715-0107',
  terminal: '2',
  cashier: 'Budi',
  occurredAt: '2026-07-15T16:32:10+07:00',
  lines: [
    { name: 'Setrika Mini', quantity: 1, unitPrice: 75_000, tax: 'ppn_added' },
    { name: 'Sabun Cuci 1 L', quantity: 3, unitPrice: 20_000, tax: 'ppn_added' },
  ],
  rounding: 50,
  payments: [{ tender: 'cash', tendered: 150_000, change: 100 }],
}

function receiptOf(sale: unknown): SaleReceipt {
  const receipt = receiptFromSale(sale)
  if (!receipt.ok) throw new Error(JSON.stringify(receipt.error))
  return receipt.value
}

describe('a sale from a file', () => {
  test('gets its sums worked out', () => {
    expect(receiptOf(SALE)).toMatchObject({
      ...{ subtotal: 135_000, total: 149_900, rounding: 50, status: 'paid' },
      taxes: [{ label: 'PPN 11%', included: false, base: 135_000, amount: 14_850 }],
      payments: [{ tender: 'cash', amount: 149_900 }],
    })
  })

  test('keeps its moment in UTC and its zone by name', () => {
    expect(receiptOf(SALE)).toMatchObject({
      ...{ occurredAt: '2026-07-15T09:32:10.000Z', utcOffsetMinutes: 420, zoneLabel: 'WIB' },
    })
    const montevideo = { ...SALE, occurredAt: '2026-07-15T16:32:10-03:00', currency: 'UYU' }
    expect(receiptOf(montevideo)).toMatchObject({ utcOffsetMinutes: -180, zoneLabel: '' })
  })

  test.each([
    [[], 'unpaid'],
    [[{ tender: 'transfer', amount: 100_000 }], 'partly_paid'],
  ])('with payments %j is %s', (payments, status) => {
    expect(receiptOf({ ...SALE, payments }).status).toBe(status)
  })

  test('whose money is not known for certain is never paid', () => {
    expect(receiptOf({ ...SALE, statusUnknown: true }).status).toBe('unknown')
  })

  test('weighs in thousandths and takes percentages', () => {
    const lines = [{ name: 'Kopi', quantity: 0.35, unitPrice: 400_000, discount: { percent: 2.5 } }]
    expect(receiptOf({ ...SALE, lines, rounding: 0, payments: [] }).lines).toMatchObject([
      { quantity: 350, gross: 140_000, discountAmount: 3_500, net: 136_500 },
    ])
  })

  test('the example prints', async () => {
    const example = JSON.parse(await readFile(new URL('../../examples/sale.json', import.meta.url), 'utf8'))
    expect(receiptImbalance(receiptOf(example))).toBeNull()
  })

  test('the published schema is the one that is checked with', async () => {
    const published = await readFile(new URL('../../docs/receipt-sale.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(z.toJSONSchema(receiptSaleSchema, { io: 'input' }))
  })
})

describe('a sale file is refused by its field', () => {
  const [first, second] = SALE.lines
  const payment = (fields: object) => ({ ...SALE, rounding: 0, payments: [fields] })

  test.each([
    ['an array', [], ''],
    ['no shop', { ...SALE, shop: undefined }, 'shop'],
    ['a name of nothing', { ...SALE, shop: { name: '  ' } }, 'shop.name'],
    ['no zone', { ...SALE, occurredAt: '2026-07-15T16:32:10' }, 'occurredAt'],
    ['no lines', { ...SALE, lines: [] }, 'lines'],
    [
      'a fraction of a rupiah',
      { ...SALE, lines: [first, { ...second, unitPrice: 1.5 }] },
      'lines[1].unitPrice',
    ],
    ['an amount as text', { ...SALE, lines: [{ ...first, unitPrice: '75000' }] }, 'lines[0].unitPrice'],
    ['nothing of something', { ...SALE, lines: [{ ...first, quantity: 0 }] }, 'lines[0].quantity'],
    ['too fine a weight', { ...SALE, lines: [{ ...first, quantity: 0.0001 }] }, 'lines[0].quantity'],
    ['an unknown field', { ...SALE, lines: [{ ...first, qty: 2 }] }, 'lines[0].qty'],
    [
      'a discount above the price',
      { ...SALE, lines: [{ ...first, discount: { amount: 75_001 } }] },
      'lines[0].discount',
    ],
    ['a discount above the sale', { ...SALE, discount: { amount: 900_000 } }, 'discount'],
    ['a sale too large', { ...SALE, lines: [{ ...first, quantity: 99_999 }] }, 'lines[0].quantity'],
    ['an unknown tender', payment({ tender: 'barter', amount: 1 }), 'payments[0].tender'],
    ['more money than the total', payment({ tender: 'transfer', amount: 999_999 }), 'payments'],
    [
      'more than four digits of a card',
      payment({ tender: 'edc', amount: 1, lastFour: '411111' }),
      'payments[0].lastFour',
    ],
    [
      'a card number as reference',
      payment({ tender: 'transfer', amount: 1, reference: '4111 1111-1111 1111' }),
      'payments[0].reference',
    ],
  ])('%s', (_, sale, field) => {
    const refused = receiptFromSale(sale)
    if (refused.ok) throw new Error('it was taken')
    expect(refused.error.field).toBe(field)
    expect(refused.error.id).not.toBe('')
    expect(refused.error.en).not.toBe('')
  })

  test('and never throws, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(receiptFromSale(json).ok).toBe(false)
      }),
    )
  })
})
