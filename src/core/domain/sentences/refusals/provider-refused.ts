import type { Language } from '../../language.ts'
import { refusedReason, type RefusedReason } from '../../provider/codes.ts'
import { say, type Words } from '../words.ts'
import { CASH_STILL_WORKS, SALE_STAYS } from './safe.ts'

/** What a person reads when the provider said no, by the reason its code gives. */
export const refusedWords = (code: string, language: Language): Words =>
  REFUSED[refusedReason(code)][language]

/** A right that the key lacks; some things no key may do at all. */
export const forbiddenWords = (code: string, language: Language): Words =>
  (code.toLowerCase() === 'person_only' ? PERSON_ONLY : FORBIDDEN)[language]

const STEP_FREE = {
  id: `Langkah ini tidak menagih apa pun. ${SALE_STAYS.id}`,
  en: `This step charged nothing. ${SALE_STAYS.en}`,
}

type Both = Readonly<Record<Language, Words>>

const FORBIDDEN: Both = {
  id: say(
    'Kunci yang dipakai belum diberi izin untuk langkah ini.',
    CASH_STILL_WORKS.id,
    'Minta pemilik toko menambah izin kunci itu di akun pembayarannya.',
  ),
  en: say(
    'The key in use is not allowed to do this.',
    CASH_STILL_WORKS.en,
    'Ask the owner to give that key the permission in the payment account.',
  ),
}

const PERSON_ONLY: Both = {
  id: say(
    'Langkah ini hanya boleh dilakukan orang, bukan aplikasi.',
    CASH_STILL_WORKS.id,
    'Minta pemilik toko melakukannya di halaman layanan pembayaran sendiri.',
  ),
  en: say(
    'Only a person may do this, no app.',
    CASH_STILL_WORKS.en,
    "Ask the owner to do it on the payment service's own pages.",
  ),
}

const REFUSED: Readonly<Record<RefusedReason, Both>> = {
  method_off: {
    id: say(
      'Cara bayar ini belum aktif di akun pembayaran toko.',
      STEP_FREE.id,
      'Pakai cara bayar lain. Minta pemilik toko mengaktifkannya di layanan pembayaran.',
    ),
    en: say(
      "This way to pay is not switched on in the shop's payment account.",
      STEP_FREE.en,
      'Use another way to pay. Ask the owner to switch it on at the payment service.',
    ),
  },
  amount: {
    id: say(
      'Jumlah ini tidak diterima layanan pembayaran.',
      STEP_FREE.id,
      'Periksa jumlahnya, bagi pembayarannya, atau pakai cara bayar lain.',
    ),
    en: say(
      'The payment service does not take this amount.',
      STEP_FREE.en,
      'Check the amount, split the payment, or use another way to pay.',
    ),
  },
  customer: {
    id: say(
      'Pelanggan ini tercatat dengan mata uang lain di layanan pembayaran.',
      STEP_FREE.id,
      'Lepas pelanggan dari penjualan ini, lalu tagih lagi.',
    ),
    en: say(
      'The payment service has this customer in another currency.',
      STEP_FREE.en,
      'Take the customer off this sale, then charge again.',
    ),
  },
  merchant: {
    id: say(
      'Nomor merchant toko tidak dikenal layanan pembayaran.',
      CASH_STILL_WORKS.id,
      'Minta pemilik toko memeriksa nomor merchant di Pengaturan.',
    ),
    en: say(
      "The payment service does not know the shop's merchant number.",
      CASH_STILL_WORKS.en,
      'Ask the owner to check the merchant number in Settings.',
    ),
  },
  card_declined: {
    id: say(
      'Kartunya ditolak bank.',
      'Kartu itu tidak ditagih.',
      'Minta pelanggan memakai kartu lain, atau bayar dengan cara lain.',
    ),
    en: say(
      'The bank declined the card.',
      'That card was not charged.',
      'Ask the customer for another card, or another way to pay.',
    ),
  },
  card_funds: {
    id: say(
      'Dana di kartunya tidak cukup.',
      'Kartu itu tidak ditagih.',
      'Minta pelanggan memakai kartu lain, atau bagi pembayarannya.',
    ),
    en: say(
      'There is not enough money on the card.',
      'That card was not charged.',
      'Ask the customer for another card, or split the payment.',
    ),
  },
  refund: {
    id: say(
      'Bank menolak pengembalian uang ini.',
      'Uangnya masih ada di toko, tidak ada yang dikembalikan dua kali.',
      'Kembalikan tunai dan catat, atau coba lagi nanti.',
    ),
    en: say(
      'The bank refused this refund.',
      'The money is still with the shop, and nothing is given back twice.',
      'Give it back in cash and note it, or try again later.',
    ),
  },
  moved_on: {
    id: say(
      'Pembayaran ini sudah berubah di layanan pembayaran.',
      'Tidak ada yang ditagih dua kali, dan uang yang masuk tetap dihitung.',
      'Tekan Cek sekarang untuk melihat keadaan terakhirnya.',
    ),
    en: say(
      'This payment has changed at the payment service.',
      'Nothing is charged twice, and money that came in still counts.',
      'Press Check now to see how it stands.',
    ),
  },
  content: {
    id: say(
      'Layanan pembayaran menolak isi tagihan ini.',
      STEP_FREE.id,
      'Pakai cara bayar lain. Tunjukkan rinciannya ke pemilik toko, biasanya ada pengaturan yang perlu dibetulkan.',
    ),
    en: say(
      'The payment service did not accept what was in this charge.',
      STEP_FREE.en,
      'Use another way to pay. Show the details to the owner: usually a setting has to be put right.',
    ),
  },
  other: {
    id: say(
      'Layanan pembayaran menolaknya.',
      STEP_FREE.id,
      'Pakai cara bayar lain. Kalau terus begini, tunjukkan rinciannya ke pemilik toko.',
    ),
    en: say(
      'The payment service said no.',
      STEP_FREE.en,
      'Use another way to pay. If it keeps happening, show the details to the owner.',
    ),
  },
}
