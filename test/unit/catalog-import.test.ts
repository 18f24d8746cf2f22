import { describe, expect, it } from 'vitest'
import {
  readHeaders,
  readImportRow,
  readPrice,
  type ImportColumns,
} from '../../src/core/domain/catalog/import.ts'
import { asSeen } from '../../src/core/domain/catalog/catalog.ts'
import { importComplaintSentence } from '../../src/core/domain/sentences/catalog-import.ts'
import { saveProduct } from '../../src/core/contract/inputs/catalog.ts'
import { csvTables } from '../../src/main/adapters/tables/csv.ts'

const columnsOf = (headers: string): ImportColumns => {
  const read = readHeaders(headers.split(';'))
  if (!read.ok) throw new Error(read.error.problem)
  return read.value
}
const COLUMNS = columnsOf('Nama Barang;Harga Jual;SKU;Barcode')
const row = (...cells: readonly string[]) => readImportRow(7, cells, COLUMNS, 'IDR')
const sentence = (...cells: readonly string[]): string => {
  const read = row(...cells)
  return read.ok ? '' : importComplaintSentence(read.error, 'id')
}

describe('prices in a list', () => {
  it.each([
    ['15000', 15_000],
    ['15.000', 15_000],
    ['Rp 15.000', 15_000],
    ['15.000,00', 15_000],
    ['1 500 000', 1_500_000],
    ['1\u00A0500\u00A0000', 1_500_000],
    ['Rp\u00A015.000', 15_000],
    ['IDR 15.000', 15_000],
    ['15.000,-', 15_000],
    ['Rp. 15.000.-', 15_000],
    ['15000.00', 15_000],
    ['Rp1,500,000.00', 1_500_000],
    ['0', 0],
    ['Rp 0,-', 0],
  ])('%s', (text, price) => {
    expect(readPrice(asSeen(text), 'IDR')).toEqual({ ok: true, value: price })
  })

  it.each([
    '15.000,50',
    '15,5',
    '-5',
    '',
    'gratis',
    '1e9',
    '15.00',
    '15,000',
    '1,50.00',
    '=1+1',
    '#N/A',
    '99999999999',
  ])('never guesses: %s', (text) => {
    expect(readPrice(text, 'IDR').ok).toBe(false)
  })

  it('have cents in pesos', () => {
    expect(readPrice('15.000,50', 'UYU')).toEqual({ ok: true, value: 1_500_050 })
  })
})

describe('the headers of a list', () => {
  it.each([
    'Nama;Harga',
    'Nama Barang*;Harga Jual (Rp)',
    'Product;Price (IDR)',
    'NAME;price',
    '"Product Name";Unit price',
    'Harga;Nama;Apa saja',
  ])('%s', (headers) => {
    expect(readHeaders(headers.split(';'))).toMatchObject({ ok: true })
  })

  it('must have names and prices, each once', () => {
    expect(readHeaders(['Nama'])).toEqual({ ok: false, error: { column: 'price', problem: 'missing' } })
    expect(readHeaders(['Nama', 'Harga', 'Price'])).toEqual({
      ok: false,
      error: { column: 'price', problem: 'twice' },
    })
  })

  it('named like the insides of the language are just headers nobody knows', () => {
    const read = readHeaders(['__proto__', 'constructor', 'toString', 'Nama', 'Harga'])
    expect(read.ok && [...read.value]).toEqual([
      ['name', 3],
      ['price', 4],
    ])
  })
})

