import { factsDetail, moneyFact, quotedFact, type StoredFacts } from './fact-words.ts'
import { ROLES, type Role } from './people.ts'
import type { Language } from './refusals.ts'
import { rightWords } from './right-words.ts'
import { modeLabel } from './sentence-labels.ts'
import { settingName } from './setting-names.ts'
import { cleanText, quoted } from './shown-text.ts'
import { TIMELINE_KINDS, timelineSentence } from './timeline-sentences.ts'

/**
 * One line of the log, without a full stop: what happened, to whom, and why. Facts are JSON of any age, so each may be
 * missing; a kind that is not known here stands there by its own name with its facts.
 */
export function auditSentence(kind: string, facts: StoredFacts, language: Language): string {
  const line = Object.hasOwn(LINES, kind) ? LINES[kind]?.[language] : undefined
  if (line !== undefined) return line(facts)
  if (TIMELINE_KINDS.some((each) => each === kind)) return timelineSentence(kind, facts, language)
  return [quoted(kind), factsDetail(facts)].filter((part) => part !== null).join(' · ')
}

type Line = Readonly<Record<Language, (facts: StoredFacts) => string>>

const plain = (id: string, en: string): Line => ({ id: () => id, en: () => en })

/** The line, then every part that is there. */
const lineWith = (line: string, ...parts: readonly (string | null)[]): string =>
  [line, ...parts.filter((part) => part !== null)].join(' · ')

