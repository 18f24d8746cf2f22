import { describe, expect, it } from 'vitest'
import {
  checkStaticQrisNotice,
  checkTransfer,
  evidenceKeys,
  evidenceSoughtBy,
  type Evidence,
} from '../../src/core/domain/tenders/evidence.ts'
import { checkStaticQris, staticQrisPayload } from '../../src/core/domain/tenders/invite.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { crc16 } from '../../src/core/domain/provider/qris.ts'

/** Static, only the national template: the shortest sticker there is. */
const STICKER =
  '00020101021151440014ID.CO.QRIS.WWW0215ID99900000000370303UKE5204899953033605802ID5916KIOS CONTOH TIGA6008DENPASAR610580111630474B5'

/** The payload with some text replaced and its CRC made right again. */
const altered = (from: string, to: string): string => {
  const body = STICKER.replace(from, to).slice(0, -4)
  return body + crc16(body)
}

describe("the shop's own printed code", () => {
  it('is taken as it is, and shown without an amount until the owner says otherwise', () => {
    const shown = staticQrisPayload(`${STICKER}\n`, amountOf(35_000), false)
    expect(shown).toMatchObject({
      ok: true,
      value: { payload: STICKER, amount: null, nmid: 'ID9990000000037' },
    })
  })

  it('carries the amount of the sale when the owner wants that, and everything else stays byte for byte', () => {
    const shown = staticQrisPayload(STICKER, amountOf(35_000), true)
    if (!shown.ok) throw new Error(shown.error.type)
    expect(shown.value).toMatchObject({
      amount: 35_000,
      initiation: 'dynamic',
      merchantName: 'KIOS CONTOH TIGA',
    })
    expect(shown.value.payload.replace('540535000', '').replace('010212', '010211').slice(0, -4)).toBe(
      STICKER.slice(0, -4),
    )
  })

  it.each([
    ['a code for one payment', altered('010211', '010212'), 'qris_not_static'],
    ['a code with an amount in it', altered('5802ID', '540535000' + '5802ID'), 'qris_not_static'],
    ['a code that asks for a tip', altered('5802ID', '550201' + '5802ID'), 'qris_tip'],
    ['a code of another country', altered('5802ID', '5802SG'), 'qris_not_indonesian'],
    ['a code somebody touched', STICKER.replace('DENPASAR', 'DENPASER'), 'qris_crc_mismatch'],
    ['half a code', STICKER.slice(0, 60), 'qris_no_crc'],
    ['a web address', 'https://example.com/pay', 'qris_no_crc'],
  ])('is refused with its reason when it is %s', (_what, text, reason) => {
    expect(checkStaticQris(text)).toMatchObject({ ok: false, error: { type: 'static_qris_refused', reason } })
  })
})

describe('a notice on the phone of the shop', () => {
  it('needs the bank and the reference of a transfer', () => {
    expect(checkTransfer({ bank: ' BCA ', reference: ' FT26195 0012/7 ' })).toEqual({
      ok: true,
      value: { kind: 'transfer', bank: 'BCA', reference: 'FT26195 0012/7' },
    })
    expect(checkTransfer({ bank: '', reference: 'X1234' })).toMatchObject({ error: { field: 'bank' } })
    expect(checkTransfer({ bank: 'BCA', reference: '' })).toMatchObject({
      error: { type: 'notice_field_missing', field: 'reference' },
    })
    expect(checkTransfer({ bank: 'BCA', reference: '<b>1234</b>' })).toMatchObject({
      error: { type: 'notice_field_invalid', field: 'reference' },
    })
  })

  it('needs the RRN of a payment to the printed code', () => {
    expect(checkStaticQrisNotice({ rrn: ' 619512345678 ' })).toEqual({
      ok: true,
      value: { kind: 'static_qris', rrn: '619512345678' },
    })
    expect(checkStaticQrisNotice({ rrn: '' })).toMatchObject({ error: { type: 'notice_field_missing' } })
    expect(checkStaticQrisNotice({ rrn: '12 34' })).toMatchObject({ error: { type: 'notice_field_invalid' } })
  })
})

