import { describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { markReprint } from '../../src/core/domain/receipts/receipt.ts'
import { paidAmount, receiptImbalance } from '../../src/core/domain/receipts/sums.ts'
import { kiosReceipt, splitReceipt, tokoReceipt } from '../fakes/printer-receipts.ts'

describe('a reprint', () => {
  const copy = { number: 2, printedAt: '2026-07-16T01:00:00.000Z', askedBy: 'Budi' }

  test('is the document of the sale with a mark and nothing else', () => {
    const kept = structuredClone(kiosReceipt)
    const reprint = markReprint(kiosReceipt, copy)
    expect(reprint).toEqual({ ...kept, copy })
    expect(kiosReceipt).toEqual(kept)
  })

  test('of a reprint replaces the mark', () => {
    const again = markReprint(markReprint(kiosReceipt, copy), { ...copy, number: 3 })
    expect(again.copy?.number).toBe(3)
  })

  test.each([0, -1, 1.5])('is never copy number %s', (number) => {
    expect(() => markReprint(kiosReceipt, { ...copy, number })).toThrow(RangeError)
  })
})

describe('the sums of a receipt', () => {
  test.each([
    ['QRIS, tax included', kiosReceipt],
    ['cash, tax added and rounded', tokoReceipt],
    ['two tenders and a discount', splitReceipt],
  ])('hold: %s', (_, receipt) => {
    expect(receiptImbalance(receipt)).toBeNull()
  })

  test('name the line that is wrong', () => {
    const lines = kiosReceipt.lines.map((line, index) => (index === 1 ? { ...line, net: amountOf(1) } : line))
    expect(receiptImbalance({ ...kiosReceipt, lines })).toEqual({
      type: 'receipt_line_does_not_add_up',
      line: 1,
    })
  })

  test('name a subtotal that is not the sum of the lines', () => {
    expect(receiptImbalance({ ...kiosReceipt, subtotal: amountOf(1) })).toEqual({
      type: 'receipt_subtotal_does_not_add_up',
      expected: 150_000,
    })
  })

  test('count added tax and rounding into the total, and included tax not', () => {
    expect(receiptImbalance({ ...tokoReceipt, rounding: amountOf(0) })).toEqual({
      type: 'receipt_total_does_not_add_up',
      expected: 149_850,
    })
  })

  test('do not let change come out of nowhere', () => {
    const payments = [
      {
        tender: 'cash' as const,
        amount: amountOf(149_900),
        tendered: amountOf(150_000),
        change: amountOf(200),
      },
    ]
    expect(receiptImbalance({ ...tokoReceipt, payments })).toEqual({
      type: 'receipt_change_does_not_add_up',
      payment: 0,
    })
  })

  test('do not call a sale paid that is not', () => {
    const payments = splitReceipt.payments.slice(0, 1)
    expect(receiptImbalance({ ...splitReceipt, payments })).toEqual({
      type: 'receipt_payments_do_not_add_up',
      paid: 100_000,
    })
    expect(receiptImbalance({ ...splitReceipt, payments, status: 'partly_paid' })).toBeNull()
    expect(paidAmount({ ...splitReceipt, payments })).toBe(100_000)
  })
})
