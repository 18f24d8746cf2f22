import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amountOf } from '../../src/core/domain/money.ts'
import type { SaleReceipt } from '../../src/core/domain/receipts/receipt.ts'
import { DEFAULT_TEMPLATE, type ReceiptTemplate } from '../../src/core/domain/receipts/template.ts'
import { parseSeal } from '../../src/core/domain/receipts/seal.ts'
import { createMemorySecrets } from '../fakes/memory-secrets.ts'
import { silentLog, systemClock } from '../../src/main/adapters/system/system.ts'
import { startCore } from '../../src/main/core.ts'
import { dutyOf } from '../fakes/duty.ts'
import { verifySeal } from '../../src/main/adapters/seals/ed25519.ts'
import { nextCustomer } from '../../src/main/usecases/selling/counter.ts'
import { keepLogo } from '../../src/main/usecases/printing/logo.ts'
import { printReceipt } from '../../src/main/usecases/printing/print.ts'
import { sampleSheet } from '../../src/main/usecases/printing/receipt-sample.ts'
import { checkSeal, prepareSeals, sealKeyView } from '../../src/main/usecases/printing/receipt-seals.ts'
import { saveSettings } from '../../src/main/usecases/settings.ts'
import { sheetOfJob, sheetOfSale } from '../../src/main/usecases/printing/slip-sheets.ts'
import { settingsOf } from '../../src/main/usecases/till.ts'
import { eventually, fillCart, openTestTill, type TestTill } from './bench.ts'

let bench: TestTill
beforeEach(async () => {
  bench = await openTestTill()
})
afterEach(async () => {
  await bench.close()
})

const till = () => bench.core.till
const books = () => till().store.read

function must<T>(
  answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown },
): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

async function setTemplate(changes: Partial<ReceiptTemplate>): Promise<void> {
  const receipt = { ...DEFAULT_TEMPLATE, ...changes }
  if (receipt.qr === 'signed') must(await prepareSeals(till()))
  must(saveSettings(till(), { receipt }))
}

async function sellForCash(price = 30_000): Promise<SaleReceipt> {
  fillCart(bench, price)
  const sold = must(
    await bench.core.manual.payCash({
      attemptId: bench.ids.next(),
      amount: null,
      tendered: amountOf(price + 20_000),
    }),
  )
  must(nextCustomer(till()))
  return receiptOf(sold.sale.id)
}

function receiptOf(saleId: string): SaleReceipt {
  const document = books().receiptOf(saleId)?.document
  if (document?.kind !== 'receipt') throw new Error('no receipt was stored')
  return document
}

const jobsOf = (saleId: string) =>
  books()
    .lastPrintJobs(20)
    .filter((job) => job.saleId === saleId)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

const textOf = ({ qr }: SaleReceipt): string => (qr?.kind === 'signed' ? qr.text : '')

function squareLogo(): Buffer {
  const picture = new PNG({ width: 64, height: 32 })
  for (let pixel = 0; pixel < 64 * 32; pixel += 1) picture.data.set([0, 0, 0, 255], pixel * 4)
  return PNG.sync.write(picture)
}

describe('how receipts look', () => {
  it('is taken into each when it is made: what the owner changes later alters no old slip', async () => {
    await setTemplate({ headerLines: ['WA 0812-0000-0000'], hidden: ['cashier'], language: 'en' })
    const before = await sellForCash()
    await setTemplate({ headerLines: ['Pindah ke Jl. Baru'] })
    const after = await sellForCash()
    expect(before).toMatchObject({
      language: 'en',
      hidden: ['cashier'],
      shop: { headerLines: ['WA 0812-0000-0000'] },
    })
    expect(after).toMatchObject({ language: 'id', hidden: [], shop: { headerLines: ['Pindah ke Jl. Baru'] } })
    must(printReceipt(till(), before.saleId))
    expect(receiptOf(before.saleId)).toEqual(before)
  })

  it('prints the logo it was made with, although another one was chosen since', async () => {
    const { id, image } = must(keepLogo(till(), squareLogo()))
    await setTemplate({ logo: id })
    const receipt = await sellForCash()
    await setTemplate({ logo: null })
    expect(receipt.logo).toBe(id)
    const sheet = must(sheetOfSale(till(), receipt.saleId))
    expect(sheet.logo).toMatchObject({ widthDots: 64, heightDots: 32 })
    expect(Buffer.from(sheet.logo?.rows ?? '', 'base64').equals(image.rows)).toBe(true)
    const job = await eventually(
      () => jobsOf(receipt.saleId).find(({ state }) => state === 'sent'),
      jobsOf.bind(null, receipt.saleId),
    )
    // 64 dots are 8 bytes, 32 rows of them, all black
    const bytes = await till().printers.encode(receipt, till().printers.profile('generic-58'), image)
    expect(Buffer.from(bytes).includes(Buffer.alloc(8, 0xff))).toBe(true)
    expect(job.bytesHash).toBe(till().ids.sha256(bytes))
  })

  it('names no logo the books do not have', () => {
    const receipt = { ...DEFAULT_TEMPLATE, logo: 'f'.repeat(64) }
    expect(saveSettings(till(), { receipt })).toEqual({ ok: false, error: { type: 'logo_unknown' } })
    expect(settingsOf(till()).receipt.logo).toBeNull()
  })

  it('writes down who kept a logo, once', () => {
    must(keepLogo(till(), squareLogo()))
    must(keepLogo(till(), squareLogo()))
    expect(keepLogo(till(), Buffer.from('x'))).toEqual({ ok: false, error: { type: 'logo_not_a_picture' } })
  })
})

