import type { CustomerView, MoneyBackView, RefundableView, RefundView } from './after-sale-views.ts'
import type { PhotoView } from './confirmation-views.ts'
import type { DisplayBrand } from '../domain/brand.ts'
import type { EdcSlip, Evidence } from '../domain/evidence.ts'
import type { BankAccount } from '../domain/invite.ts'
import type { CollectWay } from '../domain/collecting.ts'
import type { Amount, Currency } from '../domain/money.ts'
import type { Actor, Role } from '../domain/people.ts'
import type { Right } from '../domain/permissions.ts'
import type { PersonalKind } from '../domain/personal.ts'
import type { PrinterCondition, PrinterRole } from '../domain/printers.ts'
import type { Language, Refusal } from '../domain/refusals.ts'
import type { Reconciliation } from '../domain/reconcile.ts'
import type { ReceiptDocument } from '../domain/receipt.ts'
import type { Cart, PricedLine, TaxTotal } from '../domain/sale.ts'
import type { Mode, SessionStatus } from '../domain/session.ts'
import type { Settings } from '../domain/settings.ts'
import type { VoiceChoice } from '../domain/spoken-amount.ts'
import type { QrMatrix } from '../ports/system.ts'

/** What the core tells the screens. Times are UTC ISO 8601, amounts whole units of the sale's currency. */

/** Everything the cashier's screen shows at once; sent whole after every change, so a reconnect needs no history. */
export interface CounterView {
  /** Grows with every change; an older one is ignored. */
  readonly revision: number
  readonly now: string
  readonly mode: Mode
  readonly settings: SettingsView
  /** Who is signed in. */
  readonly cashier: string
  readonly actor: Actor
  /** What that person may do without asking anybody. */
  readonly rights: readonly Right[]
  /** The PIN was made up by the machine and does not work again: a new one is due now. */
  readonly mustChangePin: boolean
  /** Everybody who can sign in or lend a right. */
  readonly team: readonly Actor[]
  /** How a customer can pay through the provider, F1's way first. Never empty: a press then says why it cannot. */
  readonly collects: readonly CollectWay[]
  readonly network: NetworkView
  /** The one that customers' slips go to. */
  readonly printer: PrinterView
  readonly printers: readonly PrinterView[]
  readonly books: BooksView
  readonly attentionCount: number
  /** Money that waits for a word that a person of this till can give. */
  readonly confirmationCount: number
  /** The cart being built; null while a sale is being paid. */
  readonly draft: Cart
  readonly draftMark: DraftMark
  /** Whom the order in the cart is for. */
  readonly customer: CustomerView | null
  readonly sale: SaleView | null
  /** What the customer's screen invites to pay by, while it still fits what is due. */
  readonly invite: InviteView | null
  /** Sales set aside while their outcome is open, newest first. */
  readonly parked: readonly SaleSummary[]
  /** How many orders were set aside before they became a sale. */
  readonly heldCount: number
  /** The sale whose receipt can be printed once more for somebody who comes back; null before the first. */
  readonly lastPaid: { readonly saleId: string; readonly number: string } | null
  /** Slips the `screen:` printer put out, newest first, at most five. */
  readonly slips: readonly SlipView[]
  /** The open shift; null when none is. */
  readonly shift: ShiftBadge | null
  /** Selling takes an open shift. */
  readonly shiftRequired: boolean
}

/** Which state of the cart a view or an answer tells about. Of the same core, fewer changes is an older state. */
export interface DraftMark {
  readonly core: string
  readonly changes: number
}

/** The open shift as the status bar shows it. */
export interface ShiftBadge {
  readonly id: string
  readonly number: string
  /** A person's name. */
  readonly openedBy: string
  readonly openedAt: string
  readonly businessDate: string
}

/** How the shop's own books are. Anything but `fine` needs the owner. */
export interface BooksView {
  /** `gone`, `replaced`: their file was taken away, or another put in its place, while they were open. */
  readonly state: 'fine' | 'damaged' | 'gone' | 'replaced'
  /** What can be restored, when something has to be. */
  readonly newestBackup: { readonly name: string; readonly at: string } | null
  readonly diskLow: boolean
}

/** The copies of this mode's books; each was read from end to end when it was made. */
export interface BackupsView {
  readonly folder: string
  readonly copies: readonly BackupRow[]
  /** Books that were replaced by a copy and are kept. */
  readonly setAside: readonly Omit<BackupRow, 'why'>[]
  readonly usedBytes: number
  readonly freeBytes: number | null
  readonly running: { readonly step: 'copying' | 'checking'; readonly percent: number } | null
  /** Why the last one could not be made. */
  readonly trouble: Refusal | null
}

export interface BackupRow {
  readonly name: string
  readonly at: string
  readonly bytes: number
  readonly why: 'daily' | 'by_hand' | 'update' | 'rescue'
}

export interface NetworkView {
  readonly state: 'online' | 'degraded' | 'offline' | 'unknown' | 'none'
  readonly reason: Refusal | null
  readonly since: string
}

export interface PrinterView {
  readonly id: string
  readonly uri: string
  readonly name: string
  readonly roles: readonly PrinterRole[]
  /** What became of its last slip; `printed` was taken by the printer, `confirmed` is on paper by its own word. */
  readonly state: 'unknown' | 'printing' | 'printed' | 'confirmed' | 'failed'
  readonly reason: Refusal | null
  /** How it stood when it was last asked. `unknown` is honest: most cheap printers never answer. */
  readonly condition: PrinterCondition
  readonly checkedAt: string | null
}