describe('a row', () => {
  it('is read into what it means', () => {
    expect(row('Kopi 🍵', '15.000', 'K-1', '8991234567890|12345')).toEqual({
      ok: true,
      value: {
        row: 7,
        name: 'Kopi 🍵',
        price: 15_000,
        sku: 'K-1',
        barcodes: ['8991234567890', '12345'],
        unit: null,
        category: null,
        favourite: null,
        tax: null,
      },
    })
  })

  it('is read as it is seen: what copying brought along makes no other name or code', () => {
    const copied = row('\u202AKopi\u00A0Susu\u200B', '15.000', '\uFEFFK-1', '\u200B8991234567890')
    expect(copied).toEqual(row('Kopi Susu', '15.000', 'K-1', '8991234567890'))
    expect(sentence('\u200B', '1000')).toBe('Baris 7, kolom Nama: kosong. Isi dulu.')
  })

  it('is named the same when it is typed into the sheet', () => {
    const typed = { name: '\u202AKopi\u00A0Susu\u200B ', sku: '\uFEFFK-1', unit: 'pcs', category: '\u200Bx' }
    const rest = { id: null, barcodes: [], price: 1_000, tax: 'none', favourite: false, picture: null }
    expect(saveProduct.parse({ ...typed, ...rest })).toMatchObject({
      ...{ name: 'Kopi Susu', sku: 'K-1', unit: 'pcs', category: 'x' },
    })
    expect(saveProduct.safeParse({ ...typed, ...rest, name: '\u200B' }).success).toBe(false)
  })

  it('is taxed as the list says in either language, else as before', () => {
    const taxed = (text: string) =>
      readImportRow(7, ['Kopi', '1000', text], columnsOf('Nama;Harga;Jenis pajak'), 'IDR')
    for (const text of ['PPN termasuk', 'ppn INCLUDED', 'PPN_included'])
      expect(taxed(text)).toMatchObject({ ok: true, value: { tax: 'ppn_included' } })
    expect(taxed('tanpa pajak')).toMatchObject({ ok: true, value: { tax: 'none' } })
    expect(taxed('')).toMatchObject({ ok: true, value: { tax: null } })
    expect(taxed('PPN')).toMatchObject({ ok: false, error: { column: 'tax', why: { type: 'tax' } } })
    // what others call tax is an amount or a rate, and stays theirs
    expect([...columnsOf('Nama;Harga;Pajak').keys()]).toEqual(['name', 'price'])
  })

  it('keeps the zeros of a code that was told to stay text', () => {
    const code = (text: string) => row('Kopi', '1000', text, text)
    for (const text of ["'0899123", '="0899123"'])
      expect(code(text)).toMatchObject({ ok: true, value: { sku: '0899123', barcodes: ['0899123'] } })
  })

  it.each([
    '8.991.234.567.890',
    '8,991,234,567,890',
    '8991234567890.0',
    '8991234567890,00',
    '8 991234 567890',
  ])('takes no code that a scanner could never read: %s', (code) => {
    expect(sentence('Kopi', '1000', 'K', code)).toContain('kolom Barcode')
  })

  it('takes no number for its own that a spreadsheet rounded or could not find', () => {
    expect(sentence('Kopi', '1000', '8,99E+12')).toContain('kolom SKU: “8,99E+12” sudah dibulatkan')
    expect(sentence('Kopi', '1000', '#N/A')).toContain('kolom SKU: “#N/A” adalah rumus yang gagal')
    expect(sentence('#REF!', '1000')).toContain('kolom Nama: “#REF!” adalah rumus yang gagal')
    expect(sentence('Kopi', '1000', 'K', '#N/A')).toContain('kolom Barcode: “#N/A” adalah rumus yang gagal')
  })

  it('says its row and column when it cannot be taken', () => {
    expect(sentence('Kopi', '')).toBe('Baris 7, kolom Harga: kosong. Isi dulu.')
    expect(sentence('Kopi', '-500')).toContain('kolom Harga: harga di bawah nol')
    expect(sentence('Kopi', '99999999999')).toContain('kolom Harga: lebih dari Rp 999.999.999')
    expect(sentence('', '1000')).toBe('Baris 7, kolom Nama: kosong. Isi dulu.')
    expect(sentence('x'.repeat(300), '1000')).toContain('lebih dari 120')
    expect(sentence('Kopi\u0007', '1000')).toContain('Baris 7, kolom Nama: ada ganti baris')
    expect(sentence('Kopi', '15.000,50')).toContain('kolom Harga: harga rupiah tidak memakai sen')
    expect(sentence('Kopi', '1000', 'K', '8.99E+12')).toContain('kolom Barcode: “8.99E+12” sudah dibulatkan')
    expect(sentence('=HYPERLINK("x")', '1000')).toContain('berisi rumus')
  })
})

