import type { Language } from '../../language.ts'
import { amountOf, formatMoney, type Amount, type Currency } from '../../money.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import type { ShiftRefusal } from '../../shifts/shift.ts'
import { quoted } from '../../shown-text.ts'

/** Shifts, counting the drawer, and card terminals' settlements, in words. */
export const shiftRefusalWords = (refusal: ShiftRefusal, language: Language, currency: Currency): Words =>
  language === 'id' ? indonesianWords(refusal, currency) : englishWords(refusal, currency)

function indonesianWords(refusal: ShiftRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'shift_needed':
      return say(
        'Belum ada shift yang buka, jadi belum bisa menjual.',
        'Barang di keranjang tetap ada.',
        'Buka shift dulu, lalu tekan lagi.',
      )
    case 'shift_already_open':
      return say(
        `Shift ${quoted(refusal.number)} masih buka, dibuka oleh ${quoted(refusal.openedBy)}.`,
        'Tidak ada yang berubah.',
        'Tutup shift itu dulu. Kalau orangnya sudah pulang, supervisor bisa menutupnya.',
      )
    case 'shift_not_open':
      return say(
        'Shift itu tidak sedang buka.',
        'Tidak ada yang berubah.',
        'Lihat daftar shift: mungkin sudah ditutup.',
      )
    case 'shift_unknown':
      return say('Shift itu tidak ditemukan.', 'Tidak ada yang berubah.', 'Buka lagi daftar shift.')
    case 'count_invalid':
      return say(
        refusal.value === null
          ? 'Jumlah hitungan laci terlalu besar.'
          : `Hitungan untuk ${money(amountOf(Math.trunc(refusal.value)))} tidak bisa dipakai: ${quoted(refusal.typed)}.`,
        'Shift masih buka. Yang sudah diketik tetap ada.',
        'Ketik berapa lembar atau keping, angka bulat saja.',
      )
    case 'variance_needs_reason':
      return say(
        `Isi laci ${refusal.variance > 0 ? 'lebih' : 'kurang'} ${money(amountOf(Math.abs(refusal.variance)))}: dihitung ${money(refusal.counted)}, seharusnya ${money(refusal.expected)}.`,
        'Hitungan ini sudah dicatat. Shift masih buka.',
        'Hitung sekali lagi, atau tulis sebab selisihnya lalu tutup.',
      )
    case 'batch_invalid':
      return say(
        `${batchField(refusal.field).id} di slip settlement belum benar.`,
        'Tidak ada yang dicatat. Yang diketik tetap ada.',
        'Ketik seperti yang tercetak di slip settlement mesin EDC.',
      )
    case 'settlement_photo_used':
      return say(
        `Foto ini sudah dipakai untuk settlement mesin ${quoted(refusal.tid)}${refusal.batch === '' ? '' : `, batch ${quoted(refusal.batch)}`}.`,
        'Tidak ada yang dicatat. Yang diketik tetap ada.',
        'Foto slip settlement yang ini, atau hapus fotonya lalu cocokkan lagi.',
      )
    default:
      return unreachable(refusal)
  }
}

function englishWords(refusal: ShiftRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'shift_needed':
      return say(
        'No shift is open, so nothing can be sold yet.',
        'The items in the cart stay.',
        'Open a shift first, then press again.',
      )
    case 'shift_already_open':
      return say(
        `Shift ${quoted(refusal.number)} is open already, opened by ${quoted(refusal.openedBy)}.`,
        'Nothing was changed.',
        'Close that shift first. If that person has left, a supervisor can close it.',
      )
    case 'shift_not_open':
      return say(
        'That shift is not open.',
        'Nothing was changed.',
        'Look at the list of shifts: it may be closed by now.',
      )
    case 'shift_unknown':
      return say('That shift was not found.', 'Nothing was changed.', 'Open the list of shifts again.')
    case 'count_invalid':
      return say(
        refusal.value === null
          ? 'The drawer count is too large.'
          : `The count for ${money(amountOf(Math.trunc(refusal.value)))} cannot be used: ${quoted(refusal.typed)}.`,
        'The shift is still open. What was typed stays.',
        'Type how many notes or coins, as a whole number.',
      )
    case 'variance_needs_reason':
      return say(
        `The drawer is ${money(amountOf(Math.abs(refusal.variance)))} ${refusal.variance > 0 ? 'over' : 'short'}: ${money(refusal.counted)} counted, ${money(refusal.expected)} expected.`,
        'This count was written down. The shift is still open.',
        'Count once more, or write why they differ and close.',
      )
    case 'batch_invalid':
      return say(
        `${batchField(refusal.field).en} of the settlement slip is not right yet.`,
        'Nothing was written down. What was typed stays.',
        "Type it as it is printed on the card terminal's settlement slip.",
      )
    case 'settlement_photo_used':
      return say(
        `This photo was used for the settlement of terminal ${quoted(refusal.tid)}${refusal.batch === '' ? '' : `, batch ${quoted(refusal.batch)}`}.`,
        'Nothing was written down. What was typed stays.',
        'Take a photo of this settlement slip, or remove the photo and compare again.',
      )
    default:
      return unreachable(refusal)
  }
}

type BatchField = Extract<ShiftRefusal, { type: 'batch_invalid' }>['field']

/** A core of another version may name a field that is not known here. */
const batchField = (field: BatchField): Readonly<Record<Language, string>> =>
  Object.hasOwn(BATCH_FIELD, field)
    ? BATCH_FIELD[field]
    : { id: 'Salah satu angka', en: 'One of the numbers' }

const BATCH_FIELD: Readonly<Record<BatchField, Readonly<Record<Language, string>>>> = {
  tid: { id: 'TID', en: 'The terminal id (TID)' },
  batch: { id: 'Nomor batch', en: 'The batch number' },
  count: { id: 'Banyaknya transaksi', en: 'The number of transactions' },
  amount: { id: 'Jumlah uang', en: 'The total' },
  slips: { id: 'Rincian transaksi', en: 'The list of transactions' },
}
