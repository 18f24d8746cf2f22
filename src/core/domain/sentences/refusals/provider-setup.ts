import type { Language } from '../../language.ts'
import type { Currency } from '../../money.ts'
import type { ProfileFaultName, ProviderSetupRefusal } from '../../provider/setup.ts'
import { unreachable } from '../../result.ts'
import { currencyName } from '../currencies.ts'
import { say, type Words } from '../words.ts'
import { CASH_STILL_WORKS } from './safe.ts'

/** What a person reads about the provider's set-up. */
export const setupWords = (refusal: ProviderSetupRefusal, language: Language): Words =>
  language === 'en' ? english(refusal) : indonesian(refusal)

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
    case 'keys_not_kept':
      return say(
        'Kunci layanan tidak bisa disimpan: tempat kunci di komputer ini terkunci atau tidak bisa ditulis.',
        'Pengaturan yang lama tidak berubah.',
        'Buka kunci komputernya (keluar lalu masuk lagi), izinkan Gerai memakainya, lalu simpan lagi.',
      )
    case 'provider_currency_unsupported':
      return say(
        `Layanan pembayaran ini tidak menerima ${name(refusal.currency)}.`,
        CASH_STILL_WORKS.id,
        `Minta pemilik toko menyamakannya di Pengaturan: layanan ini menerima ${list(refusal.takes, 'id')}.`,
      )
    case 'provider_lookup_unproved':
      return say(
        'Uang sungguhan lewat layanan ini belum dibuka: satu pembayaran uji belum terbaca lunas.',
        CASH_STILL_WORKS.id,
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
    case 'keys_not_kept':
      return say(
        'The key could not be kept: the key store of this machine is locked, or cannot be written.',
        'The settings from before have not changed.',
        'Unlock it (sign out of the machine and in again), allow Gerai to use it, then save again.',
      )
    case 'provider_currency_unsupported':
      return say(
        `This payment service does not take ${name(refusal.currency)}.`,
        CASH_STILL_WORKS.en,
        `Ask the owner to make them match in Settings: this service takes ${list(refusal.takes, 'en')}.`,
      )
    case 'provider_lookup_unproved':
      return say(
        'Real money through this service is not open yet: no test payment was read as paid.',
        CASH_STILL_WORKS.en,
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
