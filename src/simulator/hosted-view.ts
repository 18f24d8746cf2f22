import { amountOf, formatMoney } from '../core/domain/money.ts'
import type { SessionRow } from './books.ts'
import type { Brand } from './hosted-frame.ts'
import { ICONS } from './hosted-icons.ts'
import type { Language, Words } from './hosted-words.ts'
import { html, type Html } from './html.ts'
import type { CatalogueMethod, Family } from './methods.ts'

export interface PageView {
  readonly session: SessionRow
  readonly brand: Brand
  readonly offered: readonly CatalogueMethod[]
  readonly language: Language
  /** One of the words of a failed attempt, shown above the choice. */
  readonly complaint: Complaint | null
}

export const COMPLAINTS = [
  'declined',
  'insufficient',
  'card_invalid',
  'not_possible',
  'proof_unreadable',
] as const
export type Complaint = (typeof COMPLAINTS)[number]

const FAMILY_ICONS: Readonly<Record<Family, Html>> = {
  qris: ICONS.qris,
  ewallet: ICONS.ewallet,
  va: ICONS.bank,
  card: ICONS.card,
  paypal: ICONS.ewallet,
  retail: ICONS.shop,
  offline: ICONS.counter,
}

export const methodTile = ({ id, family }: CatalogueMethod): Html =>
  html`<span class="tile ${family === 'card' ? 'card-tile' : family}"
    >${id === 'transfer' ? ICONS.bank : id === 'edc' ? ICONS.card : FAMILY_ICONS[family]}</span
  >`

/** The catalogue is Indonesian; a few of its labels are words rather than names. */
export const labelOf = ({ id, label }: CatalogueMethod, words: Words): string =>
  ({ card: words.labelCard, cash: words.labelCash, edc: words.labelEdc, transfer: words.labelTransfer })[
    id
  ] ?? label

export const link = ({ session, language }: PageView, rest?: string): string =>
  `/c/${session.id}${rest === undefined ? '' : `/${rest}`}?lang=${language}`

export const moneyOf = ({ amount, currency }: SessionRow, language: Language): string =>
  formatMoney(amountOf(amount), currency === 'USD' ? 'USD' : 'IDR', language)
