import { describe, expect, test } from 'vitest'
import { layoutDocument, layoutToText, type RasterImage } from '../../src/core/escpos-layout/index.ts'
import { amountOf } from '../../src/core/domain/money.ts'
import { markReprint, type ReceiptDocument, type TillReport } from '../../src/core/domain/receipts/receipt.ts'
import { reportImbalance } from '../../src/core/domain/receipts/sums.ts'
import {
  edcCopy,
  kiosReceipt,
  qrisBill,
  splitReceipt,
  testPage,
  tokoReceipt,
} from '../fakes/printer-receipts.ts'
import * as slips from '../fakes/printer-slips.ts'

const slip = (document: ReceiptDocument, columns = 32): string =>
  layoutToText(layoutDocument(document, { columns })).join('\n')

describe('money that goes back', () => {
  test('has its own number, names the sale, and stands with a minus', () => {
    const text = slip(slips.refundSlip)
    expect(text).toContain('PENGEMBALIAN DANA')
    expect(text).toContain('No    : DPS1-R-260715-0003')
    expect(text).toContain('Asal  : DPS1-260715-0042')
    expect(text).toMatch(/TOTAL KEMBALI +-Rp 45\.000/)
    expect(text).not.toContain('LUNAS')
  })

  test('is signed for when it is cash, and only then', () => {
    expect(slip(slips.refundSlip)).toMatch(/_{24}\nTanda tangan pelanggan/)
    expect(slip(slips.providerRefund)).not.toContain('____')
  })

  test.each([
    ['done', 'SUDAH DIKEMBALIKAN'],
    ['pending', 'DIPROSES - belum tentu masuk'],
    ['unknown', 'STATUS BELUM PASTI - cek ulang'],
  ] as const)('that is %s says so', (status, words) => {
    const others = ['SUDAH DIKEMBALIKAN', 'DIPROSES', 'BELUM PASTI'].filter((each) => !words.includes(each))
    const text = slip({ ...slips.refundSlip, status })
    expect(text).toContain(words)
    for (const other of others) expect(text).not.toContain(other)
  })

  test('in cash that coins rounded shows what was rounded, so that the slip adds up', () => {
    const slips58 = { ...slips.refundSlip, lines: [], amount: amountOf(7_600), rounding: amountOf(50) }
    expect(slip(slips58)).toMatch(/Jumlah +-7\.550\nPembulatan +-50\nTOTAL KEMBALI +-Rp 7\.600/)
    // with lines, they are what was rounded
    expect(slip({ ...slips.refundSlip, amount: amountOf(45_050), rounding: amountOf(50) })).not.toContain(
      'Jumlah',
    )
  })

  test('by a provider keeps its reference in one piece, to be typed off', () => {
    // as long as the provider's are: five characters and a ULID
    const reference = 'rfnd_01M808ANE85KHS9TN62M5D2JSD'
    expect(slip({ ...slips.providerRefund, reference }).split('\n')).toContain(reference)
  })

  test('before settlement is a void', () => {
    expect(
      slip(slips.voidSlip)
        .split('\n')
        .map((line) => line.trim()),
    ).toContain('BATAL')
  })
})

