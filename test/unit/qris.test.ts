import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountOf, type Amount } from '../../src/core/domain/money.ts'
import {
  buildQris,
  checkQris,
  crc16,
  parseQris,
  writeAmountIntoStatic,
  type QrisCode,
  type QrisFields,
} from '../../src/core/domain/provider/qris.ts'
import type { Result } from '../../src/core/domain/result.ts'

// Invented merchants: institution numbers 93600999 and 93600998 and NMIDs that start with ID999 belong to nobody.
const A =
  '00020101021126690017COM.CONTOHPAY.WWW01189360099900001234530215CTH0000000123450303UMI51440014ID.CO.QRIS.WWW0215ID99900000000110303UMI5204581253033605802ID5918WARUNG CONTOH SATU6007BANDUNG61054011162070703A0163042029'
const B =
  '00020101021226690017COM.CONTOHPAY.WWW01189360099900001234530215CTH0000000123450303UMI51440014ID.CO.QRIS.WWW0215ID99900000000110303UMI52045812530336054061500005802ID5918WARUNG CONTOH SATU6007BANDUNG61054011162400117INV-20260715-00420508SALE00420703A0163043811'
const C =
  '00020101021226720020ID.CO.BANKCONTOH.WWW01189360099800006789030215BCT0000000678900303UME51440014ID.CO.QRIS.WWW0215ID99900000000290303UME520454115303360540527500550203570155802ID5915TOKO CONTOH DUA6008SURABAYA610560271622305087F3K9QX20707KASIR0263041A16'
const D =
  '00020101021226720020ID.CO.BANKCONTOH.WWW01189360099800006789030215BCT0000000678900303UME51440014ID.CO.QRIS.WWW0215ID99900000000290303UME520454115303360540810000000550202560425005802ID5915TOKO CONTOH DUA6008SURABAYA61056027162100106INV-996304D9EF'
const E =
  '00020101021226690017COM.CONTOHPAY.WWW01189360099900001234530215CTH0000000123450303UMI51440014ID.CO.QRIS.WWW0215ID99900000000110303UMI5204581253033605405350005802ID5918WARUNG CONTOH SATU6007BANDUNG61054011162070703A016304C3BF'
const F =
  '00020101021151440014ID.CO.QRIS.WWW0215ID99900000000370303UKE5204899953033605802ID5916KIOS CONTOH TIGA6008DENPASAR610580111630474B5'
const G =
  '00020101021226690017COM.CONTOHPAY.WWW01189360099900001234530215CTH0000000123450303UMI51440014ID.CO.QRIS.WWW0215ID99900000000110303UMI520458125303360540410635802ID5918WARUNG CONTOH SATU6007BANDUNG61054011162070703A01630400C2'

const read = (payload: string): QrisCode => valueOf(parseQris(payload))
const refusalOf = (payload: string) => errorOf(parseQris(payload))
const resealed = (payload: string): string => payload.slice(0, -4) + crc16(payload.slice(0, -4))
const changed = (payload: string, from: string, to: string): string => {
  expect(payload.split(from)).toHaveLength(2)
  return resealed(payload.replace(from, to))
}

describe('the CRC of a code', () => {
  it.each([
    ['', 'FFFF'],
    ['A', 'B915'],
    ['0', 'D7A3'],
    ['00', '2EC9'],
    ['000201', '89B9'],
    ['6304', '6007'],
    ['123456789', '29B1'],
  ])('of "%s" is %s', (text, expected) => {
    expect(crc16(text)).toBe(expected)
  })

  it('runs over UTF-8 bytes, as a platform encoder writes them, half surrogate pairs included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(crc16(text)).toBe(crcOfBytes(Buffer.from(text, 'utf8')))
      }),
    )
    expect(crc16('\ud800x')).toBe(crcOfBytes(Buffer.from('\ud800x', 'utf8')))
  })

  function crcOfBytes(bytes: Buffer): string {
    let crc = 0xffff
    for (const byte of bytes) {
      for (let mask = 0x80; mask > 0; mask >>= 1) {
        const carry = (crc & 0x8000) !== 0
        crc = (crc << 1) & 0xffff
        if (carry !== ((byte & mask) !== 0)) crc ^= 0x1021
      }
    }
    return crc.toString(16).toUpperCase().padStart(4, '0')
  }
})

