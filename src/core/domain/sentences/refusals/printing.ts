import type { Language } from '../../language.ts'
import type { PrinterRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import type { PrinterSetupRefusal } from './printer-setup.ts'

const SLIP_LATER = {
  id: 'Penjualan dan pembayarannya aman, struk bisa dicetak nanti.',
  en: 'The sale and its payment are safe; the receipt can be printed later.',
} as const

/** What a person reads when a slip did not reach its printer. */
export const printingWords = (
  refusal: Exclude<PrinterRefusal, PrinterSetupRefusal>,
  language: Language,
): Words => (language === 'id' ? indonesian(refusal) : english(refusal))

function indonesian(refusal: Exclude<PrinterRefusal, PrinterSetupRefusal>): Words {
  switch (refusal.type) {
    case 'printer_not_found':
      return say(
        'Printernya tidak ketemu.',
        SLIP_LATER.id,
        'Cek colokan listrik, kabel, dan tombol nyalanya, lalu cetak lagi.',
      )
    case 'printer_busy':
      return say(
        'Printernya sedang dipakai program lain.',
        SLIP_LATER.id,
        'Tutup program lain yang memakai printer itu, lalu cetak lagi.',
      )
    case 'printer_denied':
      return say(
        'Komputer ini belum mengizinkan Gerai memakai printer.',
        SLIP_LATER.id,
        'Minta yang mengurus komputer memberi izin printer untuk Gerai, lalu cetak lagi.',
      )
    case 'printer_gone':
      return say(
        'Printernya terputus waktu mencetak.',
        'Pembayarannya aman. Struk mungkin baru tercetak sebagian.',
        'Pasang lagi kabelnya, lihat kertasnya, lalu cetak ulang kalau perlu.',
      )
    case 'printer_stalled':
      return say(
        'Printernya berhenti di tengah jalan.',
        'Pembayarannya aman. Struk mungkin baru tercetak sebagian.',
        'Cek kertas dan tutupnya, matikan lalu nyalakan printer, baru cetak ulang.',
      )
    case 'printer_refused':
      return say(
        'Printernya bilang belum bisa mencetak.',
        SLIP_LATER.id,
        'Cek kertas, tutup, dan lampu di printer, lalu cetak lagi.',
      )
    case 'printer_address_invalid':
      return say(
        'Alamat printer di Pengaturan tidak terbaca.',
        SLIP_LATER.id,
        'Pilih lagi printernya di Pengaturan, lalu tes cetak.',
      )
    case 'printer_none':
      return say(
        'Belum ada printer yang dipilih.',
        SLIP_LATER.id,
        'Pilih printer di Pengaturan, lalu tes cetak.',
      )
    case 'nothing_to_print':
      return say(
        'Belum ada yang bisa dicetak.',
        'Tidak ada yang hilang.',
        'Selesaikan dulu pembayarannya, atau tampilkan QR-nya, lalu cetak.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: Exclude<PrinterRefusal, PrinterSetupRefusal>): Words {
  switch (refusal.type) {
    case 'printer_not_found':
      return say(
        'The printer cannot be found.',
        SLIP_LATER.en,
        'Check its power, its cable and its switch, then print again.',
      )
    case 'printer_busy':
      return say(
        'Another program is using the printer.',
        SLIP_LATER.en,
        'Close the other program that uses it, then print again.',
      )
    case 'printer_denied':
      return say(
        'This computer does not let Gerai use the printer.',
        SLIP_LATER.en,
        'Ask whoever looks after the computer to allow it, then print again.',
      )
    case 'printer_gone':
      return say(
        'The printer was disconnected while printing.',
        'The payment is safe. The receipt may be only partly printed.',
        'Plug the cable back in, look at the paper, and print again if needed.',
      )
    case 'printer_stalled':
      return say(
        'The printer stopped halfway.',
        'The payment is safe. The receipt may be only partly printed.',
        'Check the paper and the lid, switch the printer off and on, then print again.',
      )
    case 'printer_refused':
      return say(
        'The printer says it cannot print now.',
        SLIP_LATER.en,
        'Check the paper, the lid and the lights on the printer, then print again.',
      )
    case 'printer_address_invalid':
      return say(
        'The printer address in Settings cannot be read.',
        SLIP_LATER.en,
        'Choose the printer again in Settings, then print a test.',
      )
    case 'printer_none':
      return say(
        'No printer has been chosen yet.',
        SLIP_LATER.en,
        'Choose a printer in Settings, then print a test.',
      )
    case 'nothing_to_print':
      return say(
        'There is nothing to print yet.',
        'Nothing is lost.',
        'Finish the payment or show the QR first, then print.',
      )
    default:
      return unreachable(refusal)
  }
}