describe('a till report', () => {
  test('X is interim, Z is signed', () => {
    expect(slip(slips.xReport)).toContain('Sementara; shift masih buka.')
    expect(slip(slips.xReport)).not.toContain('____')
    expect(slip(slips.zReport)).toMatch(/_{24}\nTanda tangan: Sari/)
  })

  test('counts the drawer note by note and says what is missing', () => {
    const text = slip(slips.zReport)
    expect(text).toMatch(/ {2}18 x 100\.000 +1\.800\.000/)
    expect(text).toMatch(/Seharusnya +2\.254\.850/)
    expect(text).toMatch(/Dihitung +2\.250\.000/)
    expect(text).toMatch(/KURANG +-4\.850/)
  })

  test.each([
    [2_254_850, /PAS +0/],
    [2_255_000, /LEBIH +\+150/],
  ])('a drawer with %i in it reads %s', (counted, words) => {
    const cash = { ...slips.zReport.cash, counted: amountOf(counted) }
    expect(slip({ ...slips.zReport, cash })).toMatch(words)
  })

  test('says which openings of the drawer it counts: each cash sale opens it too', () => {
    expect(slip(slips.zReport)).toMatch(/Laci dibuka tanpa jual +24/)
    expect(slip({ ...slips.zReport, language: 'en' })).toMatch(/Drawer opened, no sale +24/)
  })

  test('not counted yet has no variance', () => {
    const text = slip(slips.xReport)
    expect(text).toMatch(/Dihitung +belum dihitung/)
    expect(text).not.toMatch(/KURANG|LEBIH|PAS/)
  })

  test('money whose fate is open stands apart from what was sold', () => {
    expect(slip(slips.zReport)).toMatch(/Belum pasti 1x +85\.000/)
    expect(slip(slips.xReport)).not.toContain('Belum pasti')
  })

  test('of a day without sales says so', () => {
    expect(slip({ ...slips.zReport, numbers: null })).toContain('Belum ada penjualan')
  })

  test('adds up, and names the sum that does not', () => {
    expect(reportImbalance(slips.zReport)).toBeNull()
    expect(reportImbalance(slips.xReport)).toBeNull()
    const report = (change: Partial<TillReport>) => reportImbalance({ ...slips.zReport, ...change })
    const { sales, cash } = slips.zReport
    expect(report({ sales: { ...sales, discounts: amountOf(0) } })).toEqual({
      type: 'report_sales_do_not_add_up',
      expected: 9_412_350,
    })
    expect(report({ cash: { ...cash, out: amountOf(0) } })).toEqual({
      type: 'report_cash_does_not_add_up',
      expected: 2_504_850,
    })
    expect(report({ cash: { ...cash, variance: null } })).toEqual({
      type: 'report_variance_does_not_add_up',
      expected: -4_850,
    })
  })
})

describe('slips about the drawer', () => {
  test('a shift begins with its float, note by note, and a signature', () => {
    const text = slip(slips.shiftOpenSlip)
    expect(text).toContain('BUKA SHIFT')
    expect(text).toMatch(/ {2}4 x 50\.000 +200\.000/)
    expect(text).toMatch(/Modal awal +Rp 300\.000/)
    expect(text).not.toContain('0 x 100')
    expect(text).toContain('Tanda tangan: Sari')
  })

  test('cash in and cash out say which, why and who agreed', () => {
    expect(slip(slips.cashInSlip)).toContain('KAS MASUK')
    const out = slip(slips.cashOutSlip)
    expect(out).toContain('KAS KELUAR')
    expect(out).toContain('Alasan   : Beli es batu dan gas')
    expect(out).toContain('Disetujui: Made')
  })
})

describe('a card batch', () => {
  test('that differs from the till says by how much', () => {
    expect(slip(slips.settlementSlip)).toMatch(/SELISIH +-100\.000/)
  })

  test('that has another count does not match, though the sums do', () => {
    const { byTill } = slips.settlementSlip
    const same = { ...slips.settlementSlip, byTerminal: byTill }
    expect(slip(same)).toContain('COCOK')
    expect(slip({ ...same, byTerminal: { ...byTill, count: 6 } })).toMatch(/SELISIH +0/)
  })

  test('that nobody has typed yet shows the till alone', () => {
    expect(slip({ ...slips.settlementSlip, byTerminal: null })).not.toMatch(/mesin EDC|SELISIH|COCOK/)
  })
})

describe('the sales of some days', () => {
  test('add up by category as well: discounts on whole sales and added taxes belong to none', () => {
    const { totals, categories } = slips.salesReport
    expect(totals.orderDiscounts).toBeGreaterThan(0)
    expect(totals.addedTaxes).toBeGreaterThan(0)
    const [, parts = ''] = slip(slips.salesReport).split('PER KATEGORI')
    const amounts = Array.from(parts.matchAll(/ (-?[\d.]+)$/gm), ([, text = '']) =>
      Number(text.replaceAll('.', '')),
    )
    expect(amounts).toHaveLength(categories.length + 2)
    expect(amounts.reduce((sum, each) => sum + each, 0)).toBe(totals.sold)
  })
})

test('an attention slip says what happened, what is safe and what to do', () => {
  const text = slip(slips.attentionSlip).replaceAll('\n', ' ')
  for (const sentence of slips.attentionSlip.sentences) expect(text).toContain(sentence)
  expect(text).toContain('cs_01J2R7M0000000000000000077')
})