describe('another mode that is opened for the first time', () => {
  it('prints the logo as well that the owner chose here', async () => {
    const { id, image } = must(keepLogo(till(), squareLogo()))
    await setTemplate({ logo: id })
    must(
      till().store.write((writer) => {
        const person = { id: 'p-1', name: 'Ibu Sari', role: 'owner', active: true, pinHash: 'x' } as const
        writer.addPerson({ ...person, pinUse: 'always', createdAt: till().clock.now() })
      }),
    )
    const other = must(
      await startCore({
        ...{ dataFolder: bench.folder, mode: 'test', clock: systemClock, ids: bench.ids, log: silentLog },
        ...{
          secrets: createMemorySecrets(),
          duty: dutyOf(systemClock),
          practice: null,
          environmentProfile: null,
        },
      }),
    )
    const { logo } = settingsOf(other.till).receipt
    expect([logo, other.till.store.read.logo(id)]).toEqual([id, image])
    await other.stop()
  })
})

describe('the sample', () => {
  const request = { template: DEFAULT_TEMPLATE, footerLines: ['Sampai jumpa'], paidBy: 'qris' } as const

  it('is laid out like a real receipt, with settings that are not stored', () => {
    const template = { ...DEFAULT_TEMPLATE, headerLines: ['Baru'], notTaxInvoice: true }
    const { document, columns } = must(sampleSheet(till(), { ...request, template }))
    expect(document).toMatchObject({
      kind: 'receipt',
      mode: 'practice',
      status: 'paid',
      shop: { headerLines: ['Baru'] },
    })
    expect(columns).toBe(32)
    expect(settingsOf(till()).receipt).toEqual(DEFAULT_TEMPLATE)
  })

  it.each(['qris', 'cash', 'edc'] as const)('paid by %s adds up', (paidBy) => {
    const { document } = must(sampleSheet(till(), { ...request, paidBy }))
    expect(document.kind === 'receipt' && document.payments.map(({ tender }) => tender)).toEqual([paidBy])
  })

  it('shows the size of the signed code before there is a key', () => {
    const { codes } = must(
      sampleSheet(till(), { ...request, template: { ...DEFAULT_TEMPLATE, qr: 'signed' } }),
    )
    expect(codes[0]?.matrix.size).toBeGreaterThanOrEqual(45)
    expect(checkSeal(till(), codes[0]?.payload ?? '')).toMatchObject({ ok: false })
  })
})

