import type { Language } from '../../language.ts'
import { quotedFact, type StoredFacts } from '../facts.ts'
import { plain, lineWith, text, oneOf, who, type Lines } from './line.ts'

const DRAWER_FOR = {
  cash: { id: 'bayar tunai', en: 'cash payment' },
  refund: { id: 'pengembalian uang', en: 'money given back' },
  cash_in: { id: 'kas masuk', en: 'cash put in' },
  cash_out: { id: 'kas keluar', en: 'cash taken out' },
  count: { id: 'menghitung laci', en: 'counting the drawer' },
}

const VERDICT = {
  matches: { id: 'cocok', en: 'it matches' },
  differs: { id: 'ada selisih', en: 'it differs' },
}

const closedFacts = (facts: StoredFacts, language: Language): readonly (string | null)[] => [
  text(facts, 'number'),
  text(facts, 'zNumber'),
  differs(facts, language),
  quotedFact(facts, 'reason'),
]

/** Counted less expected, where it is not zero. */
const differs = (facts: StoredFacts, language: Language): string | null => {
  const variance = facts['variance']
  if (typeof variance !== 'number' || variance === 0) return null
  return `${language === 'id' ? 'selisih' : 'difference'} ${variance > 0 ? '+' : ''}${variance}`
}

/** The drawer, its shifts and the card terminals. */
export const SHIFT_LINES: Lines = {
  drawer_tested: plain('Laci uang dicoba', 'The cash drawer was tested'),
  drawer_opened: {
    id: (facts) => lineWith('Laci uang dibuka', oneOf(DRAWER_FOR, facts, 'reason', 'id')),
    en: (facts) => lineWith('The cash drawer was opened', oneOf(DRAWER_FOR, facts, 'reason', 'en')),
  },
  shift_opened: {
    id: (facts) => lineWith('Shift dibuka', text(facts, 'number'), text(facts, 'float')),
    en: (facts) => lineWith('A shift was opened', text(facts, 'number'), text(facts, 'float')),
  },
  shift_closed: {
    id: (facts) => lineWith('Shift ditutup', ...closedFacts(facts, 'id')),
    en: (facts) => lineWith('A shift was closed', ...closedFacts(facts, 'en')),
  },
  shift_closed_for_other: {
    id: (facts) =>
      lineWith(`Shift yang dibuka ${who(facts, 'person', 'id')} ditutup`, ...closedFacts(facts, 'id')),
    en: (facts) =>
      lineWith(`The shift opened by ${who(facts, 'person', 'en')} was closed`, ...closedFacts(facts, 'en')),
  },
  drawer_counted: {
    id: (facts) => lineWith('Laci dihitung', text(facts, 'counted'), differs(facts, 'id')),
    en: (facts) => lineWith('The drawer was counted', text(facts, 'counted'), differs(facts, 'en')),
  },
  cash_in: {
    id: (facts) => lineWith('Kas masuk', text(facts, 'amount'), quotedFact(facts, 'reason')),
    en: (facts) => lineWith('Cash was put in', text(facts, 'amount'), quotedFact(facts, 'reason')),
  },
  cash_out: {
    id: (facts) => lineWith('Kas keluar', text(facts, 'amount'), quotedFact(facts, 'reason')),
    en: (facts) => lineWith('Cash was taken out', text(facts, 'amount'), quotedFact(facts, 'reason')),
  },
  x_printed: {
    id: (facts) => lineWith('Laporan X dicetak', text(facts, 'number')),
    en: (facts) => lineWith('An X report was printed', text(facts, 'number')),
  },
  edc_matched: {
    id: (facts) =>
      lineWith('Settlement EDC dicocokkan', text(facts, 'tid'), oneOf(VERDICT, facts, 'verdict', 'id')),
    en: (facts) =>
      lineWith(
        "A card terminal's settlement was compared",
        text(facts, 'tid'),
        oneOf(VERDICT, facts, 'verdict', 'en'),
      ),
  },
}
