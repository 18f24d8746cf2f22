import type { Language } from '../../language.ts'
import type { DesktopRefusal } from '../../refusals/desktop.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'

/** What a person reads about windows, displays and updates. */
export const desktopRefusalWords = (refusal: DesktopRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: DesktopRefusal): Words {
  switch (refusal.type) {
    case 'desktop_only':
      return say(
        'Gerai sedang dibuka di peramban, jadi layar dan jendelanya diatur peramban.',
        'Jualan jalan seperti biasa.',
        'Untuk mengatur layar dari Gerai, buka aplikasi desktopnya.',
      )
    case 'app_incomplete':
      return say(
        'Ada berkas program Gerai yang hilang atau rusak.',
        'Buku penjualan tidak tersentuh.',
        'Pasang ulang Gerai. Kalau terjadi lagi, lihat karantina antivirus di komputer ini.',
      )
    case 'switch_refused':
      return say(
        'Gerai dibuka dengan perintah tambahan yang bisa dipakai program lain untuk masuk, jadi tidak dijalankan.',
        'Buku penjualan tidak tersentuh.',
        'Buka Gerai dari ikonnya yang biasa. Kalau tetap begini, hapus tambahan itu dari pintasannya.',
      )
    case 'display_unknown':
      return say(
        'Layar itu tidak tersambung lagi.',
        'Pilihan yang lama tetap dipakai.',
        'Periksa kabelnya, lalu pilih lagi.',
      )
    case 'display_is_cashiers':
      return say(
        'Layar itu sedang dipakai kasir.',
        'Pilihan yang lama tetap dipakai.',
        'Pindahkan jendela kasir ke layar lain dulu, atau pilih layar lain.',
      )
    case 'logs_not_opened':
      return say(
        'Folder catatan tidak bisa dibuka dari sini.',
        'Catatannya tetap ada.',
        'Buka sendiri folder yang tertulis di rincian.',
      )
    case 'updates_off':
      return say(
        refusal.why === 'package_manager'
          ? 'Gerai di komputer ini diperbarui lewat pengelola paket sistem.'
          : 'Gerai ini tidak dipasang dengan alamat pembaruan.',
        'Versi yang terpasang tetap bisa dipakai.',
        refusal.why === 'package_manager'
          ? 'Perbarui lewat sistem, atau pasang paket versi baru.'
          : 'Pasang versi baru dengan tangan.',
      )
    case 'update_not_found':
      return say(
        'Pembaruan tidak bisa diperiksa sekarang.',
        'Versi yang terpasang tetap jalan, tidak ada yang berubah.',
        'Periksa internetnya, lalu coba lagi.',
      )
    case 'update_not_ready':
      return say(
        'Pembaruannya belum selesai diunduh.',
        'Jualan jalan seperti biasa.',
        'Tunggu sampai tertulis siap dipasang.',
      )
    case 'update_waits':
      return say(
        {
          payment: 'Masih ada pembayaran yang berjalan.',
          order: 'Masih ada pesanan di meja kasir.',
          shift: 'Shift sedang dihitung dan ditutup.',
        }[refusal.for],
        'Pembaruannya sudah disimpan dan menunggu.',
        {
          payment: 'Pasang setelah pembayarannya selesai atau kodenya dibatalkan.',
          order: 'Selesaikan atau kosongkan pesanannya, lalu pasang.',
          shift: 'Selesaikan penutupan shiftnya, lalu pasang.',
        }[refusal.for],
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: DesktopRefusal): Words {
  switch (refusal.type) {
    case 'desktop_only':
      return say(
        'Gerai is open in a browser, so screens and windows are the browser’s.',
        'Selling works as always.',
        'To set screens up from Gerai, open the desktop app.',
      )
    case 'app_incomplete':
      return say(
        'A file of Gerai’s program is missing or damaged.',
        'The books were not touched.',
        'Install Gerai again. If it happens once more, look into the quarantine of this machine’s virus scanner.',
      )
    case 'switch_refused':
      return say(
        'Gerai was started with an extra command that lets other programs in, so it does not run.',
        'The books were not touched.',
        'Open Gerai from its usual icon. If that says the same, take the extra command out of the shortcut.',
      )
    case 'display_unknown':
      return say(
        'That display is no longer connected.',
        'The choice from before still holds.',
        'Check its cable, then choose again.',
      )
    case 'display_is_cashiers':
      return say(
        'The cashier is using that display.',
        'The choice from before still holds.',
        'Move the cashier’s window to another display first, or choose another one.',
      )
    case 'logs_not_opened':
      return say(
        'The folder of logs could not be opened from here.',
        'The logs are there.',
        'Open the folder named in the detail yourself.',
      )
    case 'updates_off':
      return say(
        refusal.why === 'package_manager'
          ? 'On this machine the system’s package manager updates Gerai.'
          : 'This Gerai was not installed with an address for updates.',
        'The installed version keeps working.',
        refusal.why === 'package_manager'
          ? 'Update through the system, or install the package of the new version.'
          : 'Install the new version by hand.',
      )
    case 'update_not_found':
      return say(
        'Updates cannot be looked for right now.',
        'The installed version goes on, and nothing has changed.',
        'Check the internet, then try again.',
      )
    case 'update_not_ready':
      return say(
        'The update has not been downloaded yet.',
        'Selling works as always.',
        'Wait until it says that it is ready.',
      )
    case 'update_waits':
      return say(
        {
          payment: 'A payment is still under way.',
          order: 'An order still stands on the counter.',
          shift: 'A shift is being counted and closed.',
        }[refusal.for],
        'The update is kept and waits.',
        {
          payment: 'Install it when the payment is over, or its code cancelled.',
          order: 'Finish or clear the order, then install it.',
          shift: 'Finish closing the shift, then install it.',
        }[refusal.for],
      )
    default:
      return unreachable(refusal)
  }
}
