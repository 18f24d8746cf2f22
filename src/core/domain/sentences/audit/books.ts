import type { StoredFacts } from '../facts.ts'
import { plain, lineWith, text, oneOf, type Lines } from './line.ts'

const RESULT = {
  ok: { id: 'baik', en: 'good' },
  good: { id: 'baik', en: 'good' },
  damaged: { id: 'rusak', en: 'damaged' },
}

/** The books themselves, and the clock they are dated by. */
export const BOOKS_LINES: Lines = {
  books_checked: {
    id: (facts) => lineWith('Buku diperiksa', oneOf(RESULT, facts, 'result', 'id')),
    en: (facts) => lineWith('The books were checked', oneOf(RESULT, facts, 'result', 'en')),
  },
  books_put_back: {
    id: (facts) => lineWith('Buku dipasang lagi dari cadangan', text(facts, 'from')),
    en: (facts) => lineWith('The books were put back from a backup', text(facts, 'from')),
  },
  books_restored: {
    id: (facts) => lineWith('Buku dipulihkan dari cadangan', text(facts, 'from')),
    en: (facts) => lineWith('The books were restored from a backup', text(facts, 'from')),
  },
  books_cloned: plain('Buku ini salinan dari mesin lain', 'These books are a copy of another machine'),
  clock_moved_back: {
    id: (facts) => lineWith('Jam komputer mundur', change(facts)),
    en: (facts) => lineWith("The computer's clock went back", change(facts)),
  },
}

function change(facts: StoredFacts): string | null {
  const parts = [text(facts, 'before'), text(facts, 'now')].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' > ')
}
