import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import type { ScreenRefusal } from '../../refusals/screens.ts'
import { say, type Words } from '../words.ts'

/** Customer screens in the network, in words. Some of them are read on the screen that wants to be paired. */
export const screenRefusalWords = (refusal: ScreenRefusal, language: Language): Words =>
  language === 'id' ? indonesianWords(refusal) : englishWords(refusal)

function indonesianWords(refusal: ScreenRefusal): Words {
  switch (refusal.type) {
    case 'screens_off':
      return say(
        'Layar pelanggan lewat jaringan sedang mati.',
        'Tidak ada yang berubah.',
        'Jalankan Gerai dengan --lan, lalu coba lagi.',
      )
    case 'screens_full':
      return say(
        `Sudah ada ${refusal.most} layar yang dipasangkan.`,
        'Layar yang sudah ada tetap jalan.',
        'Lepas dulu satu layar di Pengaturan.',
      )
    case 'screen_unknown':
      return say('Layar itu sudah tidak ada di daftar.', 'Tidak ada yang berubah.', 'Buka lagi daftarnya.')
    case 'pairing_code_wrong':
      return say(
        'Kodenya salah.',
        'Belum ada layar yang dipasangkan.',
        `Lihat kode di layar kasir, lalu coba lagi. Sisa ${refusal.triesLeft} kali.`,
      )
    case 'pairing_over':
      return say(
        'Kode itu sudah tidak berlaku.',
        'Belum ada layar yang dipasangkan.',
        'Minta kode baru di layar kasir: Pengaturan, Layar pelanggan.',
      )
    default:
      return unreachable(refusal)
  }
}

function englishWords(refusal: ScreenRefusal): Words {
  switch (refusal.type) {
    case 'screens_off':
      return say(
        'Customer screens in the network are switched off.',
        'Nothing has changed.',
        'Start Gerai with --lan and try again.',
      )
    case 'screens_full':
      return say(
        `${refusal.most} screens are paired already.`,
        'Those that are there go on.',
        'Remove one in Settings first.',
      )
    case 'screen_unknown':
      return say('That screen is no longer on the list.', 'Nothing has changed.', 'Open the list again.')
    case 'pairing_code_wrong':
      return say(
        'The code is wrong.',
        'No screen has been paired.',
        `Look at the code on the cashier's screen and try again. Tries left: ${refusal.triesLeft}.`,
      )
    case 'pairing_over':
      return say(
        'That code no longer counts.',
        'No screen has been paired.',
        "Ask for a new code on the cashier's screen: Settings, Customer screens.",
      )
    default:
      return unreachable(refusal)
  }
}
