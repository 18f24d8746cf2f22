import type { ImportColumn, ImportComplaint } from './catalog-import.ts'
import type { Language } from './refusals.ts'
import { unreachable } from './result.ts'
import { quoted } from './shown-text.ts'

const COLUMN: Readonly<Record<ImportColumn, Readonly<Record<Language, string>>>> = {
  name: { id: 'Nama', en: 'Name' },
  price: { id: 'Harga', en: 'Price' },
  sku: { id: 'SKU', en: 'SKU' },
  barcode: { id: 'Barcode', en: 'Barcode' },
  unit: { id: 'Satuan', en: 'Unit' },
  category: { id: 'Kategori', en: 'Category' },
  favourite: { id: 'Favorit', en: 'Favourite' },
}

/** A column as lists call it; one that is not known here stands there quoted. */
export const importColumnName = (column: ImportColumn, language: Language): string =>
  Object.hasOwn(COLUMN, column) ? COLUMN[column][language] : quoted(column)

/** One refused row as a person can find and mend it in their spreadsheet. */
export function importComplaintSentence({ row, column, why }: ImportComplaint, language: Language): string {
  const isId = language === 'id'
  const place = isId ? `Baris ${row}, kolom ${COLUMN[column].id}` : `Row ${row}, column ${COLUMN[column].en}`
  return `${place}: ${isId ? indonesian(why) : english(why)}`
}

function indonesian(why: ImportComplaint['why']): string {
  switch (why.type) {
    case 'empty':
      return 'kosong. Isi dulu.'
    case 'too_long':
      return `lebih dari ${why.limit}. Persingkat dulu.`
    case 'control_character':
      return 'ada ganti baris atau tanda tersembunyi. Ketik ulang isinya.'
    case 'formula':
      return 'berisi rumus. Salin lalu tempel sebagai nilai.'
    case 'price':
      return why.refusal.type === 'amount_fraction'
        ? 'harga rupiah tidak memakai sen. Tulis misalnya 15.000.'
        : 'bukan harga yang bisa dibaca. Tulis misalnya 15000 atau 15.000.'
    case 'rounded':
      return `${quoted(why.text)} sudah dibulatkan oleh spreadsheet. Ubah kolomnya menjadi teks dan ketik ulang angkanya.`
    case 'date':
      return `diubah spreadsheet menjadi tanggal (${quoted(why.text)}). Ubah kolomnya menjadi teks dan ketik ulang isinya.`
    case 'barcode':
      return `${quoted(why.text)} bukan barcode.`
    case 'twice':
      return `${quoted(why.text)} sudah ada di baris ${why.firstRow}.`
    case 'taken':
      return `${quoted(why.text)} sudah dipakai ${quoted(why.name)}.`
    default:
      return unreachable(why)
  }
}

function english(why: ImportComplaint['why']): string {
  switch (why.type) {
    case 'empty':
      return 'empty. Fill it in.'
    case 'too_long':
      return `more than ${why.limit}. Make it shorter.`
    case 'control_character':
      return 'a line break or a hidden character is in it. Type it again.'
    case 'formula':
      return 'a formula. Copy it and paste it as a value.'
    case 'price':
      return why.refusal.type === 'amount_fraction'
        ? 'prices in rupiah have no cents. Write 15.000, for example.'
        : 'not a price that can be read. Write 15000 or 15.000, for example.'
    case 'rounded':
      return `${quoted(why.text)} was rounded by the spreadsheet. Make the column text and type the digits again.`
    case 'date':
      return `the spreadsheet made it a date (${quoted(why.text)}). Make the column text and type it again.`
    case 'barcode':
      return `${quoted(why.text)} is no barcode.`
    case 'twice':
      return `${quoted(why.text)} is in row ${why.firstRow} already.`
    case 'taken':
      return `${quoted(why.text)} belongs to ${quoted(why.name)} already.`
    default:
      return unreachable(why)
  }
}
