import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import { moneyFact, type StoredFacts } from '../facts.ts'
import { say, type Words } from '../words.ts'
import { amountsDiffer, spaced } from './phrases.ts'

/** What only a person can settle when the provider books money of the shop otherwise than it was taken. */
export const BOOKING_ATTENTION_KINDS = [
  'booking_refused',
  'booking_amount_differs',
  'booking_paid_otherwise',
  'booking_contradicted',
] as const
type BookingAttention = (typeof BOOKING_ATTENTION_KINDS)[number]

/** Facts used when they are there: `got`, `expected`, `captured` (whole amounts), `currency`. */
export const bookingAttentionWords = (
  kind: BookingAttention,
  facts: StoredFacts,
  language: Language,
): Words => (language === 'en' ? english(kind, facts) : indonesian(kind, facts))

function indonesian(kind: BookingAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'id')
  switch (kind) {
    case 'booking_refused':
      return say(
        'Layanan pembayaran tidak mau mencatat uang ini.',
        'Uangnya tetap diterima dan dihitung di Gerai.',
        'Cocokkan lewat laporan, dan beri tahu pemilik toko.',
      )
    case 'booking_amount_differs':
      return say(
        amountsDiffer(
          'Catatan di layanan pembayaran',
          'beda jumlahnya',
          money('got'),
          money('expected'),
          'di Gerai',
        ),
        'Uang di Gerai tidak berubah, catatan yang beda tidak dipastikan.',
        'Cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
      )
    case 'booking_paid_otherwise':
      return say(
        `Ada uang lain${spaced(money('captured'))} masuk di catatan pembayaran tunai, EDC, atau transfer.`,
        'Keduanya tercatat terpisah, tidak ada yang hilang.',
        'Tanya pelanggan apakah bayar dua kali, lalu kembalikan kalau iya.',
      )
    case 'booking_contradicted':
      return say(
        'Catatan toko dan catatan layanan pembayaran tidak sama untuk pembayaran ini.',
        'Uang yang sudah dicatat toko tetap dihitung.',
        'Cocokkan dengan laporan layanan pembayaran, lalu tulis hasilnya.',
      )
    default:
      return unreachable(kind)
  }
}

function english(kind: BookingAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'en')
  switch (kind) {
    case 'booking_refused':
      return say(
        'The payment service will not book this money.',
        'The money stays accepted and counted in Gerai.',
        'Match it through the reports, and tell the owner.',
      )
    case 'booking_amount_differs':
      return say(
        amountsDiffer(
          "The payment service's record",
          'has another amount',
          money('got'),
          money('expected'),
          'in Gerai',
        ),
        'The money in Gerai is unchanged; the differing record is not confirmed.',
        'Compare with the payment account, then write down the outcome.',
      )
    case 'booking_paid_otherwise':
      return say(
        `Other money${spaced(money('captured'))} arrived on the record of a cash, card or transfer payment.`,
        'The two are recorded apart; nothing is lost.',
        'Ask the customer whether they paid twice, and give it back if so.',
      )
    case 'booking_contradicted':
      return say(
        "The shop's record and the payment service's record of this payment differ.",
        'Money the shop has recorded still counts.',
        "Compare with the payment service's report, then write down what you found.",
      )
    default:
      return unreachable(kind)
  }
}
