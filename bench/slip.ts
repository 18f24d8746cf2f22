import type { ReceiptDocument } from '../src/core/domain/receipt.ts'
import { layoutDocument } from '../src/core/escpos-layout/index.ts'
import {
  encodeLayout,
  findProfile,
  GENERIC_80,
  type PrinterProfile,
} from '../src/main/adapters/escpos/index.ts'
import { receiptFromSale } from '../src/cli/receipt-sale.ts'
import { figureOf, type BenchOptions, type Figure } from './figure.ts'

/** From the stored document to the bytes of its print job, as the printer's worker does it. */
export async function benchSlip({ scale }: BenchOptions): Promise<readonly Figure[]> {
  const raster = findProfile('xprinter-xp-80')
  const profile: PrinterProfile = { ...GENERIC_80, qr: { ...GENERIC_80.qr, mode: 'native' } }
  const drawn: PrinterProfile = { ...(raster ?? GENERIC_80), qr: { ...GENERIC_80.qr, mode: 'raster' } }
  const rounds = 500 * scale
  const receipt = await measure(eightLineReceipt(), profile, rounds)
  const bill = await measure(billWithCode(), profile, rounds)
  const picture = await measure(billWithCode(), drawn, rounds)
  const time = { atMost: 1, of: 'median' } as const
  const size = { atMost: 2.2, of: 'median' } as const
  return [
    figureOf(
      { name: 'slip: receipt of 8 lines to bytes', unit: 'ms', budget: time, note: '48 columns' },
      receipt.times,
    ),
    figureOf(
      { name: 'slip: bill, QR by the printer', unit: 'ms', budget: time, note: '48 columns' },
      bill.times,
    ),
    figureOf(
      {
        name: 'slip: bill, QR as a picture',
        unit: 'ms',
        budget: time,
        note: 'the same code again and again, as for a copy',
      },
      picture.times,
    ),
    figureOf({ name: 'slip: size of the 8-line receipt', unit: 'kB', budget: size }, [receipt.bytes / 1000]),
    figureOf({ name: 'slip: size of the bill', unit: 'kB', budget: size, note: 'QR by the printer' }, [
      bill.bytes / 1000,
    ]),
    figureOf(
      {
        name: 'slip: size of the bill with a picture',
        unit: 'kB',
        note: 'only for printers that draw no QR',
      },
      [picture.bytes / 1000],
    ),
  ]
}

async function measure(document: ReceiptDocument, profile: PrinterProfile, rounds: number) {
  const times: number[] = []
  let bytes = 0
  for (let round = 0; round < 100 + rounds; round += 1) {
    const before = performance.now()
    const job = await encodeLayout(layoutDocument(document, { columns: profile.columns }), profile)
    const took = performance.now() - before
    bytes = job.length
    if (round >= 100) times.push(took)
  }
  return { times, bytes }
}

const SHOP = {
  name: 'WARUNG CONTOH SATU',
  addressLines: ['Jl. Merdeka No. 1', 'Bandung 40111'],
  npwp: '0123456789012345',
  footerLines: ['Terima kasih atas kunjungan Anda'],
}

function eightLineReceipt(): ReceiptDocument {
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

/** As long as the codes of real shops; payable by nobody. */
const CODE = `GERAI BENCH ${'0123456789ABCDEF'.repeat(13)}`

function billWithCode(): ReceiptDocument {
  const receipt = eightLineReceipt()
  if (receipt.kind !== 'receipt') throw new Error('the sample is no receipt')
  const {
    version,
    mode,
    language,
    shop,
    terminal,
    cashier,
    occurredAt,
    utcOffsetMinutes,
    zoneLabel,
    currency,
    copy,
  } = receipt
  return {
    ...{
      version,
      mode,
      language,
      shop,
      terminal,
      cashier,
      occurredAt,
      utcOffsetMinutes,
      zoneLabel,
      currency,
      copy,
    },
    kind: 'bill',
    saleNumber: receipt.saleNumber,
    saleId: receipt.saleId,
    amount: receipt.total,
    payBy: 'qris',
    qrPayload: CODE,
    merchantName: SHOP.name,
    nmid: 'ID9990000000037',
    validUntil: '2026-07-15T07:20:33.000Z',
  }
}
