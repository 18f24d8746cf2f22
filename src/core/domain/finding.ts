import type { SessionStatus } from './provider/session.ts'

/** What somebody typed to find a sale or a session again, as the keys it may be found by. */
export interface Wanted {
  /** As typed: a session's id is looked for as it is. Null when nothing was typed. */
  readonly typed: string | null
  /** How a number starts, in capitals. */
  readonly start: string | null
  /** The last five digits of a sale number, as a cashier reads them out. */
  readonly tail: string | null
  /** A total or a part, in the smallest unit that the shop counts. */
  readonly amount: number | null
  /** Words that all have to begin a word of the sale's products or notes; none when only numbers were typed. */
  readonly words: readonly string[]
  /** A part of a name, a phone number or a note; null when it is too short to tell anybody apart. */
  readonly fragment: string | null
  /** How a payment's reference starts, in capitals and without spaces; null when it is too short. */
  readonly reference: string | null
}

const MOST_WORDS = 6
/** An index of three letters at a time finds nothing shorter. */
const LEAST_FRAGMENT = 3
const LEAST_REFERENCE = 4

/**
 * Takes `BDG1-20260715-00042`, `42`, `Rp 27.500` or `27500` as they are typed. A few digits may be a number or an amount:
 * both are looked for. `decimals` is how many places the shop's currency has after its comma.
 */
export function wantedBy(text: string, decimals = 0): Wanted {
  const typed = text.trim()
  if (typed === '')
    return {
      ...{ typed: null, start: null, tail: null, amount: null },
      words: [],
      fragment: null,
      reference: null,
    }
  const plain = typed.replace(/^(Rp|US\$|\$U?)\s*/i, '')
  const digits = plain.replace(/[.,\s]/g, '')
  const isNumber = /^\d{1,15}$/.test(digits) && /^[\d.,\s]+$/.test(plain)
  const reference = typed.toUpperCase().replace(/\s+/g, '')
  return {
    typed,
    start: typed.toUpperCase(),
    tail: isNumber && /^\d{1,5}$/.test(plain) ? plain.padStart(5, '0') : null,
    amount: isNumber ? amountIn(plain, digits, decimals) : null,
    words: /\p{L}/u.test(typed) ? wordsIn(typed) : [],
    fragment: [...typed].length >= LEAST_FRAGMENT ? typed : null,
    reference: reference.length >= LEAST_REFERENCE ? reference : null,
  }
}

/** Letters and digits only, small and without accents: nothing of it can be an operator of a search language. */
const wordsIn = (text: string): readonly string[] =>
  (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, MOST_WORDS)

/** With decimals, a comma or point before the last one or two digits is the decimal one; else all of it is whole units. */
function amountIn(plain: string, digits: string, decimals: number): number {
  if (decimals === 0) return Number(digits)
  const fraction = /[.,](\d{1,2})$/.exec(plain.trim())?.[1] ?? ''
  const whole = digits.slice(0, digits.length - fraction.length)
  return Number(whole + fraction.padEnd(decimals, '0'))
}

/** Which sessions a list shows; null and false let everything through. */
export interface SessionFilter {
  readonly status: SessionStatus | null
  /** When the session was first seen here, UTC: from this moment on, and before that one. */
  readonly from: string | null
  readonly to: string | null
  /** Its amount, both ends included, in the smallest unit that the shop counts. */
  readonly least: number | null
  readonly most: number | null
  /** Only those that belong to no sale of this till. */
  readonly foreign: boolean
}

export const NO_SESSION_FILTER: SessionFilter = {
  ...{ status: null, from: null, to: null, least: null, most: null, foreign: false },
}

export const filtersSessions = ({ foreign, ...rest }: SessionFilter): boolean =>
  foreign || Object.values(rest).some((each) => each !== null)

/** What a list of sales can be narrowed to. */
export const SALE_PHASES = ['open', 'paid', 'canceled'] as const
export const TENDER_KINDS = ['qris', 'link', 'cash', 'edc', 'transfer', 'static_qris'] as const

/** Which sales a list shows; null and false let everything through. Combined with each other and with what was typed. */
export interface SaleFilter {
  readonly phase: (typeof SALE_PHASES)[number] | null
  /** At least one part was paid, or tried, this way. */
  readonly kind: (typeof TENDER_KINDS)[number] | null
  /** When the sale was begun, UTC: from this moment on, and before that one. */
  readonly from: string | null
  readonly to: string | null
  /** The name that stands on the slip. */
  readonly cashier: string | null
  /** The total, both ends included, in the smallest unit that the shop counts. */
  readonly least: number | null
  readonly most: number | null
  /** Something about it waits for a person. */
  readonly attention: boolean
  /** Money of it went back, or is on its way. */
  readonly refunded: boolean
  /** A card slip of it was voided. */
  readonly voided: boolean
}

export const NO_SALE_FILTER: SaleFilter = {
  ...{ phase: null, kind: null, from: null, to: null, cashier: null, least: null, most: null },
  ...{ attention: false, refunded: false, voided: false },
}

export const filtersSales = (filter: SaleFilter): boolean =>
  filter.attention ||
  filter.refunded ||
  filter.voided ||
  [filter.phase, filter.kind, filter.from, filter.to, filter.cashier, filter.least, filter.most].some(
    (each) => each !== null,
  )
