import type { Language } from '../language.ts'
import type { ImportColumn, ImportComplaint } from '../catalog/import.ts'
import { TAX_WORDS } from '../catalog/tax-words.ts'
import { formatMoney, type AmountRefusal } from '../money.ts'
import { unreachable } from '../result.ts'
import { quoted } from '../shown-text.ts'

const COLUMN: Readonly<Record<ImportColumn, Readonly<Record<Language, string>>>> = {
  name: { id: 'Nama', en: 'Name' },
  price: { id: 'Harga', en: 'Price' },
  sku: { id: 'SKU', en: 'SKU' },
  barcode: { id: 'Barcode', en: 'Barcode' },
  unit: { id: 'Satuan', en: 'Unit' },
  category: { id: 'Kategori', en: 'Category' },
  favourite: { id: 'Favorit', en: 'Favourite' },
  tax: { id: 'Jenis pajak', en: 'Tax type' },
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
    case 'failed_formula':
      return `${quoted(why.text)} adalah rumus yang gagal. Perbaiki, atau kosongkan kalau boleh kosong.`
    case 'price':
      return indonesianPrice(why.refusal)
    case 'rounded':
      return `${quoted(why.text)} sudah dibulatkan oleh spreadsheet. Ubah kolomnya menjadi teks dan ketik ulang angkanya.`
    case 'grouped':
      return `${quoted(why.text)} ditulis seperti angka. Ubah kolomnya menjadi teks, tanpa titik, koma atau spasi.`
    case 'date':
      return `diubah spreadsheet menjadi tanggal (${quoted(why.text)}). Ubah kolomnya menjadi teks dan ketik ulang isinya.`
    case 'barcode':
      return `${quoted(why.text)} bukan barcode.`
    case 'tax':
      return `${quoted(why.text)} bukan jenis pajak. Tulis misalnya ${TAX_WORDS.ppn_included.id} atau ${TAX_WORDS.none.id}.`
    case 'twice':
      return `${quoted(why.text)} sudah ada di baris ${why.firstRow}.`
    case 'ambiguous':
      return `ada beberapa barang bernama ${quoted(why.text)} tanpa SKU dan barcode. Beri SKU di katalog dulu.`
    case 'taken':
      return `${quoted(why.text)} sudah dipakai ${quoted(why.name)}.`
    default:
      return unreachable(why)
  }
}

function indonesianPrice(refusal: AmountRefusal): string {
  switch (refusal.type) {
    case 'amount_empty':
      return 'kosong. Isi dulu.'
    case 'amount_not_positive':
      return 'harga di bawah nol. Tulis 0 atau lebih.'
    case 'amount_too_large':
      return `lebih dari ${formatMoney(refusal.limit, refusal.currency, 'id')}. Periksa angkanya.`
    case 'amount_fraction':
      return 'harga rupiah tidak memakai sen. Tulis misalnya 15.000.'
    case 'amount_too_fine':
    case 'amount_not_a_number':
      return 'bukan harga yang bisa dibaca. Tulis misalnya 15000 atau 15.000.'
    default:
      return unreachable(refusal)
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
    case 'failed_formula':
      return `${quoted(why.text)} is a formula that failed. Mend it, or leave it empty where that is allowed.`
    case 'price':
      return englishPrice(why.refusal)
    case 'rounded':
      return `${quoted(why.text)} was rounded by the spreadsheet. Make the column text and type the digits again.`
    case 'grouped':
      return `${quoted(why.text)} is written like a number. Make the column text, without points, commas or spaces.`
    case 'date':
      return `the spreadsheet made it a date (${quoted(why.text)}). Make the column text and type it again.`
    case 'barcode':
      return `${quoted(why.text)} is no barcode.`
    case 'tax':
      return `${quoted(why.text)} is no type of tax. Write ${TAX_WORDS.ppn_included.en} or ${TAX_WORDS.none.en}, for example.`
    case 'twice':
      return `${quoted(why.text)} is in row ${why.firstRow} already.`
    case 'ambiguous':
      return `several products are named ${quoted(why.text)} and have no SKU or barcode. Give them one in the catalog first.`
    case 'taken':
      return `${quoted(why.text)} belongs to ${quoted(why.name)} already.`
    default:
      return unreachable(why)
  }
}

function englishPrice(refusal: AmountRefusal): string {
  switch (refusal.type) {
    case 'amount_empty':
      return 'empty. Fill it in.'
    case 'amount_not_positive':
      return 'a price below zero. Write 0 or more.'
    case 'amount_too_large':
      return `more than ${formatMoney(refusal.limit, refusal.currency, 'en')}. Look at the figure again.`
    case 'amount_fraction':
      return 'prices in rupiah have no cents. Write 15.000, for example.'
    case 'amount_too_fine':
    case 'amount_not_a_number':
      return 'not a price that can be read. Write 15000 or 15.000, for example.'
    default:
      return unreachable(refusal)
  }
}