describe('the same slip twice', () => {
  const slip = {
    ...({ kind: 'edc', bank: 'BCA', tid: '12345678', mid: '', batch: '000012', trace: '000345' } as const),
    ...({ rrn: '', approvalCode: 'A1B2C3', lastFour: '', entryMode: 'chip' } as const),
  }

  it('is known by terminal, batch and trace, however the zeros were typed', () => {
    expect(evidenceKeys(slip)).toEqual(evidenceKeys({ ...slip, batch: '12', trace: '345', lastFour: '1234' }))
    expect(evidenceKeys(slip)).not.toEqual(evidenceKeys({ ...slip, batch: '13' }))
    expect(evidenceKeys(slip)).not.toEqual(evidenceKeys({ ...slip, tid: '12345679' }))
  })

  it('is known by its approval code where no batch was typed', () => {
    const without = { ...slip, batch: '' }
    expect(evidenceKeys(without)).toEqual(evidenceKeys({ ...without, approvalCode: 'a1b2c3' }))
    expect(evidenceKeys(without)).not.toEqual(evidenceKeys({ ...without, approvalCode: 'A1B2C4' }))
  })

  it('is known by its RRN wherever that was seen', () => {
    const [, byRrn] = evidenceKeys({ ...slip, rrn: '619512345678' })
    expect(evidenceKeys({ kind: 'static_qris', rrn: '619512345678' })).toEqual([byRrn])
  })

  it('of a transfer is bank and reference, not how they were spaced', () => {
    const notice = { kind: 'transfer', bank: 'BCA', reference: 'FT 26195' } as const
    expect(evidenceKeys(notice)).toEqual(evidenceKeys({ ...notice, bank: 'bca', reference: 'ft26195' }))
    expect(evidenceKeys({ kind: 'cash', tendered: amountOf(1), change: amountOf(0) })).toEqual([])
  })

  const isKnown = (stored: Evidence, again: Evidence): boolean =>
    evidenceSoughtBy(again).some((key) => evidenceKeys(stored).includes(key))
  const both = (one: Evidence, other: Evidence): boolean => isKnown(one, other) && isKnown(other, one)
  const qris = (rrn: string): Evidence => ({ kind: 'static_qris', rrn })
  const transfer = (bank: string, reference: string): Evidence => ({ kind: 'transfer', bank, reference })

  it('is known with and without the zeros that banks put before it', () => {
    expect(both(qris('000619512345'), qris('619512345'))).toBe(true)
    expect(both(qris('0006ab512345'), { ...slip, rrn: '6AB512345' })).toBe(true)
    expect(both({ ...slip, tid: '00123456' }, { ...slip, tid: '123456' })).toBe(true)
    expect(both(transfer('BCA', '0012345'), transfer('bca', '12345'))).toBe(true)
    expect(both(qris('000619512345'), qris('619512346'))).toBe(false)
    expect(both(qris('000000'), qris('0000000'))).toBe(true)
  })

  it('is known with and without its batch, but two batches are two payments', () => {
    const code = { ...slip, approvalCode: '012345' }
    expect(both({ ...code, batch: '' }, { ...code, approvalCode: '12345' })).toBe(true)
    // terminals that approve by themselves write the same code with every trace
    expect(both(code, { ...code, batch: '13' })).toBe(false)
    expect(both(code, { ...code, batch: '', trace: '346' })).toBe(false)
  })

  it('of a transfer is known under another name of its bank, when its reference is long enough to tell', () => {
    expect(both(transfer('BCA', 'FT-2619/5001'), transfer('Bank BCA', 'ft 26195001'))).toBe(true)
    expect(both(transfer('BCA', '12345'), transfer('Mandiri', '12345'))).toBe(false)
  })

  it('of an earlier version is known, though fewer of its names are in the books', () => {
    const earlier = ['rrn 619512345', 'edc 12345678 batch 12 trace 345', 'transfer BCA FT26195']
    const again: Evidence[] = [
      qris('000619512345'),
      { ...slip, tid: '0012345678' },
      transfer('bca', 'FT-26195'),
    ]
    again.forEach((each, at) => expect(evidenceSoughtBy(each)).toContain(earlier[at]))
  })
})
