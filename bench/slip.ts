import { layoutDocument, type Layout } from '../src/core/escpos-layout/index.ts'
import type { ReceiptDocument, SaleReceipt } from '../src/core/domain/receipts/receipt.ts'
import {
  encodeLayout,
  findProfile,
  GENERIC_80,
  type PrinterProfile,
} from '../src/main/adapters/escpos/index.ts'
import { receiptFromSale } from '../src/cli/receipt-sale.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'
import { benchPrinting } from './printing.ts'
import { expectWholeSlip, slipEncoders } from './slip-peers.ts'

/** From the stored document to the bytes of its print job, the same beside other encoders, and on to the printer. */
export async function benchSlip(options: BenchOptions): Promise<readonly Figure[]> {
  const native: PrinterProfile = { ...GENERIC_80, qr: { ...GENERIC_80.qr, mode: 'native' } }
  const drawn: PrinterProfile = {
    ...(findProfile('xprinter-xp-80') ?? GENERIC_80),
    qr: { ...GENERIC_80.qr, mode: 'raster' },
  }
  const rounds = Math.max(20, Math.round(500 * options.scale))
  return [
    ...(await ownFigures(native, drawn, rounds)),
    ...(await peerFigures(native, rounds)),
    ...(await benchPrinting(options)),
  ]
}

async function ownFigures(
  native: PrinterProfile,
  drawn: PrinterProfile,
  rounds: number,
): Promise<readonly Figure[]> {
  const receipt = await measureDocument(eightLineReceipt(), native, rounds)
  const signed = await measureDocument(signedReceipt(), native, rounds)
  const bill = await measureDocument(billWithCode(), native, rounds)
  const picture = await measureDocument(billWithCode(), drawn, rounds)
  const time = { atMost: 1, of: 'median' } as const
  const size = { atMost: 2.2, of: 'median' } as const
  const sizes = [
    { name: 'slip: size of the 8-line receipt', of: receipt, budget: size, note: '' },
    { name: 'slip: size with a signed code', of: signed, budget: size, note: 'code by the printer' },
    { name: 'slip: size of the bill', of: bill, budget: size, note: 'code by the printer' },
  ]
  return [
    figureOf(
      { name: 'slip: document of 8 lines to bytes', unit: 'ms', budget: time, note: '48 columns' },
      receipt.times,
    ),
    figureOf(
      { name: 'slip: the same with a signed code', unit: 'ms', budget: time, note: 'code by the printer' },
      signed.times,
    ),
    figureOf(
      { name: 'slip: bill, code by the printer', unit: 'ms', budget: time, note: '48 columns' },
      bill.times,
    ),
    figureOf(
      {
        ...{ name: 'slip: bill, code as a picture', unit: 'ms', budget: time },
        note: 'the same code again and again, as for a copy',
      },
      picture.times,
    ),
    ...sizes.map(({ name, of, budget, note }) =>
      figureOf({ name, unit: 'kB', budget, note }, [of.bytes / 1000]),
    ),
    figureOf(
      {
        ...{ name: 'slip: size of the bill with a picture', unit: 'kB' },
        note: 'only for printers that draw no code',
      },
      [picture.bytes / 1000],
    ),
  ]
}

/** Others beside ours, in turn within each round, so that all meet the same machine: without a code, then with one. */
async function peerFigures(profile: PrinterProfile, rounds: number): Promise<readonly Figure[]> {
  const { columns } = profile
  const plain = layoutDocument(eightLineReceipt(), { columns })
  const coded = layoutDocument(signedReceipt(), { columns })
  return [
    ...(await besideEachOther('lines to bytes', plain, profile, rounds)),
    ...(await besideEachOther('with a code', coded, profile, rounds)),
  ]
}

async function besideEachOther(
  what: string,
  layout: Layout,
  profile: PrinterProfile,
  rounds: number,
): Promise<readonly Figure[]> {
  const runs = slipEncoders(profile).map((encoder) => ({ encoder, times: [] as number[], bytes: 0 }))
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    for (const run of runs) {
      const { value, ms } = await timed(async () => await run.encoder.encode(layout))
      run.bytes = value.length
      if (round === 0) expectWholeSlip(run.encoder, value, layout)
      if (round >= WARM_UP) run.times.push(ms)
    }
  }
  const hasCode = layout.blocks.some(({ kind }) => kind === 'qr')
  return runs.map(({ encoder: { name, code }, times, bytes }) => {
    const note = `${(bytes / 1000).toFixed(2)} kB${hasCode && code === 'dots' ? ', code as dots' : ''}`
    return figureOf({ name: `${what}: ${name}`, unit: 'ms', note }, times)
  })
}

/** Rounds thrown away: the engine has not yet made fast what it runs often. */
const WARM_UP = 100

async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const before = performance.now()
  const value = await work()
  return { value, ms: performance.now() - before }
}

async function measureDocument(document: ReceiptDocument, profile: PrinterProfile, rounds: number) {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    const job = await timed(
      async () => await encodeLayout(layoutDocument(document, { columns: profile.columns }), profile),
    )
    bytes = job.value.length
    if (round >= WARM_UP) times.push(job.ms)
  }
  return { times, bytes }
}

const SHOP = {
  name: 'WARUNG CONTOH SATU',
  addressLines: ['Jl. Merdeka No. 1', 'Bandung 40111'],
  npwp: '0123456789012345',
  footerLines: ['Terima kasih atas kunjungan Anda'],
}

function eightLineReceipt(): SaleReceipt {
  const lines = Array.from({ length: 8 }, (_, index) => ({
    name: `Barang Contoh Nomor ${index + 1}`,
    quantity: 1 + (index % 3),
    unitPrice: 10_000,
    tax: 'ppn_included',
  }))
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice, 0)
  const receipt = receiptFromSale({
    shop: SHOP,
    saleNumber: 'BDG1-260715-00042',
    terminal: '1',
    cashier: 'Sari',
    occurredAt: '2026-07-15T14:05:33+07:00',
    lines,
    payments: [
      { tender: 'qris', amount: total, issuer: 'BANK CONTOH', rrn: '000012345678', nmid: 'ID9990000000037' },
    ],
  })
  if (!receipt.ok) throw new Error(`the sample sale is refused: ${JSON.stringify(receipt.error)}`)
  return receipt.value
}

/** As long as a real signed line; signed by nobody. */
const signedReceipt = (): SaleReceipt => ({
  ...eightLineReceipt(),
  qr: {
    kind: 'signed',
    text: `GERAI1-L-BDG1-260715-00042-IDR150000-20260715T070533Z-1-0-Kd93aXwz-${'aB3x'.repeat(21)}Zz`,
  },
})

/** As long as the codes of real shops; payable by nobody. */
const CODE = `GERAI BENCH ${'0123456789ABCDEF'.repeat(13)}`

function billWithCode(): ReceiptDocument {
  const {
    lines: _lines,
    subtotal: _subtotal,
    taxes: _taxes,
    payments: _payments,
    ...receipt
  } = eightLineReceipt()
  const { version, mode, language, shop, terminal, cashier, occurredAt, saleNumber, saleId } = receipt
  const { utcOffsetMinutes, zoneLabel, currency, copy, total } = receipt
  return {
    ...{ version, mode, language, shop, terminal, cashier, occurredAt, saleNumber, saleId },
    ...{ utcOffsetMinutes, zoneLabel, currency, copy },
    kind: 'bill',
    amount: total,
    payBy: 'qris',
    qrPayload: CODE,
    merchantName: SHOP.name,
    nmid: 'ID9990000000037',
    validUntil: '2026-07-15T07:20:33.000Z',
  }
}
