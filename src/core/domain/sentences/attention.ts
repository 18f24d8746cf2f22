import type { Language } from '../language.ts'
import type { Sentence } from '../refusals.ts'
import { unreachable } from '../result.ts'
import { BOOKING_ATTENTION_KINDS, bookingAttentionWords } from './attention/bookings.ts'
import { BOOKS_ATTENTION_KINDS, booksAttentionWords } from './attention/books.ts'
import { PAYMENT_ATTENTION_KINDS, paymentAttentionWords } from './attention/payments.ts'
import { RECONCILE_ATTENTION_KINDS, reconcileAttentionWords } from './attention/reconciliation.ts'
import { REFUND_ATTENTION_KINDS, refundAttentionWords } from './attention/refunds.ts'
import { TILL_ATTENTION_KINDS, tillAttentionWords } from './attention/till.ts'
import { factsDetail, type StoredFacts } from './facts.ts'
import { say, type Words } from './words.ts'

/** What only a person can settle. Stored items may be older or newer than this list; those get a general sentence. */
export const ATTENTION_KINDS = [
  ...PAYMENT_ATTENTION_KINDS,
  ...BOOKING_ATTENTION_KINDS,
  ...REFUND_ATTENTION_KINDS,
  ...RECONCILE_ATTENTION_KINDS,
  ...TILL_ATTENTION_KINDS,
  ...BOOKS_ATTENTION_KINDS,
] as const
type AttentionKind = (typeof ATTENTION_KINDS)[number]

/**
 * What a person reads about an attention item. Facts used when they are there: `captured`, `asked`, `got`, `expected`
 * (whole amounts), `currency`, `reason`; all of them stand in the detail.
 */
export function attentionSentence(kind: string, facts: StoredFacts, language: Language): Sentence {
  const known = ATTENTION_KINDS.find((each) => each === kind)
  const words = known === undefined ? GENERAL[language] : attentionWords(known, facts, language)
  return { ...words, detail: factsDetail(facts) }
}

const GENERAL: Readonly<Record<Language, Words>> = {
  id: say(
    'Ada yang perlu dilihat, tapi versi Gerai ini belum mengenalnya.',
    'Catatannya disimpan apa adanya, tidak ada yang diubah.',
    'Lihat rinciannya, cocokkan dengan akun pembayaran, lalu tulis hasilnya.',
  ),
  en: say(
    'Something needs a look, but this version of Gerai does not know it.',
    'Its record is kept as it is; nothing was changed.',
    'Look at the details, compare with the payment account, then write down the outcome.',
  ),
}

/** Which file writes the words of a kind. One without words there does not compile. */
function attentionWords(kind: AttentionKind, facts: StoredFacts, language: Language): Words {
  switch (kind) {
    case 'money_late':
    case 'money_amount_differs':
    case 'tender_quarantined':
    case 'tender_superseded':
    case 'session_in_review':
    case 'review_not_taken':
    case 'money_refunded_elsewhere':
    case 'settled_contradicted':
    case 'covered_twice':
    case 'outcome_unknown':
    case 'session_missing':
      return paymentAttentionWords(kind, facts, language)
    case 'booking_refused':
    case 'booking_amount_differs':
    case 'booking_paid_otherwise':
    case 'booking_contradicted':
      return bookingAttentionWords(kind, facts, language)
    case 'refund_failed':
    case 'refund_unknown':
    case 'refund_contradicted':
      return refundAttentionWords(kind, facts, language)
    case 'print_unknown':
    case 'owner_recovered':
      return tillAttentionWords(kind, facts, language)
    case 'evidence_used_twice':
    case 'proof_shown':
    case 'reconciliation_not_counted_here':
    case 'reconciliation_not_paid_there':
    case 'reconciliation_amount_differs':
    case 'reconciliation_money_without_session':
    case 'reconciliation_record_amount_differs':
      return reconcileAttentionWords(kind, facts, language)
    case 'books_restored':
    case 'books_cloned':
    case 'books_damaged':
    case 'books_put_back':
    case 'backup_failed':
    case 'clock_moved_back':
      return booksAttentionWords(kind, facts, language)
    default:
      return unreachable(kind)
  }
}
