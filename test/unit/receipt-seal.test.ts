import fc from 'fast-check'
import { create } from 'qrcode'
import { describe, expect, test } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import { parseSeal, sealBody, type SealFacts } from '../../src/core/domain/receipts/seal.ts'

const FACTS: SealFacts = {
  mode: 'live',
  number: 'DPS1-260715-0042',
  currency: 'IDR',
  total: amountOf(150_000),
  paidAt: '2026-07-15T06:05:33.000Z',
  terminal: '1',
  copy: 0,
}
const SIGNATURE = 'A'.repeat(86)
const line = (facts: SealFacts = FACTS): string => `${sealBody(facts, 'Kd93_aXw')}*${SIGNATURE}`

describe('the line that is signed', () => {
  test('reads as what it vouches for', () => {
    expect(line()).toBe(`GERAI1*L*DPS1-260715-0042*IDR150000*20260715T060533Z*1*0*Kd93_aXw*${SIGNATURE}`)
  })

  test('makes a symbol of 49 modules at level M, even where a printer knows no mixed modes', () => {
    const data = new TextEncoder().encode(line())
    const byte = create([{ data: new Uint8ClampedArray(data), mode: 'byte' }], { errorCorrectionLevel: 'M' })
    expect(byte.modules.size).toBeLessThanOrEqual(49)
  })

  test('of practice, test and live differ', () => {
    const starts = (['practice', 'test', 'live'] as const).map((mode) => line({ ...FACTS, mode }).slice(0, 9))
    expect(starts).toEqual(['GERAI1*P*', 'GERAI1*T*', 'GERAI1*L*'])
  })

  test('keeps one field one field, whatever a till is called', () => {
    const named = parseSeal(line({ ...FACTS, terminal: 'Kasir*Depan \u8336' }))
    expect(named).toMatchObject({ ok: true, value: { facts: { terminal: 'Kasir_Depan_' } } })
    expect(parseSeal(line({ ...FACTS, terminal: '' }))).toMatchObject({ value: { facts: { terminal: '-' } } })
  })
})

describe('reading it', () => {
  test('gives back every fact', () => {
    fc.assert(
      fc.property(
        fc.record({
          mode: fc.constantFrom('practice' as const, 'test' as const, 'live' as const),
          number: fc.stringMatching(/^[A-Z0-9-]{1,30}$/),
          currency: fc.constantFrom('IDR' as const, 'USD' as const, 'UYU' as const),
          total: fc.nat(999_999_999).map(amountOf),
          paidAt: fc
            .integer({ min: 1_600_000_000, max: 4_000_000_000 })
            .map((seconds) => new Date(seconds * 1000).toISOString()),
          terminal: fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/),
          copy: fc.nat(9_999),
        }),
        (facts) => {
          const body = sealBody(facts, 'abcd_-12')
          expect(parseSeal(`${body}*${SIGNATURE}`)).toEqual({
            ok: true,
            value: { facts, keyId: 'abcd_-12', signed: body, signature: SIGNATURE },
          })
        },
      ),
    )
  })

  test.each([
    ['behind the address of a check page', `https://toko.example/cek.html#${line()}`],
    ['with blanks around it', `  ${line()}\n`],
    ['as some scanners write an address', line().replaceAll('*', '%2A')],
  ])('works %s', (_, text) => {
    expect(parseSeal(text)).toMatchObject({ ok: true, value: { facts: FACTS } })
  })

  test.each([
    ['nothing', ''],
    ['another code', '00020101021226690017COM.CONTOHPAY.WWW'],
    ['a line cut off', line().slice(0, -1)],
    ['a line with more behind it', `${line()}A`],
    ['another version', line().replace('GERAI1', 'GERAI2')],
    ['an unknown currency', line().replace('IDR', 'XXX')],
    ['no such day', line().replace('20260715', '20261399')],
    ['an amount below zero', line().replace('IDR150000', 'IDR-150000')],
    ['a megabyte', 'A'.repeat(1_000_000)],
  ])('refuses %s', (_, text) => {
    expect(parseSeal(text)).toEqual({ ok: false, error: { type: 'not_a_sealed_receipt' } })
  })

  test('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseSeal(text).ok).toBe(false)
      }),
    )
  })
})
