import type { Language } from '../../language.ts'
import { amountOf, formatMoney, type Amount, type Currency } from '../../money.ts'
import type { ProviderRefusal } from '../../refusals.ts'
import { unreachable } from '../../result.ts'
import type { SessionMismatch } from '../../provider/session.ts'
import { isSomebodyElse } from '../../provider/codes.ts'
import { modeLabel } from '../labels.ts'
import { unitCheckAmount } from '../currencies.ts'
import { plural, roundSpan, say, waitSpan, type Words } from '../words.ts'
import { forbiddenWords, refusedWords } from './provider-refused.ts'
import { CASH_STILL_WORKS, SALE_STAYS, TYPED_STAYS } from './safe.ts'

/** What a person reads when the payment service said no, did not answer, or answered something else. */
export const providerWords = (refusal: ProviderRefusal, language: Language, currency: Currency): Words =>
  language === 'id' ? indonesian(refusal, currency) : english(refusal, currency)

/** A sign-in page of a Wi-Fi, a firewall, or a wrong address: what was asked may have arrived or not, so nothing is lost. */
const SOMEBODY_ELSE: Readonly<Record<Language, Words>> = {
  id: say(
    'Belum pasti: yang menjawab bukan layanan pembayaran, tapi halaman masuk Wi-Fi atau firewall di jaringan.',
    'Gerai tidak menagih dua kali. Penjualan tersimpan dan terus diperiksa.',
    'Masuk dulu ke Wi-Fi lewat browser, atau pakai internet lain. Kalau baru diatur, periksa alamatnya di Pengaturan.',
  ),
  en: say(
    'Not certain yet: a Wi-Fi sign-in page or a firewall answered, not the payment service.',
    'Gerai does not charge twice. The sale is saved and is being checked.',
    'Sign in to the Wi-Fi in a browser, or use another connection. If it was just set up, check the address in Settings.',
  ),
}

function indonesian(refusal: ProviderRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'id')
  switch (refusal.type) {
    case 'provider_unreachable':
      return say(
        'Internet atau layanan pembayaran sedang tidak tersambung.',
        'Tidak ada yang terkirim. Penjualan tetap tersimpan.',
        'Periksa internetnya lalu coba lagi, atau terima tunai dulu.',
      )
    case 'provider_unknown':
      if (isSomebodyElse(refusal.detail)) return SOMEBODY_ELSE.id
      return say(
        'Belum pasti: jawaban layanan pembayaran belum sampai.',
        'Gerai tidak menagih dua kali. Penjualan tersimpan dan terus diperiksa.',
        'Jangan tagih lagi dulu. Tekan Cek sekarang, atau parkir penjualan ini.',
      )
    case 'provider_refused':
      return refusedWords(refusal.code, 'id')
    case 'provider_not_found':
      return say(
        'Layanan pembayaran belum menemukan pembayaran ini.',
        'Catatan di sini tetap ada dan tidak dianggap batal.',
        'Tekan Cek sekarang sebentar lagi. Kalau tetap tidak ada, beri tahu pemilik toko.',
      )
    case 'provider_key_missing':
      return say(
        'Kunci layanan pembayaran belum diisi.',
        CASH_STILL_WORKS.id,
        'Minta pemilik toko mengisinya di Pengaturan.',
      )
    case 'provider_key_wrong':
      return say(
        'Kunci layanan pembayaran tidak cocok.',
        CASH_STILL_WORKS.id,
        'Minta pemilik toko memasukkan kunci yang benar di Pengaturan.',
      )
    case 'provider_clock_off':
      return say(
        indonesianClock(refusal.offsetSeconds),
        `Langkah ini tidak menagih apa pun. ${SALE_STAYS.id}`,
        'Buka pengaturan tanggal dan jam di komputer ini, nyalakan jam otomatis, lalu coba lagi.',
      )
    case 'provider_forbidden':
      return forbiddenWords(refusal.code, 'id')
    case 'provider_busy': {
      const { count, unit } = waitSpan(refusal.retryAfterMs)
      return say(
        'Layanan pembayaran sedang ramai.',
        `Tidak ada yang ditagih dua kali. ${SALE_STAYS.id}`,
        `Tunggu ${count} ${unit === 'second' ? 'detik' : 'menit'}, lalu coba lagi.`,
      )
    }
    case 'provider_unsupported':
      return say(
        'Layanan pembayaran ini belum bisa melakukan itu.',
        'Tidak ada yang ditagih, tidak ada yang berubah.',
        'Pakai cara lain, misalnya tunai atau EDC.',
      )
    case 'provider_answer_differs':
      return indonesianMismatch(refusal.mismatch, money)
    case 'provider_not_set_up':
      return say(
        'Layanan pembayaran belum diatur.',
        CASH_STILL_WORKS.id,
        'Minta pemilik toko mengaturnya di Pengaturan.',
      )
    case 'provider_amount_unit_unproved':
      return say(
        'Tagihan sungguhan belum dibuka: jumlah percobaannya belum dicocokkan.',
        'Belum ada yang ditagih. Tunai dan EDC tetap bisa dipakai.',
        `Minta pemilik toko mencoba ${unitCheckAmount(currency, 'id')} dari Pengaturan dan mencocokkan jumlahnya di halaman pembayaran.`,
      )
    case 'qris_over_limit':
      return say(
        `QRIS paling banyak ${formatMoney(amountOf(refusal.limit))} sekali bayar.`,
        TYPED_STAYS.id,
        'Bagi pembayarannya, atau pakai cara bayar lain.',
      )
    case 'old_code_still_live':
      return say(
        'Kode QR yang lama mungkin masih bisa dibayar.',
        'Kode baru belum dibuat, supaya pelanggan tidak bayar dua kali.',
        'Tanya pelanggan sudah bayar atau belum, lalu tekan Cek sekarang. Kalau harus lanjut, tutup kode lama dengan alasan.',
      )
    default:
      return unreachable(refusal)
  }
}