export interface PrinterSearchView {
  readonly printers: readonly {
    readonly uri: string
    readonly label: string
    /** It is there, and this account may not open it. */
    readonly locked: boolean
    /** The profile its name points to. */
    readonly profileId: string
  }[]
  readonly notSearched: readonly {
    readonly way: 'usb' | 'serial' | 'queue' | 'device'
    readonly detail: string
  }[]
}

export interface SlipView {
  readonly jobId: string
  readonly at: string
  readonly document: ReceiptDocument
  readonly columns: number
}

/** A slip ready to be drawn, as it is printed: the same document, columns and dots. */
export interface SlipSheet {
  readonly document: ReceiptDocument
  /** Of the printer that this kind of slip goes to. */
  readonly columns: number
  readonly logo: LogoView | null
  /** The symbols of the codes on it, each once. */
  readonly codes: readonly { readonly payload: string; readonly matrix: QrMatrix }[]
}

/** A logo's dots: rows of `ceil(widthDots / 8)` bytes in base64, the leftmost dot in the highest bit. */
export interface LogoView {
  readonly id: string
  readonly widthDots: number
  readonly heightDots: number
  readonly rows: string
}

/** The public half of the key that signs receipts; anybody may have it. */
export interface SealKeyView {
  readonly id: string
  /** What `npm run verify-receipt` and the check page take. */
  readonly text: string
}

/** What the signed code of a receipt turned out to be; see `checkSeal`. */
export interface SealCheckView {
  readonly verdict: 'genuine' | 'changed' | 'unknown_key'
  readonly mode: Mode
  readonly number: string
  readonly total: Amount
  readonly currency: Currency
  readonly paidAt: string
  readonly terminal: string
  /** 0 is the original. */
  readonly copy: number
  readonly saleId: string | null
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
  readonly escalatedAt: string | null
}

export type {
  AttentionDetail,
  CustomerRow,
  CustomerView,
  ProviderReceiptView,
  ReceiptFileView,
  MoneyBackView,
  RefundView,
} from './after-sale-views.ts'
export type { Product } from '../domain/catalog.ts'
export type SettingsView = Settings

export type { BookingView, ProviderCheckView, ProviderView } from './provider-view.ts'

/** What the customer's screen shows now. Narrow on purpose: nothing in it can be abused from a tablet. */
export type DisplayView =
  | {
      readonly screen: 'idle'
      readonly shop: DisplayShop
      readonly brand?: DisplayBrand | null
      /** Ids of the shop's own pictures, fetched one by one; absent where there are none. */
      readonly slides?: readonly string[]
      readonly logo?: string
    }
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
      readonly screen: 'invite'
      readonly shop: DisplayShop
      readonly order: DisplayOrder
      readonly invite: InviteView
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
      /** The printed receipt's own code, for the customer's phone; absent when a phone could do nothing with it. */
      readonly receiptQr?: QrMatrix
    }

export interface DisplayShop {
  readonly name: string
  /** Amounts are said aloud; absent when they are not. */
  readonly voice?: Exclude<VoiceChoice, 'off'>
  readonly language: Language
  readonly mode: Mode
  readonly zoneLabel: string
  readonly utcOffsetMinutes: number
  /** The shop's colour; absent where it is the usual one. */
  readonly accent?: Settings['accent']
  /** The owner chose high contrast for this till. */
  readonly contrast?: true
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

/** What a locked till shows: who may sign in, and how the sale on the counter stands. Nothing to act on. */
export interface LockedView {
  readonly revision: number
  readonly now: string
  readonly mode: Mode
  readonly shopName: string
  readonly language: Language
  readonly theme: Settings['theme']
  readonly accent: Settings['accent']
  /** No person exists yet: the first one to come is the owner. */
  readonly firstStart: boolean
  readonly team: readonly Actor[]
  readonly sale: Pick<SaleView, 'number' | 'status' | 'total' | 'currency'> | null
}

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly active: boolean
  readonly createdAt: string
}

/** A datum about a customer; `text` is null for a photo. */
export interface PersonalRow {
  readonly ref: string
  readonly kind: PersonalKind
  readonly text: string | null
  /** When it was last needed. */
  readonly at: string
}

/** Both sides of a day: this till's books and the provider's. */
export interface DayReportView extends Reconciliation {
  readonly day: string
  readonly madeAt: string
  /** Which of the provider's other books could be read. */
  readonly read: { readonly receipts: boolean; readonly ledger: boolean }
}

/** One line of the log, ready to be worded. */
export interface AuditRow {
  readonly seq: number
  readonly at: string
  readonly kind: string
  /** The name of who did it; null is the till by itself. */
  readonly actor: string | null
  readonly saleId: string | null
  readonly saleNumber: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

/** Whether every row still says what it said when it was written. */
export type AuditCheck =
  | { readonly intact: true; readonly rows: number; readonly lastHash: string }
  | {
      readonly intact: false
      readonly rows: number
      readonly seq: number
      readonly fault: 'changed' | 'removed' | 'reordered'
    }

export type CounterMessage =
  | { readonly type: 'view'; readonly view: CounterView }
  | { readonly type: 'locked'; readonly view: LockedView }
  | { readonly type: 'beat'; readonly now: string }

export type { EdcSlip }
