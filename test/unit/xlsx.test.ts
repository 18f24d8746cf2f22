import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readHeaders, readImportRow } from '../../src/core/domain/catalog/import.ts'
import { readTable } from '../../src/main/adapters/tables/read-table.ts'
import { tables } from '../../src/main/adapters/tables/tables.ts'
import { writeXlsx } from '../../src/main/adapters/tables/xlsx.ts'

/** A workbook as Excel writes it, with cells given as their XML. */
async function bookOf(...rows: readonly string[]): Promise<Uint8Array> {
  const parts = unzipSync(await writeXlsx([['x']]))
  const [path = ''] = Object.keys(parts).filter((name) => name.includes('worksheets/sheet'))
  const data = rows.map((cells, place) => `<row r="${place + 1}">${cells}</row>`).join('')
  parts[path] = strToU8(
    `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`,
  )
  return zipSync(parts)
}
const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const number = (at: string, value: string) => `<c r="${at}"><v>${value}</v></c>`
const HEADERS = text('A1', 'Nama') + text('B1', 'Harga') + text('C1', 'Barcode')

/** Row 2 as the import takes it, or its complaint. */
async function secondRow(cells: string, currency: 'IDR' | 'USD' = 'IDR') {
  const read = await readTable(await bookOf(HEADERS, cells), 10)
  if (!read.ok) throw new Error(read.error.type)
  const [headers, given] = read.value
  const columns = readHeaders(headers?.cells ?? [])
  if (!columns.ok || given === undefined) throw new Error('no rows')
  return readImportRow(given.row, given.cells, columns.value, currency, given.dates)
}

describe('a workbook', () => {
  it('gives numbers, long codes and what a formula last gave as they are meant', async () => {
    const row = await secondRow(
      text('A2', 'Kopi') +
        '<c r="B2"><f>15000*1.2</f><v>17999.999999999996</v></c>' +
        number('C2', '8991234567890'),
    )
    expect(row).toMatchObject({ ok: true, value: { price: 18_000, barcodes: ['8991234567890'] } })
  })

  it('refuses a code that the spreadsheet rounded, as a list in text does', async () => {
    const row = await secondRow(
      text('A2', 'Kopi') + number('B2', '15000') + number('C2', '1.23456789012345E+17'),
    )
    expect(row).toMatchObject({ ok: false, error: { row: 2, column: 'barcode', why: { type: 'rounded' } } })
  })

  it('shows where a formula failed, and takes no product without the number that was looked up', async () => {
    const failed = (at: string, code: string) =>
      `<c r="${at}" t="e"><f>VLOOKUP(A2,X:Y,2,0)</f><v>${code}</v></c>`
    const kopi = text('A2', 'Kopi') + number('B2', '15000')
    for (const [cells, column] of [
      [kopi + failed('C2', '#N/A'), 'barcode'],
      [text('A2', 'Kopi') + failed('B2', '#REF!'), 'price'],
      [failed('A2', '#N/A') + failed('B2', '#N/A'), 'name'],
    ] as const)
      expect(await secondRow(cells)).toMatchObject({
        ok: false,
        error: { row: 2, column, why: { type: 'failed_formula' } },
      })
    expect(await secondRow(kopi + text('C2', 't="e"'))).toMatchObject({ ok: true })
  })

  it('reads cents as cents, never as thousands', async () => {
    const price = async (value: string, currency: 'IDR' | 'USD') =>
      await secondRow(text('A2', 'Kopi') + number('B2', value), currency)
    expect(await price('12.5', 'USD')).toMatchObject({ ok: true, value: { price: 1250 } })
    expect(await price('1.125', 'USD')).toMatchObject({ ok: false, error: { column: 'price' } })
    expect(await price('1.5', 'IDR')).toMatchObject({ ok: false, error: { column: 'price' } })
  })

  it('keeps the spreadsheet’s own row numbers past empty rows', async () => {
    const read = await readTable(await bookOf(HEADERS, '', text('A3', 'Teh') + number('B3', '5000')), 10)
    expect(read.ok && read.value.map(({ row }) => row)).toEqual([1, 3])
  })

  it('goes out and comes in with zeros in front and texts that look like formulas', async () => {
    async function* pages() {
      yield [['Nama', 'Harga', 'Barcode']]
      yield [['=1+1', 5_000, '0012345678905']]
    }
    const read = await tables.read(await tables.writeBook(pages()), 10)
    expect(read.ok && read.value[1]?.cells).toEqual(['=1+1', '5000', '0012345678905'])
  })
})

describe('a file that is no list', () => {
  it('and swells when it is unpacked is refused before it is', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(130 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await readTable(bomb, 10)).toEqual({ ok: false, error: { type: 'workbook', why: 'swells' } })
  })

  it('and claims to be smaller than it is gives no more than it claimed', async () => {
    const bomb = zipSync({ 'xl/workbook.xml': new Uint8Array(4 * 1024 * 1024) })
    const view = new DataView(bomb.buffer, bomb.byteOffset, bomb.length)
    // the size in the list at the end of the archive
    for (let at = 0; at < bomb.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 10, true)
    expect(await readTable(bomb, 10)).toEqual({ ok: false, error: { type: 'workbook', why: 'broken' } })
  })

  it('is told apart: old or locked, damaged, too many rows', async () => {
    const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1)
    expect(await tables.read(old, 10)).toEqual({
      ok: false,
      error: { type: 'workbook', why: 'old_or_locked' },
    })
    const broken = (await writeXlsx([['Nama']])).slice(0, 900)
    expect(await readTable(broken, 10)).toEqual({ ok: false, error: { type: 'workbook', why: 'broken' } })
    const three = await writeXlsx([['Nama'], ['a'], ['b']])
    expect(await readTable(three, 2)).toEqual({ ok: false, error: { type: 'too_many_rows' } })
  })
})
