import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readHeaders, readImportRow } from '../../src/core/domain/catalog/import.ts'
import { csvTables } from '../../src/main/adapters/tables/csv.ts'
import { writeSheet } from '../../src/main/adapters/tables/sheet.ts'
import { writeXlsx } from '../../src/main/adapters/tables/xlsx.ts'

/** Names that a spreadsheet would run, or cut in two and then run. */
const WEAPONS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '=HYPERLINK("http://evil.example.com","x")',
  "=cmd|' /C calc'!A0",
  '\t=1+1',
  '  =1+1',
  'Kopi;=1+1',
  'Kopi; =1+1;teh',
  'Kopi,=1+1',
  'Kopi"",=1+1',
  'Kopi\n=1+1',
  'Kopi\t=1+1',
  '＝1+1',
]
const RUNS = /^\s*[=+\-@＝＋－＠]/

describe('a name that is a formula, in every table that is written', () => {
  it.each(WEAPONS)('as text: %j is run by no spreadsheet, whatever it cuts lines at', (weapon) => {
    const text = csvTables.writeCells([
      ['Nomor', 'Nama', 'Jumlah'],
      ['S-1', weapon, -5],
    ])
    for (const delimiter of [',', ';', '\t']) {
      const rows: string[][] = parse(text, { delimiter, relax_quotes: true, relax_column_count: true })
      const cells = rows.slice(1).flat()
      // money that went back is a number, and stays one
      expect(cells.filter((cell) => cell !== '-5' && RUNS.test(cell))).toEqual([])
    }
  })

  it('a name of two lines stays one cell of one row', () => {
    for (const name of ['Kopi\nsusu', 'Kopi\rsusu', 'Kopi\r\nsusu', '\n', 'Kopi "\n" susu']) {
      const text = csvTables.writeCells([
        ['Nomor', 'Nama', 'Jumlah'],
        ['S-1', name, -5],
      ])
      expect(parse(text)).toEqual([
        ['Nomor', 'Nama', 'Jumlah'],
        ['S-1', name, '-5'],
      ])
    }
  })

  it('as a workbook: a text in both kinds of files, and no formula', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gerai-tables-'))
    try {
      const target = join(folder, 'report.xlsx')
      const rows = WEAPONS.map((weapon) => [weapon, -5])
      await writeSheet(target, { sheet: 'Gerai', columns: ['Nama', 'Jumlah'], rows })
      for (const file of [readFileSync(target), await writeXlsx([['Nama', 'Harga'], ...rows])]) {
        const sheet = unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
        expect(strFromU8(sheet)).toContain('<v>-5</v>')
        expect(strFromU8(sheet)).not.toMatch(/<f[ >/]/)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('and a list that goes out comes in again with the names as they were', async () => {
    const names = ['=1+1', '@teh', 'Kopi;=1+1', 'Kopi; -gula', '＝promo', `-${'x'.repeat(119)}`]
    const text = csvTables.writeCells([['Nama', 'Harga'], ...names.map((name) => [name, 5_000])])
    const read = await csvTables.read(Buffer.from(text), 10)
    if (!read.ok) throw new Error(read.error.type)
    const [headers, ...rows] = read.value
    const columns = readHeaders(headers?.cells ?? [])
    if (!columns.ok) throw new Error('no headers')
    const again = rows.map(({ row, cells }) => readImportRow(row, cells, columns.value, 'IDR'))
    expect(again.map((each) => each.ok && each.value.name)).toEqual(names)
  })
})
