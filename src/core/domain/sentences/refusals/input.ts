import type { Language } from '../../language.ts'
import type { InputRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import { quoted } from '../../shown-text.ts'
import { say, type Words } from '../words.ts'
import { NOTHING_CHANGED, TYPED_STAYS } from './safe.ts'

/** What a person reads when a step cannot be taken as it was asked, and when Gerai itself is at fault. */
export const inputWords = (refusal: InputRefusal, language: Language): Words =>
  language === 'id' ? indonesian(refusal) : english(refusal)

function indonesian(refusal: InputRefusal): Words {
  switch (refusal.type) {
    case 'input_invalid':
      return say('Ada isian yang belum pas.', TYPED_STAYS.id, 'Periksa isiannya, lalu coba lagi.')
    case 'sale_unknown':
      return say('Penjualan itu tidak ketemu.', NOTHING_CHANGED.id, 'Cari lagi dari daftar penjualan.')
    case 'attention_unknown':
      return say(
        'Catatan itu sudah tidak ada di daftar.',
        NOTHING_CHANGED.id,
        'Buka lagi daftar yang perlu dicek.',
      )
    case 'reason_missing':
      return say(
        'Alasannya belum ditulis.',
        NOTHING_CHANGED.id,
        'Tulis alasannya singkat saja, lalu lanjutkan.',
      )
    case 'practice_only':
      return say(
        'Itu hanya bisa di mode latihan.',
        NOTHING_CHANGED.id,
        'Kalau mau mencoba, pindah ke mode latihan di Pengaturan.',
      )
    case 'no_sale_on_counter':
      return say(
        'Belum ada penjualan di layar.',
        NOTHING_CHANGED.id,
        'Mulai penjualan baru, atau buka yang diparkir.',
      )
    case 'counter_occupied':
      return say(
        `Masih ada penjualan ${quoted(refusal.saleNumber)} di layar.`,
        'Dua-duanya tetap tersimpan.',
        'Selesaikan atau parkir dulu yang itu.',
      )
    case 'internal':
      return say(
        'Ada kesalahan di dalam Gerai.',
        'Yang sudah tersimpan aman. Hasil langkah barusan belum pasti.',
        'Lihat dulu keadaan terakhir sebelum mengulang. Kalau terjadi lagi, sampaikan nomor rujukan di rincian.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: InputRefusal): Words {
  switch (refusal.type) {
    case 'input_invalid':
      return say('One of the entries is not right yet.', TYPED_STAYS.en, 'Check the entries and try again.')
    case 'sale_unknown':
      return say('That sale cannot be found.', NOTHING_CHANGED.en, 'Look for it again in the list of sales.')
    case 'attention_unknown':
      return say(
        'That item is no longer on the list.',
        NOTHING_CHANGED.en,
        'Open the list of things to check again.',
      )
    case 'reason_missing':
      return say('There is no reason yet.', NOTHING_CHANGED.en, 'Write a short reason, then go on.')
    case 'practice_only':
      return say(
        'That is only possible in practice mode.',
        NOTHING_CHANGED.en,
        'To try it, switch to practice mode in Settings.',
      )
    case 'no_sale_on_counter':
      return say(
        'There is no sale on the screen.',
        NOTHING_CHANGED.en,
        'Start a new sale, or open a parked one.',
      )
    case 'counter_occupied':
      return say(
        `Sale ${quoted(refusal.saleNumber)} is still on the screen.`,
        'Both are saved.',
        'Finish it or park it first.',
      )
    case 'internal':
      return say(
        'Something went wrong inside Gerai.',
        'What was saved is safe. The outcome of the last step is not certain yet.',
        'Look at the latest state before repeating it. If it happens again, pass on the reference in the details.',
      )
    default:
      return unreachable(refusal)
  }
}
