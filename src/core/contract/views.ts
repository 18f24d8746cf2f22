import type { EdcSlip, Evidence } from '../domain/evidence.ts'
import type { Amount, Currency } from '../domain/money.ts'
import type { Language, Refusal } from '../domain/refusals.ts'
import type { ReceiptDocument } from '../domain/receipt.ts'
import type { Cart, PricedLine, TaxTotal } from '../domain/sale.ts'
import type { Mode, SessionStatus } from '../domain/session.ts'
import type { Settings } from '../domain/settings.ts'
import type { QrMatrix } from '../ports/system.ts'

/** What the core tells the screens. Times are UTC ISO 8601, amounts whole units of the sale's currency. */

/** Everything the cashier's screen shows at once; sent whole after every change, so a reconnect needs no history. */
export interface CounterView {
  /** Grows with every change; an older one is ignored. */
  readonly revision: number
  readonly now: string
  readonly mode: Mode
  readonly settings: SettingsView
  readonly cashier: string
  readonly network: NetworkView
  readonly printer: PrinterView
  readonly attentionCount: number
  /** The cart being built; null while a sale is being paid. */
  readonly draft: Cart
  readonly sale: SaleView | null
  /** Sales set aside while their outcome is open, newest first. */
  readonly parked: readonly SaleSummary[]
  /** Slips the `screen:` printer put out, newest first, at most five. */
  readonly slips: readonly SlipView[]
}

export interface NetworkView {
  readonly state: 'online' | 'degraded' | 'offline' | 'unknown' | 'none'
  readonly reason: Refusal | null
  readonly since: string
}

export interface PrinterView {
  readonly uri: string
  readonly name: string
  /** `unknown` is honest: most cheap printers never answer. */
  readonly state: 'unknown' | 'printing' | 'printed' | 'failed'
  readonly reason: Refusal | null
}

export interface SlipView {
  readonly jobId: string
  readonly at: string
  readonly document: ReceiptDocument
  readonly columns: number
}

export type SaleStatus = 'open' | 'partly_paid' | 'unsure' | 'paid' | 'canceled'

export interface SaleView {
  readonly id: string
  readonly number: string
  readonly status: SaleStatus
  readonly currency: Currency
  readonly lines: readonly PricedLine[]
  readonly subtotal: Amount
  readonly orderDiscount: Amount
  readonly taxes: readonly TaxTotal[]
  readonly total: Amount
  readonly covered: Amount
  /** Neither covered nor being collected. */
  readonly remaining: Amount
  readonly tenders: readonly TenderView[]
  readonly timeline: readonly TimelineEntry[]
  readonly createdAt: string
  readonly paidAt: string | null
  /** Change the drawer owes for this sale's cash, shown until the next sale. */
  readonly changeOwed: Amount
  readonly documentId: string | null
}

export interface TenderView {
  readonly id: string
  readonly kind: 'qris' | 'link' | 'cash' | 'edc' | 'transfer' | 'static_qris'
  readonly amount: Amount
  readonly covers: Amount
  /** A state of the tender machines: provider state name, or the money part of a manual tender. */
  readonly state: string
  readonly paying: boolean
  readonly inFlight: boolean
  readonly counted: boolean
  /** Manual tenders: how far the provider has been told. */
  readonly booking: string | null
  readonly sessionId: string | null
  readonly code: CodeView | null
  readonly evidence: Evidence | null
  readonly at: string
  /** The last thing that went wrong with it, if it still stands. */
  readonly trouble: Refusal | null
}

/** A checked code, ready to be painted. */
export interface CodeView {
  readonly kind: 'emv' | 'page'
  readonly matrix: QrMatrix
  readonly merchantName: string | null
  readonly nmid: string | null
  /** The hosted page's address for `page`; null for a payment code. */
  readonly url: string | null
  readonly shownAt: string
  readonly expiresAt: string | null
}

export interface TimelineEntry {
  readonly at: string
  readonly kind: string
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

export interface SaleSummary {
  readonly id: string
  readonly number: string
  readonly status: SaleStatus
  readonly currency: Currency
  readonly total: Amount
  readonly kinds: readonly TenderView['kind'][]
  readonly createdAt: string
}

export interface SessionRow {
  readonly sessionId: string
  readonly tenderId: string | null
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly status: SessionStatus
  readonly kind: TenderView['kind'] | null
  readonly amount: Amount
  readonly currency: Currency
  readonly createdAt: string
  readonly fetchedAt: string
}

export interface AttentionRow {
  readonly id: string
  readonly kind: string
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly createdAt: string
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
  readonly note: string | null
}

export type { Product } from '../domain/catalog.ts'
export type SettingsView = Settings

/** The provider's profile without its secret, which is never shown again. */
export interface ProviderView {
  readonly provider: 'plugipay' | 'plexo' | 'none'
  readonly origin: string
  readonly prefix: string
  readonly scheme: 'hmac' | 'bearer'
  readonly keyId: string
  readonly hasSecret: boolean
  readonly hasWebhookSecret: boolean
  readonly merchantId: number | null
  readonly amountUnit: 'whole' | 'hundredths'
  readonly successUrl: string
  readonly cancelUrl: string
  readonly secretsKind: 'system_keyring' | 'file_0600' | 'environment' | 'memory'
  /** Live charging stays off until the owner has seen the right amount on the provider's own page. */
  readonly unitConfirmed: boolean
}

/** What the customer's screen shows now. Narrow on purpose: nothing in it can be abused from a tablet. */
export type DisplayView =
  | { readonly screen: 'idle'; readonly shop: DisplayShop }
  | {
      readonly screen: 'cart'
      readonly shop: DisplayShop
      readonly lines: readonly DisplayLine[]
      readonly orderDiscount: Amount
      readonly total: Amount
      readonly currency: Currency
    }
  | { readonly screen: 'asking'; readonly shop: DisplayShop; readonly order: DisplayOrder }
  | {
      readonly screen: 'code'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly code: CodeView
      readonly paying: boolean
    }
  | {
      readonly screen: 'waiting'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      /** `slip`: money a person sees was recorded and waits to be confirmed; no code is involved. */
      readonly reason: 'cashier' | 'ended' | 'slip'
    }
  | {
      readonly screen: 'paid'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly paidAt: string
      readonly kinds: readonly TenderView['kind'][]
      readonly change: Amount
    }

export interface DisplayShop {
  readonly name: string
  readonly language: Language
  readonly mode: Mode
  readonly zoneLabel: string
  readonly utcOffsetMinutes: number
}

export interface DisplayLine {
  readonly name: string
  /** In thousandths. */
  readonly quantity: number
  readonly net: Amount
}

export interface DisplayOrder {
  readonly saleNumber: string
  readonly lines: readonly DisplayLine[]
  readonly orderDiscount: Amount
  readonly total: Amount
  /** What this code or this moment asks for; a part of the total in a split. */
  readonly due: Amount
  readonly currency: Currency
}

/** A beat follows at least every second: a screen that hears none for two covers its code. */
export type DisplayMessage =
  | { readonly type: 'view'; readonly view: DisplayView; readonly now: string }
  | { readonly type: 'beat'; readonly now: string }

export type CounterMessage =
  | { readonly type: 'view'; readonly view: CounterView }
  | { readonly type: 'beat'; readonly now: string }

export type { EdcSlip }
