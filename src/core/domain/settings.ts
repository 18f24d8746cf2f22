import { amountOf, QRIS_LIMIT, type Amount, type Currency } from './money.ts'
import type { Language } from './refusals.ts'
import { DEFAULT_TAX_RULES, type TaxRules } from './sale.ts'

/** What the owner can set for this till. Stored in the books, one set for each mode. */
export interface Settings {
  readonly shopName: string
  readonly addressLines: readonly string[]
  readonly npwp: string | null
  readonly footerLines: readonly string[]
  /** Outlet and till, e.g. `BDG1`; part of every sale number. */
  readonly tillCode: string
  readonly terminalName: string
  readonly cashier: string
  readonly language: Language
  readonly theme: 'system' | 'light' | 'dark'
  readonly utcOffsetMinutes: number
  readonly zoneLabel: string
  readonly currency: Currency
  readonly taxRules: TaxRules
  /** 1 means no rounding. */
  readonly cashRoundingStep: Amount
  readonly qrisLimit: Amount
  readonly codeLifetimeSec: number
  readonly printerUri: string
  readonly printerProfile: string
  readonly paper: '58' | '80'
  readonly printAutomatically: boolean
  /** The merchant id the owner approved; codes of another merchant are never shown. */
  readonly approvedNmid: string | null
}

/** What a till starts with before anybody has set anything: it can sell and print at once. */
export const DEFAULT_SETTINGS: Settings = {
  shopName: 'Toko Saya',
  addressLines: [],
  npwp: null,
  footerLines: ['Terima kasih'],
  tillCode: 'TK1',
  terminalName: '1',
  cashier: 'Kasir 1',
  language: 'id',
  theme: 'system',
  utcOffsetMinutes: 420,
  zoneLabel: 'WIB',
  currency: 'IDR',
  taxRules: DEFAULT_TAX_RULES,
  cashRoundingStep: amountOf(1),
  qrisLimit: QRIS_LIMIT,
  codeLifetimeSec: 900,
  printerUri: 'screen:',
  printerProfile: 'generic-58',
  paper: '58',
  printAutomatically: true,
  approvedNmid: null,
}