describe('a signed receipt', () => {
  it('vouches for number, total, time, till and original', async () => {
    await setTemplate({ qr: 'signed' })
    const receipt = await sellForCash(45_000)
    const key = books().sealKeys()[0]
    const seal = must(parseSeal(textOf(receipt)))
    expect(seal.facts).toEqual({
      mode: 'practice',
      number: receipt.saleNumber,
      currency: 'IDR',
      total: 45_000,
      paidAt: `${receipt.occurredAt.slice(0, 19)}.000Z`,
      terminal: '1',
      copy: 0,
    })
    expect(verifySeal(seal.signed, seal.signature, key?.publicKey ?? '')).toBe(true)
    expect(checkSeal(till(), textOf(receipt))).toMatchObject({
      value: { verdict: 'genuine', number: receipt.saleNumber, saleId: receipt.saleId },
    })
  })

  it('of which one figure was changed is found out', async () => {
    await setTemplate({ qr: 'signed' })
    const forged = textOf(await sellForCash(45_000)).replace('IDR45000', 'IDR450000')
    expect(checkSeal(till(), forged)).toMatchObject({
      value: { verdict: 'changed', total: 450_000, saleId: null },
    })
  })

  it('of another shop is not called false, only unknown', async () => {
    await setTemplate({ qr: 'signed' })
    const text = textOf(await sellForCash())
    const other = await openTestTill()
    expect(checkSeal(other.core.till, text)).toMatchObject({ value: { verdict: 'unknown_key' } })
    await other.close()
  })

  it('has another signed text on every copy', async () => {
    await setTemplate({ qr: 'signed', checkPage: 'https://toko.example/cek' })
    const receipt = await sellForCash()
    must(printReceipt(till(), receipt.saleId))
    must(printReceipt(till(), receipt.saleId))
    const printed = jobsOf(receipt.saleId).map(
      (job) => must(sheetOfJob(till(), job.id)).codes[0]?.payload ?? '',
    )
    expect(printed.every((text) => text.startsWith('https://toko.example/cek#GERAI1*P*'))).toBe(true)
    expect(printed.map((text) => must(checkSeal(till(), text)))).toMatchObject([
      { verdict: 'genuine', copy: 0 },
      { verdict: 'genuine', copy: 1 },
      { verdict: 'genuine', copy: 2 },
    ])
  })

  it('is signed by the same key after a restart, and the secret half is nowhere in the books', async () => {
    await setTemplate({ qr: 'signed' })
    const before = sealKeyView(till())
    const first = await sellForCash()
    await bench.restart()
    expect(sealKeyView(till())).toEqual(before)
    expect(before?.text).toMatch(/^GERAI-KEY1\*P\*[\w-]{43}$/)
    const second = await sellForCash()
    for (const receipt of [first, second]) {
      expect(checkSeal(till(), textOf(receipt))).toMatchObject({ value: { verdict: 'genuine' } })
    }
    const folder = join(bench.folder, 'practice')
    const stored = readdirSync(folder).filter((name) => name.includes('sqlite'))
    expect(stored.length).toBeGreaterThan(0)
    // PKCS#8 of an Ed25519 key begins with these bytes, as they are and in base64url
    const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
    for (const name of stored) {
      const bytes = readFileSync(join(folder, name))
      expect(bytes.includes(pkcs8)).toBe(false)
      expect(bytes.includes(pkcs8.subarray(0, 15).toString('base64url'))).toBe(false)
    }
  })

  it('stays off where the owner did not ask for it, and no key is made', async () => {
    expect((await sellForCash()).qr).toBeNull()
    expect(sealKeyView(till())).toBeNull()
    expect(books().sealKeys()).toEqual([])
  })
})

describe('the shop’s own copy', () => {
  it('follows the original, marked, and is no reprint', async () => {
    await setTemplate({ shopCopy: 'always' })
    const { saleId } = await sellForCash()
    expect(
      jobsOf(saleId)
        .filter(({ what }) => what === 'slip')
        .map(({ copy }) => copy),
    ).toMatchObject([null, { number: 1, holder: 'shop' }])
    must(printReceipt(till(), saleId))
    expect(jobsOf(saleId).at(-1)?.copy).toMatchObject({ number: 2 })
    expect(jobsOf(saleId).at(-1)?.copy).not.toHaveProperty('holder')
  })

  it('is not made of cash when only other money is wanted', async () => {
    await setTemplate({ shopCopy: 'cashless' })
    const { saleId } = await sellForCash()
    expect(jobsOf(saleId).filter(({ what }) => what === 'slip')).toHaveLength(1)
  })

  it('carries its own signed text', async () => {
    await setTemplate({ shopCopy: 'always', qr: 'signed' })
    const { saleId } = await sellForCash()
    const [, copy] = jobsOf(saleId).filter(({ what }) => what === 'slip')
    const sheet = must(sheetOfJob(till(), copy?.id ?? ''))
    expect(checkSeal(till(), sheet.codes[0]?.payload ?? '')).toMatchObject({
      value: { verdict: 'genuine', copy: 1 },
    })
  })
})
