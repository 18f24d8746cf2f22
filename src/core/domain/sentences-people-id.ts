import type { PeopleRefusal, Role } from './people.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'
import { quoted } from './shown-text.ts'

const NOTHING_CHANGED = 'Tidak ada yang berubah.'
const SALE_STAYS = 'Penjualan di layar tetap aman.'

/** Every refusal about people, PINs and rights as a cashier in Indonesia says it. */
export function indonesianPeopleWords(refusal: PeopleRefusal): Words {
  switch (refusal.type) {
    case 'till_locked':
      return say('Kasir ini sedang terkunci.', SALE_STAYS, 'Pilih nama Anda, lalu ketik PIN.')
    case 'pin_wrong':
      return say(
        'PIN-nya salah.',
        SALE_STAYS,
        refusal.triesLeft > 0
          ? `Ketik lagi pelan-pelan. Masih bisa ${refusal.triesLeft} kali tanpa menunggu.`
          : 'Setelah ini ada waktu tunggu. Kalau lupa PIN, minta pemilik toko menggantinya.',
      )
    case 'pin_locked_out':
      return say(
        `PIN salah terlalu sering, tunggu ${span(refusal.waitSeconds)}.`,
        'Selama menunggu, PIN yang benar pun belum diterima. Penjualan di layar tetap aman.',
        'Tunggu sampai waktunya habis. Orang lain tetap bisa masuk dengan PIN-nya sendiri.',
      )
    case 'pin_busy':
      return say(
        'Terlalu banyak PIN dicoba sekaligus.',
        'PIN yang ini belum diperiksa dan tidak dihitung salah.',
        'Tunggu beberapa detik, lalu ketik lagi. Kalau terus begini, beri tahu pemilik toko.',
      )
    case 'pin_weak':
      return say(
        refusal.reason === 'length'
          ? 'Panjang PIN harus 4 sampai 8 angka.'
          : refusal.reason === 'not_digits'
            ? 'PIN hanya boleh berisi angka.'
            : 'PIN ini terlalu mudah ditebak.',
        'PIN lama, kalau ada, masih berlaku.',
        'Pilih 4 sampai 8 angka yang tidak sama semua dan tidak berurutan.',
      )
    case 'person_unknown':
      return say(
        'Orang itu sudah tidak terdaftar di toko ini.',
        NOTHING_CHANGED,
        'Pilih nama lain, atau minta pemilik toko mendaftarkannya lagi.',
      )
    case 'person_name_taken':
      return say(
        `Nama ${quoted(refusal.name)} sudah dipakai.`,
        NOTHING_CHANGED,
        'Pakai nama lain, misalnya ditambah nama belakang, supaya tidak tertukar di catatan.',
      )
    case 'last_owner':
      return say(
        'Ini pemilik toko yang terakhir.',
        NOTHING_CHANGED,
        'Daftarkan dulu pemilik lain, lalu ulangi. Toko selalu perlu satu pemilik.',
      )
    case 'owner_exists':
      return say(
        'Toko ini sudah ada pemiliknya.',
        NOTHING_CHANGED,
        'Masuk dengan PIN, atau minta pemilik toko mendaftarkan Anda.',
      )
    case 'permission_needed':
      return say(
        `Ini perlu izin ${roleName(refusal.role)}.`,
        NOTHING_CHANGED,
        `Panggil ${roleName(refusal.role)} untuk mengetik PIN-nya di sini. Izinnya untuk langkah ini saja.`,
      )
    case 'lender_lacks_right':
      return say(
        `Orang itu tidak bisa memberi izin ini, yang bisa ${roleName(refusal.role)}.`,
        NOTHING_CHANGED,
        `Minta ${roleName(refusal.role)} yang mengetik PIN-nya.`,
      )
    case 'second_person_needed':
      return say(
        'Yang mencatat uang ini tidak boleh menerimanya sendiri.',
        'Catatannya tetap ada dan belum dihitung.',
        'Minta orang lain memeriksa uangnya, lalu mengetik PIN-nya di sini.',
      )
    case 'personal_data_gone':
      return say(
        'Data pribadi itu sudah dihapus.',
        'Penjualan dan catatannya tetap utuh.',
        'Kalau masih perlu, tanyakan lagi kepada orangnya dan catat sebagai data baru.',
      )
    default:
      return unreachable(refusal)
  }
}

const roleName = (role: Role): string => (role === 'owner' ? 'pemilik toko' : 'supervisor')

const span = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} detik` : `${Math.ceil(seconds / 60)} menit`
