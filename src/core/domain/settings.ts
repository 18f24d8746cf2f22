import type { Language } from './language.ts'
import type { Accent, ThemeChoice } from './accents.ts'
import { DEFAULT_CONFIRMATION, type ConfirmationPolicy } from './tenders/confirmation.ts'
import type { BankAccount } from './tenders/invite.ts'
import { amountOf, QRIS_LIMIT, type Amount, type Currency } from './money.ts'
import type { PermissionLimits } from './people/permissions.ts'
import type { SlipRoles } from './printers.ts'
import { DEFAULT_TEMPLATE, type ReceiptTemplate } from './receipts/template.ts'
import { DEFAULT_TAX_RULES, type TaxRules } from './sale.ts'
import type { ScaleRule } from './catalog/scale-barcode.ts'
import type { VoiceChoice } from './spoken-amount.ts'

/** What the owner can set for this till. Stored in the books, one set for each mode. */
export interface Settings {
  readonly shopName: string
  readonly addressLines: readonly string[]
  readonly npwp: string | null
  readonly footerLines: readonly string[]
  /** Outlet and till, e.g. `BDG1`; part of every sale number. */
  readonly tillCode: string
  readonly terminalName: string
  readonly language: Language
  readonly theme: ThemeChoice
  /** The colour of what is to be pressed, on both screens. */
  readonly accent: Accent
  /** Whether the customer's screen says amounts aloud. */
  readonly customerVoice: VoiceChoice
  readonly utcOffsetMinutes: number
  readonly zoneLabel: string
  readonly currency: Currency
  readonly taxRules: TaxRules
  /** 1 means no rounding. */
  readonly cashRoundingStep: Amount
  readonly qrisLimit: Amount
  readonly codeLifetimeSec: number
  /** This till's part of the calls that the provider allows the whole workspace, in percent. */
  readonly providerSharePercent: number
  /** Which printer's role prints a kind of document, where it is not the usual one. */
  readonly slipRoles: SlipRoles
  readonly printAutomatically: boolean
  /** Minutes after midnight at which a business day begins: what is sold before belongs to the day before. */
  readonly businessDayStartsAt: number
  /** No sale without an open shift. */
  readonly shiftRequired: boolean
  /** How receipts look; read it with `templateOf`, which knows what an older one lacks. */
  readonly receipt: ReceiptTemplate
  /** Minutes without a press after which the till asks for a PIN; 0 is never. */
  readonly autoLockMinutes: number
  readonly permissionLimits: PermissionLimits
  /** Who says that money is there, for each kind that a person sees. */
  readonly confirmation: ConfirmationPolicy
  /** Days after which what tells who a customer is, and what people typed, is erased by itself. */
  readonly personalDataDays: number
  /** The shop's own printed code, as text; shown by hand, confirmed by hand. */
  readonly staticQris: string | null
  /** Write the amount into the printed code when it is shown: not every customer's app takes such a code. */
  readonly staticQrisWithAmount: boolean
  readonly bankAccounts: readonly BankAccount[]
  /** Ask for a few rupiah more with each transfer, so that no two that are awaited have the same amount. */
  readonly transferSuffix: boolean
  /** The merchant id the owner approved; codes of another merchant are never shown. */
  readonly approvedNmid: string | null
  /** What the labels of the shop's scales hold; codes with another prefix are plain barcodes. */
  readonly scaleBarcodes: readonly ScaleRule[]
}

/** What a till starts with before anybody has set anything: it can sell and print at once. */
export const DEFAULT_SETTINGS: Settings = {
  shopName: 'Toko Saya',
  addressLines: [],
  npwp: null,
  footerLines: ['Terima kasih'],
  tillCode: 'TK1',
  terminalName: '1',
  language: 'id',
  theme: 'system',
  accent: 'nila',
  customerVoice: 'off',
  utcOffsetMinutes: 420,
  zoneLabel: 'WIB',
  currency: 'IDR',
  taxRules: DEFAULT_TAX_RULES,
  cashRoundingStep: amountOf(1),
  qrisLimit: QRIS_LIMIT,
  codeLifetimeSec: 900,
  providerSharePercent: 50,
  slipRoles: {},
  printAutomatically: true,
  businessDayStartsAt: 0,
  shiftRequired: false,
  receipt: DEFAULT_TEMPLATE,
  autoLockMinutes: 10,
  permissionLimits: { discountBasisPoints: 2_000, confirmAmount: amountOf(2_000_000) },
  confirmation: DEFAULT_CONFIRMATION,
  personalDataDays: 730,
  staticQris: null,
  staticQrisWithAmount: false,
  bankAccounts: [],
  transferSuffix: false,
  approvedNmid: null,
  scaleBarcodes: [],
}
