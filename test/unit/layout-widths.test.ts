import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  layoutDocument,
  layoutToText,
  MAX_COLUMNS,
  MIN_COLUMNS,
  type Layout,
} from '../../src/core/escpos-layout/index.ts'
import { amountOf, formatAmount, MAX_SALE_AMOUNT } from '../../src/core/domain/money.ts'
import {
  RECEIPT_FIELDS,
  type ReceiptDocument,
  type SaleReceipt,
} from '../../src/core/domain/receipts/receipt.ts'
import { edcCopy, kiosReceipt, qrisBill, testPage } from '../fakes/printer-receipts.ts'
import {
  attentionSlip,
  cashOutSlip,
  refundSlip,
  settlementSlip,
  shiftOpenSlip,
  zReport,
  SHOP_SLIPS,
} from '../fakes/printer-slips.ts'

const printed = (document: ReceiptDocument, columns: number): string[] =>
  layoutToText(layoutDocument(document, { columns }))

describe('every slip at every width', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 90 }), fc.string({ maxLength: 120 }))
  const anyAmount = fc.integer({ min: 0, max: MAX_SALE_AMOUNT }).map(amountOf)
  const orNull = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(each, { nil: null })
  const anyPayment = fc.oneof(
    fc.record({
      tender: fc.constant('qris' as const),
      amount: anyAmount,
      ...{ issuer: orNull(anyText), rrn: orNull(anyText), nmid: orNull(anyText), reference: orNull(anyText) },
    }),
    fc.record({
      tender: fc.constant('cash' as const),
      amount: anyAmount,
      tendered: anyAmount,
      change: anyAmount,
    }),
    fc.record({
      tender: fc.constant('transfer' as const),
      amount: anyAmount,
      ...{ bank: orNull(anyText), sender: orNull(anyText), reference: orNull(anyText) },
    }),
    fc.constant(edcCopy.payment),
  )
  const anyLine = fc.record({
    name: anyText,
    quantity: fc.integer({ min: 1, max: 99_999_999 }),
    unitPrice: anyAmount,
    gross: anyAmount,
    discountAmount: anyAmount,
    net: anyAmount,
    note: orNull(anyText),
  })
  const anyReceipt: fc.Arbitrary<SaleReceipt> = fc
    .record({
      shop: fc.record({
        name: anyText,
        addressLines: fc.array(anyText, { maxLength: 3 }),
        npwp: orNull(anyText),
        headerLines: fc.array(anyText, { maxLength: 2 }),
        termsLines: fc.array(anyText, { maxLength: 2 }),
        footerLines: fc.array(anyText, { maxLength: 2 }),
      }),
      mode: fc.constantFrom('practice' as const, 'test' as const, 'live' as const),
      language: fc.constantFrom('id' as const, 'en' as const),
      currency: fc.constantFrom('IDR' as const, 'USD' as const, 'UYU' as const),
      terminal: anyText,
      cashier: anyText,
      saleNumber: anyText,
      zoneLabel: fc.constantFrom('', 'WIB', 'WITA'),
      lines: fc.array(anyLine, { maxLength: 5 }),
      subtotal: anyAmount,
      orderDiscount: anyAmount,
      rounding: fc.integer({ min: -1000, max: 1000 }).map(amountOf),
      total: anyAmount,
      payments: fc.array(anyPayment, { maxLength: 3 }),
      hidden: fc.subarray([...RECEIPT_FIELDS]),
      notTaxInvoice: fc.boolean(),
      qr: orNull(
        fc.oneof(
          fc.record({ kind: fc.constant('signed' as const), text: anyText }),
          fc.record({ kind: fc.constant('link' as const), text: anyText, caption: anyText }),
        ),
      ),
      taxes: fc.array(
        fc.record({
          ...{ tax: fc.constant('ppn' as const), label: anyText, included: fc.boolean() },
          ...{ base: anyAmount, amount: anyAmount, otherBase: anyAmount },
        }),
        { maxLength: 2 },
      ),
      status: fc.constantFrom('paid' as const, 'partly_paid' as const, 'unpaid' as const, 'unknown' as const),
      copy: orNull(
        fc.record({ number: fc.nat(), printedAt: fc.constant('2026-01-01T00:00:00Z'), askedBy: anyText }),
      ),
    })
    .map((fields) => ({ ...kiosReceipt, ...fields }))
  const anyColumns = fc.integer({ min: MIN_COLUMNS, max: MAX_COLUMNS })

  const linesFit = (layout: Layout): boolean =>
    layout.blocks.every(
      (block) =>
        block.kind !== 'text' ||
        (/^[\x20-\x7E]*$/.test(block.text) &&
          block.text.length <= (block.size === 'double' ? Math.floor(layout.columns / 2) : layout.columns)),
    ) && layoutToText(layout).every((line) => line.length <= layout.columns)

  test('fits, whatever people typed', () => {
    fc.assert(
      fc.property(anyReceipt, anyColumns, (receipt, columns) =>
        linesFit(layoutDocument(receipt, { columns })),
      ),
    )
  })

  test('shows every amount whole, at the end of a line', () => {
    fc.assert(
      fc.property(anyReceipt, anyColumns, (receipt, columns) => {
        const lines = printed(receipt, columns)
        const amounts = [receipt.total, receipt.subtotal, ...receipt.lines.map((line) => line.gross)]
        for (const amount of amounts) {
          const text = formatAmount(amount, receipt.currency, receipt.language)
          expect(lines.some((line) => line === text || line.endsWith(` ${text}`))).toBe(true)
        }
      }),
    )
  })

  test.each([qrisBill, edcCopy, testPage, ...SHOP_SLIPS])('a $kind slip fits too', (document) => {
    for (let columns = MIN_COLUMNS; columns <= MAX_COLUMNS; columns += 1) {
      for (const language of ['id', 'en'] as const) {
        expect(linesFit(layoutDocument({ ...document, language, mode: 'test' }, { columns }))).toBe(true)
      }
    }
  })

  const anySignedAmount = fc.integer({ min: 0 - MAX_SALE_AMOUNT, max: MAX_SALE_AMOUNT }).map(amountOf)
  const anyCount = fc.record({ count: fc.nat(99_999), amount: anyAmount })
  const anyShopSlip: fc.Arbitrary<ReceiptDocument> = fc.oneof(
    fc
      .record({
        ...{ number: anyText, reason: anyText, amount: anyAmount },
        ...{ reference: orNull(anyText), approvedBy: orNull(anyText) },
        lines: fc.array(fc.record({ name: anyText, quantity: fc.nat(99_999_999), amount: anyAmount }), {
          maxLength: 3,
        }),
        what: fc.constantFrom('void' as const, 'refund' as const),
        way: fc.constantFrom('cash' as const, 'qris' as const, 'edc' as const, 'transfer' as const),
        status: fc.constantFrom('done' as const, 'pending' as const, 'unknown' as const),
      })
      .map((fields) => ({ ...refundSlip, ...fields })),
    fc
      .record({
        ...{ number: anyText, shiftNumber: anyText, cashier: anyText },
        sales: fc.record({
          ...{ count: fc.nat(99_999), gross: anyAmount, discounts: anyAmount, addedTaxes: anyAmount },
          ...{ rounding: anySignedAmount, total: anySignedAmount },
        }),
        ...{ voids: anyCount, refunds: anyCount, unsure: anyCount },
        cash: fc.record({
          ...{ float: anyAmount, sales: anyAmount, in: anyAmount, out: anyAmount, refunds: anyAmount },
          ...{ expected: anySignedAmount, counted: orNull(anyAmount), variance: fc.constant(null) },
        }),
        counted: fc.array(fc.record({ value: anyAmount, pieces: fc.nat(99) }), { maxLength: 4 }),
        kind: fc.constantFrom('x_report' as const, 'z_report' as const),
      })
      .map((fields) => ({ ...zReport, ...fields })),
    fc
      .record({ shiftNumber: anyText, float: anyAmount, cashier: anyText })
      .map((fields) => ({ ...shiftOpenSlip, ...fields })),
    fc
      .record({ number: anyText, amount: anyAmount, reason: anyText, approvedBy: orNull(anyText) })
      .map((fields) => ({ ...cashOutSlip, ...fields })),
    fc
      .record({
        ...{ bank: anyText, tid: anyText, mid: orNull(anyText), batch: orNull(anyText) },
        rows: fc.array(fc.record({ cardType: anyText, count: fc.nat(9_999), amount: anyAmount }), {
          maxLength: 3,
        }),
        ...{ byTill: anyCount, byTerminal: orNull(anyCount) },
      })
      .map((fields) => ({ ...settlementSlip, ...fields })),
    fc
      .record({
        ...{ title: anyText, sentences: fc.array(anyText, { maxLength: 3 }) },
        facts: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 3 }),
        ...{ saleNumber: orNull(anyText), amount: orNull(anyAmount) },
      })
      .map((fields) => ({ ...attentionSlip, ...fields })),
  )

  test('every other slip fits, whatever it holds', () => {
    fc.assert(
      fc.property(
        anyShopSlip,
        anyColumns,
        fc.constantFrom('id' as const, 'en' as const),
        (slip, columns, language) => linesFit(layoutDocument({ ...slip, language }, { columns })),
      ),
    )
  })

  test('ends in a cut', () => {
    for (const document of [kiosReceipt, qrisBill, edcCopy, testPage, ...SHOP_SLIPS]) {
      expect(layoutDocument(document, { columns: 32 }).blocks.at(-1)).toEqual({ kind: 'cut' })
    }
  })

  test.each([23, 65, 32.5])('a printer of %s columns is a mistake in the program', (columns) => {
    expect(() => layoutDocument(kiosReceipt, { columns })).toThrow(RangeError)
  })
})
