import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { amountOf } from '../../src/core/domain/money.ts'
import { checkQris, parseQris } from '../../src/core/domain/provider/qris.ts'
import { codeOf, dataOf, idOf, shop, statusOf } from './running.ts'
import { plain } from './till.ts'

// From the package's own folder: left to itself, the reader would fetch its module from a public server.
beforeAll(() => {
  const wasmBinary = readFileSync('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer } })
})

type Shop = Awaited<ReturnType<typeof shop>>

/** Follows `qrImageUrl` as a till does, and reads the picture. */
async function scan({ open, charge }: Shop, id: string): Promise<string> {
  const instructions = dataOf(await charge(id, 'qris'))['instructions']
  const picture = await open(new URL(String(instructions?.['qrImageUrl'])).pathname)
  expect(picture.headers['content-type']).toBe('image/png')
  const found = await readBarcodes(new Uint8Array(picture.bytes), { formats: ['QRCode'] })
  return found[0]?.text ?? ''
}

const expected = { amount: amountOf(150_000), nmid: 'ID9990000000011', merchantPan: null }

describe('charging by QRIS', () => {
  it('gives a picture of a valid dynamic code for this sale and this merchant', async () => {
    const counter = await shop()
    const id = idOf(await counter.till.create())
    const parsed = parseQris(await scan(counter, id))
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        merchantName: 'WARUNG CONTOH SATU',
        city: 'BANDUNG',
        billNumber: 'WCS-01-20260715-00042',
        merchantPans: ['936009990000123453'],
      },
    })
    expect(parsed.ok && checkQris(parsed.value, expected)).toMatchObject({ ok: true })
  })

  it('leaves an open session open, whoever asks again', async () => {
    const { till, charge } = await shop()
    const id = idOf(await till.create())
    const first = await charge(id, 'qris')
    expect(dataOf(await charge(id, 'qris'))).toEqual(dataOf(first))
    expect(dataOf(first)).toMatchObject({
      kind: 'instructions',
      instructions: { amount: 150_000, currency: 'IDR', bankAccounts: [] },
    })
    expect(statusOf(await till.get(`/checkout-sessions/${id}`))).toBe('open')
  })

  it('in the dashboard’s dialect gives a page instead', async () => {
    const { till, charge, url } = await shop({ dialect: 'portal' })
    const id = idOf(await till.create())
    expect(dataOf(await charge(id, 'qris'))).toEqual({ kind: 'redirect', redirectUrl: `${url}/c/${id}/qris` })
  })

  it.each([
    ['static', 'qris_static_where_dynamic_due'],
    ['wrongAmount', 'qris_wrong_amount'],
    ['wrongMerchant', 'qris_wrong_merchant'],
    ['tip', 'qris_has_tip'],
    ['badCrc', 'qris_crc_mismatch'],
    ['notQris', 'qris_no_crc'],
  ] as const)('a fault can show a %s code, and the check stops it', async (variant, type) => {
    const counter = await shop()
    const id = idOf(await counter.till.create())
    await counter.hand('PUT', '/faults', {
      rules: [{ match: { path: '/c/*/qris.png' }, action: { type: 'qr', variant } }],
    })
    const parsed = parseQris(await scan(counter, id))
    const verdict = parsed.ok ? checkQris(parsed.value, expected) : parsed
    expect(verdict).toMatchObject({ ok: false, error: { type } })
  })

  it('above Rp 10.000.000 there is no code', async () => {
    const { till, charge, open } = await shop()
    const id = idOf(await till.create({ amount: 10_000_001 }))
    expect((await charge(id, 'qris')).status).toBe(400)
    expect((await open(`/c/${id}/qris.png`)).status).toBe(404)
  })

  it('hostile sale numbers cannot break the code', async () => {
    const counter = await shop()
    const id = idOf(await counter.till.create({ metadata: { sale_number: '\u202e6304\nÉ'.repeat(20) } }))
    expect(parseQris(await scan(counter, id))).toMatchObject({
      ok: true,
      value: { billNumber: '6304630463046304630463046' },
    })
  })
})

describe('charging by other methods', () => {
  it.each([
    ['va', 'va_bca', 'instructions'],
    ['ewallet', 'gopay', 'redirect'],
    ['card', 'card', 'redirect'],
  ])('%s by %s answers with %s', async (family, method, kind) => {
    const { till, charge } = await shop()
    const id = idOf(await till.create({ methods: [family] }))
    expect(dataOf(await charge(id, method))).toMatchObject({ kind })
  })

  it('a virtual account has its own number; a transfer shows the merchant’s account', async () => {
    const { till, charge } = await shop()
    const id = idOf(await till.create({ methods: ['va', 'offline'] }))
    expect(dataOf(await charge(id, 'va_bca'))['instructions']?.['bankAccounts']?.[0]).toMatchObject({
      accountNumber: expect.stringMatching(/^\d{16}$/),
    })
    expect(dataOf(await charge(id, 'transfer'))['instructions']?.['bankAccounts']?.[0]).toMatchObject({
      accountHolder: 'WARUNG CONTOH SATU',
    })
  })

  it('refuses a method that the session does not offer, and a family in place of a method', async () => {
    const { till, charge } = await shop()
    const id = idOf(await till.create())
    expect(codeOf(await charge(id, 'card'))).toBe('adapter_not_configured')
    expect(codeOf(await charge(id, 'va'))).toBe('validation_error')
    expect((await charge('cs_tidakada', 'qris')).status).toBe(404)
  })

  it('refuses to charge what is over', async () => {
    const { till, charge } = await shop()
    const id = idOf(await till.create())
    await till.post(`/checkout-sessions/${id}/cancel`)
    expect((await charge(id, 'qris')).status).toBe(409)
  })
})

describe('the public state of a session', () => {
  it('tells what a widget needs, without a key, to any origin', async () => {
    const { till, url } = await shop()
    const id = idOf(await till.create({ methods: ['qris', 'va', 'paypal'] }))
    const seen = await plain(url, 'GET', `/api/v1/public/checkout/sessions/${id}`)
    expect(seen.headers['access-control-allow-origin']).toBe('*')
    expect(dataOf(seen)).toMatchObject({
      session: { id, amount: 150_000, status: 'open' },
      methods: ['qris', 'va_bca', 'va_bni', 'va_bri', 'va_mandiri'],
      branding: { brandName: 'Warung Contoh Satu', brandLogoUrl: null },
      activeAdapters: ['xendit'],
    })
    expect(dataOf(seen)['catalog']?.[0]).toEqual({ id: 'qris', label: 'QRIS', group: 'qr', currency: 'IDR' })
    expect(seen.text).not.toContain('metadata')
    expect((await plain(url, 'OPTIONS', `/api/v1/public/checkout/sessions/${id}/charge`)).status).toBe(204)
  })

  it('a buyer may claim a manual payment only', async () => {
    const { till, url } = await shop()
    const claim = (id: string) =>
      plain(url, 'POST', `/v1/public/checkout/sessions/${id}/buyer-claim`, {
        proofUrl: 'https://example.com/bukti.jpg',
      })
    expect((await claim(idOf(await till.create()))).status).toBe(409)
    const manual = idOf(await till.create({ methods: ['transfer'] }))
    expect((await claim(manual)).status).toBe(200)
    expect(statusOf(await till.get(`/checkout-sessions/${manual}`))).toBe('pending_review')
  })
})