describe('reading a code', () => {
  it('a sticker: static, merchant, NMID, PAN and terminal', () => {
    expect(read(A)).toMatchObject({
      payload: A,
      initiation: 'static',
      amount: null,
      tip: null,
      merchantName: 'WARUNG CONTOH SATU',
      city: 'BANDUNG',
      postalCode: '40111',
      nmid: 'ID9990000000011',
      merchantPans: ['936009990000123453'],
      acquirerDomain: 'COM.CONTOHPAY.WWW',
      billNumber: null,
      terminalLabel: 'A01',
    })
  })

  it('a dynamic code: amount, bill number and reference', () => {
    expect(read(B)).toMatchObject({
      initiation: 'dynamic',
      amount: 150_000,
      billNumber: 'INV-20260715-0042',
      referenceLabel: 'SALE0042',
      terminalLabel: 'A01',
    })
  })

  it('tips: five percent, and a fixed Rp 2.500', () => {
    expect(read(C)).toMatchObject({ amount: 27_500, tip: { kind: 'percent', basisPoints: 500 } })
    expect(read(D)).toMatchObject({ amount: 10_000_000, tip: { kind: 'fixed', amount: 2_500 } })
  })

  it('a code with only the national template', () => {
    expect(read(F)).toMatchObject({ nmid: 'ID9990000000037', merchantPans: [], acquirerDomain: null })
  })

  it('a CRC with leading zeros', () => {
    expect(read(G)).toMatchObject({ amount: 1_063 })
  })

  it('keeps every object in its order, so that the chain can be written again', () => {
    const again = read(B).objects.map(
      ({ id, value }) => `${id}${String(value.length).padStart(2, '0')}${value}`,
    )
    expect(again.join('')).toBe(B)
  })

  it('a CRC in lower case is written in upper case', () => {
    expect(read(C.slice(0, -4) + '1a16').payload).toBe(C)
  })

  it('line feeds and spaces around it are a scanner’s habit', () => {
    expect(read(` ${A}\r\n`).payload).toBe(A)
  })

  it('zeros after the point are rupiah; sen are not', () => {
    expect(read(changed(C, '540527500', '540827500.00')).amount).toBe(27_500)
    expect(refusalOf(changed(C, '540527500', '540827500.50'))).toEqual({
      type: 'qris_amount_invalid',
      position: C.indexOf('540527500'),
      found: '27500.50',
    })
  })

  it('a code that does not say how it starts is treated as a sticker', () => {
    expect(read(resealed(B.replace('010212', ''))).initiation).toBe('static')
  })

  it('an NMID counts only under the national domain', () => {
    expect(read(changed(A, 'ID.CO.QRIS.WWW', 'ID.CO.QRIZ.WWW')).nmid).toBeNull()
  })
})