function english(refusal: ProviderRefusal, currency: Currency): Words {
  const money = (amount: Amount): string => formatMoney(amount, currency, 'en')
  switch (refusal.type) {
    case 'provider_unreachable':
      return say(
        'The internet or the payment service cannot be reached.',
        'Nothing was sent. The sale is still saved.',
        'Check the internet and try again, or take cash for now.',
      )
    case 'provider_unknown':
      if (isSomebodyElse(refusal.detail)) return SOMEBODY_ELSE.en
      return say(
        'Not certain yet: the payment service has not answered.',
        'Gerai does not charge twice. The sale is saved and is being checked.',
        'Do not charge again yet. Press Check now, or park this sale.',
      )
    case 'provider_refused':
      return refusedWords(refusal.code, 'en')
    case 'provider_not_found':
      return say(
        'The payment service does not find this payment yet.',
        'Our record stays, and it is not treated as canceled.',
        'Press Check now in a moment. If it is still missing, tell the owner.',
      )
    case 'provider_key_missing':
      return say(
        'The payment service has no key yet.',
        CASH_STILL_WORKS.en,
        'Ask the owner to enter it in Settings.',
      )
    case 'provider_key_wrong':
      return say(
        'The key for the payment service does not match.',
        CASH_STILL_WORKS.en,
        'Ask the owner to enter the right key in Settings.',
      )
    case 'provider_clock_off':
      return say(
        englishClock(refusal.offsetSeconds),
        `This step charged nothing. ${SALE_STAYS.en}`,
        "Open this computer's date and time settings, turn on automatic time, then try again.",
      )
    case 'provider_forbidden':
      return forbiddenWords(refusal.code, 'en')
    case 'provider_busy': {
      const { count, unit } = waitSpan(refusal.retryAfterMs)
      return say(
        'The payment service is busy.',
        `Nothing is charged twice. ${SALE_STAYS.en}`,
        `Wait ${plural(count, unit)}, then try again.`,
      )
    }
    case 'provider_unsupported':
      return say(
        'This payment service cannot do that.',
        'Nothing was charged and nothing has changed.',
        'Use another way, for example cash or the card terminal.',
      )
    case 'provider_answer_differs':
      return englishMismatch(refusal.mismatch, money)
    case 'provider_not_set_up':
      return say(
        'The payment service is not set up yet.',
        CASH_STILL_WORKS.en,
        'Ask the owner to set it up in Settings.',
      )
    case 'provider_amount_unit_unproved':
      return say(
        'Real charging is not open yet: the trial amount has not been compared.',
        'Nothing has been charged. Cash and card terminal still work.',
        `Ask the owner to try ${unitCheckAmount(currency, 'en')} from Settings and compare the amount on the payment page.`,
      )
    case 'qris_over_limit':
      return say(
        `One QRIS payment is at most ${formatMoney(amountOf(refusal.limit), 'IDR', 'en')}.`,
        TYPED_STAYS.en,
        'Split the payment, or use another way to pay.',
      )
    case 'old_code_still_live':
      return say(
        'The old QR code may still be payable.',
        'No new code was made, so the customer cannot pay twice.',
        'Ask whether the customer has paid, then press Check now. If you must go on, cover the old code and give a reason.',
      )
    default:
      return unreachable(refusal)
  }
}