describe('every kind of slip', () => {
  const all = [kiosReceipt, qrisBill, edcCopy, testPage, ...slips.SHOP_SLIPS]

  test.each(all)('$kind is marked in practice and in test, at both ends', (document) => {
    for (const [mode, banner] of [
      ['practice', 'LATIHAN - BUKAN TRANSAKSI SAH'],
      ['test', 'MODE UJI - BUKAN TRANSAKSI SAH'],
    ] as const) {
      const lines = slip({ ...document, mode }).split('\n')
      expect([lines.at(0)?.trim(), lines.at(-1)?.trim()]).toEqual([banner, banner])
    }
  })

  test.each(all)('$kind is marked when it is printed again', (document) => {
    const copy = { number: 3, printedAt: '2026-07-16T01:00:00.000Z', askedBy: 'Budi' }
    expect(slip(markReprint(document, copy)).split('\n')[0]?.trim()).toBe('CETAK ULANG - SALINAN ke-3')
    expect(slip({ ...markReprint(document, copy), language: 'en' })).toContain('REPRINT - COPY no. 3')
  })

  const INDONESIAN =
    /\b(Kasir|Tgl|Tanggal|Diskon|Kembalian|Penerbit|Alasan|Disetujui|Seharusnya|Jumlah|LUNAS)\b/
  test.each(all)('$kind has no Indonesian word left in English', (document) => {
    expect(slip({ ...document, language: 'en' })).not.toMatch(INDONESIAN)
    expect(slip({ ...document, language: 'id' })).not.toMatch(
      /\b(Cashier|Receipt|Expected|Reason|Approved|PAID)\b/,
    )
  })
})

describe('the shop’s copy', () => {
  const copy = { number: 1, printedAt: '2026-07-15T06:05:33.000Z', askedBy: 'Sari', holder: 'shop' } as const
  test('says whose it is and is no reprint', () => {
    const text = slip(markReprint(kiosReceipt, copy))
    expect(text.split('\n')[0]?.trim()).toBe('SALINAN TOKO')
    expect(text).not.toContain('CETAK ULANG')
  })
})

describe('who sells and where', () => {
  const places = { terminal: 'Kasir Depan 1', cashier: 'Ibu Rina' }
  const colonsOf = (text: string): number[] =>
    text
      .split('\n')
      .filter((line) => /^(?:No|Tgl|Kasir|Terminal)\b/.test(line))
      .map((line) => line.indexOf(':'))

  test('stand under each other where both do not fit one line', () => {
    expect(colonsOf(slip({ ...kiosReceipt, ...places }))).toEqual([8, 8, 8, 8])
    expect(colonsOf(slip({ ...kiosReceipt, hidden: ['cashier'] }))).toEqual([8, 8, 8])
  })

  test('stand beside each other where they fit', () => {
    expect(slip(kiosReceipt)).toContain('\nKasir: Sari      Terminal: 1\n')
  })
})

describe('the shop’s rules', () => {
  const shop = { ...kiosReceipt.shop, termsLines: ['Tidak dapat ditukar kecuali dengan struk ini.'] }

  test('stand on the receipt they speak of, and not on a bill that nobody has paid', () => {
    expect(slip({ ...kiosReceipt, shop })).toContain('Tidak dapat ditukar')
    expect(slip({ ...qrisBill, shop })).not.toContain('Tidak dapat ditukar')
    expect(slip({ ...qrisBill, shop })).toContain('Terima kasih')
  })
})

describe('how a page was paid', () => {
  const paidBy = (method: string) =>
    slip({
      ...kiosReceipt,
      payments: [{ tender: 'link', amount: kiosReceipt.total, method, reference: null }],
    })

  test.each([
    ['qris', 'QRIS'],
    ['bank_transfer', 'Transfer Bank'],
    ['gopay', 'gopay'],
  ])('%s is read as %s', (method, words) => {
    expect(paidBy(method)).toContain(`Metode      : ${words}\n`)
  })
})

describe('a weighed line', () => {
  const weighed = (change: Partial<typeof kiosReceipt>) => ({
    ...kiosReceipt,
    lines: kiosReceipt.lines.map((line) => ({ ...line, quantity: 1_350 })),
    ...change,
  })

  test('has the mark that its price has: 1,350 beside 12.50 would be thousands', () => {
    expect(slip(weighed({}))).toContain('  1,350 x 25.000')
    expect(slip(weighed({ currency: 'USD', language: 'en' }))).toContain('  1.350 x 250.00')
    expect(slip(weighed({ currency: 'USD' }))).toContain('  1,350 x 250,00')
  })
})

