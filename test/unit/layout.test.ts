import { describe, expect, test } from 'vitest'
import { layoutDocument, layoutToText, MAX_COLUMNS, MIN_COLUMNS } from '../../src/core/escpos-layout/index.ts'
import {
  markReprint,
  type ReceiptDocument,
  type ReceiptPayment,
  type ReceiptStatus,
} from '../../src/core/domain/receipts/receipt.ts'
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

/**
 * Character for character. The drawings centre by eye (a name of 17 letters stands half a column to the left, one of 35 to
 * the right), so a line that is centred in them may stand one column beside; everything else may not.
 */
function expectAsDrawn(document: ReceiptDocument, columns: number, drawing: string): void {
  const lines = printed(document, columns)
  const drawn = drawing.split('\n').slice(1, -1)
  expect(lines.map((line) => line.trimStart())).toEqual(drawn.map((line) => line.trimStart()))
  for (const [index, line] of drawn.entries()) {
    const [ours, theirs] = [indentOf(lines[index] ?? ''), indentOf(line)]
    expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(theirs > 2 || ours > 2 ? 1 : 0)
    // what stands at the right edge stands there to the column
    if (line.length === columns) expect(lines[index]).toBe(line)
  }
}
const indentOf = (line: string): number => line.length - line.trimStart().length

describe('the worked slips of the trade', () => {
  test('58 mm, tax included, QRIS', () => {
    expectAsDrawn(
      kiosReceipt,
      32,
      `
        KIOS CONTOH TIGA
       Jl. Merdeka No. 1
         Denpasar 80111
     NPWP 0123456789012345
================================
No   : DPS1-260715-0042
Tgl  : 15/07/2026 14:05 WITA
Kasir: Sari      Terminal: 1
--------------------------------
Kaos Anak Polos
  2 x 25.000              50.000
Tas Kain Kanvas
  2 x 45.000              90.000
Pulpen Biru
  3 x 5.000               15.000
  Diskon                  -5.000
--------------------------------
Subtotal                 150.000
TOTAL                 Rp 150.000
--------------------------------
Termasuk PPN 11%          14.865
DPP                      135.135
--------------------------------
QRIS                     150.000
Status      : LUNAS
Penerbit    : BANK CONTOH
RRN         : 000012345678
NMID        : ID9990000000037
--------------------------------
  Terima kasih atas kunjungan
             Anda
`,
    )
  })

  test('80 mm, tax added, cash with change and rounding', () => {
    expectAsDrawn(
      tokoReceipt,
      48,
      `
                TOKO CONTOH DUA
       Jl. Pahlawan No. 10, Surabaya 60271
              NPWP 0123456789012352
================================================
No. Struk : SBY1-260715-0107
Tanggal   : 15/07/2026 16:32:10 WIB
Kasir     : Budi                     Terminal: 2
------------------------------------------------
Setrika Mini          1 x  75.000         75.000
Sabun Cuci 1 L        3 x  20.000         60.000
------------------------------------------------
Subtotal (4 item)                        135.000
Diskon                                         0
DPP                                      135.000
PPN 11%                                   14.850
Pembulatan                                   +50
TOTAL                                 Rp 149.900
------------------------------------------------
Tunai                                    150.000
Kembalian                                    100
------------------------------------------------
Barang yang sudah dibeli tidak dapat ditukar
kecuali dengan struk ini.
                  Terima kasih
`,
    )
  })

  test('what is centred stands in the middle, with a free column at either side', () => {
    for (let columns = MIN_COLUMNS; columns <= MAX_COLUMNS; columns += 1) {
      const centred = layoutDocument(kiosReceipt, { columns }).blocks.flatMap((block) =>
        block.kind === 'text' && block.align === 'center' ? [block.text] : [],
      )
      const lines = printed(kiosReceipt, columns)
      for (const text of centred) {
        const indent = indentOf(lines.find((line) => line.trim() === text) ?? '')
        expect(indent).toBeGreaterThanOrEqual(1)
        expect([0, 1]).toContain(columns - text.length - 2 * indent)
      }
    }
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
    expect(lines.slice(0, 3).map((line) => line.trim())).toEqual([
      'CETAK ULANG - SALINAN ke-2',
      '16/07/2026 09:00 WITA',
      'oleh Budi',
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
