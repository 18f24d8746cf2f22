import { formatMoney, amountOf, type Currency } from './money.ts'
import { refusedReason, type RefusedReason } from './provider-codes.ts'
import type { ProfileFaultName, ProviderSetupRefusal } from './provider-setup.ts'
import type { Language } from './refusals.ts'
import { unreachable } from './result.ts'
import { say, type Words } from './sentence-words.ts'
import { quoted } from './shown-text.ts'

/** What a person reads when the provider said no, by the reason its code gives. */
export const refusedWords = (code: string, language: Language): Words =>
  REFUSED[refusedReason(code)][language]

/** A right that the key lacks; some things no key may do at all. */
export const forbiddenWords = (code: string, language: Language): Words =>
  (code.toLowerCase() === 'person_only' ? PERSON_ONLY : FORBIDDEN)[language]

/** What a person reads about the provider's set-up. */
export const setupWords = (refusal: ProviderSetupRefusal, language: Language): Words =>
  language === 'en' ? english(refusal) : indonesian(refusal)

/** Names of the currencies as a sentence has them; one out of a strange file is quoted. */
const CURRENCY_NAMES: Readonly<Record<Currency, Readonly<Record<Language, string>>>> = {
  IDR: { id: 'rupiah (Rp)', en: 'rupiah (Rp)' },
  USD: { id: 'dolar AS (US$)', en: 'US dollars (US$)' },
  UYU: { id: 'peso Uruguay ($U)', en: 'Uruguayan pesos ($U)' },
}
export const currencyName = (currency: Currency, language: Language): string =>
  Object.hasOwn(CURRENCY_NAMES, currency) ? CURRENCY_NAMES[currency][language] : quoted(currency)

const SALE_STAYS = { id: 'Penjualan tetap tersimpan.', en: 'The sale is still saved.' }
const STEP_FREE = {
  id: `Langkah ini tidak menagih apa pun. ${SALE_STAYS.id}`,
  en: `This step charged nothing. ${SALE_STAYS.en}`,
}
const CASH_WORKS = {
  id: `${SALE_STAYS.id} Tunai dan EDC tetap bisa dipakai.`,
  en: `${SALE_STAYS.en} Cash and card terminal still work.`,
}

type Both = Readonly<Record<Language, Words>>

const FORBIDDEN: Both = {
  id: say(
    'Kunci yang dipakai belum diberi izin untuk langkah ini.',
    CASH_WORKS.id,
    'Minta pemilik toko menambah izin kunci itu di akun pembayarannya.',
  ),
  en: say(
    'The key in use is not allowed to do this.',
    CASH_WORKS.en,
    'Ask the owner to give that key the permission in the payment account.',
  ),
}