describe('refusing a code, with the place', () => {
  const crcAt = (payload: string) => payload.length - 4

  it.each([
    [
      'a wrong last digit',
      A.slice(0, -4) + '2028',
      { type: 'qris_crc_mismatch', position: crcAt(A), found: '2028', computed: '2029' },
    ],
    [
      'a changed amount',
      E.replace('540535000', '540595000'),
      { type: 'qris_crc_mismatch', position: crcAt(E) },
    ],
    ['no CRC', A.slice(0, -8), { type: 'qris_no_crc' }],
    ['a CRC outside hex', A.slice(0, -4) + 'M2B3', { type: 'qris_crc_not_hex', found: 'M2B3' }],
    [
      'a length that runs into the next object',
      changed(A, '5802ID', '5803ID'),
      { type: 'qris_structure', reason: 'length_digits', position: A.indexOf('5802ID') + 9 },
    ],
    [
      'a repeated name',
      changed(A, '6007BANDUNG', '5918WARUNG CONTOH DUA!6007BANDUNG'),
      { type: 'qris_repeated_object', id: '59', position: A.indexOf('6007BANDUNG') },
    ],
    [
      'two NMIDs in one template',
      changed(changed(A, '5144', '5163'), '0303UMI5204', '0303UMI0215ID99900000000295204'),
      { type: 'qris_repeated_object', id: '51.02' },
    ],
    [
      'dollars',
      changed(B, '5303360', '5303840'),
      { type: 'qris_not_indonesian', currency: '840', country: 'ID' },
    ],
    [
      'another country',
      changed(B, '5802ID', '5802MY'),
      { type: 'qris_not_indonesian', currency: '360', country: 'MY' },
    ],
    ['513 characters', A.slice(0, -8).padEnd(513, '0'), { type: 'qris_too_long', length: 513, limit: 512 }],
    ['a pasted book', ' '.repeat(100_000) + 'x', { type: 'qris_too_long' }],
    ['nothing', ' \n', { type: 'qris_empty' }],
    [
      'a control character',
      A.replace('WARUNG', 'WAR\u0007NG'),
      { type: 'qris_control_characters', position: A.indexOf('WARUNG') + 3 },
    ],
    [
      'a mark that turns the reading direction',
      A.replace('WARUNG', 'WAR\u202eNG'),
      { type: 'qris_control_characters' },
    ],
    ['a zero length', changed(A, '61054011', '61004011'), { type: 'qris_structure', reason: 'zero_length' }],
    [
      'a template that overruns itself',
      changed(A, '0703A01', '0793A01'),
      { type: 'qris_structure', reason: 'overrun', position: A.indexOf('0703A01') + 2 },
    ],
    ['letters for an id', changed(A, '6105', 'X105'), { type: 'qris_structure', reason: 'id_digits' }],
    [
      'another first object',
      resealed(A.slice(6)),
      { type: 'qris_structure', reason: 'format_first', position: 0 },
    ],
    [
      'another format',
      changed(A, '000201010211', '000202010211'),
      { type: 'qris_structure', reason: 'format_first' },
    ],
    [
      'an unknown initiation',
      changed(A, '010211', '010213'),
      { type: 'qris_value_invalid', id: '01', position: 6 },
    ],
    [
      'no merchant name',
      resealed(A.replace('5918WARUNG CONTOH SATU', '')),
      { type: 'qris_missing_object', id: '59' },
    ],
    ['no merchant account', resealed(F.replace(/5144.{44}/, '')), { type: 'qris_missing_object', id: '51' }],
    [
      'an amount of nothing',
      changed(G, '54041063', '54040000'),
      { type: 'qris_amount_invalid', found: '0000' },
    ],
    [
      'an amount with a sign',
      changed(G, '54041063', '5404-106'),
      { type: 'qris_amount_invalid', found: '-106' },
    ],
    [
      'a tip amount without its mode',
      resealed(D.replace('550202', '')),
      { type: 'qris_value_invalid', id: '56' },
    ],
    ['a tip of nothing', changed(C, '57015', '57010'), { type: 'qris_value_invalid', id: '57' }],
  ])('%s', (_, payload, expected) => {
    expect(refusalOf(payload)).toMatchObject(expected)
  })

  it('never throws and never accepts a code whose character was changed', () => {
    const change = fc.tuple(
      fc.nat(B.length - 1),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }),
    )
    fc.assert(
      fc.property(change, ([at, character]) => {
        const payload = B.slice(0, at) + character + B.slice(at + 1)
        const result = parseQris(payload)
        expect(result.ok).toBe(payload.toUpperCase() === B && payload.slice(0, -4) === B.slice(0, -4))
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => void parseQris(text)))
  })
})

