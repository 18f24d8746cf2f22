import type { Language } from '../../language.ts'
import type { PrinterRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import { quoted } from '../../shown-text.ts'

/** What printers say of themselves, and what is wrong with how one was set up. */
export type PrinterSetupRefusal = Extract<
  PrinterRefusal,
  {
    type:
      | 'printer_address_forbidden'
      | 'printer_paper_out'
      | 'printer_cover_open'
      | 'printer_offline'
      | 'printer_silent'
      | 'printer_profile_invalid'
      | 'printer_unknown'
      | 'printer_address_taken'
      | 'drawer_too_late'
      | 'drawer_none'
  }
>

/** What a person reads about a printer's own word, and about how one was set up. */
export const printerSetupWords = (refusal: PrinterSetupRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: PrinterSetupRefusal): Words {
  const later = 'Penjualan dan pembayarannya aman; struk bisa dicetak nanti.'
  const unchanged = 'Tidak ada yang berubah.'
  switch (refusal.type) {
    case 'printer_address_forbidden':
      return say(
        'Alamat itu tidak boleh dipakai untuk mencetak.',
        unchanged,
        'Pakai printer yang ditemukan di daftar. Berkas hanya boleh di folder slips milik Gerai.',
      )
    case 'printer_paper_out':
      return say(
        'Kertas printer habis.',
        later,
        'Isi kertasnya, tutup printernya, lihat apa yang sudah tercetak, lalu cetak lagi kalau perlu.',
      )
    case 'printer_cover_open':
      return say('Tutup printer terbuka.', later, 'Tutup printernya sampai berbunyi klik, lalu cetak lagi.')
    case 'printer_offline':
      return say(
        'Printer bilang belum siap.',
        later,
        'Lihat lampu dan tombol di printer, matikan lalu nyalakan kalau perlu, lalu cetak lagi.',
      )
    case 'printer_silent':
      return say(
        'Printer tidak memastikan bahwa struknya sudah keluar.',
        'Pembayarannya aman. Gerai tidak mencetak ulang sendiri.',
        'Lihat kertasnya. Kalau struknya tidak ada, cetak ulang.',
      )
    case 'printer_profile_invalid':
      return say(
        refusal.field === ''
          ? 'Profil printer itu tidak terbaca.'
          : `Profil printer salah di bagian ${quoted(refusal.field)}.`,
        unchanged,
        'Perbaiki bagian itu, atau mulai lagi dari salah satu profil bawaan.',
      )
    case 'printer_unknown':
      return say(
        'Printer itu sudah tidak ada di daftar.',
        'Tidak ada yang hilang.',
        'Buka lagi Pengaturan, lalu pilih printer yang ada.',
      )
    case 'printer_address_taken':
      return say(
        `Alamat itu sudah dipakai printer ${quoted(refusal.name)}.`,
        unchanged,
        'Ubah printer yang sudah ada itu, atau pakai alamat lain.',
      )
    case 'drawer_too_late':
      return say(
        'Laci tidak dibuka: permintaannya sudah lewat.',
        'Uangnya sudah tercatat.',
        'Buka laci dengan kunci, atau minta buka laci lagi.',
      )
    case 'drawer_none':
      return say(
        'Tidak ada laci di printer ini.',
        unchanged,
        'Pasang kabel laci ke printer, lalu atur printernya di Pengaturan.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: PrinterSetupRefusal): Words {
  const later = 'The sale and its payment are safe; the receipt can be printed later.'
  const unchanged = 'Nothing has changed.'
  switch (refusal.type) {
    case 'printer_address_forbidden':
      return say(
        'That address may not be printed to.',
        unchanged,
        'Choose a printer from the list. Files may only be in the slips folder of Gerai.',
      )
    case 'printer_paper_out':
      return say(
        'The printer is out of paper.',
        later,
        'Put paper in, close the lid, look at what was printed, then print again if needed.',
      )
    case 'printer_cover_open':
      return say('The printer is open.', later, 'Close its lid until it clicks, then print again.')
    case 'printer_offline':
      return say(
        'The printer says it is not ready.',
        later,
        'Look at its lights and buttons, switch it off and on if needed, then print again.',
      )
    case 'printer_silent':
      return say(
        'The printer did not confirm that the receipt came out.',
        'The payment is safe. Gerai does not print it again by itself.',
        'Look at the paper. If the receipt is not there, print it again.',
      )
    case 'printer_profile_invalid':
      return say(
        refusal.field === ''
          ? 'That printer profile cannot be read.'
          : `The printer profile is wrong at ${quoted(refusal.field)}.`,
        unchanged,
        'Correct that part, or begin again from one of the profiles that come with Gerai.',
      )
    case 'printer_unknown':
      return say(
        'That printer is no longer in the list.',
        'Nothing is lost.',
        'Open Settings again and choose a printer that is there.',
      )
    case 'printer_address_taken':
      return say(
        `The printer ${quoted(refusal.name)} already has that address.`,
        unchanged,
        'Change that printer, or use another address.',
      )
    case 'drawer_too_late':
      return say(
        'The drawer was not opened: it was asked for too long ago.',
        'The money is on record.',
        'Open the drawer with its key, or ask for it again.',
      )
    case 'drawer_none':
      return say(
        'There is no drawer at this printer.',
        unchanged,
        "Plug the drawer's cable into the printer, then set the printer up in Settings.",
      )
    default:
      return unreachable(refusal)
  }
}
