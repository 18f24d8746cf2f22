import type { Language } from '../../language.ts'
import { importColumnName } from '../catalog-import.ts'
import type { CatalogRefusal } from '../../refusals/catalog.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import { quoted } from '../../shown-text.ts'

/** What a person reads when a code leads nowhere, or a product could not be kept. */
export const catalogRefusalWords = (refusal: CatalogRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

/** What is not known is no list that can be read, so it is damaged. */
const workbookFault = (why: string): Readonly<Record<Language, string>> =>
  why === 'old_or_locked'
    ? {
        id: 'Itu berkas Excel lama (.xls), atau yang dikunci dengan kata sandi.',
        en: 'That is an old Excel file (.xls), or one locked with a password.',
      }
    : why === 'swells'
      ? {
          id: 'Isi berkas Excel itu jauh lebih besar daripada daftar barang.',
          en: 'What is packed in that Excel file is far larger than a list of products.',
        }
      : { id: 'Berkas Excel itu rusak.', en: 'That Excel file is damaged.' }

function indonesian(refusal: CatalogRefusal): Words {
  switch (refusal.type) {
    case 'product_code_unknown':
      return say(
        `Tidak ada barang dengan kode ${quoted(refusal.code)}.`,
        'Pesanan tidak berubah.',
        'Cari barangnya dengan nama, atau ketik harganya saja.',
      )
    case 'product_code_misread':
      return say(
        `Kode ${quoted(refusal.code)} terbaca tidak lengkap atau salah.`,
        'Pesanan tidak berubah.',
        'Pindai sekali lagi. Kalau tetap begitu, timbang dan tempel label baru, atau cari dengan nama.',
      )
    case 'product_unknown':
      return say(
        'Barang ini tidak ada di katalog.',
        'Tidak ada yang diubah.',
        'Buka lagi daftarnya dan pilih barangnya dari sana.',
      )
    case 'product_not_sold':
      return say(
        `${quoted(refusal.name)} sudah tidak dijual.`,
        'Pesanan tidak berubah.',
        'Minta supervisor mengaktifkannya lagi di katalog, atau ketik harganya saja.',
      )
    case 'barcode_taken':
      return say(
        `Barcode ${quoted(refusal.code)} sudah dipakai ${quoted(refusal.name)}.`,
        'Barang ini belum disimpan, isiannya masih ada.',
        'Hapus barcode itu dari salah satu barang, lalu simpan lagi.',
      )
    case 'sku_taken':
      return say(
        `SKU ${quoted(refusal.sku)} sudah dipakai ${quoted(refusal.name)}.`,
        'Barang ini belum disimpan, isiannya masih ada.',
        'Pakai SKU lain, atau ubah barang yang sudah ada.',
      )
    case 'import_unknown':
      return say(
        'Daftar barang itu sudah tidak ada di memori.',
        'Katalog tidak diubah.',
        'Pilih berkasnya sekali lagi.',
      )
    case 'import_too_large':
      return say(
        refusal.of === 'rows'
          ? `Daftar itu lebih dari ${refusal.limit} baris.`
          : `Berkas itu lebih dari ${Math.floor(refusal.limit / 1_048_576)} MB.`,
        'Katalog tidak diubah.',
        'Bagi menjadi beberapa berkas, lalu impor satu per satu.',
      )
    case 'import_unreadable':
      return say(
        `Berkas itu tidak bisa dibaca di sekitar baris ${refusal.line}.`,
        'Katalog tidak diubah.',
        'Simpan lagi dari spreadsheet sebagai CSV, lalu pilih lagi.',
      )
    case 'import_workbook':
      return say(
        workbookFault(refusal.why).id,
        'Katalog tidak diubah.',
        'Buka berkasnya di Excel atau Google Sheets, simpan sebagai .xlsx baru atau CSV, lalu pilih lagi.',
      )
    case 'import_column': {
      const column = importColumnName(refusal.column, 'id')
      return say(
        refusal.problem === 'missing'
          ? `Tidak ada kolom ${column} di baris pertama.`
          : `Kolom ${column} ada dua kali.`,
        'Katalog tidak diubah.',
        'Perbaiki baris judulnya, lalu pilih lagi. Yang wajib: Nama dan Harga.',
      )
    }
    case 'import_stopped':
      return say(
        refusal.name === null
          ? 'Impor dihentikan.'
          : `Impor berhenti: ${quoted(refusal.name)} berubah sejak pratinjau.`,
        `${refusal.done} dari ${refusal.total} barang sudah disimpan, sisanya tidak diubah.`,
        'Pilih berkas yang sama sekali lagi: yang sudah disimpan tidak diulang.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: CatalogRefusal): Words {
  switch (refusal.type) {
    case 'product_code_unknown':
      return say(
        `No product has the code ${quoted(refusal.code)}.`,
        'The order has not changed.',
        'Find the product by its name, or just type its price.',
      )
    case 'product_code_misread':
      return say(
        `The code ${quoted(refusal.code)} was read in part or wrongly.`,
        'The order has not changed.',
        'Scan it once more. If that does not help, weigh it again for a new label, or find it by name.',
      )
    case 'product_unknown':
      return say(
        'This product is not in the catalog.',
        'Nothing was changed.',
        'Open the list again and choose the product there.',
      )
    case 'product_not_sold':
      return say(
        `${quoted(refusal.name)} is no longer sold.`,
        'The order has not changed.',
        'Ask a supervisor to sell it again in the catalog, or just type its price.',
      )
    case 'barcode_taken':
      return say(
        `The barcode ${quoted(refusal.code)} belongs to ${quoted(refusal.name)} already.`,
        'This product was not saved; what you typed is still there.',
        'Take the barcode away from one of the two, then save again.',
      )
    case 'sku_taken':
      return say(
        `The SKU ${quoted(refusal.sku)} belongs to ${quoted(refusal.name)} already.`,
        'This product was not saved; what you typed is still there.',
        'Use another SKU, or change the product that has it.',
      )
    case 'import_unknown':
      return say(
        'That list of products is no longer at hand.',
        'The catalog has not changed.',
        'Choose the file once more.',
      )
    case 'import_too_large':
      return say(
        refusal.of === 'rows'
          ? `That list has more than ${refusal.limit} rows.`
          : `That file has more than ${Math.floor(refusal.limit / 1_048_576)} MB.`,
        'The catalog has not changed.',
        'Split it into several files and import them one by one.',
      )
    case 'import_unreadable':
      return say(
        `That file cannot be read near line ${refusal.line}.`,
        'The catalog has not changed.',
        'Save it as CSV from the spreadsheet again, then choose it again.',
      )
    case 'import_workbook':
      return say(
        workbookFault(refusal.why).en,
        'The catalog was not changed.',
        'Open the file in Excel or Google Sheets, save it as a new .xlsx or as CSV, then choose it again.',
      )
    case 'import_column': {
      const column = importColumnName(refusal.column, 'en')
      return say(
        refusal.problem === 'missing'
          ? `The first row has no column ${column}.`
          : `The column ${column} is there twice.`,
        'The catalog has not changed.',
        'Mend the headers, then choose the file again. Name and Price are needed.',
      )
    }
    case 'import_stopped':
      return say(
        refusal.name === null
          ? 'The import was stopped.'
          : `The import stopped: ${quoted(refusal.name)} has changed since the preview.`,
        `${refusal.done} of ${refusal.total} products were saved, the others have not changed.`,
        'Choose the same file once more: what was saved is not done again.',
      )
    default:
      return unreachable(refusal)
  }
}