describe('comparing a provider’s code with the sale', () => {
  const expected = { amount: amountOf(150_000), nmid: 'ID9990000000011', merchantPan: '936009990000123453' }

  it('the same amount for the approved merchant may be shown', () => {
    expect(checkQris(read(B), expected)).toEqual({ ok: true, value: read(B) })
    expect(checkQris(read(B), { ...expected, nmid: null, merchantPan: null }).ok).toBe(true)
  })

  it('a wrong amount stops', () => {
    const wrong = checkQris(read(B), { ...expected, amount: amountOf(15_000_000) })
    expect(errorOf(wrong)).toEqual({ type: 'qris_wrong_amount', expected: 15_000_000, found: 150_000 })
  })

  it('a dynamic code without an amount stops', () => {
    const open = read(resealed(A.replace('010211', '010212')))
    expect(errorOf(checkQris(open, expected))).toMatchObject({ type: 'qris_wrong_amount', found: null })
  })

  it('a sticker in place of a dynamic code stops', () => {
    expect(errorOf(checkQris(read(A), expected))).toEqual({ type: 'qris_static_where_dynamic_due' })
  })

  it('a tip on top stops, since the buyer would be charged more than the sale', () => {
    const code = read(C)
    const exact = { amount: amountOf(27_500), nmid: code.nmid, merchantPan: null }
    expect(errorOf(checkQris(code, exact))).toEqual({ type: 'qris_has_tip' })
  })

  it('another merchant’s NMID stops, even with the approved PAN', () => {
    const swapped = read(changed(B, 'ID9990000000011', 'ID9990000000029'))
    expect(errorOf(checkQris(swapped, expected))).toEqual({
      type: 'qris_wrong_merchant',
      expected: 'ID9990000000011',
      found: 'ID9990000000029',
    })
  })

  it('without an NMID the merchant PAN decides', () => {
    const noNational = read(resealed(B.replace(/51440014.{40}/, '')))
    expect(noNational.nmid).toBeNull()
    expect(checkQris(noNational, expected).ok).toBe(true)
    expect(errorOf(checkQris(noNational, { ...expected, merchantPan: '936009980000678903' }))).toMatchObject({
      type: 'qris_wrong_merchant',
      found: '936009990000123453',
    })
    expect(errorOf(checkQris(noNational, { ...expected, merchantPan: null }))).toMatchObject({
      type: 'qris_wrong_merchant',
      found: null,
    })
  })
})

