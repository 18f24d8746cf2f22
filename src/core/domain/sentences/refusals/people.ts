import type { Language } from '../../language.ts'
import type { PeopleRefusal, Role } from '../../people/people.ts'
import { unreachable } from '../../result.ts'
import { quoted } from '../../shown-text.ts'
import { plural, say, type Words } from '../words.ts'

const NOTHING_CHANGED = { id: 'Tidak ada yang berubah.', en: 'Nothing was changed.' } as const
const SALE_STAYS = { id: 'Penjualan di layar tetap aman.', en: 'The sale on the screen is safe.' } as const

/** What a person reads about people, PINs and rights. */
export const peopleWords = (refusal: PeopleRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: PeopleRefusal): Words {
  switch (refusal.type) {
    case 'till_locked':
      return say('Kasir ini sedang terkunci.', SALE_STAYS.id, 'Pilih nama Anda, lalu ketik PIN.')
    case 'pin_wrong':
      return say(
        'PIN-nya salah.',
        SALE_STAYS.id,
        refusal.triesLeft > 0
          ? `Ketik lagi pelan-pelan. Masih bisa ${refusal.triesLeft} kali tanpa menunggu.`
          : 'Setelah ini ada waktu tunggu. Kalau lupa PIN, minta pemilik toko menggantinya.',
      )
    case 'pin_locked_out':
      return say(
        `PIN salah terlalu sering, tunggu ${indonesianSpan(refusal.waitSeconds)}.`,
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
        NOTHING_CHANGED.id,
        'Pilih nama lain, atau minta pemilik toko mendaftarkannya lagi.',
      )
    case 'person_name_taken':
      return say(
        `Nama ${quoted(refusal.name)} sudah dipakai.`,
        NOTHING_CHANGED.id,
        'Pakai nama lain, misalnya ditambah nama belakang, supaya tidak tertukar di catatan.',
      )
    case 'last_owner':
      return say(
        'Ini pemilik toko yang terakhir.',
        NOTHING_CHANGED.id,
        'Daftarkan dulu pemilik lain, lalu ulangi. Toko selalu perlu satu pemilik.',
      )
    case 'owner_exists':
      return say(
        'Toko ini sudah ada pemiliknya.',
        NOTHING_CHANGED.id,
        'Masuk dengan PIN, atau minta pemilik toko mendaftarkan Anda.',
      )
    case 'permission_needed':
      return say(
        `Ini perlu izin ${roleName(refusal.role, 'id')}.`,
        NOTHING_CHANGED.id,
        `Panggil ${roleName(refusal.role, 'id')} untuk mengetik PIN-nya di sini. Izinnya untuk langkah ini saja.`,
      )
    case 'lender_lacks_right':
      return say(
        `Orang itu tidak bisa memberi izin ini, yang bisa ${roleName(refusal.role, 'id')}.`,
        NOTHING_CHANGED.id,
        `Minta ${roleName(refusal.role, 'id')} yang mengetik PIN-nya.`,
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

function english(refusal: PeopleRefusal): Words {
  switch (refusal.type) {
    case 'till_locked':
      return say('This till is locked.', SALE_STAYS.en, 'Choose your name and type your PIN.')
    case 'pin_wrong':
      return say(
        'The PIN is wrong.',
        SALE_STAYS.en,
        refusal.triesLeft > 0
          ? `Type it again slowly. ${refusal.triesLeft} more without waiting.`
          : 'From now on there is a wait after each try. If the PIN is forgotten, ask the owner to change it.',
      )
    case 'pin_locked_out':
      return say(
        `Too many wrong PINs, wait ${englishSpan(refusal.waitSeconds)}.`,
        'Until then even the right PIN is not taken. The sale on the screen is safe.',
        'Wait until the time is over. Others can still sign in with their own PIN.',
      )
    case 'pin_busy':
      return say(
        'Too many PINs are being tried at once.',
        'This PIN was not looked at and does not count as wrong.',
        'Wait a few seconds and type it again. If it goes on, tell the owner.',
      )
    case 'pin_weak':
      return say(
        refusal.reason === 'length'
          ? 'A PIN has 4 to 8 digits.'
          : refusal.reason === 'not_digits'
            ? 'A PIN may hold digits only.'
            : 'This PIN is too easy to guess.',
        'The old PIN, if there is one, still works.',
        'Choose 4 to 8 digits that are neither all the same nor in a row.',
      )
    case 'person_unknown':
      return say(
        'That person is no longer registered in this shop.',
        NOTHING_CHANGED.en,
        'Choose another name, or ask the owner to register them again.',
      )
    case 'person_name_taken':
      return say(
        `The name ${quoted(refusal.name)} is already used.`,
        NOTHING_CHANGED.en,
        'Use another name, for example with a family name, so that the log cannot mix them up.',
      )
    case 'last_owner':
      return say(
        'This is the last owner.',
        NOTHING_CHANGED.en,
        'Register another owner first, then try again. A shop always needs one.',
      )
    case 'owner_exists':
      return say(
        'This shop already has an owner.',
        NOTHING_CHANGED.en,
        'Sign in with your PIN, or ask the owner to register you.',
      )
    case 'permission_needed':
      return say(
        `This needs ${roleName(refusal.role, 'en')}.`,
        NOTHING_CHANGED.en,
        `Ask ${roleName(refusal.role, 'en')} to type their PIN here. It allows this one step only.`,
      )
    case 'lender_lacks_right':
      return say(
        `That person cannot allow this, it takes ${roleName(refusal.role, 'en')}.`,
        NOTHING_CHANGED.en,
        `Ask ${roleName(refusal.role, 'en')} to type their PIN.`,
      )
    case 'second_person_needed':
      return say(
        'Whoever recorded this money may not accept it alone.',
        'The record stays and is not counted yet.',
        'Ask somebody else to check the money and type their PIN here.',
      )
    case 'personal_data_gone':
      return say(
        'That personal data was erased.',
        'The sale and its record are complete.',
        'If it is still needed, ask the person again and record it as new.',
      )
    default:
      return unreachable(refusal)
  }
}

const ROLES = {
  owner: { id: 'pemilik toko', en: 'the owner' },
  supervisor: { id: 'supervisor', en: 'a supervisor' },
} as const

/** Who can give a right: every one that takes more than a cashier. */
const roleName = (role: Role, language: Language): string =>
  ROLES[role === 'owner' ? 'owner' : 'supervisor'][language]

const indonesianSpan = (seconds: number): string =>
  seconds < 90 ? `${Math.ceil(seconds)} detik` : `${Math.ceil(seconds / 60)} menit`

const englishSpan = (seconds: number): string =>
  seconds < 90 ? plural(Math.ceil(seconds), 'second') : plural(Math.ceil(seconds / 60), 'minute')
