import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  layoutDocument,
  layoutToText,
  MAX_COLUMNS,
  MIN_COLUMNS,
  toPrintable,
  type Layout,
} from '../../src/core/escpos-layout/index.ts'
import { amountOf, formatAmount, MAX_SALE_AMOUNT } from '../../src/core/domain/money.ts'
import {
  markReprint,
  type ReceiptDocument,
  type ReceiptPayment,
  type ReceiptStatus,
  type SaleReceipt,
} from '../../src/core/domain/receipt.ts'
import {
  edcCopy,
  kiosReceipt,
  qrisBill,
  splitReceipt,
  testPage,
  tokoReceipt,
} from '../fakes/printer-receipts.ts'

const printed = (document: ReceiptDocument, columns = 32): string[] =>
  layoutToText(layoutDocument(document, { columns }))
const slip = (document: ReceiptDocument, columns = 32): string => printed(document, columns).join('\n')

describe('the worked slips of the trade', () => {
  test('58 mm, tax included, QRIS', () => {
    expect(printed(kiosReceipt, 32)).toEqual([
      '        KIOS CONTOH TIGA',
      '       Jl. Merdeka No. 1',
      '         Denpasar 80111',
      '     NPWP 0123456789012345',
      '================================',
      'No   : DPS1-260715-0042',
      'Tgl  : 15/07/2026 14:05 WITA',
      'Kasir: Sari      Terminal: 1',
      '--------------------------------',
      'Kaos Anak Polos',
      '  2 x 25.000              50.000',
      'Tas Kain Kanvas',
      '  2 x 45.000              90.000',
      'Pulpen Biru',
      '  3 x 5.000               15.000',
      '  Diskon                  -5.000',
      '--------------------------------',
      'Subtotal                 150.000',
      'TOTAL                 Rp 150.000',
      '--------------------------------',
      'Termasuk PPN 11%          14.865',
      'DPP                      135.135',
      '--------------------------------',
      'QRIS                     150.000',
      'Status      : LUNAS',
      'Penerbit    : BANK CONTOH',
      'RRN         : 000012345678',
      'NMID        : ID9990000000037',
      '--------------------------------',
      'Terima kasih atas kunjungan Anda',
    ])
  })

  test('80 mm, tax added, cash with change and rounding', () => {
    expect(printed(tokoReceipt, 48)).toEqual([
      '                TOKO CONTOH DUA',
      '      Jl. Pahlawan No. 10, Surabaya 60271',
      '             NPWP 0123456789012352',
      '================================================',
      'No. Struk : SBY1-260715-0107',
      'Tanggal   : 15/07/2026 16:32:10 WIB',
      'Kasir     : Budi                     Terminal: 2',
      '------------------------------------------------',
      'Setrika Mini          1 x  75.000         75.000',
      'Sabun Cuci 1 L        3 x  20.000         60.000',
      '------------------------------------------------',
      'Subtotal (4 item)                        135.000',
      'Diskon                                         0',
      'DPP                                      135.000',
      'PPN 11%                                   14.850',
      'Pembulatan                                   +50',
      'TOTAL                                 Rp 149.900',
      '------------------------------------------------',
      'Tunai                                    150.000',
      'Kembalian                                    100',
      '------------------------------------------------',
      'Barang yang sudah dibeli tidak dapat ditukar',
      'kecuali dengan struk ini.',
      '                  Terima kasih',
    ])
  })
})

describe('LUNAS', () => {
  const wordsFor = (status: ReceiptStatus, payments = kiosReceipt.payments): string =>
    slip({ ...kiosReceipt, status, payments })

  test('stands on a slip that is paid', () => {
    expect(wordsFor('paid')).toContain('Status      : LUNAS')
    expect(slip(splitReceipt).match(/LUNAS/g)).toHaveLength(1)
  })

  test('never stands alone on one that is not', () => {
    for (const status of ['partly_paid', 'unpaid', 'unknown'] as const) {
      expect(wordsFor(status).replace('BELUM LUNAS', '')).not.toContain('LUNAS')
    }
  })

  test('money whose fate is not known says so', () => {
    expect(wordsFor('unknown')).toContain('STATUS BELUM PASTI - cek ulang')
  })

  test('a part payment says what is still due', () => {
    const text = slip({ ...splitReceipt, payments: splitReceipt.payments.slice(0, 1), status: 'partly_paid' })
    expect(text).toContain('DIBAYAR SEBAGIAN')
    expect(text).toMatch(/Sisa Tagihan +50\.000/)
  })

  test('an unpaid slip says so', () => {
    expect(wordsFor('unpaid', [])).toContain('BELUM LUNAS')
  })
})