const text = (facts: StoredFacts, name: string): string | null => {
  const value = facts[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? cleanText(value, 120) : null
}

const counted = (facts: StoredFacts, name: string, word: string): string | null => {
  const value = facts[name]
  return typeof value === 'number' ? `${value} ${word}` : null
}

const somebody: Readonly<Record<Language, string>> = { id: 'seseorang', en: 'somebody' }
const who = (facts: StoredFacts, name: string, language: Language): string =>
  text(facts, name) ?? somebody[language]

const ROLE_WORDS: Readonly<Record<Role, Readonly<Record<Language, string>>>> = {
  cashier: { id: 'kasir', en: 'cashier' },
  supervisor: { id: 'supervisor', en: 'supervisor' },
  owner: { id: 'pemilik', en: 'owner' },
}
const role = (facts: StoredFacts, name: string, language: Language): string | null => {
  const found = ROLES.find((each) => each === facts[name])
  return found === undefined ? text(facts, name) : ROLE_WORDS[found][language]
}

/** One of some words by a fact; a value that is not among them stands as it is. */
const oneOf = (
  words: Readonly<Record<string, Readonly<Record<Language, string>>>>,
  facts: StoredFacts,
  name: string,
  language: Language,
): string | null => {
  const value = text(facts, name)
  if (value === null) return null
  return Object.hasOwn(words, value) ? (words[value]?.[language] ?? value) : value
}

const LEFT_BECAUSE = {
  lock: { id: 'Mengunci kasir', en: 'Locked the till' },
  auto: { id: 'Terkunci sendiri karena lama diam', en: 'Locked by itself after a long rest' },
  switch: { id: 'Digantikan orang lain', en: 'Somebody else took over' },
  removed: { id: 'Keluar karena dikeluarkan', en: 'Signed out because of being removed' },
  mode: { id: 'Keluar karena mode diganti', en: 'Signed out because the mode was changed' },
}

const PIN_FOR = {
  sign_in: { id: 'saat masuk', en: 'while signing in' },
  lend: { id: 'saat memberi izin', en: 'while allowing something' },
  change_pin: { id: 'saat mengganti PIN', en: 'while changing the PIN' },
}

const DRAWER_FOR = {
  cash: { id: 'bayar tunai', en: 'cash payment' },
  refund: { id: 'pengembalian uang', en: 'money given back' },
  cash_in: { id: 'kas masuk', en: 'cash put in' },
  cash_out: { id: 'kas keluar', en: 'cash taken out' },
  count: { id: 'menghitung laci', en: 'counting the drawer' },
}

const RESULT = {
  ok: { id: 'baik', en: 'good' },
  good: { id: 'baik', en: 'good' },
  damaged: { id: 'rusak', en: 'damaged' },
}

const VERDICT = {
  matches: { id: 'cocok', en: 'it matches' },
  differs: { id: 'ada selisih', en: 'it differs' },
}

/** Counted less expected, where it is not zero. */
const differs = (facts: StoredFacts, language: Language): string | null => {
  const variance = facts['variance']
  if (typeof variance !== 'number' || variance === 0) return null
  return `${language === 'id' ? 'selisih' : 'difference'} ${variance > 0 ? '+' : ''}${variance}`
}

/** Old and new price, when that is what changed. */
const priceStep = (facts: StoredFacts): string | null => {
  const [from, to] = [text(facts, 'price_from'), text(facts, 'price_to')]
  return from === null || to === null ? null : `${from} → ${to}`
}

const closedFacts = (facts: StoredFacts, language: Language): readonly (string | null)[] => [
  text(facts, 'number'),
  text(facts, 'zNumber'),
  differs(facts, language),
  quotedFact(facts, 'reason'),
]

/** The right that was asked for; a second pair of eyes is none of the table's. */
const asked = (facts: StoredFacts, language: Language): string => {
  const right = text(facts, 'right')
  if (right === null) return text(facts, 'procedure') ?? somebody[language]
  if (right.startsWith('second_person'))
    return language === 'id' ? 'Menerima uang yang dicatat sendiri' : 'Accepting money one recorded oneself'
  return rightWords(right, language)
}

const span = (facts: StoredFacts, language: Language): string => {
  const seconds = typeof facts['seconds'] === 'number' ? facts['seconds'] : 0
  if (seconds < 90) return language === 'id' ? `${seconds} detik` : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return language === 'id' ? `${minutes} menit` : `${minutes} minutes`
}

const names = (facts: StoredFacts, language: Language): string | null => {
  const list = text({ names: facts['names'] }, 'names')
  return list === null
    ? null
    : list
        .split(',')
        .map((name) => settingName(name.trim(), language))
        .join(', ')
}

/** Settings that move or guard money are stored with their values before and after. */
const values = (facts: StoredFacts, language: Language): string | null => {
  const changes = Object.keys(facts).flatMap((key) => {
    const name = key.endsWith('_from') ? key.slice(0, -'_from'.length) : null
    if (name === null) return []
    const [from, to] = [parts(facts[`${name}_from`]), parts(facts[`${name}_to`])]
    const inner = [...new Set([...from.keys(), ...to.keys()])].filter(
      (part) => from.get(part) !== to.get(part),
    )
    return inner.map(
      (part) =>
        `${settingName(part === '' ? name : part, language)} ${from.get(part) ?? '–'} > ${to.get(part) ?? '–'}`,
    )
  })
  return changes.length === 0 ? null : cleanText(changes.join(', '), 300)
}

/** A stored value by its parts: an object's fields, or the value alone under the empty name. */
function parts(value: unknown): ReadonlyMap<string, string> {
  const whole = new Map([
    ['', text({ value }, 'value') ?? (typeof value === 'boolean' ? String(value) : '–')],
  ])
  if (typeof value !== 'string' || !value.startsWith('{')) return whole
  try {
    const parsed: unknown = JSON.parse(value)
    return typeof parsed === 'object' && parsed !== null
      ? new Map(Object.entries(parsed).map(([name, part]) => [name, String(part)]))
      : whole
  } catch {
    return whole
  }
}

const modes = (facts: StoredFacts, language: Language): string | null => {
  const parts = ['from', 'to'].flatMap((name) => {
    const value = text(facts, name)
    return value === null ? [] : [modeLabel(value, language)]
  })
  return parts.length === 0 ? null : parts.join(' > ')
}

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

/** What stands in no sale's timeline. */
const LINES: Readonly<Record<string, Line>> = {
  review_confirm_pressed: pageLine(
    'Mengonfirmasi pembayaran halaman penyedia',
    "Confirmed a payment of the provider's page",
  ),
  review_reject_pressed: pageLine(
    'Menolak pembayaran halaman penyedia',
    "Turned down a payment of the provider's page",
  ),
  review_confirmed: pageLine('Penyedia mencatat konfirmasi itu', 'The provider has taken the confirmation'),
  review_rejected: pageLine('Penyedia membatalkan pembayaran itu', 'The provider has cancelled the payment'),
  review_refused: pageLine('Penyedia tidak menerima keputusan itu', 'The provider did not take the decision'),
  review_differs: pageLine('Penyedia mencatat sebaliknya', 'The provider has it the other way'),
  signed_in: {
    id: (facts) => lineWith('Masuk', role(facts, 'role', 'id')),
    en: (facts) => lineWith('Signed in', role(facts, 'role', 'en')),
  },
  signed_out: {
    id: (facts) => oneOf(LEFT_BECAUSE, facts, 'reason', 'id') ?? 'Keluar',
    en: (facts) => oneOf(LEFT_BECAUSE, facts, 'reason', 'en') ?? 'Signed out',
  },
  pin_wrong: {
    id: (facts) =>
      lineWith(
        `PIN salah untuk ${who(facts, 'person', 'id')}`,
        oneOf(PIN_FOR, facts, 'purpose', 'id'),
        nth(facts, 'id'),
      ),
    en: (facts) =>
      lineWith(
        `Wrong PIN for ${who(facts, 'person', 'en')}`,
        oneOf(PIN_FOR, facts, 'purpose', 'en'),
        nth(facts, 'en'),
      ),
  },
  locked_out: {
    id: (facts) => `${capital(who(facts, 'person', 'id'))} harus menunggu ${span(facts, 'id')}`,
    en: (facts) => `${capital(who(facts, 'person', 'en'))} has to wait ${span(facts, 'en')}`,
  },
  pin_changed: {
    id: (facts) => `PIN ${who(facts, 'person', 'id')} diganti`,
    en: (facts) => `The PIN of ${who(facts, 'person', 'en')} was changed`,
  },
  person_added: {
    id: (facts) => lineWith(`${capital(who(facts, 'person', 'id'))} ditambahkan`, role(facts, 'role', 'id')),
    en: (facts) => lineWith(`${capital(who(facts, 'person', 'en'))} was added`, role(facts, 'role', 'en')),
  },
  person_changed: {
    id: (facts) =>
      lineWith(
        `${capital(who(facts, 'person', 'id'))} diubah`,
        roles(facts, 'id'),
        facts['renamed'] === true ? 'ganti nama' : null,
      ),
    en: (facts) =>
      lineWith(
        `${capital(who(facts, 'person', 'en'))} was changed`,
        roles(facts, 'en'),
        facts['renamed'] === true ? 'new name' : null,
      ),
  },
  person_removed: {
    id: (facts) => `${capital(who(facts, 'person', 'id'))} dikeluarkan`,
    en: (facts) => `${capital(who(facts, 'person', 'en'))} was removed`,
  },
  person_name_erased: plain(
    'Nama orang yang sudah keluar dihapus',
    'The name of a removed person was erased',
  ),
  people_copied: {
    id: (facts) => lineWith('Orang disalin dari mode lain', modes(facts, 'id')),
    en: (facts) => lineWith('People were copied from another mode', modes(facts, 'en')),
  },
  owner_recovered: {
    id: (facts) => `PIN ${who(facts, 'person', 'id')} dipulihkan dari komputer ini`,
    en: (facts) => `The PIN of ${who(facts, 'person', 'en')} was recovered on this computer`,
  },
  right_lent: {
    id: (facts) => lineWith(`${capital(who(facts, 'lentBy', 'id'))} memberi izin`, asked(facts, 'id')),
    en: (facts) => lineWith(`${capital(who(facts, 'lentBy', 'en'))} allowed it`, asked(facts, 'en')),
  },
  permission_denied: {
    id: (facts) => lineWith('Perlu izin', asked(facts, 'id'), more(facts, 'id')),
    en: (facts) => lineWith('Needed permission', asked(facts, 'en'), more(facts, 'en')),
  },
  personal_erased: plain('Data pribadi dihapus', 'Personal data was erased'),
  personal_expired: {
    id: (facts) => lineWith('Data pribadi lama dihapus sendiri', text(facts, 'count')),
    en: (facts) => lineWith('Old personal data was erased by itself', text(facts, 'count')),
  },

  settings_saved: {
    id: (facts) => lineWith('Pengaturan disimpan', names(facts, 'id'), values(facts, 'id')),
    en: (facts) => lineWith('Settings were saved', names(facts, 'en'), values(facts, 'en')),
  },
  settings_copied: {
    id: (facts) => lineWith('Pengaturan disalin dari mode lain', modes(facts, 'id')),
    en: (facts) => lineWith('Settings were copied from another mode', modes(facts, 'en')),
  },
  mode_switched: {
    id: (facts) => lineWith('Mode diganti', modes(facts, 'id')),
    en: (facts) => lineWith('The mode was changed', modes(facts, 'en')),
  },
  provider_saved: {
    id: (facts) => lineWith('Layanan pembayaran diatur', text(facts, 'provider'), text(facts, 'origin')),
    en: (facts) => lineWith('The payment service was set up', text(facts, 'provider'), text(facts, 'origin')),
  },
  unit_check_started: plain(
    'Pemeriksaan satuan jumlah dimulai',
    'The check of the unit of amounts was started',
  ),
  unit_confirmed: {
    id: (facts) => lineWith('Satuan jumlah dipastikan', text(facts, 'origin')),
    en: (facts) => lineWith('The unit of amounts was made sure of', text(facts, 'origin')),
  },
  booking_resumed: plain(
    'Pencatatan ke layanan pembayaran dijalankan lagi',
    'Booking with the payment service was resumed',
  ),
  printer_added: printer('Printer ditambahkan', 'A printer was added'),
  printer_changed: printer('Printer diubah', 'A printer was changed'),
  printer_removed: printer('Printer dihapus', 'A printer was removed'),
  catalog_imported: {
    id: (facts) =>
      `Daftar barang diimpor: ${text(facts, 'added') ?? '?'} baru, ${text(facts, 'changed') ?? '?'} diubah`,
    en: (facts) =>
      `A list of products was imported: ${text(facts, 'added') ?? '?'} new, ${text(facts, 'changed') ?? '?'} changed`,
  },
  product_added: {
    id: (facts) => lineWith('Barang ditambahkan', quotedFact(facts, 'name'), text(facts, 'price')),
    en: (facts) => lineWith('A product was added', quotedFact(facts, 'name'), text(facts, 'price')),
  },
  product_changed: {
    id: (facts) => lineWith('Barang diubah', quotedFact(facts, 'name'), priceStep(facts)),
    en: (facts) => lineWith('A product was changed', quotedFact(facts, 'name'), priceStep(facts)),
  },
  product_stopped: {
    id: (facts) => lineWith('Barang tidak dijual lagi', quotedFact(facts, 'name')),
    en: (facts) => lineWith('A product is no longer sold', quotedFact(facts, 'name')),
  },
  product_resumed: {
    id: (facts) => lineWith('Barang dijual lagi', quotedFact(facts, 'name')),
    en: (facts) => lineWith('A product is sold again', quotedFact(facts, 'name')),
  },
  screen_paired: screen('Layar pelanggan dipasangkan', 'A customer screen was paired'),
  screen_removed: screen('Layar pelanggan dilepas', 'A customer screen was removed'),
  screen_pairing_locked: plain(
    'Kode pemasangan layar dikunci karena salah berkali-kali',
    'The pairing code was locked after too many wrong tries',
  ),
  logo_kept: plain('Logo struk disimpan', "The receipt's logo was kept"),
  slide_added: plain('Gambar layar pelanggan ditambah', "A picture for the customer's screen was added"),
  slide_removed: plain('Gambar layar pelanggan dihapus', "A picture of the customer's screen was removed"),
  slides_ordered: plain(
    'Urutan gambar layar pelanggan diubah',
    "The pictures of the customer's screen were put in order",
  ),
  seal_key_made: plain('Kunci segel struk dibuat', 'A key for sealing receipts was made'),
  drawer_tested: plain('Laci uang dicoba', 'The cash drawer was tested'),
  drawer_opened: {
    id: (facts) => lineWith('Laci uang dibuka', oneOf(DRAWER_FOR, facts, 'reason', 'id')),
    en: (facts) => lineWith('The cash drawer was opened', oneOf(DRAWER_FOR, facts, 'reason', 'en')),
  },
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

function screen(id: string, en: string): Line {
  const name = (facts: StoredFacts) => quotedFact(facts, 'screen')
  return { id: (facts) => lineWith(id, name(facts)), en: (facts) => lineWith(en, name(facts)) }
}

function printer(id: string, en: string): Line {
  const name = (facts: StoredFacts) => quotedFact(facts, 'printer')
  return { id: (facts) => lineWith(id, name(facts)), en: (facts) => lineWith(en, name(facts)) }
}

function nth(facts: StoredFacts, language: Language): string | null {
  const tries = text(facts, 'tries')
  if (tries === null || tries === '1') return null
  return language === 'id' ? `ke-${tries} berturut-turut` : `${tries} in a row`
}

/** How often the same was refused since it was last written down. */
function more(facts: StoredFacts, language: Language): string | null {
  const count = facts['not_noted']
  if (typeof count !== 'number' || count <= 0) return null
  return language === 'id' ? `dan ${count} kali sebelumnya` : `and ${count} times before`
}

function roles(facts: StoredFacts, language: Language): string | null {
  const from = role(facts, 'role_from', language)
  const to = role(facts, 'role_to', language)
  return from === to || from === null || to === null
    ? null
    : language === 'id'
      ? `dari ${from} menjadi ${to}`
      : `from ${from} to ${to}`
}

function change(facts: StoredFacts): string | null {
  const parts = [text(facts, 'before'), text(facts, 'now')].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(' > ')
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
