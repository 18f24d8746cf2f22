import type { Evidence } from '../../domain/tenders/evidence.ts'
import type { BankAccount } from '../../domain/tenders/invite.ts'
import type { Amount, Currency } from '../../domain/money.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { PricedLine, TaxTotal } from '../../domain/sale.ts'
import type { SessionStatus } from '../../domain/provider/session.ts'
import type { CustomerView, MoneyBackView, RefundView, RefundableView } from './after-sale.ts'
import type { PhotoView } from './confirmation.ts'
import type { QrMatrix } from '../../ports/system.ts'

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
  /** The name that stands on the slip. */
  readonly cashier: string
  readonly createdAt: string
  readonly paidAt: string | null
  /** Change the drawer owes for this sale's cash, shown until the next sale. */
  readonly changeOwed: Amount
  readonly documentId: string | null
  readonly customer: CustomerView | null
  /** What the customer paid for all lines together: the total with the rounding of its cash. */
  readonly collected: Amount
  /** Money that went back or is on its way, oldest first. */
  readonly refunds: readonly RefundView[]
  /** All of them together; null when nothing of what the sale counts went back. */
  readonly back: MoneyBackView | null
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
  /** Absent where none was kept. */
  readonly photo?: PhotoView
  readonly at: string
  /** What can still be given back of it, and in which ways. */
  readonly refundable: RefundableView
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

/** The shop's own code or account on the customer's screen, before money comes that only a person can see. */
export type InviteView = { readonly due: Amount } & (
  | {
      readonly kind: 'static_qris'
      readonly matrix: QrMatrix
      readonly merchantName: string
      readonly nmid: string | null
      /** Is the amount in the code, or does the customer type it? */
      readonly withAmount: boolean
    }
  | {
      readonly kind: 'transfer'
      readonly accounts: readonly BankAccount[]
      /** The part of `due` that makes the amount unique; absent where the shop asks for none. */
      readonly suffix?: Amount
    }
)

export interface StaticQrisView {
  readonly payload: string
  readonly merchantName: string
  readonly city: string
  readonly nmid: string | null
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
  /** What became of its money since; null when nothing of it went back. */
  readonly back: MoneyBackView | null
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
