import { describe, expect, it } from 'vitest'
import {
  readHeaders,
  readImportRow,
  readPrice,
  type ImportColumns,
} from '../../src/core/domain/catalog-import.ts'
import { importComplaintSentence } from '../../src/core/domain/catalog-import-words.ts'
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
    ['0', 0],
  ])('%s', (text, price) => {
    expect(readPrice(text, 'IDR')).toEqual({ ok: true, value: price })
  })

  it.each(['15.000,50', '15,5', '-5', '', 'gratis', '1e9', '15.00', '=1+1', '99999999999'])(
    'never guesses: %s',
    (text) => {
      expect(readPrice(text, 'IDR').ok).toBe(false)
    },
  )

  it('have cents in pesos', () => {
    expect(readPrice('15.000,50', 'UYU')).toEqual({ ok: true, value: 1_500_050 })
  })
})

describe('the headers of a list', () => {
  it.each(['Nama;Harga', 'NAME;price', '"Product Name";Unit price', 'Harga;Nama;Apa saja'])(
    '%s',
    (headers) => {
      expect(readHeaders(headers.split(';'))).toMatchObject({ ok: true })
    },
  )

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
      },
    })
  })

  it('says its row and column when it cannot be taken', () => {
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
