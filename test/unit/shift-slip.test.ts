import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, MAX_SALE_AMOUNT } from '../../src/core/domain/money.ts'
import type { ReportClosing, TillReport } from '../../src/core/domain/receipts/receipt.ts'
import { layoutDocument, layoutToText, MAX_COLUMNS, MIN_COLUMNS } from '../../src/core/escpos-layout/index.ts'
import { zReport } from '../fakes/printer-slips.ts'

const closing: ReportClosing = {
  businessDate: '2026-07-15',
  openedBy: 'Sari',
  varianceReason: 'salah kembalian',
  counts: 2,
  outside: [
    { tender: 'cash', currency: 'IDR', count: 1, amount: amountOf(12_000) },
    { tender: 'link', currency: 'USD', count: 2, amount: amountOf(1_950) },
  ],
  carried: [
    {
      saleNumber: 'DPS1-260715-0061',
      tender: 'edc',
      state: 'recorded',
      amount: amountOf(70_000),
      currency: 'IDR',
    },
    {
      saleNumber: 'DPS1-260715-0063',
      tender: 'qris',
      state: 'presented',
      amount: amountOf(85_000),
      currency: 'IDR',
    },
  ],
  unsettled: [{ tid: '10203040', batch: '000012', count: 4, amount: amountOf(1_430_000) }],
  people: [
    { name: 'Sari', reprints: 3, drawerOpenings: 1, canceledSales: 2, cashAfterCode: 1, overrides: 0 },
    { name: 'Pak Dedi', reprints: 0, drawerOpenings: 0, canceledSales: 0, cashAfterCode: 0, overrides: 2 },
  ],
  restored: true,
  logEnd: `1204:${'0123456789abcdef'.repeat(4)}`,
}
const lines = (report: TillReport, columns: number): string[] =>
  layoutToText(layoutDocument(report, { columns }))

describe('a Z on paper', () => {
  test('tells what stands beside the sums, and leaves out what there is nothing of', () => {
    const text = lines({ ...zReport, closing }, 32).join('\n')
    expect(text).toMatch(/Hari usaha *: 15\/07\/2026/)
    expect(text).toMatch(/DI LUAR SHIFT\nTunai 1x +Rp 12\.000\n.* 2x +US\$ 19,50/)
    expect(text).toMatch(/DPS1-260715-0061\n.*belum diterima\s+Rp 70\.000/)
    expect(text).toMatch(/TID 10203040 \/ 000012 4x\s+1\.430\.000/)
    expect(text).toMatch(/Sari\n {2}Cetak ulang +3\n/)
    expect(text).not.toMatch(/Izin khusus +0/)
    // the end of the log is whole, over as many lines as it takes
    expect(text.replaceAll('\n', '')).toContain(closing.logEnd)
    const bare = { ...closing, outside: [], carried: [], unsettled: [], people: [], restored: false }
    expect(lines({ ...zReport, closing: bare }, 32).join('\n')).not.toMatch(
      /DI LUAR|DITERUSKAN|EDC BELUM|DILIHAT/,
    )
  })

  test('adds up: money for sales that another shift finishes stands between the ways of paying and the total', () => {
    expect(lines(zReport, 32).join('\n')).not.toContain('nota shift lain')
    const [first, ...others] = zReport.tenders
    if (first === undefined) throw new Error('nothing was taken')
    for (const [more, said] of [
      [1_600, '+1.600'],
      [-2_500, '-2.500'],
    ] as const) {
      const tenders = [{ ...first, amount: amountOf(first.amount + more) }, ...others]
      const text = lines({ ...zReport, tenders }, 32).join('\n')
      expect(text).toMatch(new RegExp(`\\n {2}Untuk nota shift lain +\\${said}\\n`))
    }
  })

  test('fits every paper, whatever is typed and however much it is', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 90 })
    fc.assert(
      fc.property(
        fc.integer({ min: MIN_COLUMNS, max: MAX_COLUMNS }),
        anyText,
        fc.integer({ min: 0, max: MAX_SALE_AMOUNT }).map(amountOf),
        fc.constantFrom('id', 'en' as const),
        (columns, typed, amount, language) => {
          const report: TillReport = {
            ...{ ...zReport, language },
            closing: {
              ...{ ...closing, openedBy: typed, varianceReason: typed },
              outside: closing.outside.map((each) => ({ ...each, amount })),
              carried: closing.carried.map((each) => ({ ...each, amount, saleNumber: typed })),
              unsettled: closing.unsettled.map((each) => ({ ...each, amount })),
              people: closing.people.map((each) => ({ ...each, name: typed })),
            },
          }
          for (const line of lines(report, columns)) expect(line.length).toBeLessThanOrEqual(columns)
        },
      ),
    )
  })
})
