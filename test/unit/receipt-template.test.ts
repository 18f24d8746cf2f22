import { describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import {
  DEFAULT_TEMPLATE,
  hiddenFields,
  lockedFields,
  receiptQrOf,
  taxesOnPaper,
  templateOf,
  wantsShopCopy,
} from '../../src/core/domain/receipts/template.ts'
import { DEFAULT_TAX_RULES, type TaxTotal } from '../../src/core/domain/sale.ts'
import { edcPayment, kiosReceipt, tokoReceipt } from '../fakes/printer-receipts.ts'

const ppn = (base: number, amount: number, included: boolean): TaxTotal => ({
  ...{ tax: 'ppn', label: 'PPN 11%', included, base: amountOf(base), amount: amountOf(amount) },
})

describe('the wording of VAT', () => {
  test.each([
    ['price without tax', 135_000, 14_850, 123_750],
    ['price with tax', 135_135, 14_865, 123_874],
    ['price with tax, of a round hundred thousand', 90_090, 9_910, 82_583],
  ])('of the regulation, %s', (_, base, amount, otherBase) => {
    expect(taxesOnPaper([ppn(base, amount, true)], 'regulation', DEFAULT_TAX_RULES)).toEqual([
      { ...ppn(base, amount, true), label: 'PPN 12%', otherBase },
    ])
  })

  test('of the shops is left as it is', () => {
    const taxes = [ppn(135_000, 14_850, false)]
    expect(taxesOnPaper(taxes, 'usual', DEFAULT_TAX_RULES)).toEqual(taxes)
  })

  test('of the regulation is not put on another tax, nor on a rate it does not fit', () => {
    const pbjt: TaxTotal = { ...ppn(85_000, 8_500, false), tax: 'pbjt', label: 'PB1 10%' }
    expect(taxesOnPaper([pbjt], 'regulation', DEFAULT_TAX_RULES)).toEqual([pbjt])
    const luxury = ppn(1_000_000, 120_000, false)
    expect(taxesOnPaper([luxury], 'regulation', DEFAULT_TAX_RULES)).toEqual([luxury])
    const odd = ppn(100_000, 10_000, false)
    expect(taxesOnPaper([odd], 'regulation', { ...DEFAULT_TAX_RULES, ppnBasisPoints: 1_000 })).toEqual([odd])
  })
})

describe('what may be left off', () => {
  test('a shop registered for VAT keeps its address', () => {
    const template = { ...DEFAULT_TEMPLATE, hidden: ['address', 'cashier'] as const }
    expect(lockedFields('0123456789012345')).toEqual(['address'])
    expect(hiddenFields(template, '0123456789012345')).toEqual(['cashier'])
    expect(hiddenFields(template, null)).toEqual(['address', 'cashier'])
  })
})

describe('the code of a template', () => {
  test('is nothing where there is no key to sign with, or no address to show', () => {
    expect(receiptQrOf({ ...DEFAULT_TEMPLATE, qr: 'signed' }, null)).toBeNull()
    expect(receiptQrOf({ ...DEFAULT_TEMPLATE, qr: 'link' }, 'GERAI1*x')).toBeNull()
    expect(receiptQrOf(DEFAULT_TEMPLATE, 'GERAI1*x')).toBeNull()
  })

  test('opens the shop’s check page, with the text where no server sees it', () => {
    const template = { ...DEFAULT_TEMPLATE, qr: 'signed', checkPage: 'https://toko.example/cek' } as const
    expect(receiptQrOf(template, 'GERAI1*x')).toEqual({
      kind: 'signed',
      text: 'https://toko.example/cek#GERAI1*x',
    })
    expect(receiptQrOf({ ...template, checkPage: '' }, 'GERAI1*x')).toMatchObject({ text: 'GERAI1*x' })
  })
})

test('the shop’s copy: never, for money that a bank moves, or always', () => {
  const wants = (shopCopy: typeof DEFAULT_TEMPLATE.shopCopy) =>
    [kiosReceipt.payments, tokoReceipt.payments, [...tokoReceipt.payments, edcPayment]].map((payments) =>
      wantsShopCopy({ ...DEFAULT_TEMPLATE, shopCopy }, payments),
    )
  expect(wants('never')).toEqual([false, false, false])
  expect(wants('cashless')).toEqual([true, false, true])
  expect(wants('always')).toEqual([true, true, true])
})

test('a template stored by an older version gets what is new', () => {
  expect(templateOf({ taxWording: 'regulation' })).toEqual({ ...DEFAULT_TEMPLATE, taxWording: 'regulation' })
  expect(templateOf(undefined)).toEqual(DEFAULT_TEMPLATE)
})
