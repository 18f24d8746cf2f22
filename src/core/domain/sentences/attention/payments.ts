import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import { moneyFact, quotedFact, type StoredFacts } from '../facts.ts'
import { say, type Words } from '../words.ts'
import { amountsDiffer, spaced } from './phrases.ts'

/** What only a person can settle about a payment through the provider. */
export const PAYMENT_ATTENTION_KINDS = [
  'money_late',
  'money_amount_differs',
  'tender_quarantined',
  'tender_superseded',
  'session_in_review',
  'review_not_taken',
  'money_refunded_elsewhere',
  'settled_contradicted',
  'covered_twice',
  'outcome_unknown',
  'session_missing',
] as const
type PaymentAttention = (typeof PAYMENT_ATTENTION_KINDS)[number]

/** Facts used when they are there: `captured`, `asked`, `amount` (whole amounts), `currency`, `reason`. */
export const paymentAttentionWords = (
  kind: PaymentAttention,
  facts: StoredFacts,
  language: Language,
): Words => (language === 'en' ? english(kind, facts) : indonesian(kind, facts))

function indonesian(kind: PaymentAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'id')
  switch (kind) {
    case 'money_late':
      return say(
        `Uang${spaced(money('captured'))} masuk setelah pembayarannya selesai atau ditutup.`,
        'Uangnya tercatat, tapi tidak dipakai untuk penjualan ini.',
        'Tanya pelanggan: pakai untuk belanja ini, atau kembalikan. Lalu tulis keputusannya.',
      )
    case 'money_amount_differs':
      return say(
        amountsDiffer(
          'Uang yang masuk',
          'beda dari tagihannya',
          money('captured'),
          money('asked'),
          'ditagih',
        ),
        'Uangnya tercatat, penjualan belum dianggap lunas dari sini.',
        'Cocokkan dengan akun pembayaran, lalu minta kekurangannya atau kembalikan lebihnya.',
      )
    case 'tender_quarantined':
      return say(
        'Jawaban layanan pembayaran tidak cocok dengan yang diminta.',
        'Kodenya tidak ditampilkan. Uang yang mungkin masuk tetap dipantau.',
        'Beri tahu pemilik toko, dan cocokkan dengan akun pembayaran.',
      )
    case 'tender_superseded':
      return say(
        `Kode QR yang pernah tampil ditutup supaya bisa lanjut${because(quotedFact(facts, 'reason'), 'alasan')}.`,
        'Kode lama tetap dipantau. Kalau dibayar, uangnya ketahuan.',
        'Setelah internet pulih, pastikan kode lama tidak dibayar.',
      )
    case 'session_in_review':
      return say(
        'Layanan pembayaran menunggu toko memastikan uangnya.',
        'Belum dianggap lunas, dan tidak ada yang ditagih lagi.',
        'Lihat buktinya, lalu terima atau tolak di akun pembayaran.',
      )
    case 'review_not_taken':
      return say(
        `Keputusan tentang pembayaran ${money('amount') ?? '-'} di halaman layanan pembayaran tidak tercatat seperti yang dipilih.`,
        'Tidak ada penjualan di sini yang berubah. Jawaban layanan pembayaran yang berlaku.',
        'Buka Konfirmasi dan putuskan lagi bila masih ada di sana, lalu cocokkan dengan akun pembayaran.',
      )
    case 'money_refunded_elsewhere':
      return say(
        'Uang penjualan ini sudah dikembalikan dari luar Gerai.',
        'Yang sudah tercatat di sini tidak dihapus.',
        'Tanya siapa yang mengembalikan, lalu tulis alasannya.',
      )
    case 'settled_contradicted':
      return say(
        'Layanan pembayaran kini bilang lain tentang uang yang sudah lunas.',
        'Di Gerai tetap lunas, tidak ada yang dihapus.',
        'Cek di akun pembayaran apakah uangnya benar ada, lalu tulis hasilnya.',
      )
    case 'covered_twice':
      return say(
        'Penjualan ini mungkin terbayar dua kali.',
        'Dua pembayarannya tercatat, tidak ada yang hilang.',
        'Cocokkan keduanya, lalu kembalikan uang yang lebih ke pelanggan.',
      )
    case 'outcome_unknown':
      return say(
        'Hasil pembayaran ini belum pasti.',
        'Gerai tidak menagih lagi, dan terus memeriksa.',
        'Cek di akun pembayaran sebelum menagih pelanggan lagi.',
      )
    case 'session_missing':
      return say(
        'Pembayaran ini tidak ketemu di layanan pembayaran.',
        'Catatannya tetap ada dan tidak dianggap batal.',
        'Cari di akun pembayaran dengan nomor penjualannya, lalu tulis hasilnya.',
      )
    default:
      return unreachable(kind)
  }
}

function english(kind: PaymentAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'en')
  switch (kind) {
    case 'money_late':
      return say(
        `Money${spaced(money('captured'))} arrived after its payment was over or covered.`,
        'It is on record, but not used for this sale.',
        'Ask the customer: use it for this purchase, or give it back. Then write down the decision.',
      )
    case 'money_amount_differs':
      return say(
        amountsDiffer(
          'The money that arrived',
          'differs from what was asked',
          money('captured'),
          money('asked'),
          'asked',
        ),
        'It is on record; the sale does not count as paid by it.',
        'Compare with the payment account, then collect the rest or return the surplus.',
      )
    case 'tender_quarantined':
      return say(
        'The payment service answered something else than was asked.',
        'The code is not shown. Money that might arrive is still watched.',
        'Tell the owner, and compare with the payment account.',
      )
    case 'tender_superseded':
      return say(
        `A QR code that had been shown was covered so that the counter could go on${because(quotedFact(facts, 'reason'), 'reason')}.`,
        'The old code is still watched. If it is paid, the money will be noticed.',
        'Once the internet is back, make sure the old code was not paid.',
      )
    case 'session_in_review':
      return say(
        'The payment service waits for the shop to confirm the money.',
        'It does not count as paid yet, and nothing is charged again.',
        'Look at the proof, then accept or reject it in the payment account.',
      )
    case 'review_not_taken':
      return say(
        `The decision about a payment of ${money('amount') ?? '-'} on the payment service's page did not come out as chosen.`,
        "No sale here has changed. The payment service's answer stands.",
        'Open Confirmations and decide again if it is still there, then compare with the payment account.',
      )
    case 'money_refunded_elsewhere':
      return say(
        'The money of this sale was given back outside Gerai.',
        'What is recorded here is not deleted.',
        'Ask who returned it, then write down why.',
      )
    case 'settled_contradicted':
      return say(
        'The payment service now says something else about money that was paid.',
        'In Gerai it stays paid; nothing is deleted.',
        'Check in the payment account that the money is there, then write down the outcome.',
      )
    case 'covered_twice':
      return say(
        'This sale may have been paid twice.',
        'Both payments are on record; nothing is lost.',
        'Compare them, then give the surplus back to the customer.',
      )
    case 'outcome_unknown':
      return say(
        'The outcome of this payment is not certain yet.',
        'Gerai does not charge again and keeps checking.',
        'Check in the payment account before asking the customer to pay again.',
      )
    case 'session_missing':
      return say(
        'The payment service does not find this payment.',
        'Its record stays, and it is not treated as canceled.',
        'Look for it in the payment account by the sale number, then write down the outcome.',
      )
    default:
      return unreachable(kind)
  }
}

const because = (reason: string | null, word: string): string =>
  reason === null ? '' : ` (${word}: ${reason})`
