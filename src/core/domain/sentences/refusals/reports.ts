import type { Language } from '../../language.ts'
import type { ReportRefusal } from '../../refusals/reports.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

/** What a person reads when a report or its file was not made. */
export const reportRefusalWords = (refusal: ReportRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: ReportRefusal): Words {
  switch (refusal.type) {
    case 'report_range_invalid':
      return say(
        'Tanggal laporannya belum benar.',
        'Tidak ada yang berubah.',
        `Pilih tanggal awal yang tidak lewat dari tanggal akhir, paling banyak ${refusal.mostDays} hari.`,
      )
    case 'report_stopped':
      return say(
        'Laporan dihentikan sebelum selesai.',
        'Tidak ada yang berubah.',
        'Jalankan lagi kapan saja.',
      )
    case 'report_busy':
      return say(
        'Masih ada laporan lain yang sedang dibaca.',
        'Penjualan tetap berjalan seperti biasa.',
        'Tunggu sebentar atau hentikan laporan itu, lalu coba lagi.',
      )
    case 'export_too_many_rows':
      return say(
        `File Excel memuat paling banyak ${refusal.limit} baris, dan ini lebih dari itu.`,
        'Tidak ada file yang dibuat.',
        'Pilih CSV, atau pilih hari yang lebih sedikit.',
      )
    case 'export_not_written':
      return refusal.reason === 'full'
        ? say(
            'File tidak jadi dibuat karena disk komputer ini penuh.',
            'Pembukuan tidak berubah; yang setengah jadi sudah dihapus.',
            'Kosongkan ruang di disk, lalu coba lagi.',
          )
        : say(
            'File tidak jadi dibuat karena folder data Gerai tidak bisa ditulisi.',
            'Pembukuan tidak berubah.',
            'Periksa apakah disk atau foldernya hanya bisa dibaca, lalu coba lagi.',
          )
    case 'export_gone':
      return say('File itu sudah tidak ada.', 'Pembukuan tidak berubah.', 'Buat filenya sekali lagi.')
    default:
      return unreachable(refusal)
  }
}

function english(refusal: ReportRefusal): Words {
  switch (refusal.type) {
    case 'report_range_invalid':
      return say(
        'The days of this report cannot be used.',
        'Nothing has changed.',
        `Choose a first day that is not after the last one, at most ${refusal.mostDays} days.`,
      )
    case 'report_stopped':
      return say(
        'The report was stopped before it was done.',
        'Nothing has changed.',
        'Run it again any time.',
      )
    case 'report_busy':
      return say(
        'Other reports are still being read.',
        'Selling goes on as usual.',
        'Wait a moment or stop that report, then try again.',
      )
    case 'export_too_many_rows':
      return say(
        `An Excel file takes at most ${refusal.limit} rows, and this is more.`,
        'No file was made.',
        'Choose CSV, or choose fewer days.',
      )
    case 'export_not_written':
      return refusal.reason === 'full'
        ? say(
            "The file was not made because this computer's disk is full.",
            'The books have not changed; the unfinished file was removed.',
            'Make room on the disk, then try again.',
          )
        : say(
            "The file was not made because Gerai's data folder cannot be written to.",
            'The books have not changed.',
            'Look whether the disk or the folder is read-only, then try again.',
          )
    case 'export_gone':
      return say('That file is no longer there.', 'The books have not changed.', 'Make the file once more.')
    default:
      return unreachable(refusal)
  }
}