describe('a slip that must not pass for a receipt', () => {
  test('practice is marked at the top and at the bottom', () => {
    const lines = printed({ ...kiosReceipt, mode: 'practice' })
    expect(lines.at(0)?.trim()).toBe('LATIHAN - BUKAN TRANSAKSI SAH')
    expect(lines.at(-1)?.trim()).toBe('LATIHAN - BUKAN TRANSAKSI SAH')
  })

  test('so is the provider test mode, on every kind of slip', () => {
    for (const document of [kiosReceipt, qrisBill, edcCopy, testPage]) {
      const lines = printed({ ...document, mode: 'test' })
      expect([lines.at(0)?.trim(), lines.at(-1)?.trim()]).toEqual(
        Array(2).fill('MODE UJI - BUKAN TRANSAKSI SAH'),
      )
    }
  })

  test('a live slip carries no mark', () => {
    expect(slip(kiosReceipt)).not.toMatch(/LATIHAN|MODE UJI|CETAK ULANG/)
  })

  test('a reprint says so on top, with its own time and who asked', () => {
    const lines = printed(
      markReprint(kiosReceipt, { number: 2, printedAt: '2026-07-16T01:00:00.000Z', askedBy: 'Budi' }),
    )
    expect(lines.slice(0, 2).map((line) => line.trim())).toEqual([
      'CETAK ULANG - SALINAN ke-2',
      '16/07/2026 09:00 WITA oleh Budi',
    ])
    expect(lines).toContain('Tgl  : 15/07/2026 14:05 WITA')
  })

  test('a bill carries the code, its limit in time, and BELUM LUNAS; no lines of goods', () => {
    const layout = layoutDocument(qrisBill, { columns: 32 })
    const text = layoutToText(layout).join('\n')
    expect(layout.blocks.filter((block) => block.kind === 'qr')).toMatchObject([
      { payload: qrisBill.qrPayload, moduleHint: 'qris' },
    ])
    expect(text).toContain('Berlaku s.d. 14:20 WITA')
    expect(text.match(/BELUM LUNAS/g)).toHaveLength(2)
    expect(text).toContain('NMID: ID9990000000011')
    expect(text).not.toMatch(/Subtotal|TOTAL/)
  })

  test('a code that runs out on another day says which', () => {
    expect(slip({ ...qrisBill, validUntil: '2026-07-16T06:20:33.000Z' })).toContain('s.d. 16/07/2026 14:20')
  })
})

describe('what a slip shows of a card', () => {
  test('is the last four digits', () => {
    expect(slip(splitReceipt, 48)).toContain('No. Kartu   : **** **** **** 1234')
    expect(slip(splitReceipt, 32)).toContain('No. Kartu   : ************1234')
  })

  test('leaves out what the terminal did not tell', () => {
    const payments: ReceiptPayment[] = [
      { ...edcCopy.payment, batch: null, rrn: null, entryMode: null, lastFour: null },
    ]
    expect(slip({ ...splitReceipt, payments })).not.toMatch(/Batch|No\. Ref|Cara Baca|No\. Kartu|null/)
  })
})

describe('letters', () => {
  test.each([
    ['Kopi \u201cGayo\u201d \u2013 2\u00a0kg', 'Kopi "Gayo" - 2 kg'],
    ['Cr\u00e8me br\u00fbl\u00e9e \u00d7 2\u2026', 'Creme brulee x 2...'],
    ['\u00c6bler \u00f8l Stra\u00dfe', 'AEbler ol Strasse'],
    ['Rp\u202f5.000', 'Rp 5.000'],
    ['bar\u0007\u001b@is\u0000\u200b', 'bar@is'],
    ['satu\ndua\ttiga', 'satu dua tiga'],
    ['\u202emirip\u2066', 'mirip'],
    ['\u00bd kg', '1/2 kg'],
  ])('%j is printed as %j', (text, expected) => {
    expect(toPrintable(text)).toEqual({ text: expected, replaced: [] })
  })

  test('without a counterpart become a question mark, once warned of for each name', () => {
    const layout = layoutDocument(splitReceipt, { columns: 32 })
    expect(layoutToText(layout)).toContain('Teh ?')
    expect(layout.warnings).toEqual([{ type: 'character_replaced', character: '\u8336', text: 'Teh \u8336' }])
  })

  test('are always one line of plain ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toPrintable(text).text).toMatch(/^[\x20-\x7E]*$/)
      }),
    )
  })
})

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

  test.each([qrisBill, edcCopy, testPage])('$kind slips fit too', (document) => {
    for (let columns = MIN_COLUMNS; columns <= MAX_COLUMNS; columns += 1) {
      for (const language of ['id', 'en'] as const) {
        expect(linesFit(layoutDocument({ ...document, language, mode: 'test' }, { columns }))).toBe(true)
      }
    }
  })

  test('ends in a cut', () => {
    for (const document of [kiosReceipt, qrisBill, edcCopy, testPage]) {
      expect(layoutDocument(document, { columns: 32 }).blocks.at(-1)).toEqual({ kind: 'cut' })
    }
  })

  test.each([23, 65, 32.5])('a printer of %s columns is a mistake in the program', (columns) => {
    expect(() => layoutDocument(kiosReceipt, { columns })).toThrow(RangeError)
  })
})
