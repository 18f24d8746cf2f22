import type { Language } from '../language.ts'
import type { EdcField } from '../tenders/evidence.ts'
import { quoted } from '../shown-text.ts'

/** How a payment kind is called on the counter. */
export const KIND_LABELS = {
  qris: { id: 'QRIS', en: 'QRIS' },
  link: { id: 'tautan', en: 'payment link' },
  cash: { id: 'tunai', en: 'cash' },
  edc: { id: 'EDC', en: 'card terminal' },
  transfer: { id: 'transfer', en: 'bank transfer' },
  static_qris: { id: 'QRIS statis', en: 'static QRIS' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>

/** The fields of a card terminal's slip, as the start of a sentence. */
export const EDC_LABELS: Readonly<Record<EdcField, Readonly<Record<Language, string>>>> = {
  bank: { id: 'Bank', en: 'The bank' },
  tid: { id: 'TID', en: 'The TID' },
  mid: { id: 'MID', en: 'The MID' },
  batch: { id: 'Batch', en: 'The batch number' },
  trace: { id: 'Trace', en: 'The trace number' },
  rrn: { id: 'RRN', en: 'The RRN' },
  approvalCode: { id: 'Kode approval', en: 'The approval code' },
  lastFour: { id: '4 angka terakhir kartu', en: "The field for the card's last 4 digits" },
  entryMode: { id: 'Cara baca kartu', en: 'The way the card was read' },
}

const MODES: ReadonlyMap<string, Readonly<Record<Language, string>>> = new Map([
  ['practice', { id: 'latihan', en: 'practice' }],
  ['test', { id: 'uji', en: 'test' }],
  ['live', { id: 'sungguhan', en: 'live' }],
])

/** A mode's name; one read from a strange file is quoted. */
export const modeLabel = (mode: string, language: Language): string =>
  MODES.get(mode)?.[language] ?? quoted(mode)
