import type { Language } from '../../language.ts'
import { unreachable } from '../../result.ts'
import { moneyFact, type StoredFacts } from '../facts.ts'
import { say, type Words } from '../words.ts'
import { spaced } from './phrases.ts'

/** What only a person can settle about money that goes back. */
export const REFUND_ATTENTION_KINDS = ['refund_failed', 'refund_unknown', 'refund_contradicted'] as const
type RefundAttention = (typeof REFUND_ATTENTION_KINDS)[number]

/** Facts used when they are there: `amount` (whole), `currency`. */
export const refundAttentionWords = (kind: RefundAttention, facts: StoredFacts, language: Language): Words =>
  language === 'en' ? english(kind, facts) : indonesian(kind, facts)

function indonesian(kind: RefundAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'id')
  switch (kind) {
    case 'refund_failed':
      return say(
        `Pengembalian${spaced(money('amount'))} ke pelanggan tidak berhasil.`,
        'Uangnya masih di toko. Penjualannya tidak berubah.',
        'Kembalikan dengan cara lain, misalnya tunai, lalu tulis caranya.',
      )
    case 'refund_unknown':
      return say(
        `Belum pasti pengembalian${spaced(money('amount'))} sampai di layanan pembayaran.`,
        'Jumlahnya ditahan supaya tidak dikembalikan dua kali, dan Gerai terus memeriksa.',
        'Cek di akun pembayaran. Kalau memang tidak ada, nyatakan tidak jadi.',
      )
    case 'refund_contradicted':
      return say(
        'Layanan pembayaran kini bilang lain tentang sebuah pengembalian.',
        'Jumlah yang pernah dikembalikan tetap dihitung, supaya tidak dikembalikan dua kali.',
        'Cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
      )
    default:
      return unreachable(kind)
  }
}

function english(kind: RefundAttention, facts: StoredFacts): Words {
  const money = (name: string): string | null => moneyFact(facts, name, 'en')
  switch (kind) {
    case 'refund_failed':
      return say(
        `A refund${spaced(money('amount'))} to a customer did not go through.`,
        'The shop still has the money. The sale is unchanged.',
        'Give it back another way, for example in cash, and write down how.',
      )
    case 'refund_unknown':
      return say(
        `It is not certain that a refund${spaced(money('amount'))} reached the payment service.`,
        'The amount is held so that it cannot go back twice, and Gerai keeps checking.',
        'Check in the payment account. If it is not there, say that it did not happen.',
      )
    case 'refund_contradicted':
      return say(
        'The payment service now says something else about a refund.',
        'What went back once stays counted, so that it cannot go back twice.',
        'Compare with the payment account, then write down the outcome.',
      )
    default:
      return unreachable(kind)
  }
}