describe('a file', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const cells = async (given: Uint8Array) => {
    const read = await csvTables.read(given, 100)
    return read.ok ? read.value.map((each) => each.cells) : read.error
  }

  it.each([
    ['semicolons', 'Nama;Harga\r\n"Teh; manis";1.500,00\r\n'],
    ['commas', 'Nama,Harga\n"Teh; manis","1.500,00"\n'],
    ['tabs', 'Nama\tHarga\nTeh; manis\t1.500,00'],
    ['the mark of UTF-8', '\uFEFFNama;Harga\n"Teh; manis";1.500,00'],
  ])('with %s', async (_name, text) => {
    expect(await cells(bytes(text))).toEqual([
      ['Nama', 'Harga'],
      ['Teh; manis', '1.500,00'],
    ])
  })

  it('as Windows saves it', async () => {
    expect(await cells(Uint8Array.of(0x4e, 0x3b, 0xe9))).toEqual([['N', 'é']])
  })

  it('counts rows as the spreadsheet does, empty ones too', async () => {
    const read = await csvTables.read(bytes('Nama;Harga\n\nTeh;1\n'), 100)
    expect(read.ok && read.value.map((each) => each.row)).toEqual([1, 3])
  })

  it('has all its rows, whatever their lines end with, and none of bare separators', async () => {
    // the file is read in pieces, and one of them may end between the two halves of a line's end
    const note = 'x'.repeat(16_384 - 'Nama;Harga;Stok\r\nAwal;1;'.length - 1)
    const text = `Nama;Harga;Stok\r\nAwal;1;${note}\r\nKopi;15000;3\nTeh;5000;"4"\r\n;;\r\n ; ;\nSusu;7000;1\rGula;900;2`
    const read = await csvTables.read(bytes(text), 100)
    expect(read.ok && read.value.map((each) => [each.cells[0], each.row])).toEqual([
      ['Nama', 1],
      ['Awal', 2],
      ['Kopi', 3],
      ['Teh', 4],
      ['Susu', 7],
      ['Gula', 8],
    ])
  })

  it('that tells Excel its separator, or is UTF-16 the other way round, is read too', async () => {
    const read = await csvTables.read(bytes('\uFEFFsep=;\r\nNama;Harga, eceran\r\nTeh;5,5\r\n'), 100)
    expect(read.ok && read.value).toEqual([
      { row: 1, cells: ['Nama', 'Harga, eceran'] },
      { row: 2, cells: ['Teh', '5,5'] },
    ])
    const turned = Buffer.from('\uFEFFNama;Harga\r\nTeh;5\r\n', 'utf16le').swap16()
    expect(await cells(turned)).toEqual([
      ['Nama', 'Harga'],
      ['Teh', '5'],
    ])
  })

  it('that breaks off, or has too many rows, is refused', async () => {
    expect(await cells(bytes('Nama;Harga\n"Teh;1\n'))).toMatchObject({ type: 'unreadable' })
    expect(await cells(bytes('a\n'.repeat(101)))).toEqual({ type: 'too_many_rows' })
    expect(await cells(bytes(`"${'a'.repeat(200_000)}`))).toMatchObject({ type: 'unreadable' })
  })

  it('that is written runs nothing in a spreadsheet, and is read back as it was', async () => {
    const names = ['=1+1', '+62', '-5', '@x', '\tx', 'Teh "manis", botol']
    const text = csvTables.write(names.map((name) => [name]))
    expect(
      text
        .split('\r\n')
        .slice(0, 5)
        .every((line) => /^"?'/.test(line)),
    ).toBe(true)
  })
})