describe('writing a code', () => {
  const warung: QrisFields = {
    initiation: 'dynamic',
    amount: amountOf(150_000),
    acquirer: {
      domain: 'COM.CONTOHPAY.WWW',
      merchantPan: '936009990000123453',
      merchantId: 'CTH000000012345',
      size: 'UMI',
    },
    national: { nmid: 'ID9990000000011', size: 'UMI' },
    categoryCode: '5812',
    merchantName: 'WARUNG CONTOH SATU',
    city: 'BANDUNG',
    postalCode: '40111',
    billNumber: 'INV-20260715-0042',
    referenceLabel: 'SALE0042',
    terminalLabel: 'A01',
  }

  it('gives the known codes, character for character', () => {
    expect(valueOf(buildQris(warung))).toBe(B)
    const sticker = {
      ...warung,
      initiation: 'static',
      amount: null,
      billNumber: null,
      referenceLabel: null,
    } as const
    expect(valueOf(buildQris(sticker))).toBe(A)
    expect(
      valueOf(
        buildQris({
          ...sticker,
          acquirer: null,
          national: { nmid: 'ID9990000000037', size: 'UKE' },
          categoryCode: '8999',
          merchantName: 'KIOS CONTOH TIGA',
          city: 'DENPASAR',
          postalCode: '80111',
          terminalLabel: null,
        }),
      ),
    ).toBe(F)
  })

  it.each([
    [
      'a long name',
      { merchantName: 'WARUNG CONTOH SATU CABANG DUA' },
      { type: 'qris_value_invalid', id: '59' },
    ],
    ['an empty city', { city: '' }, { type: 'qris_value_invalid', id: '60' }],
    ['a name outside ASCII', { merchantName: 'CAFÉ' }, { type: 'qris_value_invalid', id: '59' }],
    ['a bill number with a line feed', { billNumber: 'A\n' }, { type: 'qris_value_invalid', id: '62.01' }],
    [
      'a wrong NMID',
      { national: { nmid: 'ID999', size: 'UMI' } },
      { type: 'qris_value_invalid', id: '51.02' },
    ],
    ['an amount of nothing', { amount: amountOf(0) }, { type: 'qris_amount_invalid', found: '0' }],
    ['no account at all', { acquirer: null, national: null }, { type: 'qris_missing_object', id: '51' }],
  ] as const)('refuses %s', (_, change, expected) => {
    expect(errorOf(buildQris({ ...warung, ...change }))).toMatchObject(expected)
  })

  it('what was written is read back the same, and passes the check for its own sale', () => {
    const text = (max: number) =>
      fc
        .stringMatching(new RegExp(`^[A-Z0-9]([A-Z0-9 .,'-]{0,${max - 2}}[A-Z0-9])?$`))
        .filter((s) => s.length <= max)
    const fields = fc.record({
      amount: fc.integer({ min: 1, max: 999_999_999 }).map(amountOf),
      merchantName: text(25),
      city: text(15),
      billNumber: fc.option(text(25)),
      referenceLabel: fc.option(text(25)),
      terminalLabel: fc.option(text(25)),
      postalCode: fc.option(fc.stringMatching(/^\d{5}$/)),
    })
    fc.assert(
      fc.property(fields, (some) => {
        const code = read(valueOf(buildQris({ ...warung, ...some })))
        expect(code).toMatchObject(some)
        const sale = { amount: some.amount, nmid: 'ID9990000000011', merchantPan: null }
        expect(checkQris(code, sale).ok).toBe(true)
      }),
    )
  })
})

describe('writing the sale’s amount into the merchant’s own sticker', () => {
  it('gives the known code', () => {
    expect(valueOf(writeAmountIntoStatic(A, amountOf(35_000)))).toBe(E)
  })

  it('keeps everything but 01 and 54 to 57 byte for byte, unknown objects and other scripts included', () => {
    const sticker = resealed(A.replace('6304', '64190002ZH0103万万店0202北京8010SECRET BOX6304'))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (rupiah) => {
        const code = read(valueOf(writeAmountIntoStatic(sticker, amountOf(rupiah))))
        const kept = (each: QrisCode) =>
          each.objects.filter(({ id }) => !['01', '54', '63'].includes(id)).map(({ id, value }) => id + value)
        expect(code).toMatchObject({ initiation: 'dynamic', amount: rupiah })
        expect(kept(code)).toEqual(kept(read(sticker)))
      }),
    )
  })

  it('drops a tip that the sticker asked for', () => {
    const asking = resealed(A.replace('5802ID', '5502015802ID'))
    expect(read(asking).tip).toEqual({ kind: 'ask_payer' })
    expect(valueOf(writeAmountIntoStatic(asking, amountOf(35_000)))).toBe(E)
  })

  it('refuses a code that was made for one payment, and amounts that are none', () => {
    expect(errorOf(writeAmountIntoStatic(B, amountOf(35_000)))).toEqual({ type: 'qris_not_static' })
    expect(errorOf(writeAmountIntoStatic(A, amountOf(0)))).toMatchObject({ type: 'qris_amount_invalid' })
    expect(errorOf(writeAmountIntoStatic('x', 1 as Amount))).toMatchObject({ type: 'qris_no_crc' })
  })
})

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  return result.value
}

function errorOf<E>(result: Result<unknown, E>): E {
  if (result.ok) throw new Error('was not refused')
  return result.error
}
