import type { Language } from '../../language.ts'
import { moneyFact, quotedFact, type StoredFacts } from '../facts.ts'
import { unreachable } from '../../result.ts'
import { say, type Words } from '../words.ts'
import { spaced } from './phrases.ts'

/** What only a person can settle when two books, or two sales, tell the same money differently. */
export const RECONCILE_ATTENTION_KINDS = [
  'evidence_used_twice',
  'proof_shown',
  'reconciliation_not_counted_here',
  'reconciliation_not_paid_there',
  'reconciliation_amount_differs',
  'reconciliation_money_without_session',
  'reconciliation_record_amount_differs',
] as const
export type ReconcileAttentionKind = (typeof RECONCILE_ATTENTION_KINDS)[number]

/** Facts used when they are there: `amount`, `there` (whole amounts), `otherSale`, `reason`. */
export function reconcileAttentionWords(
  kind: ReconcileAttentionKind,
  facts: StoredFacts,
  language: Language,
): Words {
  const amount = moneyFact(facts, 'amount', language)
  const there = moneyFact(facts, 'there', language)
  const other = quotedFact(facts, 'otherSale')
  return language === 'en' ? english(kind, amount, there, other) : indonesian(kind, amount, there, other)
}

function indonesian(
  kind: ReconcileAttentionKind,
  amount: string | null,
  there: string | null,
  other: string | null,
): Words {
  switch (kind) {
    case 'evidence_used_twice':
      return say(
        `Bukti yang sama dipakai di dua penjualan${other === null ? '' : `, yang satunya ${other}`}.`,
        'Keduanya tercatat, dengan alasan dan nama yang mengizinkan.',
        'Cocokkan kedua struk atau notifikasi, lalu tulis hasilnya.',
      )
    case 'proof_shown':
      return say(
        `Pelanggan menunjukkan bukti bayar${spaced(amount)}, tapi layanan pembayaran belum menyebut lunas.`,
        'Penjualannya belum lunas. Tagihannya tetap dipantau, dan lunas sendiri begitu uangnya terlihat.',
        'Catat nama atau nomor HP pelanggan. Periksa di akun pembayaran sebelum menagih lagi.',
      )
    case 'reconciliation_not_counted_here':
      return say(
        `Layanan pembayaran mencatat${spaced(amount)} lunas, tapi kasir ini tidak menghitungnya.`,
        'Tidak ada yang diubah. Catatan layanan pembayaran tetap ada.',
        'Cari penjualannya, lalu pakai uangnya di situ atau kembalikan ke pelanggan.',
      )
    case 'reconciliation_not_paid_there':
      return say(
        `Kasir ini menghitung${spaced(amount)} sebagai lunas, tapi layanan pembayaran tidak menunjukkannya.`,
        'Penjualannya tetap lunas di sini.',
        'Periksa di akun pembayaran apakah uangnya benar ada, lalu tulis hasilnya.',
      )
    case 'reconciliation_amount_differs':
      return say(
        `Jumlahnya beda:${spaced(amount)} di kasir ini,${spaced(there)} di layanan pembayaran.`,
        'Kedua catatan tetap seperti adanya.',
        'Cocokkan dengan akun pembayaran, lalu tulis mana yang benar.',
      )
    case 'reconciliation_money_without_session':
      return say(
        `Ada uang${spaced(amount)} di struk atau buku besar layanan pembayaran, tapi tagihannya tidak menyebut lunas.`,
        'Penjualannya belum dianggap lunas karena ini.',
        'Biasanya uang yang datang terlambat. Periksa di akun pembayaran, lalu layani atau kembalikan.',
      )
    case 'reconciliation_record_amount_differs':
      return say(
        `Struk atau buku besar layanan pembayaran menyebut${spaced(there)}, tagihannya${spaced(amount)}.`,
        'Kasir ini memakai jumlah di tagihannya.',
        'Cocokkan dengan mutasi rekening, lalu tulis mana yang benar.',
      )
    default:
      return unreachable(kind)
  }
}

function english(
  kind: ReconcileAttentionKind,
  amount: string | null,
  there: string | null,
  other: string | null,
): Words {
  switch (kind) {
    case 'evidence_used_twice':
      return say(
        `The same proof is on two sales${other === null ? '' : `; the other one is ${other}`}.`,
        'Both are recorded, with the reason and the name of who allowed it.',
        'Compare both slips or notices, then write down the outcome.',
      )
    case 'proof_shown':
      return say(
        `The customer shows proof of paying${spaced(amount)}, but the payment service does not say paid.`,
        'The sale is not paid. Its bill is still watched, and settles by itself when the money shows.',
        "Take the customer's name or phone number. Look in the payment account before charging again.",
      )
    case 'reconciliation_not_counted_here':
      return say(
        `The payment service shows${spaced(amount)} as paid, but this till does not count it.`,
        "Nothing was changed. The payment service's record stays.",
        'Find its sale, then use the money there or give it back.',
      )
    case 'reconciliation_not_paid_there':
      return say(
        `This till counts${spaced(amount)} as paid, but the payment service does not show it.`,
        'The sale stays paid here.',
        'Look in the payment account whether the money is there, then write down the outcome.',
      )
    case 'reconciliation_amount_differs':
      return say(
        `The amounts differ:${spaced(amount)} on this till,${spaced(there)} at the payment service.`,
        'Both records stay as they are.',
        'Compare with the payment account, then write down which is right.',
      )
    case 'reconciliation_money_without_session':
      return say(
        `A receipt or the ledger of the payment service has${spaced(amount)}, but its bill does not say paid.`,
        'The sale does not count as paid because of it.',
        'Mostly it is money that came late. Look in the payment account, then serve the customer or give it back.',
      )
    case 'reconciliation_record_amount_differs':
      return say(
        `A receipt or the ledger of the payment service says${spaced(there)}, its bill${spaced(amount)}.`,
        "This till goes by the bill's amount.",
        'Compare with the bank statement, then write down which is right.',
      )
    default:
      return unreachable(kind)
  }
}