describe('the logo', () => {
  const logo: RasterImage = { widthDots: 8, heightDots: 1, rows: Uint8Array.of(0xff) }
  const blocks = (document: ReceiptDocument) => layoutDocument(document, { columns: 32, logo }).blocks

  test('stands above the name, below what says that the slip is not valid', () => {
    expect(blocks({ ...kiosReceipt, mode: 'practice' }).slice(0, 3)).toMatchObject([
      { text: 'LATIHAN - BUKAN TRANSAKSI SAH' },
      { kind: 'image', image: logo },
      { text: 'KIOS CONTOH TIGA' },
    ])
  })

  test('is on what customers get, and costs no paper on what stays in the shop', () => {
    const withLogo = (document: ReceiptDocument) => blocks(document).some((block) => block.kind === 'image')
    expect([kiosReceipt, qrisBill, slips.refundSlip].map(withLogo)).toEqual([true, true, true])
    expect([slips.zReport, slips.cashOutSlip, slips.shiftOpenSlip].map(withLogo)).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('what the owner leaves off', () => {
  test.each([
    ['address', kiosReceipt, 32, 'Jl. Merdeka No. 1'],
    ['cashier', kiosReceipt, 32, 'Kasir'],
    ['terminal', kiosReceipt, 32, 'Terminal'],
    ['notes', splitReceipt, 32, 'digiling halus'],
    ['item_count', tokoReceipt, 48, '(4 item)'],
    ['tax_base', kiosReceipt, 32, 'DPP'],
    ['payment_details', kiosReceipt, 32, 'RRN'],
  ] as const)('%s', (field, document, columns, words) => {
    expect(slip(document, columns)).toContain(words)
    expect(slip({ ...document, hidden: [field] }, columns)).not.toContain(words)
  })

  test('the provider’s reference', () => {
    const [payment] = kiosReceipt.payments
    if (payment?.tender !== 'qris') throw new Error('no QRIS')
    const document = { ...kiosReceipt, payments: [{ ...payment, reference: 'cs_1' }] }
    expect(slip(document)).toContain('Ref.        : cs_1')
    expect(slip({ ...document, hidden: ['provider_reference'] })).not.toContain('cs_1')
  })

  test('never hides which card it was, nor that money was taken', () => {
    const text = slip({ ...splitReceipt, hidden: ['payment_details'] })
    expect(text).toContain('************1234')
    expect(text).toContain('A1B2C3')
    expect(text).toMatch(/Kartu \(EDC\) +100\.000/)
    expect(text).toContain('LUNAS')
    expect(text).not.toMatch(/MID|TID|Batch/)
  })
})

describe('the code at the foot', () => {
  const codes = (document: ReceiptDocument) =>
    layoutDocument(document, { columns: 32 }).blocks.filter((block) => block.kind === 'qr')
  const signed = { ...kiosReceipt, qr: { kind: 'signed', text: 'GERAI1*original' } as const }

  test('is the signed text, with a word on what it is for', () => {
    expect(codes(signed)).toMatchObject([{ payload: 'GERAI1*original' }])
    expect(slip(signed)).toMatch(/Pindai untuk memeriksa\n +keaslian struk/)
  })

  test('of a copy is the copy’s own, and never the original’s', () => {
    const copy = { number: 2, printedAt: '2026-07-16T01:00:00.000Z', askedBy: 'Budi' }
    expect(codes(markReprint(signed, { ...copy, seal: 'GERAI1*copy' }))).toMatchObject([
      { payload: 'GERAI1*copy' },
    ])
    expect(codes(markReprint(signed, copy))).toEqual([])
  })

  test('may be an address of the shop, with the shop’s words', () => {
    const link = {
      ...kiosReceipt,
      qr: { kind: 'link', text: 'https://toko.example', caption: 'Ikuti kami' } as const,
    }
    expect(codes(link)).toMatchObject([{ payload: 'https://toko.example', moduleHint: 'link' }])
    expect(slip(link)).toContain('Ikuti kami')
  })
})

test('only an owner who asked for it says that a slip is no tax invoice', () => {
  expect(slip(kiosReceipt)).not.toContain('Faktur Pajak')
  expect(slip({ ...kiosReceipt, notTaxInvoice: true })).toContain('Struk ini bukan Faktur Pajak.')
})
