import type { Language } from '../../domain/language.ts'
import type { CollectWay } from '../../domain/tenders/collecting.ts'
import type { Actor } from '../../domain/people/people.ts'
import type { Right } from '../../domain/people/permissions.ts'
import type { Refusal } from '../../domain/refusals.ts'
import type { Cart } from '../../domain/sale.ts'
import type { Mode } from '../../domain/provider/session.ts'
import type { Settings } from '../../domain/settings.ts'
import type { CustomerView } from './after-sale.ts'
import type { BooksView } from './books.ts'
import type { PrinterView } from './printers.ts'
import type { InviteView, SaleSummary, SaleView } from './sale.ts'
import type { SlipView } from './slips.ts'

/** What the core tells the cashier's screen. Times are UTC ISO 8601, amounts whole units of the sale's currency. */

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

export interface NetworkView {
  readonly state: 'online' | 'degraded' | 'offline' | 'unknown' | 'none'
  readonly reason: Refusal | null
  readonly since: string
}

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

export type SettingsView = Settings

export type CounterMessage =
  | { readonly type: 'view'; readonly view: CounterView }
  | { readonly type: 'locked'; readonly view: LockedView }
  | { readonly type: 'beat'; readonly now: string }
