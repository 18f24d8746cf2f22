import type { Language } from '../../language.ts'
import { moneyFact, quotedFact, type StoredFacts } from '../facts.ts'
import { plain, lineWith, text, type Line, type Lines } from './line.ts'

/** A payment of the provider's page: its amount, its session, and what was said about it. */
const ofPage = (line: string, facts: StoredFacts, language: Language): string =>
  lineWith(
    line,
    moneyFact(facts, 'amount', language),
    text(facts, 'sessionId'),
    text(facts, 'why'),
    quotedFact(facts, 'reason'),
  )
const pageLine = (id: string, en: string): Line => ({
  id: (facts) => ofPage(id, facts, 'id'),
  en: (facts) => ofPage(en, facts, 'en'),
})

const counted = (facts: StoredFacts, name: string, word: string): string | null => {
  const value = facts[name]
  return typeof value === 'number' ? `${value} ${word}` : null
}

/** What was compared, confirmed and looked into. */
export const CHECK_LINES: Lines = {
  review_confirm_pressed: pageLine(
    'Mengonfirmasi pembayaran di halaman layanan pembayaran',
    "Confirmed a payment on the payment service's page",
  ),
  review_reject_pressed: pageLine(
    'Menolak pembayaran di halaman layanan pembayaran',
    "Turned down a payment on the payment service's page",
  ),
  review_confirmed: pageLine(
    'Layanan pembayaran mencatat konfirmasi itu',
    'The payment service has taken the confirmation',
  ),
  review_rejected: pageLine(
    'Layanan pembayaran membatalkan pembayaran itu',
    'The payment service has cancelled the payment',
  ),
  review_refused: pageLine(
    'Layanan pembayaran tidak menerima keputusan itu',
    'The payment service did not take the decision',
  ),
  review_differs: pageLine(
    'Layanan pembayaran mencatat sebaliknya',
    'The payment service has it the other way',
  ),
  day_reconciled: {
    id: (facts) =>
      lineWith(
        'Sehari dicocokkan dengan layanan pembayaran',
        text(facts, 'day'),
        counted(facts, 'matched', 'cocok'),
        counted(facts, 'differences', 'selisih'),
      ),
    en: (facts) =>
      lineWith(
        'A day was compared with the payment service',
        text(facts, 'day'),
        counted(facts, 'matched', 'matched'),
        counted(facts, 'differences', 'different'),
      ),
  },
  attention_resolved: {
    id: (facts) => lineWith('Yang perlu dicek diselesaikan', quotedFact(facts, 'note')),
    en: (facts) => lineWith('Something to check was settled', quotedFact(facts, 'note')),
  },
  attention_escalated: plain(
    'Yang perlu dicek sudah terlalu lama menunggu',
    'Something to check has waited for too long',
  ),
  evidence_used_twice: {
    id: (facts) =>
      lineWith(
        'Bukti yang sudah dipakai dicatat lagi',
        text(facts, 'otherSale'),
        quotedFact(facts, 'reason'),
      ),
    en: (facts) =>
      lineWith(
        'Evidence that was used before was recorded again',
        text(facts, 'otherSale'),
        quotedFact(facts, 'reason'),
      ),
  },
  photo_kept: {
    id: (facts) => lineWith('Foto bukti disimpan', text(facts, 'similarTo')),
    en: (facts) => lineWith('A photo of the proof was kept', text(facts, 'similarTo')),
  },
  report_exported: {
    id: (facts) =>
      lineWith('Data disimpan sebagai file', text(facts, 'kind'), text(facts, 'from'), text(facts, 'to')),
    en: (facts) =>
      lineWith('Data was saved as a file', text(facts, 'kind'), text(facts, 'from'), text(facts, 'to')),
  },
}