/** `offsetSeconds` is the provider's clock minus ours: above zero, this machine is behind. */
function indonesianClock(offsetSeconds: number | null): string {
  if (offsetSeconds === null || !Number.isFinite(offsetSeconds)) return 'Jam di komputer ini tidak tepat.'
  const { count, unit } = roundSpan(offsetSeconds)
  const span = `${count} ${{ minute: 'menit', hour: 'jam', day: 'hari' }[unit]}`
  return `Jam di komputer ini ${offsetSeconds > 0 ? 'terlambat' : 'terlalu cepat'} ${span}.`
}

/** `offsetSeconds` is the provider's clock minus ours: above zero, this machine is behind. */
function englishClock(offsetSeconds: number | null): string {
  if (offsetSeconds === null || !Number.isFinite(offsetSeconds)) return "This computer's clock is wrong."
  const { count, unit } = roundSpan(offsetSeconds)
  return `This computer's clock is ${plural(count, unit)} ${offsetSeconds > 0 ? 'behind' : 'ahead'}.`
}

function indonesianMismatch(mismatch: SessionMismatch, money: (amount: Amount) => string): Words {
  const hidden = 'Kodenya tidak ditampilkan, jadi pelanggan tidak salah bayar.'
  const next = 'Jangan diulang-ulang. Pakai cara bayar lain, dan beri tahu pemilik toko.'
  switch (mismatch.type) {
    case 'wrong_amount':
      return say(
        `Jumlahnya beda: diminta ${money(mismatch.expected)}, dijawab ${money(mismatch.got)}.`,
        hidden,
        next,
      )
    case 'wrong_currency':
      return say('Mata uang di jawabannya beda.', hidden, next)
    case 'wrong_mode':
      return say(
        `Kuncinya untuk mode ${modeLabel(mismatch.got, 'id')}, sedangkan Gerai sedang di mode ${modeLabel(mismatch.expected, 'id')}.`,
        hidden,
        'Pakai cara bayar lain, dan minta pemilik toko memeriksa kunci di Pengaturan.',
      )
    case 'wrong_session':
    case 'wrong_tender':
      return say('Jawaban layanan pembayaran untuk pembayaran lain.', hidden, next)
    case 'wrong_presentation':
      return say('Kode QR-nya tidak lolos pemeriksaan Gerai.', hidden, next)
    default:
      return unreachable(mismatch)
  }
}

function englishMismatch(mismatch: SessionMismatch, money: (amount: Amount) => string): Words {
  const hidden = 'The code is not shown, so the customer cannot pay the wrong thing.'
  const next = 'Do not keep trying. Use another way to pay, and tell the owner.'
  switch (mismatch.type) {
    case 'wrong_amount':
      return say(
        `The amount differs: ${money(mismatch.expected)} was asked, ${money(mismatch.got)} came back.`,
        hidden,
        next,
      )
    case 'wrong_currency':
      return say('The currency in the answer differs.', hidden, next)
    case 'wrong_mode':
      return say(
        `The key is for ${modeLabel(mismatch.got, 'en')} mode, but Gerai is in ${modeLabel(mismatch.expected, 'en')} mode.`,
        hidden,
        'Use another way to pay, and ask the owner to check the key in Settings.',
      )
    case 'wrong_session':
    case 'wrong_tender':
      return say('The payment service answered about another payment.', hidden, next)
    case 'wrong_presentation':
      return say("The QR code did not pass Gerai's check.", hidden, next)
    default:
      return unreachable(mismatch)
  }
}