const PERSON_ONLY: Both = {
  id: say(
    'Langkah ini hanya boleh dilakukan orang, bukan aplikasi.',
    CASH_WORKS.id,
    'Minta pemilik toko melakukannya di halaman layanan pembayaran sendiri.',
  ),
  en: say(
    'Only a person may do this, no app.',
    CASH_WORKS.en,
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
      CASH_WORKS.id,
      'Minta pemilik toko memeriksa nomor merchant di Pengaturan.',
    ),
    en: say(
      "The payment service does not know the shop's merchant number.",
      CASH_WORKS.en,
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

function indonesian(refusal: ProviderSetupRefusal): Words {
  const name = (currency: Currency): string => currencyName(currency, 'id')
  switch (refusal.type) {
    case 'provider_profile_invalid':
      return say(
        faultWords(refusal.fault, 'id'),
        'Pengaturan yang lama tetap dipakai.',
        'Betulkan isiannya, lalu simpan lagi.',
      )
    case 'provider_in_use':
      return say(
        'Masih ada pembayaran yang berjalan lewat layanan ini.',
        'Pengaturan yang lama tetap dipakai, supaya pembayaran itu tetap terbaca.',
        'Sekarang hanya kuncinya yang boleh diganti. Tunggu pembayarannya selesai untuk mengganti yang lain.',
      )
    case 'provider_currency_unsupported':
      return say(
        `Layanan pembayaran ini tidak menerima ${name(refusal.currency)}.`,
        CASH_WORKS.id,
        `Minta pemilik toko menyamakannya di Pengaturan: layanan ini menerima ${list(refusal.takes, 'id')}.`,
      )
    case 'provider_lookup_unproved':
      return say(
        'Uang sungguhan lewat layanan ini belum dibuka: satu pembayaran uji belum terbaca lunas.',
        CASH_WORKS.id,
        'Minta pemilik toko pindah ke mode uji, menagih lewat tautan, membayarnya dengan kartu uji, lalu menunggu sampai lunas.',
      )
    case 'qris_not_offered':
      return say(
        refusal.currency === 'IDR'
          ? 'Layanan pembayaran toko ini tidak punya QRIS.'
          : `QRIS hanya untuk rupiah, sedangkan penjualan ini dalam ${name(refusal.currency)}.`,
        'Belum ada yang ditagih.',
        'Pakai tautan bayar, tunai, atau EDC.',
      )
    case 'code_stays_open':
      return say(
        `Layanan ini tidak bisa membatalkan kode: masih bisa dibayar sampai ${until(refusal.until) ?? 'waktunya habis'}.`,
        'Uang yang masuk lewat kode ini tetap ketahuan, juga nanti.',
        'Tunggu sampai lewat waktunya. Kalau pelanggan bayar dengan cara lain, tutup kode ini dengan alasan.',
      )
    case 'currency_fixed':
      return say(
        FIXED_WHAT[pick(refusal.why)].id,
        `Mata uangnya tetap ${name(refusal.currency)}, tidak ada yang berubah.`,
        FIXED_NEXT[pick(refusal.why)].id,
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: ProviderSetupRefusal): Words {
  const name = (currency: Currency): string => currencyName(currency, 'en')
  switch (refusal.type) {
    case 'provider_profile_invalid':
      return say(
        faultWords(refusal.fault, 'en'),
        'The old settings stay in use.',
        'Put it right and save again.',
      )
    case 'provider_in_use':
      return say(
        'Payments are still under way through this service.',
        'The old settings stay in use, so that those payments can still be read.',
        'Only the key may change now. Wait for those payments to end before changing the rest.',
      )
    case 'provider_currency_unsupported':
      return say(
        `This payment service does not take ${name(refusal.currency)}.`,
        CASH_WORKS.en,
        `Ask the owner to make them match in Settings: this service takes ${list(refusal.takes, 'en')}.`,
      )
    case 'provider_lookup_unproved':
      return say(
        'Real money through this service is not open yet: no test payment was read as paid.',
        CASH_WORKS.en,
        'Ask the owner to go to test mode, charge by payment link, pay it with a test card, and wait until it is paid.',
      )
    case 'qris_not_offered':
      return say(
        refusal.currency === 'IDR'
          ? "The shop's payment service has no QRIS."
          : `QRIS is for rupiah only, and this sale is in ${name(refusal.currency)}.`,
        'Nothing has been charged.',
        'Use the payment link, cash or the card terminal.',
      )
    case 'code_stays_open':
      return say(
        `This service cannot cancel a code: it can still be paid until ${until(refusal.until) ?? 'its time is over'}.`,
        'Money that comes in through this code will be noticed, later too.',
        'Wait until its time is over. If the customer pays another way, cover this code and give a reason.',
      )
    case 'currency_fixed':
      return say(
        FIXED_WHAT[pick(refusal.why)].en,
        `The currency stays ${name(refusal.currency)}; nothing has changed.`,
        FIXED_NEXT[pick(refusal.why)].en,
      )
    default:
      return unreachable(refusal)
  }
}

const until = (text: string | null): string | null =>
  text !== null && /^\d{2}:\d{2}$/.test(text) ? text : null

const list = (currencies: readonly Currency[], language: Language): string =>
  currencies.map((each) => currencyName(each, language)).join(language === 'id' ? ' atau ' : ' or ')

type FixedWhy = Extract<ProviderSetupRefusal, { type: 'currency_fixed' }>['why']
type Text = Readonly<Record<Language, string>>

const pick = (why: FixedWhy): FixedWhy => (Object.hasOwn(FIXED_WHAT, why) ? why : 'sales')

const FIXED_WHAT: Readonly<Record<FixedWhy, Text>> = {
  sale_open: {
    id: 'Mata uang belum bisa diganti: ada penjualan yang belum selesai.',
    en: 'The currency cannot change now: a sale is not finished.',
  },
  cart: {
    id: 'Mata uang belum bisa diganti: masih ada barang di layar jual.',
    en: 'The currency cannot change now: there are items on the sale screen.',
  },
  shift: {
    id: 'Mata uang belum bisa diganti: shift masih buka.',
    en: 'The currency cannot change now: a shift is open.',
  },
  catalog: {
    id: 'Mata uang belum bisa diganti: harga di katalog akan salah baca.',
    en: 'The currency cannot change now: the prices in the catalogue would be misread.',
  },
  sales: {
    id: 'Mata uang tidak bisa diganti lagi: buku ini sudah berisi penjualan.',
    en: 'The currency cannot change any more: these books already hold sales.',
  },
}

const FIXED_NEXT: Readonly<Record<FixedWhy, Text>> = {
  sale_open: {
    id: 'Selesaikan atau batalkan semua penjualan, juga yang diparkir, lalu coba lagi.',
    en: 'Finish or cancel every sale, parked ones too, then try again.',
  },
  cart: {
    id: 'Kosongkan dulu layar jual, lalu coba lagi.',
    en: 'Empty the sale screen first, then try again.',
  },
  shift: { id: 'Tutup shift dulu, baru ganti mata uangnya.', en: 'Close the shift first, then change it.' },
  catalog: {
    id: 'Kosongkan katalognya, ganti mata uang, lalu isi lagi dengan harga yang baru.',
    en: 'Empty the catalogue, change the currency, then fill it with the new prices.',
  },
  sales: {
    id: 'Untuk toko dengan mata uang lain, buka Gerai dengan folder data yang baru.',
    en: 'For a shop in another currency, open Gerai with a new data folder.',
  },
}

const faultWords = (fault: ProfileFaultName, language: Language): string =>
  (Object.hasOwn(FAULTS, fault) ? FAULTS[fault] : OTHER_FAULT)[language]

const OTHER_FAULT: Text = {
  id: 'Pengaturan layanan pembayaran ini belum benar.',
  en: 'The set-up of this payment service is not right yet.',
}

const FAULTS: Readonly<Record<ProfileFaultName, Text>> = {
  profile_origin_invalid: {
    id: 'Alamat layanan harus berupa https:// dan nama host saja, tanpa jalur di belakangnya.',
    en: 'The address of the service must be https:// and a host name, with nothing after it.',
  },
  profile_origin_insecure: {
    id: 'Alamat layanan harus memakai https, supaya kuncinya tidak bisa disadap.',
    en: 'The address of the service must use https, so that nobody can listen in on the key.',
  },
  profile_host_private: {
    id: 'Uang sungguhan tidak boleh lewat alamat di dalam jaringan sendiri.',
    en: 'Real money may not go through an address inside your own network.',
  },
  profile_host_invalid: {
    id: 'Salah satu host halaman bayar tidak terbaca.',
    en: 'One of the hosts of the payment page cannot be read.',
  },
  profile_host_of_other_mode: {
    id: 'Alamat layanan itu milik mode yang lain: alamat uji untuk uji, alamat sungguhan untuk uang sungguhan.',
    en: 'That address belongs to the other mode: the testing address is for test, the real one for real money.',
  },
  profile_prefix_invalid: {
    id: 'Awalan jalur harus kosong atau diawali garis miring, misalnya /v1.',
    en: 'The path prefix must be empty or start with a slash, for example /v1.',
  },
  profile_return_url_invalid: {
    id: 'Halaman setelah bayar dan setelah batal harus berupa alamat web yang lengkap.',
    en: 'The pages after paying and after cancelling must be complete web addresses.',
  },
  profile_key_unsendable: {
    id: 'Ada tanda di kunci yang tidak bisa dikirim, misalnya spasi atau baris baru.',
    en: 'The key holds a character that cannot be sent, such as a space or a line break.',
  },
  profile_on_behalf_invalid: {
    id: 'Akun yang diwakili harus kode seperti acc-1: huruf, angka, dan garis saja.',
    en: 'The account to act for must be a code: letters, digits and dashes only.',
  },
  profile_merchant_invalid: {
    id: 'Nomor merchant harus berupa angka di atas nol.',
    en: 'The merchant number must be a number above zero.',
  },
  profile_currency_unsupported: {
    id: 'Layanan ini tidak menerima mata uang toko.',
    en: "This service does not take the shop's currency.",
  },
}

/** The amount that shows a factor of a hundred at a glance, in the shop's currency. */
export const unitCheckAmount = (currency: Currency, language: Language): string =>
  formatMoney(amountOf(10_000), currency, language)
