import type { Language } from '../../language.ts'
import { ROLES, type Role } from '../../people/people.ts'
import type { StoredFacts } from '../facts.ts'
import { rightWords } from '../rights.ts'
import { plain, lineWith, text, oneOf, capital, modes, who, somebody, type Lines } from './line.ts'

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

const ROLE_WORDS: Readonly<Record<Role, Readonly<Record<Language, string>>>> = {
  cashier: { id: 'kasir', en: 'cashier' },
  supervisor: { id: 'supervisor', en: 'supervisor' },
  owner: { id: 'pemilik', en: 'owner' },
}
const role = (facts: StoredFacts, name: string, language: Language): string | null => {
  const found = ROLES.find((each) => each === facts[name])
  return found === undefined ? text(facts, name) : ROLE_WORDS[found][language]
}

const span = (facts: StoredFacts, language: Language): string => {
  const seconds = typeof facts['seconds'] === 'number' ? facts['seconds'] : 0
  if (seconds < 90) return language === 'id' ? `${seconds} detik` : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return language === 'id' ? `${minutes} menit` : `${minutes} minutes`
}

/** The right that was asked for; a second pair of eyes is none of the table's. */
const asked = (facts: StoredFacts, language: Language): string => {
  const right = text(facts, 'right')
  if (right === null) return text(facts, 'procedure') ?? somebody[language]
  if (right.startsWith('second_person'))
    return language === 'id' ? 'Menerima uang yang dicatat sendiri' : 'Accepting money one recorded oneself'
  return rightWords(right, language)
}

/** Who came and went, and who may do what. */
export const PEOPLE_LINES: Lines = {
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
