import type { Language } from '../../language.ts'
import { cleanText } from '../../shown-text.ts'
import { quotedFact, type StoredFacts } from '../facts.ts'
import { settingName } from '../setting-names.ts'
import { plain, lineWith, text, modes, type Line, type Lines } from './line.ts'

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

/** Old and new price, when that is what changed. */
const priceStep = (facts: StoredFacts): string | null => {
  const [from, to] = [text(facts, 'price_from'), text(facts, 'price_to')]
  return from === null || to === null ? null : `${from} → ${to}`
}

/** What was set up, and what is sold. */
export const SETTINGS_LINES: Lines = {
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

function screen(id: string, en: string): Line {
  const name = (facts: StoredFacts) => quotedFact(facts, 'screen')
  return { id: (facts) => lineWith(id, name(facts)), en: (facts) => lineWith(en, name(facts)) }
}

function printer(id: string, en: string): Line {
  const name = (facts: StoredFacts) => quotedFact(facts, 'printer')
  return { id: (facts) => lineWith(id, name(facts)), en: (facts) => lineWith(en, name(facts)) }
}
